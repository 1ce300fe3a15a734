"""Loading cases: a person's own state always, everything else where it is asked for.

The number of statements does not grow with the group, and their cost does not grow with the programme.
The keys of everybody concerned are fetched in one.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from records import cases
from records.kinds import Channel
from records.load_parts import PARTS
from records.load_people import load_own, programme_of
from records.sealing import Sealer
from records.today import load_today

__all__ = ["add", "load_cases", "own_cases", "programme_of"]

# What an event that begins with us, or at the desk, may look at.
_USUAL = (
    cases.Part.AROUND,
    cases.Part.TEAM,
    cases.Part.FLAGS,
    cases.Part.PLACES,
    cases.Part.ASKED,
    cases.Part.SEARCH,
)


def own_cases(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    person_ids: Iterable[str],
    open_channels: frozenset[str] = frozenset(),
) -> dict[str, cases.Case]:
    """The case of each person, by person id, with their own state and no more. Unknown ids are left out.

    Where `open_channels` says which channels run, an address on another one counts as blocked:
    nobody may be told of an alert that cannot leave.
    """
    own = load_own(connection, sealer, now, set(person_ids), open_channels)
    today = load_today(connection, now, [one for one, found in own.items() if found.person.is_stranger])
    return {
        person_id: cases.Case(
            person=found.person,
            said=tuple(found.said),
            heard=tuple(found.heard),
            relays=tuple(found.relays),
            near=tuple(found.near),
            calls=Channel.VOICE in open_channels,
            today=today.get(person_id),
        )
        for person_id, found in own.items()
    }


def add(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    wanted: Mapping[cases.Part, Collection[str]],
    open_channels: frozenset[str] = frozenset(),
) -> dict[str, cases.Case]:
    """These cases, with parts for those people who want them."""
    found = dict(of)
    for part, people in wanted.items():
        these = {person_id: found[person_id] for person_id in people if person_id in found}
        if these:
            found |= PARTS[part](connection, sealer, now, these, open_channels)
    return found


def load_cases(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    person_ids: Iterable[str],
    open_channels: frozenset[str] = frozenset(),
) -> dict[str, cases.Case]:
    """As `own_cases`, with the people around them, the team, flags and places."""
    found = own_cases(connection, sealer, now, person_ids, open_channels)
    return add(connection, sealer, now, found, {part: list(found) for part in _USUAL}, open_channels)
