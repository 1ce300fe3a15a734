"""Last step: everything else is for a human.

Words from a mentee reach their mentor when they ask for that; an answer to relayed
words goes back the same way, without either seeing the other's number. All other words wait
for a coordinator, and the reply says so honestly, once for each exchange. Pictures and voice
notes are not seen or heard by the program, and the reply says that too.
"""

import re
from datetime import timedelta

from channels.port import InboundKind
from conversations import sentences as say
from conversations.addressing import words_of
from conversations.heard import Kind, hear
from conversations.match_moments import LATE
from conversations.meetings import ASKED_ONCE
from conversations.mentor_routes import Route
from conversations.mentor_words import KEPT_UNCONFIRMED
from conversations.names import first_name, means, speaks_of
from conversations.reflections import UNHURRIED
from conversations.small_questions import SMALL
from conversations.whom_for import MENTEE_OR_STAFF, HeldBack
from handlers.deciding import after_danger
from handlers.deciding import meeting_changes as changes
from handlers.deciding.meetings import offered
from handlers.deciding.mentor_routing import route
from handlers.deciding.message import SAME_EXCHANGE, Decided, Message
from handlers.deciding.number_in_doubt import in_doubt
from handlers.deciding.passing_on import is_receipt, passed_on, relay
from handlers.deciding.relaying import reachable
from handlers.deciding.talking import ask_again, begin_anew, end_quietly
from handlers.steps import hearing
from records import effects as fx
from records.cases import Person, Relation
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier

# Somebody who writes five texts in a row needs one acknowledgement, not five.
_ACKNOWLEDGED_FOR = timedelta(minutes=30)
A_DAY = timedelta(days=1)
ROUNDING = timedelta(seconds=1)  # providers tell times to the second
# Pictures of one album, a location that is sent again and again: one act, and one reply to it.
_ONE_ALBUM = timedelta(minutes=1)
_ONE_KIND = timedelta(minutes=10)
# What is over when somebody tells of a death, a loss, where they have been taken. All else waits, unasked,
# for another day.
_LET_GO = SMALL | UNHURRIED | ASKED_ONCE
_TOLD_OF = ("planned", "finished", "left", "moved_away")
_IN_ONE_ALBUM = {InboundKind.PHOTO.value, InboundKind.VIDEO.value}


def step(message: Message) -> Decided:
    """Put the message in front of a human and say so."""
    draft = message.draft
    person = draft.case.person
    if person.standing is Standing.UNKNOWN:
        return stranger(message)
    if not message.text.strip() and message.inbound.kind in (InboundKind.TEXT, InboundKind.OTHER):
        return _nothing_in_it(message)
    if message.is_words and message.waiting is None and closes(message.text):
        # "ok thanks" closes an exchange; answering it would open the next.
        return Decided(InboxOutcome.NOTED, message.before.record_id if message.before else None)
    if person.standing is Standing.INVITED:
        record_id = _exchange(message)
        _acknowledge(message, record_id)
        return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
    return hand_over(message)


_PLEASANTRIES = frozenset(
    {
        *(
            "ok",
            "okay",
            "k",
            "kk",
            "thanks",
            "thank you",
            "thx",
            "ty",
            "cheers",
            "ta",
            "great",
            "good",
            "cool",
        ),
        *("nice", "will do", "got it", "sounds good", "ok thanks", "okay thanks", "thanks so much", "bye"),
        *("ok thank you", "goodnight", "good night", "you too", "same to you", "gracias", "muchas gracias"),
        *("vale", "bueno", "ok gracias", "de nada", "igualmente", "buenas noches"),
        *("skip", "saltar"),  # where nothing is asked, nothing is left out
    }
)


# Thumbs up, ok, folded and clapping hands, smiles, whole hearts. Tears, a broken heart, SOS: for a person.
_KIND_MARKS = frozenset(
    "\U0001f44d\U0001f44c\U0001f64f\U0001f44f\U0001f64c\U0001f91d\U0001f4aa\u2705\u2714"
    "\U0001f600\U0001f601\U0001f603\U0001f604\U0001f60a\U0001f642\U0001f60d\U0001f60e\U0001f917\u263a"
    "\u2764\u2665\U0001f499\U0001f49a\U0001f49b\U0001f49c\U0001f90d\U0001f90e\U0001f9e1\U0001f495\U0001f496"
)
_DRESSING = re.compile("[\\s.,:;)\\-\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")  # also :-) and tones of skin


def closes(text: str) -> bool:
    """Whether a text only closes an exchange: thanks, ok, a thumbs-up."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        marks = _DRESSING.sub("", text)
        smiles = not marks and ")" in text
        return smiles or (bool(marks) and _KIND_MARKS.issuperset(marks))
    if " ".join(words) in _PLEASANTRIES:
        return True
    found = hear(text)
    return found is not None and found.kind is Kind.THANKS


def hand_over(message: Message) -> Decided:
    """Queue the message for a coordinator; a waiting question stays open and is put once more.

    What may say that a meeting ahead is not to be, or not then, is asked about instead of acknowledged.
    """
    if (asked := _about_a_meeting(message)) is not None:
        return Decided(InboxOutcome.FOR_A_PERSON, asked, needs_person=True)
    record_id = _exchange(message)
    _acknowledge(message, record_id)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)


def relay_to_mentor(message: Message, words: str) -> Decided:
    """Pass words on to the mentor, without a number; say so, or say honestly that there is nobody yet."""
    draft = message.draft
    mentor = draft.case.mentors[0] if draft.case.mentors else None
    if not words.strip():
        record_id = _exchange(message)
        _say(message, record_id, _mentor_how(message, mentor))
        return Decided(InboxOutcome.COMMAND, record_id, needs_person=mentor is None)
    in_reach = mentor is not None and mentor.address and not in_doubt(mentor, mentor.address, draft.now)
    if mentor is None or not in_reach or mentor.standing is not Standing.ACTIVE:
        record_id = _exchange(message)
        _say(message, record_id, _nobody_to_tell(message, mentor))
        return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentor.id)
    relay(draft, mentor, words, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    _say_passed_on(message, record_id, mentor, words)
    # They asked for that; a person reads what comes with words that worry all the same.
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=after_danger.worries(message))


def _nobody_to_tell(message: Message, mentor: Person | None) -> str:
    draft = message.draft
    if mentor is None and (before := _mentor_before(message)):
        return draft.words(LATE, other=before, coordinator=draft.coordinator)
    if mentor is None or mentor.standing in (Standing.INVITED, Standing.UNKNOWN):
        return draft.words(say.NO_MENTOR_YET, name=draft.coordinator)
    if mentor.standing is Standing.ACTIVE:  # nowhere to write to, or nobody knows who would read it
        return draft.words(say.FOR_A_PERSON, name=draft.coordinator)
    return draft.words(say.MENTOR_RESTING, name=mentor.name, coordinator=draft.coordinator)


def _mentor_before(message: Message) -> str:
    """Who was their mentor until lately, where a time together came to its end in the usual ways; else ""."""
    found = (one for one in message.draft.case.matches.together if one.as_mentee and one.until is not None)
    last = next(found, None)
    return last.other if last and last.ending and last.ending.how in _TOLD_OF else ""


def _mentor_how(message: Message, mentor: Person | None) -> str:
    if mentor is None:
        return message.draft.words(say.NO_MENTOR_YET, name=message.draft.coordinator)
    return message.draft.words(say.MENTOR_WORDS_MISSING, name=mentor.name)


def answer_to_relay(message: Message) -> Decided | None:
    """Words shortly after relayed ones go back the same way, if they can only be meant for that person.

    Not what worries somebody, or comes just after that, nor words *about* the other: those are for the
    coordinator. A question that waits stays open.
    """
    draft = message.draft
    if after_danger.worries(message) or not message.is_words or not message.text.strip():
        return None
    other = _relayed_last(message)
    if other is None or other.standing is not Standing.ACTIVE or other.address is None:
        return None
    if in_doubt(other, other.address, draft.now):
        return None
    if speaks_of(message.text, other.name) or names_another(message, other, message.text):
        return None
    if (kept := held_back(message, other, message.text)) is not None:
        return kept
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=other.id)
    relay(draft, other, message.text, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    _say_passed_on(message, record_id, other, message.text)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id)


def names_another(message: Message, to: Person, text: str) -> bool:
    """Whether the words name another whom the writer is matched with, and not `to`: never theirs to read."""
    case = message.draft.case
    said = set(words_of(text))
    others = {
        first_name(one.name)
        for one in case.near
        if one.relation is not Relation.STAFF and one.person_id != to.id
    }
    return bool(others & said) and first_name(to.name) not in said


def pass_on(message: Message, to: Person, words: str, *, named: bool = False) -> Decided:
    """Pass words on to somebody matched with the writer, and say so; else a person reads them.

    Args:
        message: with the writer's case.
        to: whom they are for.
        words: what goes.
        named: whether the writer said by name whom they are for, before the words.
    """
    draft = message.draft
    if not reachable(draft, to) or means(
        words.strip(" .!,"), to.name
    ):  # a name alone says nothing to anybody
        return hand_over(message)
    if (kept := held_back(message, to, words, named=named)) is not None:
        return kept
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=to.id)
    relay(draft, to, words, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    _say_passed_on(message, record_id, to, words)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id)


def held_back(message: Message, to: Person, words: str, *, named: bool = False) -> Decided | None:
    """Keep a mentor's words from a mentee where they are not plainly to them; None where they may go.

    A coordinator can read them in any case; where it is in doubt, the mentor is asked as well.
    """
    draft = message.draft
    where = route(message, to, words, named=named)
    if where is Route.SEND:
        return None
    if where is Route.STAFF:
        return hand_over(message)
    asked = HeldBack(words, to.name, draft.coordinator)
    record_id = begin_anew(draft, MENTEE_OR_STAFF, asked, RecordKind.MESSAGE)
    return Decided(InboxOutcome.FOR_A_PERSON, message.safety_record or record_id, needs_person=True)


def relay_beside(message: Message, to: Person, words: str) -> bool:
    """Pass words on beside which our question was answered; that they went stands before our next words.

    False where they cannot go: then a coordinator has to read them.
    """
    draft = message.draft
    parts = (words, message.text)  # what stands beside them says of whom they are
    if not reachable(draft, to) or any(route(message, to, one) is not Route.SEND for one in parts):
        return False
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=to.id)
    relay(draft, to, words, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    draft.before.append(passed_on(draft, to))
    return True


def _relayed_last(message: Message) -> Person | None:
    """Whose words stand last on their phone, but for our own word that an answer was passed on."""
    case, now = message.draft.case, message.draft.now
    others = (*case.mentors, *case.mentees)
    last = next((s for s in case.said if s.handed_at and not is_receipt(message.draft, s.text, others)), None)
    if last is None or last.handed_at is None:
        return None
    answered = any(h.at >= last.handed_at and h.outcome == InboxOutcome.FOR_A_PERSON for h in case.heard)
    mentee_to_mentor = any(who == mentor.id for who, _ in case.relays for mentor in case.mentors)
    within = SAME_EXCHANGE if answered or mentee_to_mentor else A_DAY
    if now - last.handed_at > within:
        return None
    lately = {who for who, at in case.relays if now - at <= A_DAY}
    if len(lately) != 1 or all(at != last.at for _, at in case.relays):
        return None
    return next((other for other in others if other.id in lately), None)


def stranger(message: Message) -> Decided:
    """One honest answer a day; everything is kept for a coordinator."""
    return one_answer_a_day(message, say.UNKNOWN_SENDER)


def not_open_yet(message: Message) -> Decided:
    """The same while the programme has not opened: nothing is begun that nobody would go on with."""
    return one_answer_a_day(message, say.NOT_OPEN_YET)


def one_answer_a_day(message: Message, line: str) -> Decided:
    """Say that line, but once a day at most; the message is kept for a coordinator."""
    draft = message.draft
    answered = any(
        said.message_class == MessageClass.ANSWER and draft.now - said.at < A_DAY for said in draft.case.said
    )
    record_id = _exchange(message)
    if not answered:
        draft.say(
            line,
            record_id,
            programme=draft.case.person.programme.name,
            emergency=draft.emergency,
        )
    # Nobody has enrolled them, even where they had stopped and just started again.
    outcome = InboxOutcome.FOR_A_PERSON if draft.case.person.roles else InboxOutcome.STRANGER
    return Decided(outcome, record_id, needs_person=True)


def _nothing_in_it(message: Message) -> Decided:
    record_id = _exchange(message)
    _say(message, record_id, message.draft.words(say.EMPTY_MESSAGE))
    return Decided(InboxOutcome.NOTED, record_id)


def _acknowledge(message: Message, record_id: str) -> None:
    draft = message.draft
    kind = message.inbound.kind
    line = say.EDIT_NOTED if kind is InboundKind.EDIT else say.CANNOT_SEE.get(kind.value)
    before = message.before
    lately = (
        before is not None
        and before.outcome == InboxOutcome.FOR_A_PERSON
        and draft.now - before.at < _ACKNOWLEDGED_FOR
    )
    person = draft.case.person
    if line is None and person.standing is Standing.INVITED and Role.MENTOR in person.roles:
        heard: str | None = draft.words(KEPT_UNCONFIRMED, None, coordinator=draft.coordinator)  # no dead end
    else:
        heard = hearing.acknowledgement(message, record_id) if line is None else None
    silent = lately and line is None and not hearing.asked_for(message)
    if draft.before and message.safety_record and line is None:
        return  # the words that wait to be sent say already who is told
    if silent or _part_of_one_act(message):
        return
    kept = offered(draft, message.text) if line is None and _can_be_kept(message) else ""
    _say(message, record_id, kept + (heard or draft.words(line or say.FOR_A_PERSON, name=draft.coordinator)))


def _part_of_one_act(message: Message) -> bool:
    """Whether it has been said already, of what came just before this, that it cannot be seen here."""
    before = message.before
    kind = message.inbound.kind.value
    if before is None or kind not in say.CANNOT_SEE or before.kind not in say.CANNOT_SEE:
        return False
    ago = message.inbound.received_at - before.at
    if before.kind == kind:
        return ago <= _ONE_KIND
    return {before.kind, kind} <= _IN_ONE_ALBUM and ago <= _ONE_ALBUM


def _say(message: Message, record_id: str, line: str) -> None:
    draft, waiting = message.draft, message.answerable
    grave = waiting is not None and hearing.is_grave(message)
    if waiting is not None and grave and waiting.name in _LET_GO:
        draft.add(fx.CloseRecord(waiting.record_id, "ended"))
        end_quietly(draft, waiting)
    if waiting is None or grave or waiting.name in SMALL:
        draft.send(draft.case.person, line, MessageClass.ANSWER, record_id)
    else:
        ask_again(draft, waiting, line)


def _say_passed_on(message: Message, record_id: str, to: Person, words: str) -> None:
    """That words went; where they speak of a meeting, how it is changed, or whether it is off."""
    draft = message.draft
    more = changes.offers(draft, words, to) or offered(draft, words) if _heard_of_meetings(message) else ""
    line = more + passed_on(draft, to)
    if _heard_of_meetings(message) and not draft.before:
        draft.before.append(line)
        if changes.off_after_relay(draft, words, to):
            return
        draft.before.clear()
    _say(message, record_id, line)


def _heard_of_meetings(message: Message) -> bool:
    """Whether a meeting may be asked about: not beside what worries."""
    return message.tier is Tier.NONE and message.is_words


def _about_a_meeting(message: Message) -> str | None:
    person = message.draft.case.person
    joined = person.standing in (Standing.ACTIVE, Standing.PAUSED)
    if not joined or message.safety_record or not _heard_of_meetings(message):
        return None
    if person.address is None or in_doubt(person, person.address, message.draft.now):
        return None
    return changes.asks_about(message.draft, message.text, message.meaning)


def _can_be_kept(message: Message) -> bool:
    """Whether a meeting that is proposed may be had down by a word: there is somebody to meet."""
    draft = message.draft
    joined = draft.case.person.standing in (Standing.ACTIVE, Standing.PAUSED)
    if not joined or not _heard_of_meetings(message):
        return False
    return any(reachable(draft, one) for one in (*draft.case.mentors, *draft.case.mentees))


def _exchange(message: Message) -> str:
    """The record of the exchange this belongs to: the one just now, or a new one."""
    if message.safety_record:
        return message.safety_record
    if (flag := after_danger.flag_of(message)) is not None:
        return flag.record_id  # where whoever sees to it reads
    before = message.before
    ongoing = (InboxOutcome.FOR_A_PERSON, InboxOutcome.STRANGER)
    if (
        before is not None
        and before.record_id
        and before.outcome in ongoing
        and message.draft.now - before.at < SAME_EXCHANGE
    ):
        return before.record_id
    return message.draft.open_record(RecordKind.MESSAGE)
