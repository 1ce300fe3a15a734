"""The caseload at a glance: a row a match, and what happened in each of the last weeks.

Nobody's words are opened here, but for names and the number that was answered to how the week was. The number
of queries does not grow with the matches; only those of the part that is asked for are looked at closely.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, literal_column, select
from sqlmodel import col

from conversations.check_in import MOOD
from records import tables as t
from records.kinds import TAKEN_BACK, RecordKind, Standing
from records.reading import TROUBLE, Part, Some, View, names, some

WEEKS = 12
_WEEK = timedelta(weeks=1)
_GRAVE = ("emergency", "urgent", "concern")
_FLAGGED = t.core(t.Flag).alias()
_WAITS = t.core(t.Inbox).alias()
_REACHED = t.core(t.Address).alias()


@dataclass(slots=True)
class Week:
    """What happened in one week.

    Attributes:
        begins: its Monday, where the programme is.
        mood: what was answered to how the week was, 1 to 5; none: nothing.
        answered: whether a check-in was answered, in part or whole.
        quiet: whether one found no answer.
        met: how often a meeting was logged.
        undelivered: whether a message to them failed, or may not have arrived.
        tier: the worst flag; "" for none.
        rests: how they stand since then or before, where nothing is sent to them; "" while something is.
    """

    begins: date
    mood: int | None = None
    answered: bool = False
    quiet: bool = False
    met: int = 0
    undelivered: bool = False
    tier: str = ""
    rests: str = ""


@dataclass(frozen=True, slots=True)
class MatchWeeks:
    """One match, with its last weeks, the oldest first."""

    match_id: str
    mentee_id: str
    mentee: str = field(repr=False)
    mentor_id: str
    mentor: str = field(repr=False)
    load: int  # how many the mentor walks with
    heard_at: datetime | None
    flagged: bool
    waits: bool
    weeks: tuple[Week, ...]


def caseload(view: View, now: datetime, zone: ZoneInfo, part: Part) -> Some[MatchWeeks]:
    """That part of the open matches, those that need somebody first.

    Open flags come first, then words that wait, then whoever was heard longest ago; of those to whom nothing
    is sent, last.
    """
    rows = _matches(view, part)
    mondays = _mondays(now.astimezone(zone).date())
    since = datetime.combine(mondays[0], time(), zone).astimezone(UTC)
    mentees = [row.mentee_id for row in rows]
    weeks = {one: {monday: Week(monday) for monday in mondays} for one in mentees}
    if mentees:
        _fill(view, weeks, mentees, since, zone)
    for row in rows:
        _rest(weeks[row.mentee_id], row.standing, row.standing_since.astimezone(zone).date())
    called = names(view, [*mentees, *(row.mentor_id for row in rows)])
    loads = _loads(view, [row.mentor_id for row in rows])
    found = [
        MatchWeeks(
            match_id=row.id,
            mentee_id=row.mentee_id,
            mentee=called[row.mentee_id],
            mentor_id=row.mentor_id,
            mentor=called[row.mentor_id],
            load=loads.get(row.mentor_id, 0),
            heard_at=row.heard,
            flagged=bool(row.flagged),
            waits=bool(row.waits),
            weeks=tuple(weeks[row.mentee_id].values()),
        )
        for row in rows
    ]
    return Some(found, rows.total)


def _mondays(today: date) -> list[date]:
    this = today - timedelta(days=today.weekday())
    return [this - n * _WEEK for n in range(WEEKS - 1, -1, -1)]


def _matches(view: View, part: Part) -> Some[Any]:
    flagged = select(_FLAGGED.c.person_id).where(
        _FLAGGED.c.programme_id == view.programme_id,
        _FLAGGED.c.closed_at.is_(None),
        _FLAGGED.c.drill.is_(False),
    )
    waiting = select(_WAITS.c.person_id).where(
        _WAITS.c.needs_person.is_(True), _WAITS.c.attended_at.is_(None)
    )
    heard = (
        select(func.max(_REACHED.c.last_heard_at))
        .where(_REACHED.c.person_id == col(t.Match.mentee_id))
        .correlate_except(_REACHED)
        .scalar_subquery()
    )
    is_flagged = col(t.Match.mentee_id).in_(flagged).label("flagged")
    waits = col(t.Match.mentee_id).in_(waiting).label("waits")
    query = (
        select(
            col(t.Match.id),
            col(t.Match.mentee_id),
            col(t.Match.mentor_id),
            col(t.Person.standing),
            col(t.Person.standing_since),
            heard.label("heard"),
            is_flagged,
            waits,
        )
        .join(t.Person, col(t.Person.id) == col(t.Match.mentee_id))
        .where(col(t.Match.until).is_(None), view.shows(col(t.Match.mentee_id)))
        .order_by(
            is_flagged.desc(),
            waits.desc(),
            col(t.Person.standing).not_in((Standing.ACTIVE, Standing.INVITED)),
            heard.is_not(None),
            heard,
            col(t.Match.id),
        )
    )
    return some(view, query, part)


def _fill(
    view: View,
    weeks: dict[str, dict[date, Week]],
    mentees: Sequence[str],
    since: datetime,
    zone: ZoneInfo,
) -> None:
    def week(person_id: str, at: datetime) -> Week | None:
        day = at.astimezone(zone).date()
        return weeks[person_id].get(day - timedelta(days=day.weekday()))

    record = t.core(t.MeetingRecord)
    exchanges = view.connection.execute(
        select(record.c.id, record.c.person_id, record.c.kind, record.c.opened_at, record.c.outcome).where(
            record.c.person_id.in_(mentees),
            record.c.opened_at >= since,
            record.c.kind.in_((RecordKind.CHECK_IN, RecordKind.MEETING)),
            view.shows(record.c.person_id),
        )
    ).all()
    moods = _moods(view, [row.id for row in exchanges if row.kind == RecordKind.CHECK_IN])
    for row in sorted(exchanges, key=lambda one: one.opened_at):
        one = week(row.person_id, row.opened_at)
        if one is None:
            continue
        if row.kind == RecordKind.MEETING:
            one.met += row.outcome != TAKEN_BACK
            continue
        one.mood = moods.get(row.id, one.mood)
        one.answered = one.answered or row.outcome == "finished" or row.id in moods
        one.quiet = one.quiet or row.outcome == "no_reply"
    for trouble in _undelivered(view, mentees, since):
        if (one := week(trouble.person_id, trouble.created_at)) is not None:
            one.undelivered = True
    for flag in _flags(view, mentees, since):
        if (one := week(flag.person_id, flag.raised_at)) is not None:
            one.tier = min(filter(None, (one.tier, flag.tier)), key=_GRAVE.index)


def _moods(view: View, record_ids: Sequence[str]) -> dict[str, int]:
    """What was answered to how the week was, by record. The number is all that is opened."""
    if not record_ids:
        return {}
    entry = t.core(t.RecordEntry)
    rows = view.connection.execute(
        select(entry.c.id, entry.c.record_id, entry.c.person_id, entry.c.body)
        .where(
            entry.c.record_id.in_(record_ids),
            entry.c.kind.in_(("answer", "correction")),
            entry.c.label == MOOD.id,
            view.shows(entry.c.person_id),
        )
        .order_by(entry.c.at, entry.c.id)
    ).all()
    view.sealer.keys.load({row.person_id for row in rows})
    found: dict[str, int] = {}
    for row in rows:
        said = view.sealer.read(row.person_id, "record_entry", "body", row.id, row.body)
        if said[:1] in "12345" and said:
            found[row.record_id] = int(said[0])
    return found


def _undelivered(view: View, mentees: Sequence[str], since: datetime) -> Sequence[Any]:
    outbox = t.core(t.Outbox)
    return view.connection.execute(
        select(outbox.c.person_id, outbox.c.created_at).where(
            outbox.c.person_id.in_(mentees),
            outbox.c.state.in_([literal_column(f"'{state}'") for state in TROUBLE]),
            outbox.c.created_at >= since,
        )
    ).all()


def _flags(view: View, mentees: Sequence[str], since: datetime) -> Sequence[Any]:
    flag = t.core(t.Flag)
    return view.connection.execute(
        select(flag.c.person_id, flag.c.raised_at, flag.c.tier).where(
            flag.c.person_id.in_(mentees),
            flag.c.raised_at >= since,
            flag.c.drill.is_(False),
            flag.c.verdict != "false_alarm",
        )
    ).all()


def _rest(weeks: dict[date, Week], standing: str, since: date) -> None:
    """Mark the weeks since somebody stands so; how they stood before is not kept."""
    if standing in (Standing.ACTIVE, Standing.UNKNOWN):
        return
    began = since - timedelta(days=since.weekday())
    for monday, one in weeks.items():
        if monday >= began:
            one.rests = standing


def _loads(view: View, mentors: Sequence[str]) -> dict[str, int]:
    """How many each of these mentors walks with, also of those whom this view does not show."""
    query = (
        select(col(t.Match.mentor_id), func.count())
        .where(col(t.Match.mentor_id).in_(mentors), col(t.Match.until).is_(None))
        .group_by(col(t.Match.mentor_id))
    )
    return {row[0]: row[1] for row in view.connection.execute(query)}
