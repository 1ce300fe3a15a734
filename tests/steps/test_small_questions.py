"""Small questions behind a check-in: one at most, each once, never beside danger; what the answers become."""

from collections.abc import Sequence

import pytest

from conversations.control import which_need
from conversations.small_questions import HELPED_BY, NEED_WORDS
from conversations.wording import LANGUAGES
from handlers.desk import erasing
from records import tables as t
from records.kinds import InboxOutcome, RecordKind
from records.reading import View
from records.reading_people import PersonPage, person
from tests.control.texting import add_place
from tests.world.world import World

GOOD_AT, BEFORE, OTHERS = "something you're good at", "got you through", "somebody who likes you"
IN_THE_WAY = "most in your way"
SMALL = (GOOD_AT, IN_THE_WAY, BEFORE, OTHERS)
# More than a number, twice in a row, keeps a check-in from being cut short.
TOLD = "4 the week was slow and that was fine by me"


def week(world: World, mood: str, *answers: str) -> str:
    """A check-in; what came last."""
    world.at("Fri 18:00")
    world.mentee.hears()
    for text in (mood, *(answers or ("skip",))):
        world.mentee.says(text)
    return world.mentee.hears()[-1]


def asked(text: str) -> list[str]:
    return [one for one in SMALL if one in text]


def page(world: World) -> PersonPage:
    with world.house.read() as connection:
        found = person(View(connection, world.house.sealer, world.programme_id), world.mentee.id)
    assert found is not None
    return found


def test_each_is_asked_once_one_a_week_and_not_the_first_time(world: World) -> None:
    came = []
    for _ in range(7):
        came.append(asked(week(world, TOLD)))
        world.mentee.says("skip")
    assert came == [[], [GOOD_AT], [IN_THE_WAY], [BEFORE], [OTHERS], [], []]


def test_what_was_left_without_an_answer_is_not_asked_again(world: World) -> None:
    came = [asked(week(world, TOLD)) for _ in range(6)]
    assert came == [[], [GOOD_AT], [IN_THE_WAY], [BEFORE], [OTHERS], []]
    assert not any("again" in text for text in world.mentee.hears())


@pytest.mark.parametrize(
    ("mood", "answers"),
    [("1", ("no", "skip")), ("2", ("no", "skip")), ("2", ("yes", "skip"))],
)
def test_not_in_a_hard_week(world: World, mood: str, answers: Sequence[str]) -> None:
    week(world, "4")
    assert asked(week(world, mood, *answers)) == []


def test_in_a_so_so_week_only_where_it_was_short(world: World) -> None:
    week(world, "4", "call the clinic", "no")
    assert asked(week(world, "3", "1", "skip")) == [], "a step was asked after"
    assert asked(week(world, "3", "skip")) == [GOOD_AT]


def test_it_comes_with_the_goodbye_and_is_no_text_more(world: World) -> None:
    week(world, "4")
    world.at("Fri 18:00")
    world.mentee.says("4")
    world.mentee.hears()
    world.mentee.says("skip")
    (goodbye,) = world.mentee.hears()
    assert "That counts" in goodbye
    assert asked(goodbye) == [GOOD_AT]


def test_the_check_in_is_over_and_the_mentor_told_whatever_becomes_of_it(world: World) -> None:
    world.asks_nothing_of_matches(world.mentee)
    week(world, "4")
    world.mentor.hears()
    week(world, "4")
    assert world.mentor.hears()
    record = world.record_of(world.mentee, RecordKind.CHECK_IN)
    assert record.row.outcome == "finished"
    world.passes(days=3)
    assert world.waiting(world.mentee) == []
    assert world.record_of(world.mentee, RecordKind.CHECK_IN).row.outcome == "finished"


@pytest.mark.mission("2.5")
def test_an_answer_is_kept_in_their_words_and_comes_back_in_a_hard_week(world: World) -> None:
    week(world, "4")
    week(world, "4")
    world.mentee.says("I can fix nearly anything")
    assert world.mentee.hears() == ["Thank you. I'll keep that."]
    assert [one.text for one in page(world).strengths] == ["I can fix nearly anything"]
    assert "strength-good-at" in [
        entry.label for entry in world.record_of(world.mentee, RecordKind.CHECK_IN).entries
    ]
    goodbye = week(world, "1", "no", "skip")
    assert '"I can fix nearly anything". I kept it for a week like this.' in goodbye
    assert asked(goodbye) == []


def test_nothing_comes_back_where_nothing_was_told(world: World) -> None:
    week(world, "4")
    week(world, "4")
    world.mentee.says("skip")
    assert "I kept it" not in week(world, "1", "no", "skip")


def test_nothing_of_it_beside_danger(world: World) -> None:
    week(world, "4")
    week(world, "4")
    world.mentee.says("fixing bikes")
    assert "I kept it" not in week(world, "1 i feel so hopeless", "no", "skip")


def test_no_question_while_a_flag_is_open(world: World) -> None:
    week(world, "4")
    world.at("Wed 12:00")
    world.mentee.says("i relapsed last night")
    world.coordinator.hears()
    assert len(world.rows(t.Flag)) == 1
    code = world.rows(t.Flag)[0].code
    world.coordinator.says(f"ACK {code}")
    assert asked(week(world, TOLD)) == []


def test_a_change_of_mind_and_words_for_a_person_in_between(world: World) -> None:
    week(world, "4")
    week(world, "4")
    dee = world.mentee
    assert dee.says("i can't make it tomorrow") == [InboxOutcome.FOR_A_PERSON]
    assert GOOD_AT not in dee.hears()[-1], "it is put once"
    assert world.waiting(dee) == ["strength-good-at"], "and still there"
    dee.says("STOP")
    assert world.waiting(dee) == []
    assert page(world).strengths == ()


def test_two_texts_in_a_row_are_one_strength(world: World) -> None:
    week(world, "4")
    week(world, "4")
    world.mentee.says("fixing bikes", "and old radios")
    assert page(world).strengths[0].text in ("fixing bikes", "fixing bikes and old radios")
    assert not any(row.needs_person for row in world.rows(t.Inbox)), "nothing of it is lost on a person"


def test_with_buttons(chats: World) -> None:
    for answers in ((TOLD, "skip"), ("4", "skip")):
        chats.at("Fri 18:00")
        for text in answers:
            chats.mentee.says(text)
    chats.mentee.taps("Skip")
    chats.at("Fri 18:00")
    for text in (TOLD, "skip"):
        chats.mentee.says(text)
    chats.mentee.taps("Family")
    found = page(chats).barrier
    assert found is not None
    assert found.text == "family"


# --- what is in the way -----------------------------------------------------------------------------------


@pytest.mark.mission("2.6")
def test_what_is_in_the_way_names_where_there_are_places(world: World) -> None:
    add_place(world, "en-US")
    dee = world.mentee
    dee.says("BARRIER housing")
    assert dee.hears() == ["Noted, thank you. There are places that may help: text RESOURCES HOUSING."]
    dee.says("RESOURCES HOUSING")
    assert "Lakeside Housing Desk" in dee.hears()[0]
    dee.says("BARRIER")
    dee.hears()
    dee.says("2")
    assert dee.hears() == ["Noted, thank you. Robin can read it. If you want to say more, just write here."]
    found = page(world).barrier
    assert found is not None
    assert (found.text, found.at) == ("work", world.now)


def test_whoever_said_it_by_a_word_is_not_asked(world: World) -> None:
    world.mentee.says("BARRIER papers")
    came = []
    for _ in range(5):
        came.append(asked(week(world, TOLD)))
        world.mentee.says("skip")
    assert came == [[], [GOOD_AT], [BEFORE], [OTHERS], []]


def test_nothing_is_an_answer_as_well(world: World) -> None:
    world.mentee.says("BARRIER money")
    world.mentee.says("BARRIER nothing")
    found = page(world).barrier
    assert found is not None
    assert found.text == "none"


def test_barrier_and_other_words_is_for_a_person(world: World) -> None:
    assert world.mentee.says("BARRIER my landlord keeps the deposit") == [InboxOutcome.FOR_A_PERSON]
    assert page(world).barrier is None


def test_the_words_a_line_names_are_words_that_resources_reads(world: World) -> None:
    for language in LANGUAGES:
        for barrier, need in HELPED_BY.items():
            word = world.house.wording.render(language, NEED_WORDS[barrier])
            assert which_need(word, language) is need, (language, word)


def test_record_counts_them_and_erasing_takes_them(world: World) -> None:
    dee = world.mentee
    dee.says("BARRIER papers")
    dee.hears()
    dee.says("RECORD")
    assert "Small questions you answered: 1." in dee.hears()[0]
    person_id = dee.id
    world.change(
        lambda c: erasing.erase(
            c, world.house.sealer, world.now, staff_id="desk", person_id=person_id, name="Dee"
        )
    )
    assert world.rows(t.SmallAnswer) == []
