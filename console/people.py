"""One person's page; what they wrote attended to, and unknown senders named."""

from datetime import UTC
from itertools import groupby
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console import live, permissions
from console.answering import answer
from console.log import kept_draft, send_reply
from console.pages import clock_for, desk_of, page
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import addresses, at_the_door, drafts, house_rules, staff
from records import effects as fx
from records import (
    programme_packs,
    reading_flags,
    reading_goals,
    reading_matches,
    reading_meetings,
    reading_milestones,
    reading_people,
    reading_thread,
    reading_training,
    reading_weeks,
)
from records.kinds import Role, Stage, Standing
from records.reading import View
from records.save import save
from rules import rhythm
from rules.times import local_time

router = APIRouter()

NOBODY = "There is no such person here."


async def form_fields(request: Request) -> dict[str, str]:
    """What was typed into a form, by field, without characters that no database keeps."""
    given = await request.form()
    return {
        name: value.replace("\x00", "").strip() for name, value in given.items() if isinstance(value, str)
    }


Fields = Annotated[dict[str, str], Depends(form_fields)]


@router.get("/people/{person_id}", response_class=HTMLResponse)
def person_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """One person. That the page was read is kept before it is shown."""
    return show_person(request, viewer, person_id)


def show_person(
    request: Request,
    viewer: Viewer,
    person_id: str,
    status: int = 200,
    problem: str = "",
    text: str = "",
    later: str = "",
    claim_problem: str = "",
    safety_problem: str = "",
) -> Response:
    """The page; `problem` and `text` belong to the box for writing to them."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        live_seen = live.mark(view, person_id)
        found = reading_people.person(view, person_id)
        if found is None:
            raise HTTPException(404, NOBODY)
        draft = kept_draft(request, connection, viewer, person_id)
        before = at_the_door.instant(request.query_params.get("before", ""))
        talked = reading_thread.thread(view, person_id, before)
        weeks = reading_weeks.weeks(view, person_id, found.row.timezone, desk.now())
        reach = reading_people.reach(view, person_id)
        goals = reading_goals.goals(view, person_id)
        time_line = reading_goals.time_line(view, person_id)
        unknown = found.row.standing == Standing.UNKNOWN
        enrolled = _enrolled(view) if unknown else []
        matches = reading_matches.matches(view, person_id)
        conditions = reading_matches.conditions(view, person_id)
        readiness = reading_matches.readiness(view, person_id)
        training = reading_training.log(view, person_id)
        milestones, markable = reading_milestones.reached(view, person_id)
        coming = reading_meetings.coming(view, person_id, desk.now())
        clashes = reading_matches.clashes(view, person_id)
        tells_mentor = house_rules.read(connection, viewer.programme_id).tells_mentor
        chosen = programme_packs.choices(connection, viewer.programme_id)
        flags = reading_flags.flags_about(view, person_id)
        mine = any(reading_flags.answers(one, viewer.person_id) for one in flags)
        numbers = reading_flags.numbers(view, person_id) if mine else None
    clock = clock_for(request, viewer)

    def by_month(one: reading_goals.Moment) -> str:
        return clock.month(one.at)

    asked = found.asked
    last = local_time(asked.last, found.row.timezone).date() if asked and asked.last else None
    today = local_time(desk.now(), found.row.timezone).date()
    staged = rhythm.by_stage(
        chosen, found.row.stage, found.row.released_on, asked.check_ins if asked else 0, today
    )
    done = fx.Audited(viewer.staff_id, "person_read", person_id)
    seen = [] if numbers is None else [fx.Audited(viewer.staff_id, "number seen", person_id)]
    desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done, *seen]))
    return page(
        request,
        "person.html",
        viewer,
        status,
        live_seen=live_seen,
        live_person=person_id,
        found=found,
        thread=talked,
        draft=None if text else draft,
        earlier_page=before is not None,
        weeks=weeks if Role.MENTEE in found.row.roles else (),
        later=later,
        goals=goals,
        mentor_ids=[one for role, one, _ in found.row.matches if role == Role.MENTOR],
        time_line=[(month, list(these)) for month, these in groupby(time_line, by_month)],
        reach=reach,
        problem=problem,
        text=text,
        longest=staff.LONGEST,
        reply_to=f"/people/{person_id}/reply",
        unknown=unknown,
        enrolled=enrolled,
        flags=flags,
        numbers=numbers,
        claim_problem=claim_problem,
        safety_problem=safety_problem,
        tells_mentor=tells_mentor,
        clashes=clashes,
        coming=coming,
        matches=matches,
        conditions=conditions,
        readiness=readiness,
        training=training,
        milestones=milestones,
        markable=markable,
        by_stage="" if staged is rhythm.Rhythm.WEEKLY or found.row.stage == Stage.CUSTODY else staged.value,
        not_before=rhythm.not_before(rhythm.slower(rhythm.rhythm(asked.unanswered), staged), last)
        if asked
        else None,
    )


def _enrolled(view: View) -> list[tuple[str, str]]:
    return [(row.id, row.name) for row in reading_people.people(view) if row.roles and row.name]


def check_person(request: Request, viewer: Viewer, *person_ids: str) -> None:
    """That this viewer may see these people.

    Raises:
        HTTPException: 404, in the same words whether they exist elsewhere or nowhere.
    """
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        if not all(view.sees(person_id) for person_id in person_ids):
            raise HTTPException(404, NOBODY)


@router.post("/people/{person_id}/reply", response_class=HTMLResponse)
def reply(
    request: Request,
    viewer: ReaderForm,
    person_id: str,
    text: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
    later: Annotated[str, Form()] = "",
) -> Response:
    """Write to somebody, now or later."""
    check_person(request, viewer, person_id)
    at = at_the_door.minute(later) if later else None
    try:
        if later and at is None:
            raise staff.CannotSend(
                "That is not a day and a time. Write it as 2026-03-31 14:00, or leave it empty."
            )
        leaves = at.replace(tzinfo=ZoneInfo(viewer.timezone)).astimezone(UTC) if at else None
        send_reply(request, viewer, person_id, text, later=leaves)
    except staff.CannotSend as error:
        return show_person(request, viewer, person_id, 422, str(error), text, later)
    return RedirectResponse(onward(request, viewer, person_id, back), 303)


def onward(request: Request, viewer: Viewer, person_id: str, back: str) -> str:
    """Where to go once somebody was answered: Today, whoever waits longest now, or their conversation."""
    if back == "today":
        return "/"
    if back != "next":
        return f"/people/{person_id}#end"
    desk = desk_of(request)
    with desk.read() as connection:
        waits = reading_thread.next_waiting(permissions.view(desk, connection, viewer), person_id)
    return f"/people/{waits}#end" if waits else "/"


@router.post("/people/{person_id}/draft")
def keep_draft(
    request: Request, viewer: ReaderForm, person_id: str, text: Annotated[str, Form()] = ""
) -> Response:
    """Keep what is being typed to somebody, until it is sent."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    desk.write(
        lambda connection: drafts.keep(
            connection,
            desk.sealer,
            desk.now(),
            staff_id=viewer.staff_id,
            person_id=person_id,
            text=text.replace("\x00", ""),
        )
    )
    return Response(status_code=204)


@router.post("/people/{person_id}/lines/{line_id}/take-back", response_class=HTMLResponse)
def take_back(request: Request, viewer: ReaderForm, person_id: str, line_id: str) -> Response:
    """A message that waits to leave does not leave."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    try:
        desk.write(
            lambda connection: staff.take_back(
                connection,
                desk.sealer,
                desk.now(),
                staff_id=viewer.staff_id,
                person_id=person_id,
                line_id=line_id,
            )
        )
    except staff.StaffError as error:
        return show_person(request, viewer, person_id, 422, str(error))
    return RedirectResponse(f"/people/{person_id}#end", 303)


@router.post("/people/{person_id}/attend")
def attend(
    request: Request, viewer: ReaderForm, person_id: str, back: Annotated[str, Form()] = ""
) -> Response:
    """The messages that waited for a person have been looked after."""
    check_person(request, viewer, person_id)
    desk = desk_of(request)
    desk.write(
        lambda connection: staff.attend(
            connection, desk.sealer, desk.now(), staff_id=viewer.staff_id, person_id=person_id
        )
    )
    return RedirectResponse(onward(request, viewer, person_id, back), 303)


@router.post("/people/{person_id}/claim", response_class=HTMLResponse)
def claim(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Say who an unknown sender is."""
    chosen = fields.get("who", "")
    check_person(request, viewer, person_id)
    if not chosen:
        return show_person(request, viewer, person_id, 422, claim_problem="Choose who this is.")
    check_person(request, viewer, chosen)
    desk = desk_of(request)
    return answer(
        request,
        lambda connection: addresses.name_sender(
            connection,
            desk.tools,
            desk.now(),
            staff_id=viewer.staff_id,
            stranger_id=person_id,
            person_id=chosen,
            retire_old=bool(fields.get("retire")),
        ),
        lambda problem: show_person(request, viewer, person_id, 422, claim_problem=problem),
        f"/people/{chosen}",
    )
