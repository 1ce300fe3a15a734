"""Each test of the engine has declarations of its own."""

import pytest

from conversations import lines, questions, talk


@pytest.fixture(autouse=True)
def _own_declarations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declarations of a test stay in that test."""
    for module, name in ((questions, "QUESTIONS"), (talk, "QUESTIONS"), (talk, "CONVERSATIONS")):
        monkeypatch.setattr(module, name, {})
    monkeypatch.setattr(talk, "QUESTIONS", questions.QUESTIONS)
    for module in (lines, talk):
        monkeypatch.setattr(module, "LINES", {})
    monkeypatch.setattr(talk, "LINES", lines.LINES)
