"""Every conversation in every language, as a dialogue to read; see `dialogue.py`."""

from pathlib import Path

import pytest
from dialogue import files, play, read_wording

from conversations.segments import count
from conversations.talk import CONVERSATIONS
from conversations.wording import LANGUAGES

WORDING = read_wording()
DIALOGUES = files()


@pytest.mark.mission("2.2", "2.4")
@pytest.mark.parametrize("file", DIALOGUES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_dialogue(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    played, _ = play(source, WORDING)
    assert played == source


def test_every_conversation_is_shown_in_every_language() -> None:
    shown = {
        (file.parent.name, file.read_text(encoding="utf-8").split("conversation: ")[1].split()[0])
        for file in DIALOGUES
    }
    assert shown == {(language, name) for language in LANGUAGES for name in CONVERSATIONS}


@pytest.mark.mission("5.7")
@pytest.mark.parametrize("language", LANGUAGES)
def test_turns_are_short_on_a_basic_phone(language: str) -> None:
    """At most two segments each, nearly all of them one; English never leaves the cheap alphabet.

    A Spanish turn costs more only where it gives back the person's own words with their accents.
    """
    sizes = []
    for file in DIALOGUES:
        if file.parent.name == language:
            for message in play(file.read_text(encoding="utf-8"), WORDING)[1]:
                cost = count(message.text)
                if message.text and cost.encoding == "gsm7":
                    sizes.append(cost.segments)
                assert cost.segments <= (2 if cost.encoding == "gsm7" else 3), message.text
                assert cost.encoding == "gsm7" or language == "es", message.text
    assert sizes.count(1) > 0.8 * len(sizes)
