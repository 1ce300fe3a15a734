"""A number word inside what means an option is part of those words, not an answer by number."""

from enum import StrEnum

from conversations.reading import read_choice
from language.tokens import phrases


class Often(StrEnum):
    NEVER = "never"
    QUARTERLY = "quarterly"


TABLE = phrases({Often.NEVER: ("never",), Often.QUARTERLY: ("every three months",)})


def test_a_number_word_in_an_option_is_no_number() -> None:
    members = tuple(Often)
    assert read_choice("every three months", "en-US", members, TABLE) == (
        Often.QUARTERLY,
        "every three months",
    )
    assert read_choice("two", "en-US", members, TABLE) == (Often.QUARTERLY, "")
    assert read_choice("2 every three months", "en-US", members, TABLE) == (
        Often.QUARTERLY,
        "2 every three months",
    )
    assert read_choice("three months", "en-US", members, TABLE) is None
