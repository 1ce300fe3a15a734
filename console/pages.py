"""Pages: templates, times in the programme's zone, and codes in words.

Everything a person typed is escaped by Jinja2; a name missing from a page's context is an error at
once and not an empty place.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console import words
from console.desk import Desk
from handlers.access import forms, recovery
from handlers.access.signing_in import Viewer
from records import reading_flags, reading_safety
from records.kinds import StaffRole
from records.reading import Line, View, staff_names

HERE = Path(__file__).parent
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WHOLE_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@dataclass(frozen=True, slots=True)
class WayIn:
    """Somebody is being let back in to an account, as it stands in red."""

    staff_id: str
    name: str = field(repr=False)
    by: str = field(repr=False)
    opens_at: datetime
    open: bool
    mine: bool
    may_confirm: bool
    may_stop: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """Words times for a page: in the programme's zone, as seen from now."""

    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        """The programme's day."""
        return self.local(self.now).date()

    def local(self, at: datetime) -> datetime:
        """That instant on the programme's wall clock."""
        return at.astimezone(self.zone)

    def day(self, at: datetime, *, named: bool = True) -> str:
        """The local day: "Today" (where `named`), "Fri 17 Nov", with the year where it is another one."""
        local = self.local(at).date()
        near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((local - self.today).days)
        return near if near and named else self.on(local)

    def on(self, day: date) -> str:
        """A day as every page writes one: "Fri 17 Nov", with the year where it is another one."""
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"

    def kept(self, text: str) -> str:
        """An entry of a record: a day ("2026-11-17") as pages write days, and anything else as it stands."""
        try:
            return self.on(date.fromisoformat(text)) if _DAY.fullmatch(text) else text
        except ValueError:  # "2026-02-30", which somebody wrote
            return text

    def head(self, day: date) -> str:
        """A day and its month, as at the head of a column."""
        return f"{day.day} {_MONTHS[day.month - 1]}"

    def month(self, at: datetime) -> str:
        """The local month with its year."""
        local = self.local(at)
        return f"{_WHOLE_MONTHS[local.month - 1]} {local.year}"

    def hour(self, at: datetime) -> str:
        """The local time of day, such as "08:05"."""
        return self.local(at).strftime("%H:%M")

    def when(self, at: datetime) -> str:
        """Day and time."""
        return f"{self.day(at)} {self.hour(at)}"

    def within(self, at: datetime) -> str:
        """Day and time for the middle of a sentence: "today 08:05"."""
        words = self.when(at)
        return words[0].lower() + words[1:] if words.startswith(("Today", "Yesterday", "Tomorrow")) else words

    def short(self, at: datetime) -> str:
        """The time alone where it is today, else day and time."""
        return self.hour(at) if self.local(at).date() == self.today else self.within(at)

    def seconds(self, at: datetime) -> str:
        """The local time of day to the second, with the day where it is another one."""
        day = "" if self.local(at).date() == self.today else f"{self.day(at, named=False)} "
        return f"{day}{self.local(at):%H:%M:%S}"

    def ago(self, at: datetime) -> str:
        """How long ago, in the largest unit that fits."""
        return "just now" if self.now - at < timedelta(minutes=1) else f"{self.age(at)} ago"

    def age(self, at: datetime) -> str:
        """How old something is: "8 days", "3 h", "12 min"."""
        gone = max(self.now - at, timedelta())
        if gone < timedelta(hours=1):
            return f"{max(1, int(gone.total_seconds() // 60))} min"
        if gone < timedelta(days=1):
            return f"{int(gone.total_seconds() // 3600)} h"
        return "1 day" if gone.days == 1 else f"{gone.days} days"

    def iso(self, at: datetime) -> str:
        """For `<time datetime>`."""
        return at.astimezone(UTC).isoformat(timespec="seconds")

    def exactly(self, at: datetime) -> str:
        """The instant itself, for an address."""
        return at.astimezone(UTC).isoformat()

    def delivery(self, line: Line) -> str:
        """How far one of our lines got."""
        waits = line.waits_until is not None and line.waits_until > self.now
        return words.delivery(line, self.short, waits)

    def trouble(self, line: Line) -> bool:
        """Whether a line did not get through, or may not have."""
        return line.state in ("failed", "unknown", "expired", "withheld")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "kind": lambda code: words.plainly(code, words.KINDS),
        "channel": lambda code: words.plainly(code, words.CHANNELS),
        "role": lambda code: words.plainly(code, words.ROLES),
        "standing": lambda code: words.plainly(code, words.STANDINGS),
        "standing_short": lambda code: re.split("[:,]", words.plainly(code, words.STANDINGS))[0],
        "staff_role": lambda code: words.plainly(code, words.STAFF_ROLES),
        "stage": lambda code: words.plainly(code, words.STAGES),
        "goal_moment": lambda code: words.plainly(code, words.GOAL_MOMENTS),
        "horizon": lambda code: words.plainly(code, words.HORIZONS),
        "topic": lambda code: words.TOPICS.get(code, code),
        "training_source": lambda code: words.plainly(code, words.TRAINING_SOURCES),
        "hours": lambda minutes: f"{minutes / 60:.2f}".rstrip("0").rstrip("."),
        "barrier": lambda code: words.plainly(code, words.BARRIERS),
        "label": lambda code: words.plainly(code, words.LABELS),
        "language": lambda code: words.plainly(code, words.LANGUAGES),
        "tier": lambda code: words.plainly(code, words.TIERS),
        "category": lambda code: words.plainly(code, words.CATEGORIES) or "Words that suggest danger",
        "ending": lambda row: words.ending(row.kind, row.outcome),
        "entry_kind": lambda code: words.plainly(code, words.ENTRY_KINDS),
        "inbound_kind": lambda code: words.plainly(code, words.INBOUND_KINDS),
        "audit": lambda code: words.plainly(code, words.AUDITS),
        "lower_first": lambda text: text[:1].lower() + text[1:],
        "own_part": lambda code: words.plainly(code, words.OWN_PARTS),
        "need": lambda code: words.plainly(code, words.NEEDS),
        "request_kind": lambda code: words.plainly(code, words.REQUESTS),
        "reason_kind": lambda code: words.plainly(code, words.REASON_KINDS),
        "silent": lambda code: words.plainly(code, words.SILENT),
        "clash": lambda pair: words.CLASHES[pair[0]].format(pair[1] or "somebody"),
        "call_why": lambda code: words.plainly(code, words.CALLS),
        "length_of": words.length,
        "reached": lambda alert: words.reached(alert.state, alert.reason, alert.made_at, alert.delivered_at),
        "step": lambda code: words.plainly(code, words.STEPS),
        "moment": lambda code: words.plainly(code, words.MOMENTS),
        "match_end": lambda code: words.plainly(code, words.MATCH_ENDS),
        "how_often": words.how_often,
        "step_went": lambda code: words.plainly(code.lower(), words.STEPS_WENT),
        "skipped": lambda code: words.plainly(code, words.QUIET),
        "condition": lambda row: words.condition(
            row.kind, row.other, row.start, row.end, row.detail, row.mine
        ),
        "phone": words.phone,
        "called": lambda name: name or "Unknown sender",
        "initials": lambda name: "".join(part[0] for part in name.split()[:2]).upper() or "?",
    }
    environment.globals |= {
        "WEEKDAYS": words.WEEKDAYS,
        "INBOX_OUTCOMES": words.INBOX_OUTCOMES,
        "KINDS": words.KINDS,
        "OUTCOMES": words.OUTCOMES,
        "CHANNELS": words.CHANNELS,
        "TOPICS": words.TOPICS,
        "SETTINGS": words.SETTINGS,
        "SHOWN_DETAILS": (
            "changed",
            "role begun",
            "role ended",
            "condition added",
            "readiness added",
            "match ended",
        ),
        "went_wrong": words.went_wrong,
    }
    return environment


ENVIRONMENT = _environment()


def desk_of(request: Request) -> Desk:
    """The desk this console was made with."""
    desk: Desk = request.app.state.desk
    return desk


def clock_for(request: Request, viewer: Viewer) -> Clock:
    """The clock of the viewer's programme."""
    return Clock(ZoneInfo(viewer.timezone), desk_of(request).now())


def page(
    request: Request, template: str, viewer: Viewer | None, status: int = 200, **context: Any
) -> HTMLResponse:
    """Render a page. `viewer` is None where nobody is signed in.

    What is wrong with alerts stands in red on every page, without a word of what they are about; and so do
    the flags that are open, with the age of the oldest, until somebody has closed them. Each copy of a
    page has a token of its own for its forms, so that two clicks act once (`console.once`).
    """
    desk, live, alarms, standing = desk_of(request), None, None, None
    ways_in: list[WayIn] = []
    if viewer:
        with desk.read() as connection:
            live = desk.live_state(connection, viewer.programme_id)
            whole = View(connection, desk.sealer, viewer.programme_id, now=desk.now())
            alarms = reading_safety.alarms(whole)
            ways_in = _ways_in(whole, viewer, desk.wall())
            theirs = viewer.person_id if viewer.role is StaffRole.COORDINATOR else None
            standing = reading_flags.standing(replace(whole, caseload=theirs))
    text = ENVIRONMENT.get_template(template).render(
        viewer=replace(viewer, csrf=forms.token(desk.sealer, viewer)) if viewer else None,
        clock=clock_for(request, viewer) if viewer else None,
        going_live=live,
        simulated=desk.simulated,
        home="/staff" if viewer and viewer.role is StaffRole.ADMINISTRATOR else "/",
        path=request.url.path,
        alarms=alarms,
        ways_in=ways_in,
        standing=standing,
        **context,
    )
    return HTMLResponse(text, status)


def _ways_in(view: View, viewer: Viewer, wall: datetime) -> list[WayIn]:
    """Who is being let back in, by whom, and what this viewer may say to it."""
    under_way = recovery.waiting(view.connection, wall, viewer.programme_id)
    called = staff_names(view) if under_way else {}
    return [
        WayIn(
            staff_id=one.staff_id,
            name=called.get(one.staff_id, ""),
            by=called.get(one.begun_by, ""),
            opens_at=one.opens_at,
            open=one.open,
            mine=one.staff_id == viewer.staff_id,
            may_confirm=not one.open and recovery.may_confirm(viewer.staff_id, viewer.role, one),
            may_stop=recovery.may_stop(viewer.staff_id, viewer.role, one),
        )
        for one in under_way
    ]
