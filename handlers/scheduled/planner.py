"""Who hears from us today, unasked: at most one thing a day and person, the most important first.

Everything that begins with us asks here before it says anything. What comes on a day that has its message
already, or on which something more important is still to come, waits for the next free day; what has waited
as long as makes sense is left out, and comes when it comes round again. A day is the person's own, by the
clocks where they are, and it is the day on which a message would leave: one begun at night counts for the
morning.

The order is one table, `ORDER`. What is not in it cannot be begun: a `PlanKind` without a line fails when
this is imported, and a module that sends prompts without asking here fails a test.

Not counted, and never held up by this:
    safety         signposts, alerts, and the question to a mentor on the day after
    people         what a person wrote, whenever it is passed on
    meetings       the reminder of one: people chose it by agreeing to meet
    nudges         what a mentee did, told to their mentor: it answers an event, and there is one for each.
                   What can wait for a day without any does (`alone`)
    the desk       what a coordinator does by hand, such as a new match. A line about the person alone
                   ("good to have you back") does take their day
Small questions come inside the answer to a check-in, and are no message of their own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from conversations.kept_apart import OWN
from conversations.match_moments import ONCE
from conversations.meetings import ASKED_ONCE, NEVER_REMINDED
from conversations.questions import QUESTIONS
from conversations.reflections import UNHURRIED
from conversations.seeking import UNPRESSED
from conversations.small_questions import SMALL
from records.cases import Case, Person, Unasked
from records.kinds import MessageClass, PlanKind, RecordKind, Role
from records.programme_choices import Asks
from rules import sending, times

_A_DAY = timedelta(days=1)
_UNREMINDED = (
    OWN | SMALL | UNHURRIED | ONCE | NEVER_REMINDED | UNPRESSED
)  # as `handlers.scheduled.silence` has it
_NEAR = timedelta(hours=20)  # a question asked so shortly before would keep the next from being asked


class Unplanned(StrEnum):
    """What comes unasked and is no plan: its time stands in a row of its own."""

    PAUSE_OVER = "pause_over"  # a quiet time that somebody asked for is over
    REMINDER = "reminder"  # the one gentle reminder of a question that nobody answered
    AFTER_MEETING = "after_meeting"  # whether a meeting came about
    AWAY = "away"  # we were not there for days


Kind = PlanKind | Unplanned


def _always(_: Person, __: date) -> bool:
    return True


def _has_a_step_or_goal(person: Person, _: date) -> bool:
    chosen = Asks.MID_WEEK not in person.programme.choices.off
    return chosen and (person.open_step is not None or bool(person.goals))


def _looks_back(person: Person, _: date) -> bool:
    return bool(person.promises) and Asks.LOOK_BACK not in person.programme.choices.off


def _is_reminded(person: Person, day: date) -> bool:
    """The look back takes the place of that week's reminder."""
    plan = person.plan(PlanKind.LOOK_BACK)
    that_day = plan is not None and plan.due_at is not None and plan.local_date == day
    return bool(person.promises) and not (that_day and _looks_back(person, day))


def _is_mentor(person: Person, _: date) -> bool:
    return Role.MENTOR in person.roles


def _may_be_offered_it(person: Person, _: date) -> bool:
    return Role.MENTOR in person.roles and person.plan(PlanKind.REFLECTION) is None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        kind: what comes.
        waits: how many days it may wait for a free one before it is left out this time.
        has: whether there is anything to say, on that day.
        alone: it can wait for a day on which nothing else at all came, and nothing more important is near,
            which a question of ours that still waits would hold up. On its last day it cannot.
        missed: whether somebody misses it who would have got it while we were away.
    """

    kind: Kind
    waits: int
    has: Callable[[Person, date], bool] = _always
    alone: bool = False
    missed: bool = True


# The most important first.
ORDER: tuple[Row, ...] = (
    Row(Unplanned.PAUSE_OVER, waits=0),  # promised for a day; later, what comes shows that it is over
    Row(PlanKind.CHECK_IN, waits=6),
    Row(Unplanned.REMINDER, waits=2),  # of a question that is still open: nothing new is asked meanwhile
    Row(PlanKind.SMALL_STEP, waits=2, has=_has_a_step_or_goal),  # then the check-in is near
    Row(PlanKind.LOOK_BACK, waits=6, has=_looks_back),
    Row(Unplanned.AFTER_MEETING, waits=5, alone=True),
    Row(PlanKind.SELF_CARE, waits=6, has=_is_reminded),
    Row(PlanKind.MATCH, waits=6, missed=False),
    Row(PlanKind.REFLECTION, waits=6, alone=True, missed=False),
    Row(PlanKind.WELLBEING, waits=6, has=_is_mentor, alone=True, missed=False),
    Row(PlanKind.EARLY_DAYS, waits=6, alone=True, missed=False),
    Row(PlanKind.PLACES, waits=6, alone=True, missed=False),
    Row(PlanKind.CIRCLE, waits=6, alone=True, missed=False),
    Row(PlanKind.PULSE, waits=6, alone=True, missed=False),
    Row(PlanKind.REFLECTION_OFFER, waits=6, has=_may_be_offered_it, alone=True, missed=False),
    Row(PlanKind.MILESTONE, waits=6, missed=False),  # last: mostly there is nothing to say
    Row(Unplanned.AWAY, waits=0),  # whoever hears from us anyway sees that we are back
)


class NotInTheTable(Exception):
    """Something unasked-for has no line, or two, in `handlers.scheduled.planner.ORDER`: give it one."""


def ranks(order: tuple[Row, ...]) -> dict[Kind, int]:
    """The place of each kind.

    Raises:
        NotInTheTable: a kind has no line, or two.
    """
    found: dict[Kind, int] = {row.kind: rank for rank, row in enumerate(order)}
    missing = [one for one in (*PlanKind, *Unplanned) if one not in found]
    if missing or len(found) != len(order):
        raise NotInTheTable(", ".join(missing) or "one kind twice")
    return found


_RANKS = ranks(ORDER)


class Turn(StrEnum):
    """What becomes of something unasked-for that is due."""

    GO = "go"
    WAIT = "wait"  # for a free day
    LEAVE_OUT = "leave_out"  # this time


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of it; `day`: the local date for which it waits, for WAIT."""

    turn: Turn
    day: date | None = None

    @property
    def goes(self) -> bool:
        """Whether it is said now."""
        return self.turn is Turn.GO


def decide(case: Case, now: datetime, kind: Kind, due: date | None = None) -> Decision:
    """Whether this may be said now, or on which day it is looked at again.

    Args:
        case: of the person who would get it, with what they got unasked.
        now: now.
        kind: what it is.
        due: the local date on which it came round first; none: today.
    """
    row = ORDER[_RANKS[kind]]
    day = leaves_on(case.person, now)
    first = due or day
    last = day - first >= row.waits * _A_DAY
    if not _is_taken(case, day) and not _something_more_important(case, row, day):
        crowded = _anything_at_all(case, day) or _is_near(case.person, now, row)
        if last or not row.alone or not crowded:
            return Decision(Turn.GO)
    return wait(case, now, kind, first)


def wait(case: Case, now: datetime, kind: Kind, due: date) -> Decision:
    """The next day that looks free, for what cannot be said now; or to leave it out. As for `decide`."""
    row, day = ORDER[_RANKS[kind]], leaves_on(case.person, now)
    days = [day + ahead * _A_DAY for ahead in range(1, row.waits - (day - due).days + 1)]
    if not days:
        return Decision(Turn.LEAVE_OUT)
    return Decision(
        Turn.WAIT, next((one for one in days if not _something_more_important(case, row, one)), days[0])
    )


def has_something(person: Person, now: datetime, kind: PlanKind) -> bool:
    """Whether a plan that comes round now has anything to say to this person."""
    return ORDER[_RANKS[kind]].has(person, times.local_time(now, person.timezone).date())


def is_missed(person: Person, now: datetime, kind: PlanKind) -> bool:
    """Whether somebody misses what did not come while we were away."""
    return ORDER[_RANKS[kind]].missed and has_something(person, now, kind)


def leaves_on(person: Person, now: datetime) -> date:
    """The local date on which a message begun now would leave: not in quiet hours, nor just before."""
    quiet = times.QuietHours.kept(person.programme.quiet_start, person.programme.quiet_end)
    local = now.astimezone(ZoneInfo(person.timezone))
    waits = sending.quiet_until(local, quiet)
    return (waits or now).astimezone(ZoneInfo(person.timezone)).date()


def _is_taken(case: Case, day: date) -> bool:
    """Whether their one message went on that day, or is still on its way."""
    return any(_is_on(case.person, one, day) for one in case.unasked if counts(one))


def _anything_at_all(case: Case, day: date) -> bool:
    """The same for what takes nobody's day, but for what people wrote."""
    return any(_is_on(case.person, one, day) for one in case.unasked if not one.by_a_person)


def _is_on(person: Person, one: Unasked, day: date) -> bool:
    return one.left_at is None or times.local_time(one.left_at, person.timezone).date() == day


def counts(one: Unasked) -> bool:
    """Whether something that was sent is the one message of its day: see above for what is not."""
    if one.message_class == MessageClass.KNOCK:
        return one.outcome == "still_you"  # another says that something waits, which is counted itself
    if one.of_others or one.by_a_person or one.record_kind in ("", RecordKind.NUDGE):
        return False
    reminds_of_a_meeting = bool(one.began & ASKED_ONCE) or (
        one.record_kind == RecordKind.MESSAGE and one.outcome == "reminded"
    )
    return not reminds_of_a_meeting


def _something_more_important(case: Case, row: Row, day: date) -> bool:
    return bool(_above(case.person, row, day))


def _above(person: Person, row: Row, day: date) -> set[Kind]:
    """What is to come on that day and is more important."""
    return {kind for kind in _due_on(person, day) if _RANKS[kind] < _RANKS[row.kind]}


def _is_near(person: Person, now: datetime, row: Row) -> bool:
    return any(
        plan.due_at is not None
        and now < plan.due_at < now + _NEAR
        and plan.kind in _above(person, row, plan.local_date)
        for plan in person.plans
    )


def _reminds(conversation: str, question: str) -> bool:
    """Whether a question that nobody answers is put once more."""
    known = QUESTIONS.get(question)
    return conversation not in _UNREMINDED and known is not None and known.reminds


def _due_on(person: Person, day: date) -> Iterator[Kind]:
    """What else is to come on that day and has something to say."""
    for plan in person.plans:
        on_that_day = plan.due_at is not None and plan.local_date == day
        if on_that_day and ORDER[_RANKS[plan.kind]].has(person, day):
            yield plan.kind
    waiting = person.talking[0] if person.talking else None
    asked = waiting.state.waiting if waiting else None
    reminds = waiting and asked and not asked.reminded and _reminds(waiting.name, asked.question)
    over = waiting.due_at if waiting and reminds else None
    if over is not None and times.local_time(over, person.timezone).date() == day:
        yield Unplanned.REMINDER
