"""Whether a mentor's words may go to a mentee: asked by everything that passes words on.

The table is `conversations.mentor_routes`; here stands what it is told. Words of anybody else, and a mentor's
words to a mentor of their own, are not asked about.
"""

from dataclasses import dataclass
from datetime import timedelta

from conversations import mentor_routes, mentor_speech
from conversations.meetings import MEETING
from conversations.mentor_routes import Last, Route
from conversations.mentor_speech import Sign
from conversations.questions import QUESTIONS, Kind
from conversations.self_care import LOOK_BACK, SELF_CARE
from conversations.welcome import MENTOR_WELCOME
from handlers.deciding import meeting_changes, meetings
from handlers.deciding.message import Message
from records.cases import Person, Relation, Talking
from records.kinds import MessageClass, Role

_LATELY = timedelta(days=1)
_ROUNDING = timedelta(seconds=1)  # providers tell times to the second


@dataclass(frozen=True, slots=True)
class _Newest:
    last: Last
    text: str = ""


def route(message: Message, to: Person, words: str, *, named: bool = False) -> Route:
    """Where these words go, which something would pass on to that person.

    Args:
        message: with the mentor's case.
        to: whom they would go to.
        words: what would go.
        named: whether that person's name stood before them ("Dee: ...", "tell Dee ...").
    """
    case = message.draft.case
    if to.id not in {one.id for one in case.mentees}:
        return Route.SEND
    newest = _newest(message, to)
    signs = _signs(message, to, words)
    if named:
        signs |= {Sign.NAMED}
    if Sign.THIRD in signs and Sign.ABOUT not in signs and mentor_speech.speaks_of_a_third(newest.text):
        signs -= {Sign.THIRD}  # of whom the mentee spoke
    if _of_their_meeting(message, to, words):
        signs = signs - {Sign.MEETING} | {Sign.TO_YOU}
    if newest.last is Last.WORDS and mentor_speech.takes_up(words, newest.text):
        signs |= {Sign.TAKES_UP}
    return mentor_routes.route(signs, newest.last)


def _of_their_meeting(message: Message, to: Person, words: str) -> bool:
    """Whether words plainly speak of a meeting, and the two have one ahead: "cant make it thursday"."""
    said = meeting_changes.heard(words)
    ahead = meetings.ahead(message.draft) if said is not None and said.plainly else []
    return any(other.id == to.id for _, other in ahead)


def _signs(message: Message, to: Person, words: str) -> frozenset[Sign]:
    case = message.draft.case
    return mentor_speech.signs(
        words,
        to.name,
        [one.name for one in case.mentees if one.id != to.id],
        [one.name for one in case.near if one.relation is Relation.STAFF],
    )


def asks_staff(message: Message, waiting: Talking) -> bool:
    """Whether a mentor's text is for the staff, so that it answers nothing that waits.

    A promise may well be of the programme ("time off on sundays"): there, only what asks is taken out.
    """
    if not _own_words(message, waiting):
        return False
    shown = {sign for one in message.draft.case.mentees for sign in _signs(message, one, message.text)}
    if waiting.name in _OF_THEMSELVES and not shown.isdisjoint({Sign.ABOUT, Sign.HUSH}):
        return True
    if waiting.name in _TOLD_TO_BOTH and not shown.isdisjoint({Sign.ABOUT, Sign.HUSH, Sign.THIRD}):
        return True
    if not mentor_speech.matters(message.text):
        return False
    return waiting.name in _TOLD_TO_BOTH or mentor_speech.asks(message.text)


def of_the_programme(message: Message, waiting: Talking) -> bool:
    """Whether a mentor's answer in their own words may say something that the staff should know."""
    return _own_words(message, waiting) and mentor_speech.matters(message.text)


# What is answered there is of the mentor, and never of a mentee.
_OF_THEMSELVES = frozenset({SELF_CARE.name, LOOK_BACK.name, MENTOR_WELCOME.name})
_TOLD_TO_BOTH = frozenset({MEETING.name})  # what is answered there is told to the mentee in the end


def _own_words(message: Message, waiting: Talking) -> bool:
    asked = waiting.state.waiting
    if Role.MENTOR not in message.draft.case.person.roles or asked is None:
        return False
    return waiting.name in _TOLD_TO_BOTH or QUESTIONS[asked.question].kind is Kind.TEXT


def _newest(message: Message, to: Person) -> _Newest:
    """What stands newest on the mentor's phone that a person said, or that we said of that mentee."""
    for said in message.draft.case.said:
        at = said.handed_at
        if at is None or at - _ROUNDING > message.inbound.received_at:
            continue
        if message.draft.now - at > _LATELY or said.staff_id is not None:
            break
        if said.relayed:
            if said.about != to.id:
                continue
            return _Newest(Last.WORDS, said.text.partition(": ")[2] or said.text)
        if said.message_class == MessageClass.PROMPT and said.about == to.id:
            return _Newest(Last.NUDGE)
    return _Newest(Last.NOTHING)
