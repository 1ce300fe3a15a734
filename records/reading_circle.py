"""What a lead reads of the circle: the newest question, and what was answered, without names."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from records import tables as t
from records.reading import View


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer; who gave it is not told."""

    id: str
    words: str = field(repr=False)
    may_share: bool = False


@dataclass(frozen=True, slots=True)
class CirclePage:
    """The newest question; `answers` holds those with words, in no order that tells who came first."""

    id: str
    words: str
    asked_at: datetime
    shared_at: datetime | None
    skipped: int
    answers: tuple[AnswerRow, ...]


def newest(view: View) -> CirclePage | None:
    """The newest question of this programme; None before the first."""
    latest = select(func.max(col(t.CircleQuestion.id))).where(
        col(t.CircleQuestion.programme_id) == view.programme_id
    )
    question = view.connection.execute(
        select(t.core(t.CircleQuestion)).where(col(t.CircleQuestion.id) == latest.scalar_subquery())
    ).first()
    if question is None:
        return None
    rows = view.connection.execute(
        select(t.core(t.CircleAnswer)).where(col(t.CircleAnswer.question_id) == question.id)
    ).all()
    view.sealer.keys.load([row.person_id for row in rows])
    given = [
        AnswerRow(
            row.id, view.sealer.read(row.person_id, "circle_answer", "body", row.id, row.body), row.may_share
        )
        for row in rows
    ]
    told = sorted((one for one in given if one.words), key=lambda one: one.words.casefold())
    return CirclePage(
        question.id,
        question.words,
        question.asked_at,
        question.shared_at,
        len(given) - len(told),
        tuple(told),
    )
