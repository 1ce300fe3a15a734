"""Signing in to the console: attempts, and the sign-ins that came of them.

Promises:
- A cookie is kept only as a keyed hash.
- Five failed sign-ins in fifteen minutes, for one login or from one network address, and the next
  have to wait. An attempt is counted before its password is looked at, so that many at once gain nothing.
- A sign-in ends after eight idle hours, and in any case after a week. Times are real ones.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlmodel import col

from handlers.accounts import any_administrator, is_login, read_login
from records import effects as fx
from records import tables as t
from records.kinds import StaffRole
from records.save import save
from records.sealing import Sealer
from records.types import new_id

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
ATTEMPTS = 5
ATTEMPTS_WITHIN = timedelta(minutes=15)
SECOND_STEP = timedelta(minutes=5)


class TooManyAttempts(Exception):
    """Too many sign-ins have failed. Please wait fifteen minutes, then try again."""


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


def count_attempt(connection: Connection, sealer: Sealer, now: datetime, login: str, network: str) -> None:
    """Count a sign-in that is about to be tried.

    Raises:
        TooManyAttempts: this login or this network address has to wait. The attempt is not counted.
    """
    since = now - ATTEMPTS_WITHIN
    keys = _attempt_keys(sealer, login, network)
    connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.at) <= since))
    most = connection.execute(
        select(func.count())
        .select_from(t.LoginAttempt)
        .where(col(t.LoginAttempt.key).in_(keys))
        .group_by(col(t.LoginAttempt.key))
        .order_by(func.count().desc())
        .limit(1)
    ).scalar()
    if most is not None and most >= ATTEMPTS:
        raise TooManyAttempts(str(TooManyAttempts.__doc__))
    connection.execute(insert(t.LoginAttempt), [{"id": new_id(now), "key": key, "at": now} for key in keys])


def _attempt_keys(sealer: Sealer, login: str, network: str) -> list[str]:
    return [
        sealer.lookup("attempt", "login", read_login(login)),
        sealer.lookup("attempt", "network", network),
    ]


def take_back_attempt(connection: Connection, sealer: Sealer, login: str, network: str) -> None:
    """The attempt counted last was a good one after all: its password was right, and a code is asked for."""
    for key in _attempt_keys(sealer, login, network):
        newest = select(func.max(col(t.LoginAttempt.id))).where(col(t.LoginAttempt.key) == key)
        connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.id) == newest.scalar_subquery()))


def second_step(sealer: Sealer, now: datetime, staff_id: str, password_hash: str) -> str:
    """A ticket that says: the password was right, a code is still to come. Good for five minutes."""
    until = int((now + SECOND_STEP).timestamp())
    return f"{staff_id}.{until}.{sealer.lookup('second step', staff_id, str(until), password_hash)}"


def read_second_step(
    connection: Connection, sealer: Sealer, now: datetime, ticket: str
) -> tuple[str, str] | None:
    """Staff id and login that a ticket is for; None where it is none, or too old."""
    staff_id, _, rest = ticket.partition(".")
    until, _, proof = rest.partition(".")
    if not (until.isascii() and until.isdigit() and int(until[:12]) > now.timestamp()):
        return None
    row = connection.execute(
        select(col(t.Staff.login), col(t.Staff.password_hash)).where(
            col(t.Staff.id) == staff_id, col(t.Staff.active)
        )
    ).one_or_none()
    if row is None:
        return None
    right = sealer.lookup("second step", staff_id, until, row.password_hash)
    return (staff_id, row.login) if hmac.compare_digest(right.encode(), proof.encode()) else None


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
    connection: Connection, sealer: Sealer, now: datetime, staff_id: str, login: str, network: str
) -> str:
    """Sign somebody in whose password was right; returns the cookie's value.

    Their own failed attempts are forgiven; those of others from the same network still count, but one
    less: the one that has just turned out to be good.
    """
    mine, shared = _attempt_keys(sealer, login, network)
    connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.key) == mine))
    newest = (
        select(func.max(col(t.LoginAttempt.id))).where(col(t.LoginAttempt.key) == shared).scalar_subquery()
    )
    connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.id) == newest))
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
    """Who this cookie signs in, if it still does."""
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


def touch_login(connection: Connection, now: datetime, login_id: str) -> None:
    """They are still there."""
    connection.execute(update(t.Login).where(col(t.Login.id) == login_id).values(seen_at=now))


def close_login(connection: Connection, login_id: str) -> None:
    """Sign out."""
    connection.execute(delete(t.Login).where(col(t.Login.id) == login_id))


def csrf_holds(viewer: Viewer, given: str) -> bool:
    """Whether a form came from a page that this very sign-in was shown (`handlers.forms` says which copy)."""
    return hmac.compare_digest(viewer.csrf.encode(), given.partition(".")[0].encode(errors="replace"))
