"""The coordinator's side of safety: flags, what was missed, held prompts, calls, what a mentor may know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from console import permissions, words
from console.log import show_record
from console.pages import desk_of, page
from console.people import NOBODY, Fields, check_person, show_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.alarm import second_thoughts, tuning
from handlers.alarm.tuning import Missed
from handlers.desk import follow_up, staff
from records import reading, reading_calls, reading_flags, reading_safety
from records.sealing import Sealer

router = APIRouter()


# --- flags -----------------------------------------------------------------------------------------


def _flag(request: Request, viewer: Viewer, flag_id: str) -> str:
    """The record of a flag of somebody the viewer looks after."""
    desk = desk_of(request)
    with desk.read() as connection:
        found = reading.flag_record(permissions.view(desk, connection, viewer), flag_id)
    if found is None:
        raise HTTPException(404, "There is no such flag here.")
    return found[0]


def _of_flag(
    request: Request,
    viewer: Viewer,
    flag_id: str,
    change: Callable[..., None],
    back: str = "",
) -> Response:
    """Do something with a flag, and go back to where its button was; what is wrong stands on its record."""
    record_id, desk = _flag(request, viewer, flag_id), desk_of(request)
    by = viewer.staff_id
    try:
        desk.write(lambda c: change(c, desk.sealer, desk.now(), staff_id=by, flag_id=flag_id))
    except staff.StaffError as error:
        return show_record(request, viewer, record_id, 422, flag_problem=str(error))
    desk.wake()
    with desk.read() as connection:
        seen = reading.flag_record(permissions.view(desk, connection, viewer), flag_id)
    if back == "today" or seen is None:  # alerted about a colleague's person, one sees them while it is open
        return RedirectResponse("/", 303)
    return RedirectResponse(f"/people/{seen[1]}#flags" if back == "person" else f"/records/{record_id}", 303)


@router.post("/flags/{flag_id}/acknowledge", response_class=HTMLResponse)
def acknowledge(
    request: Request, viewer: ReaderForm, flag_id: str, back: Annotated[str, Form()] = ""
) -> Response:
    """Answer for a flag: from now on, this is in the viewer's hands."""
    return _of_flag(request, viewer, flag_id, staff.acknowledge, back)


@router.post("/flags/{flag_id}/close", response_class=HTMLResponse)
def close_flag(
    request: Request,
    viewer: ReaderForm,
    flag_id: str,
    outcome: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Close a flag, saying how it ended."""
    return _of_flag(
        request,
        viewer,
        flag_id,
        partial(staff.close_flag, outcome=outcome[: follow_up.LONGEST_OUTCOME]),
        back,
    )


@router.get("/flags/{flag_id}/false-alarm", response_class=HTMLResponse)
def false_alarm_page(request: Request, viewer: Reader, flag_id: str) -> Response:
    """Asks whether it was one; whoever has not read the record is led there first."""
    return _ask_false_alarm(request, viewer, flag_id)


def _ask_false_alarm(
    request: Request, viewer: Viewer, flag_id: str, status: int = 200, problem: str = ""
) -> Response:
    record_id, desk = _flag(request, viewer, flag_id), desk_of(request)
    with desk.read() as connection:
        unread = second_thoughts.is_unread(connection, viewer.staff_id, staff.find_flag(connection, flag_id))
        found = reading_flags.flag(permissions.view(desk, connection, viewer), flag_id, with_words=not unread)
    if found is None or found.closed_at is not None:
        return RedirectResponse(f"/records/{record_id}", 303)
    return page(request, "false_alarm.html", viewer, status, flag=found, unread=unread, problem=problem)


@router.post("/flags/{flag_id}/false-alarm", response_class=HTMLResponse)
def false_alarm(
    request: Request, viewer: ReaderForm, flag_id: str, sure: Annotated[str, Form()] = ""
) -> Response:
    """The words meant no danger. Never before they were read, and never without being asked once more."""
    desk = desk_of(request)
    _flag(request, viewer, flag_id)
    with desk.read() as connection:
        flag = staff.find_flag(connection, flag_id)
        unread = second_thoughts.is_unread(connection, viewer.staff_id, flag)
    if flag.closed_at is None and not flag.drill and flag.entered_by is None and (unread or sure != "yes"):
        problem = second_thoughts.READ_FIRST if unread else ""
        return _ask_false_alarm(request, viewer, flag_id, 422 if unread else 200, problem)

    def change(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, flag_id: str) -> None:
        if flag.closed_at is None:
            second_thoughts.check_read(connection, staff_id, flag_id)
        tuning.false_alarm(connection, sealer, now, staff_id=staff_id, flag_id=flag_id)

    return _of_flag(request, viewer, flag_id, change)


@router.post("/flags/{flag_id}/reopen", response_class=HTMLResponse)
def reopen(request: Request, viewer: ReaderForm, flag_id: str) -> Response:
    """It was no false alarm after all, or it is not over: the flag stands open again."""
    return _of_flag(request, viewer, flag_id, second_thoughts.reopen)


@router.post("/flags/{flag_id}/take-over", response_class=HTMLResponse)
def take_over(
    request: Request, viewer: ReaderForm, flag_id: str, back: Annotated[str, Form()] = ""
) -> Response:
    """A colleague had answered for it; from now on, it is in the viewer's hands."""
    return _of_flag(request, viewer, flag_id, second_thoughts.take_over, back)


# --- what was missed -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Heard:
    """A line somebody sent, and whom the danger in it may be about."""

    record_id: str
    who: tuple[tuple[str, str], ...] = field(repr=False)  # (person id, name): the writer first


def _heard(request: Request, viewer: Viewer, inbox_id: str) -> _Heard:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_safety.heard_line(view, inbox_id)
    if found is None:
        raise HTTPException(404, "There is no such message here.")
    return _Heard(*found)


@router.get("/lines/{inbox_id}/missed", response_class=HTMLResponse)
def missed_page(request: Request, viewer: Reader, inbox_id: str) -> Response:
    """The form for a danger that the program did not notice."""
    return _missed(request, viewer, _heard(request, viewer, inbox_id), inbox_id)


def _missed(
    request: Request,
    viewer: Viewer,
    heard: _Heard,
    inbox_id: str,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    return page(
        request,
        "missed.html",
        viewer,
        status,
        heard=heard,
        inbox_id=inbox_id,
        problem=problem,
        typed=typed or {"about": heard.who[0][0]},
        tiers=words.TIERS,
        categories=words.CATEGORIES,
        longest=tuning.LONGEST_WORDS,
    )


@router.post("/lines/{inbox_id}/missed", response_class=HTMLResponse)
def missed(request: Request, viewer: ReaderForm, inbox_id: str, fields: Fields) -> Response:
    """Raise the flag by hand; whoever enters it answers for it."""
    heard, desk = _heard(request, viewer, inbox_id), desk_of(request)
    about = fields.get("about") or heard.who[0][0]
    if about not in dict(heard.who):
        raise HTTPException(404, NOBODY)
    new = Missed(about, fields.get("tier", ""), fields.get("category", ""), fields.get("words", ""))
    try:
        record_id = desk.write(
            lambda connection: tuning.missed(
                connection, desk.tools, desk.now(), staff_id=viewer.staff_id, inbox_id=inbox_id, new=new
            )
        )
    except staff.StaffError as error:
        return _missed(request, viewer, heard, inbox_id, 422, str(error), fields)
    return RedirectResponse(f"/records/{record_id}", 303)


# --- people ----------------------------------------------------------------------------------------


def _of_person(
    request: Request,
    viewer: Viewer,
    person_id: str,
    change: Callable[..., None],
    back: str = "",
) -> Response:
    """Do something for somebody the viewer looks after; what is wrong stands on their page."""
    check_person(request, viewer, person_id)
    desk, by = desk_of(request), viewer.staff_id
    try:
        desk.write(lambda c: change(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id))
    except staff.StaffError as error:
        return show_person(request, viewer, person_id, 422, safety_problem=str(error))
    if back.startswith("record:"):
        return RedirectResponse(f"/records/{back.removeprefix('record:')[:60]}", 303)
    return RedirectResponse("/" if back == "today" else f"/people/{person_id}#safety", 303)


@router.post("/people/{person_id}/resume", response_class=HTMLResponse)
def resume(
    request: Request, viewer: ReaderForm, person_id: str, back: Annotated[str, Form()] = ""
) -> Response:
    """Let check-ins and reminders go to them again."""
    return _of_person(request, viewer, person_id, follow_up.resume_prompts, back)


@router.post("/people/{person_id}/called", response_class=HTMLResponse)
def called(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """How a call went that had to be made."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        due = reading_calls.calls_to_make(view, person_id=person_id)
    record_id = due[0].record_id if due else None
    return _of_person(
        request,
        viewer,
        person_id,
        partial(follow_up.call_made, record_id=record_id, outcome=fields.get("outcome", "")),
        fields.get("back", ""),
    )


@router.post("/people/{person_id}/mentor-may-know", response_class=HTMLResponse)
def mentor_may_know(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Whether their mentor may be told when something is wrong."""
    if fields.get("know") == "no":
        return _of_person(request, viewer, person_id, follow_up.withdraw_mentor_may_know)
    change = partial(follow_up.set_mentor_may_know, how=fields.get("how", ""))
    return _of_person(request, viewer, person_id, change)
