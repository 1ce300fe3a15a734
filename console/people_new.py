"""Adding a person: checked as a line of a people file is, and invited the same way."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console import permissions
from console.pages import desk_of, page
from console.people import Fields
from console.people_edit import show_edit
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import people
from handlers.enrolling import enrol, newcomers
from handlers.enrolling.programmes import LANGUAGES
from records import reading_matches
from records.kinds import Channel, Role, StaffRole

router = APIRouter()
_CELLS = (
    "name",
    "role",
    "channel",
    "number",
    "word",
    "language",
    "country",
    "timezone",
    "release_date",
    "stage",
    "consent_by",
    "consent_on",
    "consent_how",
    "wording",
    "also_mentor",
    "curfew_start",
    "curfew_end",
    "coordinator",
    "weekday",
    "at",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@router.get("/people/new", response_class=HTMLResponse)
def new_page(request: Request, viewer: Reader) -> Response:
    """The form for somebody new."""
    mine = viewer.person_id if viewer.role is StaffRole.COORDINATOR else ""
    with desk_of(request).read() as connection:
        programme = people.programme_row(connection, viewer.programme_id)
    begin = {
        "country": programme.country,
        "language": programme.language,
        "timezone": programme.timezone,
        "weekday": "",
        "role": Role.MENTEE,
        "coordinator": mine,
    }
    return _new(request, viewer, begin)


def _new(
    request: Request,
    viewer: Viewer,
    typed: dict[str, str],
    problems: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        staff = reading_matches.desk_staff(permissions.view(desk, connection, viewer))
    return page(
        request,
        "person_new.html",
        viewer,
        status,
        typed={name: typed.get(name, "") for name in _CELLS},
        problems=problems or {},
        ways=desk.ways,
        languages=LANGUAGES,
        staff=staff,
    )


@router.post("/people/new", response_class=HTMLResponse)
def new(request: Request, viewer: ReaderForm, fields: Fields) -> Response:
    """Add somebody: checked as a line of a people file is, and invited the same way."""
    desk = desk_of(request)
    cells = {name: fields.get(name, "") for name in _CELLS}
    mentee = cells["role"] == Role.MENTEE
    if mentee and cells["weekday"] in map(str, range(7)):
        cells["check_in"] = f"{_DAYS[int(cells['weekday'])]} {cells['at']}"
    if cells["channel"] == Channel.TELEGRAM:
        cells["number"] = ""
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        staff = dict(reading_matches.desk_staff(view))
        newcomer, problems = newcomers.check_newcomer(
            connection,
            desk.sealer,
            desk.now(),
            viewer.programme_id,
            cells,
            desk.ways,
            cells["coordinator"] or None,
            desk.tools.ours,
        )
    if cells["coordinator"] and cells["coordinator"] not in staff:
        problems = problems | {"coordinator": "Please choose a coordinator from the list."}
    if newcomer is None or problems:
        return _new(request, viewer, cells, problems, 422)
    try:
        added = desk.write(
            lambda connection: newcomers.add_person(
                connection,
                desk.tools,
                desk.now(),
                staff_id=viewer.staff_id,
                programme_id=viewer.programme_id,
                newcomer=newcomer,
            )
        )
    except enrol.ChangedMeanwhile as error:
        return _new(request, viewer, cells, {"number": str(error)}, 422)
    desk.wake()
    hidden = viewer.role is StaffRole.COORDINATOR and cells["coordinator"] not in ("", viewer.person_id)
    if added.code and not hidden:
        return show_edit(request, viewer, added.person_id, code=added.code)
    return RedirectResponse("/people" if hidden else f"/people/{added.person_id}", 303)
