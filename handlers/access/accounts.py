"""Accounts for the console: who may sign in, and the one-time link that makes the first of them.

Promises:
- A password is kept only as an argon2 hash, a link only as a keyed hash.
- An unknown login and a wrong password take the same work.

Hashing takes a tenth of a second and 64 MiB: never do it in the writer.
"""

import re
import secrets
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

import phonenumbers
from pwdlib import PasswordHash
from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from handlers.access import passwords
from handlers.enrolling.enrol_cells import NO_TEXTS
from records import effects as fx
from records import tables as t
from records.addresses import Given, give_address
from records.consents import consent_row
from records.ids import new_id
from records.kinds import Channel, Role, StaffRole, Standing
from records.save import save
from records.sealing import Sealer

LINK_LIFE = timedelta(hours=24)
SHORTEST_PASSWORD = passwords.SHORTEST
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,59}")
_HASHING = threading.BoundedSemaphore(2)  # each hash takes 64 MiB; a flood must not take the machine down

ALERTS_CONSENT = "Safety alerts about people in the programme go to this number. STOP ends the messages."


class AccountProblem(Exception):
    """An account cannot be made as asked. The message says what to change."""


class LinkGone(Exception):
    """This link has been used, or is older than a day. Ask whoever runs Handrail here for a new one."""


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
        right = PasswordHash.recommended().verify(password[: passwords.LONGEST], known)
    return right and password_hash is not None


def read_login(text: str) -> str:
    """A login as it is kept: lower case, without spaces around it."""
    return text.strip().casefold()


def is_login(text: str) -> bool:
    """Whether this can be a login at all."""
    return _LOGIN.fullmatch(read_login(text)) is not None


def check_account(name: str, login: str, password: str, programme: str = "") -> None:
    """See whether an account can be made with these.

    Args:
        name: what they are called.
        login: the login, as it is kept.
        password: as it was typed.
        programme: what it is called; no part of a password.

    Raises:
        AccountProblem: the first thing that needs changing.
    """
    check_names(name, login)
    check_password(login, password, (name, programme))


def check_names(name: str, login: str) -> None:
    """See whether an account may be called that.

    Raises:
        AccountProblem: the first thing that needs changing.
    """
    if not name.strip():
        raise AccountProblem("Please write your name, as people in the programme know you.")
    if len(name) > 80:
        raise AccountProblem("That name is too long. 80 letters at most.")
    if not is_login(login):
        raise AccountProblem(
            "A login is 3 to 60 letters, digits or . _ @ + - without spaces, for example an email address."
        )


def check_password(login: str, password: str, about: Iterable[str] = ()) -> None:
    """See whether a password may be this account's; `about`: the owner's name, the programme's.

    Raises:
        AccountProblem: what is wrong with it (`handlers.access.passwords`).
    """
    if said := passwords.problem(password, (login, *about)):
        raise AccountProblem(said)


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it has as many digits as mobile numbers of its country have."""
    whole = phonenumbers.ValidationResult.IS_POSSIBLE
    if phonenumbers.is_possible_number_with_reason(number) != whole:
        return False
    region = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    mobile = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    return mobile is None or len(str(number.national_number)) >= len(str(mobile.national_number))


def read_phone(text: str, country: str, ours: frozenset[str] = frozenset()) -> str | None:
    """A mobile number in E.164, or None where nothing was written. `ours`: our own numbers.

    Raises:
        AccountProblem: it is not a number that can exist, a part of one is missing, or it takes no texts.
    """
    if not text.strip():
        return None
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not _is_whole(number):
        raise AccountProblem(
            "That does not look like a whole phone number. Try it with the country code, such as +44 or +1."
        )
    if kind := NO_TEXTS.get(phonenumbers.number_type(number)):
        raise AccountProblem(
            f"This is {kind}, which takes no texts: no alert would arrive. Give a mobile number."
        )
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if written in ours:
        raise AccountProblem(
            "This is the number that people text to: an alert to it would reach nobody. Give a "
            "number of your own."
        )
    return written


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
    role: StaffRole = StaffRole.COORDINATOR,
    by: str | None = None,
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
        role: what the account may do.
        by: the staff id of whoever makes it; none: the person themselves, or the command line.

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
        person_id = _new_person(connection, sealer, now, programme_id, name.strip())
        if role is not StaffRole.ADMINISTRATOR:  # who only sees to accounts is nobody to alert
            connection.execute(
                insert(t.Membership).values(
                    id=new_id(now), person_id=person_id, role=Role.COORDINATOR, since=now
                )
            )
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
            role=role,
            active=True,
            created_at=now,
        )
    )
    save(connection, sealer, now, [fx.Audited(by or staff_id, "account_made", person_id, detail=role)])
    return staff_id


def _holder(connection: Connection, sealer: Sealer, phone: str) -> str | None:
    """Whose number it is; strangers who only wrote to us do not count, nor who has given it up."""
    lookup = sealer.lookup("address", Channel.SMS, phone)
    query = (
        select(col(t.Person.id))
        .join(t.Address, col(t.Address.person_id) == col(t.Person.id))
        .where(
            col(t.Address.channel) == Channel.SMS,
            col(t.Address.lookup) == lookup,
            col(t.Address.retired_at).is_(None),
            col(t.Person.standing) != Standing.UNKNOWN,
        )
    )
    return connection.execute(query.limit(1)).scalars().first()  # a shared phone has several owners


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


def _new_person(connection: Connection, sealer: Sealer, now: datetime, programme_id: str, name: str) -> str:
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
    return person_id


def _give_phone(
    connection: Connection, sealer: Sealer, now: datetime, person_id: str, name: str, phone: str
) -> None:
    lookup = sealer.lookup("address", Channel.SMS, phone)
    # A stranger who only wrote to us may hold it, or somebody who gave it up: then the row changes hands.
    held = connection.execute(
        select(col(t.Address.id), col(t.Address.blocked), col(t.Address.retired_at)).where(
            col(t.Address.channel) == Channel.SMS, col(t.Address.lookup) == lookup, col(t.Address.word) == ""
        )
    ).one_or_none()
    if held is not None and held.blocked and held.retired_at is None:
        raise AccountProblem(
            "Messages to this number were stopped. Text START from it first, or leave the number empty."
        )
    give_address(connection, sealer, now, Given(person_id, Channel.SMS, phone, held.id if held else None))
    how = "typed by themselves when the account was made"
    row = consent_row(sealer, now, person_id, by=name, on=now.date(), how=how, wording=ALERTS_CONSENT)
    connection.execute(insert(t.Consent).values(row))


def any_administrator(connection: Connection, programme_id: str) -> bool:
    """Whether a programme has an administrator: accounts and rota are then theirs, and not the lead's."""
    query = select(col(t.Staff.id)).where(
        col(t.Staff.programme_id) == programme_id,
        col(t.Staff.role) == StaffRole.ADMINISTRATOR,
        col(t.Staff.active),
    )
    return connection.execute(query.limit(1)).first() is not None


def usual_role(connection: Connection, programme_id: str) -> StaffRole:
    """What a new account is where nobody says: lead, if the programme has none, else coordinator."""
    query = select(col(t.Staff.id)).where(
        col(t.Staff.programme_id) == programme_id, col(t.Staff.role) == StaffRole.LEAD, col(t.Staff.active)
    )
    return StaffRole.COORDINATOR if connection.execute(query).first() else StaffRole.LEAD


def any_staff(connection: Connection, programme_id: str | None = None) -> bool:
    """Whether anybody can sign in, to that programme where one is named."""
    query = select(col(t.Staff.id)).where(col(t.Staff.active))
    if programme_id is not None:
        query = query.where(col(t.Staff.programme_id) == programme_id)
    return connection.execute(query.limit(1)).first() is not None


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
    """Whether the link can still be used: fresh, unused, and nobody has an account yet.

    Args:
        token: what stands in the link.
    """
    query = select(col(t.LoginLink.id)).where(
        col(t.LoginLink.id) == sealer.lookup("login link", token),
        col(t.LoginLink.used_at).is_(None),
        col(t.LoginLink.expires_at) > now,
    )
    return connection.execute(query).first() is not None and not any_staff(connection)


def use_link(connection: Connection, sealer: Sealer, now: datetime, token: str) -> None:
    """Use a link up.

    Args:
        token: what stands in the link.

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
