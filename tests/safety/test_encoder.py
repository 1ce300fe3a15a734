"""The encoder that is shipped: it fits its files, its corpus and its examples, and reads long texts whole."""

import json
from pathlib import Path

import numpy as np
import pytest

from bot.listening import VECTORS, Listening
from conversations import intents
from conversations.intents import Intent
from safety.second_look import DATA, NoSecondLook, SecondLook
from safety.tiers import Category, Level
from training import corpus

GOODBYE = "somebody should have my dog from friday, i wont be here to feed him any more. tell him sorry"
FILLER = "then the bus was late and we had chips and sat about talking of football for an hour. "


@pytest.fixture(scope="module")
def encoder() -> SecondLook:
    return SecondLook()


@pytest.fixture(scope="module")
def listening(encoder: SecondLook) -> Listening:
    heard = Listening(lambda: 0)
    heard.open(encoder)
    return heard


def test_it_fits_its_corpus(encoder: SecondLook) -> None:
    facts = json.loads((DATA / "second_look.json").read_text(encoding="utf-8"))
    lines = corpus.read()
    assert facts["corpus"] == len(lines), "the corpus has changed: make train"
    assert len(encoder._texts) == sum(line.danger for line in lines)
    assert encoder.marked < encoder.raised
    assert sum(file.stat().st_size for file in DATA.glob("second_look.*")) < 32 * 2**20


def test_the_examples_that_are_shipped_need_not_be_read_at_a_start(encoder: SecondLook) -> None:
    kept = np.load(VECTORS)
    assert str(kept["fingerprint"]) == encoder.fingerprint
    assert {one.text for one in intents.read()} <= set(kept["texts"].tolist())


def test_the_corpus_is_large_and_a_quarter_of_it_is_spanish() -> None:
    lines = corpus.read()
    assert len(lines) >= 12_000
    assert sum(line.spanish for line in lines) >= len(lines) / 4
    assert len({line.writer for line in lines}) >= 12
    aside = corpus.read(corpus.ASIDE)
    assert len(aside) >= len(lines) / 11
    assert not {line.text for line in lines} & {line.text for line in aside}
    assert {line.writer for _, judged in corpus.folds(lines, 4) for line in judged} == {
        line.writer for line in lines
    }


def test_the_same_text_gets_the_same_score_alone_and_among_others(encoder: SecondLook) -> None:
    (alone,) = encoder.look([GOODBYE])
    among = encoder.look(["ok", FILLER, GOODBYE, "bus late again"])[2]
    assert alone == among
    assert encoder.look([]) == []


def test_a_goodbye_is_found_and_its_reason_is_like_it(encoder: SecondLook) -> None:
    (look,) = encoder.look([GOODBYE])
    assert look.level is not Level.NOTHING
    assert look.category is Category.SUICIDE
    assert len(look.alike) == 3


def test_what_stands_at_the_end_of_a_long_text_is_read(encoder: SecondLook) -> None:
    (filler, whole) = encoder.look([FILLER * 12, FILLER * 12 + GOODBYE])
    assert filler.level is Level.NOTHING
    assert whole.level is not Level.NOTHING


@pytest.mark.parametrize("odd", ["", " ", "\u200b", "🙂" * 300, "a" * 5000, "\ufffd\x00", "ok\n\nok"])
def test_odd_texts_are_read(encoder: SecondLook, odd: str) -> None:
    (look,) = encoder.look([odd])
    assert np.isfinite(look.score)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSecondLook, match="Install Handrail anew"):
        SecondLook(tmp_path)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("sorry for the late reply been on nights", Intent.APOLOGISES),
        ("can we make it thursday insted", Intent.RESCHEDULES),
        ("can someone ring me", Intent.WANTS_CALL),
        ("estoy en urgencias con el brazo roto", Intent.IN_HOSPITAL),
        ("sorry for everything, tell mum", None),
        (GOODBYE, None),
    ],
)
def test_what_is_meant(listening: Listening, text: str, intent: Intent | None) -> None:
    meaning = listening.hear(text)
    assert meaning is not None
    assert meaning.intent is intent
