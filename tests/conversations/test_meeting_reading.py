"""Which of a mentor's texts tell of a meeting that took place, which may, and which do not."""

from datetime import date

import pytest

from conversations.days import day_back, span_ahead
from conversations.meeting_notes import read_how_long, read_right
from conversations.meeting_reading import read
from conversations.particulars import length_in, place_in

TODAY = date(2026, 11, 27)  # a Friday
YESTERDAY = date(2026, 11, 26)
NAMES = ["Sam", "Dee Brown"]


@pytest.mark.parametrize(
    ("text", "name", "on", "minutes", "place"),
    [
        ("Met Sam 45 min, talked housing, next step ring council", "sam", TODAY, 45, ""),
        (
            "saw sam yesterday for an hour at the library, went over his cv",
            "sam",
            YESTERDAY,
            60,
            "the library",
        ),
        ("me vi con Sam 45 min, hablamos de vivienda", "sam", TODAY, 45, ""),
        ("Me vi con Sam ayer en la biblioteca una hora", "sam", YESTERDAY, 60, "la biblioteca"),
        ("estuve con Sam una hora y media en el parque", "sam", TODAY, 90, "el parque"),
        ("nos vimos Sam y yo 40 minutos", "sam", TODAY, 40, ""),
        ("Met up with Dee today at Costa, good chat, 30 mins", "dee", TODAY, 30, "Costa"),
        ("Hi Robin, met Sam yesterday 1.5 hours", "sam", YESTERDAY, 90, ""),
        ("had a good session with Sam this afternoon, 1h30", "sam", TODAY, 90, ""),
        ("Had coffee with Dee, hour and a half, talked about her kids", "dee", TODAY, 90, ""),
        ("45 min with Sam at the library, talked housing", "sam", TODAY, 45, "the library"),
        ("spoke to Sam on the phone for 20 mins", "sam", TODAY, 20, "phone"),
        ("Met with Sam last friday, 50 minutes. Next meeting monday", "sam", date(2026, 11, 20), 50, ""),
        ("Met Sam", "sam", TODAY, 0, ""),
    ],
)
def test_these_tell_of_one(text: str, name: str, on: date, minutes: int, place: str) -> None:
    told = read(text, "en-US", NAMES, TODAY)
    assert told is not None
    assert told.sure
    assert (told.name, told.on, told.minutes, told.place) == (name, on, minutes, place)


@pytest.mark.parametrize(
    "text",
    [
        "saw Sam yesterday",
        "met him for 45 min, talked housing",
        "45 min at the library, talked housing, next step ring council",
        "Sam 45 min, talked housing",
        "met Max 45 min talked housing",
        "Met Sam but he didn't show",
        "met sam today, told him you got this",
        "Sam came round for an hour, talked jobs",
    ],
)
def test_these_may_and_are_asked_about(text: str) -> None:
    told = read(text, "en-US", NAMES, TODAY)
    assert told is not None
    assert not told.sure


@pytest.mark.parametrize(
    "text",
    [
        "havent met sam yet",
        "I haven't met Sam",
        "couldn't meet Sam today",
        "met sam's mum",
        "met sams mum 45 min",
        "Met Sam's brother for 45 min",
        "meeting sam tomorrow",
        "will meet sam for 45 min friday",
        "going to see sam 45 min",
        "have you met Sam",
        "met sam?",
        "when i met sam he was ok",
        "I met Sam in 2019 inside",
        "saw sam on the bus",
        "hey Sam met your officer today",
        "Tell Sam I'm 10 min late",
        "I'm running 45 min late",
        "met Sam and Dee 45 min",
        "see you tuesday",
        "Dee: great seeing you today",
        "no me vi con Sam",
        "voy a ver a Sam 45 min",
        "todavia no me he visto con Sam",
        "vi a la mama de Sam",
        "ok",
        "",
    ],
)
def test_these_tell_of_none(text: str) -> None:
    assert read(text, "en-US", NAMES, TODAY) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("an hour and a half", 90),
        ("hour and 15", 0),
        ("2 hrs", 120),
        ("1 hr 15 min", 75),
        ("half an hour", 30),
        ("hora y media", 90),
        ("media hora", 30),
        ("an hour ago", 0),
        ("in 45 min", 0),
        ("10 min late", 0),
        ("hace una hora", 0),
        ("400 hours", 0),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert length_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("at the moment he is fine", ""),
        ("in the morning", ""),
        ("at the library for an hour", "the library"),
        ("at Greggs today", "Greggs"),
        ("en la tarde", ""),
        ("en su casa, hablamos", "su casa"),
        ("at Sam", ""),
    ],
)
def test_places(text: str, place: str) -> None:
    assert place_in(text, NAMES) == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", YESTERDAY),
        ("on friday", TODAY),
        ("last friday", date(2026, 11, 20)),
        ("monday", date(2026, 11, 23)),
        ("3 days ago", date(2026, 11, 24)),
        ("hace dos dias", date(2026, 11, 25)),
        ("11/3", date(2026, 11, 3)),
        ("3 nov", date(2026, 11, 3)),
        ("sat down with him", None),
        ("el sabado", date(2026, 11, 21)),
        ("dec 24", date(2025, 12, 24)),
        ("feb 30", None),
    ],
)
def test_a_day_that_was(text: str, day: date | None) -> None:
    assert day_back(text, "en-US", TODAY) == day


def test_the_order_of_a_date_is_the_languages() -> None:
    assert day_back("3/11", "en-GB", TODAY) == date(2026, 11, 3)
    assert day_back("3/11", "en-US", TODAY) == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("dec 3 to 14", "2026-12-03", "2026-12-14"),
        ("3-14 dec", "2026-12-03", "2026-12-14"),
        ("del 3 al 14 de diciembre", "2026-12-03", "2026-12-14"),
        ("mon 7 dec to fri 11 dec", "2026-12-07", "2026-12-11"),
        ("12/1 - 12/15", "2026-12-01", "2026-12-15"),
        ("dec 20 - jan 3", "2026-12-20", "2027-01-03"),
        ("from monday for two weeks", "2026-11-30", "2026-12-13"),
        ("two weeks from monday", "2026-11-30", "2026-12-13"),
        ("desde manana por dos semanas", "2026-11-28", "2026-12-11"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("la semana que viene", "2026-11-30", "2026-12-06"),
        ("this weekend", "2026-11-28", "2026-11-29"),
        ("until sunday", "2026-11-27", "2026-11-29"),
        ("tomorrow", "2026-11-28", "2026-11-28"),
        ("for a week", "2026-11-27", "2026-12-03"),
    ],
)
def test_from_when_until_when(text: str, first: str, last: str) -> None:
    assert span_ahead(text, "en-US", TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "dunno", "from monday", "nov 3 to nov 14", "a year", "dec 14 to dec 3 next year maybe 4 jan"]
)
def test_what_is_no_span(text: str) -> None:
    assert span_ahead(text, "en-US", TODAY) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "yes"),
        ("ok thanks", "yes"),
        ("si", "yes"),
        ("UNDO", "undo"),
        ("take it back", "undo"),
        ("deshacer", "undo"),
        ("no it was 30 min", "change no it was 30 min"),
        ("it was yesterday", "change it was yesterday"),
        ("no, at the cafe", "change no, at the cafe"),
        ("no", None),
        ("see you at the library", None),
        ("4pm at the library", None),
        ("friday 5pm", None),
        ("no can we do 30 min friday?", None),
        ("are you free on tuesday for a walk in the park with the dog", None),
        ("hm", None),
    ],
)
def test_what_is_said_to_a_meeting_read_back(text: str, answer: str | None) -> None:
    found = read_right(text, "en-US")
    assert (found and found[0]) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("45", "minutes 45"),
        ("about 45", "minutes 45"),
        ("an hour", "minutes 60"),
        ("2", None),
        ("999", None),
        ("not sure", "yes"),
        ("undo", "undo"),
        ("yes", None),
    ],
)
def test_how_long_it_was(text: str, answer: str | None) -> None:
    found = read_how_long(text, "en-US")
    assert (found and found[0]) == answer
