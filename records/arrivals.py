"""Claiming what arrived: whose it is, and whether it was here before.

A sender whom nobody knows becomes a person of standing "unknown" with a key of their own, so
that their words are sealed, answered and kept like everybody's until a coordinator says who
they are. A valid one-time code ties the address it comes from to the invited person. An address
that was retired counts as nobody's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, tuple_, update
from sqlmodel import col

from conversations.keywords import join_word
from records import tables as t
from records.kinds import Standing
from records.sealing import Sealer
from records.types import new_id


@dataclass(frozen=True, slots=True)
class Arrival:
    """What claiming needs to know of an inbound message."""

    channel: str
    provider_id: str
    sender: str = field(repr=False)
    received_at: datetime
    code: str = field(default="", repr=False)
    word: str = field(default="", repr=False)
    sender_name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message's inbox id and sender. `outcome` is set where it had been handled before.

    `invited` is true where its code was valid and has just been used.
    """

    inbox_id: str
    person_id: str
    address_id: str
    outcome: str = ""
    invited: bool = False


class NoProgramme(Exception):
    """There is no programme yet. Load one first: `python -m bot programme add FOLDER`."""


def claim(
    connection: Connection, sealer: Sealer, now: datetime, arrivals: Mapping[int, Arrival]
) -> dict[int, Claimed]:
    """Claim each message, in order. No sender may stand in the group twice.

    Raises:
        NoProgramme: somebody unknown wrote and there is no programme to keep their words under.
    """
    claimed = _repeats(connection, arrivals)
    fresh = {index: arrival for index, arrival in arrivals.items() if index not in claimed}
    if not fresh:
        return claimed
    lookups = {
        index: (a.channel, sealer.lookup("address", a.channel, a.sender)) for index, a in fresh.items()
    }
    held = {
        (row.channel, row.lookup): row
        for row in connection.execute(
            select(
                col(t.Address.id),
                col(t.Address.channel),
                col(t.Address.lookup),
                col(t.Address.person_id),
                col(t.Address.retired_at),
                col(t.Person.standing),
            )
            .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
            .where(
                tuple_(col(t.Address.channel), col(t.Address.lookup)).in_(list(set(lookups.values()))),
            )
        )
    }
    heard = []
    for index, arrival in fresh.items():
        row = held.get(lookups[index])
        # A number given up has passed to somebody else: whoever writes from it is a stranger.
        free = row is None or row.retired_at is not None
        stranger = row is None or free or row.standing == Standing.UNKNOWN
        invited = _invited(connection, sealer, now, arrival) if arrival.code and stranger else None
        if invited:
            address_id = _give(connection, sealer, now, arrival, invited, row.id if row else None)
            person_id = invited
        elif row is not None and not free:
            address_id, person_id = row.id, row.person_id
        else:
            person_id = _stranger(connection, sealer, now, arrival)
            address_id = _give(connection, sealer, now, arrival, person_id, row.id if row else None)
        heard.append(address_id)
        claimed[index] = Claimed(new_id(now), person_id, address_id, invited=invited is not None)
    connection.execute(update(t.Address).where(col(t.Address.id).in_(heard)).values(last_heard_at=now))
    return claimed


def _repeats(connection: Connection, arrivals: Mapping[int, Arrival]) -> dict[int, Claimed]:
    keys = {(arrival.channel, arrival.provider_id): index for index, arrival in arrivals.items()}
    rows = connection.execute(
        select(
            col(t.Inbox.id),
            col(t.Inbox.channel),
            col(t.Inbox.provider_id),
            col(t.Inbox.person_id),
            col(t.Inbox.outcome),
        ).where(tuple_(col(t.Inbox.channel), col(t.Inbox.provider_id)).in_(list(keys)))
    )
    return {
        keys[(row.channel, row.provider_id)]: Claimed(row.id, row.person_id, "", row.outcome) for row in rows
    }


def _invited(connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival) -> str | None:
    """Use up the code, if it is good; whom it was made for."""
    code = sealer.lookup("invitation", arrival.code)
    person_id = connection.execute(
        select(col(t.Invitation.person_id)).where(
            col(t.Invitation.id) == code,
            col(t.Invitation.used_at).is_(None),
            col(t.Invitation.expires_at) > now,
        )
    ).scalar_one_or_none()
    if person_id is not None:
        connection.execute(update(t.Invitation).where(col(t.Invitation.id) == code).values(used_at=now))
    return person_id


def _give(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    arrival: Arrival,
    person_id: str,
    held: str | None,
) -> str:
    """Tie an address to a person; one that a stranger held moves, sealed for its new owner."""
    address_id = held or new_id(now)
    value = sealer.seal(person_id, "address", "value", address_id, arrival.sender)
    if held:
        moved = update(t.Address).where(col(t.Address.id) == held)
        connection.execute(
            moved.values(person_id=person_id, value=value, blocked=False, retired_at=None, since=now)
        )
    else:
        lookup = sealer.lookup("address", arrival.channel, arrival.sender)
        connection.execute(
            insert(t.Address).values(
                id=address_id,
                person_id=person_id,
                channel=arrival.channel,
                value=value,
                lookup=lookup,
                blocked=False,
                since=now,
            )
        )
    return address_id


def _stranger(connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival) -> str:
    programmes = connection.execute(select(t.core(t.Programme)).order_by(col(t.Programme.id))).all()
    if not programmes:
        raise NoProgramme(str(NoProgramme.__doc__))
    # Where several programmes share a number, the word to join says which one is meant.
    joined = [one for one in programmes if one.join_word and join_word(arrival.word) == one.join_word]
    programme = (joined or programmes)[0]
    person_id = new_id(now)
    sealer.keys.create([person_id], now)
    connection.execute(
        insert(t.Person).values(
            id=person_id,
            programme_id=programme.id,
            name=sealer.seal(person_id, "person", "name", person_id, arrival.sender_name),
            language=programme.language,
            timezone=programme.timezone,
            country=programme.country,
            standing=Standing.UNKNOWN,
            standing_since=now,
            stage="community",
            created_at=now,
        )
    )
    return person_id
