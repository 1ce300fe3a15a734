"""What may stand on the first page, kind by kind: the rows, in words, with what can be done to each there.

`KINDS` is the order of the page, the most urgent kind first; within a kind the oldest comes first. A new kind
is one function that gives its rows, and one line in `KINDS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from console import burnout, words
from console.pages import Clock
from handlers.access.signing_in import Viewer
from handlers.enrolling import enrol_check
from records import (
    reading_calls,
    reading_endings,
    reading_looks,
    reading_matches,
    reading_milestones,
    reading_places,
    reading_planning,
    reading_retention,
    reading_safety,
    reading_today,
    reading_training,
)
from records.kinds import StaffRole, Standing
from records.reading import FlagRow, Part, Some, View
from records.reading_looks import MarkedRow
from records.reading_today import QuietRow, WaitingRow

_TROUBLE_SHOWN = timedelta(days=7)
_MEETINGS = timedelta(weeks=2)  # without a logged meeting for so long, somebody should ask
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """A button: what it says, and where its form goes.

    `asks` is what its one field asks for, if it has one; the answer goes as `outcome`.
    """

    label: str
    action: str
    look: str = "light"
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that needs somebody.

    Attributes:
        name: whom it is about.
        href: the page about them.
        why: what it is, in words of ours.
        at: since when; its age is shown, in words and in colour.
        age: how the age is told, with "{}" for it; without "{}": what stands in its place.
        said: their own words, one line; only for whoever may read them.
        links: where to see to it, as address and words.
        acts: what can be done here.
        answer: the person who can be written to from here; "" for nobody.
    """

    name: str = field(repr=False)
    href: str
    why: str = field(repr=False)
    at: datetime | None = None
    age: str = "{} ago"
    said: str = field(default="", repr=False)
    links: tuple[tuple[str, str], ...] = ()
    acts: tuple[Act, ...] = ()
    answer: str = ""
    tier: str = ""
    badge: str = ""
    waiting: WaitingRow | None = None
    marked: MarkedRow | None = None


@dataclass
class Asking:
    """Who looks, and when; and what several kinds are made from, asked once."""

    view: View
    viewer: Viewer
    clock: Clock

    @property
    def now(self) -> datetime:
        """The time it is."""
        return self.clock.now

    @cached_property
    def waiting(self) -> list[WaitingRow]:
        """Everybody whose messages wait."""
        return reading_today.everybody_waiting(self.view)

    @cached_property
    def unheard(self) -> list[QuietRow]:
        """Everybody of whom nothing came."""
        return reading_today.unheard(self.view)

    @cached_property
    def coming_out(self) -> Some[reading_planning.PlanningRow]:
        """Who comes out soon."""
        return reading_planning.coming_out(self.view, self.now)

    @cached_property
    def flags(self) -> list[FlagRow]:
        """The open flags, those that nobody answers for first."""
        return reading_today.open_flags(self.view)


def _person(person_id: str) -> str:
    return f"/people/{person_id}"


def _safety(ask: Asking, part: Part) -> Some[Row]:
    flags = Some.of(ask.flags, part)
    mentors = reading_today.mentors_among(ask.view, [flag.person_id for flag in flags])
    return Some([_flag(ask, flag, flag.person_id in mentors) for flag in flags], flags.total)


def _flag(ask: Asking, flag: FlagRow, mentor: bool) -> Row:
    category = words.plainly(flag.category, words.CATEGORIES) or "Words that suggest danger"
    if flag.drill:
        about = "A drill: nothing has happened"
    elif flag.told_by:
        about = f"{flag.told_by} told of danger to them"
    else:
        about = f"Wellbeing of a mentor: {category[:1].lower()}{category[1:]}" if mentor else category
    about += " · entered by hand" if flag.entered else ""
    end = (Act("End the drill", f"/flags/{flag.id}/close"),) if flag.drill else ()
    read = f"/records/{flag.record_id}"
    if flag.acknowledged_at is None:
        nobody = (
            "They have not answered it on their phone yet" if flag.drill else "Nobody has answered for it yet"
        )
        mine = () if flag.drill else (Act("I am on it", f"/flags/{flag.id}/acknowledge", "danger"),)
        return Row(
            flag.name,
            _person(flag.person_id),
            f"{about}. {nobody}.",
            flag.raised_at,
            links=((read, "Read it"),),
            acts=mine + end,
            tier=flag.tier,
        )
    since = ask.clock.short(flag.acknowledged_at)
    who = flag.acknowledged_by or "Somebody"
    return Row(
        flag.name,
        read,
        f"{about} · {who} {'answered it' if flag.drill else 'is on it since'} {since}",
        flag.raised_at,
        "In hand, open for {}",
        links=((read, "Read it" if flag.drill else "Read and close"),),
        acts=end,
        tier=flag.tier,
    )


def _calls(ask: Asking, part: Part) -> Some[Row]:
    found = reading_calls.calls_to_make(ask.view, part, ask.waiting)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"{words.plainly(row.why, words.CALLS)}, {ask.clock.within(row.since)}",
            row.since,
            links=(
                (
                    f"{_person(row.person_id)}#waiting"
                    if row.why == "stopped-with-words"
                    else f"/records/{row.record_id}",
                    "Read it",
                ),
            ),
            acts=(Act("Call made", f"{_person(row.person_id)}/called", asks="How did the call go?"),),
        )
        for row in found
    ]
    return Some(rows, found.total)


def _read_first(ask: Asking, part: Part) -> Some[Row]:
    found = reading_looks.worth_reading(ask.view, part)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            "",
            row.at,
            links=((f"/records/{row.record_id}", "Open" if row.own else "Read it"),),
            acts=(Act("I have asked" if row.own else "I have read it", f"/looks/{row.inbox_id}/read"),),
            marked=row,
        )
        for row in found
    ]
    return Some(rows, found.total)


def _waiting(ask: Asking, part: Part) -> Some[Row]:
    known = [one for one in ask.waiting if one.standing not in (Standing.UNKNOWN, Standing.STOPPED)]
    return _messages(ask, known, part, "waiting", "Read and answer", "Attended")


def _unclaimed(ask: Asking, part: Part) -> Some[Row]:
    strangers = [one for one in ask.waiting if one.standing == Standing.UNKNOWN]
    return _messages(ask, strangers, part, "claim", "Say who it is", "Not one of ours")


def _messages(
    ask: Asking, whose: Sequence[WaitingRow], part: Part, place: str, look: str, done: str
) -> Some[Row]:
    found = reading_today.named(ask.view, Some.of(whose, part))
    said = reading_today.last_words(ask.view, found) if found else {}
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"{row.count} message{'s' if row.count != 1 else ''} since {ask.clock.within(row.since)}",
            row.since,
            said=" ".join(said.get(row.person_id, "").split()),
            links=((f"{_person(row.person_id)}#{place}", look),),
            acts=(Act(done, f"{_person(row.person_id)}/attend"),),
            answer=row.person_id if place == "waiting" else "",
            waiting=row,
        )
        for row in found
    ]
    return Some(rows, found.total)


def _to_tell(ask: Asking, part: Part) -> Some[Row]:
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"Has to hear that {row.other or 'Unknown sender'} has died. Nothing has been sent",
            row.since,
            links=((f"/matches/{row.match_id}/told", "Told, or how"),),
        )
        for row in reading_endings.to_tell(ask.view)
    ]
    return Some.of(rows, part)


def _requests(ask: Asking, part: Part) -> Some[Row]:
    found = reading_matches.requests(ask.view, ask.viewer.role, part=part)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"{words.plainly(row.kind, words.REQUESTS)}, since {ask.clock.within(row.raised_at)}",
            row.raised_at,
            links=((f"/requests/{row.id}", "Open"),),
        )
        for row in found
    ]
    return Some(rows, found.total)


def _held(ask: Asking, part: Part) -> Some[Row]:
    found = reading_safety.held_people(ask.view, part)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"No check-in or reminder goes out since {ask.clock.within(row.since)}, until you resume them",
            row.since,
            links=((f"/records/{row.record_id}", "Read it"),) if row.record_id else (),
            acts=(Act("Resume prompts", f"{_person(row.person_id)}/resume"),),
        )
        for row in found
    ]
    return Some(rows, found.total)


def _trouble(ask: Asking, part: Part) -> Some[Row]:
    found = reading_today.undelivered(ask.view, ask.now - _TROUBLE_SHOWN, part)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"{words.plainly(row.channel, words.CHANNELS)} · {ask.clock.when(row.at)}",
            row.at,
            links=((f"/records/{row.record_id}" if row.record_id else _person(row.person_id), "Look"),),
            badge=words.went_wrong(row.state, row.reason),
        )
        for row in found
    ]
    return Some(rows, found.total)


def _quiet(ask: Asking, part: Part) -> Some[Row]:
    found = reading_today.quiet_people(ask.view, part, ask.unheard)
    return Some([_unasked(ask, row) for row in found], found.total)


def _not_asked(ask: Asking, part: Part) -> Some[Row]:
    found = reading_today.not_asked(ask.view, part, ask.unheard)
    return Some([_unasked(ask, row) for row in found], found.total)


def _unasked(ask: Asking, row: QuietRow) -> Row:
    since, here = ask.clock.within(row.since), _person(row.person_id)
    often = words.how_often(row.unanswered)
    if row.why == "skipped":
        why = f"The check-in of {since} was skipped: {words.plainly(row.detail, words.QUIET)}"
        link = (f"{here}#reply", "Write")
    elif row.why == "still_you":
        why = f"Asked whether the number is still theirs, {since}: no answer yet"
        link = (f"{here}/edit#number", "Check the number")
    elif row.why == "undelivered":
        why = f"The check-in of {since} may not have reached them"
        link = (f"{here}/edit#number", "Check the number")
    elif row.request_id:
        why, link = f"Check-ins: {often}", (f"/requests/{row.request_id}", "Decide")
    else:
        why = f"No reply to the check-in of {since}" + (f". They come {often}" if row.unanswered > 1 else "")
        link = (f"{here}#reply", "Write")
    return _heard(row, why, link)


def _heard(row: QuietRow, why: str, link: tuple[str, str]) -> Row:
    age = "heard {} ago" if row.last_heard_at else "never heard"
    return Row(row.name, _person(row.person_id), why, row.last_heard_at, age, links=(link,))


def _mentors(ask: Asking, part: Part) -> Some[Row]:
    rows = [
        Row(row.name, _person(row.person_id), row.why, links=((f"{_person(row.person_id)}#reply", "Write"),))
        for row in burnout.heavy_loads(ask.view, ask.now)
    ]
    return Some.of(rows, part)


def _meetings(ask: Asking, part: Part) -> Some[Row]:
    planned = {row.person_id for row in ask.coming_out}
    found = reading_today.not_met(ask.view, ask.now - _MEETINGS, part, planned)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"No meeting with {row.mentor} logged since {ask.clock.within(row.last)}"
            if row.last
            else f"Walks with {row.mentor} since {ask.clock.within(row.since)}, and no meeting is logged",
            row.last or row.since,
            links=((f"{_person(row.person_id)}/meeting", "Log a meeting"),),
        )
        for row in found
    ]
    return Some(rows, found.total)


def _coming_out(ask: Asking, part: Part) -> Some[Row]:
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"Release date {ask.clock.on(row.released_on)}; "
            + (f"last meeting logged {ask.clock.within(row.last)}" if row.last else "no meeting is logged"),
            row.last,
            links=((f"{_person(row.person_id)}/meeting", "Log a meeting"),),
        )
        for row in ask.coming_out
    ]
    return Some.of(rows, part)


def _lapsing(ask: Asking, part: Part) -> Some[Row]:
    found = reading_training.lapsing(ask.view, ask.now.date(), enrol_check.NEEDED)
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"{row.kind.capitalize()} {'ran out on' if row.over else 'is good until'} "
            + ask.clock.on(row.good_until),
            links=((f"{_person(row.person_id)}/edit#readiness", "Record"),),
        )
        for row in found
    ]
    return Some.of(rows, part)


def _places(ask: Asking, part: Part) -> Some[Row]:
    rows = []
    for row in reading_places.to_check(ask.view, ask.clock.today):
        if row.reports:
            how = "said to be closed, so nobody is told of it"
        else:
            how = f"last checked {ask.clock.on(row.checked_on)}" if row.checked_on else "never checked"
        rows.append(
            Row(
                row.name,
                f"/resources/{row.id}",
                f"{words.plainly(row.need, words.NEEDS)} · {how}",
                acts=(Act("Checked today", f"/resources/{row.id}/checked"),),
            )
        )
    return Some.of(rows, part)


def _kept(ask: Asking, part: Part) -> Some[Row]:
    if ask.viewer.role is not StaffRole.LEAD:
        return Some()
    rows = [
        Row(
            row.name,
            _person(row.person_id),
            f"No part here any more since {ask.clock.within(row.since)}",
            row.since,
            links=((f"{_person(row.person_id)}/erase", "Erase"),),
        )
        for row in reading_retention.kept_long_enough(ask.view, ask.now)
    ]
    return Some.of(rows, part)


def _to_hand_over(ask: Asking, part: Part) -> Some[Row]:
    found = reading_milestones.to_hand_over(ask.view, part)
    rows = [
        Row(
            row.person,
            _person(row.person_id),
            f"{row.title}: hand over {row.gift}",
            row.since,
            acts=(Act("Handed over", f"{_person(row.person_id)}/milestones/{row.milestone}/given"),),
        )
        for row in found
    ]
    return Some(rows, found.total)


def _resting(ask: Asking, part: Part) -> Some[Row]:
    found = reading_today.resting_people(ask.view, part)
    rows = []
    for row in found:
        stands = words.plainly(row.why, words.STANDINGS).replace(":", ",").partition(",")[0]
        until = f" until {ask.clock.within(row.until)}" if row.until else ""
        place = {Standing.CUSTODY: "/edit#stage", Standing.PAUSED: "/edit#pause"}.get(Standing(row.why), "")
        link = (f"{_person(row.person_id)}{place}", "Open")
        rows.append(_heard(row, f"{stands}{until}, since {ask.clock.within(row.since)}", link))
    return Some(rows, found.total)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what needs somebody.

    Attributes:
        code: its anchor and address.
        title: its heading.
        icon: beside the heading.
        find: gives that part of its rows.
        soon: from that age on, it should be seen to today; none: age does not matter.
        late: from that age on, it is overdue.
        hint: a sentence below the heading.
        most: how many are shown on the first page.
    """

    code: str
    title: str
    icon: str
    find: Callable[[Asking, Part], Some[Row]]
    soon: timedelta | None = None
    late: timedelta | None = None
    hint: str = ""
    most: int = 5


_READ_FIRST = (
    "The rules saw nothing here, but the second look found it like messages that somebody should read today. "
    "What is most alike stands first. One to three in a hundred ordinary messages are marked for nothing."
)
KINDS = (
    Kind("safety", "Safety", "alert", _safety, _HOUR / 6, _HOUR / 2, most=10),
    Kind("calls", "Calls to make", "phone", _calls, 2 * _HOUR, _DAY),
    Kind("read-first", "Read first", "log", _read_first, _DAY, 2 * _DAY, _READ_FIRST),
    Kind("waiting", "Waiting for a person", "wait", _waiting, 4 * _HOUR, _DAY),
    Kind("unclaimed", "Who is this?", "people", _unclaimed, _DAY, 3 * _DAY),
    Kind("to-tell", "To be told by a person", "people", _to_tell, _HOUR, _DAY),
    Kind("requests", "Requests", "check", _requests, 2 * _DAY, 7 * _DAY),
    Kind("held", "Prompts held", "moon", _held, _DAY, 7 * _DAY),
    Kind("trouble", "May not have arrived", "down", _trouble, _DAY, 3 * _DAY),
    Kind("not-asked", "Could not be asked", "phone", _not_asked, 7 * _DAY, 21 * _DAY),
    Kind("quiet", "Quiet", "moon", _quiet, 14 * _DAY, 28 * _DAY),
    Kind("mentors", "Mentors to ask how they are", "people", _mentors),
    Kind("hand-over", "To hand over", "check", _to_hand_over, 7 * _DAY, 21 * _DAY),
    Kind("meetings", "Meetings not logged", "people", _meetings, 21 * _DAY, 42 * _DAY),
    Kind("coming-out", "Coming out soon: time to plan", "people", _coming_out),
    Kind("lapsing", "Mentors' papers that run out", "check", _lapsing),
    Kind("places", "Places to check", "check", _places, hint="Ring them, or ask somebody who was there."),
    Kind("kept", "Kept for as long as you keep words", "people", _kept),
    Kind("resting", "Nothing is sent to", "moon", _resting, most=3),
)
