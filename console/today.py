"""The first page: what needs somebody today, the most urgent first. It shows nobody's words."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from console.pages import desk_of, page
from console.signing import SignedIn
from records import reading_today
from records.reading import View

router = APIRouter()

_TROUBLE_SHOWN = timedelta(days=7)


@router.get("/", response_class=HTMLResponse)
def today(request: Request, viewer: SignedIn) -> Response:
    """Flags, messages waiting for a person, delivery trouble, quiet people."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = View(connection, desk.sealer, viewer.programme_id)
        flags = reading_today.open_flags(view)
        return page(
            request,
            "today.html",
            viewer,
            unanswered=[flag for flag in flags if flag.acknowledged_at is None],
            in_hand=[flag for flag in flags if flag.acknowledged_at is not None],
            waiting=reading_today.waiting_people(view),
            trouble=reading_today.undelivered(view, desk.now() - _TROUBLE_SHOWN),
            quiet=reading_today.quiet_people(view),
        )
