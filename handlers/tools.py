"""What every handler is handed at start-up: how to open and seal, every sentence, the console's address,
and which channels run."""

from dataclasses import dataclass

from conversations.wording import Wording
from records.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Tools:
    """Handed out by `bot/wiring.py`."""

    sealer: Sealer
    wording: Wording
    console_url: str
    open_channels: frozenset[str] = frozenset()  # those that run; none named: all
