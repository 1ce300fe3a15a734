"""The rota, which everybody may see, and the programme's settings. Whoever sees to accounts changes them."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from console import stale
from console.pages import desk_of, page
from console.people import Fields
from console.permissions import Manager, ManagerForm
from console.signing import SignedIn
from handlers.access.signing_in import Viewer
from handlers.desk import house_rules, rota
from handlers.desk.house_rules import Rules
from records import duty, reading_staff
from records.kinds import StaffRole
from records.reading import View
from records.reading_staff import TurnRow

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
    *,
    meanwhile: bool = False,
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
        was=_written(turns),
        meanwhile=meanwhile,
        problem=problem,
    )


def _written(turns: list[TurnRow]) -> str:
    """The rota in one line, to tell whether a page still shows it as it is."""
    return "rota " + " ".join(f"{turn.staff_id}/{turn.weekday}/{turn.start}/{turn.end}" for turn in turns)


@router.post("/rota", response_class=HTMLResponse)
def put_rota(
    request: Request,
    viewer: ManagerForm,
    who: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    weekday: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    start: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    end: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    was: Annotated[str | None, Form()] = None,
) -> Response:
    """Put the rota in place of the one that the page showed. Lines without a name are left out."""
    desk = desk_of(request)
    if not len(who) == len(weekday) == len(start) == len(end) <= _MOST_TURNS:
        return _rota(request, viewer, 422, "The form came in pieces. Please reload the page, and try again.")
    lines = [line for line in zip(who, weekday, start, end, strict=True) if line[0]]
    turns = [
        (name, int(day) if day in tuple("0123456") else -1, begins, ends) for name, day, begins, ends in lines
    ]

    def change(connection: Connection) -> None:
        now = reading_staff.turns(View(connection, desk.sealer, viewer.programme_id))
        if was is not None and was != _written(now):
            raise stale.ChangedMeanwhile
        rota.put(
            connection,
            desk.sealer,
            desk.now(),
            by=viewer.staff_id,
            programme_id=viewer.programme_id,
            turns=turns,
        )

    try:
        desk.write(change)
    except stale.ChangedMeanwhile as error:
        return _rota(request, viewer, 409, str(error), lines, meanwhile=True)
    except rota.RotaProblem as error:
        return _rota(request, viewer, 422, str(error), lines)
    return RedirectResponse("/rota", 303)


@router.get("/settings", response_class=HTMLResponse)
def settings_page(request: Request, viewer: Manager) -> Response:
    """Quiet hours, how long words are kept, the word to join with, the ladder, what mentors are told."""
    with desk_of(request).read() as connection:
        return _settings(request, viewer, _shown(house_rules.read(connection, viewer.programme_id)))


def _shown(rules: Rules) -> dict[str, str]:
    """The settings as the form shows them, by field."""
    shown = {name: getattr(rules, name) for name in Rules.__slots__}
    return {
        name: "" if value is None else ("yes" if value else "") if isinstance(value, bool) else str(value)
        for name, value in shown.items()
    }


def _settings(
    request: Request,
    viewer: Viewer,
    before: dict[str, str],
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
    meanwhile: tuple[stale.Clash, ...] = (),
) -> Response:
    """The form, with what was typed; `before` is what is kept."""
    return page(
        request,
        "settings.html",
        viewer,
        status,
        rules=before if typed is None else typed,
        before=before,
        problem=problem,
        meanwhile=meanwhile,
    )


@router.post("/settings", response_class=HTMLResponse)
def put_settings(
    request: Request,
    viewer: ManagerForm,
    fields: Fields,
) -> Response:
    """Keep the settings, but for what a colleague changed while the page was open."""
    desk = desk_of(request)
    with desk.read() as connection:
        before = _shown(house_rules.read(connection, viewer.programme_id))
    typed = {name: fields.get(name, "") for name in before}
    try:
        kept = typed | stale.merge(fields, before)
        rules = house_rules.check(
            kept["quiet_start"],
            kept["quiet_end"],
            kept["retention_days"],
            kept["join_word"],
            (kept["minutes_emergency"], kept["minutes_urgent"]),
            minutes_concern=kept["minutes_concern"] or before["minutes_concern"],
            tells_mentor=kept["tells_mentor"] == "yes",
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
    except stale.ChangedMeanwhile as error:
        return _settings(request, viewer, before, 409, str(error), typed | error.fields, error.clashes)
    except house_rules.RulesProblem as error:
        return _settings(request, viewer, before, 422, str(error), typed)
    return RedirectResponse("/settings", 303)
