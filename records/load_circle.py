"""Loading the circle: the newest question of a mentor's programme, and what of it is theirs to get."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.load_people import read
from records.sealing import Sealer


def circle(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With the newest question of their programme, whether they answered it, and what goes back to all."""
    programmes = {case.person.programme.id for case in of.values()}
    newest = (
        select(func.max(col(t.CircleQuestion.id)))
        .where(col(t.CircleQuestion.programme_id).in_(programmes))
        .group_by(col(t.CircleQuestion.programme_id))
    )
    asked = select(t.core(t.CircleQuestion)).where(col(t.CircleQuestion.id).in_(newest))
    questions = {row.programme_id: row for row in connection.execute(asked)}
    answers = select(t.core(t.CircleAnswer)).where(
        col(t.CircleAnswer.question_id).in_([row.id for row in questions.values()])
    )
    given: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(answers.order_by(col(t.CircleAnswer.id))):
        given[row.question_id].append(row)
    sealer.keys.load([row.person_id for rows in given.values() for row in rows if row.shared])
    found = {}
    for person_id, case in of.items():
        question = questions.get(case.person.programme.id)
        if question is None:
            found[person_id] = replace(case, round=cases.Circle())
            continue
        rows = given[question.id]
        back = (
            read(sealer, row.person_id, "circle_answer", "shared", row.id, row.shared)
            for row in rows
            if row.shared and row.person_id != person_id
        )
        found[person_id] = replace(
            case,
            round=cases.Circle(
                question_id=question.id,
                words=question.words,
                answered=any(row.person_id == person_id for row in rows),
                over=question.shared_at is not None,
                back=tuple(filter(None, back)),
            ),
        )
    return found
