"""A sheet of paper for somebody whose match has run its course: printed at the desk, in their language.

It names who, with which programme and in which time, and nothing of why; the page of the person has the link.
"""

from datetime import date
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from console import permissions
from console.pages import desk_of, page
from console.permissions import Reader
from conversations import control
from conversations import match_moments as say
from conversations.wording import Wording
from records import reading_matches, reading_people
from records.kinds import Role

router = APIRouter()


@router.get("/people/{person_id}/certificate/{match_id}", response_class=HTMLResponse)
def certificate(request: Request, viewer: Reader, person_id: str, match_id: str) -> Response:
    """The sheet for a mentee's match that has run its course; for any other of theirs it says why not."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_people.person(view, person_id)
        mine = reading_matches.matches(view, person_id) if found else []
    match = next((one for one in mine if one.id == match_id and one.role == Role.MENTOR), None)
    if found is None or match is None:
        raise HTTPException(404, "There is no such match here.")
    if match.until is None or match.ended != "finished":
        return page(request, "certificate.html", viewer, row=found.row, words="")
    language, zone = found.row.language, ZoneInfo(viewer.timezone)
    wording = desk.tools.wording.of(viewer.programme_id)
    words = wording.render(
        language,
        say.CERTIFICATE_WORDS,
        programme=viewer.programme,
        since=_day(wording, language, match.since.astimezone(zone).date()),
        until=_day(wording, language, match.until.astimezone(zone).date()),
    )
    others = {
        key: wording.render(language, key)
        for key in (say.CERTIFICATE_TITLE, say.CERTIFICATE_THANKS, say.CERTIFICATE_SIGNED)
    }
    return page(
        request,
        "certificate.html",
        viewer,
        row=found.row,
        words=words,
        title=others[say.CERTIFICATE_TITLE],
        thanks=others[say.CERTIFICATE_THANKS],
        signed=others[say.CERTIFICATE_SIGNED],
    )


def _day(wording: Wording, language: str, day: date) -> str:
    month = wording.render(language, control.MONTHS[day.month - 1])
    return wording.render(language, control.DATE_AND_YEAR, month=month, day=day.day, year=day.year)
