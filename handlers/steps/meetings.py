"""Meetings by a word: MEET, MOVE, CALL OFF, and a look at those ahead.

Whoever may be writing to somebody else is not stopped here: small letters are a wish to us only where they
are when and where and nothing else, and not while a question waits for words of their own. Words that propose
a meeting to somebody are passed on as ever (`handlers.deciding.meetings.offered`).
"""

import re

from conversations import meetings as say
from conversations.keywords import Command, Keyword
from conversations.meeting_times import read_meeting
from conversations.meeting_words import is_only_time
from conversations.meetings import ASKED_ONCE, BEFORE_IT
from conversations.mentor_routes import Route
from conversations.names import first_name
from conversations.questions import QUESTIONS, Kind
from handlers.deciding import meeting_changes as changes
from handlers.deciding import meetings
from handlers.deciding.draft import Draft
from handlers.deciding.mentor_routing import route
from handlers.deciding.message import Decided, Message
from handlers.deciding.passing_on import relay
from handlers.deciding.relaying import reachable
from handlers.deciding.talking import answer, let_go
from handlers.steps import for_a_person
from language.folding import fold_in_place
from records import effects as fx
from records.cases import Meeting, Person
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing


def step(message: Message, keyword: Keyword) -> Decided | None:
    """Carry out one of these commands; None where it is none, or may be said to somebody else."""
    if message.draft.case.person.standing not in (Standing.ACTIVE, Standing.PAUSED):
        return None
    if _may_be_an_answer(message, keyword) and _waits_for_words(message):
        return None
    if not meetings.partners(message.draft):
        return None
    match keyword.kind:
        case Command.MEET:
            return _meet(message, keyword.rest)
        case Command.MOVE:
            return _move(message, keyword)
        case Command.CALL_OFF:
            return _call_off(message, keyword)
        case Command.CALL_OFF_ALL:
            return _all_off(message, keyword.rest)
        case Command.MEETINGS:
            return _listed(message, meetings.ahead(message.draft))
    return None


def _may_be_an_answer(message: Message, keyword: Keyword) -> bool:
    """ "Move", as a goal; MOVE in capitals and CALL OFF are nothing else."""
    alone = keyword.kind in (Command.MEET, Command.MOVE) and not keyword.rest
    return keyword.loose or (alone and not message.text.strip(" .!").isupper())


def _waits_for_words(message: Message) -> bool:
    """Whether a question waits for words of their own; not the one about a meeting, which this settles."""
    waiting = message.answerable
    asked = waiting.state.waiting if waiting is not None and waiting.name not in ASKED_ONCE else None
    return asked is not None and QUESTIONS[asked.question].kind is Kind.TEXT


def _meet(message: Message, words: str) -> Decided:
    draft = message.draft
    everybody = meetings.partners(draft)
    named, words = _named(words, everybody)
    others = (named,) if named is not None else everybody
    if not any(reachable(draft, one) for one in others):
        return for_a_person.hand_over(message)
    return Decided(InboxOutcome.COMMAND, changes.begin(draft, others, words))


def _move(message: Message, keyword: Keyword) -> Decided | None:
    draft = message.draft
    named, words = _named(keyword.rest, meetings.partners(draft))
    found = [pair for pair in meetings.ahead(draft) if named is None or pair[1].id == named.id]
    if not found:
        if keyword.loose and not read_meeting(words).clock:  # "move friday", to somebody who helps
            return None
        return _none_ahead(message)
    meeting, other = found[0]  # the next one
    if not reachable(draft, other):
        return for_a_person.hand_over(message)
    return Decided(InboxOutcome.COMMAND, changes.begin_move(draft, meeting, other, words))


def _named(words: str, people: tuple[Person, ...]) -> tuple[Person | None, str]:
    """Whom the words name ("with Dee", or "Dee" at the beginning), and the words without that."""
    folded = fold_in_place(words)
    for one in people:
        name = re.escape(first_name(one.name))
        found = re.search(rf"\b(?:with|con)\s+{name}\b(?!')|^\W*{name}\b(?!')", folded) if name else None
        if found is not None:
            rest = f"{words[: found.start()]} {words[found.end() :]}"
            return one, rest.strip(" ,:")
    return None, words


def _call_off(message: Message, keyword: Keyword) -> Decided | None:
    draft = message.draft
    everything = meetings.ahead(draft)
    if not everything:
        if keyword.loose or (keyword.rest and not is_only_time(keyword.rest, "")):  # of or to somebody
            return None
        return _none_ahead(message)
    said = keyword.rest or (message.text if keyword.loose else "")
    found = _meant(draft, everything, said)
    if len(found) != 1:
        return _listed(message, found, draft.words(say.WHICH_OFF))
    [(meeting, other)] = found
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=other.id)
    meetings.call_off(draft, record_id, meeting, other)
    let_go(draft, BEFORE_IT)
    says_why = _says_why(keyword, other) and reachable(draft, other)
    if says_why and route(message, other, keyword.rest) is Route.SEND:
        relay(draft, other, keyword.rest, record_id)
    return _answered(message, "", record_id, off=True)


def _all_off(message: Message, words: str) -> Decided:
    """Whoever has meetings with several says with whom."""
    draft = message.draft
    series = draft.case.meetings.series
    mine = draft.case.person.id
    with_them = {other.id for _, other in meetings.ahead(draft)} | {
        one.mentor_id if one.mentee_id == mine else one.mentee_id for one in series
    }
    others = tuple(one for one in meetings.partners(draft) if one.id in with_them)
    named, _ = _named(words, others)
    chosen = (named,) if named is not None else others
    if not chosen:
        return _none_ahead(message)
    if len(chosen) > 1:
        return _answered(message, draft.words(say.WHOSE_ALL))
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=chosen[0].id)
    meetings.call_off_all(draft, record_id, chosen[0])
    let_go(draft, BEFORE_IT)
    return _answered(message, "", record_id, off=True)


def _none_ahead(message: Message) -> Decided:
    """There is none to change, and how one is made."""
    return _answered(message, message.draft.words(say.NONE_AHEAD))


def _meant(draft: Draft, ahead: list[tuple[Meeting, Person]], said: str) -> list[tuple[Meeting, Person]]:
    """Those of the meetings that the words may mean."""
    person = draft.case.person
    named, rest = _named(said, tuple(one for _, one in ahead))
    named_words = read_meeting(rest)
    found = [pair for pair in ahead if named is None or pair[1].id == named.id]
    of_day = []
    for pair in found:
        at = meetings.local(person, pair[0].at)
        if named_words.weekday == at.weekday() or named_words.day in (
            f"days {(at.date() - meetings.local(person, draft.now).date()).days}",
            f"day {at.day}",
            f"month-day {at.month} {at.day}",
        ):
            of_day.append(pair)
    return of_day or found


def _says_why(keyword: Keyword, other: Person) -> bool:
    """Whether there are words behind CALL OFF that are for the other."""
    _, rest = _named(keyword.rest, (other,))
    return len(read_meeting(rest).place.split()) > 1


def _listed(message: Message, found: list[tuple[Meeting, Person]], more: str = "") -> Decided:
    draft = message.draft
    lines = [changes.listed(draft, pair) for pair in found] or [draft.words(say.NONE_AHEAD)]
    return _answered(message, "\n".join(filter(None, (*lines, more))))


def _answered(message: Message, line: str, record_id: str = "", *, off: bool = False) -> Decided:
    """Say it, with what stands ready to be said; a question that waits is put again with it.

    Not what might get in the way of a meeting that is `off`.
    """
    draft = message.draft
    record_id = record_id or draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    text = "\n\n".join(filter(None, (*draft.before, line)))
    draft.before.clear()
    waiting = draft.case.person.talking[:1]
    if off and waiting and waiting[0].name in ASKED_ONCE:
        draft.send(draft.case.person, text, MessageClass.ANSWER, record_id)
    else:
        answer(draft, text, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
