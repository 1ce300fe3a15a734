"""What a text means by its nearest examples: they vote, and where they do not agree nobody knows."""

from pathlib import Path

import pytest

from conversations import intents
from conversations.acknowledging import HEARD
from conversations.heard import ABOUT_US, Kind
from conversations.intents import BadExamples, Intent, Meaning, shares
from conversations.weighing import by_example


def meant(*near: tuple[float, str], calm: bool = True) -> Intent | None:
    return Meaning(shares(near), calm).intent


def test_the_nearest_examples_decide_together() -> None:
    assert meant((0.9, "met"), (0.85, "met"), (0.4, "thanks"), (0.4, "other")) is Intent.MET


def test_where_they_do_not_agree_nobody_knows() -> None:
    assert meant((0.9, "met"), (0.9, "thanks"), (0.88, "moved")) is None
    assert meant() is None
    assert meant((-0.2, "met")) is None


def test_what_is_like_none_of_them_means_none_of_them() -> None:
    assert meant((0.9, "other"), (0.9, "other"), (0.3, "met")) is None


def test_one_that_is_far_nearer_outweighs_several() -> None:
    assert meant((0.95, "arrested"), (0.5, "other"), (0.5, "other"), (0.5, "met")) is Intent.ARRESTED


def test_in_danger_nothing_is_told_by_example() -> None:
    assert meant((0.9, "apologises"), (0.9, "apologises"), calm=False) is None


def test_every_intent_has_examples_in_both_languages() -> None:
    for language in intents.LANGUAGES:
        names = {file.stem for file in (intents.HERE / language).glob("*.txt")}
        assert names == {*Intent, intents.OTHER}


def test_no_example_stands_for_two_intents() -> None:
    seen: dict[str, str] = {}
    for example in intents.read():
        assert seen.setdefault(example.text, example.intent) == example.intent, example.text


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / name).write_text(text, encoding=encoding)


def test_a_coordinator_adds_lines(tmp_path: Path) -> None:
    write(tmp_path, "met.txt", "# from the team\nwe sat down for a brew\n\n  saw him tuesday  \n")
    assert [(one.intent, one.text) for one in intents.read(tmp_path)] == [
        ("met", "we sat down for a brew"),
        ("met", "saw him tuesday"),
    ]


def test_a_file_named_after_nothing_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, "meeting.txt", "we met\n")
    with pytest.raises(BadExamples, match=r"en/meeting.txt: there is no such intent"):
        intents.read(tmp_path)


def test_a_file_that_is_no_plain_text_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, "met.txt", "café, señor\n", encoding="utf-16")
    with pytest.raises(BadExamples, match=r"en/met.txt: save it as plain text"):
        intents.read(tmp_path)


def test_every_intent_has_a_line_but_two() -> None:
    """Thanks close an exchange by words alone; a quiet week without a relapse needs no cheer."""
    for intent in Intent:
        found = by_example(intent)
        if intent in (Intent.THANKS, Intent.RECOVERY_OK):
            assert found is None
            continue
        assert found is not None
        assert not found.sure
        own_line = {Kind.NEED, Kind.WANTS_PERSON, Kind.GREETING, Kind.ASKS_ABOUT_US}
        assert found.kind in HEARD or found.kind in own_line | ABOUT_US
    assert by_example(None) is None
