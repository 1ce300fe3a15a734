"""The lead asks all mentors one question, reads what they answered, and gives some of it back."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from conversations.circle import ANSWER_LENGTH, QUESTION_LENGTH
from conversations.discreet import tells_a_stranger
from handlers.deciding import plans
from handlers.desk.staff import StaffError
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import PlanKind, Role, Standing
from records.save import save
from records.sealing import Sealer
from rules import times

AT_MOST = 5  # answers that go back: more is no text message
_USUAL = "17:00"  # where a mentor has no time of their own
_APART = timedelta(days=7)
_NAME = re.compile(r"[^\W\d_][\w\-]*")


def ask(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, programme_id: str, words: str
) -> int:
    """Put a question to all active mentors; how many. Each gets it from tomorrow on, at an hour of their own.

    Raises:
        StaffError: it is empty or too long, names somebody, tells a stranger too much, or the last one is
            only just asked.
    """
    words = " ".join(words.split())
    if not words or len(words) > QUESTION_LENGTH:
        raise StaffError(f"Write one question of at most {QUESTION_LENGTH} characters.")
    if tells_a_stranger(words):
        raise StaffError("Leave out what would tell a stranger who reads it on a locked screen.")
    if _names_somebody(connection, sealer, programme_id, words):
        raise StaffError("Name nobody: the question goes to every mentor.")
    last = _newest(connection, programme_id)
    if last is not None and now - last.asked_at < _APART:
        raise StaffError("The last question went out less than a week ago. Give the mentors time to answer.")
    question = {"words": words, "asked_by": staff_id, "asked_at": now, "shared_at": None}
    connection.execute(insert(t.CircleQuestion).values(id=new_id(now), programme_id=programme_id, **question))
    return _plan(connection, sealer, now, staff_id, programme_id, "circle asked")


def take_back(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    question_id: str,
) -> None:
    """Ask nobody any more. Who has it on their phone may still answer; a new question can be put at once.

    Raises:
        StaffError: it is over.
    """
    question = _newest(connection, programme_id)
    if question is None or question.id != question_id or question.shared_at is not None:
        raise StaffError("This question is over. Load the page again to see the newest one.")
    of_programme = select(col(t.Person.id)).where(col(t.Person.programme_id) == programme_id)
    connection.execute(
        update(t.Plan)
        .where(col(t.Plan.kind) == PlanKind.CIRCLE, col(t.Plan.person_id).in_(of_programme))
        .values(due_at=None)
    )
    connection.execute(
        update(t.CircleQuestion)
        .where(col(t.CircleQuestion.id) == question_id)
        .values(shared_at=now, asked_at=question.asked_at - _APART)
    )
    save(connection, sealer, now, [fx.Audited(staff_id, "circle taken back")])


def _names_somebody(connection: Connection, sealer: Sealer, programme_id: str, words: str) -> bool:
    """Whether somebody of the programme stands in it by their first name, in capitals as names are."""
    rows = connection.execute(
        select(col(t.Person.id), col(t.Person.name)).where(
            col(t.Person.programme_id) == programme_id, col(t.Person.standing) != Standing.UNKNOWN
        )
    ).all()
    sealer.keys.load([row.id for row in rows])
    names = {
        name.split()[0]
        for row in rows
        if (name := sealer.read(row.id, "person", "name", row.id, row.name).strip())
    }
    return not names.isdisjoint(_NAME.findall(words))


def give_back(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    question_id: str,
    chosen: Mapping[str, str],
) -> int:
    """Give answers back to all active mentors, without names; how many mentors.

    Args:
        chosen: what goes back, as the lead left it, by the answer's id.

    Raises:
        StaffError: none or too many are chosen, one is empty, too long or not to be shared, or it was done.
    """
    question = _newest(connection, programme_id)
    if question is None or question.id != question_id or question.shared_at is not None:
        raise StaffError("This question is over. Load the page again to see the newest one.")
    if not 0 < len(chosen) <= AT_MOST:
        raise StaffError(f"Choose one to {AT_MOST} answers.")
    rows = connection.execute(
        select(t.core(t.CircleAnswer)).where(
            col(t.CircleAnswer.question_id) == question_id,
            col(t.CircleAnswer.id).in_(list(chosen)),
            col(t.CircleAnswer.may_share),
        )
    ).all()
    if len(rows) != len(chosen):
        raise StaffError("One of these answers is not to be shared. Load the page again.")
    for row in rows:
        words = " ".join(chosen[row.id].split())
        if not words or len(words) > ANSWER_LENGTH:
            raise StaffError(f"Each answer needs one to {ANSWER_LENGTH} characters.")
        sealed = sealer.seal(row.person_id, "circle_answer", "shared", row.id, words)
        connection.execute(
            update(t.CircleAnswer).where(col(t.CircleAnswer.id) == row.id).values(shared=sealed)
        )
    connection.execute(
        update(t.CircleQuestion).where(col(t.CircleQuestion.id) == question_id).values(shared_at=now)
    )
    return _plan(connection, sealer, now, staff_id, programme_id, "circle shared")


def _newest(connection: Connection, programme_id: str) -> t.CircleQuestion | None:
    query = (
        select(t.core(t.CircleQuestion))
        .where(col(t.CircleQuestion.programme_id) == programme_id)
        .order_by(col(t.CircleQuestion.id).desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else t.CircleQuestion(**row._mapping)


def _plan(
    connection: Connection, sealer: Sealer, now: datetime, staff_id: str, programme_id: str, done: str
) -> int:
    """Let it come round for every active mentor from tomorrow on, at the hour of a plan they have."""
    mentors = connection.execute(
        select(col(t.Person.id), col(t.Person.timezone))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .where(
            col(t.Person.programme_id) == programme_id,
            col(t.Person.standing) == Standing.ACTIVE,
            col(t.Membership.role) == Role.MENTOR,
            col(t.Membership.until).is_(None),
        )
        .distinct()
    ).all()
    own = select(col(t.Plan.person_id), col(t.Plan.at)).where(
        col(t.Plan.person_id).in_([row.id for row in mentors]),
        col(t.Plan.kind).in_((PlanKind.SELF_CARE, PlanKind.REFLECTION)),
    )
    hours = {row.person_id: row.at for row in connection.execute(own)}
    due = [
        plans.weekly(
            new_id(now),
            row.id,
            PlanKind.CIRCLE,
            (times.local_time(now, row.timezone) + timedelta(days=1)).weekday(),
            hours.get(row.id, _USUAL),
            row.timezone,
            now,
        )
        for row in mentors
    ]
    save(connection, sealer, now, [*due, fx.Audited(staff_id, done)])
    return len(due)
