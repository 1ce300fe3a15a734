"""The log and its records: what was exchanged, newest first, and each exchange line by line."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from console import export, live, permissions
from console.pages import desk_of, page
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import at_the_door, staff
from records import effects as fx
from records import reading, reading_calls, reading_flags, reading_looks, reading_people, reading_safety
from records.kinds import RecordKind
from records.reading import LogFilter, RecordPage, View
from records.reading_calls import CallRow
from records.save import save

router = APIRouter()

_ROWS = 50


class BadFilter(Exception):
    """A filter of the log cannot be read. The message says which and how it should look."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they stand in the address bar."""

    person: str
    kind: str
    since: str
    until: str
    flagged: str

    def query(self, **more: str) -> str:
        """The same filters for a link."""
        given = {
            "person": self.person,
            "kind": self.kind,
            "from": self.since,
            "to": self.until,
            "flagged": self.flagged,
        } | more
        return urlencode({name: value for name, value in given.items() if value})


def read_filter(asked: Asked, zone: ZoneInfo) -> LogFilter:
    """The filters as instants; dates are whole local days, the last one included.

    Raises:
        BadFilter: one of them makes no sense.
    """
    if asked.kind and asked.kind not in list(RecordKind):
        raise BadFilter("There is no such kind of record. Please choose one from the list.")
    if asked.person and at_the_door.row_id(asked.person) is None:
        raise BadFilter("There is no such person. Please choose one from the list.")
    since, until = _day(asked.since), _day(asked.until)
    if since and until and until < since:
        raise BadFilter("The first day comes after the last one. Please swap them.")
    return LogFilter(
        person_id=asked.person or None,
        kind=asked.kind or None,
        since=_midnight(since, zone) if since else None,
        until=_midnight(until + timedelta(days=1), zone) if until else None,
        flagged=bool(asked.flagged),
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    day = at_the_door.day(text)
    if day is None:
        raise BadFilter("That is not a date. Write it as year-month-day, such as 2026-03-31.")
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def write_cursor(at: datetime, row_id: str) -> str:
    return base64.urlsafe_b64encode(f"{at.isoformat()} {row_id}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[datetime, str] | None:
    if not text:
        return None
    try:
        decoded = base64.urlsafe_b64decode(text[:200] + "=" * (-len(text[:200]) % 4)).decode()
    except (ValueError, binascii.Error):
        decoded = ""
    at, _, row_id = decoded.partition(" ")
    moment, found = at_the_door.instant(at), at_the_door.row_id(row_id)
    if moment is None or found is None:
        raise BadFilter("That page of the log does not exist. Please start again from the first one.")
    return moment, found


def _asked(person: str = "", kind: str = "", from_: str = "", to: str = "", flagged: str = "") -> Asked:
    return Asked(person.strip()[:60], kind.strip(), from_.strip(), to.strip(), flagged.strip())


def _of(request: Request) -> Asked:
    given = request.query_params
    return _asked(
        given.get("person", ""),
        given.get("kind", ""),
        given.get("from", ""),
        given.get("to", ""),
        given.get("flagged", ""),
    )


@router.get("/log", response_class=HTMLResponse)
def log_page(request: Request, viewer: Reader) -> Response:
    """Meeting records, newest first."""
    desk, asked = desk_of(request), _of(request)
    problem, rows, more = "", [], ""
    flagged: dict[str, datetime] = {}
    marked: frozenset[str] = frozenset()
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        everybody = [(row.id, row.name) for row in reading_people.people(view) if row.name]
        try:
            wanted = read_filter(asked, ZoneInfo(viewer.timezone))
            before = read_cursor(request.query_params.get("before", ""))
            rows = reading.log(view, wanted, before, _ROWS + 1)
            flagged = reading_flags.open_in_records(view)
            marked = reading_looks.unread_in_records(view)
        except BadFilter as error:
            problem, before = str(error), None
    if len(rows) > _ROWS:
        rows = rows[:_ROWS]
        more = asked.query(before=write_cursor(rows[-1].opened_at, rows[-1].id))
    return page(
        request,
        "log.html",
        viewer,
        422 if problem else 200,
        asked=asked,
        everybody=everybody,
        rows=rows,
        flagged=flagged,
        marked=marked,
        more=more,
        first=before is None,
        problem=problem,
        filtered=bool(asked.query()),
    )


@router.get("/export.csv")
def export_log(request: Request, viewer: Reader) -> Response:
    """The log as a spreadsheet, with the same filters."""
    desk, asked = desk_of(request), _of(request)
    try:
        wanted = read_filter(asked, ZoneInfo(viewer.timezone))
    except BadFilter as error:
        raise HTTPException(422, str(error)) from None
    now = desk.now()
    done = [fx.Audited(viewer.staff_id, "export", wanted.person_id, detail=asked.query())]
    if wanted.person_id is None:  # it stands on the page of everybody it tells of
        with desk.read() as connection:
            told = reading.people_in(permissions.view(desk, connection, viewer), wanted)
        done += [fx.Audited(viewer.staff_id, "export_included", person_id) for person_id in told]
    desk.write(lambda connection: save(connection, desk.sealer, now, done))
    name = f"meeting-records-{now.astimezone(ZoneInfo(viewer.timezone)).date().isoformat()}.csv"
    return StreamingResponse(
        export.lines(desk, viewer, wanted),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get("/records/{record_id}", response_class=HTMLResponse)
def record_page(request: Request, viewer: Reader, record_id: str) -> Response:
    """One exchange. That it was read is kept before it is shown."""
    return show_record(request, viewer, record_id)


def show_record(
    request: Request,
    viewer: Viewer,
    record_id: str,
    status: int = 200,
    problem: str = "",
    text: str = "",
    flag_problem: str = "",
) -> Response:
    """The page; `problem` and `text` belong to the box for writing, `flag_problem` to the flags."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading.record(view, record_id)
        mine = found is not None and view.sees(found.row.person_id)
        reach = reading_people.reach(view, found.row.person_id) if found and mine else None
        times = reading_safety.times_of_record(view, record_id) if found and found.flags else {}
        call = _call(view, found) if found and mine else None
        marked = reading_looks.marked_in(view, record_id)
        held = {row.person_id for row in reading_safety.held_people(view)} if found and found.flags else set()
        numbers = _numbers(view, viewer, found, call) if found else {}
        listens = {"live_seen": live.mark(view, found.row.person_id)} if found and mine else {}
    if found is None:
        raise HTTPException(404, "There is no such record here.")
    done = fx.Audited(viewer.staff_id, "record_read", found.row.person_id, record_id)
    seen = [fx.Audited(viewer.staff_id, "number seen", one, record_id) for one in numbers]
    desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done, *seen]))
    return page(
        request,
        "record.html",
        viewer,
        status,
        **listens,
        live_person=found.row.person_id,
        found=found,
        reach=reach,
        problem=problem,
        text=text,
        flag_problem=flag_problem,
        times=times,
        held=held,
        call=call,
        numbers=numbers,
        marked=marked,
        longest=staff.LONGEST,
        reply_to=f"/records/{record_id}/reply",
    )


def _numbers(
    view: View, viewer: Viewer, found: RecordPage, call: CallRow | None
) -> dict[str, tuple[str, ...]]:
    """Whom the viewer is to call, by person: those they answer for, and whoever waits for a call."""
    people = {one.person_id for one in found.flags if reading_flags.answers(one, viewer.person_id)}
    if call is not None:
        people.add(call.person_id)
    return {person_id: reading_flags.numbers(view, person_id) for person_id in sorted(people)}


def _call(view: View, found: RecordPage) -> CallRow | None:
    """The call that the person of this record is waiting for."""
    return next(iter(reading_calls.calls_to_make(view, person_id=found.row.person_id)), None)


@router.post("/records/{record_id}/reply", response_class=HTMLResponse)
def reply_in_record(
    request: Request, viewer: ReaderForm, record_id: str, text: Annotated[str, Form()] = ""
) -> Response:
    """Write to the person the record is about."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading.record(view, record_id)
        mine = found is not None and view.sees(found.row.person_id)
    if found is None or not mine:
        raise HTTPException(404, "There is no such record here.")
    try:
        written = send_reply(request, viewer, found.row.person_id, text, record_id)
    except staff.CannotSend as error:
        return show_record(request, viewer, record_id, 422, str(error), text)
    return RedirectResponse(f"/records/{written}#end", 303)


def send_reply(
    request: Request, viewer: Viewer, person_id: str, text: str, record_id: str | None = None
) -> str:
    """Hand a reply to the handler, wake delivery, and give the record it stands in.

    That is the record it was written from; without one, the newest exchange.

    Raises:
        CannotSend: it may not or cannot be sent; nothing was kept.
    """
    desk = desk_of(request)
    written = desk.write(
        lambda connection: staff.reply(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            staff_name=viewer.name,
            person_id=person_id,
            text=text,
            record_id=record_id,
        )
    )
    desk.wake()
    return written
