"""Second step: what is not somebody speaking to us.

Blocked and unblocked chats, group chats, tapbacks and reactions, auto-replies, our own words
echoed back. Kept, and mostly not answered. A change to an earlier message is kept as a new
one in front of a person, and screened like any other words.
"""

from channels.port import InboundKind
from conversations import fixed as say
from conversations import notices
from handlers.message import Decided, Message
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, Standing


def step(message: Message) -> Decided | None:
    """End the walk for what needs no answer; None for everything somebody said."""
    kind = message.inbound.kind
    draft = message.draft
    person = draft.case.person
    if kind is InboundKind.BLOCKED:
        # Counts as STOP. Nothing is said: it could not arrive, and it was asked for.
        draft.add(fx.SetStanding(person.id, Standing.STOPPED), fx.EndConversations(person.id, "stopped"))
        if draft.here:
            draft.add(fx.BlockAddress(draft.here.id, blocked=True))
        return Decided(InboxOutcome.CONSENT)
    if kind is InboundKind.UNBLOCKED:
        # Messages can arrive again, but nobody asked for them yet: only START does that.
        if draft.here:
            draft.add(fx.BlockAddress(draft.here.id, blocked=False))
        return Decided(InboxOutcome.NOTED)
    if kind is InboundKind.GROUP:
        return _group(message)
    if kind is InboundKind.REACTION:
        return Decided(InboxOutcome.NOTED, message.before.record_id if message.before else None)
    if kind is InboundKind.TEXT:
        found = notices.recognise(message.text, [said.text for said in draft.case.said])
        if found:
            return Decided(InboxOutcome.NOTED, draft.case.said[0].record_id if draft.case.said else None)
    return None


def _group(message: Message) -> Decided:
    """We never talk about anybody in a group. Said once, then quiet."""
    if not any(said.message_class == MessageClass.ANSWER for said in message.draft.case.said):
        message.draft.say(say.GROUP_REFUSED, None)
    return Decided(InboxOutcome.NOTED)
