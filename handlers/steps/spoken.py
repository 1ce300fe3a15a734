"""Who has spoken to somebody lately, and what is done with a text once it is decided whose it is.

`deciding.ownership` decides; here stands what it is told and what follows. Nothing is lost: a text answers,
is passed on, or waits for a person, and what is asked about is kept until it is said whose it is.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from conversations import sentences as say
from conversations.addressing import greets, said_to_somebody
from conversations.asking import Asks, asks, proposes
from conversations.meeting_notes import SORT_OUT
from conversations.mentor_routes import Route
from conversations.mentor_words import COVER, NOTE
from conversations.questions import QUESTIONS, Question
from conversations.wellbeing import WELLBEING
from conversations.whom_for import MENTEE_OR_STAFF, WHICH_ONE, WHOM, Addressless, Doubtful
from handlers.deciding.mentor_routing import route
from handlers.deciding.message import SAME_EXCHANGE, Decided, Message
from handlers.deciding.ownership import NOBODY, Asked, Known, Owner, Spoke, Whose, whose
from handlers.deciding.talking import begin_anew
from handlers.steps import for_a_person
from records.cases import Person, Relation, SaidBefore, Talking
from records.kinds import InboxOutcome, RecordKind, Standing
from safety.tiers import Tier

# These ask whose a text was.
SETTLING = frozenset({WHICH_ONE.name, WHOM.name, MENTEE_OR_STAFF.name, SORT_OUT.name, NOTE.name})

# These are of a mentor's own part: what answers them is never words to a mentee.
_OF_THEIR_PART = frozenset({COVER.name, WELLBEING.name})


@dataclass(frozen=True, slots=True)
class Beside:
    """What our question gets of a text, and whether a person has to read it as well."""

    text: str
    needs_person: bool = False


def step(message: Message) -> Decided | None:
    """Where no question of ours waits: words to whoever is named, or has spoken last, go to them."""
    person = message.draft.case.person
    words = message.is_words and bool(message.text.strip())
    if (
        not words
        or message.answerable is not None
        or person.standing not in (Standing.ACTIVE, Standing.PAUSED)
    ):
        return None
    if message.waiting is None and rests(message):
        return None
    found = carry_out(message, decide(message, None))
    if isinstance(found, Decided):
        return found
    return None if spoke(message) else for_a_person.answer_to_relay(message)


def decide(message: Message, waiting: Talking | None) -> Whose:
    """Whose a text is."""
    if message.tier is not Tier.NONE or (waiting is not None and waiting.name in SETTLING):
        return NOBODY
    if waiting is not None and waiting.name in _OF_THEIR_PART and _is_the_newest(message, waiting):
        return NOBODY  # "not sure yet", to COVER: to nobody else, whoever wrote before it
    return whose(message.text, _asked(message, waiting) if waiting else None, spoke(message), people(message))


def _is_the_newest(message: Message, waiting: Talking) -> bool:
    """Whether nobody has spoken since our question, and the text speaks to nobody."""
    asked_at = waiting.handed_at or waiting.opened_at
    to_somebody = said_to_somebody(message.text) or greets(message.text)
    return not to_somebody and not any(one.at > asked_at for one in spoke(message))


def carry_out(message: Message, found: Whose) -> Decided | Beside | None:
    """Do what was decided: the end of the walk, or what our question gets, or None where nothing was."""
    match found.owner:
        case Owner.PERSON if found.to is not None:
            return to_them(message, found.to, message.text)
        case Owner.ASK:
            return ask_whose(message, found)
        case Owner.BOTH if found.to is not None:
            draft, other = message.draft, person_of(message, found.to)
            went = other is not None and for_a_person.relay_beside(message, other, found.words)
            if not went:
                draft.before.append(draft.words(say.FOR_A_PERSON, name=draft.coordinator))
            return Beside(found.answer or message.text, needs_person=not went)
        case Owner.QUESTION:
            return Beside(found.answer or message.text)
    return None


def to_them(message: Message, to: Known, words: str) -> Decided:
    """Pass words on to somebody matched with the writer; what is for the staff waits for them."""
    other = person_of(message, to)
    if other is None or for_a_person.names_another(message, other, words):
        return for_a_person.hand_over(message)
    return for_a_person.pass_on(message, other, words)


def ask_whose(message: Message, found: Whose) -> Decided:
    """Ask, once; a coordinator can read the words in any case."""
    draft = message.draft
    to = found.doubt
    mentees = [other for one in to if (other := person_of(message, one)) in draft.case.mentees and other]
    if any(route(message, one, message.text) is Route.STAFF for one in mentees):
        return for_a_person.hand_over(message)
    if message.answerable is None:
        begun = begin_anew(draft, WHOM, Addressless(message.text, _listed(to)), RecordKind.MESSAGE)
    else:
        doubt = Doubtful(message.text, to[0].name, to[0].person_id, draft.coordinator)
        begun = begin_anew(draft, WHICH_ONE, doubt, RecordKind.MESSAGE)
    return Decided(InboxOutcome.FOR_A_PERSON, begun, needs_person=True)  # until they have said it


def _listed(to: tuple[Known, ...]) -> str:
    return ", ".join(one.name for one in to)


def person_of(message: Message, known: Known) -> Person | None:
    """The mentor or mentee meant; None for a member of staff."""
    case = message.draft.case
    return next((one for one in (*case.mentors, *case.mentees) if one.id == known.person_id), None)


def people(message: Message) -> tuple[Known, ...]:
    """Everybody this person may be writing to."""
    case = message.draft.case
    return (
        *(Known(one.name, one.person_id) for one in case.near if one.relation is not Relation.STAFF),
        *(Known(one.name) for one in case.near if one.relation is Relation.STAFF),
    )


def spoke(message: Message) -> tuple[Spoke, ...]:
    """What each person said last, newest first: handed over before this was written, and not replied to
    since."""
    case = message.draft.case
    replied = replied_at(message)
    found: dict[Known, Spoke] = {}
    for said in case.said:
        at = said.handed_at
        if at is None or not was_there(message, said) or message.draft.now - at > SAME_EXCHANGE:
            continue
        if replied is not None and replied > at:
            break
        who = _whose_words(message, said)
        if who is not None and who not in found:
            found[who] = Spoke(who, said.text.partition(": ")[2] or said.text, at)
    return tuple(found.values())


def replied_at(message: Message) -> datetime | None:
    """When they last wrote something that went to a person."""
    heard = message.draft.case.heard
    return max((one.at for one in heard if one.outcome == InboxOutcome.FOR_A_PERSON), default=None)


def rests(message: Message) -> bool:
    """Whether a text may rest quietly: thanks and chat, where nobody waits for a reply to a question."""
    if not for_a_person.closes(message.text):
        return False
    last = next(iter(spoke(message)), None)
    return last is None or (asks(last.text) is Asks.NOTHING and not proposes(last.text))


def was_there(message: Message, said: SaidBefore) -> bool:
    """Whether it had been handed over when this was written; providers tell times to the second."""
    return (
        said.handed_at is not None and said.handed_at - for_a_person.ROUNDING <= message.inbound.received_at
    )


def _whose_words(message: Message, said: SaidBefore) -> Known | None:
    case = message.draft.case
    if said.staff_id is not None:
        return Known(said.text.partition(": ")[0] if ": " in said.text else message.draft.coordinator)
    if not said.relayed:
        return None
    matched = (one for one in case.near if one.relation is not Relation.STAFF)
    other = next((one for one in matched if one.person_id == said.about), None)
    return None if other is None else Known(other.name, other.person_id)


def _asked(message: Message, waiting: Talking) -> Asked | None:
    state = waiting.state
    if state.waiting is None:
        return None
    question = QUESTIONS[state.waiting.question]
    language = message.draft.case.person.language
    return Asked(
        question.id,
        question.kind,
        waiting.handed_at or waiting.opened_at,
        partial(_value, question, language),
    )


def _value(question: Question[Any], language: str, text: str) -> object | None:
    read = question.read(text, language)
    return None if read is None else question.dump(read.value)
