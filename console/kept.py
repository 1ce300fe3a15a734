"""What was typed while the sign-in had ended, given back after signing in: nothing is sent by itself."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console.once import FIELDS
from console.pages import desk_of, page
from console.signing import SignedIn, sign_in_url
from handlers.access import forms

router = APIRouter()

_NEVER = ("/account", "/sign-out", "/sign-in", "/set-password", "/welcome")
_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
TYPED = {  # what people write in words of their own, and how it is called
    "text": "Message",
    "outcome": "What was done",
    "note": "What should be remembered",
    "words": "What should have been noticed",
    "wording": "Wording",
    "how": "How",
    "name": "Name",
    "place": "Where",
    "reason-goals": "Goals",
    "approved_by": "Who approved it",
    "approved_where": "Where it is written",
}


async def keep_typed(request: Request, back_to: str) -> Response:
    """To the door; and behind it back to the form, where there was one and it came from a page of ours."""
    return RedirectResponse(sign_in_url(await keep(request) or back_to), 303)


async def keep(request: Request) -> str:
    """Keep a form; the address it is given back at. "" where there is none that may be kept."""
    kept = await run_in_threadpool(_keep, request)
    return f"/kept/{kept}" if kept else ""


def _keep(request: Request) -> str:
    fields: list[tuple[str, str]] = request.scope.get(FIELDS, [])
    path = request.url.path
    if request.method != "POST" or path.startswith(_NEVER):
        return ""
    desk = desk_of(request)
    staff_id = forms.owner(desk.sealer, next((value for name, value in fields if name == "csrf"), ""))
    if staff_id is None or sum(len(name) + len(value) for name, value in fields) > forms.LARGEST:
        return ""
    return desk.write(lambda c: forms.keep(c, desk.sealer, desk.wall(), staff_id, path, fields))


def _label(name: str) -> str:
    return TYPED.get(name) or name.replace("_", " ").replace("-", ": ").capitalize()


def _found(request: Request, viewer: SignedIn, token: str) -> forms.Kept:
    desk = desk_of(request)
    with desk.read() as connection:
        found = forms.kept(connection, desk.sealer, desk.wall(), viewer.staff_id, token)
    if found is None:
        raise HTTPException(404, "Nothing is kept here for you. What was typed is kept for a day.")
    return found


@router.get("/kept/{token}", response_class=HTMLResponse)
def kept_page(request: Request, viewer: SignedIn, found: Annotated[forms.Kept, Depends(_found)]) -> Response:
    """The form as it was sent, to look over and send again."""
    typed = [(name, _label(name), value) for name, value in found.fields if name in TYPED and value]
    others = [(name, value) for name, value in found.fields if name not in TYPED or not value]
    shown = [
        (_label(name), value)
        for name, value in others
        if value and not name.startswith("was-") and name not in ("back", "sure") and not _ID.fullmatch(value)
    ]
    return page(request, "kept.html", viewer, found=found, typed=typed, others=others, shown=shown)
