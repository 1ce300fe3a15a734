"""What somebody would like to be called, read from what they write; None where it is no name.

A name stands alone ("Cy", "José Luis", "Mrs Adeyemi"), behind words that announce it ("everyone calls me Cy",
"me dicen Beto", "my name is Ismael") or before words that close it ("Faith, thanks", "K is fine"). It is a
few words, none of which is one that sentences are built with: "running late today" and "lost my ID again"
are sentences, and somebody who asks why we want to know has not answered.
"""

import re

from conversations.heard_words import IN_SENTENCES, LACKS, NAME_PARTICLES, NEEDS, QUESTION, TITLES
from conversations.vocabulary import DEEDS, FEELINGS, FILLERS, LINKS, STARTERS, UNITS, VERBS, WEEK_WORDS
from language.tokens import tidy, tokens

_ANNOUNCED = re.compile(
    r"(?:^|.*\b)(?:(?:every(?:one|body)|people|they|friends|folks) calls? me|calls? me|i go by|go by|goes by"
    r"|known as|my name(?:'?s| is)|names?(?:'?s| is)?|i'?m|i am|it'?s|its|just put|put|prefer|i like"
    r"|(?:todos |me )?(?:dicen|llaman)|me llamo|mi nombre es|dime|d[ií]ganme|ll[aá]mame|ll[aá]menme|soy"
    r"|prefiero)\s+(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = re.compile(
    r"(?P<name>.+?)[\s,.!-]+(?:thanks|thank you|thx|please|pls|gracias|por favor|porfa"
    r"|is (?:fine|good|ok|okay|cool|great)|will do(?: nicely)?|works|est[aá] bien|nom[aá]s|a secas"
    r"|lol|haha|jaja)[\s.!]*",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?")
_SENTENCE = (
    FILLERS
    | STARTERS
    | LINKS
    | FEELINGS
    | DEEDS
    | VERBS
    | UNITS
    | QUESTION
    | LACKS
    | frozenset(word for words in NEEDS.values() for word in words)
    | frozenset(phrase for phrases in WEEK_WORDS.values() for phrase in phrases)
    | IN_SENTENCES
) - {
    "k",
    "will",
    "mark",
    "art",
    "may",
    "april",
    "june",
    "rose",
    "hope",
    "faith",
    "grace",
    "joy",
    "luz",
    "sol",
    "paz",
}


def read_called(text: str, longest: int) -> str | None:
    """The name in a reply to "what should I call you?"; None where there is none."""
    words = tidy(text)
    bare = _without_pictures(words)
    for given, announced in _candidates(bare):
        name = given.strip(" .!,\"'”“-")
        if name and len(name) <= longest and _is_name(name, announced):
            return name
    return None


def _candidates(text: str) -> list[tuple[str, bool]]:
    """Pieces of the reply that may be the name, the surest first, and whether they were announced."""
    found: list[tuple[str, bool]] = []
    announced = _ANNOUNCED.fullmatch(text)
    if announced:
        found.append((announced["name"], True))
        if closed := _CLOSED.fullmatch(announced["name"]):
            found.append((closed["name"], True))
    if closed := _CLOSED.fullmatch(text):
        found.append((closed["name"], False))
    found.append((text, False))
    return found


def _without_pictures(text: str) -> str:
    return "".join(
        char for char in text if char.isascii() or char.isalpha() or char.isspace() or char in "’´"
    ).strip()


def _is_name(name: str, announced: bool) -> bool:
    parts = name.split()
    if not 1 <= len(parts) <= 4 or not all(_WORD.fullmatch(part) for part in parts):
        return False
    folded = [word for segment in tokens(name) for word in segment]
    named = [word for word in folded if word not in TITLES and word not in NAME_PARTICLES]
    if not named:
        return False
    capitals = all(part[:1].isupper() or part.lower() in NAME_PARTICLES for part in parts)
    if len(parts) > 1 and not capitals and not announced and len(named) > 2:
        return False
    if any(word in _SENTENCE for word in named):
        return False
    return capitals or announced or not any(word.endswith(("ing", "ando", "iendo")) for word in named)
