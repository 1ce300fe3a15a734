"""A line to members of staff about their own account or number, on their own phone.

At any hour, as alerts are: each of these gives its reader a day, or less, to say that it was not them. It is
kept in no record, so that nobody reads it in the console.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from handlers.deciding.draft import Draft
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.cases import Address
from records.ids import new_id
from records.kinds import Lane, MessageClass, Standing
from records.load import load_cases
from records.save import save

_HEARS = (Standing.ACTIVE, Standing.PAUSED)


def tell(
    connection: Connection,
    tools: Tools,
    now: datetime,
    person_ids: Iterable[str],
    wording_id: str,
    *,
    at: Address | None = None,
    **variables: str,
) -> int:
    """Queue the line to each of them, with their programme's name in it; how many have a phone for it.

    Args:
        at: where it goes, instead of the number that is theirs now.
    """
    effects: list[fx.Effect] = []
    told = 0
    for case in load_cases(connection, tools.sealer, now, person_ids, tools.open_channels).values():
        draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url, here=at)
        if draft.address_of(case.person) is None or case.person.standing not in _HEARS:
            continue
        names = {"programme": case.person.programme.name} | variables
        draft.send(
            case.person,
            draft.words(wording_id, None, **names),
            MessageClass.STAFF_ALERT,
            None,
            lane=Lane.REPLY,
        )
        effects += draft.effects
        told += 1
    save(connection, tools.sealer, now, effects)
    return told


def name_of(connection: Connection, tools: Tools, staff_id: str) -> str:
    """What the person behind an account is called."""
    row = connection.execute(
        select(col(t.Person.id), col(t.Person.name))
        .join(t.Staff, col(t.Staff.person_id) == col(t.Person.id))
        .where(col(t.Staff.id) == staff_id)
    ).one()
    return tools.sealer.read(row.id, "person", "name", row.id, row.name)
