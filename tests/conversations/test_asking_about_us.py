"""Which question about us the kinds of words in a text ask, in either language, with slips."""

import pytest

from conversations.heard import Kind, hear

ASKED = [
    ("dos my licens officer see wot i write hear", Kind.ABOUT_AUTHORITY),
    ("oye this goes to my PO or que", Kind.ABOUT_AUTHORITY),
    ("if I put a 1 is somebody gonna call my probation officer", Kind.ABOUT_AUTHORITY),
    ("is it confidenshal", Kind.ABOUT_READERS),
    ("2. rough one. who else sees it", Kind.ABOUT_READERS),
    ("do you guys keep todo lo que escribo", Kind.ABOUT_READERS),
    ("r u a reel persen", Kind.ABOUT_BOT),
    ("esto es inteligencia artificial vd", Kind.ABOUT_BOT),
    ("how much is each text", Kind.ABOUT_COST),
    ("dose it cost muney to anser", Kind.ABOUT_COST),
    ("how would I go about ending the weekly messages", Kind.ABOUT_STOP),
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


@pytest.mark.found("D14")
@pytest.mark.parametrize(("text", "kind"), ASKED)
def test_what_the_words_ask_is_read(text: str, kind: Kind) -> None:
    heard = hear(text)
    assert heard is not None
    assert heard.kind is kind


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_talk_asks_nothing_about_us(text: str) -> None:
    heard = hear(text)
    assert heard is None or not heard.kind.startswith("about-")
