"""After the screening: what is not answered, or not again.

In order: a sender that cannot be answered; a carrier's own notice; a copy; a loop. The rules are in
`handlers.brakes`. All of it is kept, and has been screened. STOP always counts.
"""

from datetime import timedelta

from conversations import brake_words, keywords
from conversations import fixed as say
from conversations.carrier_notices import is_carrier_notice
from conversations.keywords import Command
from handlers import brakes, consent
from handlers.message import Decided, Message
from handlers.senders import can_be_answered
from handlers.talking import ask_again
from records.cases import HeardBefore
from records.kinds import Channel, InboxOutcome, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier

_LEAVES_OUT = frozenset({"skip", "pass", "saltar", "paso", "pasar"})
_SAME_EXCHANGE = timedelta(hours=12)


def step(message: Message) -> Decided | None:
    """End the walk for what is not to be answered."""
    draft = message.draft
    if draft.here is not None and not can_be_answered(draft.here, draft.ours):
        return Decided(InboxOutcome.NOTED, _exchange(message))
    if not message.is_words or draft.before or message.linked:
        return None
    if message.tier is Tier.NONE and is_carrier_notice(message.text):
        return _not_arrived(message)
    read = consent.keyword(message)
    if read is Command.STOP:
        return None
    if read is None and (copied := _copy(message)):
        return copied
    return _loop(message)


def _not_arrived(message: Message) -> Decided:
    """A carrier says that our message did not get through: nobody's words, so they go to nobody.

    Whoever's words were on the way to that phone hears that they may not have arrived.
    """
    draft = message.draft
    case = draft.case
    record_id = _exchange(message)
    draft.note(record_id, "event", "carrier-says-undelivered")
    last = next((one for one in case.said if one.handed_at is not None), None)
    if last is not None and last.relayed:
        sender = next((one for one in (*case.mentors, *case.mentees) if one.id == last.about), None)
        if sender is not None and sender.standing is Standing.ACTIVE:
            line = draft.words(say.MAY_NOT_HAVE_ARRIVED, sender, name=case.person.name)
            draft.send(sender, line, MessageClass.ANSWER, record_id)
    return Decided(InboxOutcome.NOTED, record_id)


def _copy(message: Message) -> Decided | None:
    draft = message.draft
    if Role.COORDINATOR in draft.case.person.roles:
        return None  # "ACK", "ACK": two flags
    if brakes.key(message.text) in _LEAVES_OUT:
        return None  # that is how one leaves out two questions, and a copy of it puts no words down
    waiting = message.answerable
    asked_at = (waiting.handed_at or waiting.started_at) if waiting else None
    if asked_at is not None and message.inbound.channel == Channel.TELEGRAM:
        return None  # no carrier stands between that could deliver it twice
    found = brakes.sameness(
        draft.case.heard,
        message.text,
        message.inbound.received_at,
        asked_at=asked_at,
        passed_on=waiting is None and _nothing_in_between(message),
    )
    if found is brakes.Sameness.NEW:
        return None
    if found is brakes.Sameness.UNSURE and waiting is not None:
        ask_again(draft, waiting, draft.words(brake_words.CAME_TWICE))
        return Decided(InboxOutcome.NOTED, waiting.record_id)
    return Decided(InboxOutcome.NOTED, _exchange(message))


def _nothing_in_between(message: Message) -> bool:
    """Whether nothing but one receipt of ours has come since they wrote last, and no words of a person."""
    case, before = message.draft.case, message.before
    if before is None:
        return False
    since = [one for one in case.said if one.at > before.at]
    return len(since) <= 1 and not any(at > before.at for _, at in case.relays)


def _loop(message: Message) -> Decided | None:
    draft = message.draft
    case = draft.case
    keyword = keywords.read(message.text, case.person.language)
    if keyword is not None and keyword.kind is Command.ACK and Role.COORDINATOR in case.person.roles:
        return None
    if not brakes.loops(
        case.heard,
        case.said,
        message.text,
        message.inbound.received_at,
        command=keyword is not None,
        relays=case.relays,
    ):
        return None
    begins = message.before is None or message.before.outcome != InboxOutcome.BRAKED
    record_id = _exchange(message)
    if begins:
        draft.note(record_id, "event", "braked")
        draft.say(brake_words.BRAKED, record_id, name=draft.coordinator, emergency=draft.emergency)
    return Decided(InboxOutcome.BRAKED, record_id, needs_person=begins)


def _exchange(message: Message) -> str:
    """The record it is kept in: the one just now, or a new one; never that of a complaint."""
    before = message.before
    ongoing = before is not None and message.draft.now - before.at < _SAME_EXCHANGE
    if before is not None and ongoing and before.record_id and _readable(before):
        return before.record_id
    return message.draft.open_record(RecordKind.MESSAGE)


def _readable(before: HeardBefore) -> bool:
    return before.outcome != InboxOutcome.COMPLAINT
