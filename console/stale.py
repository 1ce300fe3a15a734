"""A page that was open for long does not undo what a colleague changed meanwhile.

Forms that show what is kept carry it along as `was-<field>`. What somebody did not touch stays as it is now,
whoever changed it; where two people changed the same, nothing is done: both values are shown, and sending
the form again is a decision. A form without those fields comes from no page, and is taken as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.desk.staff import StaffError

WAS = "was-"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: what it says now, and what was typed here."""

    name: str
    now: str = field(repr=False)
    typed: str = field(repr=False)


class ChangedMeanwhile(StaffError):
    """A colleague changed the same while this page was open. Nothing was changed here yet."""

    def __init__(self, clashes: tuple[Clash, ...] = (), fields: Mapping[str, str] | None = None) -> None:
        """`fields` is what to show in the form: what was typed, and what was not touched as it is now."""
        super().__init__(str(ChangedMeanwhile.__doc__))
        self.clashes = clashes
        self.fields = dict(fields or {})


def merge(fields: Mapping[str, str], now: Mapping[str, str], *, together: bool = False) -> dict[str, str]:
    """What is to be kept: `fields`, with what was not touched as it is now.

    Args:
        fields: as sent, with `was-` before the name of a field for what the page had shown.
        now: what is kept, by field, written as the page shows it.
        together: the fields mean something only together (a day and a time): all were touched, or none.

    Raises:
        ChangedMeanwhile: two people changed the same.
    """
    was = {name: fields[WAS + name] for name in now if WAS + name in fields}
    touched = {name for name in was if fields.get(name, "") != was[name]}
    changed = {name for name in was if now[name] != was[name]}
    if together:
        touched, changed = (set(was) if touched else touched), (set(was) if changed else changed)
    clashes = tuple(
        Clash(name, now[name], fields.get(name, ""))
        for name in was
        if name in touched & changed and now[name] != fields.get(name, "")
    )
    merged = dict(fields) | {name: now[name] for name in changed - touched}
    if clashes:
        raise ChangedMeanwhile(clashes, merged)
    return merged
