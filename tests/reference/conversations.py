"""docs/reference/conversations.md: each conversation, as its code has it.

Questions, patience, reminders, the kind of its record and who may read it are read from the code; when it
comes and who else hears of it stand in conversations.toml, beside this.
"""

import ast
import inspect
import tomllib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl

from conversations import catalogue
from conversations.check_in import CHECK_IN, QUIETER_AFTER
from conversations.kept_apart import NAMELESS, OWN, PRIVATE, THOUGHTS
from conversations.match_moments import ONCE
from conversations.meetings import END_ALONE, NEVER_REMINDED
from conversations.questions import PATIENCE, Question
from conversations.reflections import UNHURRIED
from conversations.seeking import UNPRESSED
from conversations.small_questions import SMALL
from conversations.talk import CONVERSATIONS, Conversation
from handlers.scheduled.planner import ORDER, Row, Unplanned
from records.kinds import RecordKind

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "conversations.md"

assert catalogue.QUESTIONS  # importing it declares every conversation


def told() -> dict[str, dict[str, str]]:
    """What the code does not say, by conversation."""
    return tomllib.loads(Path(__file__).with_name("conversations.toml").read_text(encoding="utf-8"))


def page() -> str:
    """The page, whole."""
    said = told()
    parts = [
        "# Conversations",
        "Written by `python -m tests.reference` from the code and `tests/reference/conversations.toml`; "
        "not by hand.",
        "The questions stand in US English; UK English and Spanish are equals (`conversations/wording/`). "
        f"A question waits {_days(PATIENCE)} unless it says otherwise. Danger is looked for in every answer, "
        "before it is read as one. Whoever reads another's words at the desk leaves a line in the audit log.",
        _what_comes_unasked(),
    ]
    for name in sorted(CONVERSATIONS):
        parts.append(_one(CONVERSATIONS[name], said[name]))
    return "\n\n".join(parts) + "\n"


def _what_comes_unasked() -> str:
    rows = [
        "## What comes unasked",
        "At most one a day and person, the most important first (`handlers/scheduled/planner.py`).",
        "| what | waits for a free day | |\n|---|---|---|\n" + "\n".join(_row(row) for row in ORDER),
    ]
    return "\n\n".join(rows)


_NAMES = {
    Unplanned.PAUSE_OVER: "a quiet time is over",
    Unplanned.REMINDER: "the reminder of a question",
    Unplanned.AFTER_MEETING: "the question after a meeting",
    Unplanned.AWAY: "that we were away for days",
}


def _row(row: Row) -> str:
    waits = f"up to {row.waits} days" if row.waits else "no: then it is left out"
    name = _NAMES[row.kind] if isinstance(row.kind, Unplanned) else row.kind.value.replace("_", " ")
    return f"| {name} | {waits} | {'on a day on which nothing else comes' if row.alone else ''} |"


def _one(conversation: Conversation[Any, Any], said: dict[str, str]) -> str:
    about = inspect.getdoc(conversation.run) or ""
    kind = RecordKind(begun().get(conversation.name) or said["record"])
    facts = [
        f"- **When**: {said['when']}",
        f"- **Without an answer**: {_without_an_answer(conversation)}",
        f"- **Recorded**: {_recorded(conversation, kind)}",
        f"- **May be seen by**: {_seen_by(conversation)}",
    ]
    if "told" in said:
        facts.append(f"- **Told to**: {said['told']}")
    rows = ["| question | asks | waits |", "|---|---|---|"]
    rows += [_asked(question) for question in questions(conversation.run)]
    return "\n\n".join([f"## {conversation.name}", about.splitlines()[0], "\n".join(facts), "\n".join(rows)])


def _asked(question: Question[Any]) -> str:
    waits = "" if question.patience == PATIENCE else _days(question.patience)
    return f"| `{question.id}` | {english(question.wording)} | {waits} |"


def _days(waits: timedelta) -> str:
    number, unit = (waits.days, "day") if waits.days else (waits.seconds // 3600, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _without_an_answer(conversation: Conversation[Any, Any]) -> str:
    name = conversation.name
    if name in NEVER_REMINDED | ONCE | OWN | SMALL | UNHURRIED | UNPRESSED:
        return "it is let go; nobody is reminded."
    if not any(question.reminds for question in questions(conversation.run)):
        return "silence is the answer; nobody is reminded."
    reminded = "one gentle reminder on a free day, and the same time again"
    if name == CHECK_IN.name:
        return (
            f"{reminded}; then the record says “no reply”. After {QUIETER_AFTER} in a row without an answer "
            "there is no reminder any more."
        )
    return (
        f"{reminded}; then it is let go."
        if name in END_ALONE
        else f"{reminded}; then the record says “no reply”."
    )


def _recorded(conversation: Conversation[Any, Any], kind: RecordKind) -> str:
    name = conversation.name
    if name in PRIVATE:
        return "the words in a request to the lead, and nowhere else."
    if name in THOUGHTS:
        return "that a question was put; the words in the conversation alone, sealed with the person's key."
    if name in NAMELESS:
        return "that it was put; the answers with its round, sealed with the person's key, and in no record."
    if name in OWN:
        return "that the list changed; its words in the list alone, sealed with the person's key."
    return f"each answer as it arrives, in a record of kind `{kind.value}`, sealed with the person's key."


def _seen_by(conversation: Conversation[Any, Any]) -> str:
    name = conversation.name
    if name in PRIVATE:
        return "the lead alone."
    if name in THOUGHTS:
        return "the person alone, until they send it on."
    if name in NAMELESS:
        return "nobody with a name to it: staff see counts, the lead reads words without names."
    if name in OWN:
        return "the person; staff once they have said so."
    return "the coordinator who looks after them, the lead, and the person (a copy on request)."


# --- read from the code -----------------------------------------------------------------------------------


def questions(run: Callable[..., Any]) -> list[Question[Any]]:
    """The questions that a conversation can put, in the order in which its code names them."""
    found: dict[str, Question[Any]] = {}
    _walk(run, found, set())
    return list(found.values())


def _walk(run: Any, found: dict[str, Question[Any]], seen: set[Any]) -> None:
    seen.add(run)
    for name in _names(run.__code__):
        used = run.__globals__.get(name)
        several = used.values() if isinstance(used, dict) else used if isinstance(used, tuple) else (used,)
        for one in several:
            if isinstance(one, Question):
                found.setdefault(one.id, one)
        if inspect.iscoroutinefunction(used) and used not in seen:
            _walk(used, found, seen)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


@cache
def begun() -> dict[str, str]:
    """The kind of record with which each conversation is begun, where its start names both."""
    names = {_declared(one): one.name for one in CONVERSATIONS.values()}
    found: dict[str, str] = {}
    for file in sorted((ROOT / "handlers").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("begin", "begin_anew"):
                given = [ast.unparse(one) for one in node.args]
                kind = next(
                    (one.removeprefix("RecordKind.") for one in given if one.startswith("RecordKind.")), ""
                )
                name = names.get(given[1].rpartition(".")[2] if len(given) > 1 else "")
                if name and kind:
                    found.setdefault(name, RecordKind[kind].value)
    return found


def _declared(conversation: Conversation[Any, Any]) -> str:
    """The name under which its module declares it."""
    declared = conversation.run.__globals__
    return next(name for name, value in declared.items() if value is conversation)


def english(wording: str) -> str:
    """The sentence of a question as it is written in US English."""
    return _sentences().get(wording, "")


@cache
def _sentences() -> dict[str, str]:
    parser, serializer = FluentParser(), FluentSerializer()
    found = {}
    for file in sorted((ROOT / "conversations" / "wording" / "en-US").glob("*.ftl")):
        for entry in parser.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message) and entry.value is not None:
                alone = ftl.Message(ftl.Identifier("x"), entry.value)
                found[entry.id.name] = " ".join(serializer.serialize_entry(alone).removeprefix("x =").split())
    return {name: text.replace("|", "\\|") for name, text in found.items()}
