"""Whether anything is new: marks that change when it is, for the pages that are open. Nothing is opened here.

A few questions whatever is asked, each of an index, so that they can be asked every other second.
"""

import hashlib
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, and_, func, literal_column, select
from sqlmodel import col

from records import tables as t
from records.reading import TROUBLE, unattended


def marks(connection: Connection, programmes: Collection[str], people: Collection[str]) -> dict[str, str]:
    """For each of these programmes and people, something that is another once there is news of it.

    Of a programme: flags, words that wait, what was marked, requests, messages that did not arrive, and
    prompts held. Of a person: what they wrote and what was written to them, and how far it got.
    """
    found: dict[str, Any] = {}
    if programmes:
        everywhere = _everywhere(connection)
        found |= {one: (everywhere, _flags(connection, one)) for one in programmes}
    if people:
        found |= _people(connection, people)
    return {of: hashlib.sha256(repr(what).encode()).hexdigest()[:16] for of, what in found.items()}


def _everywhere(connection: Connection) -> tuple[Any, ...]:
    """What is not told apart by programme: for news of another one a page looks again, and sees nothing."""
    waiting = select(func.count(), func.max(col(t.Inbox.id))).where(unattended())
    marked = select(func.count(), func.max(col(t.SecondLook.inbox_id))).where(
        col(t.SecondLook.read_at).is_(None)
    )
    requests = select(func.count(), func.max(col(t.Request.id))).where(col(t.Request.closed_at).is_(None))
    trouble = select(func.count(), func.max(col(t.Outbox.created_at))).where(
        col(t.Outbox.state).in_([literal_column(f"'{state}'") for state in TROUBLE])
    )
    held = select(func.count(), func.max(col(t.Person.held_at))).where(col(t.Person.held_at).is_not(None))
    return tuple(
        tuple(connection.execute(query).one()) for query in (waiting, marked, requests, trouble, held)
    )


def _flags(connection: Connection, programme_id: str) -> tuple[Any, ...]:
    query = select(func.count(), func.count(col(t.Flag.acknowledged_at)), func.max(col(t.Flag.id))).where(
        and_(col(t.Flag.programme_id) == programme_id, col(t.Flag.closed_at).is_(None))
    )
    return tuple(connection.execute(query).one())


def _people(connection: Connection, people: Collection[str]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {one: [] for one in sorted(people)}
    heard = select(
        col(t.Inbox.person_id), func.max(col(t.Inbox.id)), func.max(col(t.Inbox.attended_at))
    ).group_by(col(t.Inbox.person_id))
    said = select(
        col(t.Outbox.person_id),
        func.max(col(t.Outbox.id)),
        func.max(col(t.Outbox.handed_at)),
        func.max(col(t.Outbox.settled_at)),
    ).group_by(col(t.Outbox.person_id))
    flags = select(
        col(t.Flag.person_id),
        func.max(col(t.Flag.id)),
        func.count(col(t.Flag.acknowledged_at)),
        func.count(col(t.Flag.closed_at)),
    ).group_by(col(t.Flag.person_id))
    for query, of in (
        (heard, col(t.Inbox.person_id)),
        (said, col(t.Outbox.person_id)),
        (flags, col(t.Flag.person_id)),
    ):
        for row in connection.execute(query.where(of.in_(list(found)))):
            found.get(row[0], []).append(tuple(row))
    return dict(found)
