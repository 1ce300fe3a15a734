"""Time zones as they are kept: names, of which one may be unknown here (an older list, a slip in a file).

Whoever has such a name is not left without an answer: they live by the next name, the programme's, or by UTC.
"""

from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def known(*names: str) -> ZoneInfo:
    """The first of these IANA names that there is; else UTC."""
    for name in names:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # no such zone, no name at all, a folder
            continue
    return ZoneInfo("UTC")
