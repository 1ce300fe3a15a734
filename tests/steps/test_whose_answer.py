"""Whose is it: our question's, the mentor's, the coordinator's, a mentee's; or asked about."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert, update

from bot.enrolling import enrol_and_invite
from handlers.desk import staff
from handlers.enrolling import enrol
from records import tables as t
from records.kinds import Channel, InboxOutcome, PlanKind
from tests.world.world import Phone, World

ANSWER, FOR_A_PERSON = InboxOutcome.ANSWER, InboxOutcome.FOR_A_PERSON
MakeWorld = Callable[..., World]


def at_the_share_question(world: World) -> None:
    """Our question whether Terry may be told waits."""
    world.at("Fri 18:00")
    for text in ("4", "call the library"):
        world.mentee.says(text)
        world.deliver()
    assert "May I tell Terry" in world.mentee.hears()[-1]
    world.mentor.hears()


def terry_says(world: World, text: str) -> None:
    world.passes(minutes=1)
    world.mentor.says(f"Dee: {text}")
    world.deliver()
    assert world.mentee.hears()[-1].endswith(text)
    world.mentor.hears()
    world.passes(minutes=1)


def robin_writes(world: World, text: str) -> None:
    """A coordinator's reply from the desk."""
    world.passes(minutes=1)
    world.change(
        lambda c: staff.reply(
            c,
            world.house.sealer,
            world.now,
            staff_id="robin-account",
            staff_name="Robin",
            person_id=world.mentee.id,
            text=text,
        )
    )
    world.deliver()
    assert text in world.mentee.hears()[-1]
    world.passes(minutes=1)


@pytest.mark.mission("never.2")
@pytest.mark.found("D1")
@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Tues 5pm?", "yeah"),
        ("you about tomorrow?", "yes"),
        ("want a lift thursday?", "no"),
        ("ok to ring you?", "yep"),
    ],
)
def test_a_bare_answer_after_the_mentor_asked_is_the_mentors(world: World, asked: str, text: str) -> None:
    at_the_share_question(world)
    terry_says(world, asked)
    assert world.mentee.says(text) == [FOR_A_PERSON]
    world.deliver()
    assert world.mentor.hears() == [f"Dee: {text}"]
    assert "call the library" not in " ".join(world.mentor.hears())
    world.mentee.says("yes you can tell Terry")
    world.deliver()
    assert any("call the library" in said for said in world.mentor.hears()), "and the question was still open"


@pytest.mark.found("D1")
def test_where_the_mentor_asked_nothing_a_yes_answers_our_question(world: World) -> None:
    at_the_share_question(world)
    terry_says(world, "Morning, cold one today")
    assert world.mentee.says("yes") == [ANSWER]


@pytest.mark.found("D3")
@pytest.mark.parametrize(
    "text", ["yeah better now", "not really, bad night", "cheers mate means a lot", "ok ty will do"]
)
def test_words_for_the_mentor_leave_the_question_open(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    terry_says(world, "just saw this, you ok?")
    assert world.mentee.says(text) == [FOR_A_PERSON]
    world.deliver()
    assert world.mentor.hears() == [f"Dee: {text}"]
    assert not any("Sorry" in said for said in world.mentee.hears())
    world.passes(minutes=2)
    assert world.mentee.says("4") == [ANSWER]


@pytest.mark.found("D3")
@pytest.mark.parametrize("text", ["5", "3 tbh", "1. rough week"])
def test_a_number_for_our_scale_is_ours(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    terry_says(world, "proud of you for going")
    assert world.mentee.says(text) == [ANSWER]


@pytest.mark.found("D2")
@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("shall I call you tomorrow about the bus pass?", "yes"),
        ("do you still need the voucher?", "yeah"),
        ("want me to chase the deposit?", "no"),
    ],
)
def test_a_bare_answer_after_a_coordinator_asked_deletes_nothing(world: World, asked: str, text: str) -> None:
    world.mentee.says("DELETE")
    world.deliver()
    world.mentee.hears()
    robin_writes(world, asked)
    assert world.mentee.says(text) == [FOR_A_PERSON]
    assert world.rows(t.Request) == []
    assert [row.needs_person for row in world.rows(t.Inbox)][-1], "it is Robin's to read"
    world.deliver()
    world.passes(minutes=1)
    world.mentee.says("yes delete it")
    assert [row.kind for row in world.rows(t.Request)] == ["deletion"]


@pytest.mark.found("D1", "D2")
def test_where_both_could_be_meant_the_person_is_asked_and_nothing_is_lost(world: World) -> None:
    world.at("Fri 18:00")
    for text in ("4", "call the library"):
        world.mentee.says(text)
        world.deliver()
    world.mentee.says("yes")
    world.deliver()
    step_set = world.mentee.case.person.open_step
    assert step_set is not None
    world.passes(days=7)
    world.at("Fri 18:00")
    world.mentee.says("3")
    world.deliver()
    terry_says(world, "did you ring your brother in the end?")
    world.mentee.says("not yet")
    world.deliver()
    assert "Is that for Terry, or an answer to my question?" in world.mentee.hears()[-1]
    world.mentor.hears()
    world.mentee.says("1")
    world.deliver()
    assert "Dee: not yet" in world.mentor.hears()
    assert "How did it go?" in world.mentee.hears()[-1], "and our question is still open"


# --- a mentor begins ---


@pytest.mark.mission("4.1")
@pytest.mark.found("D4")
@pytest.mark.parametrize(
    "text",
    [
        "hey dee, heard it was rough. you ok?",
        "u ok mate? whats going on",
        "Alright Dee, fancy a brew Thursday?",
    ],
)
def test_the_reply_to_a_nudge_goes_to_that_mentee(world: World, text: str) -> None:
    world.at("Fri 18:00")
    for answer in ("1", "YES"):
        world.mentee.says(answer)
        world.deliver()
    for answer in ("SKIP",):
        world.mentee.says(answer)
        world.deliver()
    assert any("would like to hear from you" in said for said in world.mentor.hears())
    world.mentee.hears()
    assert world.mentor.says(text) == [FOR_A_PERSON]
    world.deliver()
    assert world.mentee.hears() == [f"Terry: {text}"]
    assert world.mentor.hears() == ["Passed on to Dee. A reply will come here."]


@pytest.mark.found("D4")
@pytest.mark.parametrize(
    "text",
    [
        "any training dates coming up?",
        "im worried about dee tbh",
        "need to take 2 weeks off",
        "Robin, ok to share your number with Dee?",
    ],
)
def test_words_to_the_programme_are_the_coordinators(world: World, text: str) -> None:
    assert world.mentor.says(text) == [FOR_A_PERSON]
    world.deliver()
    assert world.mentee.hears() == []
    assert [row.needs_person for row in world.rows(t.Inbox)][-1]


@pytest.mark.found("D4")
@pytest.mark.parametrize("text", ["ok will do", "cheers", "👍"])
def test_what_closes_an_exchange_goes_nowhere(world: World, text: str) -> None:
    world.mentor.says(text)
    world.deliver()
    assert world.mentee.hears() == []


def second_mentee(world: World, name: str = "Luz") -> Phone:
    """A second mentee of Terry's, who has joined."""
    phone = world.phone(name, 40)
    rows = [
        "name,role,channel,number,language,country,timezone,mentor,check_in,consent_by,consent_on,consent_how",
        f"{name},mentee,sms,{phone.address},en-US,US,America/Chicago,Terry,Sat 18:00,Robin,2025-12-01,form",
    ]
    with world.house.read() as connection:
        checked = enrol.check_file(
            connection,
            world.house.sealer,
            world.now,
            world.programme_id,
            "\n".join(rows).encode(),
            (Channel("sms"),),
        )
    assert not checked.problems, checked.problems
    world.change(lambda c: enrol_and_invite(c, world.house, world.programme_id, checked))
    world.deliver()
    for text in ("YES", "YES", "SKIP", "Saturday 6pm", "SKIP"):
        phone.says(text)
        world.deliver()
    phone.hears()
    world.mentor.hears()
    return phone


@pytest.mark.mission("1.2")
@pytest.mark.found("D5")
def test_with_several_the_mentor_is_asked_for_whom_and_the_words_go_as_typed(world: World) -> None:
    luz = second_mentee(world)
    for phone in (world.mentee, luz):
        phone.says("MENTOR can we meet at 4?")
        world.deliver()
        phone.hears()
    world.mentor.hears()
    world.passes(minutes=1)
    world.mentor.says("4pm works for you?")
    world.deliver()
    (asked,) = world.mentor.hears()
    assert "Who is that for: Dee, Luz, Robin?" in asked or "Who is that for: Luz, Dee, Robin?" in asked
    world.mentor.says("Luz")
    world.deliver()
    assert luz.hears() == ["Terry: 4pm works for you?"]
    assert world.mentee.hears() == []


@pytest.mark.found("D5")
@pytest.mark.parametrize(
    "text", ["Dee: 4pm works", "tell Dee 4pm works", "dee - 4pm works", "hey dee 4pm works?"]
)
def test_by_name_it_goes_at_once(world: World, text: str) -> None:
    luz = second_mentee(world)
    world.mentor.says(text)
    world.deliver()
    assert "4pm works" in world.mentee.hears()[-1]
    assert luz.hears() == []


@pytest.mark.found("D5")
def test_where_one_alone_has_written_it_is_for_that_one(world: World) -> None:
    luz = second_mentee(world)
    luz.says("MENTOR did u find that number?")
    world.deliver()
    world.mentor.hears()
    world.passes(minutes=1)
    world.mentor.says("yeah here it is")
    world.deliver()
    assert luz.hears()[-1] == "Terry: yeah here it is"
    assert world.mentee.hears() == []


# --- several texts, one answer ---


@pytest.mark.found("D8")
@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("first", "second"), [("friday", "6pm"), ("wednesdays", "at 5pm"), ("monday", "10am pls")]
)
def test_a_day_and_then_a_time_are_one_answer(
    make_world: MakeWorld, first: str, second: str, together: bool
) -> None:
    world = make_world(joined=False)
    world.mentee.hears()
    for text in ("YES", "YES", "SKIP"):
        world.mentee.says(text)
        world.deliver()
    assert "day" in world.mentee.hears()[-1]
    if together:
        world.mentee.says(first, second)
    else:
        world.mentee.says(first)
        world.deliver()
        world.passes(minutes=1)
        world.mentee.says(second)
    world.deliver()
    world.mentee.says("SKIP")
    world.deliver()
    assert not any("usual time" in said for said in world.mentee.hears())
    assert world.plan(world.mentee, PlanKind.CHECK_IN).weekday == {"f": 4, "w": 2, "m": 0}[first[0]]


@pytest.mark.found("D9")
@pytest.mark.parametrize(
    "texts",
    [
        ("find out abt bus pass", "and call my PO", "and maybe gym lol"),
        ("tidy my room", "also ring nan"),
        ("averiguar lo del bus", "y llamar a mi tia"),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_a_step_in_several_texts_is_one_step(world: World, texts: tuple[str, ...], together: bool) -> None:
    world.at("Fri 18:00")
    world.mentee.says("4")
    world.deliver()
    world.mentee.hears()
    if together:
        outcomes = world.mentee.says(*texts)
    else:
        outcomes = []
        for text in texts:
            outcomes += world.mentee.says(text)
            world.deliver()
            world.passes(seconds=20)
    assert outcomes == [ANSWER] * len(texts)
    world.deliver()
    world.passes(minutes=3)
    world.mentee.says("YES")
    world.deliver()
    step = world.mentee.case.person.open_step
    assert step is not None
    assert all(text.removeprefix("and ") in step.text for text in texts)


# --- never a wrong answer ---


@pytest.mark.found("D10")
@pytest.mark.parametrize(
    "text", ["i need help", "HELP ME", "need help pls", "necesito ayuda", "can someone call me"]
)
def test_a_cry_for_help_is_no_wrong_answer(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    assert world.mentee.says(text) == [FOR_A_PERSON]
    world.deliver()
    (said,) = world.mentee.hears()
    assert "Sorry" not in said
    assert "Robin" in said
    assert world.mentee.says("2") == [ANSWER]


@pytest.mark.found("D10")
@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("COVER", InboxOutcome.COMMAND),
        ("cover please", InboxOutcome.COMMAND),
        ("supervision", InboxOutcome.COMMAND),
        ("can i get some cover next week", InboxOutcome.COMMAND),
        ("need support", FOR_A_PERSON),
    ],
)
def test_nor_is_a_mentors(world: World, text: str, outcome: InboxOutcome) -> None:
    world.mentor.says("PROMISE")
    world.deliver()
    world.mentor.hears()
    assert world.mentor.says(text) == [outcome]
    world.deliver()
    assert not any("Sorry" in said for said in world.mentor.hears())
    assert "promise" in world.waiting(world.mentor)
    assert world.rows(t.Promise) == []
    if outcome is FOR_A_PERSON:
        assert [row.needs_person for row in world.rows(t.Inbox)][-1]


# --- one person, two roles ---


@pytest.mark.found("D6")
@pytest.mark.parametrize("spoke", [True, False])
@pytest.mark.parametrize("text", ["hola Zed!", "hey zed how are you", "Zed: see you at 5"])
def test_a_mentee_who_is_a_mentor_writes_in_the_role_of_the_talk(
    world: World, spoke: bool, text: str
) -> None:
    zed = second_mentee(world, "Zed")
    becomes_mentor_of(world, zed)
    world.at("Fri 18:00")
    world.mentee.says("4")
    world.deliver()
    assert "small step" in world.mentee.hears()[-1]
    if spoke:
        zed.says("MENTOR hello there")
        world.deliver()
        assert world.mentee.hears()[-1].startswith("Zed: ")
        world.passes(minutes=1)
    zed.hears()
    assert world.mentee.says(text) == [FOR_A_PERSON]
    world.deliver()
    (said,) = zed.hears()
    assert said.startswith("Dee: ")
    assert world.mentee.case.person.open_step is None
    world.passes(minutes=3)
    assert world.mentee.says("call the library") == [ANSWER], "and their own question is still open"


def becomes_mentor_of(world: World, zed: Phone) -> None:
    """Dee, who has a mentor, becomes the mentor of Zed."""
    dee, since = world.mentee.id, world.now

    def change(connection: Connection) -> None:
        match = t.core(t.Match)
        connection.execute(update(match).where(match.c.mentee_id == zed.id).values(mentor_id=dee))
        connection.execute(
            insert(t.core(t.Membership)).values(id="m-dee", person_id=dee, role="mentor", since=since)
        )

    world.change(change)


@pytest.mark.found("D4")
@pytest.mark.parametrize("before", ["MENTOR running late today", ""])
@pytest.mark.parametrize(
    "text",
    [
        "Dee didn't show",
        "dee didnt turn up again",
        "worried about dee",
        "has anyone heard from dee?",
        "dee seems low",
        "Dee says he's fine",
        "not heard from Dee in a week",
        "Dee no contesta",
    ],
)
def test_words_about_a_mentee_go_to_a_coordinator(world: World, before: str, text: str) -> None:
    if before:
        world.mentee.says(before)
        world.deliver()
    world.mentee.hears(), world.mentor.hears()
    world.mentor.says(text)
    world.deliver()
    assert world.mentee.hears() == []
    assert world.rows(t.Inbox)[-1].needs_person


@pytest.mark.found("D4")
@pytest.mark.parametrize("before", ["MENTOR running late today", ""])
@pytest.mark.parametrize(
    "text",
    [
        "Dee: 4pm works",
        "hey dee see you at 4",
        "Dee you did great",
        "dee didnt you say 4?",
        "dee are you still ok for sunday",
        "Dee, puedes venir a las 4?",
    ],
)
def test_words_to_a_mentee_go_to_them(world: World, before: str, text: str) -> None:
    if before:
        world.mentee.says(before)
        world.deliver()
    world.mentee.hears(), world.mentor.hears()
    world.mentor.says(text)
    world.deliver()
    assert [said.partition(":")[0] for said in world.mentee.hears()] == ["Terry"]


@pytest.mark.found("D7")
@pytest.mark.parametrize(("asked", "goes"), [("can we meet at 4?", True), ("got the keys today", False)])
def test_ok_rests_unless_somebody_asked(world: World, asked: str, goes: bool) -> None:
    world.mentee.says(f"MENTOR {asked}")
    world.deliver()
    world.mentee.hears(), world.mentor.hears()
    world.passes(minutes=1)
    world.mentor.says("ok")
    world.deliver()
    assert world.mentee.hears() == (["Terry: ok"] if goes else [])


@pytest.mark.found("D5")
@pytest.mark.parametrize("text", ["luz are you ok?", "is luz around?", "luz, see you at 4"])
def test_words_that_name_one_mentee_never_reach_another(world: World, text: str) -> None:
    luz = second_mentee(world)
    luz.says("BAJA")
    luz.hears()
    world.mentee.says("MENTOR can we meet at 4?")
    world.deliver()
    world.mentor.hears(), world.mentee.hears()
    world.mentor.says(text)
    world.deliver()
    assert world.mentee.hears() == []
    assert luz.hears() == []
    assert world.rows(t.Inbox)[-1].needs_person


@pytest.mark.found("D5")
def test_a_name_alone_is_passed_on_to_nobody(world: World) -> None:
    world.mentee.says("MENTOR can we meet at 4?")
    world.deliver()
    world.mentor.hears(), world.mentee.hears()
    world.mentor.says("Dee")
    world.deliver()
    assert world.mentee.hears() == []


@pytest.mark.found("D5")
def test_what_is_no_name_is_no_answer_to_whom_it_is_for(world: World) -> None:
    luz = second_mentee(world)
    for phone in (world.mentee, luz):
        phone.says("MENTOR can we meet at 4?")
        world.deliver()
        phone.hears()
    world.mentor.hears()
    world.passes(minutes=1)
    world.mentor.says("4pm works for you?")
    world.deliver()
    world.mentor.says("she is on drugs again i think")
    world.deliver()
    assert world.mentee.hears() == luz.hears() == []
    assert world.rows(t.Inbox)[-1].needs_person


@pytest.mark.found("D7")
def test_a_question_just_after_words_passed_on_is_answered(world: World) -> None:
    dee = world.mentee
    dee.says("MENTOR I'm running ten minutes late")
    world.deliver()
    dee.hears()
    dee.says("do you know when the library opens?")
    world.deliver()
    assert dee.hears() != []
