"""Numbers that may have changed hands are asked about; a phrase that was agreed on links a new one."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, update
from sqlmodel import col

from channels.port import InboundKind
from conversations import account_words, control, numbers
from handlers.desk import addresses, people
from handlers.desk import phrase as agreed_phrase
from handlers.desk.staff import StaffError
from handlers.desk.staff import reply as staff_reply
from records import tables as t
from records.kinds import InboxOutcome, PlanKind, Stage, Standing
from records.reading import View
from records.reading_today import quiet_people
from tests.world.world import Phone, World, page_entries

STAFF = "robin-account"


def line(world: World, wording: str, **names: str) -> str:
    """A line as it arrives."""
    return world.house.wording.render(world.place.language, wording, **names)


def silent(world: World, phone: Phone, days: int = 120) -> None:
    """Nothing has been heard from somebody for so long."""
    long_ago = world.now - timedelta(days=days)
    row = col(t.Address.person_id) == phone.id
    world.change(
        lambda c: c.execute(update(t.Address).where(row).values(last_heard_at=long_ago, since=long_ago))
    )
    phone.hears()


def why_quiet(world: World) -> dict[str, str]:
    """Who is quiet, as Today says it, and why."""
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        return {row.name: row.why for row in quiet_people(view)}


# --- is this still you? ---------------------------------------------------------------------------


def test_a_silent_number_is_asked_instead_of_prompted(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    (asked,) = dee.hears()
    assert asked == line(world, numbers.STILL_YOU)
    assert not [word for word in ("Lakeside", dee.name, world.mentor.name) if word in asked]
    assert list(world.occurrences(dee, PlanKind.CHECK_IN).values()) == ["still_you"]
    dee.says(world.place.yes)
    assert dee.hears() == [line(world, numbers.STILL_YOU_THANKS)]
    assert ("still-theirs", "") in page_entries(world.record_of(dee))
    world.at("Fri 18:00")
    assert world.waiting(dee) == ["mood"], "and the next check-in comes by itself"
    assert why_quiet(world) == {}


def test_a_number_heard_from_lately_is_not_asked(world: World) -> None:
    dee = world.mentee
    silent(world, dee, days=110)
    world.at("Fri 18:00")
    assert "How was your week" in dee.hears()[-1]


def test_silence_is_left_alone_and_stands_in_today(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.passes(weeks=5)
    assert dee.hears() == [line(world, numbers.STILL_YOU)], "asked once; nothing else goes there"
    assert why_quiet(world)["Dee"] == "still_you"
    assert set(world.occurrences(dee, PlanKind.CHECK_IN).values()) == {"still_you"}


def test_no_ends_the_messages_as_a_wrong_number_does(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.hears()
    dee.says("NO")
    assert dee.hears() == [line(world, control.WRONG_NUMBER, programme="Lakeside")]
    assert dee.standing is Standing.STOPPED
    assert ("wrong-person", "") in page_entries(world.record_of(dee))
    world.passes(weeks=2)
    assert dee.hears() == []


@pytest.mark.parametrize("text", ["wrong person", "no, not me", "it's not me"])
def test_other_words_for_no(world: World, text: str) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.says(text)
    assert dee.standing is Standing.STOPPED


@pytest.mark.parametrize("text", ["yes it's me", "still me", "START", "yeah"])
def test_other_words_for_yes(world: World, text: str) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.hears()
    dee.says(text)
    assert dee.hears() == [line(world, numbers.STILL_YOU_THANKS)]


def test_a_yes_that_the_carrier_takes_for_start_is_a_yes(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.hears()
    dee.says("YES", opt_out="START")
    assert dee.hears() == [line(world, numbers.STILL_YOU_THANKS)]


def test_anything_else_is_kept_for_a_person_and_shows_nothing(world: World) -> None:
    dee = world.mentee
    dee.says("GOAL a place of my own")
    silent(world, dee)
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("GOALS") == [InboxOutcome.FOR_A_PERSON], "whoever it is does not get the plan"
    assert dee.hears() == [line(world, numbers.STILL_YOU_AGAIN)]
    dee.says("hey there")
    dee.sends(InboundKind.PHOTO)
    assert dee.hears() == [], "once a day"
    assert [row.needs_person for row in world.rows(t.Inbox)][-3:] == [True, True, True]
    dee.says("yes")
    dee.says("GOALS")
    assert "a place of my own" in dee.hears()[-1]


def test_a_crisis_is_answered_before_anything_else(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says("i want to kill myself") == [InboxOutcome.SAFETY]
    assert "988" in dee.hears()[0]


def test_stop_and_help_work_as_ever(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.hears()
    dee.says("HELP")
    assert "STOP ends the messages" in dee.hears()[0]
    dee.says("STOP")
    assert dee.standing is Standing.STOPPED


def test_a_nudge_does_not_go_to_a_silent_number_either(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    silent(world, terry)
    world.at("Fri 18:00")
    dee.says("4")
    dee.says("skip")
    assert terry.hears() == [line(world, numbers.STILL_YOU)]
    assert [row.reason for row in world.outbox(terry, state="withheld")] == ["still_you"]
    terry.says("yes")
    assert terry.hears() == [line(world, numbers.STILL_YOU_THANKS)]


def test_nobodys_words_are_passed_on_to_a_number_in_doubt(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    silent(world, terry)
    world.at("Fri 18:00")
    dee.says("4")
    dee.says("skip")
    terry.says("hello?")
    terry.hears()
    dee.hears()
    dee.says("MENTOR I am at the clinic")
    assert terry.hears() == [], "though they are awake and wrote just now"
    assert "That's one for Robin" in dee.hears()[-1], "and nobody is told that it was passed on"
    terry.says("yes")
    terry.hears()
    dee.says("MENTOR I am home")
    assert terry.hears() == ["Dee: I am home"]


def test_who_starts_again_after_a_no_needs_no_second_question(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    dee.says("wrong person")
    dee.says("START")
    assert dee.standing is Standing.ACTIVE
    dee.hears()
    world.at("Fri 18:00")
    assert "How was your week" in dee.hears()[-1]


def test_what_staff_write_waits_for_the_answer_too(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.change(
        lambda c: staff_reply(
            c,
            world.house.sealer,
            world.now,
            staff_id=STAFF,
            staff_name="Robin",
            person_id=dee.id,
            text="About your hearing on Tuesday.",
        )
    )
    world.deliver()
    assert dee.hears() == [line(world, numbers.STILL_YOU)]


def test_coming_back_from_custody_after_months_begins_with_the_question(world: World) -> None:
    dee = world.mentee
    stage(world, Stage.CUSTODY)
    silent(world, dee, days=200)
    stage(world, Stage.TRANSITION)
    world.deliver()
    assert dee.hears() == [line(world, numbers.STILL_YOU)]
    dee.says("yes")
    world.at("Fri 18:00")
    assert world.waiting(dee) == ["mood"]


def stage(world: World, to: Stage) -> None:
    """A coordinator says where the mentee is."""
    person_id = world.mentee.id
    world.change(
        lambda c: people.set_stage(
            c, world.house.tools, world.now, staff_id=STAFF, person_id=person_id, stage=to
        )
    )


def test_a_coordinator_may_settle_it(world: World) -> None:
    dee = world.mentee
    silent(world, dee)
    world.at("Fri 18:00")
    address = dee.case.person.addresses[0]
    assert address.asked_at is not None
    world.change(
        lambda c: addresses.confirm_theirs(
            c, world.house.tools, world.now, staff_id=STAFF, person_id=dee.id, address_id=address.id
        )
    )
    dee.hears()
    world.at("Fri 18:00")
    assert "How was your week" in dee.hears()[-1]


def test_a_chat_does_not_change_hands(chats: World) -> None:
    dee = chats.mentee
    silent(chats, dee, days=300)
    chats.at("Fri 18:00")
    assert "How was your week" in dee.hears()[-1]


def test_the_question_waits_for_morning(make_world: Callable[..., World]) -> None:
    world = make_world(start=datetime(2026, 1, 5, 10))
    terry, dee = world.mentor, world.mentee
    silent(world, terry)
    world.at("Fri 18:00")
    world.at("Fri 21:30")
    dee.says("4")
    dee.says("skip")
    assert terry.hears() == []
    world.at("Sat 08:00")
    assert terry.hears() == [line(world, numbers.STILL_YOU)]


# --- an agreed phrase -----------------------------------------------------------------------------

PHRASE = "Seven green bicycles, please"


def agree(world: World, phrase: str = PHRASE, phone: Phone | None = None) -> None:
    """A coordinator and somebody agree on a phrase."""
    person_id = (phone or world.mentee).id
    world.change(
        lambda c: agreed_phrase.set_phrase(
            c, world.house.tools, world.now, staff_id=STAFF, person_id=person_id, phrase=phrase
        )
    )


def kept(world: World) -> list[str]:
    """Every phrase that is kept."""
    return [row.phrase for row in world.rows(t.Person) if row.phrase is not None]


@pytest.mark.found("J10")
def test_the_phrase_links_a_new_number(world: World) -> None:
    dee, new = world.mentee, world.stranger()
    person_id = dee.id
    agree(world)
    assert new.says("seven green bicycles please!") == [InboxOutcome.CONSENT]
    assert new.hears() == [line(world, numbers.NUMBER_LINKED)]
    assert new.id == person_id
    assert [one.value for one in new.case.person.addresses] == [new.address], (
        "the old one is theirs no longer"
    )
    assert ("number-linked", "") in page_entries(world.record_of(new))
    assert [(row.kind, row.person_id) for row in world.rows(t.Request)] == [("number", person_id)]
    world.at("Fri 18:00")
    assert new.unheard == 1
    assert dee.hears() == [line(world, account_words.NUMBER_MOVED)], "one line that names nobody, and no more"
    assert dee.says("hello?") == [InboxOutcome.STRANGER], "whoever has it now"


@pytest.mark.found("J10")
@pytest.mark.parametrize("standing", ["stopped", "custody"])
def test_who_gets_no_messages_hears_nothing_of_a_new_number_either(world: World, standing: str) -> None:
    dee, new = world.mentee, world.stranger()
    agree(world)
    world.change(
        lambda c: c.execute(update(t.Person).where(col(t.Person.id) == dee.id).values(standing=standing))
    )
    new.says(PHRASE)
    world.at("Fri 18:00")
    assert dee.hears() == []


@pytest.mark.found("J10")
def test_a_takeover_at_night_is_told_in_the_morning(world: World) -> None:
    dee, new = world.mentee, world.stranger()
    agree(world)
    world.at("Tue 23:30")
    new.says(PHRASE)
    assert dee.hears() == []
    world.at("Wed 08:30")
    assert dee.hears() == [line(world, account_words.NUMBER_MOVED)]
    assert dee.says("that was not me") == [InboxOutcome.STRANGER], "and a person looks"


def test_the_phrase_is_kept_as_a_hash_and_good_for_one_number(world: World) -> None:
    agree(world)
    (stored,) = kept(world)
    assert len(stored) == 64
    assert "green" not in stored
    new, another = world.stranger(), world.phone("another", 78)
    new.says(PHRASE)
    assert kept(world) == []
    assert new.case.heard[0].text == "", "and the words are not kept"
    assert another.says(PHRASE) == [InboxOutcome.STRANGER]


def test_a_question_that_waited_is_not_shown_on_the_new_number(world: World) -> None:
    agree(world)
    world.at("Fri 18:00")
    new = world.stranger()
    new.says(PHRASE)
    assert new.hears() == [line(world, numbers.NUMBER_LINKED)]
    assert world.waiting(new) == []


@pytest.mark.parametrize(
    "guess", ["seven green bicycles", "seven green bicycles please now", "BLUE", "phrase?"]
)
def test_a_wrong_guess_reveals_nothing(world: World, guess: str) -> None:
    agree(world)
    new, other = world.stranger(), world.phone("other", 78)
    assert new.says(guess) == other.says("hello") == [InboxOutcome.STRANGER]
    assert new.hears() == other.hears()
    assert len(kept(world)) == 1


def test_guessing_is_limited_to_five_a_day(world: World) -> None:
    agree(world)
    new = world.stranger()
    for number in range(5):
        new.says(f"seven green bicycles number {number}")
    assert new.says(PHRASE) == [InboxOutcome.STRANGER]
    world.passes(hours=25)
    assert new.says(PHRASE) == [InboxOutcome.CONSENT]


def test_a_stop_holds_on_the_new_number(world: World) -> None:
    agree(world)
    world.mentee.says("STOP")
    new = world.stranger()
    new.says(PHRASE)
    assert new.standing is Standing.STOPPED
    assert new.hears() == []
    assert [row.kind for row in world.rows(t.Request)] == ["number"]


def test_in_custody_a_phrase_links_nothing(world: World) -> None:
    agree(world)
    stage(world, Stage.CUSTODY)
    assert world.stranger().says(PHRASE) == [InboxOutcome.STRANGER]


def test_somebody_known_here_takes_nobodys_place(world: World) -> None:
    agree(world)
    world.mentor.says(PHRASE)
    assert world.mentee.case.person.addresses[0].value == world.mentee.address
    assert len(kept(world)) == 1


@pytest.mark.parametrize("phrase", ["blue sky", "a b c", "twelveletters", "i want to kill myself", "x" * 81])
def test_a_phrase_that_will_not_do(world: World, phrase: str) -> None:
    with pytest.raises(StaffError, match=r"three words|raise an alarm"):
        agree(world, phrase)
    assert kept(world) == []


def test_never_for_staff(world: World) -> None:
    with pytest.raises(StaffError, match="Staff change their number"):
        agree(world, PHRASE, world.coordinator)
    agree(world)
    account = {"id": "s1", "programme_id": world.programme_id, "person_id": world.mentee.id, "login": "dee"}
    more = {"password_hash": "", "role": "coordinator", "second_factor": b"", "active": True}
    world.change(lambda c: c.execute(insert(t.Staff).values(**account, **more, created_at=world.now)))
    assert world.stranger().says(PHRASE) == [InboxOutcome.STRANGER], "nor for who has become staff since"


def test_a_phrase_is_one_persons_and_can_be_taken_away(world: World) -> None:
    agree(world)
    with pytest.raises(StaffError, match="another phrase"):
        agree(world, "seven GREEN bicycles please", world.mentor)
    agree(world, "")
    assert kept(world) == []


def test_beside_a_chat_the_phrase_retires_no_chat(world: World) -> None:
    agree(world)
    old = world.mentee.case.person.addresses[0].id
    row = col(t.Address.id) == old
    world.change(lambda c: c.execute(update(t.Address).where(row).values(channel="telegram")))
    new = world.stranger()
    new.says(PHRASE)
    assert {one.channel.value for one in new.case.person.addresses} == {"sms", "telegram"}
