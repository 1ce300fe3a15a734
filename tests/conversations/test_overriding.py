"""A programme's own sentences: in place of ours where they may be, with the same variables."""

import pytest

from conversations import overriding
from conversations.wording import LANGUAGES
from tests.conversations.test_wording import TYPICAL, WORDING


def problems(source: str, language: str = "en-US") -> list[str]:
    return [f"{one.line}: {one.what}" for one in overriding.read(WORDING, language, source).problems]


def test_a_line_of_ones_own_stands_in_place_of_ours_and_only_it() -> None:
    source = "check-in-hello-1 = Hey { $name }.\nask-mood = How are things, 1 (bad) to 5 (good)?\n"
    own = overriding.read(WORDING, "en-US", source)
    theirs = WORDING.with_programmes({"pr": {"en-US": own.messages}}).of("pr")
    assert theirs.render("en-US", "check-in-hello-1", name="Dee") == "Hey Dee."
    assert theirs.render("en-US", "ask-mood") == "How are things, 1 (bad) to 5 (good)?"
    for language in LANGUAGES:
        for line, known in WORDING.lines(language).items():
            if line.startswith("-") or (language == "en-US" and line in own.lines):
                continue
            given = {name: TYPICAL.get(name, "x") for name in known.variables}
            assert theirs.render(language, line, **given) == WORDING.render(language, line, **given)


def test_another_programme_has_ours() -> None:
    own = overriding.read(WORDING, "es", "check-in-good-1 = Eso me alegra.\n")
    wording = WORDING.with_programmes({"pr": {"es": own.messages}})
    assert wording.of("pr").render("es", "check-in-good-1") == "Eso me alegra."
    assert wording.of("other").render("es", "check-in-good-1") == WORDING.render("es", "check-in-good-1")
    assert WORDING.of("pr") is WORDING


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("\ncheck-in-hullo = Hi", "2: there is no line check-in-hullo"),
        ("check-in-hello-1 = Hi", "1: check-in-hello-1 stands with $name"),
        ("check-in-hello-1 = Hi { $name } { $step }", "1: check-in-hello-1 stands with $name"),
        ("check-in-good-1 = Fine, { $name }", "1: check-in-good-1 stands with no variable"),
        ("stop-confirmed = Bye { $programme }", "1: stop-confirmed is the same for every programme"),
        ("welcome-limits = We tell nobody.", "1: welcome-limits is the same for every programme"),
        ("need-told = { $name } is told", "1: need-told is the same for every programme"),
        ("ask-mood = How?\n    .n1 = awful", "2: ask-mood.n1 is the same for every programme"),
        ("ask-kit-show = May { $readers } read it?", "1: ask-kit-show is the same for every programme"),
        ("-brand = Us", "1: -brand: only lines of ours"),
        ("check-in-good-1 = { check-in-good-2 }", "1: check-in-good-1: only variables"),
        ("check-in-good-1 = Fine\ncheck-in-good-1 = Good", "2: check-in-good-1 stands here twice"),
        ("check-in-good-1 = Fine\nthis is { no line", "2: cannot be read"),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(source: str, says: str) -> None:
    assert any(one.startswith(says) for one in problems(source)), problems(source)


def test_what_people_rely_on_cannot_be_replaced() -> None:
    """Safety, consent, STOP, who reads what, alerts, and the answers to choose from."""
    for language in LANGUAGES:
        for line, known in WORDING.lines(language).items():
            if overriding.may_be_replaced(WORDING, language, line):
                assert not known.variables & {"readers", "leads", "emergency", "signposts", "support"}
                assert not line.startswith(
                    ("welcome", "mentor-welcome", "invite", "stop-", "staff-", "need-")
                )
                assert "." not in line or line.endswith(".again")
