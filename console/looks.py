"""What the second look has marked: somebody says that they have read it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from console import permissions
from console.pages import desk_of
from console.permissions import ReaderForm
from handlers.alarm import second_look
from records import reading_looks

router = APIRouter()


@router.post("/looks/{inbox_id}/read")
def have_read(
    request: Request, viewer: ReaderForm, inbox_id: str, back: Annotated[str, Form()] = ""
) -> Response:
    """Somebody has read a message that was marked; it no longer stands on the first page."""
    desk = desk_of(request)
    with desk.read() as connection:
        row = reading_looks.marked_message(permissions.view(desk, connection, viewer), inbox_id)
    if row is None:
        raise HTTPException(404, "There is no such message here.")
    desk.write(
        lambda connection: second_look.have_read(
            connection, desk.sealer, desk.now(), staff_id=viewer.staff_id, inbox_id=inbox_id
        )
    )
    return RedirectResponse("/" if back == "today" else f"/records/{row.record_id}", 303)
