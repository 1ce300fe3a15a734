"""A message on its way through the house, and what a step may say about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from channels.port import Inbound, InboundKind
from conversations import talk
from conversations.intents import Meaning, nobody_listens
from handlers.deciding.draft import Draft
from records.cases import HeardBefore, Talking
from records.kinds import InboxOutcome, OutboxState
from safety.tiers import Tier

# Providers tell times to the second, so an answer may seem to come up to a second early.
_ROUNDING = timedelta(seconds=1)
# While nothing else was said, texts within this time of each other belong to one exchange.
SAME_EXCHANGE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a message. A step that returns this ends the walk.

    Attributes:
        outcome: the message's one outcome.
        record_id: the meeting record it belongs to.
        needs_person: whether it waits for a human.
    """

    outcome: InboxOutcome
    record_id: str | None = None
    needs_person: bool = False


@dataclass
class Message:
    """One inbound message while it is being decided."""

    inbox_id: str
    inbound: Inbound
    draft: Draft
    tier: Tier = Tier.NONE
    invited: bool = False  # it carried a one-time code, just used
    safety_record: str | None = None  # where danger was flagged, if it was
    rest: str | None = None  # on a shared phone: what stood after the word it began with, if it did
    linked: bool = False  # it was the agreed phrase, and the number it came from is theirs now
    linked_record: str | None = None
    live: bool = True  # whether the programme has opened to people
    listen: Callable[[str], Meaning | None] = nobody_listens

    @cached_property
    def meaning(self) -> Meaning | None:
        """What the text means by its nearest examples; None where nobody can tell. It takes milliseconds."""
        return self.listen(self.text)

    @property
    def text(self) -> str:
        """The words, as they came."""
        return self.inbound.text

    @property
    def waiting(self) -> Talking | None:
        """The conversation whose question waits: the one opened last."""
        talking = self.draft.case.person.talking
        return talking[0] if talking else None

    @property
    def answerable(self) -> Talking | None:
        """The waiting conversation, if its question had been handed over before this was written.

        A reminder is another message, and the same question: what crosses it is an answer.
        """
        waiting = self.waiting
        if waiting is None or waiting.outbox_state is None:
            return None
        if self._was_asked_before(waiting):
            return waiting
        began = waiting.handed_at or waiting.started_at
        if waiting.outbox_state is OutboxState.UNKNOWN:
            began = waiting.started_at  # known only to have been under way since then
        on_its_way = waiting.outbox_state in (
            OutboxState.SENDING,
            OutboxState.SENT,
            OutboxState.DELIVERED,
            OutboxState.UNKNOWN,  # the answer itself shows that it arrived
        )
        if not on_its_way or began is None or self.inbound.received_at + _ROUNDING < began:
            return None
        return waiting

    def _was_asked_before(self, waiting: Talking) -> bool:
        """Whether an earlier message had put the question that waits, before the one that carries it now."""
        asked = waiting.state.waiting
        if asked is None or asked.asked_in in ("", waiting.outbox_id):
            return False
        first = next((said for said in self.draft.case.said if said.outbox_id == asked.asked_in), None)
        if first is None:  # not of the last days; a reminder only follows what was handed over
            there = asked.reminded
        else:
            there = first.handed_at is not None and self.inbound.received_at + _ROUNDING >= first.handed_at
        # What could not be read the first time is only taken for an answer unseen if it can be read.
        language = self.draft.case.person.language
        return there and (not asked.re_asks or talk.reads(waiting.state, self.text, language))

    @property
    def before(self) -> HeardBefore | None:
        """What this person sent last, before this."""
        heard = self.draft.case.heard
        return heard[0] if heard else None

    @property
    def is_words(self) -> bool:
        """Whether it is text somebody wrote, as against a picture, a sticker or a button."""
        return self.inbound.kind is InboundKind.TEXT
