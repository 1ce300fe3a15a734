"""The log: what was exchanged, held to what is asked for, page by page; and the same as a spreadsheet.

A line of it says what was said, so that it was read is kept before it is shown, for everybody whose
words stand on the page.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from console import export, permissions
from console.log_filters import Asked, BadFilter, asked_of, named, read_cursor, read_filter, write_cursor
from console.pages import desk_of, page
from console.people_list import caseloads
from console.permissions import Reader
from handlers.access.signing_in import Viewer
from handlers.desk import at_the_door
from records import effects as fx
from records import reading, reading_flags, reading_looks, reading_people
from records.reading import LogRow
from records.reading_told import Told, told
from records.save import save
from records.searching import Searched, search

router = APIRouter()

_ROWS = 50
_COUNTED = 5_000  # more is "more than": nobody pages through so many
_MOST_SEEN = 1_000_000


@router.get("/log", response_class=HTMLResponse)
def log_page(request: Request, viewer: Reader) -> Response:
    """Meeting records, newest first, or as they are asked for."""
    desk, asked = desk_of(request), asked_of(request)
    seen = at_the_door.number(request.query_params.get("seen", ""), 0, _MOST_SEEN) or 0
    problem, rows, more, total = "", [], "", 0
    said: dict[str, Told] = {}
    searched: Searched | None = None
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        chosen = reading_people.named(view, asked.person) if asked.person else ""
        leads = caseloads(connection, request, viewer)
        flagged: dict[str, datetime] = {}
        marked: frozenset[str] = frozenset()
        before = None
        try:
            wanted = named(view, asked, read_filter(asked, ZoneInfo(viewer.timezone)))
            before = read_cursor(request.query_params.get("before", ""))
            if asked.words:
                searched = search(view, wanted, asked.words, before)
                rows = searched.rows
                said = {one: Told(words=line) for one, line in searched.words.items()}
                if searched.reached:
                    more = asked.query(
                        before=write_cursor(*searched.reached), seen=str(seen + searched.looked)
                    )
            else:
                rows = reading.log(view, wanted, before, _ROWS + 1)
                total = reading.log_count(view, wanted, _COUNTED + 1)
                if len(rows) > _ROWS:
                    rows = rows[:_ROWS]
                    end = write_cursor(rows[-1].opened_at, rows[-1].id)
                    more = asked.query(before=end, seen=str(seen + _ROWS))
                said = told(view, rows)
            flagged = reading_flags.open_in_records(view)
            marked = reading_looks.unread_in_records(view)
        except BadFilter as error:
            problem = str(error)
    _note_read(request, viewer, asked, [row for row in rows if row.id in said])
    return page(
        request,
        "log.html",
        viewer,
        422 if problem else 200,
        asked=asked,
        chosen=chosen,
        caseloads=leads,
        rows=rows,
        said=said,
        flagged=flagged,
        marked=marked,
        more=more,
        first=before is None,
        seen=seen,
        total=total,
        counted=_COUNTED,
        searched=searched,
        problem=problem,
        filtered=bool(asked.query()),
    )


def _note_read(request: Request, viewer: Viewer, asked: Asked, rows: Iterable[LogRow]) -> None:
    """Whose words stand on this page is kept; what was looked for is not, it may be somebody's words."""
    desk = desk_of(request)
    read = sorted({one for row in rows for one in (row.person_id, row.with_id) if one})
    done = [fx.Audited(viewer.staff_id, "log_read", person_id) for person_id in read]
    if asked.words:
        done.append(fx.Audited(viewer.staff_id, "words_searched", asked.person or None, detail=asked.codes()))
    if done:
        desk.write(lambda connection: save(connection, desk.sealer, desk.now(), done))


@router.get("/export.csv")
def export_log(request: Request, viewer: Reader) -> Response:
    """The log as a spreadsheet, with the same filters but for words."""
    desk, asked = desk_of(request), asked_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        try:
            wanted = named(view, asked, read_filter(asked, ZoneInfo(viewer.timezone)))
        except BadFilter as error:
            raise HTTPException(422, str(error)) from None
        done = [fx.Audited(viewer.staff_id, "export", wanted.person_id, detail=asked.codes())]
        if wanted.person_id is None:  # it stands on the page of everybody it tells of
            told_of = reading.people_in(view, wanted)
            done += [fx.Audited(viewer.staff_id, "export_included", person_id) for person_id in told_of]
    now = desk.now()
    desk.write(lambda connection: save(connection, desk.sealer, now, done))
    name = f"meeting-records-{now.astimezone(ZoneInfo(viewer.timezone)).date().isoformat()}.csv"
    return StreamingResponse(
        export.lines(desk, viewer, wanted),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
