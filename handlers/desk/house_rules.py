"""What a programme decides for itself: quiet hours, how long words are kept, the word to join with, how fast
the ladder rises, and whether mentors may be told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update
from sqlmodel import col

from conversations import keywords
from handlers.desk import at_the_door
from handlers.desk.rota import RotaProblem, read_time
from handlers.enrolling.programmes import LONGEST_KEPT, MOST_MINUTES, MOST_MINUTES_CONCERN
from records import effects as fx
from records import tables as t
from records.save import save
from records.sealing import Sealer

_JOIN_LETTERS = range(3, 21)


class RulesProblem(Exception):
    """The settings cannot be kept as they are. The message says what to change."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A programme's own settings.

    Attributes:
        quiet_start: local time from which nothing unasked-for is sent, "HH:MM".
        quiet_end: until when.
        retention_days: how long words are kept after somebody left; none: not decided.
        join_word: what somebody may text in to join, in capital letters; empty where nobody can.
        minutes_emergency: how long an alert may stay unacknowledged before the ladder rises.
        minutes_urgent: the same, for what is urgent and not happening now.
        minutes_concern: the same, for a concern.
        tells_mentor: whether a mentor may be told that something is wrong, where the mentee agreed as well.
    """

    quiet_start: str
    quiet_end: str
    retention_days: int | None
    join_word: str
    minutes_emergency: int = 3
    minutes_urgent: int = 10
    tells_mentor: bool = False
    minutes_concern: int = 120


def read(connection: Connection, programme_id: str) -> Rules:
    """A programme's settings as they are."""
    row = connection.execute(
        select(
            col(t.Programme.quiet_start),
            col(t.Programme.quiet_end),
            col(t.Programme.retention_days),
            col(t.Programme.join_word),
            col(t.Programme.minutes_emergency),
            col(t.Programme.minutes_urgent),
            col(t.Programme.tells_mentor),
            col(t.Programme.minutes_concern),
        ).where(col(t.Programme.id) == programme_id)
    ).one()
    return Rules(**row._mapping)


def check(
    quiet_start: str,
    quiet_end: str,
    retention_days: str,
    join_word: str,
    minutes: tuple[str, str] = ("3", "10"),
    *,
    minutes_concern: str = "120",
    tells_mentor: bool = False,
) -> Rules:
    """The settings as typed, made ready to keep; `minutes`: in an emergency, and when it is urgent.

    Args:
        quiet_start: "HH:MM", local.
        quiet_end: "HH:MM", local.
        retention_days: how long words are kept after somebody left.
        join_word: what somebody texts to join; "" where nobody can.
        minutes: how long an emergency, and what is urgent, may stay unanswered.
        minutes_concern: the same for a concern.
        tells_mentor: whether a mentor may be told.

    Raises:
        RulesProblem: the first thing that needs changing.
    """
    try:
        start, end = read_time(quiet_start), read_time(quiet_end)
    except RotaProblem as error:
        raise RulesProblem(str(error)) from None
    if start == end:
        raise RulesProblem(
            "Quiet hours that end as they begin are none. People need their nights: choose two times."
        )
    days = retention_days.strip()
    kept = at_the_door.number(days, 1, LONGEST_KEPT)
    if days and kept is None:
        raise RulesProblem(
            f"Keep words for 1 to {LONGEST_KEPT} days, or leave it empty until you have decided."
        )
    word = join_word.strip().upper()
    if word and not (word.isascii() and word.isalnum() and len(word) in _JOIN_LETTERS and not word.isdigit()):
        raise RulesProblem("A word to join with is 3 to 20 plain letters or digits, without spaces.")
    if word and any(keywords.read(word, language) for language in ("en-US", "en-GB", "es")):
        raise RulesProblem(f"{word} means something else in a message already. Please choose another word.")
    emergency, urgent = (_minutes(typed) for typed in minutes)
    if emergency > urgent:
        raise RulesProblem("An emergency must not wait longer than what is urgent. Please swap the minutes.")
    concern = _minutes(minutes_concern, MOST_MINUTES_CONCERN)
    return Rules(start, end, kept, word, emergency, urgent, tells_mentor, concern)


def _minutes(typed: str, most: int = MOST_MINUTES) -> int:
    minutes = at_the_door.number(typed, 1, most)
    if minutes is None:
        raise RulesProblem(f"Let an alert wait for 1 to {most} minutes before the next person is called.")
    return minutes


def put(
    connection: Connection, sealer: Sealer, now: datetime, *, by: str, programme_id: str, rules: Rules
) -> None:
    """Keep a programme's settings.

    Args:
        by: the staff id of whoever does it.
        rules: the house rules, checked.

    Raises:
        RulesProblem: another programme here has that word already.
    """
    taken = select(col(t.Programme.id)).where(
        func.upper(col(t.Programme.join_word)) == rules.join_word, col(t.Programme.id) != programme_id
    )
    if rules.join_word and connection.execute(taken).first():
        raise RulesProblem("Another programme here uses that word. Please choose another one.")
    before = read(connection, programme_id)
    connection.execute(
        update(t.Programme)
        .where(col(t.Programme.id) == programme_id)
        .values(
            quiet_start=rules.quiet_start,
            quiet_end=rules.quiet_end,
            retention_days=rules.retention_days,
            join_word=rules.join_word,
            minutes_emergency=rules.minutes_emergency,
            minutes_urgent=rules.minutes_urgent,
            minutes_concern=rules.minutes_concern,
            tells_mentor=rules.tells_mentor,
        )
    )
    changed = [name for name in Rules.__slots__ if getattr(before, name) != getattr(rules, name)]
    if changed:
        save(connection, sealer, now, [fx.Audited(by, "settings_changed", detail=", ".join(changed))])
