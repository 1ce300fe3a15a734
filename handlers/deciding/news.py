"""Words that are rather news for a person than an answer to a small free question. Pure; in doubt, they are.

Somebody who is asked what they are good at, or when a friend helps, may have something to tell just then:
where they are, that they cannot come, what happened. What opens as "when ..." answers when somebody helps.
"""

import re

from conversations import heard, names
from conversations.addressing import words_of
from conversations.heard import Kind
from handlers.deciding.message import Message

_WHEN = frozenset({"when", "whenever", "if", "after", "before", "cuando", "si", "despues", "antes"})
_NEWS = frozenset(
    {
        *(Kind.CUSTODY, Kind.HOSPITAL, Kind.BAD_NEWS, Kind.COMPLAINT, Kind.WANTS_PERSON, Kind.MET),
        *(Kind.APOLOGY, Kind.RESCHEDULE, Kind.MOVED, Kind.NEW_PHONE, Kind.WRONG_PERSON),
    }
)
_CANNOT = re.compile(
    r"(?:(?:sorry|hey|perdon|lo siento) )?(?:(?:i|we|im|i am|ive|today|hoy) )?(?:(?:just|really|ya|hoy) )?"
    r"(?:cant|cannot|can not|wont|couldnt|not able|running late|gonna be late|late|no puedo|no voy|no llego"
    r"|llego tarde|voy tarde)\b"
)


def is_news(message: Message) -> bool:
    """Whether words tell where somebody is, what happened, or that they cannot do something or come late."""
    said = words_of(message.text)
    if not said or said[0] in _WHEN:
        return False
    found = heard.hear(message.text)
    told = found is not None and found.sure and found.kind in _NEWS
    return told or _CANNOT.match(" ".join(said)) is not None


# Questions that ask what somebody wants to do.
PLANS = frozenset(
    {
        *("next-step", "smaller-step", "step", "after-news", "piece", "new-step", "goal", "first-goal"),
        *("promise", "new-promise"),
    }
)
_NO = r"(?:(?:nah|no|nope|naw|na|nel|nop|not really|well|pues|bueno|cos|coz|cuz|because|porque) )"
_WHO = (
    r"(?:he|she|they|it|we|you|nobody|noone|no one|someone|somebody|el|ella|ellos|nadie"
    r"|(?:my|the|your|mi|el|la) \w+)"
)
# What did not come about, or somebody else did: "nah he never came", "no, no vino", "someone did it for me".
_HAPPENED = re.compile(
    rf"{_NO}*{_WHO} (?:just |all )?"
    r"(?:never|didnt|did not|wasnt|werent|couldnt|wouldnt|hasnt|forgot|cancel+ed)\b"
    rf"|{_NO}*(?:{_WHO} )(?:\w+ )?(?:did|done) (?:it|that|everything) (?:already|for (?:me|us))"
    rf"|{_NO}+(?:i )?(?:didnt|wasnt|couldnt|havent|hasnt)\b"
    r"|(?:never|didnt) (?:come|came|show|happen|turn|call)\w*"
    rf"|{_NO}*(?:{_WHO} )?(?:nunca|no|ya no|nadie|me) (?:me )?"
    r"(?:vino|llego|llegaron|vinieron|llamo|llamaron|contesto|contestaron|fue|pudo|pude|aparecio|cancelo"
    r"|cancelaron|dejo plantado|dejaron plantado|dejo plantada|dejaron plantada)\b"
)
_ASKS = 4  # words; fewer may be the beginning of a plan
_QUESTION = re.compile(
    r"(?:(?:hey|yo|so|and|ok|sorry|oye|y) )?(?:(?:do|does|did|can|could|will|would|is|are|r|am|should)"
    r" (?:you|u|yall|i|we|they|he|she|it|this|that|there|any\w*|some\w*)\b"
    r"|(?:who|what|where|why|which|whats|wheres|whos) |how (?!to\b)|(?:quien|quienes|donde|cuanto|cuando es|"
    r"sabes|saben|me puedes|me pueden|puedo|hay manera) )"
)
_PLAN = re.compile(
    r"(?:(?:to|just|maybe|ill|i will|im going to|im gonna|gonna|i want to|wanna|try(?:ing)? to|need to"
    r"|quiero|voy a|tengo que|ir a)\b"
    r"|(?:go|going|get|call|ring|see|visit|take|find|apply|talk|write|ask|sort|make|book|check|look|text"
    r"|speak|start|keep|finish|pay|send|plan|help|be|stay|ir|llamar|buscar|hablar|ver|visitar|pedir"
    r"|escribir|pagar|hacer|ayudar|conseguir|arreglar)\b)"
)


def is_plan(text: str) -> bool:
    """Whether words open as something to do: "go to nans funeral"."""
    return _PLAN.match(" ".join(words_of(text))) is not None


def asks(text: str) -> bool:
    """Whether words open as a question does: "do you know when the library opens"."""
    return len(words_of(text)) >= _ASKS and _QUESTION.match(" ".join(words_of(text))) is not None


def happened(text: str) -> bool:
    """Whether words tell what happened, or did not, as nobody puts what they want to do."""
    said = " ".join(words_of(text))
    return _HAPPENED.match(said) is not None


def tells_of_somebody(message: Message, but: str) -> bool:
    """Whether words name somebody whom this person writes with here, other than `but`."""
    said, other = words_of(message.text), words_of(but)
    if not said or said[0] in _WHEN:
        return False
    known = (names.first_name(one.name) for one in message.draft.case.near)
    return any(name in said and name not in other for name in known if name not in names.NAMES_THAT_ARE_WORDS)
