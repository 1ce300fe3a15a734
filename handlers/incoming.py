"""Everything that arrives walks this one way: load, decide, save.

    claim      (channel, provider id) is unique: a repeat ends here, with the first answer
    notice     news of a chat: blocked, unblocked, put into a group
    screen     safety first: before STOP, before quiet hours, before any conversation
    brakes     what cannot be answered, a copy, a loop
    automatic  what a phone wrote by itself: tapbacks, auto-replies, echoes
    numbers    a phrase that proves a new number; whose word it is on a shared phone; "is this still you?"
    consent    STOP / START / HELP, invitations
    staff      a coordinator's LIST, WHO IS ON
    a mentor's SEEN, CALL, NOTE, SUPERVISION, COVER
    command    DONE, STEP, GOAL, PROMISE, MENTOR, a person please, ACK
    meetings   "are we still on", "running late", and what a waiting question would swallow
    met        a mentor's note of a meeting
    about us   "are you a bot?", "who reads this?": answered at once
    reply      the question that is waiting, if this message can be its answer
    mentor     a mentor's words to a mentee of theirs
    spoken     words to whoever is named, or has spoken last
    late       a number for the week, days after it was let go
    person     everything else is for a human: relayed or queued, acknowledged honestly

The inbox row, the conversation, the meeting record and the outbox rows are written in the
caller's transaction, so that they commit together or not at all. Deciding is pure; a message
whose deciding fails is set aside whole, in front of a person, without losing its group. What cannot be
saved with a group is taken by itself: `handlers.last_resort`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import Connection

from channels.port import Inbound, InboundKind
from conversations.kept_apart import PRIVATE
from handlers.deciding import gone
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.steps import (
    about_meetings,
    agreed_phrase,
    braking,
    commands,
    consent,
    danger,
    for_a_person,
    hearing,
    late_answers,
    meeting_notes,
    mentor_begins,
    mentor_words,
    notice,
    own_plan,
    replying,
    setting_aside,
    shared_phones,
    silenced,
    spoken,
    staff_by_text,
    still_you,
)
from handlers.tools import Tools
from records import effects as fx
from records.arrivals import Arrival, Claimed, claim
from records.cases import Case, NotLoaded, Part
from records.kinds import Channel, InboxOutcome
from records.load import add, own_cases
from records.save import save

__all__ = ["STEPS", "WAYS_OUT", "Inbound", "InboundKind", "Received", "decide", "receive", "take"]

log = structlog.get_logger(__name__)

Step = Callable[[Message], Decided | None]

_KEPT_ELSEWHERE = (InboxOutcome.COMPLAINT, InboxOutcome.OWN)

STEPS: tuple[Step, ...] = (
    notice.step,
    danger.step,
    silenced.step,
    braking.step,
    notice.automatic,
    agreed_phrase.step,
    shared_phones.step,
    still_you.step,
    consent.step,
    staff_by_text.step,
    mentor_words.step,
    commands.step,
    about_meetings.step,
    own_plan.slip,
    meeting_notes.step,
    hearing.step,
    replying.step,
    mentor_begins.step,
    spoken.step,
    late_answers.step,
    for_a_person.step,
)
# Whose words are kept elsewhere than in the inbox.
# Where deciding or saving has failed: less and less that could fail as well.
WAYS_OUT: tuple[tuple[Step, ...], ...] = (
    (danger.step, setting_aside.step),
    (danger.plainly, setting_aside.step),
    (setting_aside.step,),
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
    waiting = dict(enumerate(map(encodable, inbounds)))
    while waiting:
        # A stranger's second message must find the person whom the first one made.
        wave: dict[int, Inbound] = {}
        senders: set[tuple[str, str]] = set()
        for index, inbound in waiting.items():
            if (inbound.channel, inbound.sender) not in senders:
                senders.add((inbound.channel, inbound.sender))
                wave[index] = inbound
        for index in wave:
            del waiting[index]
        results |= take(connection, tools, now, wave)
    return [results[index] for index in range(len(inbounds))]


def take(
    connection: Connection,
    tools: Tools,
    now: datetime,
    wave: dict[int, Inbound],
    steps: Sequence[Step] = (),
) -> dict[int, Received]:
    """Take in messages of different senders, by these steps; by all there are where none are named."""
    claims = claim(
        connection, tools.sealer, now, {index: arrival(inbound) for index, inbound in wave.items()}
    )
    results = {
        index: Received(found.inbox_id, InboxOutcome(found.outcome), repeat=True)
        for index, found in claims.items()
        if found.outcome
    }
    wave = {index: without_word(inbound, claims[index]) for index, inbound in wave.items()}
    for fresh in _rounds({index: found for index, found in claims.items() if not found.outcome}):
        results |= _settle(connection, tools, now, wave, fresh, steps or STEPS)
    return results


def _rounds(fresh: Mapping[int, Claimed]) -> list[dict[int, Claimed]]:
    """Messages of one person, from whichever of their numbers, are decided one after another: each on what
    the one before has left behind."""
    rounds: list[dict[int, Claimed]] = []
    people: list[set[str]] = []  # concerned in each
    for index, found in fresh.items():
        theirs = {found.person_id, *found.sharing}
        at = 1 + max((number for number, there in enumerate(people) if there & theirs), default=-1)
        if at == len(rounds):
            rounds.append({})
            people.append(set())
        rounds[at][index] = found
        people[at] |= theirs
    return rounds


def _settle(
    connection: Connection,
    tools: Tools,
    now: datetime,
    wave: Mapping[int, Inbound],
    fresh: Mapping[int, Claimed],
    steps: Sequence[Step],
) -> dict[int, Received]:
    """Load, decide and save what was claimed, of no person more than one message."""
    results: dict[int, Received] = {}
    wanted = {person for found in fresh.values() for person in (found.person_id, *found.sharing)}
    cases = own_cases(connection, tools.sealer, now, wanted, tools.open_channels)
    settled: dict[int, fx.Arrived] = {}
    undecided = list(fresh)
    while undecided:
        asked: dict[Part, list[str]] = defaultdict(list)
        for index in undecided:
            found = fresh[index]
            sharing = tuple(cases[one].person for one in found.sharing)
            case = cases[found.person_id]
            if sharing:
                case = replace(case, sharing=sharing)
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


def encodable(inbound: Inbound) -> Inbound:
    """Half a surrogate pair, which JSON can carry and no database can keep, becomes a question mark."""
    text, name = (value.encode("utf-8", "replace").decode() for value in (inbound.text, inbound.sender_name))
    return replace(inbound, text=text, sender_name=name)


def without_word(inbound: Inbound, found: Claimed) -> Inbound:
    """The word that says who is writing on a shared phone is no part of what they say."""
    return replace(inbound, text=found.rest) if found.rest else inbound


def arrival(inbound: Inbound) -> Arrival:
    """What claiming needs to know of a message."""
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
    for steps in (first, *WAYS_OUT):
        try:
            return decide(found, inbound, case, tools, now, steps, live)
        except Exception as error:
            # The error's own words may carry the person's, so only its kind is logged.
            log.error("deciding failed", inbox=found.inbox_id, error=type(error).__name__, where=where(error))
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
        walk, whose = ((danger.step, setting_aside.step), case) if private else (first, left)
        arrived = decide(found, inbound, whose, tools, now, walk, live)
    except Exception as error:
        log.error("deciding failed", inbox=found.inbox_id, error=type(error).__name__, where=where(error))
        return None
    return replace(arrived, effects=(*ended, *arrived.effects))


def where(error: Exception) -> str:
    """The innermost place in our own code, for whoever mends it."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{place.tb_lineno}" if place else ""


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
        found.inbox_id,
        inbound,
        draft,
        invited=found.invited,
        rest=found.rest,
        linked=found.linked,
        live=live,
        listen=tools.listen,
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
        # A complaint's words stand in the request to the lead, those of a kit in the kit, what a mentor
        # thought over in their conversation, and nowhere else; a phrase that proves a number is kept nowhere.
        text="" if found.linked or decided.outcome in _KEPT_ELSEWHERE else inbound.text,
        media=inbound.media,
        received_at=inbound.received_at,
        outcome=decided.outcome,
        tier=message.tier,
        record_id=decided.record_id,
        needs_person=decided.needs_person or draft.needs_person,
        effects=tuple(draft.effects),
    )
