"""Who might walk with whom, and why, in plain sentences for a coordinator who decides: pure.

Conditions, readiness, room and a language in common are gates: whoever is behind one is not suggested,
however much else fits, and it is said which gate it is. What fits is named, never counted aloud; the order is
by how much of it there is, then by who walks with the fewest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from language.folding import plain

_SMALL_WORDS = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "the",
            "of",
            "for",
            "with",
            "to",
            "in",
            "on",
            "my",
            "his",
            "her",
            "their",
            "some",
        ),
        *("after", "before", "from", "getting", "finding", "being", "having"),
        *("el", "la", "los", "las", "un", "una", "y", "de", "del", "con", "por", "para", "en", "mi", "su"),
    }
)
_ENDINGS = ("ing", "es", "ed", "s")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """What somebody brings: each a list of a few words, as they were written down with them."""

    name: str = field(repr=False)
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = field(
        default=(), repr=False
    )  # a mentee: what help is about; a mentor: what they know
    interests: tuple[str, ...] = field(default=(), repr=False)
    lived: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who might be chosen.

    Attributes:
        id: who it is.
        side: what they bring.
        walks_with: how many mentees they have now.
        capacity: how many at most; none: not said.
        missing: what of their clearance or training is missing or out of date.
        barred: whether a condition says that these two may have no contact.
        there: whether they get messages now.
    """

    id: str
    side: Side
    walks_with: int = 0
    capacity: int | None = None
    missing: tuple[str, ...] = ()
    barred: bool = False
    there: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mentor with the reasons for, and the gates that are shut; suggested only where there is none."""

    id: str
    reasons: tuple[str, ...] = field(default=(), repr=False)
    gates: tuple[str, ...] = field(default=(), repr=False)


def suggest(mentee: Side, mentors: Sequence[Candidate]) -> list[Suggestion]:
    """Every mentor, those who can be suggested first, what fits best before the rest.

    Args:
        mentee: for whom.
        mentors: of the programme.
    """
    found = []
    for one in mentors:
        gates = _gates(mentee, one)
        reasons, fits = _reasons(mentee, one)
        found.append((bool(gates), -fits, one.walks_with, plain(one.side.name), one.id, reasons, gates))
    return [Suggestion(row[4], tuple(row[5]), tuple(row[6])) for row in sorted(found)]


def _gates(mentee: Side, one: Candidate) -> list[str]:
    name = one.side.name
    gates = []
    if one.barred:
        gates.append("A condition says no contact between these two.")
    if one.missing:
        gates.append(f"Not ready: {' and '.join(one.missing)} missing or out of date.")
    if not one.there:
        gates.append(f"{name} gets no messages now.")
    if one.capacity is not None and one.walks_with >= one.capacity:
        gates.append(f"{name} has no room: {_people(one.walks_with)} of {one.capacity}.")
    if not shared(mentee.languages, one.side.languages):
        gates.append("No language in common.")
    return gates


def _people(number: int) -> str:
    return f"walks with {number}"


def _reasons(mentee: Side, one: Candidate) -> tuple[list[str], int]:
    name, side = one.side.name, one.side
    reasons, fits = [], 0
    if lived := shared(mentee.lived, side.lived):
        reasons.append(f"Both have been through {_listed(lived)}.")
        fits += 3 * len(lived)
    if known := shared(mentee.needs, (*side.needs, *side.lived)):
        reasons.append(f"{mentee.name} wants help with {_listed(known)}; {name} knows about that.")
        fits += 3 * len(known)
    if liked := shared(mentee.interests, side.interests):
        reasons.append(f"Both like {_listed(liked)}.")
        fits += 2 * len(liked)
    if spoken := shared(mentee.languages, side.languages):
        reasons.append(f"Both speak {_listed(spoken)}.")
        fits += len(spoken)
    if one.capacity is not None and one.walks_with < one.capacity:
        room = one.capacity - one.walks_with
        reasons.append(f"{name} has room for {room} more.")
    elif one.capacity is None and one.walks_with == 0:
        reasons.append(f"{name} walks with nobody now.")
    return reasons, fits


def shared(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """What stands on both sides, in the words of the first."""
    found = [(one, _stems(one)) for one in mine]
    others = [_stems(one) for one in theirs]
    return [one for one, stems in found if stems and any(_same(stems, other) for other in others)]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(other) and (one <= other or other <= one)


def _stems(words: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in plain(words).split() if word not in _SMALL_WORDS)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def parts(written: str) -> tuple[str, ...]:
    """What was written in one field as single things: by line, comma or semicolon."""
    pieces = written.replace(";", ",").replace("\n", ",").split(",")
    return tuple(dict.fromkeys(tidy for piece in pieces if (tidy := " ".join(piece.split()))))
