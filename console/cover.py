"""What the page of a request for cover offers: the days, and the mentors who could stand in, those with the
fewest mentees first."""

from dataclasses import dataclass, field

from fastapi import Request

from console import permissions
from console.pages import clock_for, desk_of
from handlers.access.signing_in import Viewer
from handlers.desk import mentor_readiness
from records import reading_cover, reading_matches, reading_people
from records.kinds import Role, Standing
from records.reading_matches import RequestRow


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who might stand in, and what stands in the way."""

    id: str
    name: str = field(repr=False)
    now: int  # how many they walk with
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form begins with; `by` is who stands in already, "" for nobody."""

    first: str
    last: str
    chosen: str
    by: str = field(repr=False)
    candidates: tuple[Candidate, ...] = ()


def offered(request: Request, viewer: Viewer, asked: RequestRow, typed: dict[str, str]) -> Offered:
    """The form for a request for cover; what was typed stands before what was asked for."""
    desk = desk_of(request)
    today = clock_for(request, viewer).today
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_cover.cover_of(view, asked.id)
        counts = reading_matches.capacities(view)
        candidates = [
            Candidate(
                row.id,
                row.name,
                counts.get(row.id, 0),
                tuple(mentor_readiness.not_ready(connection, row.id, today)),
            )
            for row in reading_people.people(view)
            if Role.MENTOR in row.roles and row.id != asked.person_id and row.standing == Standing.ACTIVE
        ]
    return Offered(
        first=typed.get("first", found.first.isoformat() if found else ""),
        last=typed.get("last", found.last.isoformat() if found else ""),
        chosen=typed.get("by", ""),
        by=found.by if found else "",
        candidates=tuple(sorted(candidates, key=lambda one: (bool(one.missing), one.now))),
    )
