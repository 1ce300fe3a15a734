"""Fifth step: words that ask for something now.

A whole message that is a keyword always wins, with one exception: where the waiting question
offers that very word as an answer ("done"), it is the answer. Loose wording ("tell my mentor
I'm late") is acted on and leaves the waiting question open.
"""

from conversations import keywords, names, talk
from conversations import sentences as say
from conversations.keywords import Command, Keyword
from conversations.lines import pick
from conversations.questions import QUESTIONS, Kind
from conversations.self_care import SELF_CARE, Carer
from conversations.small_steps import GOAL_LENGTH, SMALL_STEP, STEP_LENGTH, Stepper
from handlers.deciding.message import Decided, Message
from handlers.deciding.results import add_goal, next_step
from handlers.deciding.talking import answer, begin_anew
from handlers.steps import control, for_a_person, kit, meetings, reflecting, staff_by_text
from records import effects as fx
from records.kinds import InboxOutcome, RecordKind, Role, Standing, StepState


def step(message: Message) -> Decided | None:
    """Carry out a command; None where the message is none."""
    if message.draft.case.person.standing is Standing.UNKNOWN:
        return None
    if not message.is_words:
        return control.more_of_a_complaint(message)
    keyword = keywords.read(message.text, message.draft.case.person.language)
    if keyword is None:
        return control.more_of_a_complaint(message)
    if _is_the_answer(message, keyword):
        return None
    match keyword.kind:
        case Command.ACK:
            return staff_by_text.acknowledge(message, keyword.rest)
        case Command.DONE:
            return _done(message)
        case Command.STEP | Command.GOAL if keyword.rest:
            return _kept(message, keyword)
        case Command.STEP | Command.GOAL:
            return _small_step(message)
        case Command.PROMISE:
            return _promise(message)
        case Command.KIT:
            return kit.step(message, keyword)
        case Command.MENTOR:
            return _mentor(message, keyword)
        case Command.REFLECT:
            return reflecting.begin(message)
        case Command.REFLECT_OFF:
            return reflecting.end(message)
        case Command.SHARE:
            return reflecting.share(message)
        case Command.PERSON:
            return for_a_person.hand_over(message)
        case Command.MEET | Command.MOVE | Command.CALL_OFF | Command.MEETINGS:
            return meetings.step(message, keyword) or control.more_of_a_complaint(message)
    return control.step(message, keyword)


def _is_the_answer(message: Message, keyword: Keyword) -> bool:
    """Whether the waiting question offers this very word ("done", "meetings"), or is the one that asks for a
    time, or a name."""
    waiting = message.answerable
    if keyword.kind is Command.KIT and waiting is not None and waiting.state.waiting is not None:
        return waiting.state.waiting.question in ("call-name", "first-name")  # somebody called Kit
    expected = {Command.DONE: Kind.CHOICE, Command.TIME: Kind.WHEN, Command.MEETINGS: Kind.CHOICE}.get(
        keyword.kind
    )
    if waiting is None or waiting.state.waiting is None or expected is None:
        return False
    question = QUESTIONS[waiting.state.waiting.question]
    return question.kind is expected and talk.reads(
        waiting.state, message.text, message.draft.case.person.language
    )


def _done(message: Message) -> Decided:
    draft = message.draft
    done = draft.case.person.open_step
    record_id = draft.open_record(RecordKind.SMALL_STEP)
    if done is None:
        draft.add(fx.CloseRecord(record_id, "answered"))
        answer(draft, draft.words(say.NO_OPEN_STEP), record_id)
    else:
        draft.add(fx.CloseStep(done.id, StepState.DONE), fx.CloseRecord(record_id, "finished"))
        draft.note(record_id, "agreed", "step-done", done.text)
        answer(draft, draft.words(pick(say.DONE_CELEBRATED, draft.turn), step=done.text), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _kept(message: Message, keyword: Keyword) -> Decided:
    """ "STEP call the clinic": kept as it is, without a conversation."""
    draft = message.draft
    record_id = draft.open_record(RecordKind.SMALL_STEP)
    if keyword.kind is Command.STEP:
        words = keyword.rest[:STEP_LENGTH]
        next_step(draft, record_id, words)
        line = draft.words(say.STEP_KEPT, step=words)
    else:
        words = keyword.rest[:GOAL_LENGTH]
        add_goal(draft, record_id, words, None)
        line = draft.words(say.GOAL_KEPT, goal=words)
    draft.add(fx.CloseRecord(record_id, "finished"))
    answer(draft, line, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _small_step(message: Message) -> Decided:
    person = message.draft.case.person
    goal = person.goals[0] if person.goals else None
    record_id = begin_anew(
        message.draft,
        SMALL_STEP,
        Stepper(person.name, goal.text if goal else "", goal.horizon if goal else None),
        RecordKind.SMALL_STEP,
    )
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
