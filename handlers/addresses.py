"""Numbers and chats of a person, as a coordinator changes them.

Promises: a number that belongs to somebody else is never given away; one that is given up gets nothing
more, and whoever writes from it is a stranger; a STOP holds on a new number as well.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from handlers.conditions import app_barred
from handlers.enrol import CODE_LIFE, make_code
from handlers.enrol_cells import read_number
from handlers.people import person_row
from handlers.staff import NotFound, StaffError
from handlers.tools import Tools
from handlers.welcoming import send_invitations
from records import effects as fx
from records import tables as t
from records.kinds import Channel, Standing
from records.save import save
from records.types import new_id


def add_number(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    channel: Channel,
    written: str,
    retire: bool,
    invite: bool,
) -> None:
    """Give somebody a number.

    Args:
        retire: whether their earlier numbers on that channel are theirs no longer.
        invite: whether the new one gets the invitation first and nothing else until they say yes: right
            where nobody has seen that it is really theirs.

    Raises:
        StaffError: it is no number, is somebody else's, or has refused our messages.
    """
    person = person_row(connection, person_id)
    if person.standing == Standing.UNKNOWN:
        raise StaffError("Nobody has said who this is yet. Say that first.")
    if channel is Channel.TELEGRAM:
        raise StaffError("A Telegram chat is joined by a link, not by a number.")
    number, fault = read_number(written, person.country, real=channel is Channel.SMS)
    if fault:
        raise StaffError(fault)
    lookup = tools.sealer.lookup("address", channel, number)
    held = _holder(connection, channel, lookup)
    _check_free(held, person_id)
    effects: list[fx.Effect] = []
    if retire:
        others = select(col(t.Address.id)).where(
            col(t.Address.person_id) == person_id,
            col(t.Address.channel) == channel,
            col(t.Address.lookup) != lookup,
            col(t.Address.retired_at).is_(None),
        )
        effects += [fx.RetireAddress(address_id) for address_id in connection.execute(others).scalars()]
    give_address(connection, tools, now, person_id, channel, number, lookup, held.id if held else None)
    asks = person.standing == Standing.INVITED or (invite and person.standing == Standing.ACTIVE)
    if asks:
        effects.append(fx.SetStanding(person_id, Standing.INVITED))
        effects.append(fx.EndConversations(person_id, "replaced"))
    effects.append(fx.Audited(staff_id, "number added", person_id, detail="invited" if asks else "linked"))
    save(connection, tools.sealer, now, effects)
    if asks:
        send_invitations(connection, tools, now, [person_id])


def _holder(connection: Connection, channel: str, lookup: str) -> Any:
    query = (
        select(t.core(t.Address), col(t.Person.standing))
        .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
        .where(col(t.Address.channel) == channel, col(t.Address.lookup) == lookup)
    )
    return connection.execute(query).first()


def _check_free(held: Any, person_id: str) -> None:
    if held is None or held.retired_at is not None:
        return
    if held.blocked:
        raise StaffError("Messages to this number were stopped. Only its owner can start them, with START.")
    if held.person_id == person_id:
        raise StaffError("They have this number already.")
    if held.standing != Standing.UNKNOWN:
        raise StaffError("Somebody else here has this number. Check it, or take it from them first.")


def give_address(
    connection: Connection,
    tools: Tools,
    now: datetime,
    person_id: str,
    channel: str,
    value: str,
    lookup: str,
    held: str | None,
) -> None:
    """Tie an address to a person; a row that a stranger or nobody held changes hands, sealed anew."""
    address_id = held or new_id(now)
    values = {
        "person_id": person_id,
        "value": tools.sealer.seal(person_id, "address", "value", address_id, value),
        "blocked": False,
        "retired_at": None,
        "since": now,
    }
    if held:
        connection.execute(update(t.Address).where(col(t.Address.id) == held).values(**values))
    else:
        row = {"id": address_id, "channel": channel, "lookup": lookup, **values}
        connection.execute(insert(t.Address).values(**row))


def make_link(connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str) -> str:
    """A one-time code for Telegram; it is shown once and kept only as a hash. Earlier ones end.

    Raises:
        StaffError: they have stopped the messages, are in custody, or may not use Telegram.
    """
    person = person_row(connection, person_id)
    if person.standing in (Standing.STOPPED, Standing.CUSTODY, Standing.UNKNOWN):
        raise StaffError("No link can be made for somebody who is stopped, in custody or unknown.")
    if app_barred(connection, tools.sealer, person_id, Channel.TELEGRAM):
        raise StaffError("Telegram is not allowed to them. End that condition first, if it holds no more.")
    earlier = (col(t.Invitation.person_id) == person_id) & col(t.Invitation.used_at).is_(None)
    connection.execute(update(t.Invitation).where(earlier).values(expires_at=now))
    code = make_code()
    connection.execute(
        insert(t.Invitation).values(
            id=tools.sealer.lookup("invitation", code),
            person_id=person_id,
            created_at=now,
            expires_at=now + CODE_LIFE,
        )
    )
    save(connection, tools.sealer, now, [fx.Audited(staff_id, "link made", person_id)])
    return code


def retire(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str, address_id: str
) -> None:
    """A number is theirs no longer.

    Raises:
        NotFound: no such address of theirs.
    """
    mine = (col(t.Address.id) == address_id) & (col(t.Address.person_id) == person_id)
    if connection.execute(select(col(t.Address.id)).where(mine)).first() is None:
        raise NotFound(str(NotFound.__doc__))
    done: list[fx.Effect] = [fx.RetireAddress(address_id), fx.Audited(staff_id, "number retired", person_id)]
    save(connection, tools.sealer, now, done)


def claim_sender(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    stranger_id: str,
    person_id: str,
    retire_old: bool,
) -> None:
    """Say who an unknown sender is: their address moves; what they wrote stays as it is, beside that person.

    Nobody is started or restarted by it: somebody who had stopped stays stopped.

    Raises:
        StaffError: the sender is known by now, or the person is not enrolled here.
    """
    stranger, person = person_row(connection, stranger_id), person_row(connection, person_id)
    if stranger.standing != Standing.UNKNOWN:
        raise StaffError("Somebody has said who this is already.")
    if person.standing == Standing.UNKNOWN or person.programme_id != stranger.programme_id:
        raise StaffError("Choose somebody who is enrolled.")
    rows = connection.execute(
        select(t.core(t.Address)).where(
            col(t.Address.person_id) == stranger_id, col(t.Address.retired_at).is_(None)
        )
    ).all()
    if not rows:
        raise StaffError("Somebody has said who this is already.")
    effects: list[fx.Effect] = []
    for row in rows:
        if row.channel == Channel.TELEGRAM and app_barred(connection, tools.sealer, person_id, row.channel):
            raise StaffError(
                "Telegram is not allowed to them. End that condition first, if it holds no more."
            )
        if retire_old:
            old = select(col(t.Address.id)).where(
                col(t.Address.person_id) == person_id,
                col(t.Address.channel) == row.channel,
                col(t.Address.retired_at).is_(None),
            )
            effects += [fx.RetireAddress(address_id) for address_id in connection.execute(old).scalars()]
    save(connection, tools.sealer, now, effects)
    for row in rows:
        value = tools.sealer.open(stranger_id, "address", "value", row.id, row.value)
        give_address(connection, tools, now, person_id, row.channel, value, row.lookup, row.id)
    # Their records name the person from now on, and so stand on that person's page.
    theirs = (col(t.MeetingRecord.person_id) == stranger_id) & col(t.MeetingRecord.with_id).is_(None)
    connection.execute(update(t.MeetingRecord).where(theirs).values(with_id=person_id))
    save(
        connection,
        tools.sealer,
        now,
        [
            fx.Attend(stranger_id, staff_id),
            fx.Audited(staff_id, "sender named", stranger_id),
            fx.Audited(staff_id, "sender named", person_id),
        ],
    )
