"""Questions: what is asked, how a reply is read, how the answer is kept, how long it waits.

A `Question[T]` gives a `T` and nothing else. Reading is generous about how people write and
never guesses: a reply that could mean two things is unclear. Every question is registered by
its id when it is declared; a question no conversation asks any more stays declared, because
somebody's phone may still be waiting to answer it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from conversations.hours import WeekdayTime, read_weekday_time
from conversations.plain import Json, Unreadable
from conversations.reading import read_choice, read_name, read_scale, read_text, read_yes_no
from language.tokens import Phrases, phrases, tidy

__all__ = [
    "QUESTIONS",
    "Kind",
    "Option",
    "Question",
    "Read",
    "WeekdayTime",
    "choice",
    "name",
    "read_by",
    "scale",
    "text",
    "when",
    "yes_no",
]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

PATIENCE = timedelta(days=2)
QUESTIONS: "dict[str, Question[Any]]" = {}
"""Every declared question by id, retired ones too."""


class Kind(StrEnum):
    """What sort of answer a question takes."""

    SCALE = "scale"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A reply that was understood; `words` is the whole reply where it says more than the value."""

    value: T
    words: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to tap or to choose by number: its code, and the wording id of its label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One question.

    Attributes:
        id: stable for ever; answers are kept under it.
        wording: the wording id of the sentence; its attribute `.again` asks once more.
        kind: what sort of answer it takes.
        reader: reply and language in; value and words out, or None when unclear.
        dump: the plain JSON form of a value.
        load: the value that `dump` stored; raises Unreadable where an edit made it unfit.
        options: codes and labels, in the order shown.
        listed: whether the options are written out, numbered, where there are no buttons.
        variables: what the sentence needs.
        patience: how long to wait before the reminder, and again before giving up.
        default: the value to take when the reply stays unclear; None means there is none.
        reminds: whether the one gentle reminder is given; else silence is the answer at once.
    """

    id: str
    wording: str
    kind: Kind
    reader: Callable[[str, str], tuple[T, str] | None] = field(repr=False)
    dump: Callable[[T], Json] = field(repr=False)
    load: Callable[[Json], T] = field(repr=False)
    options: tuple[Option, ...] = ()
    listed: bool = False
    variables: frozenset[str] = frozenset()
    patience: timedelta = PATIENCE
    default: T | None = None
    reminds: bool = True

    def read(self, text: str, language: str) -> Read[T] | None:
        """The reply's meaning; None when it is unclear."""
        found = self.reader(text, language)
        return None if found is None else Read(*found)

    def tapped(self, code: str) -> T:
        """The value behind a button.

        Raises:
            Unreadable: the question has no such option (any more).
        """
        if all(option.code != code for option in self.options):
            raise Unreadable(f"question {self.id!r} has no such option; treat the button as stale")
        if self.kind is Kind.SCALE:
            return self.load(int(code))
        if self.kind is Kind.YES_NO:
            return self.load(code == "yes")
        if self.kind is Kind.TEXT:
            return self.load("")
        return self.load(code)


def scale(
    id: str,  # noqa: A002 - the field's own name
    low: int = 1,
    high: int = 5,
    *,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: int | None = None,
) -> Question[int]:
    """A number from `low` to `high`; for 1 to 5, words ("awful", "bien") are read too."""

    def load(stored: Json) -> int:
        if type(stored) is int and low <= stored <= high:
            return stored
        raise Unreadable(f"question {id!r} wants a number from {low} to {high}")

    wording = _wording(id)
    return _register(
        Question(
            id=id,
            wording=wording,
            kind=Kind.SCALE,
            reader=lambda reply, language: read_scale(reply, language, low, high),
            dump=lambda value: value,
            load=load,
            options=tuple(Option(str(n), f"{wording}.n{n}") for n in range(low, high + 1)),
            variables=frozenset(variables),
            patience=patience,
            default=default,
        )
    )


def choice(
    id: str,  # noqa: A002 - the field's own name
    answers: type[E],
    words: Mapping[E, Sequence[str]],
    *,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: E | None = None,
    otherwise: Callable[[str], E | None] = lambda _: None,
) -> Question[E]:
    """One of an enum's members, by number, by button or by the `words` that mean it.

    `otherwise` reads, in sentences of somebody's own, what that leaves unread.
    """

    def read(reply: str, language: str) -> tuple[E, str] | None:
        found = read_choice(reply, language, members, table)
        if found is None and (meant := otherwise(reply)) is not None:
            return meant, tidy(reply)
        return found

    members = tuple(answers)
    table: Phrases[E] = phrases(words)

    def load(stored: Json) -> E:
        for member in members:
            if member.value == stored:
                return member
        raise Unreadable(f"question {id!r} no longer has the stored option")

    wording = _wording(id)
    return _register(
        Question(
            id=id,
            wording=wording,
            kind=Kind.CHOICE,
            reader=read,
            dump=lambda value: value.value,
            load=load,
            options=tuple(Option(member.value, f"{wording}.{member.value}") for member in members),
            listed=True,
            variables=frozenset(variables),
            patience=patience,
            default=default,
        )
    )


def yes_no(
    id: str,  # noqa: A002 - the field's own name
    *,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: bool | None = None,
    reminds: bool = True,
) -> Question[bool]:
    """Yes or no, as people write it. Anything with an "if" or a "but" is unclear."""

    def load(stored: Json) -> bool:
        if type(stored) is bool:
            return stored
        raise Unreadable(f"question {id!r} wants yes or no")

    wording = _wording(id)
    return _register(
        Question(
            id=id,
            wording=wording,
            kind=Kind.YES_NO,
            reader=read_yes_no,
            dump=lambda value: value,
            load=load,
            options=(Option("yes", f"{wording}.yes"), Option("no", f"{wording}.no")),
            listed=True,
            variables=frozenset(variables),
            patience=patience,
            default=default,
            reminds=reminds,
        )
    )


def text(
    id: str,  # noqa: A002 - the field's own name
    max_length: int,
    *,
    optional: bool = False,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: str | None = None,
    something: bool = False,
) -> Question[str]:
    """A person's own words, spaces tidied. Longer than `max_length` is unclear (ask for fewer words).

    An optional one may be skipped ("skip", "nothing", a button); then the value is "". `something`: "hey",
    "thx", "3" and the like are unclear, as they name nothing.
    """
    return _words(
        id,
        max_length,
        lambda reply, _language: read_text(reply, max_length, optional, something=something),
        optional,
        variables,
        patience,
        default,
    )


def name(
    id: str,  # noqa: A002 - the field's own name
    max_length: int = 30,
    *,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: str | None = None,
) -> Question[str]:
    """What somebody would like to be called; "call me Jo" is Jo. May be skipped: then it is ""."""
    return _words(
        id,
        max_length,
        lambda reply, _language: read_name(reply, max_length),
        True,
        variables,
        patience,
        default,
    )


def when(
    id: str,  # noqa: A002 - the field's own name
    *,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: WeekdayTime | None = None,
) -> Question[WeekdayTime]:
    """A weekday and a local time of day between 08:00 and 21:00."""

    def load(stored: Json) -> WeekdayTime:
        if isinstance(stored, str):
            return WeekdayTime.parse(stored)
        raise Unreadable(f"question {id!r} wants a weekday and a time")

    return _register(
        Question(
            id=id,
            wording=_wording(id),
            kind=Kind.WHEN,
            reader=read_weekday_time,
            dump=str,
            load=load,
            variables=frozenset(variables),
            patience=patience,
            default=default,
        )
    )


def read_by(
    id: str,  # noqa: A002 - the field's own name
    reader: Callable[[str, str], tuple[str, str] | None],
    load: Callable[[Json], str],
    *,
    variables: Sequence[str] = (),
    patience: timedelta = PATIENCE,
    default: str | None = None,
    reminds: bool = True,
) -> Question[str]:
    """Something short that has a reader of its own; `load` raises Unreadable for what it would not read."""
    return _register(
        Question(
            id=id,
            wording=_wording(id),
            kind=Kind.TEXT,
            reader=reader,
            dump=lambda value: value,
            load=load,
            variables=frozenset(variables),
            patience=patience,
            default=default,
            reminds=reminds,
        )
    )


def _words(
    id: str,  # noqa: A002 - the field's own name
    max_length: int,
    reader: Callable[[str, str], tuple[str, str] | None],
    optional: bool,
    variables: Sequence[str],
    patience: timedelta,
    default: str | None,
) -> Question[str]:
    def load(stored: Json) -> str:
        if isinstance(stored, str) and len(stored) <= max_length and (stored or optional):
            return stored
        raise Unreadable(f"question {id!r} wants at most {max_length} characters")

    return _register(
        Question(
            id=id,
            wording=_wording(id),
            kind=Kind.TEXT,
            reader=reader,
            dump=lambda value: value,
            load=load,
            options=(Option("skip", "option-skip"),) if optional else (),
            variables=frozenset(variables),
            patience=patience,
            default=default,
        )
    )


def _wording(question: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", question):
        raise ValueError(f"question id {question!r}: use small letters, digits and hyphens")
    return f"ask-{question}"


def _register(question: Question[T]) -> Question[T]:
    if question.id in QUESTIONS:
        raise ValueError(f"question {question.id!r} is declared twice; answers would mix, choose another id")
    QUESTIONS[question.id] = question
    return question
