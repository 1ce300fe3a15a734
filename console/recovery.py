"""Somebody is being let back in to an account: the two words there are to say about it."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from console.pages import desk_of
from console.signing import FromForm
from handlers.access import recovery
from handlers.access.accounts import AccountProblem
from handlers.access.signing_in import Viewer

router = APIRouter()


@router.post("/ways-in/{staff_id}/confirm")
def confirm(request: Request, viewer: FromForm, staff_id: str) -> Response:
    """A lead says that it is the owner who wants back in."""
    return _say(request, viewer, staff_id, recovery.confirm)


@router.post("/ways-in/{staff_id}/stop")
def stop(request: Request, viewer: FromForm, staff_id: str) -> Response:
    """The owner, or a lead, says that it is not."""
    return _say(request, viewer, staff_id, recovery.stop)


def _say(request: Request, viewer: Viewer, staff_id: str, word: Callable[..., None]) -> Response:
    desk = desk_of(request)
    try:
        desk.write(lambda c: word(c, desk.sealer, desk.now(), desk.wall(), by=viewer, staff_id=staff_id))
    except AccountProblem as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse("/account", 303)
