"""One record of the log: what was exchanged, line by line, and writing to whom it is about."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from console import live, permissions
from console.pages import desk_of, page
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import drafts, staff
from records import effects as fx
from records import reading, reading_calls, reading_flags, reading_looks, reading_people, reading_safety
from records.reading import RecordPage, View
from records.reading_calls import CallRow
from records.save import save

router = APIRouter()


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
        earlier, later = reading.beside(view, found.row) if found else (None, None)
        held = {row.person_id for row in reading_safety.held_people(view)} if found and found.flags else set()
        numbers = _numbers(view, viewer, found, call) if found else {}
        draft = kept_draft(request, connection, viewer, found.row.person_id) if found and mine else None
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
        draft=None if text else draft,
        earlier=earlier,
        later=later,
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


def kept_draft(
    request: Request, connection: Connection, viewer: Viewer, person_id: str
) -> drafts.Draft | None:
    """What this viewer has typed to somebody and not sent."""
    sealer = desk_of(request).sealer
    return drafts.kept(connection, sealer, staff_id=viewer.staff_id, person_id=person_id)


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
    request: Request,
    viewer: Viewer,
    person_id: str,
    text: str,
    record_id: str | None = None,
    later: datetime | None = None,
) -> str:
    """Hand a reply to the handler, wake delivery, and give the record it stands in.

    That is the record it was written from; without one, the newest exchange.

    Raises:
        CannotSend: it may not or cannot be sent; nothing was kept.
    """
    desk = desk_of(request)

    def send(connection: Connection) -> str:
        drafts.drop(connection, staff_id=viewer.staff_id, person_id=person_id)
        return staff.reply(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            staff_name=viewer.name,
            person_id=person_id,
            text=text,
            record_id=record_id,
            later=later,
        )

    written = desk.write(send)
    desk.wake()
    return written
