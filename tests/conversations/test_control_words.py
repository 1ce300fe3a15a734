"""How long, which language, what need: read generously, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.control import Need, Tongue, is_quiet, named_language, which_language, which_need
from conversations.hours import WeekdayTime
from conversations.keywords import Command, Keyword, read
from conversations.pausing import comes_back, load_rest, read_rest
from conversations.plain import Unreadable
from conversations.requests import complaint_readers
from conversations.sentences import MENU

TODAY = date(2026, 1, 5)  # a Monday
RESTS = {
    "a week": "days 7",
    "two weeks": "days 14",
    "2 weeks please": "days 14",
    "for about 10 days": "days 10",
    "a couple of weeks": "days 14",
    "a month": "days 30",
    "next week": "days 7",
    "tomorrow": "days 1",
    "until friday": "weekday 4",
    "till Monday": "weekday 0",
    "until June 5": "date 06-05",
    "5 June": "date 06-05",
    "until the 5th of june": "date 06-05",
    "till I say": "open",
    "until I text you": "open",
    "not sure": "open",
    "I'll tell you": "open",
    "una semana": "days 7",
    "dos semanas": "days 14",
    "hasta el 5 de junio": "date 06-05",
    "hasta el viernes": "weekday 4",
    "hasta que avise": "open",
    "no sé": "open",
}


@pytest.mark.parametrize(("text", "rest"), RESTS.items())
def test_how_long_as_people_write_it(text: str, rest: str) -> None:
    for language in ("en-US", "en-GB", "es"):
        found = read_rest(text, language)
        assert found is not None
        assert found[0] == rest


def test_a_date_in_figures_is_read_as_in_that_country() -> None:
    assert read_rest("until 6/5", "en-US") == ("date 06-05", "until 6/5")
    assert read_rest("until 6/5", "en-GB") == ("date 05-06", "until 6/5")


@pytest.mark.parametrize(
    "text", ["", "court stuff", "2", "400 days", "0 weeks", "31 february", "june or july", "my week"]
)
def test_what_says_no_length_is_unclear(text: str) -> None:
    assert read_rest(text, "en-US") is None


def test_the_day_it_ends_lies_ahead() -> None:
    assert comes_back("days 14", TODAY) == date(2026, 1, 19)
    assert comes_back("weekday 0", TODAY) == date(2026, 1, 12)
    assert comes_back("weekday 4", TODAY) == date(2026, 1, 9)
    assert comes_back("date 01-05", TODAY) == date(2027, 1, 5)
    assert comes_back("date 02-29", TODAY) == date(2028, 2, 29)
    assert comes_back("open", TODAY) is None
    with pytest.raises(Unreadable):
        load_rest("for ever")


@given(st.text(max_size=60), st.sampled_from(["en-US", "en-GB", "es"]))
def test_whatever_is_read_can_be_kept_and_lies_ahead(text: str, language: str) -> None:
    found = read_rest(text, language)
    if found is not None:
        day = comes_back(load_rest(found[0]), TODAY)
        assert day is None or day > TODAY


def test_languages() -> None:
    assert which_language("spanish", "US") is Tongue.ES
    assert which_language("Español", "US") is Tongue.ES
    assert which_language("english", "US") is Tongue.US
    assert which_language("english please", "GB") is Tongue.GB
    assert which_language("english uk", "US") is Tongue.GB
    assert which_language("klingon", "US") is None
    assert named_language("do you speak Spanish?", "US") is Tongue.ES
    assert named_language("Spanish or English", "US") is None


def test_needs() -> None:
    assert which_need("housing", "en-US") is Need.HOUSING
    assert which_need("trabajo", "es") is Need.WORK
    assert which_need("a boat", "en-US") is None


def test_quiet_hours_may_cross_midnight() -> None:
    assert is_quiet(WeekdayTime(0, 20, 30), "20:00", "08:00")
    assert is_quiet(WeekdayTime(0, 7), "20:00", "08:00")
    assert not is_quiet(WeekdayTime(0, 8), "20:00", "08:00")
    assert is_quiet(WeekdayTime(0, 1), "00:00", "08:00")


@pytest.mark.mission("never.3")
def test_it_is_never_said_that_somebody_will_not_read_what_they_will() -> None:
    assert "coordinator" not in complaint_readers("Robin", "Robin")[1]
    assert complaint_readers("Kim", "Robin")[1] == {"lead": "Kim", "coordinator": "Robin"}
    assert complaint_readers("", "Robin")[1] == {"coordinator": "Robin"}


ROWS = [
    ("pause 2 weeks", Keyword(Command.PAUSE, "2 weeks")),
    ("please pause my messages for a week", Keyword(Command.PAUSE, "for a week", loose=True)),
    ("I need a break from these messages", Keyword(Command.PAUSE, loose=True)),
    ("PAUSA hasta que avise", Keyword(Command.PAUSE, "hasta que avise")),
    ("TIME fridays after 6", Keyword(Command.TIME, "fridays after 6")),
    ("move my check-in to fridays at 6", Keyword(Command.TIME, "fridays at 6", loose=True)),
    ("language spanish", Keyword(Command.LANGUAGE, "spanish")),
    ("en español por favor", Keyword(Command.LANGUAGE, "en español por favor", loose=True)),
    ("resources housing", Keyword(Command.RESOURCES, "housing")),
    ("what do you have about me?", Keyword(Command.RECORD, loose=True)),
    ("WRONG my name is Dee", Keyword(Command.WRONG, "my name is Dee")),
    ("borren mis datos", Keyword(Command.DELETE, loose=True)),
    ("quiero ver mis datos", Keyword(Command.RECORD, loose=True)),
    ("puedo tener una copia de mis mensajes", Keyword(Command.COPY, loose=True)),
    ("muéstrame mis metas", Keyword(Command.GOALS, loose=True)),
    ("COMPLAIN MY MENTOR SHOUTS", Keyword(Command.COMPLAIN, "MY MENTOR SHOUTS")),
    ("complaint about my mentor", Keyword(Command.COMPLAIN, "about my mentor")),
    (
        "I want to complain about my mentor",
        Keyword(Command.COMPLAIN, "I want to complain about my mentor", loose=True),
    ),
    ("wrong number mate", Keyword(Command.WRONG_NUMBER)),
    ("Who is this?", Keyword(Command.WHO, loose=True)),
    ("Número equivocado", Keyword(Command.WRONG_NUMBER)),
    ("se equivocó de número", Keyword(Command.WRONG_NUMBER, loose=True)),
]
TALK = """time flies / pause and breathe / wrong turn / I learned english / english class on friday
    / i want to learn spanish / speak spanish to my kids / resources are scarce / delete facebook
    / record a song
    / complain less / my language class / who is that
    / take a break from work / change my mind / move to Chicago
    / la hora de comer / tengo que hablar con mi jefe / cambiar de trabajo"""


@pytest.mark.parametrize(("text", "keyword"), ROWS)
def test_commands_in_their_words(text: str, keyword: Keyword) -> None:
    assert read(text, "en-US") == keyword


@pytest.mark.parametrize("text", [text.strip() for text in TALK.split("/ ")])
def test_talk_is_no_command(text: str) -> None:
    assert read(text, "en-US") is None
    assert read(text, "es") is None


def test_a_language_named_alone_counts_only_where_it_is_another() -> None:
    assert read("español", "en-US") == Keyword(Command.LANGUAGE, "español", loose=True)
    assert read("english", "es") == Keyword(Command.LANGUAGE, "english", loose=True)
    assert read("english", "en-US") is None
    assert read("español", "es") is None


def test_carriers_words_are_no_commands_of_ours() -> None:
    for word in ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"):
        assert read(word, "en-US") == Keyword(Command.STOP)
        assert word not in MENU
