"""The first page: what needs somebody today, the most urgent first. It shows nobody's words."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from console import permits
from console.pages import desk_of, page
from console.permits import Reader
from records import reading_matches, reading_today

router = APIRouter()

_TROUBLE_SHOWN = timedelta(days=7)


@router.get("/", response_class=HTMLResponse)
def today(request: Request, viewer: Reader) -> Response:
    """Flags, calls, messages waiting, unknown senders, requests, delivery trouble, quiet people."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permits.view(desk, connection, viewer)
        flags = reading_today.open_flags(view)
        return page(
            request,
            "today.html",
            viewer,
            unanswered=[flag for flag in flags if flag.acknowledged_at is None],
            in_hand=[flag for flag in flags if flag.acknowledged_at is not None],
            calls=reading_today.calls_to_make(view),
            waiting=reading_today.waiting_people(view),
            unclaimed=reading_today.unclaimed(view),
            requests=reading_matches.requests(view, viewer.role),
            trouble=reading_today.undelivered(view, desk.now() - _TROUBLE_SHOWN),
            quiet=reading_today.quiet_people(view),
            resting=reading_today.resting_people(view),
        )
