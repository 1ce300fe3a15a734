"""What somebody brings to a match, written down with them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from console import permissions
from console.answering import answer
from console.pages import desk_of, page
from console.people import NOBODY, Fields, check_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import sides
from records import reading_people

router = APIRouter()


@router.get("/people/{person_id}/matching", response_class=HTMLResponse)
def side_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """The form, with what is kept."""
    return _show(request, viewer, person_id)


def _show(
    request: Request,
    viewer: Viewer,
    person_id: str,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        found = reading_people.person(permissions.view(desk, connection, viewer), person_id)
        if found is None:
            raise HTTPException(404, NOBODY)
        kept = sides.written(connection, desk.sealer, person_id)
    if typed is None:
        typed = {name: getattr(kept, name) for name in sides.FIELDS}
        typed["capacity"] = "" if kept.capacity is None else str(kept.capacity)
    return page(
        request,
        "matching.html",
        viewer,
        status,
        row=found.row,
        typed=typed,
        problem=problem,
        longest=sides.LONGEST,
    )


@router.post("/people/{person_id}/matching", response_class=HTMLResponse)
def write(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Keep it."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    new = sides.read(fields)
    return answer(
        request,
        lambda connection: sides.write(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            person_id=person_id,
            new=new,
            capacity=fields.get("capacity", ""),
        ),
        lambda problem: _show(request, viewer, person_id, 422, problem, fields),
        f"/people/{person_id}#matches",
    )
