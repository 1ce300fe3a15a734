"""What a pack says acts: the rhythm of a stage, what begins by itself, and sentences of its own."""

import itertools
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import col

from conversations.check_in import CHECK_IN as CHECK_IN_TALK
from conversations.check_in import Mentee
from conversations.state import Outcome
from conversations.talk import reply, start
from conversations.wording import LANGUAGES, compose
from handlers.enrolling import programmes
from records import programme_packs
from records import tables as t
from records.kinds import PlanKind, Stage
from records.programme_choices import USUAL, Asks, Choices, Every, Pace, read
from rules.rhythm import Rhythm, slower
from tests.conversations.test_wording import WORDING
from tests.world.world import World

CHECK_IN = PlanKind.CHECK_IN
SKIP = {"en-US": "skip", "en-GB": "skip", "es": "saltar"}


def choose(world: World, choices: Choices) -> None:
    programme_id = world.mentee.case.person.programme.id
    world.house.write(lambda connection: programme_packs.choose(connection, programme_id, choices))


def change(world: World, **values: object) -> None:
    one = update(t.Person).where(col(t.Person.id) == world.mentee.id).values(**values)
    world.house.write(lambda connection: connection.execute(one) and None)


def weeks_asked(world: World, weeks: int) -> list[int]:
    """In which weeks a check-in came, to somebody who answers each."""
    world.asks_nothing_of_matches(world.mentee)
    found = []
    for week in range(weeks):
        world.at("Fri 18:00")
        if any("1 (" in text or "del 1" in text for text in world.mentee.hears()):
            found.append(week)
            world.mentee.says("4")
        world.passes(days=6)
    return found


@pytest.mark.mission("1.1")
@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_later_it_comes_every_other_week(make_world: Callable[..., World], language: str) -> None:
    world = make_world(language)
    released = world.now.date() - timedelta(weeks=10)
    change(world, stage=Stage.COMMUNITY, released_on=released)
    choose(world, Choices(community=Pace(Every.WEEKLY, Every.FORTNIGHTLY, 13)))
    assert weeks_asked(world, 8) == [0, 1, 2, 4, 6]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_asked_at_times_is_promised_no_next_week(language: str) -> None:
    for variant, step in itertools.product(range(10), ("", "walk")):
        mentee = Mentee("Dee", "Dana", "", "", variant, weekly=False)
        turn = start(CHECK_IN_TALK, mentee)
        said = [compose(WORDING, language, turn.lines, turn.asked, False).text]
        for words in ("4", step or SKIP[language]):
            turn = reply(turn.state, words, language)
            said.append(compose(WORDING, language, turn.lines, turn.asked, False).text)
        unread = start(CHECK_IN_TALK, mentee)
        for _ in range(2):
            unread = reply(unread.state, "all sorts of things really", language)
        said.append(compose(WORDING, language, unread.lines, unread.asked, False).text)
        assert turn.outcome is unread.outcome is Outcome.FINISHED
        for text in (said[0].splitlines()[0], *said[1:]):
            assert not re.search(r"weekly|next week|another week|semana que viene|otra semana", text), text


@pytest.mark.mission("1.6")
def test_the_house_on_the_way_has_its_own(world: World) -> None:
    change(world, stage=Stage.TRANSITION)
    choose(world, Choices(transition=Pace(Every.MONTHLY), community=Pace()))
    assert weeks_asked(world, 6) == [0, 4]
    change(world, stage=Stage.COMMUNITY)
    assert weeks_asked(world, 2) == [0, 1]


def test_in_custody_nothing_comes_whatever_was_chosen(world: World) -> None:
    change(world, stage=Stage.CUSTODY)
    choose(world, Choices(community=Pace(Every.WEEKLY)))
    assert weeks_asked(world, 2) == []
    assert set(world.occurrences(world.mentee, CHECK_IN).values()) == {"not_active"}


def test_without_the_mid_week_question_none_comes(world: World) -> None:
    choose(world, Choices(off=frozenset({Asks.MID_WEEK})))
    world.mentee.says("STEP call about the course")
    world.passes(days=7)
    assert set(world.occurrences(world.mentee, PlanKind.SMALL_STEP).values()) == {"not_chosen"}
    assert "started" in world.occurrences(world.mentee, CHECK_IN).values()
    world.check()


def test_sentences_of_its_own_from_the_next_start_on(world: World) -> None:
    programme_id = world.mentee.case.person.programme.id
    own = {"en-US": 'step-kept = Noted: "{ $step }". Text DONE then.\nstop-confirmed = Bye\n'}
    world.house.write(lambda connection: programme_packs.keep_wording(connection, programme_id, own))
    world.restart()
    world.mentee.hears()
    world.mentee.says("STEP call about the course")
    assert 'Noted: "call about the course". Text DONE then.' in world.mentee.hears()[-1]
    world.mentee.says("STOP")
    assert "Text START if you ever want them back" in world.mentee.hears()[-1], "that one is ours to say"


PACK = """[programme]
name = "Lakeside"
country = "US"
language = "en-US"
timezone = "America/Chicago"
[stages.transition]
check_in = "fortnightly"
[conversations]
strengths = false
"""


def test_a_changed_pack_is_taken_in(world: World) -> None:
    programme_id = world.mentee.case.person.programme.id
    pack = programmes.read_pack(PACK)
    world.house.write(lambda connection: programmes.change_programme(connection, programme_id, pack))
    chosen = world.mentee.case.person.programme.choices
    assert chosen.transition == Pace(Every.FORTNIGHTLY)
    assert chosen.off == {Asks.STRENGTHS}
    usual = programmes.read_pack(PACK.partition("[stages")[0])
    world.house.write(lambda connection: programmes.change_programme(connection, programme_id, usual))
    assert world.mentee.case.person.programme.choices == USUAL


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ('[stages.custody]\ncheck_in = "weekly"', "programme.toml:7: .*stages.custody.check_in"),
        ("[stages.custody]\nplanning_months = 40", "programme.toml:7: .*number of months"),
        ('[stages.transition]\ncheck_in = "daily"', "programme.toml:7: .*weekly, fortnightly, monthly"),
        ('[stages.community]\n\nlater = "monthly"', "programme.toml:8: .*belong together"),
        ('[stages.community]\nlater = "often"\nlater_after_weeks = 3', "programme.toml:7: .*one of"),
        (
            '[stages.community]\ncheck_in = "monthly"\nlater = "weekly"\nlater_after_weeks = 3',
            "programme.toml:8: .*not more",
        ),
        ('[stages.community]\nlater = "monthly"\nlater_after_weeks = true', "programme.toml:8: .*weeks"),
        ("[stages.prison]\nx = 1", "programme.toml:6: .*stages.prison"),
        ('[conversations]\nmid_week = "no"', "programme.toml:7: .*true or false"),
        ("[conversations]\ntraining = true", "programme.toml:7: .*conversations.training"),
        ("[pulse]\nquestions = []", "programme.toml:6: .*pulse"),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands(section: str, says: str) -> None:
    head = PACK.partition("[stages")[0]
    with pytest.raises(programmes.PackProblem, match=says):
        programmes.read_pack(f"{head}{section}\n")


everys = st.sampled_from(Every)
paces = st.builds(Pace, everys, everys, st.none() | st.integers(1, 104))
chosen = st.builds(Choices, st.frozensets(st.sampled_from(Asks)), paces, paces, st.integers(0, 12))


@given(chosen)
def test_what_was_chosen_is_kept(choices: Choices) -> None:
    assert read(choices.to_json()) == choices


@given(st.text(max_size=40))
def test_what_cannot_be_read_counts_as_not_chosen(kept: str) -> None:
    assert isinstance(read(kept), Choices)


@given(st.sampled_from(Rhythm), st.sampled_from(Rhythm))
def test_the_slower_of_two_is_never_more_often(one: Rhythm, other: Rhythm) -> None:
    order = tuple(Rhythm)
    assert order.index(slower(one, other)) == max(order.index(one), order.index(other))


def test_a_meeting_is_reminded_of_without_the_question(world: World) -> None:
    choose(world, Choices(off=frozenset({Asks.BEFORE_MEETING})))
    world.mentee.says("MEET thurs 3pm library")
    world.mentee.says("yes")
    world.mentee.hears()
    world.at("Wed 15:01")
    assert world.mentee.hears() == ["Coming up: Thursday January 8, 3 PM, library, with Terry."]


def small_questions_of(world: World) -> str:
    """What is asked behind four good check-ins, each small question skipped."""
    heard = ""
    for _ in range(4):
        world.at("Fri 18:00")
        world.mentee.says("5 the week was slow and that was fine by me")  # so that it stays whole
        world.mentee.says("skip")
        heard += "\n".join(world.mentee.hears())
        world.mentee.says("skip")
        world.passes(days=6)
    return heard


@pytest.mark.parametrize(
    ("off", "strength", "barrier"),
    [((), True, True), ((Asks.STRENGTHS,), False, True), ((Asks.BARRIERS,), True, False)],
)
def test_small_questions_can_be_left_out(
    world: World, off: tuple[Asks, ...], strength: bool, barrier: bool
) -> None:
    choose(world, Choices(off=frozenset(off)))
    heard = small_questions_of(world)
    assert ("something you're good at" in heard) is strength
    assert ("in your way" in heard or "in the way" in heard) is barrier


def test_without_the_look_back_the_reminder_comes_each_week(world: World) -> None:
    choose(world, Choices(off=frozenset({Asks.LOOK_BACK})))
    world.mentor.says("PROMISE")
    world.mentor.says("a walk by the lake")
    world.mentor.says("sunday 10am")
    world.mentor.hears()
    for _ in range(5):
        world.at("Sun 10:30")
        assert any("a walk by the lake" in text for text in world.mentor.hears())
    assert "started" not in world.occurrences(world.mentor, PlanKind.LOOK_BACK).values()
