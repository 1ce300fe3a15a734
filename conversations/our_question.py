"""Whether words answer our question by saying what they are about.

Where a person has asked something as well, a bare yes could be for either. Words that name what we asked for
("you can tell him", "delete it all", "my step is ...") can be for nobody else.
"""

import re

from conversations.addressing import words_of
from conversations.questions import Kind

# A yes to these gives something away or ends something: out of the ordinary, so it has to be said to be that.
UNMISTAKABLE = {
    "share-step": re.compile(
        r"(?<!\bill )(?<!\bwill )(?<!\bgonna )(?<!\blet me )\b(?:(?:tell|share)(?! (?:me|you|u|us|ya)\b)"
        r"|let (?!me\b|you\b|u\b|us\b)\w+ know|(?:he|she|they) can know|dile|digan?le|decirle|comparte"
        r"|compartir|sepa)\b"
    ),
    "kit-show": re.compile(
        r"\b(?:read|see|show|share|leer\w*|lean|lea|mostrar\w*|muestra|compart\w+|vea|vean)\b"
        r"(?=.*\b(?:list|kit|lista|botiquin)\b)"
    ),
    "own-show": re.compile(
        r"\b(?:read|see|show|share|leer\w*|lean|lea|mostrar\w*|muestra|compart\w+|vea|vean)\b"
        r"(?=.*\b(?:notes?|notas?)\b)"
    ),
    "sure-to-delete": re.compile(
        r"\b(?:delete|erase|wipe|remove|borr\w+|elimin\w+|all of it|the lot|todo)\b"
    ),
}
_NO = re.compile(r"\b(?:no|nope|nah|not|dont|never|rather not|nunca|tampoco)\b")
_YES = re.compile(r"\b(?:yes|yeah|yea|yep|yup|ye|ok|okay|sure|can|may|please|si|claro|dale|simon|go ahead)\b")
# "tell terry yes im coming": words to be passed on, and no word about our question.
_TELLS_MORE = re.compile(r"(?:(?:please|pls|can (?:you|u)) )?(?:tell|let|dile a?) \w+ (?:know )?(?:\w+ ){2,}")
_OF_OURS = {  # what our question is about, in words that its own may not have
    Kind.TEXT: re.compile(r"\b(?:step|paso)\b"),
    Kind.WHEN: re.compile(r"\b(?:check ?ins?)\b"),
}
_PLAN = re.compile(
    r"\W*(?:(?:i think |maybe |prob(?:ably)? |idk |just |jus )*(?:im |i am )?(?:gonna|going to|want to"
    r"|wanna|try(?:ing)? to|need to"
    r"|ima|imma|voy a|ir a|quiero|tratar de|ill|i will)\b"
    r"|(?:call|ring|phone|email|text|go|get|find|ask|apply|book|sort|look|make|write|talk|speak|visit|walk"
    r"|run|clean"
    r"|tidy|sign|fill|finish|start|stop|quit|pay|buy|cook|read|send|take|see|meet|open|register|update"
    r"|print|hand|pick"
    r"|drop|set|do|try|join|return|check|save|practi[cs]e|attend|wake|sleep|drink|eat|stay|keep|put|bring"
    r"|learn|fix"
    r"|wash|move|turn|show|reply|arrange|schedule|finish|complete|contact|message|enroll?|chase"
    r"|\w{2,}(?:ar|er|ir))\b)"
)


def plainly(question: str, text: str) -> bool | None:
    """A yes or no that says what it is to ("yes you can tell Terry", "no dont delete it"), or None."""
    pattern = UNMISTAKABLE.get(question)
    said = " ".join(words_of(text))
    if pattern is None or not pattern.search(said) or _TELLS_MORE.match(said):
        return None
    if _NO.search(said):
        return False
    return True if _YES.search(said) else None


def of_ours(text: str, kind: Kind) -> bool:
    """Whether it names what our question is about."""
    pattern = _OF_OURS.get(kind)
    return pattern is not None and pattern.search(" ".join(words_of(text))) is not None


def is_plan(words: list[str]) -> bool:
    """Whether they read as something one is going to do."""
    return _PLAN.match(" ".join(words)) is not None


def listed(yes: bool) -> str:
    """A yes or no as our question lists it."""
    return "1" if yes else "2"
