"""Giving a number or chat to somebody: the one place where an address changes hands.

Promises: whatever stood on the row for whom it was before (retired, refused, shared, asked about, entered by
a colleague) ends with it, and it is sealed with the key of whose it is now. Words that wait for the one
before do not open for the new one. Whether it may be given at all is for the caller to know.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlmodel import col

from records import tables as t
from records.ids import new_id
from records.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Given:
    """An address, and whose it is from now on.

    Attributes:
        held: the row of whoever had it, which changes hands; none: nobody here ever had it.
        word: what they begin with on a phone that several share; "" where it is theirs alone.
        given_by: the colleague who entered it for somebody who can sign in, until that one has said that it
            is theirs.
    """

    person_id: str
    channel: str
    value: str = field(repr=False)
    held: str | None = None
    word: str = field(default="", repr=False)
    given_by: str | None = None


def give_addresses(
    connection: Connection, sealer: Sealer, now: datetime, given: Sequence[Given]
) -> list[str]:
    """Give each address to its person, whose key must be there; returns the ids of the addresses.

    Args:
        given: whose the address is from now on.
    """
    fresh: list[dict[str, Any]] = []
    ids: list[str] = []
    for one in given:
        address_id = one.held or new_id(now)
        ids.append(address_id)
        values = {
            "person_id": one.person_id,
            "value": sealer.seal(one.person_id, "address", "value", address_id, one.value),
            "word": one.word,
            "opened_at": None,
            "asked_at": None,
            "blocked": False,
            "retired_at": None,
            "given_by": one.given_by,
            "since": now,
        }
        if one.held:
            connection.execute(update(t.Address).where(col(t.Address.id) == address_id).values(**values))
        else:
            lookup = sealer.lookup("address", one.channel, one.value)
            fresh.append({"id": address_id, "channel": one.channel, "lookup": lookup, **values})
    if fresh:
        connection.execute(insert(t.Address), fresh)
    return ids


def give_address(connection: Connection, sealer: Sealer, now: datetime, given: Given) -> str:
    """Give one address to its person; returns the id of the address.

    Args:
        given: whose the address is from now on.
    """
    (address_id,) = give_addresses(connection, sealer, now, [given])
    return address_id
