"""Sentences of a programme's own, in place of ours: which may be, and whether they fit.

A pack's `wording/<language>.ftl` holds lines by the ids of ours, each with the very variables of the one that
it replaces. What people are promised, asked to agree to, or told in danger is the same everywhere and cannot
be replaced; nor can the answers to choose from, because replies are read by them.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from fluent.syntax import FluentParser, ast

from conversations.wording import Wording, line_of, variables_of

# Files whose lines may be replaced: what a conversation says, not what people may rely on.
OPEN_FILES = frozenset(
    {"check_in.ftl", "small_steps.ftl", "small_questions.ftl", "self_care.ftl", "reflections.ftl"}
    | {"kit.ftl", "meetings.ftl", "nudges.ftl"}
)
OPEN_ELSEWHERE = ("done-celebrated-", "self-care-reminder-", "goal-kept", "step-kept")
# Who reads what, and whom to call, is ours to say and to keep true; so is what the record says of itself.
_KEPT_TRUE = frozenset({"readers", "leads", "lead", "emergency", "signposts", "support"})
_OURS = ("record-", "reflect-", "ask-reflect-", "ask-kit-show", "ask-share-step", "kit-shown", "kit-hidden")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an override that does not fit: the line it stands on, and what to do."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a file holds.

    Attributes:
        messages: whole messages, to stand in place of ours of the same id.
        lines: the wording id of each line that is replaced ("ask-mood.again"), and where it stands.
        problems: what does not fit; those lines are not among the messages.
    """

    messages: tuple[ast.Message, ...]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def may_be_replaced(wording: Wording, language: str, line: str) -> bool:
    """Whether a programme may say this line in its own words."""
    known = wording.lines(language).get(line)
    if known is None or line.startswith(("-", *_OURS)) or known.variables & _KEPT_TRUE:
        return False
    if "." in line and not line.endswith(".again"):
        return False
    return known.file.partition("/")[2] in OPEN_FILES or line.startswith(OPEN_ELSEWHERE)


def read(wording: Wording, language: str, source: str) -> Overrides:
    """Read a file of a pack, in that language."""
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    messages = []
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.BaseComment):
            continue
        at = line_of(source, entry)
        if isinstance(entry, ast.Junk):
            problems.append(Problem(at, "cannot be read from here on; look for a missing brace or value."))
        elif isinstance(entry, ast.Term):
            problems.append(Problem(at, f"-{entry.id.name}: only lines of ours can be replaced; remove it."))
        elif isinstance(entry, ast.Message):
            whole = _replaced(wording, language, source, entry, lines, problems)
            if whole is not None:
                messages.append(whole)
    return Overrides(tuple(messages), lines, tuple(problems))


def _replaced(
    wording: Wording,
    language: str,
    source: str,
    entry: ast.Message,
    lines: dict[str, int],
    problems: list[Problem],
) -> ast.Message | None:
    """Our message with those of its lines replaced that may be; None where none may."""
    ours = wording.lines(language).get(entry.id.name)
    taken: dict[str, ast.Pattern] = {}
    for line, pattern, node in _patterns(entry):
        at = line_of(source, node)
        wrong = _fault(wording, language, line, pattern)
        if not wrong and line in lines:
            wrong = f"{line} stands here twice; keep one."
        if wrong:
            problems.append(Problem(at, wrong))
        else:
            taken[line] = pattern
            lines[line] = at
    if not taken or ours is None or not isinstance(ours.entry, ast.Message):
        return None
    whole = copy.copy(ours.entry)
    whole.value = taken.get(entry.id.name, whole.value)
    whole.attributes = [
        ast.Attribute(one.id, taken.get(f"{entry.id.name}.{one.id.name}", one.value))
        for one in whole.attributes
    ]
    return whole


def _patterns(entry: ast.Message) -> Iterator[tuple[str, ast.Pattern, ast.BaseNode]]:
    if entry.value is not None:
        yield entry.id.name, entry.value, entry
    for each in entry.attributes:
        yield f"{entry.id.name}.{each.id.name}", each.value, each


def _fault(wording: Wording, language: str, line: str, pattern: ast.Pattern) -> str:
    known = wording.lines(language).get(line)
    if known is None:
        return f"there is no line {line}; look for its id in conversations/wording/{language}."
    if not may_be_replaced(wording, language, line):
        return f"{line} is the same for every programme (safety, consent, or an answer); remove it."
    if any(isinstance(one, ast.Placeable) and not _is_variable(one) for one in pattern.elements):
        return f"{line}: only variables such as {{ $name }} may stand in braces."
    given = variables_of(pattern)
    if given != known.variables:
        wanted = ", ".join(f"${one}" for one in sorted(known.variables)) or "no variable"
        return f"{line} stands with {wanted}; write it with just that."
    return ""


def _is_variable(one: ast.Placeable) -> bool:
    return isinstance(one.expression, ast.VariableReference)
