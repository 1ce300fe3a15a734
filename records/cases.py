"""The *case*: what is known about the people an event concerns, as plain values.

Deciding (`handlers`) takes a case and gives effects (`records.effects`); it never sees a
database. A person's own state is always there. What most messages do not need (the people
around them, the team, flags, places) stands in parts: deciding that asks for one which is not
loaded is stopped by `NotLoaded`, and begins anew with it (`records.load.add`). Words in here
are opened; nothing in here is ever logged, and `repr` shows none.

Each stands in the module of its subject and is gathered here, for `from records import cases`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from records.cases_flags import Flags, OpenFlag
from records.cases_matching import Ending, Matches, Together
from records.cases_meetings import Meeting, Meetings, Series
from records.cases_mentors import Circle, Learned, Reflection, Reflections
from records.cases_parts import NotLoaded, Part
from records.cases_people import Address, Around, Near, Person, Programme, Reader, Relation, Team, Today
from records.cases_places import PlaceList, Resource, Search
from records.cases_pulses import Pulses, Reached
from records.cases_support import Goal, KitEntry, OwnPlan, Promise, ShownGoal, SmallAnswer, Step, Support
from records.cases_talk import Asked, HeardBefore, Kept, LastTime, Late, Plan, SaidBefore, Talking, Unasked
from records.kinds import Standing

P = TypeVar("P")


def _loaded(value: P | None, part: Part) -> P:
    if value is None:
        raise NotLoaded(part)
    return value


@dataclass(frozen=True, slots=True)
class Case:
    """An event's people: the one it is about, and in parts those matched with them and the staff."""

    person: Person
    said: tuple[SaidBefore, ...] = ()  # newest first
    heard: tuple[HeardBefore, ...] = ()  # newest first
    relays: tuple[tuple[str, datetime], ...] = ()  # (person id, when): who was relayed to them lately
    near: tuple[Near, ...] = ()  # mentors, then mentees, then staff: by name alone
    calls: bool = False  # whether staff can be called
    sharing: tuple[Person, ...] = ()  # where this came from a shared phone: everybody whose it is
    today: Today | None = None  # for somebody nobody knows: the last day
    around: Around | None = None
    team: Team | None = None
    alarms: Flags | None = None
    places: tuple[Resource, ...] | None = None
    amounts: Kept | None = None
    late: Late | None = None
    dates: Meetings | None = None
    helps: Support | None = None
    silences: Asked | None = None
    thoughts: Reflections | None = None
    training: Learned | None = None
    round: Circle | None = None
    came: tuple[Unasked, ...] | None = None
    looking: Search | None = None
    hard_days: OwnPlan | None = None
    shown: tuple[ShownGoal, ...] | None = None
    before: LastTime | None = None
    paired: Matches | None = None
    pulsed: Pulses | None = None
    gained: Reached | None = None

    @property
    def mentors(self) -> tuple[Person, ...]:
        """Their mentors, but for those whom a condition bars them from."""
        return _loaded(self.around, Part.AROUND).mentors

    @property
    def mentees(self) -> tuple[Person, ...]:
        """Their mentees."""
        return _loaded(self.around, Part.AROUND).mentees

    @property
    def staff(self) -> tuple[Person, ...]:
        """All coordinators of the programme."""
        return _loaded(self.team, Part.TEAM).staff

    @property
    def leads(self) -> tuple[Person, ...]:
        """Those of the staff who lead the programme."""
        return _loaded(self.team, Part.TEAM).leads

    @property
    def on_duty(self) -> tuple[Person, ...]:
        """Those of the staff whose shift it is; without a rota, all."""
        return _loaded(self.team, Part.TEAM).on_duty

    @property
    def by_rota(self) -> bool:
        """Whether there is a rota; without one nobody can be said to be there now."""
        return _loaded(self.team, Part.TEAM).by_rota

    @property
    def duty_from(self) -> datetime | None:
        """Where nobody is on duty: when somebody is next."""
        return _loaded(self.team, Part.TEAM).duty_from

    @property
    def account(self) -> str | None:
        """For staff: the id they stand in the audit log with."""
        return _loaded(self.team, Part.TEAM).account

    @property
    def waiting(self) -> int:
        """For staff: how many people of theirs wait for a human."""
        return _loaded(self.team, Part.TEAM).waiting

    @property
    def readers(self) -> tuple[Reader, ...]:
        """Whose accounts can open what they write; none: there are no accounts."""
        return _loaded(self.team, Part.TEAM).readers

    @property
    def flags(self) -> tuple[OpenFlag, ...]:
        """For staff: open flags of the programme."""
        return _loaded(self.alarms, Part.FLAGS).flags

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the programme's open flags."""
        return _loaded(self.alarms, Part.FLAGS).codes

    @property
    def open_flags(self) -> tuple[OpenFlag, ...]:
        """Open flags about the person or those matched with them."""
        return _loaded(self.alarms, Part.FLAGS).open_flags

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Places that help, as the programme lists them."""
        return _loaded(self.places, Part.PLACES)

    @property
    def kept(self) -> Kept:
        """How much is recorded about them."""
        return _loaded(self.amounts, Part.KEPT)

    @property
    def unanswered_check_in(self) -> str | None:
        """The record of this week's check-in, where it was let go without an answer."""
        return _loaded(self.late, Part.LATE).record_id

    @property
    def meetings(self) -> Meetings:
        """Meetings they have agreed on, and when none may be."""
        return _loaded(self.dates, Part.MEETINGS)

    @property
    def support(self) -> Support:
        """Their kit, and what they said to small questions."""
        return _loaded(self.helps, Part.SUPPORT)

    @property
    def learned(self) -> Learned:
        """What their training log holds."""
        return _loaded(self.training, Part.LEARNED)

    @property
    def circle(self) -> Circle:
        """The question put to all mentors."""
        return _loaded(self.round, Part.CIRCLE)

    @property
    def asked(self) -> Asked:
        """How their check-ins went."""
        return _loaded(self.silences, Part.ASKED)

    @property
    def shown_goals(self) -> tuple[ShownGoal, ...]:
        """The goals that their mentees show them."""
        return _loaded(self.shown, Part.SHOWN_GOALS)

    @property
    def last_time(self) -> LastTime:
        """How their last check-in went."""
        return _loaded(self.before, Part.LAST_TIME)

    @property
    def reflections(self) -> Reflections:
        """What they were asked to think over."""
        return _loaded(self.thoughts, Part.REFLECTIONS)

    @property
    def unasked(self) -> tuple[Unasked, ...]:
        """What went to them unasked in the last days, or is about to."""
        return _loaded(self.came, Part.UNASKED)

    @property
    def search(self) -> Search:
        """Where they look for places, and which they were told of."""
        return _loaded(self.looking, Part.SEARCH)

    @property
    def own_plan(self) -> OwnPlan:
        """What they wrote down for hard days."""
        return _loaded(self.hard_days, Part.OWN_PLAN)

    @property
    def matches(self) -> Matches:
        """Their matches, how these end, and what was said and asked because of them."""
        return _loaded(self.paired, Part.MATCHES)

    @property
    def pulses(self) -> Pulses:
        """When they were asked the pulses of the programme."""
        return _loaded(self.pulsed, Part.PULSES)

    @property
    def gains(self) -> Reached:
        """The milestones they reached, and what counts towards others."""
        return _loaded(self.gained, Part.REACHED)

    @property
    def to_answer(self) -> tuple[OpenFlag, ...]:
        """For staff: the flags they may answer for. None about themselves, and of a drill their own alone."""
        return tuple(flag for flag in self.flags if (flag.person_id == self.person.id) == flag.drill)

    @property
    def everybody_to_alert(self) -> tuple[Person, ...]:
        """All of the staff whose phones can ring."""
        return tuple(
            member
            for member in self.staff
            if member.id != self.person.id
            and member.address
            and member.standing in (Standing.ACTIVE, Standing.PAUSED)  # else it would be withheld
        )

    @property
    def to_alert(self) -> tuple[Person, ...]:
        """Whose phones ring: those on duty, or all of the staff where none of those can be reached.

        An alert that waits for the morning is worse than one that wakes somebody.
        """
        there = self.everybody_to_alert
        on_duty = {member.id for member in self.on_duty}
        return tuple(member for member in there if member.id in on_duty) or there

    @property
    def somebody_on_duty(self) -> bool:
        """Whether an alert reaches somebody who is on duty."""
        return any(member in self.on_duty for member in self.to_alert)
