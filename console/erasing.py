"""Erasing a person, for leads: what it does is said before, and the name is typed again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console import permissions
from console.pages import desk_of, page
from console.permissions import Lead, LeadForm
from handlers.access.signing_in import Viewer
from handlers.desk import erasing
from handlers.desk.staff import StaffError
from records import reading_people

router = APIRouter()


@router.get("/people/{person_id}/erase", response_class=HTMLResponse)
def ask(request: Request, viewer: Lead, person_id: str) -> Response:
    """What would be gone, and what stays."""
    return _show(request, viewer, person_id)


def _show(request: Request, viewer: Viewer, person_id: str, status: int = 200, problem: str = "") -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        found = reading_people.person(permissions.view(desk, connection, viewer), person_id)
    if found is None:
        raise HTTPException(404, "There is no such person here.")
    return page(request, "erase.html", viewer, status, row=found.row, problem=problem)


@router.post("/people/{person_id}/erase", response_class=HTMLResponse)
def erase(request: Request, viewer: LeadForm, person_id: str, name: Annotated[str, Form()] = "") -> Response:
    """It is done, and cannot be undone."""
    desk = desk_of(request)
    with desk.read() as connection:
        if reading_people.person(permissions.view(desk, connection, viewer), person_id) is None:
            raise HTTPException(404, "There is no such person here.")
    try:
        desk.write(
            lambda connection: erasing.erase(
                connection,
                desk.sealer,
                desk.now(),
                staff_id=viewer.staff_id,
                person_id=person_id,
                name=name,
            )
        )
    except StaffError as error:
        return _show(request, viewer, person_id, 422, str(error))
    with desk.read() as connection:
        erasing.destroy_keys(connection, desk.sealer)
        engine = connection.engine
    erasing.leave_nothing(engine, desk.sealer)
    return RedirectResponse("/people", 303)
