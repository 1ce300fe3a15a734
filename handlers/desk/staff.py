"""What staff do from the console: write to somebody, acknowledge, attend, close a flag.

The same outbox, rules and records as everything else; each is in the audit log.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update
from sqlmodel import col

from channels.port import CAN
from conversations import segments
from handlers.alarm import ladder
from handlers.deciding.draft import in_parts
from records import effects as fx
from records import tables as t
from records.cases import Person
from records.ids import new_id
from records.kinds import NOT_LEFT, InboxOutcome, Lane, MessageClass, OutboxState, RecordKind, Standing
from records.load import load_cases, programme_of
from records.save import save
from records.sealing import Sealer
from rules.times import QuietHours, local_time

FURTHEST = timedelta(days=60)
LONGEST = 600  # characters: four text messages; more is a letter


class StaffError(Exception):
    """What a member of staff asked for cannot be done; the message says why and what would help."""


class CannotSend(StaffError):
    """This cannot be sent."""


class NotFound(StaffError):
    """There is no such person or flag here. It may belong to another programme: begin anew from Today."""


def reply(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    staff_name: str,
    person_id: str,
    text: str,
    record_id: str | None = None,
    later: datetime | None = None,
) -> str:
    """Queue a message from a member of staff; returns the id of the record it stands in.

    That is `record_id`, the record it was written from; without one, the newest exchange of that person.

    Args:
        staff_name: whose name stands before the words.
        text: the words.
        record_id: the record it was written from; none: their newest exchange.
        later: when it is to leave; none: now.

    Raises:
        CannotSend: empty or too long, nowhere to send it, or the person has stopped, or is in custody.
        NotFound: no such person.
    """
    text = text.strip()
    if not text:
        raise CannotSend("Write something first.")
    if len(text) > LONGEST:
        raise CannotSend(f"That is {len(text)} characters; keep it to {LONGEST}, or send it in two messages.")
    case = load_cases(connection, sealer, now, [person_id]).get(person_id)
    if case is None:
        raise NotFound(str(NotFound.__doc__))
    person = case.person
    address = person.address
    if any(one.silenced for one in person.addresses):
        raise CannotSend("They have died. Nothing is sent to this number any more.")
    if person.standing is Standing.STOPPED:
        raise CannotSend("This person has stopped messages. Nothing may be sent; a call may be right.")
    if person.standing is Standing.CUSTODY:
        raise CannotSend("This person is in custody; others may hold the phone. Write once they are back.")
    if person.standing is Standing.INVITED:
        raise CannotSend("This person has not answered the invitation yet. Wait for their yes, or call them.")
    if address is None:
        raise CannotSend("There is no phone or chat to send this to. Add one on their page, under Change.")
    if later is not None:
        _check_later(later, now, case.person)
    effects: list[fx.Effect] = []
    if record_id is None:
        record_id = next((h.record_id for h in case.heard if h.record_id and h.outcome in _EXCHANGES), None)
    if record_id is None:
        record_id = new_id(now)
        effects.append(
            fx.OpenRecord(record_id, person.programme.id, person.id, RecordKind.MESSAGE, address.channel)
        )
    for part in in_parts(address.channel, f"{staff_name}: {text}"):
        counted = segments.count(part)
        effects.append(
            fx.Send(
                id=new_id(now),
                to=person.id,
                about=person.id,
                address_id=address.id,
                channel=address.channel,
                text=part,
                message_class=MessageClass.ANSWER,
                lane=Lane.REPLY,
                record_id=record_id,
                encoding=counted.encoding,
                segments=counted.segments if CAN[address.channel].segments else 1,
                staff_id=staff_id,
                not_before=later,
            )
        )
    effects += [
        fx.Attend(person.id, staff_id),
        fx.Audited(staff_id, "replied", person.id, record_id),
    ]
    save(connection, sealer, now, effects)
    return record_id


def _check_later(later: datetime, now: datetime, person: Person) -> None:
    if later <= now:
        raise CannotSend("That time has passed. Choose a later one, or send it now.")
    if later > now + FURTHEST:
        raise CannotSend("That is more than two months ahead. Much may have changed by then.")
    quiet = QuietHours.kept(person.programme.quiet_start, person.programme.quiet_end)
    if local_time(later, person.timezone).time() in quiet:
        raise CannotSend(
            f"It is night for them then. Choose a time between {quiet.end:%H:%M} and {quiet.start:%H:%M}."
        )


def take_back(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str, line_id: str
) -> None:
    """A message that somebody here wrote to this person, and that has not left, does not leave.

    Raises:
        StaffError: it has left, or there is no such message.
    """
    outbox = t.core(t.Outbox)
    mine = (outbox.c.id == line_id) & (outbox.c.person_id == person_id) & outbox.c.staff_id.is_not(None)
    waits = outbox.c.state.in_(NOT_LEFT) & outbox.c.handed_at.is_(None)
    gone = {"state": OutboxState.WITHHELD, "reason": "taken_back", "settled_at": now}
    if connection.execute(update(outbox).where(mine, waits).values(**gone)).rowcount != 1:
        raise StaffError("That message has left already, or is not there any more.")
    save(connection, sealer, now, [fx.Audited(staff_id, "took a message back", person_id)])


_EXCHANGES = (InboxOutcome.FOR_A_PERSON, InboxOutcome.STRANGER, InboxOutcome.SAFETY, InboxOutcome.SET_ASIDE)


def acknowledge(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, flag_id: str
) -> None:
    """This member of staff answers for a flag.

    Args:
        flag_id: which flag.

    Raises:
        StaffError: it is a drill of somebody else's phone.
        NotFound: no such flag.
    """
    flag = find_flag(connection, flag_id)
    member = connection.execute(
        select(col(t.Staff.person_id)).where(col(t.Staff.id) == staff_id)
    ).scalar_one()
    if flag.drill and member != flag.person_id:
        raise StaffError(
            "This drill tries a colleague's phone. Only they can answer it. End it with “End the drill”."
        )
    name = _name(connection, sealer, member)
    effects: list[fx.Effect] = [fx.Audited(staff_id, "acknowledged", flag.person_id, flag.record_id)]
    if flag.acknowledged_at is None:
        row = connection.execute(
            select(t.core(t.Programme)).where(col(t.Programme.id) == flag.programme_id)
        ).one()
        effects.append(
            ladder.acknowledgement(now, programme_of(row), flag_id, flag.tier, member, category=flag.category)
        )
        effects.append(fx.Note(flag.record_id, flag.person_id, "event", "acknowledged", name, staff_id))
    save(connection, sealer, now, effects)


def close_flag(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, flag_id: str, outcome: str
) -> None:
    """What was done about a flag; it leaves the list of open ones.

    A drill may end without a word, and whoever ends it has not answered it.

    Args:
        flag_id: which flag.
        outcome: what was done, in a few words.

    Raises:
        StaffError: nothing was written about what was done, or somebody has closed it already.
        NotFound: no such flag.
    """
    flag = find_flag(connection, flag_id)
    if flag.closed_at is not None:
        raise StaffError("Somebody has closed this already. Load the page again to see what was done.")
    if not outcome.strip() and not flag.drill:
        raise StaffError("Write in a few words what was done, so that the next person knows.")
    if not flag.drill:
        acknowledge(connection, sealer, now, staff_id=staff_id, flag_id=flag_id)
    save(
        connection,
        sealer,
        now,
        [
            fx.CloseFlag(flag_id),
            fx.Attend(flag.person_id, staff_id, flag.inbox_id),
            fx.Note(flag.record_id, flag.person_id, "event", "flag-closed", outcome.strip(), staff_id),
            fx.Audited(staff_id, "closed flag", flag.person_id, flag.record_id),
        ],
    )


def attend(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str) -> None:
    """Everything this person wrote that was waiting has been dealt with, and what was marked is read."""
    marked = (col(t.SecondLook.person_id) == person_id) & col(t.SecondLook.read_at).is_(None)
    connection.execute(update(t.SecondLook).where(marked).values(read_at=now, read_by=staff_id))
    save(
        connection,
        sealer,
        now,
        [fx.Attend(person_id, staff_id), fx.Audited(staff_id, "attended", person_id)],
    )


def find_flag(connection: Connection, flag_id: str) -> t.Flag:
    """A flag.

    Raises:
        NotFound: no such flag.
    """
    row = connection.execute(select(t.core(t.Flag)).where(col(t.Flag.id) == flag_id)).first()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    return t.Flag.model_validate(dict(row._mapping))


def _name(connection: Connection, sealer: Sealer, person_id: str) -> str:
    sealed = connection.execute(select(col(t.Person.name)).where(col(t.Person.id) == person_id)).scalar_one()
    return sealer.read(person_id, "person", "name", person_id, sealed)
