"""How replies are read: generously, and never wrongly."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.check_in import CONTACT, MOOD, NEXT_STEP, STEP_WENT
from conversations.hours import WeekdayTime
from conversations.plain import Unreadable, from_plain, to_plain
from conversations.questions import QUESTIONS, Read
from conversations.reading import read_scale
from conversations.self_care import PROMISE_ONWARD, PROMISE_WENT, Kept, Onward
from conversations.small_steps import GOING, HORIZON, Going, Horizon, Went
from conversations.welcome import CALL_NAME, CHECK_IN_DAY, IS_YOU
from language.tokens import phrases, tidy


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        ("4", 4),
        (" 4. ", 4),
        ("4!!", 4),
        ("(4)", 4),
        ("4️⃣", 4),
        ("４", 4),  # full-width, as some keyboards write it
        ("four", 4),
        ("Four", 4),
        ("cuatro", 4),
        ("4/5", 4),
        ("4 out of 5", 4),
        ("4 of 5", 4),
        ("cuatro de cinco", 4),
        ("5/5", 5),
        ("four I guess", 4),
        ("I'd say a 4", 4),
        ("i’d give it a 3", 3),
        ("maybe 3?", 3),
        ("probably a 2 tbh", 2),
        ("👍", 4),
        ("👍🏾", 4),
        ("4 🙏", 4),
        ("👎", 2),
        ("meh ok 3", 3),
        ("a bit better maybe 3", 3),
        ("2 been rough since tuesday", 2),
        ("2, been rough since tuesday", 2),
        ("Rough week, slept badly. 2", 2),
        ("3 - ok", 3),
        ("3\nok i guess", 3),
        ("5 got the job!", 5),
        ("5 best week in ages", 5),
        ("1 worst week", 1),
        ("2 semana dura", 2),
        ("this week was a 2", 2),
        ("not great, 2", 2),
        ("ok", 3),
        ("OK.", 3),
        ("so-so", 3),
        ("so so", 3),
        ("pretty good", 4),
        ("really good!", 5),
        ("not good", 2),
        ("not great", 2),
        ("not bad", 3),
        ("awful", 1),
        ("Great thanks", 5),
        ("bien", 4),
        ("muy bien", 5),
        ("más o menos", 3),
        ("mal", 2),
        ("muy mal", 1),
        ("un 4", 4),
        ("creo que un 3", 3),
        ("1 - very hard", 1),
        ("5 - muy buena", 5),
        # never wrongly
        ("", None),
        ("?", None),
        ("0", None),
        ("6", None),
        ("10", None),
        ("44", None),
        ("100%", None),
        ("30 years", None),
        ("4.5", None),
        ("4,5", None),
        (".5", None),
        ("3½", None),
        ("3 and a half", None),
        ("-3", None),
        ("4/10", None),
        ("2-3", None),
        ("1 or 2", None),
        ("between 2 and 3", None),
        ("two or three", None),
        ("twenty four", None),
        ("4 days clean", None),
        ("day 4", None),
        ("week 3", None),
        ("4 weeks", None),
        ("3 kids", None),
        ("2 too many drinks", None),
        ("3 people hate me", None),
        ("clean for 4 days", None),
        ("3 more days", None),
        ("4pm", None),
        ("at 4 today", None),
        ("4th", None),
        ("u2", None),
        ("b4", None),
        ("me 2", None),
        ("4:30", None),
        ("$3", None),
        ("not a 4", None),
        ("more than 3", None),
        ("less than 2", None),
        ("almost 4", None),
        ("a good one", None),
        ("one of those weeks", None),
        ("not a good one", None),
        ("no one", None),
        ("5 awful", None),
        ("1 great", None),
        ("good but hard", None),
        ("my mum is great", None),
        ("good morning", None),
        ("ok thanks", None),
        ("when is my appointment", None),
        ("not so sure", None),
        ("2 good days 3 bad", None),
        ("12345678901234567890", None),
    ],
)
def test_a_week_from_one_to_five(reply: str, value: int | None) -> None:
    read = MOOD.read(reply, "en-US")
    assert (read.value if read else None) == value


# What is said after the number, without and with a mark between them.
NUMBER_FIRST = {
    "en-US": (
        "2, rough one",
        "2 rough one",
        "2. rough one, slept 3 hours",
        "2 - been sick 3 days",
        "2 been sick 3 days",
        "4, saw my 2 kids",
        "3, court at 9am",
        "3 court is at 9am",
        "4 good one",
        "4, a good one",
        "5, great one thanks",
        "2, one of those weeks",
        "1, this one was hard",
        "2 lost my job",
        "2 missed the bus and got there late",
        "2 cant sleep",
        "2 can't sleep",
        "2 mum is ill",
        "3 work was long",
        "4 not bad at all",
        "2 not sleeping",
        "1 everything went wrong",
        "2 nothing went right",
        "3 tired",
        "2 tired",
        "3 tired but ok",
        "2 stressed with work",
        "5 saw my daughter",
        "4 all good",
        "3, things were ok",
        "2 struggling with rent",
        "1 terrible day at court",
        "2 rough night",
        "4 proud of myself",
        "4 he called me",
        "2 she left me",
        "3 still here",
        "I'd say 2, rough one",
        "about a 2, rough week",
        "2: rough one",
        "(2) rough one",
        "2!! rough one",
        "3 same as last week",
        "3 same as last week",
        "2, one of those weeks",
    ),
    "es": (
        "2, semana dura",
        "2, una mala",
        "2 me fue mal",
        "2 perdí mi trabajo",
        "4, vi a mis 2 hijos",
        "4 vi a mi hija",
        "3 cansado",
        "3 cansada pero bien",
        "2 no pude dormir",
        "1 todo mal",
        "4 todo bien",
        "2 mi mamá está enferma",
        "2 mamá está enferma",
        "3, dormí 4 horas",
        "2 lo perdí todo",
        "2 se me hizo larga",
        "5 me siento genial",
        "3 igual que la otra",
    ),
}
COUNTS = {
    "en-US": (
        "30 years",
        "2 weeks late",
        "4 of us",
        "5 months clean",
        "4 days clean",
        "3 kids",
        "3 kids and im ok",
        "2 kids were ill",
        "2 tired to talk",
        "2 scared to go",
        "2 much",
        "2 many drinks",
        "2 late",
        "4 real",
        "4 sure",
        "4 me",
        "4 u",
        "2 nite",
        "2 day was bad",
        "3 am",
        "3 am cant sleep",
        "4 pm",
        "5 o'clock is fine",
        "1 drink",
        "1 kid is sick",
        "1 friend died",
        "2 friends died",
        "3 missed calls",
        "2 bad nights",
        "3 good days",
        "2 court dates",
        "2 job interviews",
        "1 or 2",
        "2, 3",
        "2, or 3",
        "4, no 3",
        "4 no wait 2",
        "2 or 3 days",
        "2 to 3",
        "1 day at a time",
        "4, 5 months clean",
        "2 hours late",
        "5 minutes",
        "5 min",
        "3 times",
        "1 thing",
        "2 of my friends",
        "2 more weeks",
        "1 week left",
        "3 weeks to go",
        "2 people",
        "4 people were shot",
        "2 years sober",
        "3 yrs clean",
        "5 years since prison",
        "2 beers",
        "3 meetings",
        "1. call mum 2. call dad",
        "2 rough weeks",
        "4 great kids",
        "2 sleep",
        "2 be honest",
        "4 hours sleep",
        "2 out of 3 days",
        "1 hour is enough",
        "3 days was rough",
        "5 days im clean",
        "3rd",
        "2 dollars",
        "2 left",
        "2 jobs",
        "2 broken ribs",
        "1 sec",
        "2 months it was",
        "3 months i was inside",
    ),
    "es": (
        "2 semanas tarde",
        "5 meses limpio",
        "4 de nosotros",
        "3 hijos",
        "30 años",
        "2 dias",
        "1 dia a la vez",
        "2 veces",
        "3 personas",
        "3 horas",
        "2 o 3",
        "entre 2 y 3",
        "5 meses sin tomar",
        "4 años limpio",
        "2 malos dias",
        "2 semanas malas",
        "1 año",
        "3 de la tarde",
        "2 amigos murieron",
        "4 meses y medio",
    ),
}


@pytest.mark.parametrize(
    ("language", "reply"), [(key, one) for key, many in NUMBER_FIRST.items() for one in many]
)
def test_a_number_first_and_then_how_it_was(language: str, reply: str) -> None:
    value = int(next(char for char in reply if char.isdigit()))
    read = MOOD.read(reply, language)
    assert read == Read(value, reply)


@pytest.mark.parametrize(("language", "reply"), [(key, one) for key, many in COUNTS.items() for one in many])
def test_a_count_an_hour_or_text_speak_is_no_mood(language: str, reply: str) -> None:
    assert MOOD.read(reply, language) is None


def test_words_beside_a_number_are_kept() -> None:
    assert MOOD.read("2  been rough\nsince tuesday", "en-US") == Read(2, "2 been rough since tuesday")
    assert MOOD.read("awful", "en-US") == Read(1, "awful")
    assert MOOD.read("4/5", "en-US") == Read(4, "")
    assert MOOD.read("four", "en-US") == Read(4, "")


def test_words_for_a_week_do_not_count_on_other_scales() -> None:
    assert read_scale("great", "en-US", 0, 10) is None
    assert read_scale("10", "en-US", 0, 10) == (10, "")
    assert read_scale("once", "es", 0, 20) == (11, "")
    assert read_scale("once", "en-US", 0, 20) is None


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        *[
            (word, True)
            for word in ("yes", "Y", "YES!", "yeah", "yep sure", "ok", "okay", "go ahead", "please do")
        ],
        *[
            (word, True)
            for word in ("sí", "si", "Sí, claro", "claro", "vale", "dale", "👍", "1", "1 yes", "no problem")
        ],
        *[(word, True) for word in ("yes please", "why not", "thats fine", "yes you can")],
        *[
            (word, False)
            for word in ("no", "N", "nope", "no thanks", "not yet", "rather not", "i dont think so")
        ],
        *[
            (word, False)
            for word in ("no gracias", "mejor no", "todavía no", "prefiero que no", "👎", "2", "not now")
        ],
        *[
            (word, None)
            for word in ("not yes", "yes and no", "yes but not the job", "only if she asks", "3", "", "?")
        ],
        *[
            (word, None)
            for word in ("i dont know", "no sé", "maybe", "yes or no", "si no", "ask me later", "12")
        ],
        *[(word, None) for word in ("i dont mind", "no idea", "ok no", "do not tell him yes", "who is this")],
    ],
)
def test_yes_or_no(reply: str, value: bool | None) -> None:
    read = CONTACT.read(reply, "en-US")
    assert (read.value if read else None) is value


def test_is_this_you() -> None:
    for reply in ("yes it's me", "this is me", "soy yo", "speaking"):
        assert IS_YOU.read(reply, "en-US") is not None, reply
        assert IS_YOU.read(reply, "en-US").value is True, reply  # type: ignore[union-attr]  # None fails the test as well
    for reply in ("wrong number", "no soy yo", "not me", "número equivocado"):
        assert IS_YOU.read(reply, "en-US").value is False, reply  # type: ignore[union-attr]  # None fails the test as well
    assert IS_YOU.read("y", "es") is None  # "and"
    assert IS_YOU.read("ya", "es") is None  # "already"
    assert IS_YOU.read("y", "en-GB") == Read(True)


@pytest.mark.mission("2.4")
@pytest.mark.parametrize(
    ("reply", "value"),
    [
        *[
            (word, Went.DONE)
            for word in ("1", "done", "Done!", "1 done", "#1", "1.", "did it", "yes", "hecho", "ya")
        ],
        *[(word, Went.DONE) for word in ("done, felt great", "lo hice", "✅", "👍", "all done thanks")],
        *[
            (word, Went.PARTLY)
            for word in ("2", "partly", "kind of", "almost", "casi", "a medias", "half", "tried")
        ],
        *[(word, Went.PARTLY) for word in ("2 partly, was tired", "not all of it", "mas o menos", "a bit")],
        *[
            (word, Went.NOT_YET)
            for word in ("3", "not yet", "no", "didn't", "todavía no", "aún no", "forgot")
        ],
        *[
            (word, Went.NOT_YET)
            for word in ("not yet, been busy", "not yet been too busy", "no not yet", "not really")
        ],
        *[
            (word, None)
            for word in ("4", "0", "1 or 2", "2 days left", "2/3", "1 not yet", "done or not yet", "")
        ],
        *[
            (word, None)
            for word in ("done with probation", "done, but not all of it", "not", "who", "almost, no")
        ],
        *[(word, None) for word in ("I will be done with it all soon", "12", "one of them", "nobody did it")],
    ],
)
def test_how_a_step_went(reply: str, value: Went | None) -> None:
    read = STEP_WENT.read(reply, "en-US")
    assert (read.value if read else None) == value


def test_words_beside_an_option_are_kept() -> None:
    assert STEP_WENT.read("2 partly, was tired", "en-US") == Read(Went.PARTLY, "2 partly, was tired")
    assert STEP_WENT.read("3", "en-US") == Read(Went.NOT_YET)


def test_other_choices() -> None:
    assert GOING.read("change it", "en-US") == Read(Going.CHANGE, "change it")
    assert GOING.read("4", "en-US") == Read(Going.CHANGE)
    assert HORIZON.read("in a few months", "en-US") == Read(Horizon.SHORT, "in a few months")
    assert HORIZON.read("2 years", "en-US") is None
    assert PROMISE_WENT.read("esta vez no", "es") == Read(Kept.NOT_THIS_TIME, "esta vez no")
    assert PROMISE_ONWARD.read("keep it", "en-US") == Read(Onward.KEEP, "keep it")


@pytest.mark.parametrize(
    ("reply", "moment"),
    [
        ("fridays after 6", (4, 18, 0)),
        ("fri 6pm", (4, 18, 0)),
        ("Fri 6 p.m.", (4, 18, 0)),
        ("friday 6p", (4, 18, 0)),
        ("18:00 friday", (4, 18, 0)),
        ("friday at 18.30", (4, 18, 30)),
        ("wed 630pm", (2, 18, 30)),
        ("1830 wednesday", (2, 18, 30)),
        ("Sat 9am", (5, 9, 0)),
        ("saturday morning at 9", (5, 9, 0)),
        ("sunday 10", (6, 10, 0)),
        ("monday 8", (0, 8, 0)),
        ("monday 8 in the evening", (0, 20, 0)),
        ("thursday at noon", (3, 12, 0)),
        ("tuesdays around seven please", (1, 19, 0)),
        ("half past six friday", (4, 18, 30)),
        ("viernes a las 6", (4, 18, 0)),
        ("los viernes a las 6 de la tarde", (4, 18, 0)),
        ("viernes 8 de la noche", (4, 20, 0)),
        ("miércoles a las 6 y media", (2, 18, 30)),
        ("el viernes por la mañana a las 10", (4, 10, 0)),
        ("jueves a la una", (3, 13, 0)),
        ("lunes 18h", (0, 18, 0)),
        ("sábado a mediodía", (5, 12, 0)),
        ("fri 9pm", (4, 21, 0)),
        ("friday", None),
        ("6pm", None),
        ("", None),
        ("whenever", None),
        ("any day 6pm", None),
        ("mon or tue 6", None),
        ("friday 6 or 7", None),
        ("friday 6-7", None),
        ("friday between 5 and 6", None),
        ("not friday 6", None),
        ("friday before 6", None),
        ("06:30 mon", None),
        ("tues 7am", None),
        ("fri 10pm", None),
        ("friday 9:30pm", None),
        ("friday 25:00", None),
        ("friday 6:75", None),
        ("friday 6am evening", None),
        ("friday the 13th 6pm", None),
        ("friday 6pm for 2 weeks", None),
        ("tomorrow at 6", None),
        ("mañana a las 6", None),
        ("friday half 6", None),
        ("friday 99999", None),
    ],
)
def test_a_day_and_a_time(reply: str, moment: tuple[int, int, int] | None) -> None:
    read = CHECK_IN_DAY.read(reply, "es")
    assert (read.value if read else None) == (WeekdayTime(*moment) if moment else None)


def test_own_words() -> None:
    assert NEXT_STEP.read("  call   my\nsister ", "en-US") == Read("call my sister")
    assert NEXT_STEP.read("quit drinking", "en-US") == Read("quit drinking")
    assert NEXT_STEP.read("call 'Jo' \U0001f600", "en-US") == Read("call 'Jo' \U0001f600")
    for skipped in ("skip", "SKIP.", "no thanks", "nothing", "saltar", "no sé", "idk"):
        assert NEXT_STEP.read(skipped, "en-US") == Read(""), skipped
    for unclear in ("", "?", "👍", "...", "ok", "yes", "sí", "x" * 101):
        assert NEXT_STEP.read(unclear, "en-US") is None, unclear


def test_a_name() -> None:
    for reply in ("Jo", "call me Jo", "Hi, I'm Jo!", "my name is Jo.", "me llamo Jo", "soy Jo"):
        read = CALL_NAME.read(reply, "en-US")
        assert read is not None
        assert read.value == "Jo", reply
    assert CALL_NAME.read("Ana María", "es") == Read("Ana María")
    assert CALL_NAME.read("skip", "en-US") == Read("")
    for unclear in ("yes", "ok", "👍", "who is this and why do you ask", "1"):
        assert CALL_NAME.read(unclear, "en-US") is None, unclear


def test_tidy_keeps_what_people_wrote() -> None:
    assert tidy("a\tb\r\n c\x00") == "a b c"
    assert tidy("👩‍👧 ñ “q”") == "👩‍👧 ñ “q”"


def test_a_phrase_has_one_meaning() -> None:
    class Side(StrEnum):
        LEFT = "left"
        RIGHT = "right"

    with pytest.raises(ValueError, match="two meanings"):
        phrases({Side.LEFT: ["here"], Side.RIGHT: ["Here!"]})


def test_moments_are_kept_readably() -> None:
    assert str(WeekdayTime(4, 18, 5)) == "4 18:05"
    assert WeekdayTime.parse("4 18:05") == WeekdayTime(4, 18, 5)
    for broken in ("", "7 10:00", "1 24:00", "1 10:60", "1 9:00"):
        with pytest.raises(Unreadable):
            WeekdayTime.parse(broken)
    with pytest.raises(ValueError, match="weekday"):
        WeekdayTime(7, 10)


def test_plain_values() -> None:
    assert to_plain((Went.DONE, None, WeekdayTime(1, 9))) == [
        "done",
        None,
        {"weekday": 1, "hour": 9, "minute": 0},
    ]
    assert from_plain(WeekdayTime, {"weekday": 1, "hour": 9, "more": 1}) == WeekdayTime(1, 9)
    with pytest.raises(Unreadable, match="'hour'"):
        from_plain(WeekdayTime, {"weekday": 1})
    with pytest.raises(Unreadable):
        from_plain(WeekdayTime, {"weekday": "1", "hour": 9})
    with pytest.raises(Unreadable):
        from_plain(Went, "gone")
    with pytest.raises(TypeError, match="cannot keep"):
        to_plain({1, 2})


@given(reply=st.text(max_size=60), language=st.sampled_from(["en-US", "en-GB", "es"]))
def test_any_reply_is_read_or_unclear(reply: str, language: str) -> None:
    """Nothing that arrives makes a reader fail, and what it reads fits the store."""
    for question in QUESTIONS.values():
        read = question.read(reply, language)
        if read is not None:
            assert question.load(question.dump(read.value)) == read.value


@given(
    number=st.integers(min_value=6, max_value=10**9),
    unit=st.sampled_from(["", " years", " days", "%", "pm", "th"]),
)
def test_no_number_off_the_scale_is_read(number: int, unit: str) -> None:
    assert MOOD.read(f"{number}{unit}", "en-US") is None
