"""Loading what supports somebody: the kit they keep, and what they said to small questions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.load_people import read
from records.sealing import Sealer


def support(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With their kit and their answers to small questions."""
    people = list(of)
    sealer.keys.load(people)
    kits: dict[str, list[cases.KitEntry]] = defaultdict(list)
    entries = select(t.core(t.KitEntry)).where(col(t.KitEntry.person_id).in_(people))
    for row in connection.execute(entries.order_by(col(t.KitEntry.id))):
        words = (
            read(sealer, row.person_id, "kit_entry", part, row.id, getattr(row, part))
            for part in ("who", "helps", "reach")
        )
        kits[row.person_id].append(cases.KitEntry(row.id, *words))
    mine = col(t.Person.id).in_(people)
    shown = select(col(t.Person.id)).where(mine, col(t.Person.kit_shown_at).is_not(None))
    shows = set(connection.execute(shown).scalars())
    asked: dict[str, set[str]] = defaultdict(set)
    answers: dict[str, list[cases.SmallAnswer]] = defaultdict(list)
    small = select(t.core(t.SmallAnswer)).where(col(t.SmallAnswer.person_id).in_(people))
    for row in connection.execute(small.order_by(col(t.SmallAnswer.id))):
        asked[row.person_id].add(row.question)
        if row.answered_at is not None and row.ended_at is None:
            text = read(sealer, row.person_id, "small_answer", "body", row.id, row.body)
            if text:  # "": they would rather not say
                answers[row.person_id].append(cases.SmallAnswer(row.question, text))
    return {
        person_id: replace(
            case,
            helps=cases.Support(
                tuple(kits[person_id]),
                person_id in shows,
                tuple(answers[person_id]),
                frozenset(asked[person_id]),
            ),
        )
        for person_id, case in of.items()
    }
