"""Accounts for the console: who may sign in, and for how long.

Promises:
- A password is kept only as an argon2 hash; a cookie or a link only as a keyed hash.
- An unknown login and a wrong password get the same answer after the same work.
- Five failed sign-ins in fifteen minutes, for one login or from one network address, and the next
  have to wait. An attempt is counted before its password is looked at, so that many at once gain nothing.

Hashing takes a tenth of a second and 64 MiB: never do it in the writer.
"""

import hmac
import re
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import phonenumbers
from pwdlib import PasswordHash
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlmodel import col

from records import effects as fx
from records import tables as t
from records.kinds import Channel, Role, Standing
from records.save import save
from records.sealing import Sealer
from records.types import new_id

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
LINK_LIFE = timedelta(hours=24)
ATTEMPTS = 5
ATTEMPTS_WITHIN = timedelta(minutes=15)
SHORTEST_PASSWORD = 12
_LONGEST_PASSWORD = 200  # longer ones only cost us work
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,59}")
_HASHING = threading.BoundedSemaphore(2)  # each hash takes 64 MiB; a flood must not take the machine down

ALERTS_CONSENT = "Safety alerts about people in the programme go to this number. STOP ends the messages."


class AccountProblem(Exception):
    """An account cannot be made as asked. The message says what to change."""


class LinkGone(Exception):
    """This link has been used, or is older than a day. Ask whoever runs Handrail here for a new one."""


class TooManyAttempts(Exception):
    """Too many sign-ins have failed. Please wait fifteen minutes, then try again."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is signed in."""

    staff_id: str
    person_id: str
    name: str
    programme_id: str
    programme: str
    country: str
    timezone: str
    csrf: str
    login_id: str
    seen_at: datetime


def hash_password(password: str) -> str:
    """An argon2id hash. Slow on purpose; not for the writer."""
    with _HASHING:
        return PasswordHash.recommended().hash(password)


@cache
def _nobodys_hash() -> str:
    return hash_password(secrets.token_urlsafe())


def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether the password is right. Without a hash (unknown login) it does the same work and says no."""
    known = password_hash or _nobodys_hash()
    with _HASHING:
        right = PasswordHash.recommended().verify(password[:_LONGEST_PASSWORD], known)
    return right and password_hash is not None


def read_login(text: str) -> str:
    """A login as it is kept: lower case, without spaces around it."""
    return text.strip().casefold()


def check_account(name: str, login: str, password: str) -> None:
    """See whether an account can be made with these.

    Raises:
        AccountProblem: the first thing that needs changing.
    """
    if not name.strip():
        raise AccountProblem("Please write your name, as people in the programme know you.")
    if len(name) > 80:
        raise AccountProblem("That name is too long. 80 letters at most.")
    if not _LOGIN.fullmatch(read_login(login)):
        raise AccountProblem(
            "A login is 3 to 60 letters, digits or . _ @ + - without spaces, for example an email address."
        )
    if len(password) < SHORTEST_PASSWORD:
        raise AccountProblem(
            f"That password is short. Use {SHORTEST_PASSWORD} characters or more; a few words work well."
        )
    if len(password) > _LONGEST_PASSWORD:
        raise AccountProblem(f"That password is too long. {_LONGEST_PASSWORD} characters at most.")
    if read_login(login) in password.casefold() or len(set(password)) < 5:
        raise AccountProblem("That password is easy to guess. Please choose another one.")


def read_phone(text: str, country: str) -> str | None:
    """A mobile number in E.164, or None where nothing was written.

    Raises:
        AccountProblem: it is not a number that can exist.
    """
    if not text.strip():
        return None
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise AccountProblem(
            "That does not look like a phone number. Try it with the country code, such as +44 or +1."
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def create_staff(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    programme_id: str,
    name: str,
    login: str,
    password_hash: str,
    phone: str | None = None,
    person_id: str | None = None,
) -> str:
    """Make an account and, unless `person_id` names one, the coordinator behind it; returns the staff id.

    A phone that belongs to a coordinator without an account makes the account theirs.

    Args:
        connection: an open transaction.
        sealer: seals the name and the number.
        now: aware UTC.
        programme_id: whose records they may read.
        name: as people know them.
        login: `read_login` is applied.
        password_hash: from `hash_password`.
        phone: E.164; alerts go there by text.
        person_id: a coordinator who is in the records already.

    Raises:
        AccountProblem: the login is taken, or the number belongs to somebody else.
    """
    kept_login = read_login(login)
    if connection.execute(select(col(t.Staff.id)).where(col(t.Staff.login) == kept_login)).first():
        raise AccountProblem("That login is taken. Please choose another one.")
    holder = _holder(connection, sealer, phone) if phone and person_id is None else None
    if holder is not None:
        person_id = _adoptable(connection, holder, programme_id)
    if person_id is None:
        person_id = _new_coordinator(connection, sealer, now, programme_id, name.strip())
    if phone and person_id != holder:
        _give_phone(connection, sealer, now, person_id, name.strip(), phone)
    staff_id = new_id(now)
    connection.execute(
        insert(t.Staff).values(
            id=staff_id,
            programme_id=programme_id,
            person_id=person_id,
            login=kept_login,
            password_hash=password_hash,
            active=True,
            created_at=now,
        )
    )
    save(connection, sealer, now, [fx.Audited(staff_id, "account_made", person_id)])
    return staff_id


def _holder(connection: Connection, sealer: Sealer, phone: str) -> str | None:
    """Whose number it is; strangers who only wrote to us do not count."""
    lookup = sealer.lookup("address", Channel.SMS, phone)
    query = (
        select(col(t.Person.id))
        .join(t.Address, col(t.Address.person_id) == col(t.Person.id))
        .where(
            col(t.Address.channel) == Channel.SMS,
            col(t.Address.lookup) == lookup,
            col(t.Person.standing) != Standing.UNKNOWN,
        )
    )
    return connection.execute(query).scalar_one_or_none()


def _adoptable(connection: Connection, person_id: str, programme_id: str) -> str:
    coordinator = connection.execute(
        select(col(t.Membership.id))
        .join(t.Person, col(t.Person.id) == col(t.Membership.person_id))
        .where(
            col(t.Person.id) == person_id,
            col(t.Person.programme_id) == programme_id,
            col(t.Membership.role) == Role.COORDINATOR,
            col(t.Membership.until).is_(None),
        )
    ).first()
    account = connection.execute(select(col(t.Staff.id)).where(col(t.Staff.person_id) == person_id)).first()
    if coordinator is None or account is not None:
        raise AccountProblem("That number belongs to somebody else here. Use another one, or leave it empty.")
    return person_id


def _new_coordinator(
    connection: Connection, sealer: Sealer, now: datetime, programme_id: str, name: str
) -> str:
    programme = connection.execute(
        select(col(t.Programme.language), col(t.Programme.timezone), col(t.Programme.country)).where(
            col(t.Programme.id) == programme_id
        )
    ).one_or_none()
    if programme is None:
        raise AccountProblem("There is no such programme. Please reload the page.")
    person_id = new_id(now)
    sealer.keys.create([person_id], now)
    connection.execute(
        insert(t.Person).values(
            id=person_id,
            programme_id=programme_id,
            name=sealer.seal(person_id, "person", "name", person_id, name),
            language=programme.language,
            timezone=programme.timezone,
            country=programme.country,
            standing=Standing.ACTIVE,
            standing_since=now,
            created_at=now,
        )
    )
    connection.execute(
        insert(t.Membership).values(id=new_id(now), person_id=person_id, role=Role.COORDINATOR, since=now)
    )
    return person_id


def _give_phone(
    connection: Connection, sealer: Sealer, now: datetime, person_id: str, name: str, phone: str
) -> None:
    lookup = sealer.lookup("address", Channel.SMS, phone)
    # A stranger who only wrote to us may hold it: then the row changes hands, sealed anew.
    held = connection.execute(
        select(col(t.Address.id)).where(
            col(t.Address.channel) == Channel.SMS, col(t.Address.lookup) == lookup
        )
    ).scalar_one_or_none()
    address_id = held or new_id(now)
    sealed = sealer.seal(person_id, "address", "value", address_id, phone)
    if held:
        moved = update(t.Address).where(col(t.Address.id) == held)
        connection.execute(moved.values(person_id=person_id, value=sealed, blocked=False))
    else:
        connection.execute(
            insert(t.Address).values(
                id=address_id,
                person_id=person_id,
                channel=Channel.SMS,
                value=sealed,
                lookup=lookup,
                blocked=False,
                since=now,
            )
        )
    consent_id = new_id(now)
    connection.execute(
        insert(t.Consent).values(
            id=consent_id,
            person_id=person_id,
            how="typed by themselves when the account was made",
            recorded_by=sealer.seal(person_id, "consent", "recorded_by", consent_id, name),
            given_on=now.date(),
            wording=ALERTS_CONSENT,
            recorded_at=now,
        )
    )


def any_staff(connection: Connection) -> bool:
    """Whether anybody can sign in."""
    return connection.execute(select(col(t.Staff.id)).where(col(t.Staff.active)).limit(1)).first() is not None


def first_account_link(connection: Connection, sealer: Sealer, now: datetime) -> str:
    """A token for `/welcome/<token>`, good for a day and one account. Earlier unused ones end."""
    token = secrets.token_urlsafe(24)
    connection.execute(delete(t.LoginLink).where(col(t.LoginLink.used_at).is_(None)))
    connection.execute(
        insert(t.LoginLink).values(
            id=sealer.lookup("login link", token), created_at=now, expires_at=now + LINK_LIFE
        )
    )
    return token


def link_holds(connection: Connection, sealer: Sealer, now: datetime, token: str) -> bool:
    """Whether the link can still be used: fresh, unused, and nobody has an account yet."""
    query = select(col(t.LoginLink.id)).where(
        col(t.LoginLink.id) == sealer.lookup("login link", token),
        col(t.LoginLink.used_at).is_(None),
        col(t.LoginLink.expires_at) > now,
    )
    return connection.execute(query).first() is not None and not any_staff(connection)


def use_link(connection: Connection, sealer: Sealer, now: datetime, token: str) -> None:
    """Use a link up.

    Raises:
        LinkGone: it cannot be used (again).
    """
    if not link_holds(connection, sealer, now, token):
        raise LinkGone(str(LinkGone.__doc__))
    connection.execute(
        update(t.LoginLink)
        .where(col(t.LoginLink.id) == sealer.lookup("login link", token))
        .values(used_at=now)
    )


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


def find_account(connection: Connection, login: str) -> tuple[str, str] | None:
    """Staff id and password hash of an active account."""
    if not _LOGIN.fullmatch(read_login(login)):
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
    query: Any = (  # ten columns are more than the type can name
        select(
            col(t.Login.id),
            col(t.Login.csrf),
            col(t.Login.seen_at),
            col(t.Staff.id).label("staff_id"),
            col(t.Staff.person_id),
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
    """Whether a form came from a page that this very sign-in was shown."""
    return hmac.compare_digest(viewer.csrf.encode(), given.encode())
