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


def tells_of_somebody(message: Message, but: str) -> bool:
    """Whether words name somebody whom this person writes with here, other than `but`."""
    said, other = words_of(message.text), words_of(but)
    if not said or said[0] in _WHEN:
        return False
    known = (names.first_name(one.name) for one in message.draft.case.near)
    return any(name in said and name not in other for name in known if name not in names.NAMES_THAT_ARE_WORDS)
