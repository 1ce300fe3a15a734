"""Wording: from Fluent sources to the words on a phone.

`Wording.from_sources({"es": {"check_in.ftl": source}})` reads every language whole and refuses
to start with a gap: a missing id or language, a variable nobody supplies, broken syntax, a
reference that leads nowhere or in a circle. The caller reads the files (see `bot/wiring.py`):
`conversations/wording/<language>/*.ftl`.

Promises that what stands in a sentence is put in exactly as given, except that control
characters become spaces, and that nothing invisible is added (Fluent's isolating marks would
push an SMS out of the cheap alphabet).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from conversations.catalogue import needed_wording
from conversations.discreet import quiet_variables, unquoted
from conversations.questions import WeekdayTime
from conversations.state import AskedQuestion, Line, Value

LANGUAGES = ("en-US", "en-GB", "es")
REMINDER = "reminder"
_DAY_AND_TIME = {"weekday-time": frozenset({"day", "clock"})} | {
    f"weekday-{number}": frozenset[str]() for number in range(7)
}
_CLOCK = {"clock": frozenset({"half", "hour12", "hour24"})}
_LONGEST_PLACEABLE = 2000  # fluent.runtime refuses a value above 2,500 characters


class WordingError(Exception):
    """The wording cannot be used. The message names the language, the file and the id to correct."""


@dataclass(frozen=True, slots=True)
class Composed:
    """One message for one person: its text, and (label, code) of what can be tapped."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern with where it stands and what it refers to."""

    file: str
    variables: frozenset[str]
    references: tuple[str, ...]
    entry: ast.Message | ast.Term
    at: ast.BaseNode  # the message, term or attribute itself


@dataclass(frozen=True, slots=True)
class Known:
    """A line that there is: its file ("es/kit.ftl"), the line in it, and every variable it stands with."""

    file: str
    line: int
    variables: frozenset[str]
    entry: ast.Message | ast.Term


class Wording:
    """Everything that can be said, in every language. Safe to share; never changes.

    A programme may have sentences of its own in place of some of these: `of` gives the wording for it.
    """

    def __init__(
        self,
        bundles: Mapping[str, FluentBundle],
        lines: Mapping[str, Mapping[str, Known]],
        programmes: "Mapping[str, Wording] | None" = None,
    ) -> None:
        self._bundles = bundles
        self._lines = lines
        self._programmes = programmes or {}
        self._fixed: dict[tuple[str, str], str] = {}  # what takes no variable is put together once

    @staticmethod
    def from_sources(
        sources: Mapping[str, Mapping[str, str]], needed: Mapping[str, frozenset[str]] | None = None
    ) -> "Wording":
        """Read and check the sources of every language.

        Args:
            sources: Fluent source by file name, by language.
            needed: variables by wording id ("ask-mood", "ask-mood.again"); all declared ones if None.

        Raises:
            WordingError: something is missing, broken or circular; names file and id.
        """
        wanted = {**(needed_wording() if needed is None else needed), **_DAY_AND_TIME, **_CLOCK}
        wanted.setdefault(REMINDER, frozenset())
        missing = [language for language in LANGUAGES if language not in sources]
        if missing:
            raise WordingError(f"no wording for {', '.join(missing)}; add the folder with its .ftl files")
        read = {language: _bundle(language, files, wanted) for language, files in sources.items()}
        return Wording(
            {language: bundle for language, (bundle, _) in read.items()},
            {language: lines for language, (_, lines) in read.items()},
        )

    def with_programmes(self, own: "Mapping[str, Mapping[str, Sequence[ast.Message]]]") -> "Wording":
        """This wording, with sentences of programmes' own: whole messages by language, by programme id."""
        return Wording(
            self._bundles, self._lines, {one: self._with(messages) for one, messages in own.items()}
        )

    def of(self, programme_id: str) -> "Wording":
        """The wording for the people of a programme."""
        return self._programmes.get(programme_id, self)

    def _with(self, own: "Mapping[str, Sequence[ast.Message]]") -> "Wording":
        bundles = dict(self._bundles)
        for language, messages in own.items():
            bundles[language] = FluentBundle([language], use_isolating=False)
            resource = ast.Resource([one.entry for one in self._whole(language)])
            bundles[language].add_resource(resource)
            bundles[language].add_resource(ast.Resource(list(messages)), allow_overrides=True)
        return Wording(bundles, self._lines)

    def _whole(self, language: str) -> "Iterator[Known]":
        """Every message and term of a language, each once."""
        seen: set[int] = set()
        for one in self._lines[language].values():
            if id(one.entry) not in seen:
                seen.add(id(one.entry))
                yield one

    def lines(self, language: str) -> "Mapping[str, Known]":
        """Every line of a language by its id, with where it stands."""
        return self._lines.get(language, {})

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are."""
        return tuple(self._bundles)

    def render(self, language: str, wording: str, /, **variables: Value) -> str:
        """The words for an id ("help", or "ask-mood.again" for an attribute).

        Raises:
            WordingError: no such language or id, or a variable it needs is not given.
        """
        if not variables and (known := self._fixed.get((language, wording))) is not None:
            return known
        bundle = self._bundles.get(language)
        if bundle is None:
            raise WordingError(f"no wording for {language!r}; there is {', '.join(self._bundles)}")
        name, _, attribute = wording.partition(".")
        try:
            message = bundle.get_message(name)
            pattern = message.attributes[attribute] if attribute else message.value
            if pattern is None:
                raise LookupError(wording)
        except LookupError:
            raise WordingError(f"{language}: there is no {wording!r}") from None
        given: dict[str, str] = {}
        long: dict[str, str] = {}
        for key, value in variables.items():
            given[key] = self._in_words(language, value)
            if len(given[key]) > _LONGEST_PLACEABLE:
                marker = f"\ue000{len(long)}\ue001"
                long[marker], given[key] = given[key], marker
        text, errors = bundle.format_pattern(pattern, given)
        if errors:
            raise WordingError(f"{language}: {wording!r} needs a variable that was not given")
        rendered = str(text)
        for marker, value in long.items():
            rendered = rendered.replace(marker, value)
        if not variables:
            self._fixed[language, wording] = rendered
        return rendered

    def _in_words(self, language: str, value: Value) -> str:
        if isinstance(value, WeekdayTime):
            return self.day_and_time(language, value)
        if isinstance(value, datetime):
            return self.date_and_time(language, value)
        return plain(str(value))

    def clock(self, language: str, hour: int, minute: int) -> str:
        """A time of day as people in that language write it."""
        minutes = f":{minute:02}" if minute else ""
        return self.render(
            language,
            "clock",
            half="am" if hour < 12 else "pm",
            hour12=f"{(hour - 1) % 12 + 1}{minutes}",
            hour24=f"{hour}:{minute:02}",
        )

    def day_and_time(self, language: str, moment: WeekdayTime) -> str:
        """A weekday and a time as people in that language write it."""
        clock = self.clock(language, moment.hour, moment.minute)
        day = self.render(language, f"weekday-{moment.weekday}")
        return self.render(language, "weekday-time", day=day, clock=clock)

    def date_and_time(self, language: str, moment: datetime) -> str:
        """A date with its weekday, and a time, as people in that language write it; local to the reader."""
        return self.render(
            language,
            "date-time",
            weekday=self.render(language, f"day-{moment.weekday()}"),
            day=moment.day,
            month=self.render(language, f"month-{moment.month}"),
            clock=self.clock(language, moment.hour, moment.minute),
        )


def compose(
    wording: Wording,
    language: str,
    lines: tuple[Line, ...],
    asked: AskedQuestion | None,
    buttons: bool,
    unasked: bool = False,
    discreet: bool = False,
) -> Composed:
    """One turn as one message, so that its order cannot change.

    Args:
        wording: all the words.
        language: the person's language.
        lines: what is said first.
        asked: the question that is put, if any.
        buttons: whether the channel has buttons; without them, options are numbered in the text.
        unasked: whether nobody has just written: a person's own words are then kept discreet.
        discreet: whether they asked for more of that (`conversations.discreet`).
    """
    if unasked:
        return _discreetly(wording, language, lines, asked, buttons, every=discreet)
    parts = [wording.render(language, line.wording, **line.variables) for line in lines]
    if asked is None:
        return Composed("\n".join(parts))
    if asked.reminder:
        parts.append(wording.render(language, REMINDER))
    question = asked.question
    sentence = f"{question.wording}.again" if asked.again else question.wording
    parts.append(wording.render(language, sentence, **asked.variables))
    labels = [(wording.render(language, option.label), option.code) for option in question.options]
    if buttons:
        return Composed("\n".join(parts), tuple(labels))
    if question.listed:
        parts.extend(f"{number} {label}" for number, (label, _) in enumerate(labels, start=1))
    return Composed("\n".join(parts))


def _discreetly(
    wording: Wording,
    language: str,
    lines: tuple[Line, ...],
    asked: AskedQuestion | None,
    buttons: bool,
    *,
    every: bool,
) -> Composed:
    """A turn as it may stand on a locked screen (`discreet`)."""

    def render(wording_id: str) -> str:
        return wording.render(language, wording_id)

    lines = tuple(
        replace(one, variables=quiet_variables(render, one.variables, every=every)) for one in lines
    )
    if asked is not None:
        asked = replace(asked, variables=quiet_variables(render, asked.variables, every=every))
    message = compose(wording, language, lines, asked, buttons)
    return Composed(unquoted(render, message.text), message.buttons)


def plain(text: str) -> str:
    """A value without control characters: breaks become spaces, marks that hide or reorder text go.

    The joiner stays, because emoji are built with it.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if kind in {"Cc", "Zl", "Zp"}:
            kept.append(" ")
        elif kind not in {"Cf", "Cs", "Co"} or char == "\u200d":
            kept.append(char)
    return "".join(kept)


def _bundle(
    language: str, files: Mapping[str, str], wanted: Mapping[str, frozenset[str]]
) -> tuple[FluentBundle, dict[str, Known]]:
    bundle = FluentBundle([language], use_isolating=False)
    entries: dict[str, _Entry] = {}
    for file, source in files.items():
        resource = FluentParser().parse(source)
        for entry in resource.body:
            _collect(f"{language}/{file}", entry, entries)
        bundle.add_resource(resource)
    for wording, variables in wanted.items():
        if wording not in entries:
            name = wording.partition(".")[0]
            where = entries[name].file if name in entries else f"{language}/*.ftl"
            raise WordingError(f"{where}: {wording!r} is missing; write it")
        asked_for = _variables(wording, entries, ())
        unknown = sorted(asked_for - variables)
        if unknown:
            raise WordingError(
                f"{entries[wording].file}: {wording!r} uses ${unknown[0]}, which is never given; "
                f"use {', '.join('$' + name for name in sorted(variables)) or 'no variable'}"
            )
    known = {}
    for wording, found in entries.items():
        variables = _variables(wording, entries, ())  # circles and dead ends in what is not needed (yet)
        number = line_of(files[found.file.partition("/")[2]], found.at)
        known[wording] = Known(found.file, number, variables, found.entry)
    return bundle, known


def _collect(file: str, entry: ast.EntryType, entries: dict[str, _Entry]) -> None:
    if isinstance(entry, ast.Junk):
        line = (entry.content or "").strip().partition("\n")[0]
        raise WordingError(f"{file}: cannot be read from {line[:60]!r} on; look for a missing brace or value")
    if not isinstance(entry, ast.Message | ast.Term):
        return
    name = entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
    patterns: list[tuple[str, Any, ast.BaseNode]] = [
        (f"{name}.{each.id.name}", each.value, each) for each in entry.attributes
    ]
    if entry.value is not None:
        patterns.append((name, entry.value, entry))
    for wording, pattern, at in patterns:
        if wording in entries:
            raise WordingError(f"{file}: {wording!r} is there already, in {entries[wording].file}; keep one")
        nodes = list(_walk(pattern))
        variables = variables_of(pattern)
        if name.startswith("-") and variables:
            raise WordingError(f"{file}: the term {name!r} uses a variable; make it a message")
        if any(isinstance(node, ast.FunctionReference) for node in nodes):
            raise WordingError(f"{file}: {wording!r} uses a function; values come ready to be read")
        references = tuple(
            ("-" if isinstance(node, ast.TermReference) else "")
            + node.id.name
            + (f".{node.attribute.name}" if node.attribute else "")
            for node in nodes
            if isinstance(node, ast.MessageReference | ast.TermReference)
        )
        entries[wording] = _Entry(file, variables, references, entry, at)


def line_of(source: str, node: ast.BaseNode) -> int:
    """The line on which a message, a term or an attribute begins; a comment above it does not count."""
    named = getattr(node, "id", node)
    span = getattr(named, "span", None) or getattr(node, "span", None)
    return source.count("\n", 0, span.start if span else 0) + 1


def variables_of(pattern: ast.BaseNode) -> frozenset[str]:
    """The variables that stand in a pattern itself."""
    return frozenset(node.id.name for node in _walk(pattern) if isinstance(node, ast.VariableReference))


def _walk(node: Any) -> Iterator[ast.BaseNode]:
    if isinstance(node, list):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, ast.BaseNode):
        yield node
        for each in vars(node).values():
            yield from _walk(each)


def _variables(wording: str, entries: Mapping[str, _Entry], path: tuple[str, ...]) -> frozenset[str]:
    """What a pattern needs, through everything it refers to."""
    entry = entries[wording]
    if wording in path:
        raise WordingError(f"{entry.file}: {wording!r} refers to itself in a circle")
    found = entry.variables
    for reference in entry.references:
        if reference not in entries:
            raise WordingError(f"{entry.file}: {wording!r} refers to {reference!r}, which does not exist")
        found |= _variables(reference, entries, (*path, wording))
    return found
