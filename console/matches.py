"""Matches and meetings: who walks with whom, and that they met."""

from dataclasses import dataclass, field, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from console import permissions
from console.answering import answer
from console.pages import clock_for, desk_of, page
from console.people import NOBODY, Fields, check_person
from console.permissions import Reader, ReaderForm
from handlers.access.signing_in import Viewer
from handlers.desk import conditions, matches, mentor_readiness, sides
from handlers.desk.staff import StaffError
from handlers.enrolling.enrol_cells import read_day
from records import reading_matches, reading_people
from records.kinds import Role, Standing
from records.reading_matches import MatchRow

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who might be chosen, and what stands in the way."""

    id: str
    name: str = field(repr=False)
    language: str
    now: int  # how many they walk with
    missing: tuple[str, ...]
    barred: bool
    there: bool = True  # whether they get messages now
    reasons: tuple[str, ...] = field(default=(), repr=False)
    gates: tuple[str, ...] = field(default=(), repr=False)


@router.get("/people/{person_id}/match", response_class=HTMLResponse)
def match_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """Choose a mentor."""
    return _choose(request, viewer, person_id, None)


@router.get("/matches/{match_id}/move", response_class=HTMLResponse)
def move_page(request: Request, viewer: Reader, match_id: str) -> Response:
    """Choose another mentor."""
    found = open_match(request, viewer, match_id)
    return _choose(request, viewer, found.mentee_id, found)


def open_match(request: Request, viewer: Viewer, match_id: str) -> MatchRow:
    """A match that is open, of people the viewer looks after.

    Raises:
        HTTPException: 404, where there is none.
    """
    desk = desk_of(request)
    with desk.read() as connection:
        found = reading_matches.match(permissions.view(desk, connection, viewer), match_id)
    if found is None:
        raise HTTPException(404, "There is no such match here, or it is over already.")
    return found


def _choose(
    request: Request,
    viewer: Viewer,
    mentee_id: str,
    old: MatchRow | None,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    desk = desk_of(request)
    today = clock_for(request, viewer).today
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        if not view.sees(mentee_id):
            raise HTTPException(404, NOBODY)
        rows = reading_people.people(view)
        counts = reading_matches.capacities(view)
        mentee = next((row for row in rows if row.id == mentee_id), None)
        if mentee is None or Role.MENTEE not in mentee.roles:
            raise HTTPException(404, "Only a mentee is matched with a mentor. Give them that role first.")
        candidates = [
            Candidate(
                row.id,
                row.name,
                row.language,
                counts.get(row.id, 0),
                tuple(mentor_readiness.not_ready(connection, row.id, today)),
                conditions.bar_between(connection, desk.now(), mentee_id, row.id),
                row.standing in (Standing.ACTIVE, Standing.INVITED),
            )
            for row in rows
            if Role.MENTOR in row.roles and row.id != mentee_id and (old is None or row.id != old.other_id)
        ]
        theirs = sides.side(connection, desk.sealer, mentee_id, mentee.name or "The mentee", mentee.language)
        suggested = sides.suggested(
            connection,
            desk.sealer,
            theirs,
            [
                sides.Mentor(
                    one.id,
                    one.name or "This mentor",
                    one.language,
                    one.now,
                    one.missing,
                    one.barred,
                    one.there,
                )
                for one in candidates
            ],
        )
        wishes = sides.written(connection, desk.sealer, mentee_id).wishes
    candidates = [
        replace(one, reasons=suggested[one.id].reasons, gates=suggested[one.id].gates) for one in candidates
    ]
    order = list(suggested)
    return page(
        request,
        "match.html",
        viewer,
        status,
        mentee=mentee,
        old=old,
        candidates=sorted(candidates, key=lambda one: order.index(one.id)),
        wishes=wishes,
        barred=any(one.barred for one in candidates),
        kinds=matches.REASONS,
        problem=problem,
        typed=typed or {},
        action=f"/matches/{old.id}/move" if old else f"/people/{mentee_id}/match",
    )


def _why(fields: dict[str, str]) -> matches.Why:
    """The reasons as one text, a line each, headed by what kind it is."""
    named = [(kind, fields.get(f"reason-{kind}", "")[: matches.LONGEST_REASON]) for kind in matches.REASONS]
    return matches.Why(
        "\n".join(f"{kind.capitalize()}: {text}" for kind, text in named if text),
        fields.get("approved_by", "")[: matches.LONGEST_REASON],
        fields.get("approved_where", "")[: matches.LONGEST_REASON],
    )


@router.post("/people/{person_id}/match", response_class=HTMLResponse)
def make(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Match them."""
    check_person(request, viewer, person_id)
    mentor_id, desk = fields.get("mentor", ""), desk_of(request)
    if not mentor_id:
        return _choose(request, viewer, person_id, None, 422, "Choose a mentor.", fields)
    check_person(request, viewer, mentor_id)
    return answer(
        request,
        lambda connection: matches.make(
            connection,
            desk.tools,
            desk.now(),
            staff_id=viewer.staff_id,
            mentee_id=person_id,
            mentor_id=mentor_id,
            why=_why(fields),
        ),
        lambda problem: _choose(request, viewer, person_id, None, 422, problem, fields),
        f"/people/{person_id}#matches",
    )


@router.post("/matches/{match_id}/move", response_class=HTMLResponse)
def move(request: Request, viewer: ReaderForm, match_id: str, fields: Fields) -> Response:
    """Let another mentor go on."""
    old = open_match(request, viewer, match_id)
    mentor_id, desk = fields.get("mentor", ""), desk_of(request)
    if not mentor_id:
        return _choose(request, viewer, old.mentee_id, old, 422, "Choose a mentor.", fields)
    check_person(request, viewer, mentor_id)
    return answer(
        request,
        lambda connection: matches.move(
            connection,
            desk.tools,
            desk.now(),
            staff_id=viewer.staff_id,
            match_id=match_id,
            mentor_id=mentor_id,
            why=_why(fields),
        ),
        lambda problem: _choose(request, viewer, old.mentee_id, old, 422, problem, fields),
        f"/people/{old.mentee_id}#matches",
    )


@router.post("/matches/{match_id}/end")
def end(request: Request, viewer: ReaderForm, match_id: str, fields: Fields) -> Response:
    """End a match."""
    old, desk = open_match(request, viewer, match_id), desk_of(request)
    both = (Role.MENTEE, Role.MENTOR)
    chosen = [role for role in both if fields.get(f"tell_{role}") == "yes"]
    tell = chosen if fields.get("shown") == "yes" else both
    try:
        desk.write(
            lambda connection: matches.end(
                connection,
                desk.tools,
                desk.now(),
                staff_id=viewer.staff_id,
                match_id=match_id,
                why=fields.get("why", ""),
                tell=tell,
                asks_later=fields.get("asks_later") == "yes",
            )
        )
    except StaffError as error:
        raise HTTPException(422, str(error)) from None
    desk.wake()
    return RedirectResponse(f"/people/{old.mentee_id}#matches", 303)


@router.get("/people/{person_id}/meeting", response_class=HTMLResponse)
def meeting_page(request: Request, viewer: Reader, person_id: str) -> Response:
    """The form for a meeting."""
    return _meeting(request, viewer, person_id)


def _meeting(
    request: Request,
    viewer: Viewer,
    person_id: str,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_people.person(view, person_id)
        if found is None:
            raise HTTPException(404, NOBODY)
        people = [
            (row.id, row.name)
            for row in reading_people.people(view)
            if row.id != person_id and (Role.MENTOR in row.roles or Role.COORDINATOR in row.roles)
        ]
    mine = next((one for role, one, _ in found.row.matches if role == Role.MENTOR), viewer.person_id)
    return page(
        request,
        "meeting.html",
        viewer,
        status,
        row=found.row,
        people=people,
        problem=problem,
        typed=typed or {"who": mine},
    )


@router.post("/people/{person_id}/meeting", response_class=HTMLResponse)
def meeting(request: Request, viewer: ReaderForm, person_id: str, fields: Fields) -> Response:
    """Keep that people met."""
    check_person(request, viewer, person_id)
    who, desk = fields.get("who") or None, desk_of(request)
    if who is not None:
        check_person(request, viewer, who)
    met = matches.Met(
        on=read_day(fields.get("on", "")),
        at=conditions.read_time(fields.get("at", "")),
        minutes=fields.get("minutes", ""),
        place=fields.get("place", ""),
        note=fields.get("note", ""),
    )
    try:
        record_id = desk.write(
            lambda connection: matches.log_meeting(
                connection,
                desk.sealer,
                desk.now(),
                staff_id=viewer.staff_id,
                person_id=person_id,
                with_id=who,
                met=met,
            )
        )
    except StaffError as error:
        return _meeting(request, viewer, person_id, 422, str(error), fields)
    return RedirectResponse(f"/records/{record_id}", 303)
