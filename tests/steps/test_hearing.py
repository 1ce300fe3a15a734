"""What was heard is said: questions about us, news, needs, custody, moods and names in people's own words."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from conversations.small_steps import Horizon
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, RecordKind
from tests.world.world import World, page_entries

MakeWorld = Callable[..., World]


def goal(world: World, text: str) -> None:
    world.effects(fx.AddGoal("g-1", world.mentee.id, Horizon.SHORT, text))


def step_set(world: World, text: str) -> None:
    world.effects(fx.AddStep("s-1", world.mentee.id, text, None))


def check_in(world: World) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()


# --- questions about us -----------------------------------------------------------------------------------

QUESTIONS = [
    ("is this from my PO?", "tells nobody outside"),
    ("is my PO gonna see this", "tells nobody outside"),
    ("is this probation?", "tells nobody outside"),
    ("do yall report to the court", "tells nobody outside"),
    ("will the cops know what i say here?", "tells nobody outside"),
    ("are you a bot", "I'm a program, not a person"),
    ("am i talking to a real person?", "I'm a program, not a person"),
    ("is this automated", "I'm a program, not a person"),
    ("who can read this", "Text RECORD"),
    ("who sees my answers?", "Text RECORD"),
    ("is this private", "Text RECORD"),
    ("am i allowed to quit this", "PAUSE gives you a break"),
    ("what happens if i stop", "Text STOP and the messages end"),
    ("how long do these go on for", "Text STOP and the messages end"),
    ("does this cost me anything?", "charges you nothing"),
    ("do i get charged for these texts", "charges you nothing"),
]


@pytest.mark.found("D14")
@pytest.mark.parametrize(("text", "answer"), QUESTIONS)
def test_a_question_about_us_is_answered_at_once(world: World, text: str, answer: str) -> None:
    assert world.mentee.says(text) == [InboxOutcome.COMMAND]
    world.deliver()
    (said,) = world.mentee.hears()
    assert answer in said
    assert not [word for word in ("PO", "probation", "court", "cop", "officer") if word in said]


@pytest.mark.found("D14")
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("eres un robot?", "Soy un programa"),
        ("esto es de la probatoria?", "no avisa a nadie de fuera"),
        ("quien lee esto", "Manda REGISTRO"),
        ("puedo pausar esto", "PAUSA te da un descanso"),
        ("cuesta algo esto?", "no te cobra nada"),
    ],
)
def test_in_spanish_too(make_world: MakeWorld, text: str, answer: str) -> None:
    world = make_world("es")
    world.mentee.says(text)
    world.deliver()
    (said,) = world.mentee.hears()
    assert answer in said


@pytest.mark.found("D14")
def test_the_question_that_waits_is_put_again_behind_the_answer(world: World) -> None:
    check_in(world)
    world.mentee.says("are you a bot")
    world.deliver()
    (said,) = world.mentee.hears()
    assert said.startswith("I'm a program")
    assert "How was your week" in said
    assert world.mentee.says("4") == [InboxOutcome.ANSWER]


@pytest.mark.found("D14")
@pytest.mark.parametrize("step", ["ask if the group is private", "find out who reads the forms", "see my PO"])
def test_a_step_in_such_words_is_a_step(world: World, step: str) -> None:
    check_in(world)
    world.mentee.says("4")
    world.deliver()
    assert world.mentee.says(step) == [InboxOutcome.ANSWER]


# --- asked-for things -------------------------------------------------------------------------------------


@pytest.mark.found("D7")
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("can i talk to someone", "like to talk"),
        ("can somebody ring me please", "like to talk"),
        ("help with rent", "RESOURCES"),
        ("need a bus pass", "RESOURCES"),
        ("i got arrested", "hold the check-ins"),
        ("im in hospital", "look after you"),
        ("are you a bot", "I'm a program"),
    ],
)
def test_what_is_asked_for_is_answered_however_lately_something_was_said(
    world: World, text: str, answer: str
) -> None:
    world.house.write(lambda c: c.execute(t.core(t.Resource).insert(), _places(world)))
    world.mentee.says("the library was shut again today, what a week")
    world.deliver()
    world.passes(minutes=5)
    assert len(world.mentee.hears()) == 1
    world.mentee.says(text)
    world.deliver()
    (said,) = world.mentee.hears()
    assert answer in said


def _places(world: World) -> list[dict[str, str]]:
    needs = ("housing", "benefits", "work")
    return [
        {
            "id": f"p-{need}",
            "programme_id": world.programme_id,
            "need": need,
            "name": "Open Hands",
            "how": "12 Mill Street",
            "language": "",
        }
        for need in needs
    ]


@pytest.mark.found("D7")
@pytest.mark.parametrize(
    "text", ["thanks so much for this", "cheers pal", "ok thank you, appreciate it", "grasias"]
)
def test_thanks_rest_quietly(world: World, text: str) -> None:
    world.mentee.says(text)
    world.deliver()
    assert world.mentee.hears() == []


@pytest.mark.found("D7")
def test_chat_after_a_hand_over_rests_and_is_kept_for_a_person(world: World) -> None:
    world.mentee.says("the library was shut again today, what a week")
    world.deliver()
    world.mentee.hears()
    assert world.mentee.says("and the bus went right past us") == [InboxOutcome.FOR_A_PERSON]
    world.deliver()
    assert world.mentee.hears() == []


def test_somebody_taken_into_custody_gets_no_check_in_until_a_person_has_looked(world: World) -> None:
    world.mentee.says("they arrested me, im in county")
    world.deliver()
    world.mentee.hears()
    assert world.mentee.case.person.held
    world.at("Fri 18:00")
    assert world.mentee.hears() == []


# --- good news ---------------------------------------------------------------------------------------------


@pytest.mark.mission("2.3")
@pytest.mark.found("D11")
@pytest.mark.parametrize(
    ("wish", "news"),
    [
        ("a place of my own", "5 got my own place!"),
        ("find a job", "5! i got the job"),
        ("get my driving licence", "4 passed my test and got my licence"),
        ("a steady job", "5 got hired, start my job monday"),
    ],
)
def test_good_news_beside_the_mood_is_heard_and_the_goal_marked(world: World, wish: str, news: str) -> None:
    goal(world, wish)
    check_in(world)
    assert world.mentee.says(news) == [InboxOutcome.ANSWER]
    world.deliver()
    (said,) = world.mentee.hears()
    assert said.startswith("That's great news. Well done!")
    assert f'That was your goal: "{wish}"' in said
    assert wish not in [one.text for one in world.mentee.case.person.goals]


@pytest.mark.found("D11")
@pytest.mark.parametrize(
    "news", ["i got my license!", "I passed my theory test this morning", "got the job!!!"]
)
def test_news_is_no_step(world: World, news: str) -> None:
    check_in(world)
    world.mentee.says("4")
    world.deliver()
    world.mentee.hears()
    world.mentee.says(news)
    world.deliver()
    (said,) = world.mentee.hears()
    assert "great news" in said
    assert "small step you'd like next" in said
    assert "can you see yourself" not in said
    world.mentee.says("SKIP")
    world.deliver()
    assert world.mentee.case.person.open_step is None


@pytest.mark.mission("2.1")
@pytest.mark.found("D11")
@pytest.mark.parametrize("other", ["get a job", "see my kids on sundays"])
def test_other_goals_stay(world: World, other: str) -> None:
    goal(world, other)
    check_in(world)
    world.mentee.says("5 got my own place!")
    world.deliver()
    assert [one.text for one in world.mentee.case.person.goals] == [other]


# --- names --------------------------------------------------------------------------------------------------


def asked_for_a_name(make_world: MakeWorld) -> World:
    world = make_world(joined=False)
    world.mentee.hears()
    world.mentee.says("YES")
    world.deliver()
    world.mentee.hears()
    world.mentee.says("YES")
    world.deliver()
    assert "call you" in world.mentee.hears()[-1]
    return world


@pytest.mark.mission("5.7")
@pytest.mark.found("D12")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("everyone calls me Cy", "Cy"),
        ("they call me big steve", "big steve"),
        ("Faith, thanks", "Faith"),
        ("me dicen Beto", "Beto"),
    ],
)
def test_called_by_stands_beside_the_enrolled_name(make_world: MakeWorld, text: str, name: str) -> None:
    world = asked_for_a_name(make_world)
    world.mentee.says(text)
    world.deliver()
    for answer in (world.place.day, world.place.skip):
        world.mentee.says(answer)
        world.deliver()
    assert world.mentee.case.person.name == name
    with world.house.read() as connection:
        row = connection.execute(select(t.core(t.Person)).where(t.Person.id == world.mentee.id)).one()  # type: ignore[arg-type]  # SQLModel's types take a column for its value
    assert world.house.sealer.open(row.id, "person", "name", row.id, row.name) == "Dee"
    assert b"Cy" not in row.called


@pytest.mark.found("D12")
@pytest.mark.parametrize(
    "text", ["running late today", "lost my ID again", "on the bus", "why do u need that"]
)
def test_a_sentence_does_not_become_a_name(make_world: MakeWorld, text: str) -> None:
    world = asked_for_a_name(make_world)
    world.mentee.says(text)
    world.deliver()
    assert world.mentee.case.person.name == "Dee"
    world.mentee.says("SKIP")
    world.deliver()
    assert "day" in world.mentee.hears()[-1]


# --- moods --------------------------------------------------------------------------------------------------


@pytest.mark.found("D13", "I1")
@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("bit rubbish tbh", "2"),
        ("4 sorry was busy", "4"),
        ("٤", "4"),
        ("४", "4"),
        ("４", "4"),
        ("4ish", "4"),
        ("cuatrooo", "4"),
        ("been better", "2"),
    ],
)
def test_moods_in_other_words_and_digits_are_read(world: World, text: str, mood: str) -> None:
    check_in(world)
    assert world.mentee.says(text) == [InboxOutcome.ANSWER]
    page = world.record_of(world.mentee, RecordKind.CHECK_IN)
    found = dict(page_entries(page))
    assert found["mood"].startswith(mood)


@pytest.mark.found("D13")
def test_two_misses_let_the_week_rest_warmly(world: World) -> None:
    check_in(world)
    for text in ("3.5", "hmm 3.5"):
        world.mentee.says(text)
        world.deliver()
    *_, said = world.mentee.hears()
    assert said.startswith("That's fine, it doesn't have to be a number.")
    assert "Sorry" not in said
    assert world.mentee.case.person.talking == ()
    page = world.record_of(world.mentee, RecordKind.CHECK_IN)
    assert [line.text for line in page.lines if line.inbound] == ["3.5", "hmm 3.5"]
    world.passes(days=1)
    world.at("Fri 18:00")
    assert "How was your week" in world.mentee.hears()[-1]


@pytest.mark.found("D13")
@pytest.mark.parametrize("text", ["4 sorry was busy", "3, been working doubles", "5"])
def test_an_answer_after_five_days_is_still_that_weeks(world: World, text: str) -> None:
    check_in(world)
    world.passes(days=5)
    world.mentee.hears()
    assert world.mentee.case.person.talking == (), "the check-in was let go"
    assert world.mentee.says(text) == [InboxOutcome.ANSWER]
    world.deliver()
    (said,) = world.mentee.hears()
    assert "never too late" in said
    found = dict(page_entries(world.record_of(world.mentee, RecordKind.CHECK_IN)))
    assert found["mood"].startswith(text[0])
    assert world.mentee.says("4") != [InboxOutcome.ANSWER], "once"


# --- a locked screen -------------------------------------------------------------------------------


@pytest.mark.mission("never.4")
@pytest.mark.found("I2")
@pytest.mark.parametrize(
    "words",
    [
        "call my PO about the ankle monitor",
        "go to an AA meeting",
        "pick up my meds",
        "hablar con mi oficial de probatoria",
    ],
)
def test_own_words_that_tell_a_stranger_give_way_in_what_we_send_unasked(world: World, words: str) -> None:
    step_set(world, words)
    world.at("Mon 18:00")
    (said,) = [one for one in world.mentee.hears() if "How is" in one]
    assert words not in said
    assert "How is your step going?" in said
    world.mentee.says("1")  # and what was decided is that very step
    world.deliver()
    assert words in world.mentee.hears()[-1], "in an answer to them their words may stand"
    assert world.mentee.case.person.open_step is None


@pytest.mark.found("I2")
@pytest.mark.parametrize("words", ["call the library", "write to my sister", "walk by the river on Tuesday"])
def test_other_words_stand_as_they_are(world: World, words: str) -> None:
    step_set(world, words)
    world.at("Mon 18:00")
    assert any(f'"{words}"' in one for one in world.mentee.hears())


@pytest.mark.found("I2")
def test_a_mentor_is_not_shown_them_on_a_locked_screen_either(world: World) -> None:
    check_in(world)
    world.mentor.hears()
    for text in ("4", "go to an AA meeting", "YES"):
        world.mentee.says(text)
        world.deliver()
    (said,) = world.mentor.hears()
    assert "AA" not in said
    assert "has a next step" in said
