"""Those whose phones ring: people who hold an account, or are coordinators. Nobody silences a colleague.

What decides whether an alert reaches them, and whose answer it is (standing, custody, pauses, numbers, the
parts they play), is changed by themselves or by a lead. A number that somebody else entered for an account's
owner gets alerts at once, but answers for nothing until its owner has said, signed in, that it is theirs;
and the number that was theirs hears that another took its place.
"""

from datetime import datetime

from sqlalchemy import Connection, exists, select, update
from sqlmodel import col

from handlers.desk.old_number import farewell
from handlers.desk.staff import NotFound, StaffError
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.kinds import Role, StaffRole
from records.save import save
from records.sealing import Sealer


def holds_account(connection: Connection, person_id: str) -> bool:
    """Whether somebody can sign in as that person."""
    account = exists().where(col(t.Staff.person_id) == person_id, col(t.Staff.active))
    return bool(connection.execute(select(account)).scalar_one())


def is_colleague(connection: Connection, person_id: str) -> bool:
    """Whether alerts may go to that person."""
    coordinates = exists().where(
        col(t.Membership.person_id) == person_id,
        col(t.Membership.role) == Role.COORDINATOR,
        col(t.Membership.until).is_(None),
    )
    return holds_account(connection, person_id) or bool(connection.execute(select(coordinates)).scalar_one())


def is_own(connection: Connection, staff_id: str, person_id: str) -> bool:
    """Whether that account is that person's."""
    return _account(connection, staff_id)[0] == person_id


def check_may_change(connection: Connection, staff_id: str, person_id: str) -> None:
    """See whether that account may change what makes alerts reach that person.

    Raises:
        StaffError: it is a colleague's, and the account is neither theirs nor a lead's.
    """
    mine, role = _account(connection, staff_id)
    if person_id == mine or role == StaffRole.LEAD or not is_colleague(connection, person_id):
        return
    raise StaffError(
        "Alerts go to the phone of this colleague. They change this themselves, signed in, or a lead does."
    )


def _account(connection: Connection, staff_id: str) -> tuple[str, str]:
    row = connection.execute(
        select(col(t.Staff.person_id), col(t.Staff.role)).where(col(t.Staff.id) == staff_id)
    ).one_or_none()
    return ("", "") if row is None else (row.person_id, row.role)


def entered_by(connection: Connection, staff_id: str, person_id: str) -> str | None:
    """What stands on a number from now on: who entered it for the owner of an account; none: nothing to
    prove."""
    mine, _ = _account(connection, staff_id)
    return staff_id if person_id != mine and holds_account(connection, person_id) else None


def retiring(
    connection: Connection, tools: Tools, now: datetime, staff_id: str, person_id: str, address_id: str
) -> list[fx.Effect]:
    """The effects by which a number is theirs no longer. A colleague hears of it there, where another did
    it.

    Args:
        address_id: which of their numbers.
    """
    if entered_by(connection, staff_id, person_id) is None:
        return [fx.RetireAddress(address_id)]
    return farewell(connection, tools, now, person_id, address_id)


def prove_number(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, address_id: str
) -> None:
    """Its owner says, signed in, that a number is theirs: from now on an ACK from it counts.

    Args:
        address_id: which of their numbers.

    Raises:
        NotFound: it is no number of theirs.
    """
    mine, _ = _account(connection, staff_id)
    theirs = update(t.Address).where(
        col(t.Address.id) == address_id,
        col(t.Address.person_id) == mine,
        col(t.Address.retired_at).is_(None),
    )
    if not connection.execute(theirs.values(given_by=None)).rowcount:
        raise NotFound(str(NotFound.__doc__))
    save(connection, sealer, now, [fx.Audited(staff_id, "number proven", mine)])
