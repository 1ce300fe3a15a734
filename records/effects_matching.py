"""Effects on how a match goes and ends.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatchMoment:
    """Something is said or asked because of a match, and is not said or asked again."""

    id: str
    match_id: str
    person_id: str
    kind: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class HowItGoes:
    """A moment was answered. `score`: how it goes, 1 to 5; none where that was not said."""

    id: str
    score: int | None = None
