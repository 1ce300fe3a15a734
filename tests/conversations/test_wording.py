"""Wording: complete and sound at start-up, exact on a phone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import check_in, nudges, sentences
from conversations.catalogue import needed_wording
from conversations.hours import WeekdayTime
from conversations.lines import LINES, pick
from conversations.questions import QUESTIONS, Kind
from conversations.segments import count, is_gsm7
from conversations.state import AskedQuestion, Line
from conversations.wording import LANGUAGES, Composed, Wording, WordingError, compose, plain

FOLDER = Path(__file__).parents[2] / "conversations" / "wording"
SOURCES = {
    language: {file.name: file.read_text(encoding="utf-8") for file in (FOLDER / language).glob("*.ftl")}
    for language in LANGUAGES
}
WORDING = Wording.from_sources(SOURCES)

TYPICAL: dict[str, str | WeekdayTime] = {
    "name": "Marisol",
    "mentor": "Alex",
    "coordinator": "Dana",
    "readers": "Dana and Kim",
    "leads": "Kim and Lou",
    "names": "Dana",
    "last": "Kim",
    "number": "7",
    "person": "Alex",
    "programme": "Open Door",
    "gift": "a bus pass",
    "emergency": "911",
    "step": "call the health centre on Tuesday",
    "goal": "find a place of my own",
    "promise": "a walk by the river",
    "when": WeekdayTime(4, 18, 30),
    "people": "Dee, Luz",
    "seen": "when they are next on",
    "time": "9:00",
    "text": "see you at ten",
    "code": "4821",
    "link": "https://handrail.example/a/4821",
    "signposts": "call 988",
    "places": "Lakeside House, 12 Main St; Shelter, 0808 800 4444",
    "horizon": "In a few months",
    "listed": '1 "a place of my own", 2 "a job"',
    "news": "got my own place!",
    "date": "September 30",
    "month": "September",
    "day": "30",
    "year": "2026",
    "since": "September 30, 2026",
    "until": "November 30, 2026",
    "check_ins": "12",
    "messages": "140",
    "goals": "3",
    "steps": "14",
    "place": "Lakeside Housing Desk",
    "word": "BLUE",
    "how": "555-0142, weekdays 9 to 4",
    "lead": "Dana",
    "whom": "Alex",
    "other": "Alex",
    "weekday": "Wednesday",
    "clock": "6:30pm",
    "words": "Thursday at 3 at the library",
    "who": "my sister Anna",
    "more": "when I cannot sleep. 555-0188",
    "support": "call or text 988",
    "topic": "Limits, yours and theirs",
    "length": "1.5 hours",
    "hours": "2",
    "minutes": "45",
    "lessons": "4",
    "options": "call 1-800-662-4357",
    "area": "Oak Park",
    "what": "a bed for tonight",
    "meeting": "Marisol, yesterday, 45 min, the library",
    "meetings": "Marisol, Wednesday, January 14, 3pm",
}

# Small wording of our own, for the start-up checks.
SMALL = """
hello = Hi { $name }
reminder = Still there?
weekday-time = { $day } { $clock }
weekday-0 = Mo
weekday-1 = Tu
weekday-2 = We
weekday-3 = Th
weekday-4 = Fr
weekday-5 = Sa
weekday-6 = Su
clock = { $hour24 }
"""
NEEDED = {"hello": frozenset({"name"})}


def small(added: str = "", language: str = "es", **files: str) -> Wording:
    sources = {each: {"a.ftl": SMALL} for each in LANGUAGES}
    sources[language] = {"a.ftl": SMALL + added, **{f"{name}.ftl": source for name, source in files.items()}}
    return Wording.from_sources(sources, NEEDED)


def test_sound_wording_starts() -> None:
    assert small().render("es", "hello", name="Ana") == "Hi Ana"
    assert (
        small("more = { hello }!\n-brand = X\nmark = { -brand }\n").render("es", "more", name="Ana")
        == "Hi Ana!"
    )


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ("broken = { $name\n", r"es/a\.ftl: cannot be read from 'broken = "),
        ("stray words\n", r"es/a\.ftl: cannot be read"),
        ("hello = again\n", r"'hello' is there already"),
        ("extra = { nowhere }\n", r"'extra' refers to 'nowhere', which does not exist"),
        ("extra = { hello.title }\n", r"'extra' refers to 'hello.title'"),
        ("extra = { -brand }\n", r"'extra' refers to '-brand'"),
        ("one = { two }\ntwo = { one }\n", r"refers to itself in a circle"),
        ("self = { self }\n", r"'self' refers to itself in a circle"),
        ("-brand = { $name }\n", r"term '-brand' uses a variable"),
        ("extra = { NUMBER(1) }\n", r"'extra' uses a function"),
    ],
)
def test_unsound_wording_does_not_start(added: str, says: str) -> None:
    with pytest.raises(WordingError, match=says):
        small(added)


def test_missing_wording_does_not_start() -> None:
    sources = {language: {"a.ftl": SMALL} for language in LANGUAGES}
    with pytest.raises(WordingError, match="no wording for es"):
        Wording.from_sources({language: sources[language] for language in ("en-US", "en-GB")}, NEEDED)
    sources["en-GB"] = {"a.ftl": SMALL.replace("hello =", "helo =")}
    with pytest.raises(WordingError, match=r"en-GB/\*\.ftl: 'hello' is missing"):
        Wording.from_sources(sources, NEEDED)
    sources["en-GB"] = {"a.ftl": SMALL}
    with pytest.raises(WordingError, match=r"en-US/a\.ftl: 'hello\.again' is missing"):
        Wording.from_sources(sources, {**NEEDED, "hello.again": frozenset()})


def test_a_variable_nobody_supplies_does_not_start() -> None:
    sources = {language: {"a.ftl": SMALL} for language in LANGUAGES}
    for source in (
        SMALL.replace("{ $name }", "{ $nam }"),
        SMALL.replace("Hi { $name }", "{ deep }") + "deep = { deeper }\ndeeper = { $nam }\n",
        SMALL.replace("Hi { $name }", "{ $nam ->\n    [x] y\n   *[z] q\n}"),
    ):
        sources["es"] = {"a.ftl": source}
        with pytest.raises(WordingError, match=r"uses \$nam, which is never given; use \$name"):
            Wording.from_sources(sources, NEEDED)


def test_the_real_wording_starts_only_while_it_is_whole() -> None:
    """Taking any one file away, in any language, is noticed."""
    for language, files in SOURCES.items():
        for name in files:
            rest = {each: source for each, source in files.items() if each != name}
            with pytest.raises(WordingError, match=language):
                Wording.from_sources({**SOURCES, language: rest})


def test_nothing_is_written_that_nobody_says() -> None:
    used = {wording.partition(".")[0] for wording in needed_wording()}
    used |= {"reminder", "weekday-time", "clock", *(f"weekday-{number}" for number in range(7))}
    for files in SOURCES.values():
        written = {
            line.partition(" =")[0]
            for source in files.values()
            for line in source.splitlines()
            if line[:1].isalpha()
        }
        assert written == used


def test_render_refuses_what_is_not_there() -> None:
    with pytest.raises(WordingError, match="no 'nowhere'"):
        WORDING.render("es", "nowhere")
    with pytest.raises(WordingError, match=r"no 'ask-mood\.n9'"):
        WORDING.render("es", "ask-mood.n9")
    with pytest.raises(WordingError, match="no wording for 'fr'"):
        WORDING.render("fr", sentences.HELP)
    with pytest.raises(WordingError, match="variable that was not given"):
        WORDING.render("es", sentences.RELAYED)
    assert WORDING.languages == LANGUAGES


def test_words_are_put_in_exactly_as_given() -> None:
    given = "“ñ” { $name } <b> 👩‍👧 4,821"
    assert WORDING.render("en-US", sentences.RELAY, name="Jo", text=given) == f"Jo: {given}"
    assert WORDING.render("en-US", sentences.RELAY, name="Jo", text="a\r\nb\x07c") == "Jo: a  b c"
    assert plain("\u202eabc\u2066\u200b\ue000\x1b[1m") == "abc [1m"
    long = "word " * 800 + "end"
    assert WORDING.render("en-US", sentences.RELAY, name="Jo", text=long) == f"Jo: {long}"
    assert "4821" in WORDING.render("en-US", sentences.ACK_CONFIRMED, code=4821)


@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
def test_rendering_adds_nothing_invisible(text: str, language: str) -> None:
    assert WORDING.render(language, sentences.RELAY, name="Jo", text=text) == f"Jo: {plain(text)}"


def test_days_and_times() -> None:
    moments = [WeekdayTime(4, 18), WeekdayTime(0, 9, 5), WeekdayTime(6, 12, 30), WeekdayTime(5, 20, 30)]
    said = {
        language: [WORDING.render(language, "welcome-ready", name="Jo", when=moment) for moment in moments]
        for language in LANGUAGES
    }
    assert [each.split(": ")[1] for each in said["en-US"]] == [
        "Fridays at 6 PM.",
        "Mondays at 9:05 AM.",
        "Sundays at 12:30 PM.",
        "Saturdays at 8:30 PM.",
    ]
    assert said["en-GB"][1].endswith("Mondays at 9:05am.")
    assert said["es"][0].endswith("los viernes a las 18:00.")


def test_compose_without_buttons_numbers_the_options() -> None:
    asked = AskedQuestion(check_in.STEP_WENT, "step-went", {"step": "call Jo"})
    line = Line("check-in-hello-1", "check-in-hello-1", {"name": "Sam"})
    assert compose(WORDING, "en-US", (line,), asked, buttons=False) == Composed(
        "Hi Sam, it's your weekly check-in.\n"
        'Last time your step was "call Jo". How did it go?\n1 Done\n2 Partly\n3 Not yet'
    )
    mood = AskedQuestion(check_in.MOOD, "mood", {})
    assert compose(WORDING, "en-US", (), mood, buttons=False).text.startswith("How was your week, from 1")
    assert "\n" not in compose(WORDING, "en-US", (), mood, buttons=False).text


def test_compose_with_buttons_leaves_the_list_out() -> None:
    asked = AskedQuestion(check_in.STEP_WENT, "step-went", {"step": "call Jo"}, reminder=True)
    assert compose(WORDING, "es", (), asked, buttons=True) == Composed(
        'Sin prisa. Por si no viste este mensaje:\nLa vez pasada tu paso era "call Jo". ¿Qué tal te fue?',
        (("Hecho", "done"), ("A medias", "partly"), ("Por ahora no", "not_yet")),
    )
    again = AskedQuestion(check_in.NEXT_STEP, "next-step", {}, again=True)
    message = compose(WORDING, "en-GB", (), again, buttons=True)
    assert message.text.startswith("Sorry, I couldn't use that.")
    assert message.buttons == (("Skip", "skip"),)
    assert compose(WORDING, "es", (), None, buttons=True) == Composed("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_that_is_typed_is_its_option(language: str) -> None:
    for question in QUESTIONS.values():
        for number, option in enumerate(question.options, start=1):
            label = WORDING.render(language, option.label)
            for reply in (
                label,
                label.upper(),
                label + ".",
                f"{number} {label}" if question.listed else label,
            ):
                read = question.read(reply, language)
                assert read is not None, (question.id, reply)
                assert read.value == question.tapped(option.code), (question.id, reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_fits_a_basic_phone(language: str) -> None:
    """One or two segments with typical names; English never leaves the GSM 7-bit alphabet."""
    for wording, variables in needed_wording().items():
        if wording.startswith(("voice-", "menu-", "day-")):
            continue  # spoken, or shown beside Telegram's text box
        text = WORDING.render(language, wording, **{name: TYPICAL[name] for name in variables})
        cost = count(text)
        assert cost.segments <= 2, (wording, text)
        assert is_gsm7(text), (wording, text)
        if not wording.startswith(("invite", "mentor-welcome", "need-")):
            assert cost.segments == 1, (wording, text)


def test_no_line_names_what_others_must_not_read() -> None:
    """Phones lie on tables; and a carrier's opt-out words are never offered as commands."""
    private = ("prison", "probation", "parole", "recovery", "crisis", "offend", "inmate", "cárcel", "prisión")
    commands = ("STOPALL", "UNSUBSCRIBE", "CANCEL", "QUIT", "REVOKE", "OPTOUT", " END ")
    for files in SOURCES.values():
        for source in files.values():
            assert not [word for word in private if word in source.lower()]
            assert not [word for word in commands if word in source]


def test_staff_alerts_say_nothing_about_anybody() -> None:
    assert LINES[sentences.STAFF_ALERT] == {"programme", "code", "link"}


@pytest.mark.mission("4.1")
def test_nudges_tell_only_what_may_be_told() -> None:
    shared = nudges.after_check_in("Sam", "call Jo", False, turn=0)
    private = nudges.after_check_in("Sam", "", False, turn=0)
    asks = nudges.after_check_in("Sam", "", True, turn=0)
    text = [compose(WORDING, "en-US", lines, None, False).text for lines in (shared, private, asks)]
    assert 'Next step: "call Jo"' in text[0]
    assert "details stay private" in text[1]
    assert "A short hello is enough." in text[2]
    assert all(said.endswith("SEEN, CALL or NOTE.") for said in text)
    assert "Sam hasn't answered" in compose(WORDING, "en-US", nudges.quiet("Sam"), None, False).text


def test_nudges_go_round() -> None:
    asked = [nudges.after_check_in("Sam", "", False, turn)[1].wording for turn in range(2 * len(nudges.ASK))]
    assert len(set(asked)) == len(nudges.ASK)
    assert all(one != other for one, other in pairwise(asked))
    assert pick(("a", "b"), 3) == "b"


def test_every_question_says_how_to_answer_without_buttons() -> None:
    for language in LANGUAGES:
        skip = WORDING.render(language, "option-skip").upper()
        for question in QUESTIONS.values():
            if question.kind is Kind.TEXT and question.options:
                variables = {name: TYPICAL[name] for name in question.variables}
                assert skip in WORDING.render(language, question.wording, **variables), question.id
                assert skip in WORDING.render(language, f"{question.wording}.again", **variables), question.id
