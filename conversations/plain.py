"""Typed values to plain JSON and back, for snapshots and results.

Understands what a conversation may keep: text, whole numbers, truth values, None, enums,
frozen dataclasses and tuples of these. Promises that reading is forgiving about what an
edit changes safely (a field removed, a field added with a default) and strict about the rest.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
T = TypeVar("T")


class Unreadable(ValueError):
    """A stored value does not fit what the code now expects. Ask again, or give a new field a default."""


def to_plain(value: object) -> Json:
    """The JSON form of a value.

    Raises:
        TypeError: the value is of a kind that a conversation may not keep.
    """
    if isinstance(value, Enum):
        return cast(Json, value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"a conversation cannot keep a {type(value).__name__}; use text, numbers or a dataclass")


def from_plain(kind: type[T], stored: Json) -> T:
    """The typed value that `to_plain` stored.

    Raises:
        Unreadable: the stored value does not fit the type any more.
    """
    return cast(T, _read(kind, stored))


@cache
def _hints(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (field.name, hints[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    )


def _read(kind: Any, stored: Json) -> object:
    if kind in {str, int, bool, NoneType}:
        if type(stored) is kind:
            return stored
    elif get_origin(kind) in {UnionType, Union}:
        for one in get_args(kind):
            try:
                return _read(one, stored)
            except Unreadable:
                continue
    elif get_origin(kind) is tuple and isinstance(stored, list):
        return tuple(_read(get_args(kind)[0], item) for item in stored)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(stored)
        except ValueError:
            pass
    elif isinstance(kind, type) and is_dataclass(kind) and isinstance(stored, Mapping):
        found = {}
        for name, hint, required in _hints(kind):
            if name in stored:
                found[name] = _read(hint, stored[name])
            elif required:
                raise Unreadable(f"stored {kind} has no {name!r}; give the new field a default")
        return kind(**found)
    raise Unreadable(f"stored {type(stored).__name__} does not fit {kind}")
