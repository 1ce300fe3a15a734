"""Looking for words in what was said.

Words are sealed one by one, each with the key of whom they are about, and no index of them is kept: it
would tell what they say, and outlive the key that erases them. So what may be read is opened and looked
through, the newest first, a few hundred exchanges at a time, and it is said how far back that went.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from records import tables as t
from records.directory import folded
from records.kinds import MessageClass, RecordKind
from records.reading import LogFilter, LogRow, View, log
from records.reading_told import shortened

AT_ONCE = 250  # exchanges that are opened for one page


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, and how far it was looked for.

    Attributes:
        rows: the exchanges with the words in them.
        words: the line of each in which they stand.
        looked: how many exchanges were looked through.
        reached: the last of them, to go on from; none: there are no more.
    """

    rows: list[LogRow]
    words: dict[str, str] = field(repr=False)
    looked: int
    reached: tuple[datetime, str] | None


def search(view: View, wanted: LogFilter, words: str, start: tuple[datetime, str] | None) -> Searched:
    """Look through the next few hundred exchanges that the filter lets through, from `start` on."""
    rows = log(view, wanted, start, AT_ONCE + 1)
    more, rows = len(rows) > AT_ONCE, rows[:AT_ONCE]
    found = _lines(view, [row.id for row in rows if row.kind != RecordKind.KIT], folded(words).split())
    return Searched(
        rows=[row for row in rows if row.id in found],
        words=found,
        looked=len(rows),
        reached=(rows[-1].opened_at, rows[-1].id) if more else None,
    )


def _lines(view: View, record_ids: Sequence[str], tokens: Sequence[str]) -> dict[str, str]:
    """By record, the first line that has all of the words."""
    found: dict[str, str] = {}
    for record_id, text in _readable(view, record_ids):
        if record_id not in found:
            said = folded(text)
            if all(token in said for token in tokens):
                found[record_id] = _around(text, tokens)
    return found


def _around(text: str, tokens: Sequence[str]) -> str:
    """The words and a little of what stands around them."""
    line = " ".join(text.split())
    at = max(0, folded(line).find(tokens[0]) - 40)
    return shortened(line if at == 0 else f"… {line[at:].partition(' ')[2]}")


def _readable(view: View, record_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every line that this view may read, as on the pages of these records."""
    heard = select(t.core(t.Inbox)).where(
        col(t.Inbox.record_id).in_(record_ids), view.names_to(col(t.Inbox.person_id))
    )
    ours = select(t.core(t.Outbox)).where(
        col(t.Outbox.record_id).in_(record_ids),
        view.shows(col(t.Outbox.about_id)),
        col(t.Outbox.message_class) != MessageClass.STAFF_ALERT,
    )
    noted = select(t.core(t.RecordEntry)).where(
        col(t.RecordEntry.record_id).in_(record_ids), view.shows(col(t.RecordEntry.person_id))
    )
    for table, query in (("inbox", heard), ("record_entry", noted), ("outbox", ours)):
        rows: Sequence[Any] = view.connection.execute(query).all()
        about = [row.about_id if table == "outbox" else row.person_id for row in rows]
        view.sealer.keys.load(set(about))
        for row, person_id in zip(rows, about, strict=True):
            yield row.record_id, view.sealer.read(person_id, table, "body", row.id, row.body)
