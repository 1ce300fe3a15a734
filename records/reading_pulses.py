"""What came of the pulses: counts for each answer, and words without names. Whose they are is never told."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from records import programme_packs
from records import tables as t
from records.programme_pulses import Of, Takes, in_language
from records.reading import View
from records.small_numbers import FEWEST, shown

CHOICES = ("yes", "partly", "no")
_LATELY = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question and its answers.

    Attributes:
        asked: its words, in the programme's usual language.
        counts: for each of `CHOICES`, None for one that is left out; None: too few answered for any.
        words: what was written, in no order that tells who came first; empty where too few answered.
        total: how many answered; None where that is too few to say.
    """

    asked: str
    takes: Takes
    total: int | None
    counts: tuple[int | None, ...] | None = None
    words: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class PulseRow:
    """A pulse of the programme, with its questions."""

    name: str
    of: Of
    every_weeks: int
    questions: tuple[QuestionRow, ...]


def results(view: View, now: datetime, *, with_words: bool) -> list[PulseRow]:
    """The newest answers of each person within a year, of every pulse the programme has.

    Args:
        view: whose programme. A caseload makes no difference: nobody is told apart.
        now: now.
        with_words: whether the viewer may read words.
    """
    rows = view.connection.execute(
        select(t.core(t.PulseRound))
        .where(
            col(t.PulseRound.programme_id) == view.programme_id,
            col(t.PulseRound.answered_at) > now - _LATELY,
        )
        .order_by(col(t.PulseRound.answered_at))
    ).all()
    view.sealer.keys.load({row.person_id for row in rows})
    newest: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        kept = view.sealer.read(row.person_id, "pulse_round", "body", row.id, row.body)
        newest[row.pulse, row.person_id] = json.loads(kept)
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (pulse, _), answers in newest.items():
        for question, answer in answers.items():
            said[pulse, question].append(answer)
    usual = view.connection.execute(
        select(col(t.Programme.language)).where(col(t.Programme.id) == view.programme_id)
    ).scalar_one()
    return [
        PulseRow(
            one.name,
            one.of,
            one.every_weeks,
            tuple(
                _row(in_language(each.words, usual, usual), each.takes, said[one.name, each.id], with_words)
                for each in one.questions
            ),
        )
        for one in programme_packs.choices(view.connection, view.programme_id).pulses
    ]


def _row(asked: str, takes: Takes, answers: list[str], with_words: bool) -> QuestionRow:
    total = len(answers) if len(answers) >= FEWEST else None
    if takes is Takes.CHOICE:
        return QuestionRow(asked, takes, total, shown([answers.count(one) for one in CHOICES]))
    words = tuple(sorted(answers, key=str.casefold)) if total and with_words else ()
    return QuestionRow(asked, takes, total, words=words)
