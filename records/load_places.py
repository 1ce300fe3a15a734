"""Loading places that help, where somebody looks for them, and what they keep for hard days."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.load_people import UNREADABLE, read
from records.sealing import Sealer
from records.writing_places import UNSAID

_LATELY = timedelta(days=60)

Cases = Mapping[str, cases.Case]


def places(connection: Connection, of: Cases) -> dict[str, cases.Case]:
    """With the places of each programme that may be told of, in the order of its list.

    What was retired, or is said to be closed since it was last checked, is left out.
    """
    programmes = {case.person.programme.id for case in of.values()}
    listed: dict[str, list[cases.Resource]] = defaultdict(list)
    mine = col(t.Resource.programme_id).in_(programmes)
    open_ = (col(t.Resource.retired_at).is_(None), col(t.Resource.reports) == 0)
    for row in connection.execute(
        select(t.core(t.Resource)).where(mine, *open_).order_by(col(t.Resource.id))
    ):
        listed[row.programme_id].append(
            cases.Resource(
                row.need,
                row.name,
                row.how,
                row.language,
                row.area,
                row.ask_for,
                row.hours,
                row.tonight,
                row.checked_on,
                row.contact,
            )
        )
    return {
        person_id: replace(case, places=tuple(listed[case.person.programme.id]))
        for person_id, case in of.items()
    }


def search(connection: Connection, sealer: Sealer, now: datetime, of: Cases) -> dict[str, cases.Case]:
    """With where they look, and the places they were told of lately."""
    people = list(of)
    sealer.keys.load(people)
    areas: dict[str, str] = {}
    kept = select(col(t.Person.id), col(t.Person.area)).where(col(t.Person.id).in_(people))
    for row in connection.execute(kept):
        if row.area:
            where = read(sealer, row.id, "person", "area", row.id, row.area)
            areas[row.id] = "" if where in (UNSAID, UNREADABLE) else where
    lists: dict[str, list[cases.PlaceList]] = defaultdict(list)
    told = select(t.core(t.PlaceList)).where(
        col(t.PlaceList.person_id).in_(people), col(t.PlaceList.sent_at) > now - _LATELY
    )
    for row in connection.execute(told.order_by(col(t.PlaceList.sent_at).desc(), col(t.PlaceList.id).desc())):
        said = _json(read(sealer, row.person_id, "place_list", "body", row.id, row.body))
        if not said:
            continue
        lists[row.person_id].append(
            cases.PlaceList(
                row.id,
                row.record_id,
                said["need"],
                said["area"],
                tuple(said["told"]),
                row.sent_at,
                row.asked_at,
                row.outcome,
            )
        )
    return {
        person_id: replace(case, looking=cases.Search(areas.get(person_id), tuple(lists[person_id])))
        for person_id, case in of.items()
    }


def own_plans(connection: Connection, sealer: Sealer, of: Cases) -> dict[str, cases.Case]:
    """With what they wrote down for hard days."""
    people = list(of)
    sealer.keys.load(people)
    found: dict[str, cases.OwnPlan] = {}
    kept = select(t.core(t.OwnPlan)).where(col(t.OwnPlan.person_id).in_(people))
    for row in connection.execute(kept.order_by(col(t.OwnPlan.id))):
        said = _json(read(sealer, row.person_id, "own_plan", "body", row.id, row.body))
        found[row.person_id] = cases.OwnPlan(row.id, tuple(said.items()), row.shown_at is not None)
    return {
        person_id: replace(case, hard_days=found.get(person_id, cases.OwnPlan()))
        for person_id, case in of.items()
    }


def _json(words: str) -> dict[str, Any]:
    """What was kept; nothing where it did not open, which the log has said."""
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
