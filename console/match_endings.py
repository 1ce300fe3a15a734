"""How a match goes and ends: planned weeks ahead, at once, or because somebody has died.

Nothing is sent by itself: what will be said to whom stands on the page before a person decides.
"""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console import permissions
from console.matches import open_match
from console.pages import clock_for, desk_of, page
from console.people import NOBODY, Fields, check_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import a_death, match_endings, matches
from handlers.desk.match_endings import NewEnding, Told
from handlers.desk.staff import StaffError
from handlers.enrolling.enrol_cells import read_day
from records import reading_endings, reading_people
from records.reading_matches import MatchRow

router = APIRouter()

_TOLD_IN = timedelta(days=1)


@router.get("/matches/{match_id}/ending", response_class=HTMLResponse)
def ending_page(request: Request, viewer: Reader, match_id: str) -> Response:
    """How it goes between two people, and every way in which it can end."""
    return _show(request, viewer, open_match(request, viewer, match_id))


def _show(
    request: Request,
    viewer: Viewer,
    match: MatchRow,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
    told: list[Told] | None = None,
    now_told: list[matches.Line] | None = None,
) -> Response:
    desk = desk_of(request)
    today = clock_for(request, viewer).today
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        person = reading_people.person(view, match.mentee_id)
        moments = reading_endings.moments(view, match.id)
        planned = reading_endings.ending(view, match.id)
    usual = {
        "ends_on": (today + match_endings.AHEAD + _TOLD_IN).isoformat(),
        "mentor_on": (today + _TOLD_IN).isoformat(),
        "mentee_on": (today + _TOLD_IN).isoformat(),
    }
    return page(
        request,
        "ending.html",
        viewer,
        status,
        match=match,
        mentee=person.row if person else None,
        moments=moments,
        planned=planned,
        problem=problem,
        typed=usual | (typed or {}),
        told=told,
        now_told=now_told,
    )


@router.post("/matches/{match_id}/ending", response_class=HTMLResponse)
def ending(request: Request, viewer: ReaderForm, match_id: str, fields: Fields) -> Response:
    """Show what would be said, plan it, change the day, or call it off."""
    match, desk, step = open_match(request, viewer, match_id), desk_of(request), fields.get("do", "")
    tools, by = desk.tools, viewer.staff_id
    new = NewEnding(*(read_day(fields.get(name, "")) for name in ("ends_on", "mentor_on", "mentee_on")))
    try:
        if step == "show":
            with desk.read() as connection:
                told = match_endings.preview(connection, tools, desk.now(), match_id=match_id, new=new)
            return _show(request, viewer, match, typed=fields, told=told)
        if step == "show_now":
            with desk.read() as connection:
                lines = matches.end_preview(
                    connection, tools, desk.now(), match_id=match_id, why=fields.get("why", "")
                )
            return _show(request, viewer, match, typed=fields, now_told=lines)
        if step == "plan":
            desk.write(
                lambda connection: match_endings.plan(
                    connection, tools, desk.now(), staff_id=by, match_id=match_id, new=new
                )
            )
        elif step == "change":
            desk.write(
                lambda connection: match_endings.change(
                    connection, tools, desk.now(), staff_id=by, match_id=match_id, ends_on=new.ends_on
                )
            )
        elif step == "call_off":
            desk.write(
                lambda connection: match_endings.call_off(
                    connection, tools, desk.now(), staff_id=by, match_id=match_id
                )
            )
        else:
            raise StaffError("Choose what is to happen.")
    except StaffError as error:
        return _show(request, viewer, match, 422, str(error), fields)
    desk.wake()
    return RedirectResponse(f"/matches/{match_id}/ending", 303)


# --- a death ------------------------------------------------------------------------------------------------


@router.get("/people/{person_id}/died", response_class=HTMLResponse)
def died_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """What happens when it is kept that somebody has died, and what does not."""
    return _died(request, viewer, person_id)


def _died(request: Request, viewer: Viewer, person_id: str, status: int = 200, problem: str = "") -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        found = reading_people.person(permissions.view(desk, connection, viewer), person_id)
        if found is None:
            raise HTTPException(404, NOBODY)
        lines = a_death.preview(connection, desk.tools, desk.now(), person_id)
    return page(request, "died.html", viewer, status, row=found.row, lines=lines, problem=problem)


@router.post("/people/{person_id}/died", response_class=HTMLResponse)
def died(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Keep it. Nothing is sent to anybody."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    try:
        if fields.get("sure") != "yes":
            raise StaffError("Tick the box if you are sure. Nothing has been changed.")
        desk.write(
            lambda connection: a_death.record(
                connection, desk.tools, desk.now(), staff_id=viewer.staff_id, person_id=person_id
            )
        )
    except StaffError as error:
        return _died(request, viewer, person_id, 422, str(error))
    desk.wake()
    return RedirectResponse("/", 303)


@router.get("/matches/{match_id}/told", response_class=HTMLResponse)
def told_page(request: Request, viewer: Reader, match_id: str) -> Response:
    """Who has to be told by a person, and the line that goes to them once they were."""
    return _told(request, viewer, match_id)


def _told(request: Request, viewer: Viewer, match_id: str, status: int = 200, problem: str = "") -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        if not reading_endings.match_seen(view, match_id):
            raise HTTPException(404, "There is no such match here.")
        waiting = [
            (one, *a_death.line_to(connection, desk.tools, desk.now(), one.person_id))
            for one in reading_endings.to_tell(view, match_id)
        ]
    return page(request, "told.html", viewer, status, waiting=waiting, match_id=match_id, problem=problem)


@router.post("/matches/{match_id}/told", response_class=HTMLResponse)
def told(request: Request, viewer: ReaderForm, match_id: str) -> Response:
    """They were told: now the line goes."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        if not reading_endings.match_seen(view, match_id):
            raise HTTPException(404, "There is no such match here.")
        waiting = reading_endings.to_tell(view, match_id)
    if not waiting:
        return _told(request, viewer, match_id, 422, "Nobody waits to be told of this any more.")
    for one in waiting:
        desk.write(
            lambda connection, ending_id=one.ending_id: a_death.told(  # type: ignore[misc]  # mypy cannot infer a default in a lambda
                connection, desk.tools, desk.now(), staff_id=viewer.staff_id, ending_id=ending_id
            )
        )
    desk.wake()
    return RedirectResponse("/", 303)
