"""When something comes round in a match, set anew after somebody decided something about it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlmodel import col

from handlers.deciding.draft import Draft
from handlers.scheduled import matches
from handlers.tools import Tools
from records import tables as t
from records.cases import Case, Part
from records.ids import new_id
from records.kinds import PlanKind, Standing
from records.load import add, load_cases
from records.save import save


def with_matches(
    connection: Connection, tools: Tools, now: datetime, people: Collection[str]
) -> dict[str, Case]:
    """The cases of these people, with their matches."""
    found = load_cases(connection, tools.sealer, now, people, tools.open_channels)
    return add(connection, tools.sealer, now, found, {Part.MATCHES: list(found)}, tools.open_channels)


def set_anew(connection: Connection, tools: Tools, now: datetime, people: Collection[str]) -> None:
    """Let what comes next in the matches of these people come on its day, or nothing any more."""
    came = {
        row.person_id: row.last
        for row in connection.execute(
            select(col(t.Plan.person_id), func.max(col(t.Occurrence.local_date)).label("last"))
            .join(t.Occurrence, col(t.Occurrence.plan_id) == col(t.Plan.id))
            .where(col(t.Plan.person_id).in_(people), col(t.Plan.kind) == PlanKind.MATCH)
            .group_by(col(t.Plan.person_id))
        )
    }
    for person_id, case in with_matches(connection, tools, now, people).items():
        if case.person.standing is Standing.UNKNOWN:
            continue
        draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
        if plan := matches.planned_anew(draft, came.get(person_id)):
            save(connection, tools.sealer, now, [plan])
