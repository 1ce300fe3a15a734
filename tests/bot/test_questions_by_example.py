"""Which question about us a text asks, by the nearest examples, in either language, with slips."""

import pytest

from bot.listening import Listening
from conversations import heard
from conversations.heard import Kind
from conversations.weighing import weigh
from safety.second_look import SecondLook

ASKED = [
    ("oye this goes to my PO or que", Kind.ABOUT_AUTHORITY),
    ("is it confidenshal", Kind.ABOUT_READERS),
    ("do you guys keep todo lo que escribo", Kind.ABOUT_READERS),
    ("esto es inteligencia artificial vd", Kind.ABOUT_BOT),
    ("how much is each text", Kind.ABOUT_COST),
    ("dose it cost muney to anser", Kind.ABOUT_COST),
    ("how would I go about ending the weekly messages", Kind.ABOUT_STOP),
]
# Not known for sure: a person reads them, and nothing that is not true is said.
IN_DOUBT = [
    "dos my licens officer see wot i write hear",
    "if I put a 1 is somebody gonna call my probation officer",
    "r u a reel persen",
]
NOT_ASKED = [
    "my PO read my letter out in court",
    "hey can you help me read una carta de la corte",
    "can I leave early on friday",
    "the machine at work broke, I had to stop",
    "who said that to your mom",
    "how much is rent round your way",
    "he said he'd call the police on me",
]


@pytest.fixture(scope="module")
def listening() -> Listening:
    listens = Listening(lambda: 0)
    listens.open(SecondLook())
    return listens


@pytest.mark.found("D14")
@pytest.mark.parametrize(("text", "kind"), ASKED)
def test_what_is_asked_is_read(listening: Listening, text: str, kind: Kind) -> None:
    found = weigh(heard.hear(text), listening.hear(text))
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize("text", IN_DOUBT)
def test_what_is_not_known_for_sure_is_for_a_person(listening: Listening, text: str) -> None:
    assert weigh(heard.hear(text), listening.hear(text)) is None


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_talk_asks_nothing_about_us(listening: Listening, text: str) -> None:
    found = weigh(heard.hear(text), listening.hear(text))
    assert found is None or found.kind not in heard.ABOUT_US
