"""The circle: the lead asks all mentors one question, and gives some of the answers back without names."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from console import permissions
from console.answering import answer
from console.pages import desk_of, page
from console.people import Fields
from console.permissions import Lead, LeadForm
from conversations.circle import ANSWER_LENGTH, QUESTION_LENGTH
from handlers.access.signing_in import Viewer
from handlers.desk import circle
from records import effects as fx
from records import reading_circle
from records.save import save

router = APIRouter()


@router.get("/circle", response_class=HTMLResponse)
def circle_page(request: Request, viewer: Lead) -> Response:
    """The newest question and its answers. That they were read is kept before they are shown."""
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
    with desk.read() as connection:
        found = reading_circle.newest(permissions.view(desk, connection, viewer))
    if found is not None and found.answers:
        done = fx.Audited(viewer.staff_id, "circle read")
        desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done]))
    return page(
        request,
        "circle.html",
        viewer,
        status,
        found=found,
        problem=problem,
        typed=typed or {},
        chosen=chosen or [],
        longest=QUESTION_LENGTH,
        answer_longest=ANSWER_LENGTH,
        at_most=circle.AT_MOST,
        saved=request.query_params.get("saved", ""),
    )


@router.post("/circle", response_class=HTMLResponse)
def ask(request: Request, viewer: LeadForm, fields: Fields) -> Response:
    """Put a question to all mentors."""
    desk = desk_of(request)
    return answer(
        request,
        lambda connection: circle.ask(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            words=fields.get("words", ""),
        ),
        lambda problem: _show(request, viewer, 422, problem, fields),
        "/circle?saved=asked",
    )


@router.post("/circle/off", response_class=HTMLResponse)
def take_back(request: Request, viewer: LeadForm, fields: Fields) -> Response:
    """Ask nobody any more."""
    desk = desk_of(request)
    return answer(
        request,
        lambda connection: circle.take_back(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            question_id=fields.get("question", ""),
        ),
        lambda problem: _show(request, viewer, 422, problem, fields),
        "/circle?saved=off",
    )


@router.post("/circle/back", response_class=HTMLResponse)
def give_back(
    request: Request,
    viewer: LeadForm,
    fields: Fields,
    chosen: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Give what was chosen back to all mentors."""
    desk = desk_of(request)
    return answer(
        request,
        lambda connection: circle.give_back(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            programme_id=viewer.programme_id,
            question_id=fields.get("question", ""),
            chosen={one: fields.get(f"words-{one}", "") for one in dict.fromkeys(chosen)},
        ),
        lambda problem: _show(request, viewer, 422, problem, fields, chosen),
        "/circle?saved=shared",
    )
