"""The list somebody keeps for themselves: theirs alone, kept as it is said, and in nobody's way."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from channels.port import InboundKind
from handlers.desk import erasing, people
from records import tables as t
from records.cases import Part
from records.kinds import InboxOutcome, RecordKind, Stage
from records.load import add
from records.reading import KEPT_TO_THEMSELVES, LogFilter, View, log
from records.reading_people import Kit, person
from tests.world.world import Phone, World

OWN, COMMAND, PERSON = InboxOutcome.OWN, InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON
SECRET = "Anna upstairs"


def make_kit(phone: Phone, shown: str = "no") -> None:
    for text in ("KIT", SECRET, "when it gets dark", "knock twice", "no", shown):
        phone.says(text)
    phone.hears()


def kept(phone: Phone) -> list[tuple[str, str, str]]:
    case = phone.case
    world = phone.world
    with world.house.read() as connection:
        wanted = {Part.SUPPORT: [phone.id]}
        loaded = add(connection, world.house.sealer, world.now, {phone.id: case}, wanted)[phone.id]
    return [(one.who, one.helps, one.reach) for one in loaded.support.kit]


def everything_staff_can_open(world: World, phone: Phone) -> str:
    """Each record, page and list in which words of somebody could stand."""
    read = world.house.sealer.read
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        found = [repr(log(view, LogFilter())), str(person(view, phone.id))]
    for page in world.records_of(phone):
        found += [f"{line.text} {line.buttons}" for line in page.lines]
        found += [f"{entry.label} {entry.text}" for entry in page.entries]
    found += [read(row.person_id, "inbox", "body", row.id, row.body) for row in world.rows(t.Inbox)]
    found += [read(e.person_id, "record_entry", "body", e.id, e.body) for e in world.rows(t.RecordEntry)]
    return "\n".join(found)


def page(world: World, phone: Phone) -> Kit | None:
    with world.house.read() as connection:
        found = person(View(connection, world.house.sealer, world.programme_id), phone.id)
    assert found is not None
    return found.kit


@pytest.mark.mission("4.5")
def test_a_mentee_makes_one_and_gets_it_back(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    assert kept(dee) == [(SECRET, "when it gets dark", "knock twice")]
    assert dee.says("kit please") == [COMMAND]
    assert dee.hears() == [
        f"Your list:\n1 {SECRET}: when it gets dark. knock twice\n"
        "To change it: KIT ADD, KIT CHANGE 1, KIT REMOVE 1."
    ]


@pytest.mark.mission("4.5")
def test_so_does_a_mentor(world: World) -> None:
    make_kit(world.mentor)
    assert kept(world.mentor) == [(SECRET, "when it gets dark", "knock twice")]
    assert kept(world.mentee) == []


def test_nobody_of_the_staff_can_read_it(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("KIT")
    assert not any(words in everything_staff_can_open(world, dee) for words in ("upstairs", "dark", "knock"))
    (record,) = [one for one in world.records_of(dee, RecordKind.KIT) if one.row.outcome == "finished"]
    assert {line.text for line in record.lines} == {KEPT_TO_THEMSELVES}
    assert record.entries == ()
    assert page(world, dee) == Kit()


def test_unless_they_say_yes_and_they_may_take_it_back(world: World) -> None:
    dee = world.mentee
    make_kit(dee, "yes")
    found = page(world, dee)
    assert found is not None
    assert found.words == ((SECRET, "when it gets dark", "knock twice"),)
    dee.says("KIT HIDE")
    assert page(world, dee) == Kit()
    dee.says("KIT SHARE")
    assert page(world, dee) == Kit(), "a question is no yes"
    dee.says("yes")
    assert page(world, dee) != Kit()


def test_what_was_said_is_kept_though_it_was_never_finished(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    dee.says("Anna")
    dee.says("nights")
    dee.hears()
    world.passes(days=9)
    assert kept(dee) == [("Anna", "nights", "")]
    assert world.waiting(dee) == [] or world.waiting(dee) == ["mood"]
    assert not any("How do you reach" in text for text in dee.hears()), "nobody is reminded of it"


def test_stop_in_between_ends_the_question_and_keeps_the_list(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    dee.says("Anna")
    dee.says("STOP")
    assert world.waiting(dee) == []
    dee.says("START")
    dee.hears()
    dee.says("KIT")
    assert dee.hears()[0].startswith("Your list:\n1 Anna\n")


def test_several_texts_in_a_row_are_one_answer_and_one_question_follows(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    dee.hears()
    assert dee.says("my sister", "Anna") == [OWN, OWN]
    assert len(dee.hears()) == 1
    assert kept(dee) == [("my sister Anna", "", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Terry can't make it tuesday",
        "i can't come tomorrow",
        "running late",
        "got arrested last night",
        "are you there?",
        "can you tell Robin i moved",
        "no puedo ir mañana",
    ],
)
def test_what_is_for_a_person_goes_to_one(world: World, text: str) -> None:
    dee = world.mentee
    dee.says("KIT")
    dee.says("Anna")
    assert dee.says(text) == [PERSON]
    assert kept(dee) == [("Anna", "", "")]
    assert world.waiting(dee)[0].startswith("kit-helps"), "and the question stays open"


@pytest.mark.parametrize(
    "name",
    [
        "Terry",
        "my mentor Terry",
        "Robin, at the office",
        "Kit",
        "mom",
        "Will",
        "Aunt Doris",
        "Coach Williams",
        "my kids",
    ],
)
def test_anybody_may_be_on_it(world: World, name: str) -> None:
    dee = world.mentee
    dee.says("KIT")
    assert dee.says(name) == ([COMMAND] if name == "Kit" else [OWN])
    assert kept(dee) == ([] if name == "Kit" else [(name, "", "")])
    assert not world.mentor.hears()
    assert not any(row.needs_person for row in world.rows(t.Inbox))


def test_words_of_the_mentor_in_between_are_answered_first(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("KIT")
    dee.says("Anna")
    world.passes(minutes=2)
    terry.says("Dee: what time suits you tomorrow?")
    dee.hears()
    world.passes(minutes=1)
    dee.says("4pm at the library")
    assert any("4pm at the library" in text for text in terry.hears())
    assert kept(dee) == [("Anna", "", "")]


def test_a_question_of_ours_is_not_lost_and_not_mixed_in(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    world.at("Fri 18:00")
    dee.hears()
    dee.says("KIT")
    assert dee.hears()[0].startswith("Your list:")
    assert world.waiting(dee) == ["mood"]
    assert "upstairs" not in everything_staff_can_open(world, dee)
    dee.says("4")
    assert "small step" in dee.hears()[0]


def test_a_list_left_half_way_costs_no_check_in(world: World) -> None:
    dee = world.mentee
    world.at("Fri 12:00")
    dee.says("KIT")
    dee.says("Anna")
    dee.hears()
    world.at("Fri 18:00")
    assert "How was your week" in dee.hears()[-1]
    assert world.waiting(dee) == ["mood"]
    assert kept(dee) == [("Anna", "", "")]


def test_a_check_in_never_carries_words_of_the_list(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    world.at("Thu 18:00")
    dee.says("KIT CHANGE 1")  # a day before the check-in, and never answered
    world.at("Fri 18:00")
    for text in ("4", "skip"):
        dee.says(text)
    assert "upstairs" not in "\n".join(
        line.text for one in world.records_of(dee, RecordKind.CHECK_IN) for line in one.lines
    )


def test_entries_are_added_changed_and_taken_off(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    for text in ("KIT ADD", "Lee", "skip", "skip", "no"):
        dee.says(text)
    world.passes(minutes=10)
    for text in ("KIT CHANGE 1", "Ana", "skip", "ring first"):
        dee.says(text)
    assert kept(dee) == [("Ana", "when it gets dark", "ring first"), ("Lee", "", "")]
    dee.hears()
    dee.says("KIT REMOVE")
    assert dee.hears()[0].startswith("Which one?")
    dee.says("KIT REMOVE 7")
    assert dee.hears()[0].startswith("Which one?")
    dee.says("KIT REMOVE 1")
    assert kept(dee) == [("Lee", "", "")]
    assert len(world.rows(t.KitEntry)) == 1, "what is taken off is gone"


def test_whom_to_add_may_stand_behind_the_word_and_nobody_else_reads_it(world: World) -> None:
    dee = world.mentee
    make_kit(dee, "no")
    assert dee.says("KIT ADD my cousin rae") == [OWN]
    assert "Who should be on it?" in dee.hears()[-1]
    assert world.rows(t.Inbox)[-1].person_id == dee.id
    assert not world.rows(t.Inbox)[-1].needs_person


def test_there_is_room_for_six(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    for number in range(6):
        for text in (f"Friend{number}", "skip", "skip", *(["yes"] if number < 5 else ["no"])):
            dee.says(text)
            world.passes(minutes=1)
    assert len(kept(dee)) == 6
    dee.hears()
    dee.says("KIT ADD")
    assert dee.hears() == ["Your list holds 6 people, and they are all there. KIT REMOVE 1 makes room."]


def test_an_entry_taken_off_while_it_is_changed_stays_off(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("KIT CHANGE 1")
    dee.says("KIT REMOVE 1")
    dee.says("Ana")
    assert kept(dee) == []


def test_a_long_list_comes_whole_and_in_order(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    for number in range(6):
        who, helps, reach = f"Friend{number}", "h" * 100, "r" * 80
        for text in (who, helps, reach, *(["yes"] if number < 5 else ["no"])):
            dee.says(text)
            world.passes(minutes=1)
    dee.hears()
    world.passes(minutes=5)
    dee.says("KIT")
    whole = "\n".join(dee.hears())
    places = [whole.index(f"{number + 1} Friend{number}: {'h' * 100}. {'r' * 80}") for number in range(6)]
    assert places == sorted(places)


def test_with_buttons(chats: World) -> None:
    dee = chats.mentee
    dee.says("KIT")
    dee.says("Anna")
    dee.taps("Skip")
    dee.taps("Skip")
    dee.taps("No")
    dee.taps("Yes")
    assert kept(dee) == [("Anna", "", "")]
    found = page(chats, dee)
    assert found is not None
    assert found.shown_since is not None


def test_a_text_right_behind_a_button_is_noted_nowhere(chats: World) -> None:
    dee = chats.mentee
    dee.says("KIT")
    dee.says("Anna")
    dee.taps("Skip")
    dee.taps("Skip")
    shown = [one for one in dee.inbox if one.buttons][-1]
    yes = next(one for one in shown.buttons if one.label == "Yes")
    tap = dee.inbound("Yes", kind=InboundKind.BUTTON, button=yes.data)
    chats.receive(tap, dee.inbound("upstairs neighbor"))
    assert not any("upstairs" in entry.text for one in chats.records_of(dee) for entry in one.entries)


def test_danger_comes_first_and_staff_can_read_it(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    dee.says("Anna")
    dee.hears()
    assert dee.says("when i want to kill myself") == [InboxOutcome.SAFETY]
    assert "988" in dee.hears()[0]
    assert world.coordinator.hears()
    flagged = world.record_of(dee, RecordKind.SAFETY)
    assert "when i want to kill myself" in [line.text for line in flagged.lines]
    assert "Anna" not in everything_staff_can_open(world, dee)


def test_a_worry_in_an_answer_can_be_read_by_whoever_is_told(world: World) -> None:
    dee = world.mentee
    dee.says("KIT")
    dee.says("Anna")
    dee.says("when i relapsed last week")
    (flag,) = world.rows(t.Flag)
    about = next(one for one in world.records_of(dee) if one.row.id == flag.record_id)
    assert about.row.kind != RecordKind.KIT
    assert any("relapsed" in line.text for line in about.lines)


def test_in_custody_nobody_knows_who_holds_the_phone(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    custody = {"now": world.now, "staff_id": "desk", "person_id": dee.id, "stage": Stage.CUSTODY}
    world.change(lambda c: people.set_stage(c, world.house.tools, **custody))
    dee.says("KIT")
    assert not any("upstairs" in text for text in dee.hears())


def test_somebody_called_kit_can_say_so(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    for text in ("YES", "YES", "Kit", "Friday 6pm", "skip"):
        dee.says(text)
    assert dee.case.person.name == "Kit"


def test_a_stranger_has_none(world: World) -> None:
    stranger = world.stranger()
    assert stranger.says("KIT") == [InboxOutcome.STRANGER]
    assert world.rows(t.KitEntry) == []


def test_record_tells_of_it(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("RECORD")
    assert "Your own list: 1 on it. KIT sends it, and only to you." in dee.hears()[0]


def test_it_is_erased(world: World) -> None:
    dee = world.mentee
    make_kit(dee, "yes")
    person_id = dee.id
    world.change(
        lambda c: erasing.erase(
            c, world.house.sealer, world.now, staff_id="desk", person_id=person_id, name="Dee"
        )
    )
    assert world.rows(t.KitEntry) == []
    assert all(row.kit_shown_at is None for row in world.rows(t.Person))


# --- after a danger ---------------------------------------------------------------------------------------

OFFER = "Your own list is here as well: text KIT and it comes."


def offered(phone: Phone) -> int:
    return sum(text == OFFER for text in phone.hears())


def test_the_list_is_offered_some_time_after_a_signpost_and_once(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("i want to end my life")
    (signpost,) = dee.hears()
    assert "988" in signpost
    assert "KIT" not in signpost
    world.passes(minutes=44)
    assert offered(dee) == 0
    world.passes(minutes=2)
    assert offered(dee) == 1
    world.passes(hours=3)
    dee.says("i want to end my life")
    world.passes(hours=3)
    assert offered(dee) == 0
    record = world.record_of(dee, RecordKind.SAFETY)
    assert "kit-offered" in [entry.label for entry in world.records_of(dee, RecordKind.SAFETY)[0].entries]
    assert record is not None


def test_not_without_a_list(world: World) -> None:
    dee = world.mentee
    dee.says("i want to end my life")
    world.passes(hours=6)
    assert offered(dee) == 0


def test_not_in_the_quiet_hours(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    world.at("20:40")
    dee.says("i want to end my life")
    dee.hears()
    world.at("07:55")
    assert offered(dee) == 0
    world.at("08:01")
    assert offered(dee) == 1


def test_not_right_behind_new_words_of_danger(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("i want to end my life")
    world.passes(minutes=40)
    dee.says("i really want to die")
    dee.hears()
    world.passes(minutes=20)
    assert offered(dee) == 0
    world.passes(minutes=20)
    assert offered(dee) == 1


@pytest.mark.parametrize("says", ["STOP", "KIT"])
def test_not_to_whoever_has_stopped_or_has_had_it(world: World, says: str) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("i want to end my life")
    world.passes(minutes=5)
    dee.says(says)
    dee.hears()
    world.passes(days=1)
    assert offered(dee) == 0


def test_not_after_a_night_in_which_nothing_ran(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    dee.says("i want to end my life")
    dee.hears()
    world.sleeps_until(world.now + timedelta(days=2))
    assert offered(dee) == 0


def test_not_to_a_mentee_a_mentor_worries_about(world: World) -> None:
    dee = world.mentee
    make_kit(dee)
    world.mentor.says("Dee says she wants to kill herself")
    world.passes(hours=3)
    assert offered(dee) == 0
