"""`signposts check`: which places that we name to people in danger somebody has to look at again."""

from datetime import date

from safety.directory import COUNTRIES, SIGNPOSTS, STALE_AFTER_DAYS, UnknownCountry, stale


def check_signposts(today: date, country: str = "") -> bool:
    """Print those that were never confirmed, or not for long; whether there are none.

    Raises:
        UnknownCountry: nothing is known for this country.
    """
    if country and country not in COUNTRIES:
        raise UnknownCountry(
            f"No signposts for “{country}”. There are: {', '.join(COUNTRIES)}. Add others to "
            "safety/data/signposts.toml."
        )
    ours = [one for one in SIGNPOSTS if country in ("", one.country)]
    old = [one for one in stale(today) if one in ours]
    for one in sorted(old, key=lambda one: (one.country, one.verified, one.checked, one.id)):
        where = one.nation or one.country
        if not one.verified:
            print(f"UNCONFIRMED  {where}: {one.name}, {one.number} ({one.id}). Never sent until confirmed.")
        else:
            days = (today - one.checked).days
            print(f"OLD          {where}: {one.name}, {one.number} ({one.id}). Checked {days} days ago.")
    if not old:
        print(f"All {len(ours)} signposts were confirmed within {STALE_AFTER_DAYS} days.")
        return True
    print(
        f"{len(old)} of {len(ours)} to look at. Dial each, then correct its entry in "
        "safety/data/signposts.toml: docs/how-to/signposts.md says how."
    )
    return False
