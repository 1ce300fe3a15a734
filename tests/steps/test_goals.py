"""Goals by a word: whose they are, what becomes of them, who sees them; and what a check-in remembers."""

from collections.abc import Callable

import pytest

from conversations.goal_orders import sets
from conversations.small_steps import Horizon
from handlers.desk import erasing
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing, StepState
from records.reading import View
from records.reading_goals import goals, time_line
from tests.world.world import Phone, World

MakeWorld = Callable[..., World]
PLACE, JOB, SISTER = "a place of my own", "get a job", "call my sister every week"


def set_goals(world: World, *texts: str) -> None:
    mentee = world.mentee.id
    for number, text in enumerate(texts, start=1):
        world.effects(fx.AddGoal(f"g{number}", mentee, list(Horizon)[-number % 3], text))
    world.mentee.hears()


@pytest.fixture
def three(world: World) -> World:
    set_goals(world, PLACE, JOB, SISTER)
    world.mentor.hears()
    return world


def states(world: World) -> dict[int, str]:
    return {row.number: row.state for row in world.rows(t.Goal)}


def told(phone: Phone, *texts: str) -> str:
    """What comes back to the last of these."""
    for text in texts:
        phone.world.passes(minutes=7)
        phone.says(text)
        heard = phone.hears()
    return "\n".join(heard)


# --- setting ------------------------------------------------------------------------------------------


def test_a_goal_told_in_one_text_is_kept_at_once_and_when_is_asked(world: World) -> None:
    dee = world.mentee
    assert "When would you like to get there?" in told(dee, f"GOAL {PLACE}")
    (row,) = world.rows(t.Goal)
    assert (row.horizon, row.number, row.shown_to) == ("", 1, None), "nothing about it is assumed"
    assert "May Terry see this goal" in told(dee, "in a year or more")
    assert world.rows(t.Goal)[0].horizon == "long"
    told(dee, "yes")
    assert world.rows(t.Goal)[0].shown_to == world.mentor.id


def test_a_goal_that_was_told_is_kept_though_nothing_more_is_answered(world: World) -> None:
    told(world.mentee, "GOAL", PLACE)
    assert [goal.text for goal in world.mentee.case.person.goals] == [PLACE]
    told(world.mentee, "STOP")
    assert len(world.rows(t.Goal)) == 1


def test_a_goal_that_goes_on_in_the_next_text_is_one_goal(world: World) -> None:
    dee = world.mentee
    told(dee, "GOAL")
    dee.says("see my kids")
    dee.says("and get a job")
    told(dee, "long", "no", "skip")
    assert [goal.text for goal in dee.case.person.goals] == ["see my kids and get a job"]


def test_a_goal_in_a_sentence_is_a_goal_and_an_answer_where_one_is_asked_for(world: World) -> None:
    dee = world.mentee
    assert "Your goal" in told(dee, "my goal is to see my kids at christmas")
    assert [goal.text for goal in dee.case.person.goals] == ["see my kids at christmas"]
    told(dee, "long", "no", "GOAL", "my goal is to get a job")
    assert [goal.text for goal in dee.case.person.goals] == [
        "my goal is to get a job",
        "see my kids at christmas",
    ]
    assert told(dee, "long", "no", "my goal is going well")
    assert len(world.rows(t.Goal)) == 2


def test_a_question_that_waits_stays_open(three: World) -> None:
    three.at("Fri 18:00")
    three.mentee.hears()
    reply = told(three.mentee, "GOAL PARK 2")
    assert "can wait" in reply
    assert "How was your week" in reply
    assert three.waiting(three.mentee) == ["mood"]


# --- what becomes of them -----------------------------------------------------------------------------


@pytest.mark.mission("2.1")
def test_each_word_does_what_it_says_and_says_the_way_back(three: World) -> None:
    dee = three.mentee
    assert "GOAL BACK 2" in told(dee, "GOAL DONE 2")
    assert "GOAL BACK 1" in told(dee, "goal park 1")
    assert "GOAL BACK 3" in told(dee, "drop goal three")
    assert states(three) == {1: "parked", 2: "reached", 3: "dropped"}
    told(dee, "goal back 2", "I want to pick goal 1 back up", "GOAL BACK 3")
    assert states(three) == {1: "open", 2: "open", 3: "open"}
    assert 'Goal 2 now: "a job in a kitchen"' in told(dee, "GOAL CHANGE 2 a job in a kitchen")
    assert "What should it say" in told(dee, "can i change goal 1?")
    told(dee, "a flat")
    assert sorted(goal.text for goal in dee.case.person.goals) == ["a flat", "a job in a kitchen", SISTER]


def test_numbers_stay_theirs(three: World) -> None:
    """What is texted late, or again, means no other goal than it meant."""
    dee = three.mentee
    told(dee, "GOAL DONE 1", "GOAL: a dog", "week", "no")
    assert {row.number for row in three.rows(t.Goal)} == {1, 2, 3, 4}
    told(dee, "GOAL DONE 1")
    assert states(three) == {1: "reached", 2: "open", 3: "open", 4: "open"}


def test_the_step_under_a_goal_that_is_over_is_not_asked_about(three: World) -> None:
    dee = three.mentee
    assert f'Your step for "{JOB}"' in told(dee, "STEP 2 ring the agency")
    assert "ring the agency" in told(dee, "GOAL PARK 2")
    assert [row.state for row in three.rows(t.Step)] == [StepState.REPLACED]


def test_where_it_is_not_clear_it_is_asked(three: World) -> None:
    dee = three.mentee
    assert "Which goal do you mean?" in told(dee, "GOAL DROP")
    told(dee, "skip")
    assert "off your list?" in told(dee, "drop goal 3 its not working for me")
    assert states(three)[3] == "open"
    told(dee, "no")
    assert states(three)[3] == "open"
    assert "no goal of yours with that number" in told(dee, "GOAL DONE 9")
    assert set(states(three).values()) == {"open"}


def test_a_word_about_a_goal_settles_the_question_about_one(three: World) -> None:
    told(three.mentee, "GOAL DONE", "GOAL DONE 2")
    assert states(three)[2] == "reached"
    assert three.waiting(three.mentee) == []


NOTHING_HAPPENED = [
    "goal 2 done?",
    "goal 2 is not done",
    "not done with goal 2 yet",
    "i nearly finished goal 2",
    "finished goal 2 almost",
    "when am i done with goal 1",
    "if i get the job goal 2 is done right?",
    "i aint giving up on goal 1",
    "goal 1 aint happening",
    "done with goals honestly",
    "my mentor finished goal 2 lol",
    "dropped my phone in the sink",
    "casi termino la meta 3",
    "que paso con mi meta 1?",
    "todavia no cumpli la meta 2",
    "i will drop goal 3 one day",
]


@pytest.mark.parametrize("text", NOTHING_HAPPENED)
def test_what_has_not_happened_or_is_a_question_changes_nothing(three: World, text: str) -> None:
    three.mentee.says(text)
    assert set(states(three).values()) == {"open"}


def test_words_beside_an_order_are_read_by_a_person(three: World) -> None:
    three.mentee.says("park goal 2 my hours got cut and the landlord is on at me")
    (row,) = (one for one in three.rows(t.Inbox) if one.needs_person)
    assert states(three)[2] == "parked"
    assert row.outcome == InboxOutcome.COMMAND


def test_a_wish_to_stop_is_one_whatever_stands_before_it(three: World) -> None:
    three.mentee.says("goal drop 1 and stop texting me")
    assert three.mentee.standing == "stopped"
    assert states(three)[1] == "open"


def test_a_goal_not_needed_any_more_is_no_wish_to_stop(three: World) -> None:
    reply = told(three.mentee, "goal 1 - no longer need it, moving in with my brother")
    assert "off your list?" in reply
    assert three.mentee.standing == "active"


def test_danger_comes_first(three: World) -> None:
    reply = told(three.mentee, "drop goal 1, i want to die")
    assert "off your list" not in reply
    assert states(three)[1] == "open"
    assert three.rows(t.Flag)


# --- steps and goals ----------------------------------------------------------------------------------


def test_which_goal_a_step_is_for_is_asked_only_where_nothing_tells(three: World) -> None:
    dee = three.mentee
    assert "Which goal" not in told(dee, "STEP ring about the job")
    assert "Which goal is" in told(dee, "STEP buy a bus pass")
    told(dee, "3")
    assert [row.goal_id for row in three.rows(t.Step)] == ["g2", "g3"]


def test_a_number_that_is_part_of_a_step_stays_in_it(three: World) -> None:
    told(three.mentee, "STEP 2 meetings this week")
    (step,) = three.mentee.case.person.steps
    assert step.text == "2 meetings this week"
    assert three.mentee.says("step 2 is hard") == [InboxOutcome.FOR_A_PERSON]


# --- the plan -----------------------------------------------------------------------------------------


def test_the_plan_comes_in_two_segments_and_the_rest_on_more(world: World) -> None:
    dee = world.mentee
    set_goals(world, *(f"{word} and everything that belongs to it, as soon as I can" for word in "abcdefgh"))
    seen = told(dee, "what are my goals again")
    assert "Text MORE for the rest." in seen
    for _ in range(8):
        if "MORE" not in seen[-30:]:
            break
        seen += "\n" + told(dee, "more")
    assert all(f'"{word} and everything' in seen for word in "abcdefgh")
    assert max(row.segments for row in world.outbox(dee)) <= 2


def test_more_to_something_else_is_no_command(three: World) -> None:
    assert three.mentee.says("more") == [InboxOutcome.FOR_A_PERSON]


# --- who sees them ------------------------------------------------------------------------------------


@pytest.mark.mission("2.7")
def test_a_mentor_sees_what_is_shown_and_nothing_else(three: World) -> None:
    dee, terry = three.mentee, three.mentor
    assert "shares no goals with you" in told(terry, "GOALS")
    told(dee, "STEP 2 ring the agency", "SHARE GOAL 1")
    for asked in ("GOALS", "GOALS DEE", "goals dee"):
        seen = told(terry, asked)
        assert PLACE in seen
        assert JOB not in seen
        assert SISTER not in seen
        assert "agency" not in seen
    told(dee, "hide goal 1")
    assert PLACE not in told(terry, "GOALS DEE")


def test_a_goal_is_shown_to_that_mentor_alone(three: World) -> None:
    told(three.mentee, "SHARE GOAL 1")
    three.effects(fx.ShowGoal("g2", "somebody-before"))
    assert JOB not in told(three.mentor, "GOALS")


def test_a_parked_or_dropped_goal_is_shown_no_more(three: World) -> None:
    told(three.mentee, "SHARE GOAL 1", "GOAL PARK 1")
    assert PLACE not in told(three.mentor, "GOALS")


def test_whoever_is_erased_is_shown_to_nobody_and_sees_nothing(three: World) -> None:
    told(three.mentee, "SHARE GOAL 1")
    staff = three.rows(t.Staff)
    who, name = three.mentee.id, three.mentee.case.person.name
    by = staff[0].id if staff else "lead"
    three.change(
        lambda c: erasing.erase(c, three.house.sealer, three.now, staff_id=by, person_id=who, name=name)
    )
    assert {row.shown_to for row in three.rows(t.Goal)} == {None}


@pytest.mark.mission("2.7")
def test_the_desk_has_a_time_line(three: World) -> None:
    dee = three.mentee
    told(dee, "STEP 2 ring the agency", "DONE", "GOAL CHANGE 2 a job in a kitchen", "GOAL DONE 1")
    with three.house.read() as connection:
        view = View(connection, three.house.sealer, three.programme_id)
        found = [(one.kind, one.text) for one in time_line(view, dee.id)]
        about = {one.number: one.text for one in goals(view, dee.id)}
    assert found[:4] == [
        ("reached", PLACE),
        ("changed", "a job in a kitchen"),
        ("step-done", "ring the agency"),
        ("step", "ring the agency"),
    ]
    assert ("set", JOB) in found, "each is told in the words it had then"
    assert about == {2: "a job in a kitchen", 3: SISTER}


# --- in Spanish ---------------------------------------------------------------------------------------


def test_the_same_in_spanish(make_world: MakeWorld) -> None:
    world = make_world("es")
    dee = world.mentee
    set_goals(world, "tener mi propio lugar", "conseguir trabajo", "llamar a mi hermana")
    told(dee, "META HECHA 2", "quita la meta 3", "la meta uno la dejo en pausa")
    assert states(world) == {1: "parked", 2: "reached", 3: "dropped"}
    told(dee, "retomar la meta 1", "META CAMBIAR 1 a un cuarto")
    assert [goal.text for goal in dee.case.person.goals] == ["un cuarto"]
    assert "un cuarto" in told(dee, "cuales son mis metas")


def test_nothing_is_celebrated_beside_words_that_worry(three: World) -> None:
    reply = told(three.mentee, "finished goal 2 i cant do this anymore")
    assert "you got there" not in reply.lower()
    assert states(three)[2] == "open"


def test_in_custody_nobody_is_shown_a_goal(three: World) -> None:
    three.effects(fx.SetStanding(three.mentee.id, Standing.CUSTODY))
    assert PLACE not in told(three.mentee, "GOALS", "more", "GOAL PARK 1")
    assert set(states(three).values()) == {"open"}


def test_a_reminder_lists_no_goal_that_tells_a_stranger(world: World) -> None:
    set_goals(world, "stay out of prison", "get a job")
    assert "prison" in told(world.mentee, "GOAL DROP")
    world.passes(days=2, hours=2)
    reminders = world.mentee.hears()
    assert any("Which goal" in text for text in reminders)
    assert all("prison" not in text for text in reminders)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("goal get my own place", "get my own place"),
        ("Goal is to get a job", "get a job"),
        ("meta conseguir trabajo", "conseguir trabajo"),
        ("goal keeper today", ""),
        ("goal is going well", ""),
        ("goal done", ""),
        ("goal stop", ""),
        ("goal get a job?", ""),
    ],
)
def test_the_word_in_small_letters_sets_one_before_something_to_do(text: str, goal: str) -> None:
    assert sets(text) == goal
