"""What staff have typed to somebody and not sent yet: kept as it is typed, so that no closed page loses it.

Each member of staff has one for each person, sealed with that person's key, and shown to nobody else. It goes
when the message is sent, when the box is emptied, and with the person. A browser keeps nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from handlers.desk.staff import LONGEST
from records import tables as t
from records.ids import new_id
from records.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, and when."""

    text: str = field(repr=False)
    at: datetime


def keep(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str, text: str
) -> None:
    """Keep what was typed, in place of what was kept before; nothing typed is nothing kept."""
    drop(connection, staff_id=staff_id, person_id=person_id)
    if not text.strip():
        return
    draft_id = new_id(now)
    body = sealer.seal(person_id, "reply_draft", "body", draft_id, text[:LONGEST])
    connection.execute(
        insert(t.ReplyDraft).values(id=draft_id, staff_id=staff_id, person_id=person_id, body=body, at=now)
    )


def drop(connection: Connection, *, staff_id: str, person_id: str) -> None:
    """Forget what was kept."""
    mine = (col(t.ReplyDraft.staff_id) == staff_id) & (col(t.ReplyDraft.person_id) == person_id)
    connection.execute(delete(t.ReplyDraft).where(mine))


def kept(connection: Connection, sealer: Sealer, *, staff_id: str, person_id: str) -> Draft | None:
    """What this member of staff has typed to somebody; none: nothing."""
    mine = (col(t.ReplyDraft.staff_id) == staff_id) & (col(t.ReplyDraft.person_id) == person_id)
    row = connection.execute(select(t.core(t.ReplyDraft)).where(mine)).one_or_none()
    if row is None:
        return None
    return Draft(sealer.read(person_id, "reply_draft", "body", row.id, row.body), row.at)
