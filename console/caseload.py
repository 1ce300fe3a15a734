"""The caseload at a glance: a row a match, a column a week; who needs somebody stands first."""

from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from console import permissions, words
from console.pages import clock_for, desk_of, page
from console.permissions import Reader
from console.today import first_of
from records import reading_caseload
from records.reading import Part
from records.reading_caseload import Week

router = APIRouter()
_A_PAGE = 25


def in_words(week: Week) -> str:
    """What happened in a week, for whoever does not see its marks."""
    said = []
    if week.tier:
        said.append(f"safety flag: {words.plainly(week.tier, words.TIERS).lower()}")
    if week.mood is not None:
        said.append(f"the week was {week.mood} of 5")
    elif week.answered:
        said.append("answered")
    if week.quiet:
        said.append("no reply")
    if week.met:
        said.append("met" if week.met == 1 else f"met {week.met} times")
    if week.undelivered:
        said.append("a message may not have arrived")
    if week.rests:
        said.append(words.plainly(week.rests, words.STANDINGS).replace(":", ",").partition(",")[0].lower())
    return ", ".join(said) or "nothing"


@router.get("/caseload", response_class=HTMLResponse)
def caseload(request: Request, viewer: Reader) -> Response:
    """The open matches, page by page."""
    desk, first = desk_of(request), first_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        zone = ZoneInfo(viewer.timezone)
        rows = reading_caseload.caseload(view, desk.now(), zone, Part(first, _A_PAGE))
    return page(
        request,
        "caseload.html",
        viewer,
        rows=rows,
        first=first,
        a_page=_A_PAGE,
        in_words=in_words,
        heads=[clock_for(request, viewer).head(one.begins) for one in rows[0].weeks] if rows else [],
    )
