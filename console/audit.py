"""The audit log, for the lead: who read or changed what, searched by member of staff, person and day."""

from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from console import permissions
from console.log_filters import Asked, BadFilter, read_cursor, read_filter, write_cursor
from console.pages import desk_of, page
from console.permissions import Lead
from records import effects as fx
from records import reading_people, reading_staff
from records.reading_staff import AuditEntry, AuditFilter
from records.save import save

router = APIRouter()

_ROWS = 100


@router.get("/audit", response_class=HTMLResponse)
def audit_page(
    request: Request,
    viewer: Lead,
    staff: str = "",
    person: str = "",
    before: str = "",
) -> Response:
    """Every reading and change, newest first."""
    desk = desk_of(request)
    since, until = (request.query_params.get(name, "").strip() for name in ("from", "to"))
    asked = Asked(person.strip()[:60], since=since, until=until)
    problem, more = "", ""
    rows: list[AuditEntry] = []
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        everybody = [(row.id, row.name) for row in reading_people.people(view) if row.name]
        colleagues = [(row.id, row.name) for row in reading_staff.members(view)]
        try:
            if not staff.isprintable():
                raise BadFilter("There is no such member of staff. Please choose one from the list.")
            days = read_filter(asked, ZoneInfo(viewer.timezone))
            wanted = AuditFilter(staff[:60] or None, days.person_id, days.since, days.until)
            rows = reading_staff.audit(view, wanted, read_cursor(before), _ROWS + 1)
        except BadFilter as error:
            problem = str(error)
    looked = fx.Audited(viewer.staff_id, "audit_read", asked.person or None, detail=asked.query(staff=staff))
    if not problem:
        desk.write(lambda c: save(c, desk.sealer, desk.now(), [looked]))
    if len(rows) > _ROWS:
        rows = rows[:_ROWS]
        more = asked.query(staff=staff, before=write_cursor(rows[-1].at, rows[-1].id))
    return page(
        request,
        "audit.html",
        viewer,
        422 if problem else 200,
        asked=asked,
        staff=staff,
        everybody=everybody,
        colleagues=colleagues,
        rows=rows,
        more=more,
        problem=problem,
        filtered=bool(asked.query(staff=staff)),
    )
