"""The first page: what needs whoever looks, the most urgent kind first and the oldest of a kind first.

Five of a kind stand here, and a page of its own has all of them. Of somebody who waits, one line of their
words is shown; that it was read is kept first.
"""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from console import live, permissions
from console.pages import clock_for, desk_of, page
from console.permissions import Reader
from console.today_rows import KINDS, Asking, Kind, Row
from handlers.access.signing_in import Viewer
from records import effects as fx
from records import reading_today
from records.reading import Part, Some
from records.save import save

router = APIRouter()
_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, as they are shown."""

    kind: Kind
    rows: Some[Row]
    now: datetime

    def told(self) -> str:
        """How many, in words."""
        return f"{self.rows.total:,}"

    def worst(self) -> str:
        """How late the latest of them is: "late", "soon" or ""."""
        tones = {self.tone(row) for row in self.rows}
        return "late" if "late" in tones else "soon" if "soon" in tones else ""

    def tone(self, row: Row) -> str:
        """How late that one is."""
        kind = self.kind
        if row.at is None or kind.soon is None or kind.late is None:
            return ""
        age = self.now - row.at
        return "late" if age >= kind.late else "soon" if age >= kind.soon else ""


@router.get("/", response_class=HTMLResponse)
def today(request: Request, viewer: Reader) -> Response:
    """What needs whoever looks. Kinds of which there is nothing are left out."""
    desk = desk_of(request)
    with desk.read() as connection:
        asking = Asking(permissions.view(desk, connection, viewer), viewer, clock_for(request, viewer))
        live_seen = live.mark(asking.view)  # before anything is read: what comes meanwhile is news
        found = [Group(kind, kind.find(asking, Part(0, kind.most)), asking.now) for kind in KINDS]
        groups = [group for group in found if group.rows.total]
        _keep_that_read(request, viewer, asking, groups)
        return page(
            request,
            "today.html",
            viewer,
            groups=groups,
            live_seen=live_seen,
            flags=[flag for flag in asking.flags if not flag.drill],
            no_second_look=desk.no_second_look,
        )


@router.get("/today/{code}", response_class=HTMLResponse)
def all_of_a_kind(request: Request, viewer: Reader, code: str) -> Response:
    """Everything of one kind, page by page."""
    kind = next((one for one in KINDS if one.code == code), None)
    if kind is None:
        raise HTTPException(404, "There is no such list.")
    desk, first = desk_of(request), first_of(request)
    with desk.read() as connection:
        asking = Asking(permissions.view(desk, connection, viewer), viewer, clock_for(request, viewer))
        group = Group(kind, kind.find(asking, Part(first, _A_PAGE)), asking.now)
        _keep_that_read(request, viewer, asking, [group])
        return page(request, "today_kind.html", viewer, group=group, first=first, a_page=_A_PAGE)


def first_of(request: Request) -> int:
    """Where in a list a page begins: `from` counts from 1; what is no number is the beginning."""
    given = request.query_params.get("from", "")
    return max(0, int(given) - 1) if given.isascii() and given.isdigit() and len(given) < 8 else 0


def _keep_that_read(request: Request, viewer: Viewer, asking: Asking, groups: list[Group]) -> None:
    """Keep of whom this account has read the words that wait: once for each message that comes."""
    said = [row.waiting for group in groups for row in group.rows if row.said and row.waiting]
    if not said:
        return
    desk = desk_of(request)
    known = reading_today.read_before(asking.view, viewer.staff_id, said)
    fresh = [
        fx.Audited(viewer.staff_id, reading_today.WAITING_READ, row.person_id, row.record_id, row.newest)
        for row in said
        if row.newest not in known
    ]
    if fresh:
        desk.write(lambda connection: save(connection, desk.sealer, desk.now(), fresh))
