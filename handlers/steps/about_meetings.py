"""What is said of a meeting ahead in somebody's own words, where it is plain whose it is.

When was it, late, coming, a yes or no to one that was just set up; and what a waiting question would swallow.

What else may change a meeting is asked about where it is passed on or handed to a person
(`deciding.meeting_changes`), so that words reach whom they are for in any case.
"""

import re
from datetime import timedelta

from conversations.calling_off import CALLING_OFF, STILL_ON
from conversations.kept_apart import OWN, PRIVATE, THOUGHTS
from conversations.meeting_talk import (
    About,
    Said,
    asks_the_other,
    keeps_it,
    said_of_meeting,
    same_day,
    takes_it,
)
from conversations.meeting_times import read_meeting
from conversations.meeting_words import is_meeting
from conversations.meetings import AFTER_IT, BEFORE_IT, MEETING
from conversations.names import means
from conversations.questions import QUESTIONS, Kind
from conversations.talk import reads
from handlers.deciding import meeting_changes as changes
from handlers.deciding import meetings
from handlers.deciding.message import Decided, Message
from handlers.deciding.number_in_doubt import in_doubt
from handlers.deciding.passing_on import passed_on, relay
from handlers.deciding.relaying import reachable
from handlers.deciding.talking import answer, let_go
from handlers.steps import for_a_person
from handlers.steps.spoken import SETTLING, spoke
from records import effects as fx
from records.cases import Meeting, Person, Talking
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing
from safety.tiers import Tier

_MEET = re.compile(
    r"\W*(?:meet|cita)\s+(?:with\s+|con\s+)?(?P<name>[^\W\d_]+)\b(?!')(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
# These are about something else that is being said, whatever it sounds like.
_LEAVES_ALONE = PRIVATE | THOUGHTS | OWN | SETTLING | {AFTER_IT.name}
_LATE_BEFORE, _LATE_AFTER = timedelta(hours=4), timedelta(hours=1)
_SOON = timedelta(hours=36)
_JUST_TOLD = timedelta(days=2)


def step(message: Message) -> Decided | None:
    """Answer it, pass it on, or ask; None where it is not plainly about a meeting ahead."""
    person = message.draft.case.person
    if person.standing not in (Standing.ACTIVE, Standing.PAUSED) or message.tier is not Tier.NONE:
        return None
    if not message.is_words or (message.waiting is not None and message.waiting.name in _LEAVES_ALONE):
        return None
    if (begun := _with_somebody(message)) is not None:
        return begun
    said = said_of_meeting(message.text)
    if said is None:
        return _taken(message)
    if person.address is not None and in_doubt(person, person.address, message.draft.now):
        return None
    ahead = meetings.ahead(message.draft) if meetings.partners(message.draft) else []
    match said.about:
        case About.WHEN:
            return _asked_when(message, ahead) if ahead else None
        case About.LATE:
            return _late(message)
        case About.COMING:
            return _coming(message, ahead, said) if message.waiting is None else None
    return _beside_a_question(message, said, ahead)


def _with_somebody(message: Message) -> Decided | None:
    """ "meet dee", "meet dee thurs 3pm library" from whoever is matched with a Dee: a wish to us.

    In small letters too, but where a question waits for words of their own.
    """
    found = _MEET.match(message.text)
    waiting = message.answerable
    asked = waiting.state.waiting if waiting is not None else None
    if found is None or (asked is not None and QUESTIONS[asked.question].kind is Kind.TEXT):
        return None
    draft = message.draft
    for other in (*draft.case.mentors, *draft.case.mentees):
        rest = found["rest"].strip(" ,:")
        if means(found["name"], other.name) and (not rest or is_meeting(rest, "")):
            if other not in meetings.partners(draft) or not reachable(draft, other):
                return None
            return Decided(InboxOutcome.COMMAND, changes.begin(draft, (other,), rest))
    return None


def _asked_when(message: Message, ahead: list[tuple[Meeting, Person]]) -> Decided:
    """When it is, is told; "are you still coming" reaches the other, and so does an answer."""
    others = {other.id: other for _, other in ahead}
    spoken = {one.who.person_id for one in spoke(message)}
    if len(others) != 1 or not (asks_the_other(message.text) or spoken & set(others)):
        return _told_again(message, ahead)
    [other] = others.values()
    if reachable(message.draft, other):
        message.draft.before.append("\n".join(_still_on(message, pair) for pair in ahead))
    return for_a_person.pass_on(message, other, message.text)


def _told_again(message: Message, ahead: list[tuple[Meeting, Person]]) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    lines = (_still_on(message, pair) for pair in ahead)
    answer(draft, "\n".join(lines), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _still_on(message: Message, pair: tuple[Meeting, Person]) -> str:
    draft = message.draft
    when = meetings.when(draft, draft.case.person, pair[0].at)
    return draft.words(STILL_ON, None, when=when, place=pair[0].place, whom=pair[1].name)


def _late(message: Message) -> Decided | None:
    """Words on the way to a meeting are for the other."""
    draft = message.draft
    others = {one.id: one for one in meetings.partners(draft)}
    mine = draft.case.person.id
    now = {
        one.other(mine): others[one.other(mine)]
        for one in draft.case.meetings.agreed
        if one.at - _LATE_BEFORE <= draft.now <= one.at + _LATE_AFTER and one.other(mine) in others
    }
    if len(now) != 1:
        return None
    [other] = now.values()
    waiting = message.answerable
    if waiting is not None and waiting.name != BEFORE_IT.name and _is_answer(message, waiting):
        return None
    let_go(draft, BEFORE_IT)
    return for_a_person.pass_on(message, other, message.text)


def _coming(message: Message, ahead: list[tuple[Meeting, Person]], said: Said) -> Decided | None:
    """ "See you thursday" is for whom they see on Thursday."""
    draft = message.draft
    named = read_meeting(message.text)
    local = meetings.local(draft.case.person, draft.now)
    country = draft.case.person.country
    if named.day and named.day != "two":
        found = [
            pair
            for pair in ahead
            if same_day(named, meetings.local(draft.case.person, pair[0].at), local, country)
        ]
    else:
        found = [pair for pair in ahead if pair[0].at - draft.now <= _SOON] if not said.plainly else []
    if len(found) != 1:
        return None
    return for_a_person.pass_on(message, found[0][1], message.text)


def _beside_a_question(message: Message, said: Said, ahead: list[tuple[Meeting, Person]]) -> Decided | None:
    """A question that waits does not swallow what plainly changes a meeting; it stays open."""
    draft = message.draft
    waiting = message.answerable
    if waiting is None or not ahead:
        return None
    if waiting.name == CALLING_OFF.name and said.about is About.OFF:
        return _off(message, waiting, ahead)  # asked, and said again
    if waiting.name == MEETING.name:
        return None
    if waiting.name == BEFORE_IT.name and said.about is About.OFF:
        pair = _of(waiting, ahead)
        if pair is None or not reachable(draft, pair[1]):
            return None
        record_id = draft.open_record(RecordKind.MESSAGE, with_id=pair[1].id)
        relay(draft, pair[1], message.text, record_id)  # they know that this one sees the answer
        draft.add(fx.CloseRecord(record_id, "relayed"))
        draft.before.append(passed_on(draft, pair[1]))
        return Decided(InboxOutcome.FOR_A_PERSON, changes.ask_off(draft, *pair))
    again = waiting.name in (CALLING_OFF.name, BEFORE_IT.name)
    if not said.plainly and not again and _is_answer(message, waiting):
        return None
    begun = changes.asks_about(draft, message.text)
    if begun is None:
        return None
    return Decided(InboxOutcome.FOR_A_PERSON, begun, needs_person=True)


def _off(message: Message, waiting: Talking, ahead: list[tuple[Meeting, Person]]) -> Decided | None:
    pair = _of(waiting, ahead)
    draft = message.draft
    if pair is None or keeps_it(message.text):
        return None
    named, person = read_meeting(message.text), draft.case.person
    at, now = (meetings.local(person, one) for one in (pair[0].at, draft.now))
    if named.day and not same_day(named, at, now, person.country):
        return None
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=pair[1].id)
    meetings.call_off(draft, record_id, *pair)
    let_go(draft, CALLING_OFF)
    draft.add(fx.CloseRecord(record_id, "answered"))
    line = "\n\n".join(draft.before)
    draft.before.clear()
    draft.send(draft.case.person, line, MessageClass.ANSWER, record_id)
    return Decided(InboxOutcome.COMMAND, record_id, needs_person=False)


def _of(waiting: Talking, ahead: list[tuple[Meeting, Person]]) -> tuple[Meeting, Person] | None:
    """The meeting that the waiting question is about."""
    begun = waiting.state.snapshot
    meeting_id = begun.get("meeting") if isinstance(begun, dict) else None
    return next((pair for pair in ahead if pair[0].id == meeting_id), None)


def _is_answer(message: Message, waiting: Talking) -> bool:
    asked = waiting.state.waiting
    if asked is None:
        return False
    text = QUESTIONS[asked.question].kind is Kind.TEXT
    return text or reads(waiting.state, message.text, message.draft.case.person.language)


def _taken(message: Message) -> Decided | None:
    """A short yes or no to a meeting that the other has just set up or moved; nothing was said since."""
    draft = message.draft
    if message.waiting is not None:
        return None
    takes = takes_it(message.text)
    last = next((one for one in draft.case.said if one.handed_at is not None), None)
    if takes is None or last is None or last.about is None or draft.now - last.at > _JUST_TOLD:
        return None
    if not meetings.partners(draft):
        return None
    found = [pair for pair in meetings.ahead(draft) if any(one.id == last.outbox_id for one in pair[0].told)]
    if len(found) != 1:
        return None
    if not takes:
        return Decided(InboxOutcome.COMMAND, changes.ask_off(draft, *found[0]))
    return _told_again(message, found)
