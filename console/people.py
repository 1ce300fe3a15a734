"""People: the list, and one person's page."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console.log import send_reply
from console.pages import desk_of, page
from console.signing import FromForm, SignedIn
from handlers import staff
from handlers.signing_in import Viewer
from records import effects as fx
from records import reading_people
from records.kinds import Role
from records.reading import View
from records.save import save

router = APIRouter()

_NOBODY = "There is no such person here."


@router.get("/people", response_class=HTMLResponse)
def people_page(request: Request, viewer: SignedIn) -> Response:
    """Everybody, by the part they play."""
    desk = desk_of(request)
    with desk.read() as connection:
        rows = reading_people.people(View(connection, desk.sealer, viewer.programme_id))
    groups = [
        (title, [row for row in rows if role in row.roles])
        for title, role in (
            ("Mentees", Role.MENTEE),
            ("Mentors", Role.MENTOR),
            ("Coordinators", Role.COORDINATOR),
        )
    ]
    groups.append(("Wrote to us", [row for row in rows if not row.roles]))
    return page(
        request, "people.html", viewer, groups=[group for group in groups if group[1]], total=len(rows)
    )


@router.get("/people/{person_id}", response_class=HTMLResponse)
def person_page(request: Request, viewer: SignedIn, person_id: str) -> Response:
    """One person. That the page was read is kept before it is shown."""
    return _person(request, viewer, person_id)


def _person(
    request: Request, viewer: Viewer, person_id: str, status: int = 200, problem: str = "", text: str = ""
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        view = View(connection, desk.sealer, viewer.programme_id)
        found = reading_people.person(view, person_id)
        reach = reading_people.reach(view, person_id)
    if found is None:
        raise HTTPException(404, _NOBODY)
    done = fx.Audited(viewer.staff_id, "person_read", person_id)
    desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done]))
    return page(
        request,
        "person.html",
        viewer,
        status,
        found=found,
        reach=reach,
        problem=problem,
        text=text,
        longest=staff.LONGEST,
        reply_to=f"/people/{person_id}/reply",
    )


def _check(request: Request, viewer: Viewer, person_id: str) -> None:
    desk = desk_of(request)
    with desk.read() as connection:
        if reading_people.reach(View(connection, desk.sealer, viewer.programme_id), person_id) is None:
            raise HTTPException(404, _NOBODY)


@router.post("/people/{person_id}/reply", response_class=HTMLResponse)
def reply(request: Request, viewer: FromForm, person_id: str, text: Annotated[str, Form()] = "") -> Response:
    """Write to somebody."""
    _check(request, viewer, person_id)
    try:
        record_id = send_reply(request, viewer, person_id, text)
    except staff.CannotSend as error:
        return _person(request, viewer, person_id, 422, str(error), text)
    return RedirectResponse(f"/records/{record_id}#end", 303)


@router.post("/people/{person_id}/attend")
def attend(request: Request, viewer: FromForm, person_id: str) -> Response:
    """The messages that waited for a person have been looked after."""
    _check(request, viewer, person_id)
    desk = desk_of(request)
    desk.write(
        lambda connection: staff.attend(
            connection, desk.sealer, desk.now(), staff_id=viewer.staff_id, person_id=person_id
        )
    )
    return RedirectResponse(f"/people/{person_id}", 303)
