"""Effects on places that help: who was told of which, whether they helped, and where somebody looks.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SetArea:
    """Where somebody looks for places; "" where they would rather not say."""

    person_id: str
    area: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListPlaces:
    """A person was told of places: the first of a list, or more of it (then the id is there already)."""

    id: str
    person_id: str
    record_id: str | None
    need: str = field(repr=False)
    area: str = field(repr=False)
    told: tuple[str, ...] = field(repr=False)  # the names, in order
    more: bool = False


@dataclass(frozen=True, slots=True)
class AskedOfPlaces:
    """It was asked whether the places of a list helped."""

    id: str


@dataclass(frozen=True, slots=True)
class PlacesHelped:
    """What somebody said of the places of a list: yes, no, not_gone, closed."""

    id: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """A place was said to be closed; told to nobody until somebody has checked it."""

    programme_id: str
    name: str
    need: str
