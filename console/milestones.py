"""Milestones on a person's page: one is marked, and what was promised is handed over."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from console.answering import answer
from console.pages import clock_for, desk_of
from console.people import Fields, check_person, show_person
from console.permissions import ReaderForm
from handlers.desk import milestones

router = APIRouter()


@router.post("/people/{person_id}/milestones", response_class=HTMLResponse)
def mark(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Somebody has reached what only the desk can know of."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    return answer(
        request,
        lambda connection: milestones.mark(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            person_id=person_id,
            milestone=fields.get("milestone", ""),
        ),
        lambda problem: show_person(request, viewer, person_id, 422, problem),
        f"/people/{person_id}#milestones",
    )


@router.post("/people/{person_id}/milestones/{milestone}/given", response_class=HTMLResponse)
def given(
    request: Request,
    viewer: ReaderForm,
    person_id: str,
    milestone: str,
    back: Annotated[str, Form()] = "",
) -> Response:
    """What was promised has been handed over today."""
    check_person(request, viewer, person_id)
    desk, today = desk_of(request), clock_for(request, viewer).today
    return answer(
        request,
        lambda connection: milestones.given(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            person_id=person_id,
            milestone=milestone,
            on=today,
        ),
        lambda problem: show_person(request, viewer, person_id, 422, problem),
        "/" if back == "today" else f"/people/{person_id}#milestones",
    )
