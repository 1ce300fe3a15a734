"""The first page: what needs somebody today, the most urgent first. It shows nobody's words."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from console import burnout, permissions
from console.pages import clock_for, desk_of, page
from console.permissions import Reader
from handlers.enrolling import enrol_check
from records import (
    reading_calls,
    reading_endings,
    reading_looks,
    reading_matches,
    reading_places,
    reading_planning,
    reading_retention,
    reading_safety,
    reading_today,
    reading_training,
)
from records.kinds import StaffRole

router = APIRouter()

_TROUBLE_SHOWN = timedelta(days=7)
_MEETINGS = timedelta(weeks=2)  # without a logged meeting for so long, somebody should ask


@router.get("/", response_class=HTMLResponse)
def today(request: Request, viewer: Reader) -> Response:
    """Flags, what to read first, calls, messages waiting, requests, trouble, quiet people, meetings."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        flags = reading_today.open_flags(view)
        local_day = clock_for(request, viewer).today
        coming_out = reading_planning.coming_out(view, desk.now())
        planned_for = {row.person_id for row in coming_out}
        return page(
            request,
            "today.html",
            viewer,
            unanswered=[flag for flag in flags if flag.acknowledged_at is None],
            in_hand=[flag for flag in flags if flag.acknowledged_at is not None],
            mentors=reading_today.mentors_among(view, [flag.person_id for flag in flags]),
            held=reading_safety.held_people(view),
            marked=reading_looks.worth_reading(view),
            no_second_look=desk.no_second_look,
            calls=reading_calls.calls_to_make(view),
            waiting=reading_today.waiting_people(view),
            unclaimed=reading_today.unclaimed(view),
            to_tell=reading_endings.to_tell(view),
            requests=reading_matches.requests(view, viewer.role),
            trouble=reading_today.undelivered(view, desk.now() - _TROUBLE_SHOWN),
            quiet=reading_today.quiet_people(view),
            not_asked=reading_today.not_asked(view),
            resting=reading_today.resting_people(view),
            to_check=reading_places.to_check(view, local_day),
            coming_out=coming_out,
            heavy=burnout.heavy_loads(view, desk.now()),
            not_met=[
                row
                for row in reading_today.not_met(view, desk.now() - _MEETINGS)
                if row.person_id not in planned_for
            ],
            lapsing=reading_training.lapsing(view, desk.now().date(), enrol_check.NEEDED),
            kept=reading_retention.kept_long_enough(view, desk.now())
            if viewer.role is StaffRole.LEAD
            else [],
        )
