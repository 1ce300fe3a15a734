"""Signing in to the console, and staying signed in.

Promises:
- A cookie is kept only as a keyed hash.
- Guessing is slowed down (`handlers.access.throttle`), and locks nobody out.
- A sign-in ends after eight idle hours, and in any case after a week. Times are real ones.
"""

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from handlers.access import recovery, throttle
from handlers.access.accounts import any_administrator, is_login, read_login
from handlers.desk import at_the_door
from records import effects as fx
from records import tables as t
from records.kinds import StaffRole
from records.save import save
from records.sealing import Sealer

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
SECOND_STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is signed in.

    `manages` says whether they see to accounts, rota and settings: an administrator, or a lead where there
    is no administrator.
    """

    staff_id: str
    person_id: str
    name: str = field(repr=False)
    login: str = field(repr=False)
    role: StaffRole
    manages: bool
    programme_id: str
    programme: str
    country: str
    timezone: str
    csrf: str
    login_id: str
    seen_at: datetime


def second_step(sealer: Sealer, now: datetime, staff_id: str, password_hash: str) -> str:
    """A ticket that says: the password was right, a code is still to come. Good for five minutes.

    Args:
        password_hash: from `accounts.hash_password`.
    """
    until = int((now + SECOND_STEP).timestamp())
    return f"{staff_id}.{until}.{sealer.lookup('second step', staff_id, str(until), password_hash)}"


def read_second_step(
    connection: Connection, sealer: Sealer, now: datetime, ticket: str
) -> tuple[str, str] | None:
    """Staff id and login that a ticket is for; None where it is none, or too old.

    Args:
        ticket: what the first step gave.
    """
    staff_id, _, rest = ticket.partition(".")
    until, _, proof = rest.partition(".")
    ends = at_the_door.epoch(until)
    if ends is None or ends <= now or at_the_door.row_id(staff_id) is None:
        return None
    row = connection.execute(
        select(col(t.Staff.login), col(t.Staff.password_hash)).where(
            col(t.Staff.id) == staff_id, col(t.Staff.active)
        )
    ).one_or_none()
    if row is None:
        return None
    right = sealer.lookup("second step", staff_id, until, row.password_hash)
    return (
        (staff_id, row.login) if hmac.compare_digest(right.encode(), proof.encode(errors="replace")) else None
    )


def failed(connection: Connection, sealer: Sealer, now: datetime, staff_id: str, what: str) -> None:
    """Somebody knew a login and not its password, or not its code: its owner and the lead can see that.

    Args:
        what: what failed.
    """
    person_id = connection.execute(
        select(col(t.Staff.person_id)).where(col(t.Staff.id) == staff_id)
    ).scalar_one()
    save(connection, sealer, now, [fx.Audited(staff_id, "sign_in_failed", person_id, detail=what)])


def find_account(connection: Connection, login: str) -> tuple[str, str] | None:
    """Staff id and password hash of an active account."""
    if not is_login(login):
        return None
    query = select(col(t.Staff.id), col(t.Staff.password_hash)).where(
        col(t.Staff.login) == read_login(login), col(t.Staff.active)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.id, row.password_hash)


def open_login(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    staff_id: str,
    login: str,
    network: str,
    device: str = "",
    *,
    with_code: bool = False,
) -> str:
    """Sign somebody in whose password was right, and their code (`with_code`); returns the cookie's value.

    Their own failed attempts are forgiven. Whoever signs in as always needs no other way in.

    Args:
        login: the login, as it is kept.
        network: where the browser is.
        device: the browser, if it is known.
        with_code: whether a code was asked for, too.
    """
    tried = [throttle.Attempt(read_login(login), network, device, step) for step in (False, True)]
    throttle.take_back(connection, sealer, tried[with_code])
    for attempt in tried:
        throttle.forgive(connection, sealer, attempt)
    recovery.end(connection, now, staff_id, "signed_in")
    connection.execute(delete(t.Login).where(col(t.Login.created_at) <= now - LONGEST))
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(t.Login).values(
            id=sealer.lookup("login", token),
            staff_id=staff_id,
            csrf=secrets.token_urlsafe(24),
            created_at=now,
            seen_at=now,
        )
    )
    save(connection, sealer, now, [fx.Audited(staff_id, "signed_in")])
    return token


def find_login(connection: Connection, sealer: Sealer, now: datetime, token: str) -> Viewer | None:
    """Who this cookie signs in, if it still does.

    Args:
        token: what stands in the cookie.
    """
    query: Any = (  # twelve columns are more than the type can name
        select(
            col(t.Login.id),
            col(t.Login.csrf),
            col(t.Login.seen_at),
            col(t.Staff.id).label("staff_id"),
            col(t.Staff.person_id),
            col(t.Staff.login),
            col(t.Staff.role),
            col(t.Person.name),
            col(t.Programme.id).label("programme_id"),
            col(t.Programme.name).label("programme"),
            col(t.Programme.country),
            col(t.Programme.timezone),
        )
        .join(t.Staff, col(t.Staff.id) == col(t.Login.staff_id))
        .join(t.Person, col(t.Person.id) == col(t.Staff.person_id))
        .join(t.Programme, col(t.Programme.id) == col(t.Staff.programme_id))
        .where(
            col(t.Login.id) == sealer.lookup("login", token),
            col(t.Staff.active),
            col(t.Login.seen_at) > now - IDLE,
            col(t.Login.created_at) > now - LONGEST,
        )
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Viewer(
        staff_id=row.staff_id,
        person_id=row.person_id,
        name=sealer.read(row.person_id, "person", "name", row.person_id, row.name),
        login=row.login,
        role=StaffRole(row.role),
        manages=row.role == StaffRole.ADMINISTRATOR
        or (row.role == StaffRole.LEAD and not any_administrator(connection, row.programme_id)),
        programme_id=row.programme_id,
        programme=row.programme,
        country=row.country,
        timezone=row.timezone,
        csrf=row.csrf,
        login_id=row.id,
        seen_at=row.seen_at,
    )


def still_signed_in(connection: Connection, now: datetime, login_ids: Collection[str]) -> frozenset[str]:
    """Which of these sign-ins of readers still hold; one query, however many they are."""
    query = (
        select(col(t.Login.id))
        .join(t.Staff, col(t.Staff.id) == col(t.Login.staff_id))
        .where(
            col(t.Login.id).in_(login_ids),
            col(t.Staff.active),
            col(t.Staff.role) != StaffRole.ADMINISTRATOR,
            col(t.Login.seen_at) > now - IDLE,
            col(t.Login.created_at) > now - LONGEST,
        )
    )
    return frozenset(connection.execute(query).scalars())


def touch_login(connection: Connection, now: datetime, login_id: str) -> None:
    """They are still there."""
    connection.execute(update(t.Login).where(col(t.Login.id) == login_id).values(seen_at=now))


def close_login(connection: Connection, login_id: str) -> None:
    """Sign out."""
    connection.execute(delete(t.Login).where(col(t.Login.id) == login_id))


def csrf_holds(viewer: Viewer, given: str) -> bool:
    """Whether a form came from a page that this very sign-in was shown (which copy: `forms`)."""
    return hmac.compare_digest(viewer.csrf.encode(), given.partition(".")[0].encode(errors="replace"))
