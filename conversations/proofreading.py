"""Proof-reading: what is wrong with a sentence that goes to a phone, in each language. Pure.

Errors must be mended: over two text messages; words that tell a stranger about prison, probation, recovery or
health (`conversations.discreet`, the same list as for people's own words); blame; a gender given to the
reader; a word offered as an answer that ends all messages at the carrier. Warnings are to be looked at: hard
to read, jargon, letters that make a message dearer.

It knows words, not meaning: a sentence without a finding can still be unkind. Read it aloud.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from conversations.discreet import telling_words
from conversations.readability import reading
from conversations.segments import count, is_gsm7, to_gsm7

MOST_SEGMENTS = 2
OLDEST = 12.5  # years: what somebody of eleven or twelve reads with ease
_FEWEST_WORDS = 12  # below that a formula tells nothing
_HARD = 3.0  # years above: an error, not a warning


class Weight(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a sentence."""

    weight: Weight
    what: str


def _words(*lines: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lines)})\b", re.IGNORECASE)


_BLAME = {
    "en": _words(
        *(
            "you failed",
            "you missed",
            "you forgot",
            "you didn't",
            "you did not",
            "you haven't",
            "(?<!nothing )you should",
        ),
        *("you must", "(?<!nothing )you need to", "(?<!did )you have to", "your fault", "non-?compliant"),
        *("excuses?", "lazy", "again late", "disappoint\\w*", "warning", "violat\\w+", "fail(?:ed|ure)?"),
    ),
    "es": _words(
        *("fallaste", "faltaste", "olvidaste", "no hiciste", "no cumpliste", "no respondiste"),
        *(
            "(?<!no )tienes que",
            "(?<!no )debes",
            "deber\u00edas",
            "tu culpa",
            "excusas?",
            "incumpl\\w+",
            "decepcion\\w*",
            "fracas\\w+",
        ),
    ),
}
_JARGON = {
    "en": _words(
        *(
            "utili[sz]e",
            "facilitate",
            "engage(?:ment)?",
            "intervention",
            "service user",
            "client",
            "caseload",
        ),
        *(
            "stakeholder",
            "outcome",
            "proactive",
            "signpost\\w*",
            "holistic",
            "implement",
            "regarding",
            "prior to",
        ),
        *(
            "cohort",
            "self-efficacy",
            "wraparound",
            "multi-agency",
            "onboarding",
            "enrol(?:l)?ment",
            "compliance",
        ),
        *("pathway", "ex-offender", "returning citizen"),
    ),
    "es": _words(
        *(
            "usuari[oa]s?",
            "beneficiari[oa]s?",
            "intervenci\u00f3n",
            "facilitar",
            "implementar",
            "derivaci\u00f3n",
        ),
        *("proactiv[oa]", "empoderar", "resiliencia", "itinerario", "cumplimiento", "mediante", "asimismo"),
        *("reinserci\u00f3n", "reintegraci\u00f3n"),
    ),
}
# What gives the reader a gender. In Spanish: words about "you" that end in -o or -a.
_GENDERED = {
    "en": _words("he", "she", "him", "his", "her", "hers", "sir", "madam", "ma'am", "guys", "bro", "mister"),
    "es": _words(
        *("bienvenid[oa]s?", "querid[oa]s?", "estimad[oa]s?", "list[oa](?= para)", "solo para ti mism[oa]"),
        *(
            "ti mism[oa]",
            "est\u00e1s (?:\\w+ )?\\w+(?:ad|id)[oa]",
            "est\u00e1s (?:muy )?(?:list|sol|content)[oa]",
        ),
        *("eres (?:un|una|el|la|muy )?\\s?\\w+[oa]", "(?:te sientes|te sientas|te ves) (?:\\w+ )?\\w+[oa]"),
        *(
            "amig[oa]",
            "preparad[oa]",
            "cansad[oa]",
            "orgullos[oa]",
            "invitad[oa]",
            "inscrit[oa]",
            "tranquil[oa]",
        ),
        *("segur[oa] de (?:que|querer)", "solit[oa]", "unid[oa] a", "tod[oa]s ustedes"),
    ),
}
# Words to text, in capitals, are looked at and typed, not read.
_TO_TEXT = re.compile(r"\b[A-Z]{2,}\b")
# At the carrier these end all messages, from us and for good: nobody is asked to answer with one.
_ENDS_ALL = re.compile(
    r"\b(?i:reply|text|answer|send|responde|manda|contesta)(?i: with| con)? "
    r"(?:STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)\b"
)


def look_over(text: str, language: str, telling_is_fine: bool = False, below: str = "") -> Iterator[Finding]:
    """Everything found in one text, as it goes to a phone.

    Args:
        text: with its variables filled in by something typical.
        language: "en-US", "en-GB" or "es".
        telling_is_fine: it answers what somebody has just asked for by its name, or is about safety.
        below: what stands below it in the same message and takes room.
    """
    tongue = language.partition("-")[0]
    sent = to_gsm7(text)
    cost = count(to_gsm7(f"{text}\n{below}") if below else sent)
    if cost.segments > MOST_SEGMENTS:
        what = f"takes {cost.segments} text messages ({cost.units} characters); {MOST_SEGMENTS} at most."
        yield Finding(Weight.ERROR, what)
    if not telling_is_fine and (told := telling_words(text)):
        yield Finding(Weight.ERROR, f"would tell a stranger: {', '.join(sorted(set(told)))}.")
    for kinds, weight, what in (
        (_BLAME, Weight.ERROR, "sounds like blame"),
        (_GENDERED, Weight.ERROR, "gives somebody a gender"),
        (_JARGON, Weight.WARNING, "is jargon"),
    ):
        for found in dict.fromkeys(one.group(0) for one in kinds[tongue].finditer(text)):
            yield Finding(weight, f'"{found}" {what}.')
    if ends := _ENDS_ALL.search(text):
        yield Finding(Weight.ERROR, f'"{ends.group(0)}": at the carrier that word ends all messages.')
    if not is_gsm7(sent):
        letters = "".join(dict.fromkeys(char for char in sent if not is_gsm7(char)))
        yield Finding(Weight.WARNING, f"{letters} makes it dearer: 70 letters a message, not 160.")
    found_age = reading(_TO_TEXT.sub("", text), language)
    if found_age.words >= _FEWEST_WORDS and found_age.age > OLDEST:
        weight = Weight.ERROR if found_age.age > OLDEST + _HARD else Weight.WARNING
        yield Finding(weight, f"is read with ease from {found_age.age:.0f} years on; 11 to 12 is right.")
