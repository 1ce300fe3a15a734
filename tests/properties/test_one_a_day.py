"""At most one unprompted message a day and person, whatever is switched on; and nothing is lost for it.

People with everything switched on at the same few hours live six weeks, some of them over a change of the
clocks: they answer or do not, pause, move times and meetings, move to other zones, go to custody and come
back, and the program is down for days. What counts is told apart here by what stands on the phone, not as the
planner does it.
"""

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.enrolling import read_pack
from channels.port import Outgoing
from handlers.desk import people
from handlers.scheduled.planner import ORDER
from records import programme_packs
from records import tables as t
from records.kinds import MessageClass, PlanKind, Stage
from tests.world.homes import Homes
from tests.world.world import Phone, World

HOMES = Homes(lambda: Path(tempfile.mkdtemp()))
# The clocks go on in the third week, go back in the third week, or stay.
STARTS = {
    "en-US": (datetime(2026, 2, 23, 10), datetime(2026, 10, 19, 10), datetime(2026, 1, 5, 10)),
    "en-GB": (datetime(2026, 3, 16, 10), datetime(2026, 10, 12, 10)),
    "es": (datetime(2026, 2, 23, 10),),
}
PACK = read_pack(Path(__file__).parents[2] / "programmes" / "reentry-us").choices
WORLDS = st.sampled_from([(language, start) for language, starts in STARTS.items() for start in starts])
ZONES = ("America/Chicago", "America/New_York", "Europe/London", "Pacific/Auckland", "Pacific/Honolulu")
TIMES = st.tuples(st.sampled_from((0, 1, 4)), st.sampled_from((8, 9, 18)))  # few, so that they collide
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PHONES = st.sampled_from(("mentee", "mentor"))
TEXTS = st.sampled_from(
    (
        *("4", "2", "yes", "no", "done", "skip", "call the clinic", "walk by the lake", "friday 9am", "ok"),
        *("STEP", "STEP call the clinic", "GOAL a place of my own", "PROMISE", "PAUSE", "REFLECT", "MEET"),
        *("PAUSE for 3 days", "PAUSE until friday", "MEET thurs 3pm library", "MEET tomorrow 5pm cafe"),
        *("CALL OFF", "MOVE sat", "TIME", "TIME monday 9am", "TIME friday 6pm", "TIME tuesday 8am", "KIT"),
    )
)
STEPS = st.one_of(
    st.tuples(st.just("says"), PHONES, TEXTS),
    st.tuples(st.just("says"), PHONES, TEXTS),
    st.tuples(st.just("passes"), st.sampled_from((3, 9, 20, 26, 50, 75, 120))),
    st.tuples(st.just("passes"), st.sampled_from((3, 9, 20, 26, 50, 75, 120))),
    st.tuples(st.just("moves_check_in"), PHONES, TIMES),
    st.tuples(st.just("moves_away"), PHONES, st.sampled_from(ZONES)),
    st.tuples(st.just("in_custody"), st.integers(1, 60)),
    st.tuples(st.just("is_down"), st.sampled_from((8, 30, 60, 100))),
)


@dataclass
class Watched:
    """A world, and what reached people unasked: by person, the event it came of, and when."""

    world: World
    came: dict[str, list[tuple[str, datetime]]] = field(default_factory=lambda: defaultdict(list))
    twice: list[str] = field(default_factory=list)

    def leaves(self, message: Outgoing) -> None:
        """Asked of each message at the moment it is handed over."""
        world = self.world
        [row] = [row for row in world.rows(t.Outbox) if row.id == message.id]
        if not self._counts(row, message.text):
            return
        [person] = [person for person in world.rows(t.Person) if person.id == row.person_id]
        zone, event = ZoneInfo(person.timezone), row.id.rpartition("-")[0]
        before = [
            other
            for other, at in self.came[person.id]
            if other != event and at.astimezone(zone).date() == world.now.astimezone(zone).date()
        ]
        by_the_desk = "good to be back in touch" in message.text or "bueno estar de nuevo" in message.text
        if before and not by_the_desk:
            self.twice.append(f"{world.now.astimezone(zone):%a %d %H:%M} {message.text[:30]!r}")
        self.came[person.id].append((event, world.now))

    def _counts(self, row: Any, text: str) -> bool:
        """Neither a nudge nor anybody's words, nor the reminder of a meeting."""
        if row.message_class != MessageClass.PROMPT or row.about_id != row.person_id or row.record_id is None:
            return False
        return not text.startswith(("Coming up:", "Se acerca:")) and "in touch with you" not in text


def says(watched: Watched, who: str, text: str) -> None:
    getattr(watched.world, who).says(text)


def passes(watched: Watched, hours: int) -> None:
    watched.world.passes(hours=hours)


def moves_check_in(watched: Watched, who: str, at: tuple[int, int]) -> None:
    world, phone = watched.world, getattr(watched.world, who)
    world.change(
        lambda c: people.set_check_in(
            *(c, world.house.sealer, world.now),
            staff_id="staff",
            person_id=phone.id,
            weekday=at[0],
            at=time(at[1]),
        )
    )


def moves_away(watched: Watched, who: str, zone: str) -> None:
    world, phone = watched.world, getattr(watched.world, who)
    person = phone.case.person
    world.change(
        lambda c: people.edit_details(
            *(c, world.house.sealer, world.now),
            staff_id="staff",
            person_id=phone.id,
            name=phone.name,
            language=person.language,
            timezone=zone,
            released_on=person.released_on,
            coordinator_id=person.coordinator_id,
        )
    )


def in_custody(watched: Watched, hours: int) -> None:
    world = watched.world
    for stage in (Stage.CUSTODY, Stage.COMMUNITY):
        move = partial(
            people.set_stage, tools=world.house.tools, now=world.now, staff_id="staff", stage=stage
        )
        world.change(partial(move, person_id=world.mentee.id))
        world.passes(hours=hours)


def is_down(watched: Watched, hours: int) -> None:
    watched.world.sleeps_until(watched.world.now + timedelta(hours=hours))


def switch_everything_on(watched: Watched, at: dict[str, list[tuple[int, int]]]) -> None:
    """Check-ins, steps, promises, questions to think over, pulses, milestones and a meeting."""
    soon = tuple(replace(one, first_after_weeks=1) for one in PACK.pulses)
    chosen = replace(PACK, pulses=soon)
    programme_id = watched.world.programme_id
    watched.world.change(lambda c: programme_packs.choose(c, programme_id, chosen))
    for who, (check_in, promise, reflection) in at.items():
        phone: Phone = getattr(watched.world, who)
        for text in ("PROMISE", "walk by the lake", _in_words(promise)):
            phone.says(text)
        if who == "mentor":
            for text in ("REFLECT", _in_words(reflection)):
                phone.says(text)
        moves_check_in(watched, who, check_in)
    for text in ("STEP call the clinic", "MEET thurs 3pm library", "yes"):
        watched.world.mentee.says(text)


def _in_words(at: tuple[int, int]) -> str:
    return f"{ENGLISH_DAYS[at[0]]} {at[1] % 12 or 12}{'am' if at[1] < 12 else 'pm'}"


def nothing_is_stuck(watched: Watched) -> None:
    """Whatever is due has been looked at, and what waits has a day."""
    world = watched.world
    assert all(row.due_at is None or row.due_at > world.now for row in world.rows(t.Plan))
    assert all(row.ask_at is None or row.ask_at > world.now for row in world.rows(t.Meeting))
    waiting = [row for row in world.rows(t.Conversation) if row.state == "waiting"]
    assert all(row.due_at is None or row.due_at > world.now for row in waiting)


def nothing_starves(watched: Watched) -> None:
    """No check-in is left out because its days were taken, and nothing else twice in a row."""
    world = watched.world
    kinds = {row.id: PlanKind(row.kind) for row in world.rows(t.Plan)}
    waits = {row.kind: row.waits for row in ORDER}
    rounds: dict[str, list[list[Any]]] = defaultdict(list)
    for row in sorted(world.rows(t.Occurrence), key=lambda row: (row.plan_id, row.local_date)):
        mine = rounds[row.plan_id]
        last = mine[-1][-1].outcome if mine else ""
        longest = waits[kinds[row.plan_id]]
        goes_on = last in ("day_taken", "talking") and _apart(mine[-1][0], row) <= longest
        if goes_on:
            mine[-1].append(row)
        else:
            mine.append([row])
    for plan_id, of_one in rounds.items():
        kind = kinds[plan_id]
        left_out = [one[-1].outcome == "day_taken" for one in of_one[:-1]]
        if kind is PlanKind.CHECK_IN:
            assert not any(left_out), kind
        assert not any(one and other for one, other in pairwise(left_out)), (kind, of_one)


def _apart(one: Any, other: Any) -> int:
    first: date = one.local_date
    return int((other.local_date - first).days)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    WORLDS,
    st.fixed_dictionaries(
        {"mentee": st.tuples(TIMES, TIMES, TIMES), "mentor": st.tuples(TIMES, TIMES, TIMES)}
    ),
    st.lists(STEPS, max_size=30),
)
@pytest.mark.mission("1.1", "never.1")
def test_never_two_in_a_day_and_nothing_is_lost(
    where: tuple[str, datetime], at: dict[str, Any], steps: list[tuple[Any, ...]]
) -> None:
    language, start = where
    with tempfile.TemporaryDirectory() as folder:
        world = HOMES.world(Path(folder) / "w", language, "sms", start=start)
        watched = Watched(world)
        world.wire().watch = watched.leaves
        switch_everything_on(watched, at)
        end = world.now + timedelta(weeks=6)
        for name, *arguments in steps:
            if world.now < end:
                globals()[name](watched, *arguments)
        world.until(max(end, world.now))
        assert watched.twice == []
        nothing_is_stuck(watched)
        nothing_starves(watched)
        HOMES.end(world)
