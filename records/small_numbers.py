"""Counts that tell nobody about one person: small ones are left out, and what would give them away."""

from collections.abc import Sequence

FEWEST = 5


def shown(counts: Sequence[int]) -> tuple[int | None, ...] | None:
    """The counts of one question beside their sum, None for each that is left out; None: too few for any.

    One that is left out alone could be had by taking the others from the sum, so the next smallest goes with
    it. Nought stays: it is about nobody.
    """
    total = sum(counts)
    if total < FEWEST:
        return None
    hidden = {place for place, count in enumerate(counts) if 0 < count < FEWEST}
    if len(hidden) == 1:
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        hidden.add(min(others, key=lambda place: counts[place]))
    if sum(counts[place] for place in hidden) == len(hidden):  # each is one: their sum says so
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        hidden.update([min(others, key=lambda place: counts[place])] if hidden and others else [])
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
