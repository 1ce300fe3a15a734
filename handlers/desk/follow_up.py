"""What staff do after a danger: let prompts go on, say how a call went, keep whether a mentor may know."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from handlers.desk.staff import NotFound, StaffError
from records import effects as fx
from records import tables as t
from records.consents import ConsentKind, consent_row
from records.kinds import Role
from records.reading_safety import ALARMING
from records.save import save
from records.sealing import Sealer

LONGEST_OUTCOME = 500
LONGEST_HOW = 200
MENTOR_CONSENT = "My mentor may be told that something is wrong and that the team is looking after it."


def resume_prompts(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str
) -> None:
    """Check-ins and reminders go to this person again. Where they go already, nothing changes.

    Raises:
        StaffError: an alarm about them is still in nobody's hands.
        NotFound: no such person.
    """
    row = connection.execute(select(col(t.Person.held_at)).where(col(t.Person.id) == person_id)).one_or_none()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    if row.held_at is None:
        return
    alarms = select(col(t.Flag.record_id)).where(
        col(t.Flag.person_id) == person_id, col(t.Flag.drill).is_(False), col(t.Flag.tier).in_(ALARMING)
    )
    untaken = alarms.where(col(t.Flag.acknowledged_at).is_(None), col(t.Flag.closed_at).is_(None))
    if connection.execute(untaken.limit(1)).first():
        raise StaffError("An alarm about them is still in nobody's hands. Read it and answer for it first.")
    record_id = connection.execute(alarms.order_by(col(t.Flag.raised_at).desc()).limit(1)).scalar()
    effects: list[fx.Effect] = [
        fx.ResumePrompts(person_id),
        fx.Audited(staff_id, "prompts resumed", person_id, record_id),
    ]
    if record_id is not None:
        effects.append(fx.Note(record_id, person_id, "event", "prompts-resumed", "", staff_id))
    save(connection, sealer, now, effects)


def call_made(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    record_id: str | None,
    outcome: str,
) -> None:
    """Somebody who could not be reached by text was called, or it was tried: how that went, in words.

    Args:
        record_id: the record the call is about; none: there is none.
        outcome: what was done, in a few words.

    Raises:
        StaffError: nothing was written about how it went.
    """
    outcome = outcome.strip()
    if not outcome or len(outcome) > LONGEST_OUTCOME:
        raise StaffError("Write in a few words how the call went, so that the next person knows.")
    effects: list[fx.Effect] = [
        fx.Attend(person_id, staff_id),
        fx.Audited(staff_id, "called", person_id, record_id),
    ]
    if record_id is not None:
        effects.append(fx.Note(record_id, person_id, "event", "called", outcome, staff_id))
    save(connection, sealer, now, effects)


def set_mentor_may_know(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str, how: str
) -> None:
    """Keep that a mentee agreed that their mentor is told when something is wrong, and how they agreed.

    Args:
        how: how they said so.

    Raises:
        StaffError: it is not said how, or this is no mentee.
    """
    how = how.strip()
    if not how or len(how) > LONGEST_HOW:
        raise StaffError('Write how they agreed, as in "asked in person" or "signed form".')
    mentee = select(col(t.Membership.id)).where(
        col(t.Membership.person_id) == person_id,
        col(t.Membership.role) == Role.MENTEE,
        col(t.Membership.until).is_(None),
    )
    if connection.execute(mentee).first() is None:
        raise StaffError("Only a mentee has a mentor who may be told.")
    member = connection.execute(
        select(col(t.Person.id), col(t.Person.name))
        .join(t.Staff, col(t.Staff.person_id) == col(t.Person.id))
        .where(col(t.Staff.id) == staff_id)
    ).one()
    name = sealer.read(member.id, "person", "name", member.id, member.name)
    row = consent_row(
        sealer,
        now,
        person_id,
        by=name,
        on=now.date(),
        how=how,
        wording=MENTOR_CONSENT,
        kind=ConsentKind.MENTOR,
    )
    connection.execute(insert(t.Consent).values(row))
    _set(connection, person_id, may_know=True)
    save(connection, sealer, now, [fx.Audited(staff_id, "mentor may know", person_id)])


def withdraw_mentor_may_know(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str
) -> None:
    """The mentee does not want their mentor told any more. That they once agreed stays on record."""
    _set(connection, person_id, may_know=False)
    save(connection, sealer, now, [fx.Audited(staff_id, "mentor may not know", person_id)])


def _set(connection: Connection, person_id: str, *, may_know: bool) -> None:
    person = update(t.Person).where(col(t.Person.id) == person_id)
    connection.execute(person.values(mentor_may_know=may_know))
