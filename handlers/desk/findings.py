"""What was found when something about an installation or a programme was looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        what: what was looked at.
        found: what was found, in a sentence or two.
        do: what to do about it; empty where all is well.
        item: its name where somebody has to answer for it (`handlers.desk.confirming.ITEMS`), else empty.
        programme_id: whose it is; empty where it is the whole installation's.
    """

    what: str
    found: str
    do: str = ""
    item: str = ""
    programme_id: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing has to be done."""
        return not self.do


@dataclass(frozen=True, slots=True)
class LiveState:
    """Where a programme stands.

    Attributes:
        live: whether it writes to people unasked.
        open: how much is not in order, as of the last look.
    """

    live: bool = True
    open: int = 0
