"""What a finished conversation leads on to: another one that begins in the same message."""

from dataclasses import dataclass
from typing import Any

from conversations import talk


@dataclass(frozen=True, slots=True)
class Onward:
    """The conversation that begins now, on the same record, and what is known."""

    conversation: talk.Conversation[Any, Any]
    snapshot: Any
