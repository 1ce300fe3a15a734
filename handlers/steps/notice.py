"""What is not somebody speaking to us.

`step` comes first: blocked and unblocked chats, group chats, reactions, pins and timers, a shared location
that moves on, an edit that changes no word. `automatic` comes after the screening, because a phone's
"Loved “…”" may quote words that matter: tapbacks, automatic replies, our own words echoed back. All are
kept, and mostly not answered.
"""

import re

from channels.port import InboundKind
from conversations import automatic_texts
from conversations import sentences as say
from conversations.keywords import Command
from handlers.deciding.message import Decided, Message
from handlers.steps import consent
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, Standing


def step(message: Message) -> Decided | None:
    """End the walk for what a provider tells us about a chat; None for everything somebody sent."""
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
    if kind in (InboundKind.REACTION, InboundKind.SERVICE) or _changes_nothing(message):
        return Decided(InboxOutcome.NOTED, message.before.record_id if message.before else None)
    return None


# All but letters, digits and signs: a comma more is no other word, an emoji is.
_DRESSING = re.compile(r"[\s.,;:!?¡¿'\"“”‘’()\-]+")


def _changes_nothing(message: Message) -> bool:
    """Whether this is an edit without words, or with the words that were there: those have been screened."""
    if message.inbound.kind is not InboundKind.EDIT:
        return False
    if not message.text.strip():
        return True
    key = _key(message.text)
    versions = (
        heard
        for heard in message.draft.case.heard
        if heard.kind == InboundKind.EDIT or heard.provider_id == message.inbound.refers_to
    )
    # What stood there last: a newer edit, or the message itself. Where neither is known, any words of theirs.
    last = next(versions, None)
    if last is not None:
        return _key(last.text) == key
    return any(_key(heard.text) == key for heard in message.draft.case.heard)


def _key(text: str) -> str:
    return _DRESSING.sub(" ", text).strip().casefold() or text.strip()


def automatic(message: Message) -> Decided | None:
    """End the walk for what a phone or a program wrote by itself."""
    said = message.draft.case.said
    found = automatic_texts.recognise(message.text, [one.text for one in said]) if message.is_words else None
    if found is None:
        return None
    if found.kind is not automatic_texts.AutomaticKind.TAPBACK and consent.keyword(message) is Command.STOP:
        return None  # an instruction of ours that was copied, alone: they want no more messages
    return Decided(InboxOutcome.NOTED, said[0].record_id if said else None)


def _group(message: Message) -> Decided:
    """We never talk about anybody in a group. Said once, then quiet."""
    if not any(said.message_class == MessageClass.ANSWER for said in message.draft.case.said):
        message.draft.say(say.GROUP_REFUSED, None)
    return Decided(InboxOutcome.NOTED)
