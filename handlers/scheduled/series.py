"""A meeting that comes round: the next one is made when the one before is over, or is called off.

By wall-clock time where it was set up, so that three o'clock stays three o'clock when the clocks change.
Where a curfew closes that hour by now there is no meeting, and both hear that it is off, not why. One that
falls into custody or behind a STOP is passed over; the series waits.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.deciding import meetings
from handlers.deciding.draft import Draft
from handlers.scheduled.meetings import tell_closed
from records import effects as fx
from records.cases import Series
from records.kinds import Stage, Standing
from rules import times


def make_next(draft: Draft, series: Series) -> None:
    """Make the next meeting of a series.

    Args:
        draft: with the mentee's case.
        series: its last meeting is over, or off.
    """
    mentee = draft.case.person
    mentor = next((one for one in meetings.partners(draft) if one.id == series.mentor_id), None)
    if mentor is None:  # not matched any more, or barred
        draft.add(fx.SetSeries(series.id, series.last_on, None))
        return
    at, on = _next(series, draft.now)
    for person in (mentee, mentor):
        away = person.standing not in (Standing.ACTIVE, Standing.PAUSED) or person.stage is Stage.CUSTODY
        if away:
            draft.add(fx.SetSeries(series.id, on, at))
            return
    if any(meetings.in_curfew(draft, one, at) for one in (mentee, mentor)):
        draft.add(fx.SetSeries(series.id, on, None))
        tell_closed(draft, mentor, at)
        return
    draft.add(
        fx.KeepMeeting(
            id=draft.new_id(),
            programme_id=series.programme_id,
            mentee_id=series.mentee_id,
            mentor_id=series.mentor_id,
            set_by=series.set_by,
            record_id=series.record_id,
            at=at,
            place=series.place,
            remind_at=meetings.reminder_at(mentee, at, draft.now),
            ask_at=meetings.asking_at(mentee, at),
            series_id=series.id,
        ),
        fx.SetSeries(series.id, on, at),
    )


def _next(series: Series, now: datetime) -> tuple[datetime, date]:
    """The first moment ahead in the rhythm, and its date where it was set up."""
    clock, zone = datetime.strptime(series.clock, "%H:%M").time(), ZoneInfo(series.timezone)  # noqa: DTZ007 - a time of day, of no zone yet
    on = series.last_on
    while True:
        on += timedelta(weeks=series.every_weeks)
        at = times.instant(on, clock, zone)
        if at > now:
            return at, on
