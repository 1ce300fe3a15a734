"""Training that staff enter in a mentor's log: a course, a workshop, a certificate."""

from datetime import date, datetime

from sqlalchemy import Connection

from conversations.lessons import Topic
from conversations.training_words import WORDS_LENGTH
from handlers.desk.staff import StaffError
from records import effects as fx
from records.ids import new_id
from records.save import save
from records.sealing import Sealer

_A_COURSE = 40 * 60  # minutes: at the desk a whole course may be entered at once


def add_training(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    topic: str,
    hours: str,
    on_day: date | None,
    about: str,
) -> None:
    """Keep that a mentor has learned something.

    Args:
        topic: one of `Topic`, or "" for another subject.
        hours: as typed, such as 2 or 1.5.
        on_day: the day, or the last one of a course.
        about: what it was.

    Raises:
        StaffError: the subject is none of ours, or hours, day or words make no sense.
    """
    if topic and topic not in list(Topic):
        raise StaffError("Choose what it was about.")
    try:
        minutes = round(float(hours.replace(",", ".")) * 60)
    except (ValueError, OverflowError):
        minutes = 0
    if not 0 < minutes <= _A_COURSE:
        raise StaffError("Write how many hours it was, such as 2 or 1.5; at most 40.")
    if on_day is None or on_day > now.date():
        raise StaffError("Write the day it was. It cannot lie ahead.")
    if len(about) > WORDS_LENGTH:
        raise StaffError(f"Say what it was in at most {WORDS_LENGTH} characters.")
    entry = fx.LogTraining(new_id(now), person_id, topic, minutes, on_day, "desk", about, staff_id)
    save(connection, sealer, now, [entry, fx.Audited(staff_id, "training added", person_id)])
