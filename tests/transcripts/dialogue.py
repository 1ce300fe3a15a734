"""Dialogues that a coordinator can read, played against the conversations.

A dialogue is a text file: a title, what is known, then turns. `me:` is what the person writes,
`(taps done)` a button, `(silence)` a question's patience running out. Everything else is what the
program makes of it: `bot:` the whole message, `kept:` an answer that counts at once, `end:` and
`result:` how it closed.

After a change of wording, `python tests/transcripts/dialogue.py` rewrites the files: read the diff.
"""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from conversations.plain import Json, from_plain, to_plain  # noqa: E402 - the path has to be set first
from conversations.talk import CONVERSATIONS, State, Turn, reply, silence, start, tap  # noqa: E402 - the path has to be set first
from conversations.wording import LANGUAGES, Composed, Wording, compose  # noqa: E402 - the path has to be set first

INDENT = "     "


def read_wording() -> Wording:
    """The wording as the program reads it."""
    folder = ROOT / "conversations" / "wording"
    return Wording.from_sources(
        {
            language: {
                file.name: file.read_text(encoding="utf-8") for file in (folder / language).glob("*.ftl")
            }
            for language in LANGUAGES
        }
    )


def play(source: str, wording: Wording) -> tuple[str, list[Composed]]:
    """The dialogue with everything the program says written anew, and its messages.

    Every turn is taken twice from the state as stored, and must come out the same.
    """
    head, _, body = source.partition("\n\n")
    known = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("#"))
    conversation = CONVERSATIONS[known.pop("conversation")]
    language, buttons = known.pop("language"), known.pop("shown", "text") == "buttons"
    snapshot = from_plain(conversation.snapshot, {name: _value(text) for name, text in known.items()})
    written, messages = [head, ""], []
    turn: Turn[Any] = start(conversation, snapshot)
    assert start(conversation, snapshot) == turn

    def show() -> None:
        if turn.answered is not None:
            words = f' "{turn.answered.words}"' if turn.answered.words else ""
            written.append(f"kept: {turn.answered.key} = {_shown(turn.answered.value)}{words}")
        message = compose(wording, language, turn.lines, turn.asked, buttons)
        messages.append(message)
        if message.text:
            written.append("bot: " + message.text.replace("\n", "\n" + INDENT))
        if message.buttons:
            written.append(INDENT + " ".join(f"[{label}]" for label, _ in message.buttons))

    show()
    for line in body.splitlines():
        if not line.startswith(("me: ", "(")):
            continue
        written.append(line)
        turn = _twice(turn.state, line, language)
        show()
    written.append(f"end: {turn.outcome.value}")
    if turn.result is not None:
        written.append(f"result: {_readable(to_plain(turn.result))}")
    return "\n".join(written) + "\n", messages


def _twice(state: State, line: str, language: str) -> Turn[Any]:
    turns = []
    for _ in range(2):
        stored = State.from_json(state.to_json())
        assert stored == state
        if line == "(silence)":
            turns.append(silence(stored))
        elif line.startswith("(taps "):
            assert stored.waiting is not None, line
            turns.append(tap(stored, stored.waiting.key, line[len("(taps ") : -1]))
        else:
            turns.append(reply(stored, line.removeprefix("me: "), language))
    assert turns[0] == turns[1], "the same input gave two different turns"
    return turns[0]


def _value(text: str) -> Json:
    if text in ("true", "false"):
        return text == "true"
    if text.startswith("["):
        return json.loads(text)  # type: ignore[no-any-return]  # what is stored is JSON
    return int(text) if text.isdigit() and len(text) < 3 else text


def _readable(result: Json) -> str:
    assert isinstance(result, dict)
    return ", ".join(f"{name}={_shown(value)}" for name, value in result.items())


def _shown(value: Json) -> str:
    return "(none)" if value is None or value == "" else str(value)


def files() -> list[Path]:
    """Every dialogue there is."""
    return sorted(HERE.glob("*/*.txt"))


if __name__ == "__main__":
    words = read_wording()
    for file in files():
        file.write_text(play(file.read_text(encoding="utf-8"), words)[0], encoding="utf-8")
