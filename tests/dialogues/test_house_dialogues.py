"""Whole-house dialogues, in every language; see `script.py`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dialogues.script import LANGUAGES, files, play
from tests.world.world import World


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_dialogue(file: Path, make_world: Callable[..., World]) -> None:
    source = file.read_text(encoding="utf-8")
    assert play(source, make_world) == source


def test_every_dialogue_is_there_in_every_language() -> None:
    stems = {
        language: {file.stem for file in files() if file.parent.name == language} for language in LANGUAGES
    }
    assert stems["en-US"] == stems["en-GB"] == stems["es"]
    assert len(stems["en-US"]) >= 12
