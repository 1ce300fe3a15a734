"""What "passed on" promises: all of it, in order, by when; and who was told so hears when it was not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert

from channels.port import Blame, PersonStopped, ReceiptState, Refused
from console import words as desk_words
from conversations import keywords
from conversations.splitting import TELEGRAM_UNITS, TWILIO_UNITS, units
from handlers.access.accounts import create_staff
from handlers.desk import staff
from handlers.desk.people import set_stage
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Stage, Standing
from tests.world.world import World, page_entries

NOT = "may not have arrived"


def account(world: World, person_id: str | None = None) -> str:
    """An account of a coordinator."""
    return world.change(
        lambda c: create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name="Robin",
            login="robin",
            password_hash="x",
            person_id=person_id,
        )
    )


def moves(world: World, stage: Stage) -> None:
    """The mentee is somewhere else on the way home from now on."""
    world.change(
        lambda c: set_stage(
            c, world.house.tools, world.now, staff_id="staff", person_id=world.mentee.id, stage=stage
        )
    )
    world.deliver()


def long_words(length: int) -> str:
    return " ".join(f"word{number}" for number in range(length))[:length].rsplit(" ", 1)[0]


# --- long ----------------------------------------------------------------------------------------


@pytest.mark.found("E1")
@pytest.mark.parametrize(("channel", "limit"), [("telegram", TELEGRAM_UNITS), ("sms", TWILIO_UNITS)])
@pytest.mark.parametrize("length", [3000, 9000])
def test_long_words_reach_the_mentor_in_order(
    make_world: Callable[..., World], channel: str, limit: int, length: int
) -> None:
    world = make_world(channel=channel)
    dee, terry = world.mentee, world.mentor
    terry.hears()
    words = long_words(length)
    dee.says(f"MENTOR {words}")
    heard = terry.hears()
    assert all(units(text) <= limit for text in heard)
    assert all(text.startswith("Dee: ") for text in heard), "each says whose words they are"
    assert " ".join(text.removeprefix("Dee: ") for text in heard) == words
    assert "Passed on" in dee.hears()[-1]


@pytest.mark.found("E1")
def test_an_answer_of_emoji_goes_back_whole(chats: World) -> None:
    dee, terry = chats.mentee, chats.mentor
    dee.says("MENTOR are you there")
    terry.hears()
    dee.hears()
    terry.says("🚲" * 5000)
    heard = dee.hears()
    assert "".join(text.removeprefix("Terry: ") for text in heard) == "🚲" * 5000
    assert all(units(text) <= TELEGRAM_UNITS for text in heard)


@pytest.mark.found("E1")
def test_a_question_after_long_words_stands_on_the_last_piece(chats: World) -> None:
    chats.effects(fx.SetName(chats.mentee.id, "D" * 5000))
    chats.at("Fri 18:00")
    heard = [one for one in chats.mentee.inbox if one.text.endswith("D" * 20) or one.buttons][-1]
    assert heard.buttons
    assert chats.waiting(chats.mentee) == ["mood"]
    assert chats.mentee.says("4")


@pytest.mark.found("E1")
def test_a_reply_by_staff_is_cut_as_well(world: World) -> None:
    dee = world.mentee
    dee.hears()
    world.change(
        lambda c: staff.reply(
            c,
            world.house.sealer,
            world.now,
            staff_id="staff",
            staff_name="R" * 1500,
            person_id=dee.id,
            text="word " * 110,
        )
    )
    world.deliver()
    heard = dee.hears()
    assert len(heard) == 2
    assert all(units(text) <= TWILIO_UNITS for text in heard)


# --- did not arrive -------------------------------------------------------------------------------


@pytest.mark.found("E2")
@pytest.mark.parametrize("code", ["30003", "30005", "30006", "30007"])
def test_who_was_told_passed_on_is_told_when_a_receipt_says_no(world: World, code: str) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("MENTOR are you there")
    dee.hears()
    row = world.outbox(terry)[-1]
    world.receipt(row.id, ReceiptState.FAILED, code=code)
    [told] = dee.hears()
    assert told.startswith("Your last message to Terry")
    assert NOT in told
    page = world.record_of(dee)
    assert "sender-told" in [label for label, _ in page_entries(page)]
    world.receipt(row.id, ReceiptState.FAILED, code=code)
    world.passes(hours=5)
    assert dee.hears() == [], "once"


@pytest.mark.found("E2")
def test_a_mentor_is_told_as_well(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("MENTOR are you there")
    terry.hears()
    world.wire().fates_at[dee.address] = [None, Refused("No.", "21211", Blame.ADDRESS)]
    dee.says("GOAL sleep")  # takes the first
    terry.says("here now")
    assert any("Your last message to Dee" in text for text in terry.hears())


@pytest.mark.found("E2")
def test_in_three_languages(make_world: Callable[..., World]) -> None:
    for language, words in (("es", "Puede que tu mensaje"), ("en-GB", "Your last message to Terry")):
        world = make_world(language)
        world.wire().fates_at[world.mentor.address] = [Refused("No.", "21211", Blame.ADDRESS)]
        world.mentee.says("MENTOR hola")
        assert any(text.startswith(words) for text in world.mentee.hears())


@pytest.mark.found("E2")
def test_words_that_wait_for_somebody_who_stops_meanwhile_are_told_of(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Mon 23:49")
    dee.says("MENTOR im not ok tonight can u call")
    dee.hears()
    terry.says("STOP")
    world.at("Tue 09:00")
    assert [text for text in dee.hears() if NOT in text]
    assert world.record_of(dee, "message").row.outcome == "not_arrived"


@pytest.mark.found("E2")
def test_several_pieces_that_fail_are_told_of_once(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.wire().fates_at[terry.address] = [Refused("No.", "30007")] * 5
    dee.says(f"MENTOR {long_words(5000)}")
    assert len([text for text in dee.hears() if NOT in text]) == 1


@pytest.mark.found("E2")
def test_a_nudge_or_a_check_in_that_fails_is_nobodys_message(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.wire().fates_at[terry.address] = [Refused("No.", "30007")] * 5
    world.at("Fri 18:00")
    for answer in ("4", "1", "skip", "skip"):
        dee.says(answer)
    world.passes(hours=2)
    assert not [text for text in dee.hears() if NOT in text]


@pytest.mark.found("E2")
def test_somebody_who_has_stopped_is_told_nothing(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("MENTOR are you there")
    dee.hears()
    row = world.outbox(terry)[-1]
    world.effects(fx.SetStanding(dee.id, Standing.STOPPED))
    world.receipt(row.id, ReceiptState.FAILED, code="30003")
    assert dee.hears() == []


def test_a_mentor_who_has_blocked_us_is_told_of_and_set_apart(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.wire().fates_at[terry.address] = [PersonStopped("No.", "21610", Blame.PERSON)]
    dee.says("MENTOR are you there")
    assert [text for text in dee.hears() if NOT in text]
    assert terry.standing is Standing.STOPPED


# --- at night -------------------------------------------------------------------------------------


@pytest.mark.found("E3")
@pytest.mark.parametrize(
    ("language", "when", "says"),
    [
        ("en-US", "8 AM", ("988", "911")),
        ("en-GB", "8am", ("116 123", "999")),
        ("es", "8:00", ("988", "911")),
    ],
)
def test_at_night_it_says_when_it_will_arrive_and_who_is_there_now(
    make_world: Callable[..., World], language: str, when: str, says: tuple[str, ...]
) -> None:
    world = make_world(language)
    dee, terry = world.mentee, world.mentor
    world.at("Mon 23:49")
    terry.hears()
    dee.hears()
    dee.says("MENTOR im not ok tonight can u call")
    [told] = dee.hears()
    assert when.lower().replace(" ", "") in told.lower().replace(" ", "")
    assert all(number in told for number in says)
    assert terry.hears() == []
    world.at("Tue 07:59")
    assert terry.hears() == []
    world.at("Tue 08:01")
    assert len([text for text in terry.hears() if "im not ok tonight" in text]) == 1


@pytest.mark.found("E3")
def test_by_day_or_to_somebody_who_is_up_it_is_passed_on_at_once(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.hears()
    dee.says("MENTOR hello")
    assert dee.hears() == ["Passed on to Terry. A reply will come here."]
    world.at("Mon 23:40")
    terry.says("GOAL sleep more")
    dee.hears()
    dee.says("MENTOR are you up")
    assert dee.hears() == ["Passed on to Terry. A reply will come here."]


@pytest.mark.found("E3")
def test_the_answer_goes_back_though_our_word_about_the_night_stood_between(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Mon 23:49")
    dee.says("MENTOR are you up")
    world.at("Tue 08:30")
    terry.hears()
    terry.says("i am now")
    assert any("i am now" in text for text in dee.hears())
    dee.says("nice talk later")
    assert any("nice talk later" in text for text in terry.hears())


@pytest.mark.found("E3")
def test_only_a_rota_says_that_somebody_is_on(world: World) -> None:
    dee = world.mentee
    world.at("Mon 23:49")
    dee.hears()
    dee.says("MENTOR are you up")
    assert "Robin" not in dee.hears()[0], "without a rota nobody knows who is there"
    world.at("Tue 12:00")
    on_duty = account(world, world.coordinator.id)
    always = {"programme_id": world.programme_id, "staff_id": on_duty, "start": "00:00", "end": "24:00"}
    week = [{"id": f"turn-{day}", "weekday": day, **always} for day in range(7)]
    world.change(lambda c: c.execute(insert(t.Rota), week))
    world.at("Tue 23:49")
    dee.hears()
    dee.says("MENTOR are you up")
    [told] = dee.hears()
    assert "Robin is on: text PERSON" in told
    assert dee.says("PERSON") == [InboxOutcome.FOR_A_PERSON]
    assert world.rows(t.Inbox)[-1].needs_person, "what we offer is understood"


@pytest.mark.parametrize(("language", "word"), [("en-US", "PERSON"), ("en-GB", "person"), ("es", "PERSONA")])
def test_the_word_that_is_offered_asks_for_a_person(language: str, word: str) -> None:
    read = keywords.read(word, language)
    assert read is not None
    assert read.kind is keywords.Command.PERSON


# --- the log --------------------------------------------------------------------------------------


@pytest.mark.found("E4")
def test_prompts_that_are_held_when_custody_ends_are_not_logged_as_told(world: World) -> None:
    dee = world.mentee
    dee.says("i want to kill myself")
    moves(world, Stage.CUSTODY)
    world.passes(days=3)
    dee.hears()
    moves(world, Stage.COMMUNITY)
    assert dee.hears() == []
    row = world.rows(t.MeetingRecord)[-1]
    assert row.outcome == "not_sent"
    assert "not-sent" in [label for label, _ in page_entries(world.record_of(dee, "message"))]
    assert desk_words.OUTCOMES[row.outcome] == "Not sent"
    assert "held" in desk_words.went_wrong("withheld", world.outbox(dee)[-1].reason)


@pytest.mark.found("E4")
def test_what_was_told_when_custody_ended_is_logged_as_told(world: World) -> None:
    dee = world.mentee
    for stage in (Stage.CUSTODY, Stage.COMMUNITY):
        moves(world, stage)
    assert any("good to be back in touch" in text for text in dee.hears())
    assert world.rows(t.MeetingRecord)[-1].outcome == "back"


# --- nothing reaches them -------------------------------------------------------------------------


def requests_of(world: World) -> list[str]:
    return [row.kind for row in world.rows(t.Request) if row.person_id == world.mentee.id]


def test_a_number_that_is_none_stands_before_a_person_once(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [Refused("No such number.", "21211", Blame.ADDRESS)] * 9
    world.at("Fri 18:00")
    assert requests_of(world) == ["unreachable"]
    world.at("Fri 18:00")
    world.passes(days=8)
    assert requests_of(world) == ["unreachable"]
    assert "find another way" in desk_words.REQUESTS["unreachable"]


def test_a_phone_that_was_off_once_does_not_and_twice_in_a_row_does(world: World) -> None:
    dee = world.mentee
    dee.says("GOAL a place of my own")
    world.receipt(world.outbox(dee)[-1].id, ReceiptState.FAILED, code="30003")
    assert requests_of(world) == []
    dee.says("GOAL sleep more")
    world.receipt(world.outbox(dee)[-1].id, ReceiptState.DELIVERED)
    dee.says("GOAL a bike")
    world.receipt(world.outbox(dee)[-1].id, ReceiptState.FAILED, code="30003")
    assert requests_of(world) == []
    world.clock.hold(world.now + timedelta(hours=1))
    dee.says("GOAL a job")
    world.receipt(world.outbox(dee)[-1].id, ReceiptState.FAILED, code="30003")
    assert requests_of(world) == ["unreachable"]
