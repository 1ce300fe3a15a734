"""Fifth step: words that ask for something now.

A whole message that is a keyword always wins, with one exception: where the waiting question
offers that very word as an answer ("done"), it is the answer. Loose wording ("tell my mentor
I'm late") is acted on and leaves the waiting question open.
"""

from conversations import keywords, names, talk
from conversations.discreet import OFF as DISCREET_OFF
from conversations.discreet import ON as DISCREET_ON
from conversations.keywords import Command, Keyword
from conversations.questions import QUESTIONS, Kind
from conversations.self_care import SELF_CARE, Carer
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import answer, begin_anew
from handlers.steps import (
    control,
    for_a_person,
    goals,
    kit,
    meetings,
    own_plan,
    reflecting,
    seeking,
    staff_by_text,
    training,
)
from records import effects as fx
from records.kinds import InboxOutcome, RecordKind, Role, Standing

# Bare words of ours that are an answer as well, in small letters where a question asks for words of their
# own.
_SAID_OTHERWISE = frozenset({Command.MORE, Command.AREA, Command.OPEN, Command.OWN_PLAN})


def step(message: Message) -> Decided | None:
    """Carry out a command; None where the message is none."""
    if message.draft.case.person.standing is Standing.UNKNOWN:
        return None
    if not message.is_words:
        return control.more_of_a_complaint(message)
    keyword = keywords.read(message.text, message.draft.case.person.language)
    if keyword is None:
        return control.more_of_a_complaint(message) or goals.in_own_words(message)
    if _is_the_answer(message, keyword):
        return None
    match keyword.kind:
        case Command.ACK:
            return staff_by_text.acknowledge(message, keyword.rest)
        case Command.DONE | Command.STEP | Command.GOAL | Command.GOALS | Command.GOAL_ORDER:
            return goals.step(message, keyword) or control.more_of_a_complaint(message)
        case Command.PROMISE:
            return _promise(message)
        case Command.KIT:
            return kit.step(message, keyword)
        case Command.RESOURCES:
            return seeking.search(message, keyword)
        case Command.MORE:
            return seeking.more(message) or goals.more(message) or control.more_of_a_complaint(message)
        case Command.AREA:
            return seeking.area(message, keyword) or control.more_of_a_complaint(message)
        case Command.OPEN:
            return seeking.opened(message) or control.more_of_a_complaint(message)
        case Command.DISCREET | Command.DISCREET_OFF:
            return _discreet(message, keyword.kind is Command.DISCREET)
        case Command.OWN_PLAN:
            return own_plan.step(message, keyword)
        case Command.MENTOR:
            return _mentor(message, keyword)
        case Command.REFLECT:
            return reflecting.begin(message)
        case Command.REFLECT_OFF:
            return reflecting.end(message)
        case Command.LESSON:
            return training.lesson(message, keyword)
        case Command.TRAINING:
            return training.training(message, keyword)
        case Command.SHARE:
            return reflecting.share(message)
        case Command.PERSON:
            return for_a_person.hand_over(message)
        case Command.MEET | Command.MOVE | Command.CALL_OFF | Command.CALL_OFF_ALL | Command.MEETINGS:
            return meetings.step(message, keyword) or control.more_of_a_complaint(message)
    return control.step(message, keyword)


def _is_the_answer(message: Message, keyword: Keyword) -> bool:
    """Whether the waiting question offers this very word ("done", "meetings"), or is the one that asks for a
    time, or a name."""
    waiting = message.answerable
    if keyword.kind is Command.KIT and waiting is not None and waiting.state.waiting is not None:
        return waiting.state.waiting.question in ("call-name", "first-name")  # somebody called Kit
    small = keyword.kind in _SAID_OTHERWISE and not message.text.isupper()
    if small and not keyword.rest and seeking.asks_for_words(message):
        return True  # "open", "recovery" as somebody's own words
    expected = {Command.DONE: Kind.CHOICE, Command.TIME: Kind.WHEN, Command.MEETINGS: Kind.CHOICE}.get(
        keyword.kind
    )
    if waiting is None or waiting.state.waiting is None or expected is None:
        return False
    question = QUESTIONS[waiting.state.waiting.question]
    return question.kind is expected and talk.reads(
        waiting.state, message.text, message.draft.case.person.language
    )


def _discreet(message: Message, on: bool) -> Decided:
    """From now on nothing unasked names anybody or repeats their own words; or again as it was."""
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.SetDiscreet(draft.case.person.id, on), fx.CloseRecord(record_id, "answered"))
    draft.note(record_id, "event", "discreet-on" if on else "discreet-off")
    answer(draft, draft.words(DISCREET_ON if on else DISCREET_OFF), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _promise(message: Message) -> Decided:
    record_id = begin_anew(
        message.draft,
        SELF_CARE,
        Carer(message.draft.case.person.name),
        RecordKind.SELF_CARE,
    )
    return Decided(InboxOutcome.COMMAND, record_id)


def _mentor(message: Message, keyword: Keyword) -> Decided | None:
    """Pass words on to the mentor, or who stands in for them. A name that is no mentor's of theirs makes it a
    message for a person."""
    draft = message.draft
    if keyword.to and not any(names.means(keyword.to, mentor.name) for mentor in draft.case.mentors):
        return None
    if Role.MENTEE not in draft.case.person.roles:
        return None
    return for_a_person.relay_to_mentor(message, keyword.rest)
