"""Adding a person, and changing one: each card of the page is a form of its own, and says its own problem."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from console import permissions, stale
from console.desk import Desk
from console.pages import desk_of, page
from console.people import NOBODY, Fields, check_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import addresses, conditions, mentor_readiness, people, training
from handlers.desk import phrase as agreed_phrase
from handlers.desk.ending import end_messages
from handlers.desk.staff import StaffError
from handlers.enrolling import enrol, newcomers
from handlers.enrolling.enrol_cells import read_day
from handlers.enrolling.programmes import LANGUAGES
from records import effects as fx
from records import reading_matches, reading_people
from records.kinds import Channel, Role, StaffRole, Stage
from records.save import save

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
_STRANGE_DATE = "That is not a date. Write it as 2026-05-31 (year, month, day)."


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
        return _edit(request, viewer, added.person_id, code=added.code)
    return RedirectResponse("/people" if hidden else f"/people/{added.person_id}", 303)


@router.get("/people/{person_id}/edit", response_class=HTMLResponse)
def edit_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """Everything that can be changed about somebody."""
    return _edit(request, viewer, person_id)


def _edit(
    request: Request,
    viewer: Viewer,
    person_id: str,
    status: int = 200,
    part: str = "",
    problem: str = "",
    typed: dict[str, str] | None = None,
    code: str = "",
    clashes: tuple[stale.Clash, ...] = (),
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_people.person(view, person_id)
        if found is None:
            raise HTTPException(404, NOBODY)
        staff = reading_matches.desk_staff(view)
        held = reading_matches.conditions(view, person_id)
        bars = reading_matches.clashes(view, person_id)
        readiness = reading_matches.readiness(view, person_id)
        others = [(r.id, r.name) for r in reading_people.people(view) if r.roles and r.id != person_id]
    done = fx.Audited(viewer.staff_id, "person_read", person_id)
    desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done]))
    name = desk.bot_name() if code else ""
    return page(
        request,
        "person_edit.html",
        viewer,
        status,
        found=found,
        part=part,
        problem=problem,
        saved=request.query_params.get("saved", ""),
        typed=typed or {},
        code=code,
        link=f"https://t.me/{name}?start={code}" if name else "",
        days=int(enrol.CODE_LIFE.days),
        staff=staff,
        conditions=held,
        clashes=bars,
        meanwhile=clashes,
        readiness=readiness,
        others=others,
        languages=LANGUAGES,
        numbers=[way for way in desk.ways if way is not Channel.TELEGRAM],
        telegram=Channel.TELEGRAM in desk.ways,
        kinds=mentor_readiness.READINESS,
    )


@router.post("/people/{person_id}/edit/{part}", response_class=HTMLResponse)
def edit(request: Request, viewer: ReaderForm, person_id: str, part: str, fields: Fields) -> Response:
    """Change one thing."""
    check_person(request, viewer, person_id)
    if part not in _PARTS:
        raise HTTPException(404, "There is nothing of that kind to change.")
    if part == "condition" and fields.get("other"):
        check_person(request, viewer, fields["other"])
    desk = desk_of(request)

    def change(connection: Connection) -> object:
        now = _NOW[part](connection, desk, person_id, fields) if part in _NOW else {}
        merged = stale.merge(fields, now, together=part == "rhythm")
        return _PARTS[part](connection, desk, viewer.staff_id, person_id, merged)

    try:
        made = desk.write(change)
    except stale.ChangedMeanwhile as error:
        return _edit(request, viewer, person_id, 409, part, str(error), error.fields, clashes=error.clashes)
    except StaffError as error:
        return _edit(request, viewer, person_id, 422, part, str(error), fields)
    desk.wake()
    if part == "link":
        return _edit(request, viewer, person_id, part=part, code=str(made))
    with desk.read() as connection:  # given to somebody else's caseload, they are out of sight
        seen = permissions.view(desk, connection, viewer).sees(person_id)
    return RedirectResponse(f"/people/{person_id}/edit?saved={part}#{part}" if seen else "/people", 303)


def _day(fields: dict[str, str], name: str) -> date | None:
    written = fields.get(name, "")
    found = read_day(written)
    if written and found is None:
        raise StaffError(_STRANGE_DATE)
    return found


def _kept_details(c: Connection, desk: Desk, person_id: str, _: dict[str, str]) -> dict[str, str]:
    row = people.person_row(c, person_id)
    return {
        "name": desk.sealer.read(person_id, "person", "name", person_id, row.name),
        "language": row.language,
        "timezone": row.timezone,
        "released_on": row.released_on.isoformat() if row.released_on else "",
        "coordinator": row.coordinator_id or "",
    }


def _kept_stage(c: Connection, desk: Desk, person_id: str, _: dict[str, str]) -> dict[str, str]:
    return {"stage": people.person_row(c, person_id).stage}


def _kept_rhythm(c: Connection, desk: Desk, person_id: str, _: dict[str, str]) -> dict[str, str]:
    plan = people.check_in_plan(c, person_id)
    return {"weekday": str(plan.weekday), "at": plan.at} if plan else {"weekday": "", "at": ""}


def _kept_word(c: Connection, desk: Desk, person_id: str, fields: dict[str, str]) -> dict[str, str]:
    return {"word": addresses.word_of(c, person_id, fields.get("address", ""))}


# What each card shows of what is kept, as it shows it: a page that was open for long must not undo it.
_NOW: dict[str, Callable[[Connection, Desk, str, dict[str, str]], dict[str, str]]] = {
    "details": _kept_details,
    "stage": _kept_stage,
    "rhythm": _kept_rhythm,
    "word": _kept_word,
}


def _details(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    people.edit_details(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        name=fields.get("name", ""),
        language=fields.get("language", ""),
        timezone=fields.get("timezone", ""),
        released_on=_day(fields, "released_on"),
        coordinator_id=fields.get("coordinator") or None,
    )


def _rhythm(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    at, weekday = conditions.read_time(fields.get("at", "")), fields.get("weekday", "")
    if at is None or weekday not in map(str, range(7)):
        raise StaffError("Choose a day and a time.")
    people.set_check_in(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        weekday=int(weekday),
        at=time(at.hour, at.minute),
    )


def _stage(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("stage") not in list(Stage):
        raise StaffError("Choose where they are.")
    people.set_stage(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, stage=Stage(fields["stage"])
    )


def _pause(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    until = _day(fields, "until")
    people.pause(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id, until=until)


def _end(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("sure") != "yes":
        raise StaffError("Tick that they asked for it: nothing is sent to them any more after this.")
    end_messages(c, desk.tools, desk.now(), staff_id=by, person_id=person_id, how=fields.get("how", ""))


def _resume(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    people.resume(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id)


def _number(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("channel") not in desk.ways:
        raise StaffError("Choose a channel.")
    addresses.add_number(
        c,
        desk.tools,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        channel=Channel(fields["channel"]),
        written=fields.get("number", ""),
        retire=bool(fields.get("retire")),
        invite=fields.get("how") != "link",
        word=fields.get("word", ""),
    )


def _word(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    addresses.set_word(
        c,
        desk.tools,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        address_id=fields.get("address", ""),
        written=fields.get("word", ""),
    )


def _theirs(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    addresses.confirm_theirs(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, address_id=fields.get("address", "")
    )


def _phrase(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    agreed_phrase.set_phrase(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, phrase=fields.get("phrase", "")
    )


def _link(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> str:
    if Channel.TELEGRAM not in desk.ways:
        raise StaffError("Telegram is not set up here.")
    return addresses.make_link(c, desk.tools, desk.now(), staff_id=by, person_id=person_id)


def _retire(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    addresses.retire(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, address_id=fields.get("address", "")
    )


def _role(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("role") not in (Role.MENTEE, Role.MENTOR):
        raise StaffError("Choose mentee or mentor.")
    people.change_role(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        role=Role(fields["role"]),
        on=fields.get("on") == "yes",
    )


def _condition(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    new = conditions.NewCondition(
        kind=fields.get("kind", ""),
        other_id=fields.get("other", ""),
        start=fields.get("start", ""),
        end=fields.get("end", ""),
        app=fields.get("app", ""),
    )
    conditions.add_condition(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id, new=new)


def _condition_end(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    conditions.end_condition(
        c, desk.sealer, desk.now(), staff_id=by, person_id=person_id, condition_id=fields.get("condition", "")
    )


def _consent(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    people.add_consent(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        by=fields.get("by", ""),
        on=_day(fields, "on"),
        how=fields.get("how", ""),
        wording=fields.get("wording", ""),
    )


def _readiness(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    mentor_readiness.add_readiness(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        kind=fields.get("kind", ""),
        given_on=_day(fields, "given_on"),
        good_until=_day(fields, "good_until"),
    )


def _training(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    training.add_training(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        topic=fields.get("topic", ""),
        hours=fields.get("hours", ""),
        on_day=_day(fields, "on_day"),
        about=fields.get("about", ""),
    )


_PARTS: dict[str, Callable[[Connection, Desk, str, str, dict[str, str]], Any]] = {
    "details": _details,
    "rhythm": _rhythm,
    "stage": _stage,
    "pause": _pause,
    "resume": _resume,
    "end": _end,
    "number": _number,
    "link": _link,
    "retire": _retire,
    "word": _word,
    "theirs": _theirs,
    "phrase": _phrase,
    "role": _role,
    "condition": _condition,
    "condition-end": _condition_end,
    "consent": _consent,
    "readiness": _readiness,
    "training": _training,
}
