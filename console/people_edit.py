"""Changing a person: each card of the page is a form of its own, and says its own problem."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from console import permissions, stale
from console.pages import desk_of, page
from console.people import NOBODY, Fields, check_person
from console.people_parts import NOW, PARTS
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import mentor_readiness
from handlers.desk.staff import StaffError
from handlers.enrolling import enrol
from handlers.enrolling.programmes import LANGUAGES
from records import effects as fx
from records import reading_matches, reading_people
from records.kinds import Channel
from records.save import save

router = APIRouter()


@router.get("/people/{person_id}/edit", response_class=HTMLResponse)
def edit_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """Everything that can be changed about somebody."""
    return show_edit(request, viewer, person_id)


def show_edit(
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
    """The page; `part` is the card that was sent, with what is wrong in it and what was typed.

    `code` is that of an invitation to Telegram just made, which is shown this once.
    """
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
    if part not in PARTS:
        raise HTTPException(404, "There is nothing of that kind to change.")
    if part == "condition" and fields.get("other"):
        check_person(request, viewer, fields["other"])
    desk = desk_of(request)

    def change(connection: Connection) -> object:
        now = NOW[part](connection, desk, person_id, fields) if part in NOW else {}
        merged = stale.merge(fields, now, together=part == "rhythm")
        return PARTS[part](connection, desk, viewer.staff_id, person_id, merged)

    try:
        made = desk.write(change)
    except stale.ChangedMeanwhile as error:
        return show_edit(
            request, viewer, person_id, 409, part, str(error), error.fields, clashes=error.clashes
        )
    except StaffError as error:
        return show_edit(request, viewer, person_id, 422, part, str(error), fields)
    desk.wake()
    if part == "link":
        return show_edit(request, viewer, person_id, part=part, code=str(made))
    with desk.read() as connection:  # given to somebody else's caseload, they are out of sight
        seen = permissions.view(desk, connection, viewer).sees(person_id)
    return RedirectResponse(f"/people/{person_id}/edit?saved={part}#{part}" if seen else "/people", 303)
