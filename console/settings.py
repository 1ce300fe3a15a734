"""The rota, which everybody may see, and the programme's settings. Whoever sees to accounts changes them."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console.pages import desk_of, page
from console.permits import Manager, ManagerForm
from console.signing import SignedIn
from handlers import house_rules, rota
from handlers.house_rules import Rules
from handlers.signing_in import Viewer
from records import duty, reading_staff
from records.kinds import StaffRole
from records.reading import View

router = APIRouter()

_EMPTY_ROWS = 3
_MOST_TURNS = 200


@router.get("/rota", response_class=HTMLResponse)
def rota_page(request: Request, viewer: SignedIn) -> Response:
    """Who is on duty when, and who is now."""
    return _rota(request, viewer)


def _rota(
    request: Request,
    viewer: Viewer,
    status: int = 200,
    problem: str = "",
    typed: list[tuple[str, str, str, str]] | None = None,
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        view = View(connection, desk.sealer, viewer.programme_id)
        turns = reading_staff.turns(view)
        members = [
            row for row in reading_staff.members(view) if row.active and row.role != StaffRole.ADMINISTRATOR
        ]
    shifts = [duty.Shift(turn.staff_id, turn.weekday, turn.start, turn.end) for turn in turns]
    on_now = duty.on_duty(shifts, desk.now(), viewer.timezone)
    rows = typed or [(turn.staff_id, str(turn.weekday), turn.start, turn.end) for turn in turns]
    return page(
        request,
        "rota.html",
        viewer,
        status,
        turns=turns,
        members=members,
        on_now=[row.name for row in members if row.id in on_now],
        next_start=duty.next_start(shifts, desk.now(), viewer.timezone),
        rows=[*rows, *[("", "", "", "")] * _EMPTY_ROWS],
        may_change=viewer.manages,
        problem=problem,
    )


@router.post("/rota", response_class=HTMLResponse)
def put_rota(
    request: Request,
    viewer: ManagerForm,
    who: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    weekday: Annotated[list[str], Form()] = [],  # noqa: B006
    start: Annotated[list[str], Form()] = [],  # noqa: B006
    end: Annotated[list[str], Form()] = [],  # noqa: B006
) -> Response:
    """Put the rota in place of the one before. Lines without a name are left out."""
    desk = desk_of(request)
    if not len(who) == len(weekday) == len(start) == len(end) <= _MOST_TURNS:
        return _rota(request, viewer, 422, "The form came in pieces. Please reload the page, and try again.")
    lines = [line for line in zip(who, weekday, start, end, strict=True) if line[0]]
    turns = [
        (name, int(day) if day in tuple("0123456") else -1, begins, ends) for name, day, begins, ends in lines
    ]
    try:
        desk.write(
            lambda connection: rota.put(
                connection,
                desk.sealer,
                desk.now(),
                by=viewer.staff_id,
                programme_id=viewer.programme_id,
                turns=turns,
            )
        )
    except rota.RotaProblem as error:
        return _rota(request, viewer, 422, str(error), lines)
    return RedirectResponse("/rota", 303)


@router.get("/settings", response_class=HTMLResponse)
def settings_page(request: Request, viewer: Manager) -> Response:
    """Quiet hours, how long words are kept, the word to join with, the ladder, what mentors are told."""
    with desk_of(request).read() as connection:
        return _settings(request, viewer, house_rules.read(connection, viewer.programme_id))


def _settings(
    request: Request, viewer: Viewer, rules: Rules, status: int = 200, problem: str = ""
) -> Response:
    days = "" if rules.retention_days is None else str(rules.retention_days)
    return page(request, "settings.html", viewer, status, rules=rules, days=days, problem=problem)


@router.post("/settings", response_class=HTMLResponse)
def put_settings(
    request: Request,
    viewer: ManagerForm,
    quiet_start: Annotated[str, Form()] = "",
    quiet_end: Annotated[str, Form()] = "",
    retention_days: Annotated[str, Form()] = "",
    join_word: Annotated[str, Form()] = "",
    minutes_emergency: Annotated[str, Form()] = "",
    minutes_urgent: Annotated[str, Form()] = "",
    minutes_concern: Annotated[str, Form()] = "120",
    tells_mentor: Annotated[str, Form()] = "",
) -> Response:
    """Keep the settings."""
    desk = desk_of(request)
    try:
        rules = house_rules.check(
            quiet_start,
            quiet_end,
            retention_days,
            join_word,
            (minutes_emergency, minutes_urgent),
            minutes_concern=minutes_concern,
            tells_mentor=tells_mentor == "yes",
        )
        desk.write(
            lambda connection: house_rules.put(
                connection,
                desk.sealer,
                desk.now(),
                by=viewer.staff_id,
                programme_id=viewer.programme_id,
                rules=rules,
            )
        )
    except house_rules.RulesProblem as error:
        with desk.read() as connection:
            before = house_rules.read(connection, viewer.programme_id)
        return _settings(request, viewer, before, 422, str(error))
    return RedirectResponse("/settings", 303)
