"""What people answered to the programme's own short questions: counts, and words without names."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from console import permissions
from console.pages import desk_of, page
from console.permissions import Reader
from records import effects as fx
from records import reading_pulses
from records.kinds import StaffRole
from records.save import save

router = APIRouter()


@router.get("/pulses", response_class=HTMLResponse)
def pulses_page(request: Request, viewer: Reader) -> Response:
    """Counts for whoever reads here. Words are for the lead: they may be about a coordinator."""
    desk, reads = desk_of(request), viewer.role is StaffRole.LEAD
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_pulses.results(view, desk.now(), with_words=reads)
    if any(each.words for one in found for each in one.questions):
        done = fx.Audited(viewer.staff_id, "pulses read")
        desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done]))
    return page(request, "pulses.html", viewer, found=found, reads=reads, choices=reading_pulses.CHOICES)
