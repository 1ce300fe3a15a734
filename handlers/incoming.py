"""Everything that arrives walks this one way: load, decide, save.

    claim      (channel, provider id) is unique: a repeat ends here, with the first answer
    notice     news of a chat: blocked, unblocked, put into a group
    screen     safety first: before STOP, before quiet hours, before any conversation
    brakes     what cannot be answered, a copy, a loop
    automatic  what a phone wrote by itself: tapbacks, auto-replies, echoes
    numbers    a phrase that proves a new number; whose word it is on a shared phone; "is this still you?"
    consent    STOP / START / HELP, invitations
    staff      a coordinator's LIST, WHO IS ON
    command    DONE, STEP, GOAL, PROMISE, MENTOR, a person please, ACK
    about us   "are you a bot?", "who reads this?": answered at once
    reply      the question that is waiting, if this message can be its answer
    mentor     a mentor's words to a mentee of theirs
    spoken     words to whoever is named, or has spoken last
    late       a number for the week, days after it was let go
    person     everything else is for a human: relayed or queued, acknowledged honestly

The inbox row, the conversation, the meeting record and the outbox rows are written in the
caller's transaction, so that they commit together or not at all. Deciding is pure; a message
whose deciding fails is set aside whole, in front of a person, without losing its group.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from channels.port import Inbound, InboundKind
from conversations import sentences as say
from conversations.requests import PRIVATE
from handlers.deciding import gone
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.steps import (
    agreed_phrase,
    braking,
    commands,
    consent,
    control,
    danger,
    for_a_person,
    hearing,
    late_answers,
    mentor_begins,
    notice,
    replying,
    shared_phones,
    spoken,
    staff_by_text,
    still_you,
)
from handlers.tools import Tools
from records import effects as fx
from records.arrivals import Arrival, Claimed, claim, set_apart
from records.cases import Case, NotLoaded, Part
from records.kinds import Channel, InboxOutcome, Lane, MessageClass, RecordKind, Standing
from records.load import add, own_cases
from records.save import save

__all__ = ["STEPS", "Inbound", "InboundKind", "Received", "decide", "receive"]

log = structlog.get_logger(__name__)

Step = Callable[[Message], Decided | None]

STEPS: tuple[Step, ...] = (
    notice.step,
    danger.step,
    braking.step,
    notice.automatic,
    agreed_phrase.step,
    shared_phones.step,
    still_you.step,
    consent.step,
    staff_by_text.step,
    commands.step,
    hearing.step,
    replying.step,
    mentor_begins.step,
    spoken.step,
    late_answers.step,
    for_a_person.step,
)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one inbound message; `repeat` where it had been handled before."""

    inbox_id: str
    outcome: InboxOutcome
    repeat: bool = False


def receive(
    connection: Connection,
    tools: Tools,
    now: datetime,
    inbounds: Sequence[Inbound],
) -> list[Received]:
    """Take a group of messages in, inside the caller's transaction; one result each, in order."""
    results: dict[int, Received] = {}
    waiting = dict(enumerate(map(_encodable, inbounds)))
    while waiting:
        # A sender's second message must be decided after the first one's effects are kept.
        wave: dict[int, Inbound] = {}
        senders: set[tuple[str, str]] = set()
        for index, inbound in waiting.items():
            if (inbound.channel, inbound.sender) not in senders:
                senders.add((inbound.channel, inbound.sender))
                wave[index] = inbound
        for index in wave:
            del waiting[index]
        results |= _take(connection, tools, now, wave)
    return [results[index] for index in range(len(inbounds))]


def _take(
    connection: Connection,
    tools: Tools,
    now: datetime,
    wave: dict[int, Inbound],
    steps: Sequence[Step] = STEPS,
) -> dict[int, Received]:
    claims = claim(
        connection, tools.sealer, now, {index: _arrival(inbound) for index, inbound in wave.items()}
    )
    results = {
        index: Received(found.inbox_id, InboxOutcome(found.outcome), repeat=True)
        for index, found in claims.items()
        if found.outcome
    }
    fresh = {index: found for index, found in claims.items() if not found.outcome}
    wave = {index: _without_word(inbound, claims[index]) for index, inbound in wave.items()}
    wanted = {person for found in fresh.values() for person in (found.person_id, *found.sharing)}
    cases = own_cases(connection, tools.sealer, now, wanted, tools.open_channels)
    settled: dict[int, fx.Arrived] = {}
    undecided = list(fresh)
    while undecided:
        asked: dict[Part, list[str]] = defaultdict(list)
        for index in undecided:
            found = fresh[index]
            sharing = tuple(cases[one].person for one in found.sharing)
            case = replace(cases[found.person_id], sharing=sharing)
            live = case.person.programme.live or not tools.own_phones
            try:
                settled[index] = _safely(found, wave[index], case, tools, now, steps, live)
            except NotLoaded as missing:
                asked[missing.part].append(found.person_id)
        undecided = [index for index in undecided if index not in settled]
        # Deciding has no effects of its own, so whoever asked for more begins anew with it.
        cases = add(connection, tools.sealer, now, cases, asked, tools.open_channels)
    arrived = [settled[index] for index in fresh]
    results |= {index: Received(one.id, one.outcome) for index, one in settled.items()}
    save(connection, tools.sealer, now, arrived=arrived)
    return results


def receive_alone(connection: Connection, tools: Tools, now: datetime, inbound: Inbound) -> Received:
    """Take one message in whose effects could not be saved with a group: at least screened, at least kept.

    Raises:
        Exception: whatever the database says when it cannot even keep the message.
    """
    for steps in (STEPS, (danger.step, _set_aside), (danger.plainly, _set_aside), (_set_aside,)):
        try:
            with connection.begin_nested():
                return _take(connection, tools, now, {0: _encodable(inbound)}, steps)[0]
        except Exception as error:
            log.error("saving failed", error=type(error).__name__, where=_where(error))
            failure = error
    if isinstance(failure, SQLAlchemyError):
        raise failure
    # Not the database: this person cannot be loaded or sealed for (a missing key, a value of another
    # version). They are heard as a stranger, screened and answered, and a person is told; nobody waits.
    with connection.begin_nested():
        log.error("somebody's record does not open; heard as a stranger", error=type(failure).__name__)
        set_apart(connection, tools.sealer, now, _arrival(_encodable(inbound)))
        return _take(connection, tools, now, {0: _encodable(inbound)})[0]


def _encodable(inbound: Inbound) -> Inbound:
    """Half a surrogate pair, which JSON can carry and no database can keep, becomes a question mark."""
    text, name = (value.encode("utf-8", "replace").decode() for value in (inbound.text, inbound.sender_name))
    return replace(inbound, text=text, sender_name=name)


def _without_word(inbound: Inbound, found: Claimed) -> Inbound:
    """The word that says who is writing on a shared phone is no part of what they say."""
    return replace(inbound, text=found.rest) if found.rest else inbound


def _arrival(inbound: Inbound) -> Arrival:
    code = inbound.text if inbound.kind is InboundKind.START_LINK else ""
    return Arrival(
        inbound.channel,
        inbound.provider_id,
        inbound.sender,
        inbound.received_at,
        code,
        inbound.text,
        inbound.sender_name,
    )


def _safely(
    found: Claimed,
    inbound: Inbound,
    case: Case,
    tools: Tools,
    now: datetime,
    first: Sequence[Step],
    live: bool,
) -> fx.Arrived:
    """Decide; a message that cannot be decided is still screened, kept whole and given to a person."""
    for steps in (first, (danger.step, _set_aside), (danger.plainly, _set_aside), (_set_aside,)):
        try:
            return decide(found, inbound, case, tools, now, steps, live)
        except Exception as error:
            # The error's own words may carry the person's, so only its kind is logged.
            log.error(
                "deciding failed", inbox=found.inbox_id, error=type(error).__name__, where=_where(error)
            )
        if steps is first and (arrived := _without_the_gone(found, inbound, case, tools, now, first, live)):
            return arrived
    raise AssertionError("setting a message aside cannot fail")


def _without_the_gone(
    found: Claimed,
    inbound: Inbound,
    case: Case,
    tools: Tools,
    now: datetime,
    first: Sequence[Step],
    live: bool,
) -> fx.Arrived | None:
    """A message walks again without a question whose code is gone; None where there is no such question.

    What was for a lead's eyes alone does not walk: it stays theirs.
    """
    try:
        left, ended = gone.let_go(case)
        if not ended:
            return None
        private = case.person.talking[0].name in PRIVATE
        walk, whose = ((danger.step, _set_aside), case) if private else (first, left)
        arrived = decide(found, inbound, whose, tools, now, walk, live)
    except Exception as error:
        log.error("deciding failed", inbox=found.inbox_id, error=type(error).__name__, where=_where(error))
        return None
    return replace(arrived, effects=(*ended, *arrived.effects))


def _where(error: Exception) -> str:
    """The innermost place in our own code, for whoever mends it."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{place.tb_lineno}" if place else ""


def _set_aside(message: Message) -> Decided:
    if private := control.set_aside_for_the_lead(message):
        return private
    draft = message.draft
    so_far = len(draft.effects)  # of the screening
    with contextlib.suppress(Exception):  # what failed may fail here as well; that it is kept comes first
        record_id = message.safety_record or draft.open_record(RecordKind.MESSAGE)
        _tell_of_what_was_set_aside(draft, record_id)
        return Decided(InboxOutcome.SET_ASIDE, record_id, needs_person=True)
    del draft.effects[so_far:]
    return Decided(InboxOutcome.SET_ASIDE, message.safety_record, needs_person=True)


def _tell_of_what_was_set_aside(draft: Draft, record_id: str) -> None:
    """An honest line to whoever wrote, and one to the staff on duty, who would not look otherwise."""
    person = draft.case.person
    if person.standing in (Standing.ACTIVE, Standing.PAUSED):
        draft.say(say.FOR_A_PERSON, record_id, name=draft.coordinator)
    for member in draft.case.to_alert:
        line = draft.words(
            say.STAFF_SET_ASIDE, member, programme=person.programme.name, link=draft.link(record_id)
        )
        draft.send(member, line, MessageClass.STAFF_ALERT, record_id, lane=Lane.REPLY)


def decide(
    found: Claimed,
    inbound: Inbound,
    case: Case,
    tools: Tools,
    now: datetime,
    steps: Sequence[Step] = STEPS,
    live: bool = True,
) -> fx.Arrived:
    """The pure half: a message and its case in, the inbox row and all effects out."""
    here = next((a for a in case.person.addresses if a.id == found.address_id), None)
    draft = Draft(
        case,
        tools.wording,
        now,
        found.inbox_id,
        reply_to=found.inbox_id,
        here=here,
        console_url=tools.console_url,
        ours=tools.ours | {inbound.to} - {""},
    )
    message = Message(
        found.inbox_id, inbound, draft, invited=found.invited, rest=found.rest, linked=found.linked, live=live
    )
    whole = shared_phones.step in steps  # else it is set aside, and only what cannot fail is done
    if whole:
        agreed_phrase.link(message)
    decided = next(filter(None, (step(message) for step in steps)))
    draft.say_what_is_left(decided.record_id)
    if whole:
        shared_phones.settle(message)
    return fx.Arrived(
        id=found.inbox_id,
        channel=Channel(inbound.channel),
        provider_id=inbound.provider_id,
        person_id=found.person_id,
        kind=inbound.kind,
        # A complaint's words stand in the request to the lead, and nowhere else; a phrase that proves a
        # number is kept nowhere.
        text="" if found.linked or decided.outcome is InboxOutcome.COMPLAINT else inbound.text,
        media=inbound.media,
        received_at=inbound.received_at,
        outcome=decided.outcome,
        tier=message.tier,
        record_id=decided.record_id,
        needs_person=decided.needs_person,
        effects=tuple(draft.effects),
    )
