"""Whose answer is it? The rules of DESIGN for replies, keywords and conversations that overlap."""

from datetime import timedelta

import pytest

from channels.port import FateUnknown, InboundKind, NotSent, Refused
from conversations.state import Status
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from tests.world.world import World, page_entries

ANSWER, COMMAND, FOR_A_PERSON = InboxOutcome.ANSWER, InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON


def entries(world: World, kind: str = "check_in") -> list[tuple[str, str]]:
    return page_entries(world.record_of(world.mentee, kind))


def test_a_burst_is_one_answer(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("4", "better than last week", "slept well") == [ANSWER] * 3
    assert len(dee.hears()) == 1, "three texts in a row get one reply"
    assert world.waiting(dee) == ["next-step"]
    assert entries(world) == [("mood", "4"), ("more", "better than last week"), ("more", "slept well")]


def test_the_same_burst_arriving_one_by_one_before_anything_was_said(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    for text in ("4", "better than last week"):
        world.receive(dee.inbound(text), deliver=False)
    world.deliver()
    assert len(dee.hears()) == 1
    assert entries(world) == [("mood", "4"), ("more", "better than last week")]


def test_a_burst_at_the_last_question_belongs_to_its_answer(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.says("4")
    dee.hears()
    assert dee.says("skip", "cant think of one today") == [ANSWER, ANSWER]
    assert len(dee.hears()) == 1
    assert entries(world)[-1] == ("more", "cant think of one today")


def test_what_comes_after_our_last_words_is_for_a_person(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.says("4")
    dee.says("skip")
    assert dee.says("cant think of one today") == [FOR_A_PERSON]


def test_a_text_written_before_the_question_was_handed_over_cannot_answer_it(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    written = world.now - timedelta(minutes=2)
    assert dee.says("3", received_at=written) == [FOR_A_PERSON]
    assert world.waiting(dee) == ["mood"]
    assert entries(world) == []
    assert dee.says("4") == [ANSWER]


def test_a_text_a_second_early_by_a_clock_of_whole_seconds_still_answers(world: World) -> None:
    world.at("Fri 18:00")
    assert world.mentee.says("4", received_at=world.now - timedelta(milliseconds=900)) == [ANSWER]


def test_an_answer_while_the_question_was_of_unknown_fate_counts(world: World) -> None:
    """It went out, the provider's answer got lost a minute later; theirs was written in between."""
    dee = world.mentee
    world.wire().fates.append(FateUnknown("The connection broke."))
    world.at("Fri 18:00")
    [row] = world.outbox(dee, state="unknown")
    world.change(
        lambda c: c.execute(
            t.core(t.Conversation)
            .update()
            .where(t.core(t.Conversation).c.outbox_id == row.id)
            .values(handed_at=world.now + timedelta(seconds=30))
        )
    )
    assert dee.says("4", received_at=world.now + timedelta(seconds=20)) == [ANSWER]


def test_a_stale_button_changes_nothing_and_says_so_once(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    assert dee.taps("4 - good") is ANSWER
    dee.hears()
    assert dee.taps("2 - hard", back=1) is InboxOutcome.STALE
    assert dee.taps("2 - hard", back=1) is InboxOutcome.STALE
    assert dee.hears() == [
        "That question is over, so nothing has changed. If you want to add something, just write it."
    ]
    assert chats.waiting(dee) == ["next-step"]
    assert entries(chats) == [("mood", "4")]


def test_a_button_answers_only_its_own_question(chats: World) -> None:
    """A Yes from an earlier question must not become the Yes to this one."""
    dee = chats.mentee
    chats.at("Fri 18:00")
    dee.taps("2 - hard")
    dee.taps("Yes")  # hear from the mentor
    dee.says("call the clinic")  # now: may I tell Terry?
    assert chats.waiting(dee) == ["share-step"]
    assert dee.taps("Yes", back=2) is InboxOutcome.STALE
    assert chats.waiting(dee) == ["share-step"]


def test_done_answers_how_did_it_go(world: World) -> None:
    dee = world.mentee
    dee.says("STEP call the clinic")
    world.at("Fri 18:00")
    dee.says("4")
    assert world.waiting(dee) == ["step-went"]
    assert dee.says("done") == [ANSWER]
    dee.says("skip")
    assert [row.state for row in world.rows(t.Step)] == ["done"]


def test_done_is_a_command_everywhere_else(world: World) -> None:
    dee = world.mentee
    dee.says("STEP call the clinic")
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("done") == [COMMAND]
    [said] = dee.hears()
    assert "call the clinic" in said
    assert "How was your week" in said
    assert world.waiting(dee) == ["mood"]


@pytest.mark.parametrize(
    "words", ["quit drinking", "done with probation papers", "stop smoking at work", "end of month budget"]
)
def test_words_like_keywords_are_answers_to_a_free_text_question(world: World, words: str) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.says("4")
    assert dee.says(words) == [ANSWER]
    assert ("next-step", words) in entries(world)
    assert dee.standing == "active"


def test_words_for_the_mentor_are_relayed_and_the_question_stays_open(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    dee.says("4")
    dee.hears()
    assert dee.says("tell Terry I'm late") == [FOR_A_PERSON]
    assert terry.hears() == ["Dee: I'm late"]
    [said] = dee.hears()
    assert said.startswith("Passed on to Terry.")
    assert "one small step" in said
    assert world.waiting(dee) == ["next-step"]
    assert dee.says("call the clinic") == [ANSWER]
    assert entries(world)[-1] == ("next-step", "call the clinic")


def test_words_for_somebody_who_is_not_the_mentor_are_no_relay(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    assert dee.says("tell Bob I'm late") == [FOR_A_PERSON]
    assert terry.hears() == []


def test_step_during_a_check_in_and_then_the_check_in_is_taken_up_again(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("STEP") == [COMMAND]
    assert world.waiting(dee) == ["goal", "mood"]
    dee.says("a place of my own")
    dee.says("2")
    dee.says("no")
    dee.says("call the housing office")
    dee.hears()
    assert dee.says("yes") == [ANSWER]
    [said] = dee.hears()
    assert said.startswith('Good: "call the housing office".')
    assert "How was your week" in said, "the interrupted question is put again in the same message"
    assert world.waiting(dee) == ["mood"]
    assert dee.says("4") == [ANSWER]
    assert entries(world) == [("mood", "4")]


def test_an_interrupted_question_is_taken_up_again_when_the_newer_one_stays_unclear(world: World) -> None:
    dee = world.mentee
    dee.says("a goal", "hello")
    world.at("Fri 18:00")
    dee.says("STEP")
    dee.says("a place of my own")
    assert world.waiting(dee) == ["horizon", "mood"]
    dee.says("dunno")
    dee.hears()
    dee.says("dunno")
    [said] = dee.hears()
    assert "How was your week" in said
    assert world.waiting(dee) == ["mood"]


def test_an_interrupted_question_is_not_reminded_of_while_a_newer_one_waits(world: World) -> None:
    """Else the reminder would show one question, and the reply would answer another."""
    dee = world.mentee
    world.at("Fri 18:00")
    world.passes(hours=3)
    dee.says("STEP")
    dee.hears()
    world.passes(days=2, hours=3, minutes=1)
    for said in dee.hears():
        assert "How was your week" not in said
    world.passes(days=5)
    assert world.waiting(dee) == [] or world.waiting(dee) == ["mood"]
    texts = [text for text in dee.hears() if "How was your week" in text]
    assert len(texts) <= 1, "only next week's own check-in asks again"


def test_results_are_applied_to_the_state_as_it_is_now(world: World) -> None:
    """The check-in began with the step open; DONE came in between, and stays."""
    dee = world.mentee
    dee.says("STEP call the clinic")
    world.at("Fri 18:00")
    assert dee.says("DONE") == [COMMAND]
    dee.says("4")
    assert world.waiting(dee) == ["step-went"]
    dee.says("not yet")
    dee.says("skip")
    assert [row.state for row in world.rows(t.Step)] == ["done"]


def test_a_new_step_set_in_between_is_not_closed_by_the_old_ones_answer(world: World) -> None:
    dee = world.mentee
    dee.says("STEP call the clinic")
    world.at("Fri 18:00")
    dee.says("4")
    dee.says("STEP walk to the lake")
    assert world.waiting(dee) == ["step-went"]
    dee.says("done")  # to: how did "call the clinic" go?
    dee.says("skip")
    assert [row.state for row in world.rows(t.Step)] == ["replaced", "open"]


def test_every_answer_stands_in_the_record_as_it_arrives(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.says("2 been rough")
    assert entries(world) == [("mood", "2 (2 been rough)")]
    dee.says("no")
    assert entries(world) == [("mood", "2 (2 been rough)"), ("contact", "No")]
    world.passes(days=5)
    page = world.record_of(dee, "check_in")
    assert page.row.outcome == "no_reply"
    assert [label for label, _ in page_entries(page)] == ["mood", "contact"], "what was said is kept"


def test_unclear_twice_goes_to_a_person(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("bananas") == [ANSWER]
    [again] = dee.hears()
    assert again.startswith("Sorry, I didn't catch that.")
    assert dee.says("bananas") == [ANSWER]
    assert "Robin" in dee.hears()[0]
    assert world.record_of(dee, "check_in").row.outcome == "finished"
    assert [row.needs_person for row in world.rows(t.Inbox)][-1]


def test_something_else_than_an_answer_is_for_a_person_and_the_question_stays(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("do you know when the library opens") == [FOR_A_PERSON]
    [said] = dee.hears()
    assert said.startswith("Thanks. That's one for Robin")
    assert "How was your week" in said
    assert dee.says("4") == [ANSWER]


def test_a_photo_during_a_check_in_leaves_the_question_open(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    assert dee.sends(InboundKind.PHOTO) is FOR_A_PERSON
    [said] = dee.hears()
    assert "photos" in said
    assert "How was your week" in said
    assert dee.says("4") == [ANSWER]


def test_a_question_that_failed_lets_its_conversation_go(world: World) -> None:
    dee = world.mentee
    world.wire().fates.append(Refused("No such number.", "21211"))
    world.at("Fri 18:00")
    assert world.waiting(dee) == []
    assert world.record_of(dee, "check_in").row.outcome == "not_sent"
    assert ("not-delivered", "") in entries(world)
    world.passes(days=7)
    assert world.waiting(dee) == ["mood"], "next week asks again"


def test_silence_after_an_answer_half_way_is_one_reminder_then_no_reply(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    dee.hears()
    world.at("Sun 18:00")
    [reminder] = dee.hears()
    assert reminder.startswith("No rush.")
    world.at("Tue 18:00")
    assert world.record_of(dee, "check_in").row.outcome == "no_reply"
    assert dee.hears() == []
    [nudge] = terry.hears()
    assert "hasn't answered" in nudge
    world.passes(days=2)
    assert dee.hears() == []
    assert [row.state for row in world.rows(t.Conversation) if row.name == "check_in"] == [Status.NO_REPLY]


def test_step_typed_while_its_own_question_waits_asks_once(world: World) -> None:
    dee = world.mentee
    for text in ("GOAL a place of my own", "long term", "no"):
        dee.says(text)
    world.at("Mon 18:05")  # the mid-week prompt has asked for a step
    assert world.waiting(dee) == ["step"]
    dee.says("STEP")
    assert world.waiting(dee) == ["step"]
    dee.says("call the clinic")
    dee.hears()
    dee.says("yes")
    assert world.waiting(dee) == []
    assert [page.row.outcome for page in world.records_of(dee, "small_step")][-2:] == ["replaced", "finished"]


def test_a_prompt_does_not_talk_over_a_fresh_question(world: World) -> None:
    dee = world.mentee
    dee.says("GOAL a place of my own")
    world.at("Fri 17:00")
    dee.says("STEP")
    dee.hears()
    world.at("Fri 18:00")
    assert dee.hears() == []
    assert list(world.occurrences(dee, PlanKind.CHECK_IN).values())[-1] == "talking"
    assert world.waiting(dee) == ["step"]


@pytest.mark.parametrize("said", ["GOALS", "DONE", "GOAL a place of my own", "resources housing", "RECORD"])
def test_a_command_before_a_question_has_left_does_not_ask_it_twice(world: World, said: str) -> None:
    """The check-in is due, and its provider takes nothing just now; meanwhile they text a command."""
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("No connection.", retry_after=120)]
    world.at("Fri 18:00")
    assert dee.hears() == []
    world.receive(dee.inbound(said), deliver=False)
    world.passes(minutes=10)
    heard = dee.hears()
    assert len(heard) == 2, "the question, and the answer to the command"
    assert sum("How was your week" in text for text in heard) == 1
    assert world.waiting(dee) == ["mood"]
    assert dee.says("4") == [ANSWER]


def test_a_reminder_that_waits_for_the_morning_is_not_given_beside_a_command(world: World) -> None:
    dee = world.mentee
    world.at("Tue 22:30")
    dee.says("STEP")
    world.at("Thu 22:35")
    dee.hears()
    assert dee.says("PROMISE", "GOALS") == [COMMAND, COMMAND]
    assert dee.says("skip") == [ANSWER]
    asked = sum("small step" in text for text in dee.hears())
    world.at("08:30")
    assert asked + sum("small step" in text for text in dee.hears()) == 1


@pytest.mark.parametrize("name", ["Will", "Hope", "Mark Stone"])
def test_a_mentor_whose_name_is_a_word(world: World, name: str) -> None:
    dee, first = world.mentee, name.split(maxsplit=1)[0]
    world.effects(fx.SetName(world.mentor.id, name))
    world.at("Fri 18:00")
    dee.says("4")
    assert world.waiting(dee) == ["next-step"]
    world.mentor.hears()
    assert dee.says(f"tell {name} I'm late") == [FOR_A_PERSON]
    assert len(world.mentor.hears()) == 1
    assert dee.says(f"{first.lower()} the calendar and call the clinic") == [ANSWER]
    assert world.mentor.hears() == []
    assert entries(world)[-1] == ("next-step", f"{first.lower()} the calendar and call the clinic")


def test_an_answer_to_will_that_says_will_goes_back_to_will(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetName(world.mentor.id, "Will"))
    dee.says("MENTOR can we meet wednesday")
    world.mentor.says("wednesday at 6?")
    world.mentor.hears()
    assert dee.says("I will be there") == [FOR_A_PERSON]
    assert world.mentor.hears() == ["Dee: I will be there"]
    assert dee.says("I think Will is angry with me") == [FOR_A_PERSON]
    assert world.mentor.hears() == [], "words about somebody never go to them"
