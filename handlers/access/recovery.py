"""Letting somebody back in to an account, where whoever is asked for it may not read what that account reads.

An administrator looks after accounts and reads nobody's words; so they cannot let themselves in as a lead or
a coordinator. A link from them to choose a password opens

    - with a code that only the owner's phone gets, asked for on the page behind the link; or
    - when a lead has said yes: not the one who asked, and not the owner; or
    - when a day has passed since the owner's phone was told, and it stood in red for everybody who reads.

Whoever signs in as they always did ends it, and so does the owner's or a lead's word. The second factor
stays until then, even if it was to end. Between people who read the same, and for an account that was never
used, the link opens at once; the owner's phone is told of the first.

Times are real ones (`wall`), but for what is queued.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, exists, insert, select, update
from sqlmodel import col

from conversations import account_words
from handlers.access.accounts import AccountProblem
from handlers.desk.telling_staff import name_of, tell
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import StaffRole
from records.save import save
from records.sealing import Sealer

WAITS = timedelta(hours=24)  # then it opens by itself, if nobody has stopped it
LINK_LIFE = WAITS + timedelta(hours=24)
CODE_LIFE = timedelta(minutes=10)
_CODE_AGAIN = timedelta(minutes=5)  # a phone is not to be filled with codes


class CodeWrong(Exception):
    """That code does not fit, or is older than ten minutes. Ask for a new one, and type it as it comes."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """One that is under way.

    Attributes:
        opens_at: when it opens without anybody's doing.
        open: whether it does by now, or a lead has said yes.
    """

    id: str
    staff_id: str
    person_id: str
    begun_by: str
    opens_at: datetime
    open: bool
    without_factor: bool


def is_needed(connection: Connection, by: str, owner: Any) -> bool:
    """Whether an account that reads no words asks for one that somebody has used.

    Whatever role that one has now: an administrator could change it before and after.
    """
    asking = connection.execute(select(col(t.Staff.role)).where(col(t.Staff.id) == by)).scalar_one()
    return asking == StaffRole.ADMINISTRATOR and not _never_used(connection, owner)


def _never_used(connection: Connection, owner: Any) -> bool:
    """Made by somebody else, and its owner has not chosen a password yet."""
    entry = t.Audit
    made = exists().where(
        col(entry.action) == "account_made",
        col(entry.person_id) == owner.person_id,
        col(entry.staff_id) != owner.id,
    )
    used = exists().where(
        col(entry.staff_id) == owner.id, col(entry.action).in_(("password_set", "signed_in"))
    )
    return bool(connection.execute(select(made & ~used)).scalar_one())


def begin(
    connection: Connection,
    tools: Tools,
    now: datetime,
    wall: datetime,
    *,
    by: str,
    owner: Any,
    without_factor: bool,
) -> None:
    """Ask for it. The owner's phone is told at once; an earlier one that is under way ends.

    Args:
        wall: the real time, which a demo's clock does not move.
        by: the staff id of whoever does it.
        owner: the account that is to be let back in.
        without_factor: whether its codes end as well.
    """
    earlier = find(connection, wall, owner.id)
    without_factor = without_factor or (earlier is not None and earlier.without_factor)
    end(connection, wall, owner.id, "replaced")
    connection.execute(
        insert(t.Recovery).values(
            id=new_id(wall),
            staff_id=owner.id,
            begun_by=by,
            begun_at=wall,
            without_factor=without_factor,
            code="",
            ended="",
        )
    )
    name = name_of(connection, tools, by)
    tell(connection, tools, now, [owner.person_id], account_words.WAY_IN_ASKED, name=name)
    detail = "codes end with it" if without_factor else ""
    save(connection, tools.sealer, now, [fx.Audited(by, "recovery_begun", owner.person_id, detail=detail)])


def end(connection: Connection, wall: datetime, staff_id: str, why: str) -> bool:
    """Nothing is under way for that account any longer; whether anything was.

    Args:
        wall: the real time, which a demo's clock does not move.
        why: the reason, in a word.
    """
    mine = (col(t.Recovery.staff_id) == staff_id) & col(t.Recovery.ended_at).is_(None)
    return bool(
        connection.execute(update(t.Recovery).where(mine).values(ended_at=wall, ended=why, code="")).rowcount
    )


def find(connection: Connection, wall: datetime, staff_id: str) -> Recovery | None:
    """What is under way for an account."""
    found = connection.execute(_under_way(wall).where(col(t.Recovery.staff_id) == staff_id)).first()
    return None if found is None else _read(found, wall)


def waiting(connection: Connection, wall: datetime, programme_id: str) -> list[Recovery]:
    """All that is under way in a programme, the oldest first: it stands in red until it has ended."""
    rows = connection.execute(_under_way(wall).where(col(t.Staff.programme_id) == programme_id))
    return [_read(row, wall) for row in rows]


def _under_way(wall: datetime) -> Select[Any]:
    return (
        select(t.core(t.Recovery), col(t.Staff.person_id))
        .join(t.Staff, col(t.Staff.id) == col(t.Recovery.staff_id))
        .where(
            col(t.Recovery.ended_at).is_(None),
            col(t.Recovery.begun_at) > wall - LINK_LIFE,
            col(t.Staff.active),
        )
        .order_by(col(t.Recovery.id))
    )


def _read(row: Any, wall: datetime) -> Recovery:
    opens_at = row.begun_at + WAITS
    is_open = row.confirmed_by is not None or wall >= opens_at
    return Recovery(
        row.id, row.staff_id, row.person_id, row.begun_by, opens_at, is_open, bool(row.without_factor)
    )


# --- who says yes, and who says no ----------------------------------------------------------------


def may_confirm(viewer_id: str, role: StaffRole, found: Recovery) -> bool:
    """Whether that account may let it through: a lead who neither asked for it nor owns it."""
    return role is StaffRole.LEAD and viewer_id not in (found.begun_by, found.staff_id)


def may_stop(viewer_id: str, role: StaffRole, found: Recovery) -> bool:
    """Whether that account may end it: its owner, or a lead."""
    return role is StaffRole.LEAD or viewer_id == found.staff_id


def confirm(
    connection: Connection, sealer: Sealer, now: datetime, wall: datetime, *, by: Any, staff_id: str
) -> None:
    """A lead says that it is indeed the owner who wants back in.

    Args:
        wall: the real time, which a demo's clock does not move.
        by: the lead who says so.

    Raises:
        AccountProblem: nothing is under way there, or it is not theirs to say.
    """
    found = _theirs(connection, wall, by, staff_id)
    if not may_confirm(by.staff_id, by.role, found):
        raise AccountProblem("Another lead has to say yes to this: not who asked for it, and not its owner.")
    connection.execute(
        update(t.Recovery).where(col(t.Recovery.id) == found.id).values(confirmed_by=by.staff_id)
    )
    save(connection, sealer, now, [fx.Audited(by.staff_id, "recovery_confirmed", found.person_id)])


def stop(
    connection: Connection, sealer: Sealer, now: datetime, wall: datetime, *, by: Any, staff_id: str
) -> None:
    """The owner, or a lead, says no: the link opens nothing any more.

    Args:
        wall: the real time, which a demo's clock does not move.
        by: the owner or lead who says so.

    Raises:
        AccountProblem: nothing is under way there, or it is not theirs to say.
    """
    found = _theirs(connection, wall, by, staff_id)
    if not may_stop(by.staff_id, by.role, found):
        raise AccountProblem("Only its owner or a lead can stop this. Tell one of them.")
    end(connection, wall, staff_id, "stopped")
    save(connection, sealer, now, [fx.Audited(by.staff_id, "recovery_stopped", found.person_id)])


def _theirs(connection: Connection, wall: datetime, by: Any, staff_id: str) -> Recovery:
    here = select(col(t.Staff.id)).where(
        col(t.Staff.id) == staff_id, col(t.Staff.programme_id) == by.programme_id
    )
    found = find(connection, wall, staff_id) if connection.execute(here).first() else None
    if found is None:
        raise AccountProblem("Nothing is waiting there any more. Please reload the page.")
    return found


# --- the code that only the owner's phone gets ------------------------------------------------------


def text_code(connection: Connection, tools: Tools, now: datetime, wall: datetime, recovery_id: str) -> None:
    """Text a code to the owner's phone.

    Args:
        wall: the real time, which a demo's clock does not move.
        recovery_id: which recovery.

    Raises:
        AccountProblem: there is no phone that it could go to, or one went a moment ago.
    """
    row = connection.execute(_under_way(wall).where(col(t.Recovery.id) == recovery_id)).one()
    if row.code_until is not None and row.code_until - CODE_LIFE + _CODE_AGAIN > wall:
        raise AccountProblem("A code was texted a moment ago. It can take a minute or two to arrive.")
    code = f"{secrets.randbelow(1_000_000):06}"
    kept = tools.sealer.lookup("account code", recovery_id, code)
    connection.execute(
        update(t.Recovery)
        .where(col(t.Recovery.id) == recovery_id)
        .values(code=kept, code_until=wall + CODE_LIFE)
    )
    if not tell(connection, tools, now, [row.person_id], account_words.CODE, code=code):
        raise AccountProblem(
            "There is no phone of yours that a code could go to. Ask another lead to say yes on their Team "
            "page, or come back to this link when a day has passed."
        )


def check_code(connection: Connection, sealer: Sealer, wall: datetime, recovery_id: str, code: str) -> None:
    """See whether a link may be used now; `code` counts only where it does not open by itself.

    Args:
        wall: the real time, which a demo's clock does not move.
        recovery_id: which recovery.
        code: the code that was typed.

    Raises:
        CodeWrong: it is not the one that was texted last, or too old.
    """
    row = connection.execute(_under_way(wall).where(col(t.Recovery.id) == recovery_id)).first()
    if row is None:
        raise CodeWrong(str(CodeWrong.__doc__))
    if _read(row, wall).open:
        return
    typed = sealer.lookup("account code", recovery_id, "".join(code.split()))
    fresh = row.code_until is not None and row.code_until > wall
    if not (fresh and row.code and hmac.compare_digest(row.code.encode(), typed.encode())):
        raise CodeWrong(str(CodeWrong.__doc__))
