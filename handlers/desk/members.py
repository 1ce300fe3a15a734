"""Those who work in a programme: new accounts, roles, passwords, and leaving.

Promises:
- Who leaves is signed out at once, off the rota, and gets no alerts; their people become nobody's, which
  puts them in front of every coordinator.
- A programme always has a lead who can sign in.
- A password is chosen by its owner, behind a link that works once and for a day. Where whoever gives it out
  may not read what the account reads, it takes the owner's phone, another lead, or a day
  (`handlers.access.recovery`).
- Every change is in the audit log, with who made it.
"""

import hmac
import secrets
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlmodel import col

from conversations import account_words
from handlers.access import accounts, recovery, second_factor
from handlers.access.accounts import LINK_LIFE, AccountProblem, LinkGone
from handlers.access.recovery import Recovery
from handlers.desk import at_the_door
from handlers.desk.telling_staff import name_of, tell
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import NOT_LEFT, MessageClass, OutboxState, Role, StaffRole
from records.save import save
from records.sealing import Sealer


def unusable_password() -> str:
    """A hash that no password fits, until the owner chooses one. Slow; not for the writer."""
    return accounts.hash_password(secrets.token_urlsafe(32))


def member(connection: Connection, programme_id: str, staff_id: str) -> Row[tuple[str, ...]]:
    """An account of this programme.

    Raises:
        AccountProblem: there is none with that id.
    """
    row = connection.execute(
        select(t.core(t.Staff)).where(col(t.Staff.id) == staff_id, col(t.Staff.programme_id) == programme_id)
    ).one_or_none()
    if row is None:
        raise AccountProblem("There is no such account here. Please reload the page.")
    return row


def _keep_a_lead(connection: Connection, member: Row[tuple[str, ...]]) -> None:
    others = connection.execute(
        select(func.count())
        .select_from(t.Staff)
        .where(
            col(t.Staff.programme_id) == member.programme_id,
            col(t.Staff.role) == StaffRole.LEAD,
            col(t.Staff.active),
            col(t.Staff.id) != member.id,
        )
    ).scalar_one()
    if member.role == StaffRole.LEAD and member.active and not others:
        raise AccountProblem("This is the only lead. Make somebody else lead first: complaints go to a lead.")


def change_role(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    by: str,
    programme_id: str,
    staff_id: str,
    role: StaffRole,
) -> None:
    """Give an account another role, from now on.

    Args:
        by: the staff id of whoever does it.
        role: which part they play.

    Raises:
        AccountProblem: it is one's own, the only lead's, or no account of this programme.
    """
    found = member(connection, programme_id, staff_id)
    if staff_id == by:
        raise AccountProblem("Nobody changes their own role. Ask another lead or the administrator.")
    if found.role == role:
        return
    _keep_a_lead(connection, found)
    connection.execute(update(t.Staff).where(col(t.Staff.id) == staff_id).values(role=role))
    if role is StaffRole.ADMINISTRATOR:
        _lay_down(connection, now, found)
    elif found.role == StaffRole.ADMINISTRATOR and found.active:
        _take_up(connection, now, found.person_id)
    save(connection, sealer, now, [fx.Audited(by, "role_changed", found.person_id, detail=role)])


def leave(
    connection: Connection, sealer: Sealer, now: datetime, *, by: str, programme_id: str, staff_id: str
) -> None:
    """Somebody works here no longer.

    Args:
        by: the staff id of whoever does it.

    Raises:
        AccountProblem: it is oneself, the only lead, or no account of this programme.
    """
    found = member(connection, programme_id, staff_id)
    if staff_id == by:
        raise AccountProblem("Nobody signs themselves off. Ask another lead or the administrator.")
    if not found.active:
        return
    _keep_a_lead(connection, found)
    connection.execute(update(t.Staff).where(col(t.Staff.id) == staff_id).values(active=False))
    connection.execute(delete(t.Login).where(col(t.Login.staff_id) == staff_id))
    recovery.end(connection, now, staff_id, "left")
    _lay_down(connection, now, found)
    save(connection, sealer, now, [fx.Audited(by, "left", found.person_id)])


def come_back(
    connection: Connection, sealer: Sealer, now: datetime, *, by: str, programme_id: str, staff_id: str
) -> None:
    """Somebody who had left works here again, with the role and password they had.

    Args:
        by: the staff id of whoever does it.

    Raises:
        AccountProblem: there is no such account in this programme.
    """
    found = member(connection, programme_id, staff_id)
    if found.active:
        return
    connection.execute(update(t.Staff).where(col(t.Staff.id) == staff_id).values(active=True))
    if found.role != StaffRole.ADMINISTRATOR:
        _take_up(connection, now, found.person_id)
    save(connection, sealer, now, [fx.Audited(by, "came_back", found.person_id)])


def _lay_down(connection: Connection, now: datetime, member: Row[tuple[str, ...]]) -> None:
    """Coordinator no longer: off the rota, no alerts, the caseload nobody's."""
    person_id = member.person_id
    connection.execute(delete(t.Rota).where(col(t.Rota.staff_id) == member.id))
    connection.execute(
        update(t.Membership)
        .where(
            col(t.Membership.person_id) == person_id,
            col(t.Membership.role) == Role.COORDINATOR,
            col(t.Membership.until).is_(None),
        )
        .values(until=now)
    )
    connection.execute(
        update(t.Person).where(col(t.Person.coordinator_id) == person_id).values(coordinator_id=None)
    )
    connection.execute(
        update(t.Outbox)
        .where(
            col(t.Outbox.person_id) == person_id,
            col(t.Outbox.message_class) == MessageClass.STAFF_ALERT,
            col(t.Outbox.state).in_(NOT_LEFT),
        )
        .values(state=OutboxState.WITHHELD, reason="off_duty", settled_at=now)
    )


def _take_up(connection: Connection, now: datetime, person_id: str) -> None:
    connection.execute(
        insert(t.Membership).values(id=new_id(now), person_id=person_id, role=Role.COORDINATOR, since=now)
    )


# --- choosing a password -------------------------------------------------------------------------


def offer_link(
    connection: Connection,
    tools: Tools,
    now: datetime,
    wall: datetime,
    *,
    by: str,
    programme_id: str,
    staff_id: str,
) -> None:
    """Keep that a link to choose a password was given out.

    Where whoever gives it may not read what the account reads, it opens only as `recovery` says;
    else the owner's phone is told.

    Args:
        wall: the real time, which a demo's clock does not move.
        by: the staff id of whoever does it.

    Raises:
        AccountProblem: there is no such account in this programme, or its owner has left.
    """
    found = member(connection, programme_id, staff_id)
    if not found.active:
        raise AccountProblem("They have left. If they are back, say so first.")
    if recovery.is_needed(connection, by, found):
        recovery.begin(connection, tools, now, wall, by=by, owner=found, without_factor=False)
    else:
        _tell_owner(connection, tools, now, by, found)
    save(connection, tools.sealer, now, [fx.Audited(by, "password_link", found.person_id)])


def reset_factor(
    connection: Connection,
    tools: Tools,
    now: datetime,
    wall: datetime,
    *,
    by: str,
    programme_id: str,
    staff_id: str,
) -> bool:
    """Somebody lost what their codes come from; whether they need a link now, behind which the codes end.

    Args:
        wall: the real time, which a demo's clock does not move.
        by: the staff id of whoever does it.

    Raises:
        AccountProblem: there is no such account in this programme, or it is one's own.
    """
    found = member(connection, programme_id, staff_id)
    if staff_id == by:
        raise AccountProblem("Nobody resets their own codes. On My account, a code or a recovery code does.")
    if recovery.is_needed(connection, by, found):
        recovery.begin(connection, tools, now, wall, by=by, owner=found, without_factor=True)
        return True
    _tell_owner(connection, tools, now, by, found)
    second_factor.switch_off(connection, tools.sealer, now, staff_id, by=by)
    return False


def _tell_owner(connection: Connection, tools: Tools, now: datetime, by: str, owner: Any) -> None:
    name = name_of(connection, tools, by)
    tell(connection, tools, now, [owner.person_id], account_words.SIGN_IN_CHANGED, name=name)


def tell_leads(connection: Connection, tools: Tools, now: datetime, *, by: str, person_id: str) -> None:
    """Leads hear on their phones that an administrator made, or raised, an account that reads words.

    Args:
        by: the staff id of whoever does it.
    """
    row = connection.execute(
        select(col(t.Staff.role), col(t.Staff.programme_id)).where(col(t.Staff.id) == by)
    ).one()
    if row.role != StaffRole.ADMINISTRATOR:
        return
    leads = connection.execute(
        select(col(t.Staff.person_id)).where(
            col(t.Staff.programme_id) == row.programme_id,
            col(t.Staff.role) == StaffRole.LEAD,
            col(t.Staff.active),
            col(t.Staff.person_id) != person_id,
        )
    ).scalars()
    link, name = f"{tools.console_url}/audit", name_of(connection, tools, by)
    tell(connection, tools, now, list(leads), account_words.READER_MADE, name=name, link=link)


def password_link(connection: Connection, sealer: Sealer, now: datetime, staff_id: str) -> str:
    """A token for `/set-password/<token>`. It ends with the password it replaces, or when its time is up."""
    kept = connection.execute(
        select(col(t.Staff.password_hash)).where(col(t.Staff.id) == staff_id)
    ).scalar_one()
    waits = recovery.find(connection, now, staff_id)
    until = str(int((now + (recovery.LINK_LIFE if waits else LINK_LIFE)).timestamp()))
    return f"{staff_id}.{until}.{_proof(sealer, staff_id, until, kept, waits.id if waits else '')}"


def _proof(sealer: Sealer, staff_id: str, until: str, password_hash: str, recovery_id: str) -> str:
    parts = (staff_id, until, password_hash, *([recovery_id] if recovery_id else []))
    return sealer.lookup("password link", *parts)


class Link(NamedTuple):
    """What a link to choose a password is for; `recovery` is what it has to wait for, if anything."""

    staff_id: str
    login: str
    recovery: Recovery | None


def link_owner(connection: Connection, sealer: Sealer, now: datetime, token: str) -> Link:
    """Whose link it is.

    Args:
        token: what stands in the link.

    Raises:
        LinkGone: it was used or stopped, is too old, or never was one.
    """
    staff_id, _, rest = token.partition(".")
    until, _, proof = rest.partition(".")
    ends = at_the_door.epoch(until)
    if ends is not None and ends > now and at_the_door.row_id(staff_id):
        row = connection.execute(
            select(col(t.Staff.login), col(t.Staff.password_hash)).where(
                col(t.Staff.id) == staff_id, col(t.Staff.active)
            )
        ).one_or_none()
        under_way = recovery.find(connection, now, staff_id) if row else None
        for waits in {under_way, None}:
            key = waits.id if waits else ""
            right = _proof(sealer, staff_id, until, row.password_hash, key) if row else ""
            if row and hmac.compare_digest(right.encode(), proof.encode(errors="replace")):
                return Link(staff_id, row.login, waits)
    raise LinkGone(str(LinkGone.__doc__))


def known_of(connection: Connection, sealer: Sealer, staff_id: str) -> tuple[str, str]:
    """What an owner is called, and their programme."""
    row: Any = connection.execute(
        select(col(t.Person.id), col(t.Person.name), col(t.Programme.name).label("programme"))
        .join(t.Staff, col(t.Staff.person_id) == col(t.Person.id))
        .join(t.Programme, col(t.Programme.id) == col(t.Staff.programme_id))
        .where(col(t.Staff.id) == staff_id)
    ).one()
    return sealer.read(row.id, "person", "name", row.id, row.name), row.programme


def change_password(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    login_id: str,
    before: str,
    password_hash: str,
) -> None:
    """Change one's own password; every other browser is signed out, and links to choose one are over.

    Args:
        login_id: the sign-in that stays.
        before: the hash that the old password was held against.

    Raises:
        AccountProblem: the password was changed elsewhere meanwhile.
    """
    changed = connection.execute(
        update(t.Staff)
        .where(col(t.Staff.id) == staff_id, col(t.Staff.password_hash) == before)
        .values(password_hash=password_hash)
    )
    if not changed.rowcount:
        raise AccountProblem("Your password was changed elsewhere just now. Sign in with the new one.")
    connection.execute(delete(t.Login).where(col(t.Login.staff_id) == staff_id, col(t.Login.id) != login_id))
    save(connection, sealer, now, [fx.Audited(staff_id, "password_set")])


def set_password(
    connection: Connection, sealer: Sealer, now: datetime, token: str, password_hash: str, code: str = ""
) -> None:
    """Set the password behind a link, and end every sign-in with the old one.

    Args:
        token: what stands in the link.
        password_hash: from `accounts.hash_password`.
        code: the code that was typed.

    Raises:
        LinkGone: the link cannot be used (again).
        CodeWrong: it waits for a code from the owner's phone, and this is not it.
    """
    staff_id, _, waits = link_owner(connection, sealer, now, token)
    if waits is not None:
        recovery.check_code(connection, sealer, now, waits.id, code)
        if waits.without_factor:
            second_factor.switch_off(connection, sealer, now, staff_id, by=waits.begun_by)
    recovery.end(connection, now, staff_id, "used")
    connection.execute(update(t.Staff).where(col(t.Staff.id) == staff_id).values(password_hash=password_hash))
    connection.execute(delete(t.Login).where(col(t.Login.staff_id) == staff_id))
    save(connection, sealer, now, [fx.Audited(staff_id, "password_set")])
