"""Words and examples together: words stand where examples agree, and examples alone where all of them do."""

import pytest

from conversations.control import Need
from conversations.heard import Heard, Kind
from conversations.intents import Meaning
from conversations.weighing import weigh

AUTHORITY = Heard(Kind.ABOUT_AUTHORITY)
CUSTODY = Heard(Kind.CUSTODY)
RENT = Heard(Kind.NEED, Need.HOUSING)


def test_where_nobody_can_ask_them_the_words_stand_alone() -> None:
    assert weigh(AUTHORITY, None) == AUTHORITY
    assert weigh(None, None) is None


def test_words_stand_where_some_examples_say_the_same() -> None:
    assert weigh(AUTHORITY, Meaning({"question_authority": 0.6, "other": 0.4})) == AUTHORITY


def test_words_fall_where_no_example_says_the_same() -> None:
    """ "How do I get a state ID" is no question whether the state stands behind us."""
    assert weigh(AUTHORITY, Meaning({"need_papers": 0.6, "other": 0.4})) is None
    found = weigh(AUTHORITY, Meaning({"need_papers": 0.95, "other": 0.05}))
    assert found == Heard(Kind.NEED, Need.PAPERS, sure=False)


def test_no_word_and_nearly_all_examples() -> None:
    assert weigh(None, Meaning({"met": 0.95, "other": 0.05})) == Heard(Kind.MET, sure=False)
    assert weigh(None, Meaning({"met": 0.7, "other": 0.3})) is None


@pytest.mark.parametrize("words", [CUSTODY, RENT, Heard(Kind.WANTS_PERSON), Heard(Kind.HOSPITAL)])
def test_in_danger_only_what_asks_for_help_is_heard(words: Heard) -> None:
    worried = Meaning({"other": 1.0}, calm=False)
    assert weigh(words, worried) == words
    assert weigh(Heard(Kind.GOOD_NEWS), worried) is None
    assert weigh(AUTHORITY, worried) is None
    assert weigh(None, Meaning({"apologises": 1.0}, calm=False)) is None


def test_what_a_need_is_for_is_as_words_have_it_unless_all_examples_differ() -> None:
    assert weigh(RENT, Meaning({"need_housing": 0.3, "need_money": 0.7})) == RENT
    assert weigh(RENT, Meaning({"need_work": 1.0})) == Heard(Kind.NEED, Need.WORK)
    dentist = Heard(Kind.NEED, Need.HEALTH)
    assert weigh(dentist, Meaning({"need_treatment": 0.5, "other": 0.5})) == dentist


def test_grief_is_bad_news_and_clean_time_is_good() -> None:
    assert weigh(Heard(Kind.BAD_NEWS), Meaning({"grief": 0.5, "other": 0.5})) == Heard(Kind.BAD_NEWS)
    assert weigh(Heard(Kind.GOOD_NEWS), Meaning({"recovery_ok": 1.0})) == Heard(Kind.GOOD_NEWS)
    assert weigh(None, Meaning({"recovery_ok": 1.0})) is None
