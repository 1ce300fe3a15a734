"""A mentor's training log: what is kept in it, and how a length is said."""

from conversations import lessons, training_words
from conversations.lessons import Learned
from handlers.deciding.draft import Draft
from records import effects as fx
from rules import times


def log(draft: Draft, topic: str, minutes: int, source: str, about: str = "") -> None:
    """Keep an entry of today, where they are."""
    person = draft.case.person
    today = times.local_time(draft.now, person.timezone).date()
    draft.add(fx.LogTraining(draft.new_id(), person.id, topic, minutes, today, source, about))


def finished(draft: Draft, record_id: str, result: Learned) -> None:
    """A lesson is over: one that was finished counts, once for each time it is taken."""
    if result.topic:
        log(draft, result.topic, lessons.MINUTES, "lesson")
        draft.note(record_id, "event", "lesson-finished")


def length(draft: Draft, minutes: int) -> str:
    """A length in words: minutes below an hour and a half, else whole and half hours."""
    if minutes < 90 and minutes != 60:
        return draft.words(training_words.ONLY_MINUTES, minutes=minutes)
    halves = round(minutes / 30) / 2
    return draft.words(training_words.HOURS, hours=int(halves) if halves.is_integer() else f"{halves}")
