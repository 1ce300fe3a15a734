"""Listening by nearest examples: calm texts only, and nobody waits for it while many messages wait."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot import listening
from bot.listening import Listening
from conversations import intents
from conversations.intents import Example, Intent

EXAMPLES = [
    *(Example("met", text) for text in ("we met", "saw him", "had a brew together", "sat down with terry")),
    *(
        Example("moved", text)
        for text in ("new address", "moved house", "im at my sisters now", "left the hostel")
    ),
]


class Words:
    """An encoder that knows each text by which intent's examples it is told to be like."""

    fingerprint = "these"

    def __init__(self, danger: float = -4.0) -> None:
        self.danger = danger
        self.read_texts: list[str] = []

    def vectors(self, texts: list[str]) -> NDArray[np.float32]:
        return self.read(texts)[1]

    def read(self, texts: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        self.read_texts += texts
        met = {one.text for one in EXAMPLES if one.intent == "met"} | {"met up with terry at last"}
        rows = [[1.0, 0.0] if text in met else [0.0, 1.0] for text in texts]
        return np.full(len(texts), self.danger, np.float32), np.array(rows, np.float32)


def intent(heard: Listening, text: str) -> Intent | None:
    meaning = heard.hear(text)
    return meaning.intent if meaning is not None else None


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Listening:
    monkeypatch.setattr(intents, "read", lambda: EXAMPLES)
    heard = Listening(lambda: 0)
    heard.open(Words())
    return heard


def test_the_nearest_examples_say_what_is_meant(opened: Listening) -> None:
    assert intent(opened, "met up with terry at last") is Intent.MET
    assert intent(opened, "im in the new place") is Intent.MOVED


def test_until_it_is_open_it_does_not_know() -> None:
    assert Listening(lambda: 0).hear("met up with terry at last") is None


def test_while_many_wait_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intents, "read", lambda: EXAMPLES)
    heard, encoder = Listening(lambda: 100), Words()
    heard.open(encoder)
    encoder.read_texts.clear()
    assert heard.hear("met up with terry at last") is None
    assert encoder.read_texts == []


def test_what_is_like_danger_is_not_answered_by_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intents, "read", lambda: EXAMPLES)
    heard = Listening(lambda: 0)
    heard.open(Words(danger=0.5))
    assert intent(heard, "met up with terry at last") is None
    meaning = heard.hear("met up with terry at last")
    assert meaning is not None
    assert not meaning.calm


def test_nothing_and_stories_are_for_a_person(opened: Listening) -> None:
    assert opened.hear("   ") is None
    assert opened.hear("and then " * 50) is None


def test_an_encoder_that_fails_says_nothing(opened: Listening, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: list[str]) -> None:
        raise RuntimeError

    monkeypatch.setattr(opened._encoder, "read", broken)
    assert opened.hear("met up with terry at last") is None


def test_only_what_was_added_is_read_at_a_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: "pytest.TempPathFactory"
) -> None:
    monkeypatch.setattr(intents, "read", lambda: EXAMPLES)
    file = tmp_path / "vectors.npz"  # type: ignore[operator]  # a fixture with many keywords
    old = [one.text for one in EXAMPLES[:-1]]
    vectors = (Words().vectors(old) * 127).astype(np.int8)
    np.savez(file, fingerprint=np.array("these"), texts=np.array(old), vectors=vectors)
    monkeypatch.setattr(listening, "VECTORS", file)
    encoder = Words()
    Listening(lambda: 0).open(encoder)
    assert encoder.read_texts == ["left the hostel"]
    np.savez(file, fingerprint=np.array("others"), texts=np.array(old), vectors=vectors)
    encoder = Words()
    Listening(lambda: 0).open(encoder)
    assert len(encoder.read_texts) == len(EXAMPLES), "vectors of another encoder are worth nothing"
