"""After the screening: what is not answered, or not again.

In order: a sender that cannot be answered; a carrier's own notice; a copy; a loop. The rules are in
`handlers.deciding.brakes`. All of it is kept, and has been screened. STOP always counts.
"""

from datetime import UTC, datetime, timedelta

from conversations import brake_words, carrier_notices, keywords, talk
from conversations import sentences as say
from conversations.kept_apart import NAMELESS, PRIVATE, THOUGHTS
from conversations.keywords import Command
from handlers.deciding import brakes
from handlers.deciding.message import Decided, Message
from handlers.deciding.senders import can_be_answered
from handlers.deciding.talking import ask_again
from handlers.steps import consent, control
from records import effects as fx
from records.cases import HeardBefore
from records.kinds import Channel, InboxOutcome, Lane, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier

_LEAVES_OUT = frozenset({"skip", "pass", "saltar", "paso", "pasar"})
_ON_AND_ON = frozenset({"more", "mas"})  # and how one pages through a list
_NOTICED_WITHIN = timedelta(hours=1)  # a carrier's notice comes at once, or late, but not tomorrow
_AWAKE = timedelta(hours=1)
_SAME_EXCHANGE = timedelta(hours=12)
_CAN_TURN = (Standing.STOPPED, Standing.PAUSED)  # from where START leads back


def step(message: Message) -> Decided | None:
    """End the walk for what is not to be answered."""
    draft = message.draft
    if draft.here is not None and not can_be_answered(draft.here, draft.ours):
        return Decided(InboxOutcome.NOTED, _exchange(message))
    if not message.is_words or draft.before or message.linked:
        return None
    read = consent.keyword(message)
    if read is Command.STOP:  # whatever else it looks like
        return None
    if message.tier is Tier.NONE and carrier_notices.recognise(message.text):
        return _not_arrived(message)
    if read is None and (copied := _copy(message)):
        return copied
    return _loop(message)


def _not_arrived(message: Message) -> Decided:
    """A carrier's notice: what went there last did not arrive, and whoever's words it was hears of that."""
    draft = message.draft
    case = draft.case
    relayed = {at: who for who, at in case.relays}
    handed = [one for one in case.said if one.handed_at and draft.now - one.handed_at <= _NOTICED_WITHIN]
    lost = next((one for one in handed if one.at in relayed), handed[0] if handed else None)
    if lost is None:
        return Decided(InboxOutcome.NOTED, _exchange(message))
    draft.add(fx.NotArrived(lost.outbox_id))
    others = (*case.mentors, *case.mentees)
    writer = next((one for one in others if one.id == relayed.get(lost.at)), None)
    if lost.record_id is not None:
        draft.add(fx.Note(lost.record_id, (writer or case.person).id, "event", "not-delivered"))
    if writer is not None:
        text = draft.words(say.MAY_NOT_HAVE_ARRIVED, writer, name=case.person.name)
        awake = any(a.last_heard_at and draft.now - a.last_heard_at <= _AWAKE for a in writer.addresses)
        kind = MessageClass.ANSWER if awake else MessageClass.PROMPT  # else it must not ring at night
        draft.send(writer, text, kind, lost.record_id, lane=Lane.REPLY)
    return Decided(InboxOutcome.NOTED, lost.record_id)


def _copy(message: Message) -> Decided | None:
    draft = message.draft
    if Role.COORDINATOR in draft.case.person.roles:
        return None  # "ACK", "ACK": two flags
    if message.waiting is not None and message.waiting.name in PRIVATE | THOUGHTS | NAMELESS:
        return None
    if brakes.key(message.text) in _LEAVES_OUT | _ON_AND_ON:
        return None  # that is how one leaves out two questions, and a copy of it puts no words down
    waiting = message.answerable
    asked_at = (waiting.handed_at or waiting.started_at) if waiting else None
    if waiting is not None and asked_at is not None and asked_at >= _written(message.before):
        if message.inbound.channel == Channel.TELEGRAM:
            return None  # no carrier stands between that could deliver it twice
        reads = talk.reads(waiting.state, message.text, draft.case.person.language)
        if not reads and not message.text.strip().isdecimal():
            return None  # it answers nothing, and so can do no harm
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


def _written(before: HeardBefore | None) -> datetime:
    return before.at if before else datetime.max.replace(tzinfo=UTC)


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
        turns=case.person.standing in _CAN_TURN and consent.keyword(message) is Command.START,
        relays=case.relays,
    ):
        return None
    if private := control.set_aside_for_the_lead(message):
        return private  # a complaint is kept where the lead alone reads it, however often it comes
    begins = message.before is None or message.before.outcome != InboxOutcome.BRAKED
    record_id = _exchange(message)
    if begins:
        draft.note(record_id, "event", "braked")
        draft.say(brake_words.BRAKED, record_id, name=draft.coordinator, emergency=draft.emergency)
    return Decided(InboxOutcome.BRAKED, record_id, needs_person=begins)


def _exchange(message: Message) -> str:
    """The record it is kept in: the one just now, or a new one; never that of a complaint, or of a kit."""
    before = message.before
    if (
        before is not None
        and before.record_id
        and before.outcome not in (InboxOutcome.COMPLAINT, InboxOutcome.OWN)
        and message.draft.now - before.at < _SAME_EXCHANGE
    ):
        return before.record_id
    return message.draft.open_record(RecordKind.MESSAGE)
