"""One row of consent: that somebody agreed, who heard it, when, how and to which wording.

How they agreed, and to what, is sealed with their key like everything else about them: typed by a person, it
may tell who they are, and erasing them has to reach it in every backup.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from records.ids import new_id
from records.sealing import Sealer


class ConsentKind(StrEnum):
    """What somebody agreed to."""

    MESSAGES = "messages"  # to be written to
    MENTOR = "mentor"  # that their mentor may be told that something is wrong; no consent to be written to


def consent_words(sealer: Sealer, row: Any) -> tuple[str, str]:
    """How somebody agreed and to which wording, opened; "[erased]" for whoever was erased."""
    how = sealer.read(row.person_id, "consent", "how", row.id, row.how)
    return how, sealer.read(row.person_id, "consent", "wording", row.id, row.wording)


def consent_row(
    sealer: Sealer,
    now: datetime,
    person_id: str,
    *,
    by: str,
    on: date,
    how: str,
    wording: str,
    kind: ConsentKind = ConsentKind.MESSAGES,
    row_id: str = "",
) -> dict[str, Any]:
    """The row, ready to insert.

    Args:
        sealer, now: as everywhere.
        person_id: who agreed; their key has to be there.
        by: the name of whoever heard it; "" where they did it alone, by texting the word to join.
        on: their local date.
        how: as in "signed form".
        wording: name and version of what they agreed to, or its words.
        kind: what they agreed to.
        row_id: the id it gets; "" for a new one.
    """
    row_id = row_id or new_id(now)

    def sealed(column: str, text: str) -> bytes:
        return sealer.seal(person_id, "consent", column, row_id, text)

    return {
        "id": row_id,
        "person_id": person_id,
        "kind": kind.value,
        "how": sealed("how", how),
        "recorded_by": sealed("recorded_by", by),
        "given_on": on,
        "wording": sealed("wording", wording),
        "recorded_at": now,
    }
