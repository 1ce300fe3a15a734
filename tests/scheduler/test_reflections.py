"""A question a week for mentors: offered once, theirs alone, sent on by their own word, ended by another."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from channels.port import InboundKind
from conversations import reflections as r
from conversations.segments import count
from records import reflections as kept
from records import tables as t
from records.kinds import InboxOutcome, PlanKind, RecordKind, StaffRole
from records.reading import View
from records.reading_matches import request, requests
from records.reading_people import person
from tests.world.world import Phone, World, page_entries

WORDS = "because somebody once sat with me all night"


def all_that_the_desk_reads(world: World, phone: Phone) -> str:
    """Every word that pages show of somebody: records with their lines and entries, requests, their page."""
    pages = world.records_of(phone)
    shown = [line.text for page in pages for line in page.lines]
    shown += [text for page in pages for _, text in page_entries(page)]
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id, now=world.now)
        shown += [repr(person(view, phone.id))]
        for row in requests(view, StaffRole.LEAD):
            found = request(view, StaffRole.LEAD, row.id)
            shown.append(found.body if found else "")
    return "\n".join(shown)


def inbox_words(world: World, phone: Phone) -> list[str]:
    sealer = world.house.sealer
    return [
        sealer.read(row.person_id, "inbox", "body", row.id, row.body)
        for row in world.rows(t.Inbox)
        if row.person_id == phone.id
    ]


def agrees(world: World, when: str = "tuesday 10am") -> Phone:
    """Terry wants one a week."""
    terry = world.mentor
    terry.says("REFLECT")
    terry.says(when)
    terry.hears()
    return terry


@pytest.fixture
def terry(world: World) -> Phone:
    return agrees(world)


def test_every_theme_has_its_questions_and_none_is_left_out() -> None:
    assert 45 <= len(r.PROMPTS) <= 52
    assert {one.theme for one in r.PROMPTS} == set(r.Theme)
    assert len({one.id for one in r.PROMPTS}) == len(r.PROMPTS)
    assert r.PROMPTS[0].theme is r.Theme.BEGINNINGS
    assert r.PROMPTS[-1].theme is r.Theme.ENDINGS
    assert r.next_prompt([one.id for one in r.PROMPTS], ()) is None
    first = r.next_prompt([], {"beginnings"})
    assert first is not None
    assert first.theme is r.Theme.JUSTICE


@pytest.mark.parametrize(
    ("language", "yes", "when"),
    [
        ("en-US", "yes", "tuesday 10am"),
        ("en-GB", "yes", "tuesday 10am"),
        ("es", "1", "martes a las 10"),
    ],
)
def test_it_is_offered_once_after_some_weeks(
    make_world: Callable[..., World], language: str, yes: str, when: str
) -> None:
    world = make_world(language)
    terry = world.mentor
    world.passes(days=20)
    terry.hears()
    world.passes(days=7)
    offers = [text for text in terry.hears() if "1 " in text]
    assert len(offers) == 1
    assert count(offers[0]).segments == 1
    terry.says(yes)
    terry.says(when)
    terry.hears()
    world.at("Tue 10:00")
    [question] = terry.hears()
    assert count(question).segments == 1
    assert world.waiting(terry) == ["reflection"]
    world.check()


def test_who_does_not_answer_the_offer_is_not_asked_again(world: World) -> None:
    terry = world.mentor
    world.passes(days=70)
    asked = [text for text in terry.hears() if "one short question a week" in text]
    assert len(asked) == 1, "no reminder either"


def test_who_says_no_is_not_asked_again_and_the_word_still_works(world: World) -> None:
    terry = world.mentor
    world.passes(days=27)
    terry.says("no")
    terry.hears()
    world.passes(days=60)
    assert not [text for text in terry.hears() if "question" in text and "about you" not in text]
    agrees(world)
    world.at("Tue 10:00")
    assert any("walking beside" in text for text in terry.hears())


def test_what_is_written_is_theirs_alone(world: World, terry: Phone) -> None:
    world.at("Tue 10:00")
    terry.hears()
    assert terry.says(WORDS) == [InboxOutcome.OWN]
    [answer] = terry.hears()
    assert "SHARE" in answer
    assert WORDS not in answer
    assert WORDS not in "\n".join(inbox_words(world, terry))
    assert WORDS not in all_that_the_desk_reads(world, terry)
    assert not [row for row in world.rows(t.Inbox) if row.needs_person]
    with world.house.read() as connection:
        told = kept.reflections(connection, world.house.sealer, world.now, [terry.id])[terry.id]
        page = person(View(connection, world.house.sealer, world.programme_id, now=world.now), terry.id)
    assert told.written == 1
    assert page is not None
    assert page.reflections == 1
    world.restart()
    assert terry.case.person.talking == ()


def test_share_sends_it_and_only_then(world: World, terry: Phone) -> None:
    world.at("Tue 10:00")
    terry.says(WORDS)
    terry.hears()
    world.passes(hours=5)
    assert terry.says("SHARE") == [InboxOutcome.COMMAND]
    assert terry.hears() == ["Sent. Robin can read it now."]
    assert WORDS in all_that_the_desk_reads(world, terry)
    assert [row.kind for row in world.rows(t.Request)] == ["reflection"]
    terry.says("share it")
    assert len(world.rows(t.Request)) == 1, "it is sent once"


def test_a_yes_at_once_sends_it_as_well(world: World, terry: Phone) -> None:
    world.at("Tue 10:00")
    terry.says(WORDS)
    terry.hears()
    terry.says("yes")
    assert terry.hears() == ["Sent. Robin can read it now."]


def test_a_yes_to_somebody_sends_nothing(world: World, terry: Phone) -> None:
    dee = world.mentee
    world.at("Tue 10:00")
    terry.says(WORDS)
    world.passes(minutes=1)
    dee.says("MENTOR can we meet at 4?")
    terry.hears()
    dee.hears()
    terry.says("yes")
    assert any("yes" in text for text in dee.hears())
    assert not world.rows(t.Request)


def test_several_texts_and_an_edit_are_one_and_all_theirs(make_world: Callable[..., World]) -> None:
    world = make_world("en-US", "telegram")
    terry = agrees(world)
    world.at("Tue 10:00")
    terry.hears()
    first = terry.inbound(WORDS)
    world.receive(first)
    terry.says("and he brought coffee")
    edited = terry.sends(InboundKind.EDIT, "all night long, twice", refers_to=first.provider_id)
    assert edited is InboxOutcome.OWN
    words = "\n".join(inbox_words(world, terry)) + all_that_the_desk_reads(world, terry)
    for one in (WORDS, "coffee", "twice"):
        assert one not in words
    terry.says("SHARE")
    shared = all_that_the_desk_reads(world, terry)
    for one in (WORDS, "coffee", "twice"):
        assert one in shared


def test_words_to_somebody_by_name_go_to_them(world: World, terry: Phone) -> None:
    dee = world.mentee
    world.at("Tue 10:00")
    dee.hears()
    terry.says("Dee: see you at four")
    assert any("see you at four" in text for text in dee.hears())
    assert world.waiting(terry) == ["reflection"], "and the question stays open"


def test_what_may_be_for_somebody_says_how_it_gets_there(world: World, terry: Phone) -> None:
    dee = world.mentee
    world.at("Tue 10:00")
    dee.hears()
    terry.hears()
    terry.says("hey are you around tuesday?")
    [answer] = terry.hears()
    assert "name first" in answer
    assert dee.hears() == []


def test_a_mentee_who_wrote_since_gets_the_reply(world: World, terry: Phone) -> None:
    dee = world.mentee
    world.at("Tue 10:00")
    world.passes(minutes=20)
    dee.says("MENTOR can we meet at 4?")
    dee.hears()
    terry.says("yes that works")
    assert any("that works" in text for text in dee.hears())
    terry.hears()
    terry.says("see my old diary")  # for either of them: kept, as what is private is not for a person
    assert dee.hears() == []
    assert "diary" not in all_that_the_desk_reads(world, terry)


def test_words_of_danger_are_read_as_always(world: World, terry: Phone) -> None:
    world.at("Tue 10:00")
    world.coordinator.hears()
    assert terry.says("i want to end my life") == [InboxOutcome.SAFETY]
    assert "988" in terry.hears()[-1]
    assert world.coordinator.hears(), "somebody is told"


def test_skipping_is_fine_and_the_next_one_comes(world: World, terry: Phone) -> None:
    world.at("Tue 10:00")
    [first] = terry.hears()
    terry.says("skip")
    terry.hears()
    world.at("Tue 10:00")
    [second] = terry.hears()
    assert first != second


def test_after_some_that_found_no_answer_they_are_left_in_peace(world: World, terry: Phone) -> None:
    heard = []
    for week in range(10):
        world.at("Tue 10:00")
        world.passes(days=6)
        heard += [(week, text) for text in terry.hears() if "A few words" in text or "REFLECT" in text]
    assert [week for week, _ in heard] == [0, 1, 2, 3]
    assert "REFLECT brings them back" in heard[3][1]
    agrees(world)
    world.at("Tue 10:00")
    assert any("A few words" in text for text in terry.hears())


def test_off_and_on_by_a_word(world: World, terry: Phone) -> None:
    world.at("Tue 10:00")
    terry.hears()
    terry.says("REFLECT")
    [when] = terry.hears()
    assert "Tuesdays at 10 AM" in when
    terry.says("REFLECT OFF")
    assert terry.hears() == [
        "No more weekly questions. What you wrote stays yours. REFLECT brings them back."
    ]
    assert world.waiting(terry) == []
    world.passes(days=15)
    assert not [text for text in terry.hears() if "A few words" in text]


def test_stop_and_pause_come_first(world: World, terry: Phone) -> None:
    terry.says("PAUSE 2 weeks")
    terry.hears()
    world.at("Tue 10:00")
    assert terry.hears() == []
    world.passes(days=14)
    terry.hears()
    world.at("Tue 10:00")
    assert world.waiting(terry) == ["reflection"]
    terry.says("STOP")
    terry.hears()
    world.passes(days=20)
    assert terry.hears() == []


def test_a_day_that_has_something_else_is_left_alone(world: World) -> None:
    terry = agrees(world, "sunday 5pm")
    terry.says("PROMISE")
    terry.says("a walk by the lake")
    terry.says("sunday 10am")
    terry.hears()
    world.at("Sun 10:00")
    assert any("walk by the lake" in text for text in terry.hears())
    world.at("Sun 20:00")
    assert terry.hears() == []
    world.at("Mon 17:00")
    assert any("A few words" in text for text in terry.hears())
    plan = terry.case.person.plan(PlanKind.REFLECTION)
    assert plan is not None
    assert (plan.weekday, plan.local_date.weekday()) == (6, 6), "and next week on its own day again"


def test_after_the_last_one_it_ends_kindly_and_can_begin_again(world: World, terry: Phone) -> None:
    world.change(
        lambda c: kept.leave_out(c, world.programme_id, [theme.value for theme in list(r.Theme)[1:]])
    )
    said = []
    for _ in range(8):
        world.at("Tue 10:00")
        terry.says("a thought")
        said += [text for text in terry.hears() if "few words" in text or "the last of" in text]
    assert len(said) == 6, "the five of the one theme that is left, and a line"
    assert said[-1].startswith(
        "That was the last of the weekly questions. Thank you for thinking along, Terry."
    )
    agrees(world)
    world.at("Tue 10:00")
    assert [text for text in terry.hears() if "about you" not in text] == [said[0]]


def test_the_words_do_nothing_for_a_mentee(world: World) -> None:
    dee = world.mentee
    assert dee.says("REFLECT") == [InboxOutcome.FOR_A_PERSON]
    assert dee.says("SHARE") == [InboxOutcome.FOR_A_PERSON]


def test_share_with_nothing_to_share_goes_to_nobody(world: World, terry: Phone) -> None:
    world.mentee.says("MENTOR are you about on friday")
    world.deliver()
    world.mentee.hears()
    terry.hears()
    assert terry.says("SHARE") == [InboxOutcome.COMMAND]
    world.deliver()
    assert "nothing of yours to send" in terry.hears()[-1]
    assert world.mentee.hears() == []


def test_a_whole_year_says_nothing_twice_within_four_weeks(world: World, terry: Phone) -> None:
    said = {}
    for week in range(47):
        world.at("Tue 10:00")
        if world.waiting(terry) == ["reflection"]:
            terry.says("skip" if week % 5 == 4 else "a thought")
        for line in "\n".join(terry.hears()).splitlines():
            fixed = line.startswith(("A few words", "Reply, or text"))
            if fixed or "check-in" in line or "quiet" in line:
                continue
            assert line not in said or world.local - said[line] >= timedelta(weeks=4), line
            said[line] = world.local
        world.mentee.says("all good here")
        world.mentee.hears()
        world.passes(minutes=30)
        terry.hears()
    assert sum(row.kind == RecordKind.REFLECTION for row in world.rows(t.MeetingRecord)) >= 46
