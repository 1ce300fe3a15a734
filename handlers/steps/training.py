"""LESSON and TRAINING: a mentor takes a short lesson, notes what they learned elsewhere, or looks at the log.

For mentors alone; from anybody else the words walk on like others. A lesson is only ever asked for.
"""

from conversations import lessons as say
from conversations import training_words
from conversations.keywords import Keyword
from conversations.lessons import LESSON, NAMES, Learner, Topic, which_lesson
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import answer, begin_anew
from handlers.deciding.training import length, log
from records import effects as fx
from records.kinds import InboxOutcome, RecordKind, Role


def lesson(message: Message, keyword: Keyword) -> Decided | None:
    """LESSON: the list; LESSON 2: its first text."""
    draft = message.draft
    if Role.MENTOR not in draft.case.person.roles:
        return None
    if not keyword.rest:
        return _said(message, _listed(draft))
    topic = which_lesson(keyword.rest)
    if topic is None:
        return _said(message, draft.words(say.NO_SUCH))
    learner = Learner(topic.value, list(Topic).index(topic) + 1)
    return Decided(InboxOutcome.COMMAND, begin_anew(draft, LESSON, learner, RecordKind.TRAINING))


def _listed(draft: Draft) -> str:
    done = draft.case.learned.lessons
    lines = [
        draft.words(
            say.ENTRY_DONE if topic.value in done else say.ENTRY,
            number=number,
            topic=draft.words(NAMES[topic]),
        )
        for number, topic in enumerate(Topic, start=1)
    ]
    return "\n".join([draft.words(say.HEAD), *lines])


def training(message: Message, keyword: Keyword) -> Decided | None:
    """TRAINING: the log in one line; TRAINING 2 hours first aid: noted in it."""
    draft = message.draft
    if Role.MENTOR not in draft.case.person.roles:
        return None
    if not keyword.rest:
        return _said(message, _so_far(draft))
    told = training_words.read(keyword.rest)
    if told is None:
        return _said(message, draft.words(training_words.HOW))
    record_id = draft.open_record(RecordKind.TRAINING)
    log(draft, told.topic.value if told.topic else "", told.minutes, "told", told.words)
    draft.note(record_id, "agreed", "training", keyword.rest[: training_words.WORDS_LENGTH])
    draft.add(fx.CloseRecord(record_id, "finished"))
    line = draft.words(training_words.KEPT, length=length(draft, told.minutes), coordinator=draft.coordinator)
    answer(draft, line, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _so_far(draft: Draft) -> str:
    learned = draft.case.learned
    if not learned.minutes and not learned.lessons:
        return f"{draft.words(training_words.NONE)} {draft.words(training_words.HOW)}"
    return draft.words(
        training_words.SO_FAR, length=length(draft, learned.minutes), lessons=len(learned.lessons)
    )


def _said(message: Message, text: str) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.TRAINING)
    draft.add(fx.CloseRecord(record_id, "answered"))
    answer(draft, text, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
