"""What somebody writes just after words that worried, while nobody has answered for those. Pure.

It belongs to what they have just said: a person reads it, it is not passed on as ordinary, and nothing that
sounds glad is said to it.
"""

from datetime import timedelta

from handlers.deciding.message import Message
from records.cases import OpenFlag
from safety.tiers import Tier

_JUST = timedelta(hours=1)  # as long as what they go on to write joins a flag


def flag_of(message: Message) -> OpenFlag | None:
    """The flag about the writer that these words come after; None where somebody has answered for it."""
    case = message.draft.case
    worried = any(
        one.tier != Tier.NONE and message.inbound.received_at - one.at <= _JUST for one in case.heard
    )
    if not worried:
        return None
    return next(
        (
            flag
            for flag in case.open_flags
            if flag.person_id == case.person.id and not flag.drill and flag.acknowledged_at is None
        ),
        None,
    )


def worries(message: Message) -> bool:
    """Whether these words worry, or come just after some that do."""
    return message.tier is not Tier.NONE or flag_of(message) is not None
