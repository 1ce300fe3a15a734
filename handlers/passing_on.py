"""Passing words on between two people, and saying truly what becomes of them.

Neither sees the other's number. Words that are longer than the other's channel takes go in several messages,
each with the name of whose they are. To somebody who is not writing just now they must not ring at night:
then whoever wrote them hears when they arrive, and who is there until then. Who was told "passed on" is
told, once, when it did not arrive; the record says so as well.
"""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, literal, select, update
from sqlmodel import col

from conversations import fixed as say
from conversations import passing_on as later
from conversations import splitting
from handlers.draft import Draft, most_units
from handlers.tools import Tools
from records import tables as t
from records.cases import Person
from records.kinds import Lane, MessageClass
from records.load import load_cases
from records.save import save
from records.types import new_id
from safety.directory import COUNTRIES, EMERGENCY, choose
from safety.tiers import Category, Tier
from scheduler import rules

# Who wrote within this time is up, and waits for an answer.
_AWAKE = timedelta(hours=1)
# Several texts in a row that did not arrive are told of once.
_TOLD_LATELY = timedelta(minutes=10)


def relay(draft: Draft, to: Person, words: str, record_id: str) -> None:
    """Pass words on. To somebody who is not writing just now they must not ring at night."""
    sender = draft.case.person
    kind = MessageClass.ANSWER if _is_awake(to, draft.now) else MessageClass.PROMPT
    address = draft.address_of(to)
    frame = splitting.units(draft.words(say.RELAY, to, name=sender.name, text=""))
    # Twice: typography that is written out for a text message makes it a little longer.
    room = max(most_units(address.channel) - 2 * frame, 2) if address else 2 * splitting.TELEGRAM_UNITS
    for part in splitting.pieces(words, room):
        text = draft.words(say.RELAY, to, name=sender.name, text=part)
        draft.send(to, text, kind, record_id, about=sender, lane=Lane.REPLY)


def passed_on(draft: Draft, to: Person) -> str:
    """What whoever wrote hears: passed on, or when it will be, and who is there until then."""
    until = _waits_until(to, draft.now)
    if until is None:
        return draft.words(say.RELAYED, name=to.name)
    person = draft.case.person
    local = rules.local_time(until, person.timezone)
    when = draft.wording.clock(person.language, local.hour, local.minute)
    there = draft.emergency
    if draft.case.by_rota and draft.case.on_duty:
        return draft.words(
            later.LATER_ON_DUTY, name=to.name, when=when, emergency=there, coordinator=draft.coordinator
        )
    return draft.words(later.LATER, name=to.name, when=when, emergency=there, signposts=_somebody_now(draft))


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


def _is_awake(to: Person, now: datetime) -> bool:
    return any(a.last_heard_at and now - a.last_heard_at <= _AWAKE for a in to.addresses)


def _waits_until(to: Person, now: datetime) -> datetime | None:
    """When the other's quiet hours end, where words to them wait for that."""
    if _is_awake(to, now):
        return None
    quiet = rules.QuietHours(
        time.fromisoformat(to.programme.quiet_start), time.fromisoformat(to.programme.quiet_end)
    )
    ends = rules.next_allowed(now, ZoneInfo(to.timezone), quiet)
    return ends if ends > now else None


def _somebody_now(draft: Draft) -> str:
    """Who answers at any hour where this person is, as in "call or text 988"."""
    person = draft.case.person
    country = person.country if person.country in COUNTRIES else person.programme.country
    local = rules.local_time(draft.now, person.timezone)
    found = choose(country, Tier.URGENT, Category.SUICIDE.value, person.language, local)
    first = next((one for one in found if one.way != EMERGENCY), found[0])
    return first.plain[person.language.partition("-")[0]]


# --- what did not arrive -------------------------------------------------------------------------


def did_not_arrive(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    """Words that were passed on did not reach the other, and will not: whoever wrote them is told, once."""
    if row.lane != Lane.REPLY or row.about_id == row.person_id or row.staff_id or not row.record_id:
        return  # nobody's words but ours
    told = select(literal(1)).where(
        col(t.RecordEntry.record_id) == row.record_id, col(t.RecordEntry.label) == "sender-told"
    )
    if connection.execute(told.limit(1)).first() is not None:
        return  # of another piece of the same words
    cases = load_cases(connection, tools.sealer, now, [row.about_id, row.person_id], tools.open_channels)
    if row.about_id not in cases or row.person_id not in cases:
        return
    draft = Draft(cases[row.about_id], tools.wording, now, new_id(now), console_url=tools.console_url)
    line = draft.words(say.MAY_NOT_HAVE_ARRIVED, name=cases[row.person_id].person.name)
    lately = (said for said in draft.case.said if now - said.at <= _TOLD_LATELY)
    if not any(said.text == line for said in lately):
        kind = MessageClass.ANSWER if _is_awake(draft.case.person, now) else MessageClass.PROMPT
        draft.send(draft.case.person, line, kind, row.record_id, lane=Lane.REPLY)
    draft.note(row.record_id, "event", "sender-told")
    save(connection, tools.sealer, now, draft.effects)
    connection.execute(
        update(t.MeetingRecord)
        .where(col(t.MeetingRecord.id) == row.record_id, col(t.MeetingRecord.outcome) == "relayed")
        .values(outcome="not_arrived")
    )
