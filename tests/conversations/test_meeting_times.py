"""When and where people mean to meet, as they write it on a Monday at ten."""

from datetime import datetime

import pytest

from conversations.how_long import UNKNOWN, read_minutes
from conversations.meeting_moments import Problem, settle
from conversations.meeting_times import read_meeting
from conversations.meeting_words import proposed

NOW = datetime(2026, 1, 5, 10)

READ = [
    # (what they write, the moment, the place)
    ("thurs 3pm library", "2026-01-08 15:00", "library"),
    ("Thursday at 3 at the library", "2026-01-08 15:00", "the library"),
    ("thurs 3 library", "2026-01-08 15:00", "library"),
    ("jueves 3pm biblioteca", "2026-01-08 15:00", "biblioteca"),
    ("el jueves a las 3 en la biblioteca", "2026-01-08 15:00", "la biblioteca"),
    ("jueves a las tres y media en la biblioteca", "2026-01-08 15:30", "la biblioteca"),
    ("mañana a las 4 de la tarde en el café", "2026-01-06 16:00", "el café"),
    ("mañana por la mañana a las 9 en el parque", "2026-01-06 09:00", "el parque"),
    ("pasado mañana 10am", "2026-01-07 10:00", ""),
    ("jueves a la una en el parque", "2026-01-08 13:00", "el parque"),
    ("tomorrow at 4 by the fountain", "2026-01-06 16:00", "the fountain"),
    ("tonight 7 McDonald's", "2026-01-05 19:00", "McDonald's"),
    ("3pm library", "2026-01-05 15:00", "library"),
    ("monday 3pm", "2026-01-05 15:00", ""),
    ("monday 9am", "2026-01-12 09:00", ""),
    ("next thursday 3pm library", "2026-01-15 15:00", "library"),
    ("thursday week 3pm cafe", "2026-01-15 15:00", "cafe"),
    ("thurs half 3 library", "2026-01-08 15:30", "library"),
    ("thurs quarter to 4 bus station", "2026-01-08 15:45", "bus station"),
    ("Thursday 3-4pm library", "2026-01-08 15:00", "library"),
    ("thurs 15:30 Starbucks on 5th Ave", "2026-01-08 15:30", "Starbucks on 5th Ave"),
    ("sat 3pm McDonald's on 63rd St", "2026-01-10 15:00", "McDonald's on 63rd St"),
    ("Friday at 23 Main Street 3pm", "2026-01-09 15:00", "23 Main Street"),
    ("thursday at 14 High Street at 2pm", "2026-01-08 14:00", "14 High Street"),
    ("Thursday 8 January 3pm Costa", "2026-01-08 15:00", "Costa"),
    ("Jan 8 at noon Costa", "2026-01-08 12:00", "Costa"),
    ("the 15th 10am Greggs", "2026-01-15 10:00", "Greggs"),
    ("1/8/2026 3pm", "2026-01-08 15:00", ""),
    ("thurs library", Problem.NO_HOUR, "library"),
    ("library", Problem.NO_HOUR, "library"),
    ("9am library", Problem.NO_DAY, "library"),
    ("thurs or fri 3pm library", Problem.NO_DAY, "library"),
    ("thurs 3pm or 4pm library", Problem.NO_HOUR, "library"),
    ("31 feb 3pm park", Problem.NO_SUCH_DAY, "park"),
    ("Friday 8 January 3pm", Problem.NO_SUCH_DAY, ""),
    ("3 jan 3pm", Problem.PAST, ""),
    ("today 9am", Problem.PAST, ""),
    ("2am friday", Problem.NIGHT, ""),
    ("friday 25:00", Problem.NIGHT, ""),
]


@pytest.mark.parametrize(("text", "at", "place"), READ)
def test_day_hour_and_place(text: str, at: str | Problem, place: str) -> None:
    named = read_meeting(text)
    found = settle(named, NOW, "US")
    assert (f"{found:%Y-%m-%d %H:%M}" if isinstance(found, datetime) else found) == at
    assert named.place == place


def test_day_and_month_stand_as_the_country_writes_them() -> None:
    named = read_meeting("6/5 3pm")
    assert settle(named, NOW, "US") == datetime(2026, 6, 5, 15)
    assert settle(named, NOW, "GB") == datetime(2026, 5, 6, 15)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "👍", "3" * 500, "at at at at", "thurs " * 200, "12:61", "99/99 3pm"]
)
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    settle(read_meeting(text), NOW, "GB")


LENGTHS = [
    ("45 min", 45),
    ("an hour", 60),
    ("about an hour and a half", 90),
    ("1.5 hours", 90),
    ("1h30", 90),
    ("2", 120),
    ("45", 45),
    ("hora y media", 90),
    ("media hora", 30),
    ("not sure", UNKNOWN),
    ("no sé", UNKNOWN),
    ("9", None),
    ("all day", None),
    ("it was great", None),
    ("900 hours", None),
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS)
def test_how_long_it_was(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


PROPOSED = [
    ("can we meet thurs at 3 at the library?", "thurs at 3 at the library"),
    ("hey Dee can we meet up tomorrow 4pm Costa", "tomorrow 4pm Costa"),
    ("podemos vernos el jueves a las 3 en la biblioteca?", "el jueves a las 3 en la biblioteca"),
    ("I met him thursday 3pm", ""),
    ("meeting with my PO thursday 3pm", ""),
    ("can we meet thursday?", ""),
    ("see you at 3", ""),
    ("can we meet thurs at 3 because I have to see my lawyer before that", "thurs at 3"),
    ("thrusday at 3 can we meet?", "thursday at 3"),
]


@pytest.mark.parametrize(("text", "words"), PROPOSED)
def test_words_that_propose_a_meeting(text: str, words: str) -> None:
    assert proposed(text) == words
