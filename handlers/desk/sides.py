"""What somebody brings to a match, written down with them at the desk, and who is suggested because of it.

It is about the person and sealed with their key. It decides nothing: a coordinator reads the reasons.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from handlers.desk import at_the_door
from handlers.desk.colleagues import check_may_change
from handlers.desk.people import person_row
from handlers.desk.staff import StaffError
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.save import save
from records.sealing import Sealer
from rules import matching
from rules.matching import Candidate, Side, Suggestion

FIELDS = ("needs", "interests", "lived", "languages", "wishes")
LONGEST = 300
_NAMES = {"en": "English", "es": "Spanish"}  # of the languages in which we write


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down; each a few words with commas between them."""

    needs: str = field(default="", repr=False)
    interests: str = field(default="", repr=False)
    lived: str = field(default="", repr=False)
    languages: str = field(default="", repr=False)
    wishes: str = field(default="", repr=False)
    capacity: int | None = None


def written(connection: Connection, sealer: Sealer, person_id: str) -> Written:
    """What is written down about somebody."""
    row = connection.execute(select(t.core(t.Side)).where(col(t.Side.person_id) == person_id)).first()
    if row is None:
        return Written()
    found = json.loads(sealer.read(person_id, "match_side", "body", row.id, row.body) or "{}")
    return Written(**{name: str(found.get(name, "")) for name in FIELDS}, capacity=row.capacity)


def read(fields: Mapping[str, str]) -> Written:
    """What was filled in, of a form with a field of each name."""
    needs, interests, lived, languages, wishes = (fields.get(name, "").strip() for name in FIELDS)
    return Written(needs, interests, lived, languages, wishes)


def write(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    new: Written,
    capacity: str = "",
) -> None:
    """Keep what somebody brings, in place of what was written before.

    Args:
        new: what was filled in.
        capacity: of a mentor: how many at most, as it was typed; "" for not said.

    Raises:
        StaffError: something is too long, or the number is none.
    """
    person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    room = at_the_door.number(capacity, 0, 60) if capacity.strip() else None
    if capacity.strip() and room is None:
        raise StaffError("Write how many they can walk with as a number, or leave it empty.")
    words = {name: text for name, text in asdict(replace(new, capacity=None)).items() if name in FIELDS}
    if any(len(text) > LONGEST for text in words.values()):
        raise StaffError(f"Keep each to {LONGEST} characters.")
    connection.execute(delete(t.Side).where(col(t.Side.person_id) == person_id))
    side_id = new_id(now)
    body = sealer.seal(person_id, "match_side", "body", side_id, json.dumps(words, ensure_ascii=False))
    connection.execute(
        insert(t.Side).values(id=side_id, person_id=person_id, body=body, capacity=room, changed_at=now)
    )
    save(connection, sealer, now, [fx.Audited(staff_id, "changed", person_id, detail="for a match")])


def side(connection: Connection, sealer: Sealer, person_id: str, name: str, language: str) -> Side:
    """What somebody brings, as `rules.matching` weighs it.

    Args:
        name: what they are called on the page.
        language: in which they get our messages; they speak that one.
    """
    found = written(connection, sealer, person_id)
    ours = _NAMES.get(language.partition("-")[0], language)
    return Side(
        name=name,
        languages=tuple(dict.fromkeys((ours, *matching.parts(found.languages)))),
        needs=matching.parts(found.needs),
        interests=matching.parts(found.interests),
        lived=matching.parts(found.lived),
    )


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor of the list from which one is chosen."""

    id: str
    name: str = field(repr=False)
    language: str
    walks_with: int
    missing: tuple[str, ...]
    barred: bool
    there: bool


def suggested(
    connection: Connection, sealer: Sealer, mentee: Side, mentors: list[Mentor]
) -> dict[str, Suggestion]:
    """The reasons for each mentor and what stands in the way, by id, in the order to show them."""
    candidates = [
        Candidate(
            one.id,
            side(connection, sealer, one.id, one.name, one.language),
            one.walks_with,
            written(connection, sealer, one.id).capacity,
            one.missing,
            one.barred,
            one.there,
        )
        for one in mentors
    ]
    return {one.id: one for one in matching.suggest(mentee, candidates)}
