"""What was said in exchanges, in a line each: how the week was, the step, what was agreed; else first words.

These are people's words: whoever shows them writes down first that they were read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from records import tables as t
from records.kinds import RecordKind
from records.reading import LogRow, View
from safety.tiers import Tier

_LONGEST = 140  # characters of somebody's words in a list
MOOD, STEP_WENT = "mood", "step-went"


@dataclass(frozen=True, slots=True)
class Told:
    """One exchange in a line.

    Attributes:
        mood: how the week was, "1" to "5"; "" where it was not said.
        step: what became of the step, as a code.
        agreed: what was agreed.
        words: what was written first, where nothing of all this is there; or what was looked for.
    """

    mood: str = ""
    step: str = ""
    agreed: tuple[str, ...] = field(default=(), repr=False)
    words: str = field(default="", repr=False)


def told(view: View, rows: Sequence[LogRow]) -> dict[str, Told]:
    """By record; one of which there is nothing to say is left out.

    Nobody's own list is opened. Words in which danger was heard are read on the record's own page.
    """
    ids = [row.id for row in rows if row.kind != RecordKind.KIT]
    found: dict[str, Told] = {}
    entries = (
        select(t.core(t.RecordEntry))
        .where(col(t.RecordEntry.record_id).in_(ids), view.shows(col(t.RecordEntry.person_id)))
        .where(col(t.RecordEntry.kind).in_(("answer", "agreed", "correction")))
        .order_by(col(t.RecordEntry.at), col(t.RecordEntry.id))
    )
    asked = view.connection.execute(entries).all()
    view.sealer.keys.load({row.person_id for row in asked})
    for row in asked:
        found[row.record_id] = _with(found.get(row.record_id, Told()), view, row)
    calm = {row.id for row in rows if row.tier == Tier.NONE}
    silent = [one for one in ids if one in calm and one not in found]
    for row in _first_words(view, silent):
        text = view.sealer.read(row.person_id, "inbox", "body", row.id, row.body)
        if text:
            found[row.record_id] = Told(words=shortened(text))
    return {one: said for one, said in found.items() if said != Told()}


def shortened(text: str) -> str:
    """The beginning of somebody's words, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def _with(said: Told, view: View, row: Any) -> Told:
    if row.kind != "agreed" and row.label not in (MOOD, STEP_WENT):
        return said
    text = view.sealer.read(row.person_id, "record_entry", "body", row.id, row.body)
    if row.label == MOOD:
        return replace(said, mood=text if text in "12345" else "")
    if row.label == STEP_WENT:
        return replace(said, step=text)
    return replace(said, agreed=(*said.agreed, shortened(text or row.label.replace("_", " "))))


def _first_words(view: View, record_ids: Sequence[str]) -> Sequence[Any]:
    mine = (
        col(t.Inbox.record_id).in_(record_ids),
        view.names_to(col(t.Inbox.person_id)),
        col(t.Inbox.body) != b"",
    )
    first: dict[str, Any] = {}
    for row in view.connection.execute(
        select(t.core(t.Inbox)).where(*mine).order_by(col(t.Inbox.received_at), col(t.Inbox.id))
    ):
        first.setdefault(row.record_id, row)
    view.sealer.keys.load({row.person_id for row in first.values()})
    return list(first.values())
