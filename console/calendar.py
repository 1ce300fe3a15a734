"""Somebody's meetings ahead as a calendar file, to keep beside the desk. It names nobody."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from console import permissions
from console.pages import desk_of
from console.people import check_person
from console.permissions import Reader
from records import reading_meetings
from rules.calendar_file import Entry, calendar_file

router = APIRouter()

_CALLED = "Meeting"


@router.get("/people/{person_id}/meetings.ics")
def meetings_file(request: Request, viewer: Reader, person_id: str) -> Response:
    """Their meetings ahead, an hour each; taken again after a change, it puts the calendar right."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    with desk.read() as connection:
        rows = reading_meetings.coming(permissions.view(desk, connection, viewer), person_id, desk.now())
    entries = (Entry(row.id, row.at, row.place) for row in rows)
    return Response(
        calendar_file(entries, desk.now(), _CALLED),
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="meetings.ics"', "Cache-Control": "no-store"},
    )
