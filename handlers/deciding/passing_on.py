"""Passing words on between two people, and saying truly what becomes of them.

Neither sees the other's number. Words that are longer than the other's channel takes go in several messages,
each with the name of whose they are. To somebody who is not writing just now they must not ring at night:
then whoever wrote them hears when they arrive, and who is there until then. Who was told "passed on" is
told, once, when it did not arrive; the record says so as well.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conversations import passing_on as later
from conversations import sentences as say
from conversations import splitting
from conversations.discreet import SOMEBODY
from handlers.deciding.draft import Draft, most_units
from records import effects as fx
from records.cases import Person
from records.kinds import Lane, MessageClass
from rules import times
from safety.directory import COUNTRIES, EMERGENCY, choose
from safety.tiers import Category, Tier

# Who wrote within this time is up, and waits for an answer.
_AWAKE = timedelta(hours=1)


def relay(draft: Draft, to: Person, words: str, record_id: str) -> None:
    """Pass words on. To somebody who is not writing just now they must not ring at night."""
    sender = draft.case.person
    kind = MessageClass.ANSWER if is_awake(to, draft.now) else MessageClass.PROMPT
    address = draft.address_of(to)
    # Beside a phone that nobody holds no name may stand where they asked for that.
    hidden = to.discreet and kind is MessageClass.PROMPT
    name = draft.words(SOMEBODY, to).capitalize() if hidden else sender.name
    frame = splitting.units(draft.words(say.RELAY, to, name=name, text=""))
    # Twice: typography that is written out for a text message makes it a little longer.
    room = max(most_units(address.channel) - 2 * frame, 2) if address else 2 * splitting.TELEGRAM_UNITS
    if kind is MessageClass.ANSWER and _quiet_until(to, draft.now) is not None:
        draft.add(fx.LetGo(to.id, sender.id))  # never a later word before an earlier one
    for part in splitting.pieces(words, room):
        text = draft.words(say.RELAY, to, name=name, text=part)
        draft.send(to, text, kind, record_id, about=sender, lane=Lane.REPLY)


def passed_on(draft: Draft, to: Person) -> str:
    """What whoever wrote hears: passed on, or when it will be, and who is there until then."""
    until = _waits_until(to, draft.now)
    if until is None:
        return draft.words(say.RELAYED, name=to.name)
    person = draft.case.person
    local = times.local_time(until, person.timezone)
    when = draft.wording.clock(person.language, local.hour, local.minute)
    there = draft.emergency
    if draft.case.by_rota and draft.case.on_duty:
        return draft.words(
            later.LATER_ON_DUTY, name=to.name, when=when, emergency=there, coordinator=draft.coordinator
        )
    return draft.words(later.LATER, name=to.name, when=when, emergency=there, signposts=somebody_now(draft))


def is_receipt(draft: Draft, text: str, others: tuple[Person, ...]) -> bool:
    """Whether a text is, or ends with, our own word that an answer was passed on."""
    for other in others:
        if text.endswith(draft.words(say.RELAYED, name=other.name)):
            return True
        waits = (
            draft.words(later.LATER, name=other.name, when=_HERE, emergency="", signposts=""),
            draft.words(later.LATER_ON_DUTY, name=other.name, when=_HERE, emergency="", coordinator=""),
        )
        if any(whole.partition(_HERE)[0] in text for whole in waits):
            return True
    return False


_HERE = "§"


def is_awake(to: Person, now: datetime) -> bool:
    return any(a.last_heard_at and now - a.last_heard_at <= _AWAKE for a in to.addresses)


def _waits_until(to: Person, now: datetime) -> datetime | None:
    """When the other's quiet hours end, where words to them wait for that."""
    return None if is_awake(to, now) else _quiet_until(to, now)


def _quiet_until(to: Person, now: datetime) -> datetime | None:
    """When the other's quiet hours end; None outside of them."""
    quiet = times.QuietHours.kept(to.programme.quiet_start, to.programme.quiet_end)
    ends = times.next_allowed(now, ZoneInfo(to.timezone), quiet)
    return ends if ends > now else None


def somebody_now(draft: Draft) -> str:
    """Who answers at any hour where this person is, as in "call or text 988"."""
    person = draft.case.person
    country = person.country if person.country in COUNTRIES else person.programme.country
    local = times.local_time(draft.now, person.timezone)
    found = choose(country, Tier.URGENT, Category.SUICIDE.value, person.language, local)
    first = next((one for one in found if one.way != EMERGENCY), found[0])
    return first.plain[person.language.partition("-")[0]]
