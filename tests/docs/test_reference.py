"""The pages that are made from the code and the tests are current, and leave nothing out."""

from conversations.talk import CONVERSATIONS
from tests.found.listing import marked
from tests.reference import conversations, mission


def test_every_conversation_says_when_it_comes_and_puts_something() -> None:
    said = conversations.told()
    assert set(said) == set(CONVERSATIONS), "say so in tests/reference/conversations.toml"
    for name, one in CONVERSATIONS.items():
        asked = conversations.questions(one.run)
        assert asked, name
        assert all(conversations.english(question.wording) for question in asked), name


def test_no_test_names_a_duty_that_is_not_there_and_what_no_test_shows_says_what_is_missing() -> None:
    duties = [duty for of_it in mission.duties().values() for duty in of_it]
    assert marked("mission").keys() <= {duty.number for duty in duties}
    assert all(duty.missing for duty in duties if not duty.tests)


def test_the_pages_are_current() -> None:
    for of_one in (conversations, mission):
        assert of_one.PAGE.read_text(encoding="utf-8") == of_one.page(), "run: python -m tests.reference"
