"""Readiness in bulk: that several mentors have been cleared or trained, written down at once."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Connection

from console import permissions
from console.answering import answer
from console.pages import clock_for, desk_of, page
from console.people import Fields, check_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import mentor_readiness
from handlers.enrolling import enrol_check
from handlers.enrolling.enrol_cells import read_day
from records import reading_people
from records.kinds import Role

router = APIRouter()


@router.get("/people/readiness", response_class=HTMLResponse)
def readiness_page(request: Request, viewer: Reader) -> Response:
    """Every mentor, and what each still needs before a match."""
    return _show(request, viewer)


def _show(
    request: Request,
    viewer: Viewer,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
    chosen: list[str] | None = None,
) -> Response:
    desk = desk_of(request)
    today = clock_for(request, viewer).today
    with desk.read() as connection:
        mentors = [
            (row, mentor_readiness.not_ready(connection, row.id, today))
            for row in reading_people.people(permissions.view(desk, connection, viewer))
            if Role.MENTOR in row.roles
        ]
    return page(
        request,
        "readiness.html",
        viewer,
        status,
        mentors=sorted(mentors, key=lambda pair: not pair[1]),
        needed=enrol_check.NEEDED,
        kinds=mentor_readiness.READINESS,
        today=today.isoformat(),
        problem=problem,
        typed=typed or {},
        chosen=chosen,
    )


@router.post("/people/readiness", response_class=HTMLResponse)
def record(
    request: Request,
    viewer: ReaderForm,
    fields: Fields,
    who: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    kind: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Write it down for all who were chosen, or for nobody."""
    desk = desk_of(request)
    if not who or not kind:
        missing = "Choose at least one mentor." if not who else "Choose what they have."
        return _show(request, viewer, 422, missing, fields, who)
    check_person(request, viewer, *who)
    given_on, good_until = read_day(fields.get("given_on", "")), read_day(fields.get("good_until", ""))
    if fields.get("good_until") and good_until is None:
        return _show(request, viewer, 422, "Write the dates as 2026-05-31 (year, month, day).", fields, who)

    def change(connection: Connection) -> None:
        for person_id in dict.fromkeys(who):
            for one in dict.fromkeys(kind):
                mentor_readiness.add_readiness(
                    connection,
                    desk.sealer,
                    desk.now(),
                    staff_id=viewer.staff_id,
                    person_id=person_id,
                    kind=one,
                    given_on=given_on,
                    good_until=good_until,
                )

    return answer(
        request,
        change,
        lambda problem: _show(request, viewer, 422, problem, fields, who),
        "/people/readiness",
    )
