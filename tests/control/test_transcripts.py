"""Every command in every language, with the whole house; see `texting.py`."""

from pathlib import Path

import pytest

from conversations.wording import LANGUAGES
from tests.control.texting import files, play


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_dialogue(file: Path, tmp_path: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert play(source, file.parent.name, tmp_path / "world") == source


def test_every_dialogue_is_there_in_every_language() -> None:
    names = {(file.parent.name, file.stem) for file in files()}
    stems = {stem for _, stem in names}
    assert len(stems) >= 5
    assert names == {(language, stem) for language in LANGUAGES for stem in stems}
