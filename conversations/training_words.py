"""What a mentor trained in, as they text it: "2 hours first aid", "90 min boundaries", "1.5 horas crisis".

Only a length makes it a training; what it was about is kept in their words, and as one of the subjects where
they name one.
"""

import re
from dataclasses import dataclass, field

from conversations.lessons import Topic
from conversations.lines import line
from language.folding import fold_in_place, visible

LONGEST = 24 * 60  # minutes in one entry: more is a slip, or a whole course for the desk
WORDS_LENGTH = 120

KEPT = line("training-kept", "length", "coordinator")
HOW = line("training-how")
NONE = line("training-none")
SO_FAR = line("training-so-far", "length", "lessons")
HOURS = line("training-hours", "hours")
ONLY_MINUTES = line("training-minutes", "minutes")

_LENGTH = re.compile(
    r"(?<![\w.,])(?:(?P<half>half an|media)\s+(?:hour|hora)"
    r"|(?P<an>an|one|una)\s+(?:hour|hora)(?P<more>(?: and a half| y media)?)"
    r"|(?P<number>\d{1,4}(?:[.,]\d{1,2})?)\s*(?P<unit>hours?|hrs?|h|horas?|minutes?|mins?|m|minutos?))(?!\w)"
)
_OF = re.compile(r"^(?:[\s,:]+|(?:of|on|in|about|de|en|sobre)(?=\s))+", re.IGNORECASE)
_NAMED = {
    Topic.COMMUNICATION: r"communicat\w*|listening|comunicaci\w*|escuch\w*",
    Topic.CRISIS: r"crisis|suicid\w*|safe ?talk|asist|mental health first aid|emergenc\w*|primeros auxilios",
    Topic.CULTURE: r"cultur\w*|diversity|diversidad|trauma\w*",
    Topic.TECHNIQUE: r"goals?|metas?|mentoring|motivational|steps?|pasos?|mentoria",
    Topic.BOUNDARIES: r"boundar\w*|confidential\w*|safeguarding|limites|limit\w*|privacidad",
    Topic.CONFLICT: r"conflict\w*|de-?escalat\w*|mediat\w*|mediaci\w*",
}
_TOPICS = {topic: re.compile(rf"\b(?:{words})\b") for topic, words in _NAMED.items()}


@dataclass(frozen=True, slots=True)
class Trained:
    """How long, what it was about where they named a subject of ours, and all they wrote beside it."""

    minutes: int
    topic: Topic | None
    words: str = field(repr=False)


def read(text: str) -> Trained | None:
    """A training as somebody texts it; None where no length is told, or more than one."""
    text = visible(text).strip()
    folded = fold_in_place(text)
    found = list(_LENGTH.finditer(folded))
    if len(found) != 1:
        return None
    minutes = _minutes(found[0])
    if not 0 < minutes <= LONGEST:
        return None
    start, end = found[0].span()
    about = _OF.sub("", text[end:])
    words = " ".join(filter(None, (text[:start].strip(" ,:-"), about.strip(" ,:-"))))
    named = [topic for topic, pattern in _TOPICS.items() if pattern.search(folded)]
    return Trained(minutes, named[0] if len(named) == 1 else None, words[:WORDS_LENGTH])


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["an"]:
        return 90 if match["more"] else 60
    number = float(match["number"].replace(",", "."))
    return round(number * 60) if match["unit"].startswith("h") else round(number)
