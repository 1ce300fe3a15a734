"""Numbers and chats of a person, as a coordinator changes them.

Promises: a number that belongs to somebody else is never given away; one that is given up gets nothing
more, and whoever writes from it is a stranger; a STOP holds on a new number as well. Two people share a
number only where each has a word, and staff never do.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from channels.port import CAN
from conversations.numbers import read_word
from handlers.desk.colleagues import (
    check_may_change,
    entered_by,
    holds_account,
    is_colleague,
    is_own,
    retiring,
)
from handlers.desk.conditions import app_barred
from handlers.desk.people import person_row
from handlers.desk.staff import NotFound, StaffError
from handlers.enrolling.enrol import CODE_LIFE, make_code
from handlers.enrolling.enrol_cells import read_number
from handlers.enrolling.enrol_check import OUR_OWN
from handlers.enrolling.welcoming import send_invitations
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.addresses import Given, give_address
from records.kinds import Channel, Role, Standing
from records.save import save


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
    word: str = "",
) -> None:
    """Give somebody a number.

    Args:
        word: what they begin with, where somebody else uses that phone, too; "" where it is theirs alone.
        retire: whether their earlier numbers on that channel are theirs no longer.
        invite: whether the new one gets the invitation first and nothing else until they say yes: right
            where nobody has seen that it is really theirs.

    Raises:
        StaffError: it is no number, is somebody else's, or has refused our messages.
    """
    person = person_row(connection, person_id)
    if person.standing == Standing.UNKNOWN:
        raise StaffError("Nobody has said who this is yet. Say that first.")
    if not CAN[channel].numbers:
        raise StaffError("A Telegram chat is joined by a link, not by a number.")
    number, fault = read_number(written, person.country, real=channel is Channel.SMS)
    if fault:
        raise StaffError(fault)
    if number in tools.ours:
        raise StaffError(OUR_OWN)
    lookup = tools.sealer.lookup("address", channel, number)
    kept = _word(connection, person_id, channel, word)
    check_may_change(connection, staff_id, person_id)
    rows = _holders(connection, channel, lookup)
    _check_free(rows, person, kept)
    held = _row_to_take(rows, kept)
    effects: list[fx.Effect] = []
    if retire:
        others = select(col(t.Address.id)).where(
            col(t.Address.person_id) == person_id,
            col(t.Address.channel) == channel,
            col(t.Address.lookup) != lookup,
            col(t.Address.retired_at).is_(None),
        )
        for address_id in connection.execute(others).scalars().all():
            effects += retiring(connection, tools, now, staff_id, person_id, address_id)
    by = entered_by(connection, staff_id, person_id)
    row_id = held.id if held else None
    given = Given(person_id, channel, number, row_id, kept, by)
    give_address(connection, tools.sealer, now, given)
    # Whoever's phone rings is not silenced until they answer an invitation: the number is theirs to prove.
    invite = invite and not is_colleague(connection, person_id)
    asks = person.standing == Standing.INVITED or (invite and person.standing == Standing.ACTIVE)
    if asks:
        effects.append(fx.SetStanding(person_id, Standing.INVITED))
        effects.append(fx.EndConversations(person_id, "replaced"))
    effects.append(fx.Audited(staff_id, "number added", person_id, detail="invited" if asks else "linked"))
    save(connection, tools.sealer, now, effects)
    if asks:
        send_invitations(connection, tools, now, [person_id])


def _holders(connection: Connection, channel: str, lookup: str) -> Sequence[Row[Any]]:
    """Everybody who has that number, and who had it."""
    query = (
        select(t.core(t.Address), col(t.Person.standing), col(t.Person.programme_id))
        .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
        .where(col(t.Address.channel) == channel, col(t.Address.lookup) == lookup)
        .order_by(col(t.Address.id))
    )
    return connection.execute(query).all()


def _row_to_take(rows: Sequence[Row[Any]], word: str) -> Row[Any] | None:
    """The row that changes hands: that of a stranger, or of whom it was theirs no longer."""
    if word:
        return next((row for row in rows if row.word == word), None)
    return next((row for row in rows if not row.word), rows[0] if rows else None)


def _check_free(rows: Sequence[Row[Any]], person: Any, word: str) -> None:
    """Raises StaffError where a number may not be given to that person under that word."""
    for row in rows:
        if row.retired_at is not None:
            continue
        if row.blocked:
            raise StaffError(
                "Messages to this number were stopped. Only its owner can start them, with START."
            )
        if row.person_id == person.id:
            raise StaffError("They have this number already.")
        if row.standing == Standing.UNKNOWN:
            continue
        if not word:
            raise StaffError(
                "Somebody else here has this number. Check it, or take it from them first. "
                "If they share the phone, each of them needs a word."
            )
        if row.programme_id != person.programme_id:
            raise StaffError("Somebody in another programme has this number. It cannot be shared with them.")
        if not row.word:
            raise StaffError(
                "Somebody else here has this number as their own. If they share the phone, give that person "
                "a word first, on their page; then come back."
            )
        if row.word == word:
            raise StaffError("The other person on this phone has that word. Choose another.")
        if row.standing == Standing.STOPPED:
            raise StaffError(
                "Messages to this number were stopped. Only its owner can start them, with START."
            )


def _word(connection: Connection, person_id: str, channel: str, written: str) -> str:
    """The word for a shared phone, as it is kept; "" where none is wanted.

    Raises:
        StaffError: it is no word that tells people apart, or this person needs a phone of their own.
    """
    if not written.strip():
        return ""
    if not CAN[channel].numbers:
        raise StaffError("A Telegram chat is one person's: it is never shared.")
    word, fault = read_word(written)
    if fault:
        raise StaffError(fault)
    coordinates = select(col(t.Membership.id)).where(
        col(t.Membership.person_id) == person_id,
        col(t.Membership.role) == Role.COORDINATOR,
        col(t.Membership.until).is_(None),
    )
    if connection.execute(coordinates.limit(1)).first() is not None:
        raise StaffError("Alerts go to this phone. Staff need one of their own.")
    return word


def word_of(connection: Connection, person_id: str, address_id: str) -> str:
    """The word somebody begins with on that number; "" where it is theirs alone, or is not theirs."""
    word = select(col(t.Address.word)).where(
        col(t.Address.id) == address_id, col(t.Address.person_id) == person_id
    )
    return connection.execute(word).scalar_one_or_none() or ""


def set_word(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    address_id: str,
    written: str,
) -> None:
    """Somebody shares their phone, or has another word there from now on.

    Args:
        address_id: which of their numbers.
        written: as it was typed.

    Raises:
        NotFound: no such address of theirs.
        StaffError: the word will not do, or somebody else there has it.
    """
    mine = (col(t.Address.id) == address_id) & (col(t.Address.person_id) == person_id)
    row = connection.execute(
        select(t.core(t.Address)).where(mine, col(t.Address.retired_at).is_(None))
    ).first()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    if not written.strip():
        raise StaffError("Write the word that this person begins their texts with.")
    word = _word(connection, person_id, row.channel, written)
    check_may_change(connection, staff_id, person_id)
    same = [one for one in _holders(connection, row.channel, row.lookup) if one.word == word]
    if any(one.id != address_id for one in same):
        raise StaffError("Somebody else on this phone has, or had, that word. Choose another.")
    connection.execute(
        update(t.Address).where(col(t.Address.id) == address_id).values(word=word, opened_at=None)
    )
    save(connection, tools.sealer, now, [fx.Audited(staff_id, "word set", person_id)])


def confirm_theirs(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str, address_id: str
) -> None:
    """Somebody has made sure that a number is still theirs: what is due goes there again.

    Args:
        address_id: which of their numbers.

    Raises:
        NotFound: no such address of theirs.
    """
    check_may_change(connection, staff_id, person_id)
    mine = (col(t.Address.id) == address_id) & (col(t.Address.person_id) == person_id)
    open_ones = mine & col(t.Address.retired_at).is_(None)
    known = update(t.Address).where(open_ones).values(asked_at=None, since=now)
    if not connection.execute(known).rowcount:
        raise NotFound(str(NotFound.__doc__))
    save(connection, tools.sealer, now, [fx.Audited(staff_id, "number confirmed", person_id)])


def _shared(connection: Connection, row: Row[Any]) -> bool:
    others = _holders(connection, row.channel, row.lookup)
    return any(other.word and other.retired_at is None for other in others)


def make_link(connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str) -> str:
    """A one-time code for Telegram; it is shown once and kept only as a hash. Earlier ones end.

    Raises:
        StaffError: they have stopped the messages, are in custody, or may not use Telegram.
    """
    person = person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    if holds_account(connection, person_id) and not is_own(connection, staff_id, person_id):
        raise StaffError(
            "Whoever follows it answers alerts for them. They make a link themselves, signed in."
        )
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

    Args:
        address_id: which of their numbers.

    Raises:
        NotFound: no such address of theirs.
    """
    mine = (col(t.Address.id) == address_id) & (col(t.Address.person_id) == person_id)
    if connection.execute(select(col(t.Address.id)).where(mine)).first() is None:
        raise NotFound(str(NotFound.__doc__))
    check_may_change(connection, staff_id, person_id)
    done = retiring(connection, tools, now, staff_id, person_id, address_id)
    save(connection, tools.sealer, now, [*done, fx.Audited(staff_id, "number retired", person_id)])


def name_sender(
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

    Args:
        stranger_id: the unknown sender.
        retire_old: whether their earlier numbers are theirs no longer.

    Raises:
        StaffError: the sender is known by now, or the person is not enrolled here.
    """
    stranger, person = person_row(connection, stranger_id), person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    by = entered_by(connection, staff_id, person_id)
    if stranger.standing != Standing.UNKNOWN:
        raise StaffError("Somebody has said who this is already.")
    if person.standing == Standing.UNKNOWN or person.programme_id != stranger.programme_id:
        raise StaffError("Choose somebody who is enrolled.")
    rows = connection.execute(
        select(t.core(t.Address)).where(
            col(t.Address.person_id) == stranger_id, col(t.Address.retired_at).is_(None)
        )
    ).all()
    if any(
        tools.sealer.read(stranger_id, "address", "value", row.id, row.value) in tools.ours for row in rows
    ):
        raise StaffError("This is the number that people text to. It is nobody's phone.")
    if not rows:
        raise StaffError("Somebody has said who this is already.")
    # A phone that people share stays what it is: only what was written there is somebody's.
    rows = [row for row in rows if not _shared(connection, row)]
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
            for address_id in connection.execute(old).scalars().all():
                effects += retiring(connection, tools, now, staff_id, person_id, address_id)
    save(connection, tools.sealer, now, effects)
    for row in rows:
        value = tools.sealer.open(stranger_id, "address", "value", row.id, row.value)
        given = Given(person_id, row.channel, value, row.id, given_by=by)
        give_address(connection, tools.sealer, now, given)
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
