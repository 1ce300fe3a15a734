"""Places that help: the list, one of them to put right, and a file of them in and out.

Public facts, nobody's words; what mentees said of a place stands in requests. Whoever reads words may
keep the list.
"""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console import export, permissions
from console.pages import clock_for, desk_of, page
from console.people import Fields
from console.permissions import Reader, ReaderForm
from conversations import areas
from conversations.areas import Near
from conversations.control import Need
from conversations.wording import LANGUAGES
from handlers.access.signing_in import Viewer
from handlers.desk import places
from handlers.enrolling import place_file
from handlers.enrolling.enrol_cells import read_day
from handlers.enrolling.place_rows import KEYS, LONGEST, Place, faults_of, place_of
from handlers.enrolling.places import doubt_about
from handlers.enrolling.programmes import load_programme
from records import reading_places
from records.reading_places import PlaceRow

router = APIRouter()

_NONE = "There is no such place here."
_EMPTY = dict.fromkeys(KEYS, "")


def _today(request: Request, viewer: Viewer) -> date:
    return clock_for(request, viewer).today


@router.get("/resources", response_class=HTMLResponse)
def resources_page(
    request: Request, viewer: Reader, need: str = "", area: str = "", check: str = ""
) -> Response:
    """The list, by need and near a place."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        today = _today(request, viewer)
        rows = reading_places.to_check(view, today) if check else reading_places.places(view, today)
    wanted = areas.read(area[: areas.LONGEST]) if area.strip() else ""
    rows = [row for row in rows if need in ("", row.need)]
    if wanted:
        ranked = [(areas.near(wanted, row.area), row) for row in rows]
        near = [pair for pair in ranked if pair[0] is not Near.ELSEWHERE]
        rows = [row for _, row in sorted(near, key=lambda pair: pair[0])]
    return page(
        request,
        "resources.html",
        viewer,
        rows=rows,
        needs=[one.value for one in Need],
        asked={"need": need, "area": area, "check": check},
        strange=bool(area.strip()) and not wanted,
    )


@router.get("/resources.csv")
def resources_file(request: Request, viewer: Reader) -> Response:
    """The places that are told of, as a file that can be brought in again."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        rows = reading_places.places(view, _today(request, viewer))
    lines = [place_file.cells_of(_place(row)) for row in rows if row.retired_at is None]
    return Response(
        b"\xef\xbb\xbf" + export.written([KEYS, *lines]),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="resources.csv"'},
    )


def _place(row: PlaceRow) -> Place:
    return Place(
        Need(row.need) if row.need in tuple(Need) else Need.BENEFITS,
        row.name,
        row.how,
        row.language,
        row.checked_on,
        row.area,
        row.ask_for,
        row.hours,
        row.tonight,
        row.contact,
    )


# --- many at once ------------------------------------------------------------------------------------------


@router.get("/resources/file", response_class=HTMLResponse)
def file_page(request: Request, viewer: Reader) -> Response:
    """Where a file is put in."""
    return _file(request, viewer)


def _file(
    request: Request, viewer: Viewer, status: int = 200, text: str = "", problems: tuple[str, ...] = ()
) -> Response:
    return page(
        request,
        "resources_file.html",
        viewer,
        status,
        text=text,
        problems=problems,
        headings=",".join(KEYS),
    )


@router.post("/resources/file", response_class=HTMLResponse)
def take_file(request: Request, viewer: ReaderForm, fields: Fields) -> Response:
    """Bring in all of it, or nothing and a line for each problem."""
    desk = desk_of(request)
    text = fields.get("text", "")
    if not text.strip():
        return _file(request, viewer, 422, problems=("Paste the file, headings first.",))
    read = place_file.read_file(text, _country(request, viewer), real=not desk.simulated)
    if read.problems:
        return _file(request, viewer, 422, text, read.problems)
    desk.write(
        lambda connection: places.take_in(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            places=read.places,
        )
    )
    return RedirectResponse("/resources", 303)


def _country(request: Request, viewer: Viewer) -> str:
    with desk_of(request).read() as connection:
        return load_programme(connection, viewer.programme_id).country


# --- one
# -----------------------------------------------------------------------------------------------------


@router.get("/resources/new", response_class=HTMLResponse)
def new_page(request: Request, viewer: Reader) -> Response:
    """A form for a new one."""
    return _form(request, viewer, None, _EMPTY | {"checked_on": _today(request, viewer).isoformat()})


@router.post("/resources/new", response_class=HTMLResponse)
def add(request: Request, viewer: ReaderForm, fields: Fields) -> Response:
    """Add it."""
    desk = desk_of(request)
    found = _read(request, viewer, fields)
    if isinstance(found, list):
        return _form(request, viewer, None, fields, 422, found)
    desk.write(
        lambda connection: places.add(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            place=found,
        )
    )
    return RedirectResponse("/resources", 303)


@router.get("/resources/{place_id}", response_class=HTMLResponse)
def place_page(request: Request, viewer: Reader, place_id: str) -> Response:
    """One place, to put right."""
    row = _row(request, viewer, place_id)
    return _form(request, viewer, row, dict(zip(KEYS, place_file.cells_of(_place(row)), strict=True)))


@router.post("/resources/{place_id}", response_class=HTMLResponse)
def change(request: Request, viewer: ReaderForm, place_id: str, fields: Fields) -> Response:
    """Put it right."""
    row, desk = _row(request, viewer, place_id), desk_of(request)
    found = _read(request, viewer, fields)
    if isinstance(found, list):
        return _form(request, viewer, row, fields, 422, found)
    desk.write(
        lambda connection: places.change(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            place_id=place_id,
            place=found,
        )
    )
    return RedirectResponse("/resources", 303)


@router.post("/resources/{place_id}/checked", response_class=HTMLResponse)
def checked(request: Request, viewer: ReaderForm, place_id: str, fields: Fields) -> Response:
    """Somebody has rung or been there, and it is right."""
    _row(request, viewer, place_id)
    desk, today = desk_of(request), _today(request, viewer)
    desk.write(
        lambda connection: places.checked(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            place_id=place_id,
            today=today,
        )
    )
    return RedirectResponse("/#places" if fields.get("back") == "today" else "/resources", 303)


@router.post("/resources/{place_id}/retire", response_class=HTMLResponse)
def retire(request: Request, viewer: ReaderForm, place_id: str) -> Response:
    """Nobody is told of it any more."""
    _row(request, viewer, place_id)
    desk = desk_of(request)
    desk.write(
        lambda connection: places.retire(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            place_id=place_id,
        )
    )
    return RedirectResponse("/resources", 303)


def _row(request: Request, viewer: Viewer, place_id: str) -> PlaceRow:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_places.place(view, place_id, _today(request, viewer))
    if found is None:
        raise HTTPException(404, _NONE)
    return found


def _read(request: Request, viewer: Viewer, fields: dict[str, str]) -> Place | list[str]:
    """The place that a form says, or what is wrong with it."""
    row: dict[str, Any] = {key: fields.get(key, "") for key in KEYS}
    row["tonight"] = fields.get("tonight") == "yes"
    row["checked_on"] = read_day(fields.get("checked_on", ""))
    faults = faults_of(row)
    if fields.get("checked_on") and row["checked_on"] is None:
        faults.append("Write the day as 2026-05-31 (year, month, day).")
    if row["checked_on"] is not None and row["checked_on"] > _today(request, viewer):
        faults.append("The day it was checked cannot lie ahead.")
    if faults:
        return faults
    place = place_of(row)
    doubt = (
        "" if desk_of(request).simulated else doubt_about(place.name, place.how, _country(request, viewer))
    )
    return [doubt] if doubt else place


def _form(
    request: Request,
    viewer: Viewer,
    row: PlaceRow | None,
    typed: dict[str, str],
    status: int = 200,
    problems: list[str] | None = None,
) -> Response:
    return page(
        request,
        "resource.html",
        viewer,
        status,
        row=row,
        typed=_EMPTY | typed,
        problems=problems or [],
        needs=[one.value for one in Need],
        languages=LANGUAGES,
        longest=LONGEST,
    )
