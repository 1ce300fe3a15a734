"""The list of people: found by name or number, held to what is asked for, page by page.

Everything asked for stands in the address, so that a page can be kept, sent and gone back to.
"""

from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from console import permissions
from console.pages import desk_of, page
from console.permissions import Reader
from handlers.access.signing_in import Viewer
from handlers.desk import at_the_door
from records import directory, reading_flags, reading_staff
from records.directory import PeopleFilter
from records.kinds import Stage, Standing

router = APIRouter()

SIZE = 50
_MOST_PAGES = 10_000
HEADINGS = {
    "mentee": "Mentees",
    "mentor": "Mentors",
    "coordinator": "Coordinators",
    "staff": "Staff",
    "stranger": "Wrote to us",
    "none": "No part at present",
}
ORDERS = {
    "part": "The part they play",
    "name": "Name",
    "quiet": "Longest silent first",
    "heard": "Heard from last",
    "newest": "Newest here first",
}


class BadFilter(Exception):
    """What was asked for makes no sense. The message says which part of it, and what would."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as it stands in the address bar."""

    words: str = field(repr=False)
    part: str
    stage: str
    standing: str
    caseload: str
    mentor: str = field(repr=False)
    flagged: str
    waiting: str
    order: str
    page: int

    def query(self, **more: str) -> str:
        """The same for a link."""
        given = {
            "q": self.words,
            "part": self.part,
            "stage": self.stage,
            "standing": self.standing,
            "caseload": self.caseload,
            "mentor": self.mentor,
            "flagged": self.flagged,
            "waiting": self.waiting,
            "order": self.order,
        } | more
        return urlencode({name: value for name, value in given.items() if value})

    def narrowed(self) -> bool:
        """Whether anything but the words holds it to fewer people."""
        held = (self.part, self.stage, self.standing, self.caseload, self.mentor, self.flagged, self.waiting)
        return any(held)


def read(request: Request) -> Asked:
    """What the address asks for; a page that makes no sense is the first one."""

    def given(name: str) -> str:
        return request.query_params.get(name, "").replace("\x00", "").strip()[:80]

    return Asked(
        given("q"),
        given("part"),
        given("stage"),
        given("standing"),
        given("caseload"),
        given("mentor"),
        given("flagged"),
        given("waiting"),
        given("order"),
        at_the_door.number(given("page"), 1, _MOST_PAGES) or 1,
    )


def wanted_of(asked: Asked) -> PeopleFilter:
    """The same for the records.

    Raises:
        BadFilter: one of them is none that we know.
    """
    closed = (
        (asked.part, directory.PARTS),
        (asked.stage, list(Stage)),
        (asked.standing, list(Standing)),
        (asked.order, directory.ORDERS),
    )
    if any(value and value not in known for value, known in closed):
        raise BadFilter("There is no such filter. Please choose one from the list.")
    if asked.caseload and at_the_door.row_id(asked.caseload) is None:
        raise BadFilter("There is no such caseload. Please choose one from the list.")
    return PeopleFilter(
        words=asked.words,
        part=asked.part,
        stage=asked.stage,
        standing=asked.standing,
        caseload=asked.caseload,
        mentor=asked.mentor,
        flagged=bool(asked.flagged),
        waiting=bool(asked.waiting),
        order=asked.order or "part",
    )


@router.get("/people", response_class=HTMLResponse)
def people_page(request: Request, viewer: Reader) -> Response:
    """Whom this viewer may see, or those of them that are looked for; one person alone is opened at once."""
    desk, asked = desk_of(request), read(request)
    problem = ""
    found = directory.Found([], 0, {}, {})
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        try:
            wanted = wanted_of(asked)
            found = directory.find(view, wanted, (asked.page - 1) * SIZE, SIZE)
        except (BadFilter, directory.TooMany) as error:
            problem = str(error)
        flagged = reading_flags.open_since(view)
        leads = caseloads(connection, request, viewer)
    if asked.words and found.total == 1 and request.query_params.get("go"):
        return RedirectResponse(f"/people/{found.rows[0].id}", 303)
    by_part = asked.order in ("", "part")
    groups = [
        (HEADINGS.get(part, ""), found.counts.get(part, 0), list(rows))
        for part, rows in groupby(found.rows, key=lambda row: found.parts[row.id] if by_part else "")
    ]
    first = (asked.page - 1) * SIZE + 1
    return page(
        request,
        "people.html",
        viewer,
        422 if problem else 200,
        asked=asked,
        groups=groups,
        total=found.total,
        first=first,
        last=first + len(found.rows) - 1,
        problem=problem,
        flagged=flagged,
        caseloads=leads,
        headings=HEADINGS,
        orders=ORDERS,
        looked_for=asked.words,
    )


def caseloads(connection: Connection, request: Request, viewer: Viewer) -> list[tuple[str, str]]:
    """Whose caseloads a lead may choose from; a coordinator sees their own and nobody's."""
    if not permissions.answers_for_programme(viewer):
        return [(viewer.person_id, viewer.name), (directory.NOBODYS, "Nobody's")]
    view = permissions.view(desk_of(request), connection, viewer)
    return [*reading_staff.caseload_holders(view), (directory.NOBODYS, "Nobody's")]
