"""Two people on one phone: told apart by a word, and neither sees what is the other's."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from bot.enrolling import enrol_and_invite
from channels.port import InboundKind
from conversations import numbers
from handlers.desk import addresses
from handlers.desk.staff import StaffError
from handlers.desk.staff import reply as staff_reply
from handlers.enrolling import enrol
from records import tables as t
from records.kinds import Channel, InboxOutcome, Standing
from tests.world.world import Phone, World, page_entries

STAFF = "robin-account"


class Sharer(Phone):
    """Somebody on a phone that others use, too: found by their word."""

    def __init__(self, phone: Phone, name: str, word: str) -> None:
        super().__init__(phone.world, name, phone.address, phone.channel)
        self.word = word

    @property
    def id(self) -> str:
        return next(row.person_id for row in self.world.rows(t.Address) if row.word == self.word)


@pytest.fixture
def shared(make_world: Callable[..., World]) -> World:
    """A world in which two people on one phone have joined, two hours later."""
    return make_world(prepare=begin_to_share)


def share(world: World) -> tuple[Sharer, Sharer]:
    """The mentee and Ana, whose word is RED, on one phone."""
    dee, ana = Sharer(world.mentee, "Dee", "BLUE"), Sharer(world.mentee, "Ana", "RED")
    dee.hears()
    return dee, ana


def begin_to_share(world: World) -> None:
    """The mentee shares her phone with Ana, who joins as well."""
    number = world.mentee.address
    give_word(world, world.mentee, "blue")
    ana = Sharer(world.mentee, "Ana", "RED")
    enrolled(world, f"Ana,mentee,sms,{number},,Friday 18:00,Robin,2025-12-01,signed form,red")
    for text in ("RED", f"RED {world.place.yes}", world.place.skip, world.place.day, world.place.skip):
        ana.says(text)
    world.passes(hours=2)


def enrolled(world: World, *lines: str) -> list[str]:
    """Enrol from a file; what was wrong with it."""
    head = "name,role,channel,number,mentor,check_in,consent_by,consent_on,consent_how,word"
    data = "\n".join([head, *lines]).encode()
    with world.house.read() as connection:
        checked = enrol.check_file(
            connection, world.house.sealer, world.now, world.programme_id, data, (Channel.SMS,)
        )
    if checked.problems:
        return [str(problem) for problem in checked.problems]
    world.change(lambda c: enrol_and_invite(c, world.house, world.programme_id, checked))
    world.deliver()
    return []


def give_word(world: World, phone: Phone, word: str) -> None:
    """A coordinator writes down somebody's word."""
    person = phone.case.person
    world.change(
        lambda c: addresses.set_word(
            c,
            world.house.tools,
            world.now,
            staff_id=STAFF,
            person_id=person.id,
            address_id=person.addresses[0].id,
            written=word,
        )
    )


def knock_for(world: World, word: str) -> str:
    """The neutral line for a word."""
    return world.house.wording.render(world.place.language, numbers.KNOCK, word=word)


def the_phone(world: World) -> str:
    """The person id of the phone itself."""
    return next(r.id for r in world.rows(t.Person) if r.id not in owners(world) and r.standing == "unknown")


def owners(world: World) -> set[str]:
    """Everybody with a word."""
    return {row.person_id for row in world.rows(t.Address) if row.word}


# --- who is writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["BLUE STEP call the clinic", "blue: STEP call the clinic", "“Blue” - STEP call the clinic"]
)
def test_a_text_that_begins_with_the_word_is_that_persons(shared: World, text: str) -> None:
    world = shared
    dee, ana = share(world)
    assert dee.says(text) == [InboxOutcome.COMMAND]
    assert dee.case.person.open_step is not None
    assert dee.case.person.open_step.text == "call the clinic"
    assert ana.case.person.open_step is None
    assert dee.case.heard[0].text == "STEP call the clinic", "without the word"


def test_the_phone_stays_theirs_for_half_an_hour(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("BLUE hi")
    world.passes(minutes=25)
    dee.says("STEP call the clinic")
    world.passes(minutes=25)
    dee.says("GOAL a place of my own")
    assert [goal.text for goal in dee.case.person.goals] == ["a place of my own"]
    world.passes(minutes=31)
    dee.hears()
    assert dee.says("GOAL a dog") == [InboxOutcome.STRANGER]
    assert len(dee.case.person.goals) == 1
    assert ana.case.person.goals == ()


def test_the_others_word_ends_the_turn_at_once(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("BLUE hi")
    ana.says("red STEP bake bread")
    ana.says("GOAL a dog")
    assert ana.case.person.open_step is not None
    assert [goal.text for goal in ana.case.person.goals] == ["a dog"]
    assert dee.case.person.goals == ()


def test_without_a_word_it_is_kept_beside_the_phone_and_asked_once_a_day(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    assert dee.says("can somebody call me about the bus") == [InboxOutcome.STRANGER]
    (asked,) = dee.hears()
    place = world.place
    emergency = "999" if dee.case.person.country == "GB" else "911"
    names = {"programme": "Lakeside", "emergency": emergency}
    assert asked == world.house.wording.render(place.language, numbers.WHICH_WORD, **names)
    assert not [name for name in ("Dee", "Ana", "BLUE", "RED", place.mentee) if name in asked]
    dee.says("hello?")
    assert dee.hears() == [], "once a day"
    world.passes(hours=25)
    dee.hears()
    dee.says("hello??")
    assert dee.hears() == [asked]
    waiting = [row for row in world.rows(t.Inbox) if row.person_id == the_phone(world) and row.needs_person]
    assert len(waiting) == 3
    for person in (dee, ana):
        assert all("bus" not in heard.text for heard in person.case.heard)


def test_a_picture_without_a_word_is_kept_too(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    assert dee.sends(InboundKind.PHOTO) is InboxOutcome.STRANGER
    assert dee.unheard == 1


def test_a_crisis_without_a_word_is_answered_at_once_and_says_whose_phone_it_is(shared: World) -> None:
    world = shared
    share(world)
    phone = world.mentee
    phone.hears()
    assert phone.says("i want to kill myself") == [InboxOutcome.SAFETY]
    assert "988" in phone.hears()[0]
    assert len(world.coordinator.hears()) == 1
    (flag,) = world.rows(t.Flag)
    assert flag.person_id == the_phone(world)
    (page,) = world.records_of(_Phone(world), "safety")
    assert [text for label, text in page_entries(page) if label == "may-be"] == ["Dee", "Ana"]


class _Phone(Phone):
    """The phone itself, as a person."""

    def __init__(self, world: World) -> None:
        super().__init__(world, "Shared phone", world.mentee.address, "sms")

    @property
    def id(self) -> str:
        return the_phone(self.world)


def test_a_crisis_with_a_word_is_that_persons(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    dee.says("BLUE i want to kill myself")
    assert "988" in dee.hears()[0], "at once, and before anything else"
    assert [row.person_id for row in world.rows(t.Flag)] == [dee.id]


def test_a_coordinator_says_whose_words_they_were_and_the_phone_stays_shared(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("can somebody call me about the bus")
    stranger = the_phone(world)
    world.change(
        lambda c: addresses.name_sender(
            c,
            world.house.tools,
            world.now,
            staff_id=STAFF,
            stranger_id=stranger,
            person_id=ana.id,
            retire_old=True,
        )
    )
    assert not [row for row in world.rows(t.Inbox) if row.person_id == stranger and row.attended_at is None]
    dee.says("BLUE STEP call the clinic")
    assert dee.case.person.open_step is not None
    assert ana.case.person.address is not None


# --- what goes there ---------------------------------------------------------------------------------------


def test_what_is_due_waits_behind_a_neutral_knock(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    world.at("Fri 18:00")
    assert sorted(dee.hears()) == sorted([knock_for(world, "BLUE"), knock_for(world, "RED")])
    world.passes(minutes=20)
    dee.says("blue")
    (check_in,) = dee.hears()
    assert check_in == world.words(world.outbox(dee, message_class="prompt")[-1])
    dee.says("4")
    dee.says(world.place.skip)
    assert world.record_of(dee, "check_in").entries[0].text.startswith("4")
    dee.hears()
    ana.says("RED")
    (hers,) = dee.hears()
    assert hers == world.words(world.outbox(ana, message_class="prompt")[-1])
    ana.says("2")
    assert world.record_of(ana, "check_in").entries[0].text.startswith("2")
    assert world.record_of(dee, "check_in").entries[0].text.startswith("4")


def test_all_that_waits_comes_in_order_and_one_knock_stands_for_it(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    for words in ("See you at ten.", "Bring the papers."):
        world.change(lambda c, words=words: reply(world, c, dee, words))
    world.deliver()
    assert dee.hears() == [knock_for(world, "BLUE")]
    dee.says("BLUE ok, what is it")
    assert dee.hears()[:2] == ["Robin: See you at ten.", "Robin: Bring the papers."]


def reply(world: World, connection: Connection, to: Phone, words: str) -> None:
    """Somebody writes from the console."""
    staff_reply(
        connection,
        world.house.sealer,
        world.now,
        staff_id=STAFF,
        staff_name="Robin",
        person_id=to.id,
        text=words,
    )


def test_a_knock_that_nobody_answers_comes_daily_at_most(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    for _ in range(3):
        world.change(lambda c: reply(world, c, dee, "Are you all right?"))
        world.passes(hours=3)
    assert dee.hears() == [knock_for(world, "BLUE")]
    world.at("Wed 10:30")
    assert dee.hears() == []
    world.change(lambda c: reply(world, c, dee, "Good morning."))
    world.deliver()
    assert dee.hears() == [knock_for(world, "BLUE")]
    world.at("Mon 10:30")
    assert {row.state for row in world.outbox(dee, lane="reply") if row.staff_id} == {"expired"}


def test_what_is_too_late_is_not_sent_when_the_word_comes(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    world.at("Fri 18:00")
    world.at("Fri 22:30")
    dee.hears()
    dee.says("BLUE")
    assert dee.hears() == [world.house.wording.render("en-US", numbers.NOTHING_NEW)]
    assert [row.reason for row in world.outbox(dee, state="expired")] == ["too_late"]
    assert world.record_of(dee, "check_in").row.outcome == "not_sent"


def test_the_knock_waits_for_morning_and_what_is_asked_for_does_not(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    world.at("Thu 22:00")
    world.change(lambda c: reply(world, c, dee, "Good luck tomorrow."))
    world.deliver()
    assert dee.hears() == [], "it would ring at night, and nobody has asked"
    world.at("Fri 08:00")
    assert dee.hears() == [knock_for(world, "BLUE")]
    world.at("Fri 20:30")
    dee.hears()
    world.at("21:30")
    dee.says("BLUE")
    assert "How was your week" in dee.hears()[-1], "they asked for it, so it comes"


def test_a_word_alone_puts_the_question_that_waits_once_more(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    world.at("Fri 18:00")
    dee.says("BLUE")
    world.passes(hours=2)
    dee.hears()
    dee.says("Blue")
    (again,) = dee.hears()
    assert again.startswith(world.house.wording.render("en-US", numbers.NOTHING_NEW))
    assert "How was your week" in again
    dee.says("3")
    assert world.record_of(dee, "check_in").entries[0].text.startswith("3")


def test_an_invitation_names_nothing_and_waits_for_the_word(world: World) -> None:
    give_word(world, world.mentee, "blue")
    phone = world.mentee
    enrolled(world, f"Ana,mentee,sms,{phone.address},,Friday 18:00,Robin,2025-12-01,signed form,red")
    (first,) = phone.hears()
    assert first == world.house.wording.render(
        "en-US", numbers.INVITE_SHARED, programme="Lakeside", word="RED"
    )
    world.passes(days=3)
    assert phone.hears().count(first) == 0, "once"
    phone.says("red")
    assert "Reply YES to begin" in phone.hears()[-1]
    phone.says("yes")
    assert Sharer(phone, "Ana", "RED").standing is Standing.ACTIVE


# --- STOP, START, HELP ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["STOP", "stop texting me", "wrong number"])
def test_stop_without_a_word_is_for_everybody(shared: World, text: str) -> None:
    world = shared
    dee, ana = share(world)
    dee.says(text)
    assert len(dee.hears()) == 1, "one confirmation"
    assert {dee.standing, ana.standing} == {Standing.STOPPED}
    for person in (dee, ana):
        assert ("stopped-on-shared-phone", "") in page_entries(world.record_of(person))
    world.at("Fri 18:00")
    assert dee.hears() == []


def test_stop_in_somebodys_turn_is_for_everybody_too(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("BLUE hi")
    dee.says("STOP")
    assert {dee.standing, ana.standing} == {Standing.STOPPED}
    assert ("stopped-on-shared-phone", "") in page_entries(world.record_of(ana))


def test_stop_with_a_word_is_theirs_alone(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("BLUE STOP")
    assert (dee.standing, ana.standing) == (Standing.STOPPED, Standing.ACTIVE)


def test_start_needs_a_word(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("STOP")
    dee.hears()
    dee.says("START", opt_out="START")
    assert dee.hears() == [world.house.wording.render(world.place.language, numbers.WHICH_WORD_TO_START)]
    assert {dee.standing, ana.standing} == {Standing.STOPPED}
    dee.says("BLUE START")
    assert (dee.standing, ana.standing) == (Standing.ACTIVE, Standing.STOPPED)


def test_a_stop_the_carrier_answered_is_not_answered_twice(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("STOP", opt_out="STOP")
    assert dee.hears() == []
    assert {dee.standing, ana.standing} == {Standing.STOPPED}
    assert dee.says("whose turn is it to cook") == [InboxOutcome.FOR_A_PERSON]
    assert dee.hears() == [], "kept for a person, and quiet"


def test_a_crisis_that_ends_the_messages_gets_signposts_and_stops_everybody(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    dee.says("stop texting me, i want to die")
    assert "988" in dee.hears()[0]
    assert {dee.standing, ana.standing} == {Standing.STOPPED}


def test_help_is_always_answered(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    for _ in range(2):
        dee.says("HELP")
        (text,) = dee.hears()
        assert "begin each text with your word" in text
        assert "STOP" in text


def test_a_complaint_without_a_word_goes_to_the_lead(shared: World) -> None:
    world = shared
    dee, _ = share(world)
    assert dee.says("COMPLAIN: nobody calls back") == [InboxOutcome.COMPLAINT]
    assert [row.kind for row in world.rows(t.Request)] == ["complaint"]


# --- what coordinators cannot do ----------------------------------------------------------------------------


def add(world: World, phone: Phone, number: str, word: str, channel: Channel = Channel.SMS) -> None:
    """A coordinator gives somebody a number."""
    person_id = phone.id
    world.change(
        lambda c: addresses.add_number(
            c,
            world.house.tools,
            world.now,
            staff_id=STAFF,
            person_id=person_id,
            channel=channel,
            written=number,
            retire=True,
            invite=False,
            word=word,
        )
    )


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("", "If they share the phone, each of them needs a word"),
        ("red", "give that person a word first"),
        ("stop", "means something here"),
        ("yes", "means something here"),
        ("hello", "means something here"),
        ("5", "one word of 3 to 12 letters"),
        ("blue sky", "one word of 3 to 12 letters"),
    ],
)
def test_a_number_in_use_is_shared_only_by_people_with_words(world: World, word: str, says: str) -> None:
    with pytest.raises(StaffError, match=says):
        add(world, world.mentor, world.mentee.address, word)
    assert [one.value for one in world.mentor.case.person.addresses] == [world.mentor.address]


def test_the_same_word_twice_and_staff_on_a_shared_phone_are_refused(world: World) -> None:
    give_word(world, world.mentee, "Blue")
    with pytest.raises(StaffError, match="has that word"):
        add(world, world.mentor, world.mentee.address, "blue")
    with pytest.raises(StaffError, match="Staff need one of their own"):
        add(world, world.coordinator, world.mentee.address, "red")
    with pytest.raises(StaffError, match="Staff need one of their own"):
        give_word(world, world.coordinator, "green")
    with pytest.raises(StaffError, match="begins their texts with"):
        give_word(world, world.mentee, " ")


def test_a_mentor_may_share_the_phone_by_the_console(world: World) -> None:
    give_word(world, world.mentee, "blue")
    add(world, world.mentor, world.mentee.address, "red")
    phone = world.mentee
    phone.says("BLUE MENTOR running late")
    assert "running late" not in " ".join(phone.hears()[1:])
    assert phone.unheard == 0
    phone.says("RED")
    assert phone.hears() == ["Dee: running late"]


def test_who_leaves_a_shared_phone_leaves_the_other_there(shared: World) -> None:
    world = shared
    dee, ana = share(world)
    address_id = ana.case.person.addresses[0].id
    person_id = ana.id
    world.change(
        lambda c: addresses.retire(
            c, world.house.tools, world.now, staff_id=STAFF, person_id=person_id, address_id=address_id
        )
    )
    assert dee.says("RED hello") == [InboxOutcome.STRANGER]
    dee.says("BLUE STEP call the clinic")
    assert dee.case.person.open_step is not None


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("Ana,{},red", "Bo,{},red"), "line 3, column word: Line 2 has this number and this word."),
        (("Ana,{},red", "Bo,{},"), "line 3, column number: Line 2 has the same number."),
        (("Ana,{},", "Bo,{},red"), "line 3, column number: Line 2 has the same number."),
        (("Ana,{},no",), "line 2, column word: Write one word of 3 to 12 letters"),
    ],
)
def test_a_file_says_who_shares_and_what_is_wrong(world: World, lines: tuple[str, ...], says: str) -> None:
    number = world.place.number.format(42)
    problems = enrolled(world, *(file_line(line.format(number)) for line in lines))
    assert [problem[: len(says)] for problem in problems] == [says]
    assert len(world.rows(t.Person)) == 3, "nobody is made"


def file_line(short: str) -> str:
    """A whole line from a name, a number and a word."""
    name, number, word = short.split(",")
    return f"{name},mentee,sms,{number},,Friday 18:00,Robin,2025-12-01,signed form,{word}"


def test_two_people_on_one_number_come_in_one_file(world: World) -> None:
    number = world.place.number.format(42)
    assert enrolled(world, file_line(f"Ana,{number},red"), file_line(f"Bo,{number},green")) == []
    phone = Phone(world, "phone", number, "sms")
    assert len(phone.hears()) == 2
    phone.says("GREEN YES")
    assert Sharer(phone, "Bo", "GREEN").standing is Standing.ACTIVE
    assert Sharer(phone, "Ana", "RED").standing is Standing.INVITED


def test_a_file_does_not_share_a_number_that_is_somebodys_own(world: World) -> None:
    (problem,) = enrolled(world, file_line(f"Ana,{world.mentee.address},red"))
    assert "Give them a word first" in problem
    give_word(world, world.mentee, "blue")
    (problem,) = enrolled(world, file_line(f"Ana,{world.mentee.address},"))
    assert "This phone is shared. Write the word" in problem
    (problem,) = enrolled(world, file_line(f"Ana,{world.mentee.address},blue"))
    assert "has this word" in problem
