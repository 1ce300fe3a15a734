"""Who is there for people: signposts as data, and which of them fit.

The entries are in `data/signposts.toml`, with their sources and the date they were last checked. What is not
verified is never chosen. A directory is not a helpline and is not in the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib import resources
from tomllib import loads
from typing import Any

from safety.tiers import NEEDS, Tier

EMERGENCY = "emergency"
STALE_AFTER_DAYS = 180


@dataclass(frozen=True, slots=True)
class Signpost:
    """A place to turn to.

    Attributes:
        country: GB, US or IE; `nation` is "" when it serves the whole country.
        languages: those it is offered in (of the reply, not of the service).
        way: emergency, call or text.
        takes_calls: one can ring it; some lines for texts take calls as well.
        how: completes "You can …", by language; `plain` the same without saying what the service is about;
            `spoken` the same for a voice.
        opens, closes: local times; None for day and night.
        refers_on: it only refers to others, so it never stands alone.
    """

    id: str
    country: str
    nation: str
    languages: tuple[str, ...]
    way: str
    takes_calls: bool
    name: str
    number: str
    how: Mapping[str, str] = field(hash=False)
    plain: Mapping[str, str] = field(hash=False)
    spoken: Mapping[str, str] = field(hash=False)
    tiers: tuple[str, ...]
    categories: tuple[str, ...]
    not_categories: tuple[str, ...]
    opens: time | None
    closes: time | None
    refers_on: bool
    cost: str
    source: str
    checked: date
    verified: bool

    def open_at(self, local: datetime | None) -> bool:
        """Whether somebody answers then; an unknown time counts as closed, unless it is always open."""
        if self.opens is None or self.closes is None:
            return True
        return local is not None and self.opens <= local.time() < self.closes


def _signpost(entry: dict[str, Any]) -> Signpost:
    how = entry["how"]
    return Signpost(
        id=entry["id"],
        country=entry["country"],
        nation=entry.get("nation", ""),
        languages=tuple(entry.get("languages", ("en", "es"))),
        way=entry["way"],
        takes_calls=entry.get("takes_calls", entry["way"] != "text"),
        name=entry["name"],
        number=entry["number"],
        how=how,
        plain=entry.get("plain", how),
        spoken=entry.get("spoken", how),
        tiers=tuple(entry.get("tiers", ("concern", "urgent", "emergency"))),
        categories=tuple(entry.get("categories", ())),
        not_categories=tuple(entry.get("not_categories", ())),
        opens=entry.get("opens"),
        closes=entry.get("closes"),
        refers_on=entry.get("refers_on", False),
        cost=entry["cost"],
        source=entry["source"],
        checked=entry["checked"],
        verified=entry["verified"],
    )


SIGNPOSTS: tuple[Signpost, ...] = tuple(
    _signpost(entry)
    for entry in loads((resources.files("safety") / "data" / "signposts.toml").read_text(encoding="utf-8"))[
        "signpost"
    ]
)
"""All that are known, verified or not."""

COUNTRIES: tuple[str, ...] = tuple(sorted({one.country for one in SIGNPOSTS}))


class UnknownCountry(ValueError):
    """There are no signposts for this country; `safety/data/signposts.toml` is where to add them."""


def choose(
    country: str,
    tier: Tier,
    category: str,
    language: str,
    local: datetime | None = None,
    nation: str = "",
) -> tuple[Signpost, ...]:
    """One to three signposts that fit, the best first.

    Args:
        country: "GB", "US" or "IE".
        tier: how dangerous; in an emergency the emergency number comes first, in an urgent case last.
        category: what it is about (`safety.tiers.Category`).
        language: "en-US", "en-GB" or "es".
        local: the time where the person is, for lines that are not always open.
        nation: within the country ("England", "Scotland"), when known.

    Raises:
        UnknownCountry: nothing is known for this country.
    """
    if country not in COUNTRIES:
        raise UnknownCountry(f"No signposts for “{country}”: add them to safety/data/signposts.toml.")
    tongue = language.split("-", maxsplit=1)[0]
    fitting = [
        one
        for one in SIGNPOSTS
        if one.verified
        and one.country == country
        and one.nation in {"", nation}
        and tongue in one.languages
        and tier.value in one.tiers
        and (not one.categories or category in one.categories)
        and category not in one.not_categories
        and one.open_at(local)
    ]
    emergency = [one for one in fitting if one.way == EMERGENCY]
    others = sorted(
        (one for one in fitting if one.way != EMERGENCY), key=lambda one: (one.refers_on, not one.categories)
    )
    if category not in {"abuse", "relapse", *NEEDS}:  # the general lines are the best known there
        others.sort(key=lambda one: (one.refers_on, bool(one.nation), one.opens is not None))
    room = 3 - len(emergency)
    chosen = others[:room]
    texts = [one for one in others if one.way == "text"]
    if texts and not any(one.way == "text" for one in chosen):
        chosen = [*chosen[: room - 1], texts[0]]
    if chosen and all(one.refers_on for one in chosen):
        chosen = []
    return (*emergency, *chosen) if tier is Tier.EMERGENCY else (*chosen, *emergency)


def for_need(
    country: str, category: str, language: str, local: datetime | None = None
) -> tuple[Signpost, ...]:
    """Who finds a bed for tonight, or something to eat, in that country; empty where nobody is confirmed."""
    tongue = language.split("-", maxsplit=1)[0]
    return tuple(
        one
        for one in SIGNPOSTS
        if one.verified
        and one.country == country
        and category in one.categories
        and tongue in one.languages
        and one.open_at(local)
    )


def stale(today: date) -> tuple[Signpost, ...]:
    """Those to look at again: never verified, or not confirmed within `STALE_AFTER_DAYS`."""
    return tuple(
        one for one in SIGNPOSTS if not one.verified or (today - one.checked).days > STALE_AFTER_DAYS
    )
