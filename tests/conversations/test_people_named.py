"""Names that are words as well, and names without their accents."""

import pytest

from conversations import keywords, names
from conversations.keywords import Command

KNOWN = {"will", "hope", "sunday", "terry", "jose"}


@pytest.mark.parametrize(
    "text",
    [
        "Terry can you come later",
        "terry, running late",
        "Hi Will can you come later",
        "hey will are you there",
        "Will, can you call me",
        "Thanks Will see you then",
        "Hope: I got it",
        "see you there, Terry",
        "see you there, Will",
        "Hi Sunday I'm outside",
        "josé, llego tarde",
    ],
)
def test_words_to_somebody(text: str) -> None:
    assert names.addresses(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "will call the clinic",
        "Will call the clinic",
        "ok will do that then",
        "hope to see my kids",
        "Hope I sleep better",
        "Sunday call mum",
        "Sunday, church and call mum",
        "call mum, Sunday",
        "call mum, sunday",
        "try it out, hope",
        "willow trees by the lake",
    ],
)
def test_words_to_nobody(text: str) -> None:
    assert not names.addresses(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Terry never listens", "Terry"),
        ("I think terry is angry", "Terry"),
        ("I'm not sure Will likes me", "Will Brook"),
        ("will is always late", "Will"),
        ("I had a row with will", "Will"),
        ("no se si José me escucha", "José"),
        ("no se si jose me escucha", "José"),
    ],
)
def test_words_about_somebody(text: str, name: str) -> None:
    assert names.speaks_of(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I will be there at 6", "Will"),
        ("Will you be there", "Will"),
        ("will do, thanks", "Will"),
        ("Hi Terry that works", "Terry"),
        ("I hope so", "Hope"),
        ("sunday is good", "Terry"),
        ("see you on sunday then", "Sunday"),
    ],
)
def test_words_that_only_sound_like_it(text: str, name: str) -> None:
    assert not names.speaks_of(text, name)


def test_a_surname_must_be_theirs() -> None:
    assert names.means("will", "Will Brook")
    assert names.means("Will Brook", "Will Brook")
    assert names.means("jose", "José")
    assert not names.means("Will Stone", "Will Brook")
    assert not names.means("Will Brook", "Will")
    assert not names.means("", "")


@pytest.mark.parametrize("name", ["Will", "Mark", "Grace", "Hope", "Sunday", "Stop", "Done", "Goal"])
def test_a_mentor_by_that_name_is_told(name: str) -> None:
    for text in (f"tell {name} I'm late", f"tell {name.lower()} that I'm late", f"let {name} know I'm late"):
        keyword = keywords.read(text, "en-US")
        assert keyword is not None
        assert (keyword.kind, keyword.rest, keyword.to.casefold()) == (
            Command.MENTOR,
            "I'm late",
            name.casefold(),
        )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("will you call me", Command.PERSON),
        ("Will you call me", Command.PERSON),
        ("hope you're well", None),
        ("mark it done", None),
        ("Mark done", None),
        ("will do", None),
        ("Will stop texting me", None),
        ("tell Will the truth", None),
        ("sunday", None),
        # Whoever is called Stop: the word still ends the messages.
        ("Stop", Command.STOP),
        ("Hey Stop, are you coming", Command.STOP),
    ],
)
def test_a_name_makes_no_command_and_hides_none(text: str, kind: Command | None) -> None:
    keyword = keywords.read(text, "en-US")
    assert (keyword.kind if keyword else None) == kind
