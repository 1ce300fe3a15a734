"""Requests: what people asked for that a human has to do. Complaints are for leads alone."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from console import cover, permissions
from console.answering import answer
from console.pages import desk_of, page
from console.people import Fields, check_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import requests
from handlers.desk.cover import Days, grant
from handlers.enrolling.enrol_cells import read_day
from records import effects as fx
from records import reading_matches
from records.reading_matches import RequestRow
from records.save import save

router = APIRouter()


@router.get("/requests", response_class=HTMLResponse)
def requests_page(request: Request, viewer: Reader) -> Response:
    """What waits, and what was done lately."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        waiting = reading_matches.requests(view, viewer.role)
        done = reading_matches.requests(view, viewer.role, closed=True)
    return page(request, "requests.html", viewer, waiting=waiting, done=done)


@router.get("/requests/{request_id}", response_class=HTMLResponse)
def request_page(request: Request, viewer: Reader, request_id: str) -> Response:
    """One request, in the person's words. That it was read is kept before it is shown."""
    return _show(request, viewer, request_id)


def _found(request: Request, viewer: Viewer, request_id: str) -> RequestRow:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_matches.request(view, viewer.role, request_id)
    if found is None:
        raise HTTPException(404, "There is no such request here.")
    return found


def _show(
    request: Request,
    viewer: Viewer,
    request_id: str,
    status: int = 200,
    problem: str = "",
    text: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    found, desk = _found(request, viewer, request_id), desk_of(request)
    done = fx.Audited(viewer.staff_id, "request read", found.person_id, found.record_id)
    desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done]))
    return page(
        request,
        "request.html",
        viewer,
        status,
        found=found,
        problem=problem,
        text=text,
        longest=requests.LONGEST_OUTCOME,
        cover=cover.offered(request, viewer, found, typed or {}) if found.kind == "cover" else None,
    )


@router.post("/requests/{request_id}/close", response_class=HTMLResponse)
def close(
    request: Request, viewer: ReaderForm, request_id: str, outcome: Annotated[str, Form()] = ""
) -> Response:
    """It has been seen to."""
    _found(request, viewer, request_id)
    desk = desk_of(request)
    return answer(
        request,
        lambda connection: requests.close(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            request_id=request_id,
            outcome=outcome,
        ),
        lambda problem: _show(request, viewer, request_id, 422, problem, outcome),
        "/requests",
    )


@router.post("/requests/{request_id}/cover", response_class=HTMLResponse)
def grant_cover(request: Request, viewer: ReaderForm, request_id: str, fields: Fields) -> Response:
    """Let another mentor stand in."""
    _found(request, viewer, request_id)
    by_id = fields.get("by", "")
    if not by_id:
        return _show(request, viewer, request_id, 422, "Choose who stands in.", typed=fields)
    check_person(request, viewer, by_id)
    desk = desk_of(request)
    days = Days(read_day(fields.get("first", "")), read_day(fields.get("last", "")))
    return answer(
        request,
        lambda connection: grant(
            connection,
            desk.tools,
            desk.now(),
            staff_id=viewer.staff_id,
            request_id=request_id,
            by_id=by_id,
            days=days,
        ),
        lambda problem: _show(request, viewer, request_id, 422, problem, typed=fields),
        f"/requests/{request_id}",
    )
