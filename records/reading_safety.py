"""What the desk must know about safety: alerts that reached nobody, held prompts, and what took how long.

`alarms` is asked for every page and opens no words. Times are those that were written down when things
happened; what has not happened yet is None, never a guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select, union
from sqlmodel import col

from records import tables as t
from records.among import unindexed
from records.kinds import MessageClass, OutboxState, Role, StaffRole, Standing
from records.reading import ALL, Part, Some, View, names, shown_records, some, unreached
from safety.tiers import Tier

ALARMING = (Tier.URGENT, Tier.EMERGENCY)
_SILENCES = (Standing.CUSTODY, Standing.PAUSED, Standing.INVITED)
_STEPS = ("signpost", "alert", "delivered", "acknowledged", "closed")


@dataclass(frozen=True, slots=True)
class Alarms:
    """What stands in red on every page.

    Attributes:
        unreached: how many flags nobody answers for, of which no alert reached anybody.
        silent: members of staff whose phone an alert would not reach: their name, and why.
    """

    unreached: int
    silent: tuple[tuple[str, str], ...] = field(repr=False)


def alarms(view: View) -> Alarms:
    """What is wrong with alerts now, in the whole programme: it concerns whoever looks."""
    lost = select(func.count()).select_from(t.Flag)
    lost = lost.where(col(t.Flag.programme_id) == view.programme_id, unreached(view.now))
    return Alarms(view.connection.execute(lost).scalar_one(), tuple(_silent(view)))


def _silent(view: View) -> list[tuple[str, str]]:
    """Staff who are to be alerted and cannot be by text, or whose number somebody else entered, and why.

    What others can do to them counts for everybody whose phone may ring. That they stopped the messages
    themselves, or have no phone at all, counts for those on the rota.
    """
    rota = select(col(t.Rota.staff_id)).where(col(t.Rota.programme_id) == view.programme_id)
    on_rota = set(
        view.connection.execute(
            select(col(t.Staff.person_id)).where(col(t.Staff.id).in_(rota), col(t.Staff.active))
        ).scalars()
    )
    coordinate = select(col(t.Membership.person_id)).where(
        col(t.Membership.role) == Role.COORDINATOR, col(t.Membership.until).is_(None)
    )
    work = select(col(t.Staff.person_id)).where(
        col(t.Staff.active), col(t.Staff.role) != StaffRole.ADMINISTRATOR
    )
    members = select(col(t.Person.id), col(t.Person.standing)).where(
        unindexed(col(t.Person.programme_id)) == view.programme_id,
        col(t.Person.id).in_(union(coordinate, work)),
    )
    standing = {row.id: row.standing for row in view.connection.execute(members)}
    rings = on_rota or standing.keys()
    why = {
        person_id: stands
        for person_id, stands in standing.items()
        if stands in _SILENCES or (stands == Standing.STOPPED and person_id in rings)
    }
    phones: dict[str, list[Any]] = defaultdict(list)
    addresses = select(
        col(t.Address.person_id), col(t.Address.blocked), col(t.Address.retired_at), col(t.Address.given_by)
    ).where(col(t.Address.person_id).in_(list(standing)))
    for row in view.connection.execute(addresses):
        phones[row.person_id].append(row)
    for person_id in standing.keys() - why.keys():
        had = phones[person_id]
        open_ones = [row for row in had if row.retired_at is None]
        if open_ones and all(row.blocked for row in open_ones):
            if person_id in rings:
                why[person_id] = "blocked"
        elif had and not open_ones:
            why[person_id] = "retired"
        elif not had and person_id in on_rota:
            why[person_id] = "no-phone"
        elif any(row.given_by is not None for row in open_ones):
            why[person_id] = "unproven"
    called = names(view, why)
    return sorted((called[person_id], reason) for person_id, reason in why.items())


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Somebody to whom nothing unasked-for goes, since when, and the record of the flag it was for."""

    person_id: str
    name: str = field(repr=False)
    since: datetime
    record_id: str | None


def held_people(view: View, part: Part = ALL) -> Some[HeldRow]:
    """Everybody whose prompts are held, the longest first."""
    newest = (
        select(col(t.Flag.record_id))
        .where(col(t.Flag.person_id) == col(t.Person.id))
        .order_by(col(t.Flag.raised_at).desc(), col(t.Flag.id).desc())
        .limit(1)
        .correlate(t.core(t.Person))
        .scalar_subquery()
    )
    query = (
        select(col(t.Person.id), col(t.Person.held_at), newest.label("record_id"))
        .where(col(t.Person.held_at).is_not(None), view.shows(col(t.Person.id)))
        .order_by(col(t.Person.held_at))
    )
    rows = some(view, query, part)
    called = names(view, [row.id for row in rows])
    return Some((HeldRow(row.id, called[row.id], row.held_at, row.record_id) for row in rows), rows.total)


def heard_line(view: View, inbox_id: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The record a message stands in, and whom of those in it this view shows, the writer first.

    None: no such message, it stands in no record, or it is not for this view.
    """
    row: Any = view.connection.execute(
        select(
            col(t.Inbox.person_id),
            col(t.Inbox.record_id),
            col(t.MeetingRecord.person_id).label("about_id"),
            col(t.MeetingRecord.with_id),
        )
        .join(t.MeetingRecord, col(t.MeetingRecord.id) == col(t.Inbox.record_id))
        .where(
            col(t.Inbox.id) == inbox_id,
            col(t.MeetingRecord.programme_id) == view.programme_id,
            shown_records(view),
            view.names_to(col(t.Inbox.person_id)),
        )
    ).one_or_none()
    if row is None:
        return None
    people = [one for one in dict.fromkeys((row.person_id, row.about_id, row.with_id)) if one]
    shown = [one for one in people if view.sees(one)]
    if not shown:
        return None
    called = names(view, shown)
    return row.record_id, tuple((one, called[one]) for one in shown)


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert to a member of staff: on which rung, by what, how far it got."""

    rung: int | None  # none: a reminder to whoever had taken it
    name: str = field(repr=False)
    channel: str
    made_at: datetime
    handed_at: datetime | None
    delivered_at: datetime | None
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Times:
    """How long it took from the words to a person, for one flag. None: it has not happened."""

    flag_id: str
    record_id: str
    person_id: str
    name: str = field(repr=False)
    tier: str
    category: str
    drill: bool
    entered: bool
    verdict: str
    wrote_at: datetime  # at the provider; of a drill, when it began
    signpost: datetime | None  # handed to the provider
    alert: datetime | None  # the first one, handed over
    delivered: datetime | None  # the first one that a phone confirmed
    acknowledged: datetime | None
    acknowledged_by: str = field(repr=False)
    closed: datetime | None
    alerts: tuple[AlertRow, ...]

    def took(self, step: str) -> timedelta | None:
        """From the message to that step. Where two clocks differ by a moment, no time."""
        at: datetime | None = getattr(self, step)
        return None if at is None else max(at - self.wrote_at, timedelta())


def times_of_record(view: View, record_id: str) -> dict[str, Times]:
    """The times of a record's flags, by flag."""
    return {one.flag_id: one for one in _times(view, col(t.Flag.record_id) == record_id)}


def times_since(view: View, since: datetime) -> list[Times]:
    """Flags raised since then that ring phones, the newest first: none that were entered by hand."""
    return _times(
        view,
        and_(
            col(t.Flag.raised_at) >= since,
            col(t.Flag.tier).in_(ALARMING),
            col(t.Flag.entered_by).is_(None),
        ),
    )


def _times(view: View, condition: ColumnElement[bool]) -> list[Times]:
    wanted = and_(condition, col(t.Flag.programme_id) == view.programme_id, view.shows(col(t.Flag.person_id)))
    flags = view.connection.execute(
        select(t.core(t.Flag), col(t.Inbox.received_at))
        .outerjoin(t.Inbox, col(t.Inbox.id) == col(t.Flag.inbox_id))
        .where(wanted)
        .order_by(col(t.Flag.raised_at).desc(), col(t.Flag.id).desc())
    ).all()
    ours = select(col(t.Flag.id)).where(wanted)
    sent: dict[str, list[Any]] = defaultdict(list)
    for row in view.connection.execute(
        select(
            col(t.Outbox.flag_id),
            col(t.Outbox.person_id),
            col(t.Outbox.message_class),
            col(t.Outbox.channel),
            col(t.Outbox.created_at),
            col(t.Outbox.handed_at),
            col(t.Outbox.settled_at),
            col(t.Outbox.state),
            col(t.Outbox.reason),
        )
        .where(col(t.Outbox.flag_id).in_(ours))
        .order_by(col(t.Outbox.created_at), col(t.Outbox.id))
    ):
        sent[row.flag_id].append(row)
    rungs = _rungs(view, wanted)
    called = names(
        view,
        [
            *(flag.person_id for flag in flags),
            *(flag.acknowledged_by for flag in flags),
            *(row.person_id for rows in sent.values() for row in rows),
        ],
    )
    return [_of(flag, sent[flag.id], rungs, called) for flag in flags]


def _rungs(view: View, wanted: ColumnElement[bool]) -> dict[tuple[str, datetime], int]:
    """At which moment which rung was climbed, by record: it stands in the record beside what was sent."""
    records = select(col(t.Flag.record_id)).where(wanted)
    rows = view.connection.execute(
        select(col(t.RecordEntry.record_id), col(t.RecordEntry.at), col(t.RecordEntry.label)).where(
            col(t.RecordEntry.record_id).in_(records), col(t.RecordEntry.label).like("ladder-%")
        )
    )
    return {(row.record_id, row.at): int(row.label.removeprefix("ladder-")) for row in rows}


def _of(
    flag: Any, sent: Sequence[Any], rungs: dict[tuple[str, datetime], int], called: dict[str, str]
) -> Times:
    def first(moments: Iterable[datetime | None]) -> datetime | None:
        return min((at for at in moments if at is not None), default=None)

    alerts = [row for row in sent if row.message_class == MessageClass.STAFF_ALERT]
    taken = flag.acknowledged_at
    climbing = [row for row in alerts if taken is None or row.created_at <= taken]
    return Times(
        flag_id=flag.id,
        record_id=flag.record_id,
        person_id=flag.person_id,
        name=called[flag.person_id],
        tier=flag.tier,
        category=flag.category,
        drill=flag.drill,
        entered=flag.entered_by is not None,
        verdict=flag.verdict,
        wrote_at=flag.received_at or flag.raised_at,
        signpost=first(row.handed_at for row in sent if row.message_class == MessageClass.SAFETY),
        alert=first(row.handed_at for row in climbing),
        delivered=first(_delivered(row) for row in climbing),
        acknowledged=taken,
        acknowledged_by=called.get(flag.acknowledged_by, ""),
        closed=flag.closed_at,
        alerts=tuple(
            AlertRow(
                rungs.get((flag.record_id, row.created_at), 0) if row in climbing else None,
                called[row.person_id],
                row.channel,
                row.created_at,
                row.handed_at,
                _delivered(row),
                row.state,
                row.reason,
            )
            for row in alerts
        ),
    )


def _delivered(row: Any) -> datetime | None:
    at: datetime | None = row.settled_at if row.state == OutboxState.DELIVERED else None
    return at


@dataclass(frozen=True, slots=True)
class Step:
    """How long a step took in a month: the median and the worst, and how often it has not happened."""

    median: timedelta | None
    worst: timedelta | None
    missing: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month of flags, or of drills."""

    month: str  # "2026-03"
    drill: bool
    flags: int
    steps: dict[str, Step]


def by_month(found: Iterable[Times], timezone: str) -> list[Month]:
    """Median and worst of each step, by local month, the newest first; drills apart from what was real."""
    groups: dict[tuple[str, bool], list[Times]] = defaultdict(list)
    for one in found:
        groups[one.wrote_at.astimezone(ZoneInfo(timezone)).strftime("%Y-%m"), one.drill].append(one)
    return [
        Month(month, drill, len(those), {step: _step(those, step) for step in _STEPS})
        for (month, drill), those in sorted(
            groups.items(), key=lambda pair: (pair[0][0], not pair[0][1]), reverse=True
        )
    ]


def _step(those: Sequence[Times], step: str) -> Step:
    took = [length for one in those if (length := one.took(step)) is not None]
    if not took:
        return Step(None, None, len(those))
    middle = timedelta(seconds=median(length.total_seconds() for length in took))
    return Step(middle, max(took), len(those) - len(took))
