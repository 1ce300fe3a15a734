"""Numbers that change hands or have more than one owner: what is said there, and how it is read.

Two people on one phone are told apart by a word that each begins with. A number that has been quiet for
months is asked whether it is still theirs. A phrase that was agreed on shows that a new number is theirs.
What is said before we know who reads it names nothing and nobody.
"""

import re

from conversations import keywords
from conversations.lines import line
from conversations.questions import QUESTIONS, Kind
from conversations.reading import read_yes_no
from language.folding import straight, without_marks
from language.tokens import tokens

KNOCK = line("knock", "word")
INVITE_SHARED = line("invite-shared", "programme", "word")
WHICH_WORD = line("which-word", "programme", "emergency")
WHICH_WORD_TO_START = line("which-word-to-start")
HELP_SHARED = line("help-shared", "programme", "coordinator")
NOTHING_NEW = line("nothing-new")

STILL_YOU = line("still-you")
STILL_YOU_AGAIN = line("still-you-again")
STILL_YOU_THANKS = line("still-you-thanks")

NUMBER_LINKED = line("number-linked")

# --- a word on a shared phone ------------------------------------------------------------------------

_SHORTEST_WORD, _LONGEST_WORD = 3, 12
# A phone writes quote marks, invisible signs and the like around a word; what follows it may be an emoji.
_FIRST = re.compile(r"[\W_]*([^\W\d_]+)(?!['\u2019]?\w)[\s:,;.!\-\u2013\u2014\u201d\u2019'\"]*")
# Many texts begin with these, whoever writes.
_COMMON = frozenset(
    (
        *("THE", "AND", "BUT", "HEY", "HELLO", "YOU", "YOUR", "WHO", "WHAT", "WHEN", "WHERE", "WHY", "HOW"),
        *("CAN", "COULD", "WILL", "WOULD", "PLEASE", "SORRY", "THIS", "THAT", "THEY", "SHE", "HIS", "HER"),
        *(
            "HAVE",
            "HAD",
            "WAS",
            "WERE",
            "ARE",
            "NOT",
            "JUST",
            "WELL",
            "GOOD",
            "TODAY",
            "TELL",
            "CALL",
            "DOES",
        ),
        *("HOLA", "QUE", "QUIEN", "COMO", "CUANDO", "DONDE", "PERO", "POR", "PARA", "CON", "SIN", "ESTOY"),
        *("ESTA", "ESTE", "TENGO", "QUIERO", "PUEDES", "HOY", "BIEN", "BUENOS", "BUENAS", "SKIP", "SALTAR"),
    )
)


def _bare(text: str) -> str:
    """Capitals without accents."""
    return straight(without_marks(text)).upper()


def read_word(written: str) -> tuple[str, str]:
    """A word for a shared phone as it is kept, and ""; or "" and a sentence that says what is wrong."""
    word = _bare(written.strip())
    if not re.fullmatch("[A-Z]+", word) or not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD:
        return (
            "",
            f"Write one word of {_SHORTEST_WORD} to {_LONGEST_WORD} letters, such as a color or an animal.",
        )
    if word in _COMMON or _means_something(word):
        return "", "This word means something here, or begins many texts. Choose another, such as a color."
    return word, ""


def _means_something(word: str) -> bool:
    """Whether it is a command, a yes or no, or an answer to some question."""
    return any(
        keywords.read(word, language) is not None
        or keywords.restarts(word)
        or any(
            question.kind is not Kind.TEXT and question.read(word, language) is not None
            for question in QUESTIONS.values()
        )
        for language in ("en-US", "es")
    )


def after_word(text: str, word: str) -> str | None:
    """What stands after the word that a text begins with; None where it begins with another, or none."""
    found = _FIRST.match(text)
    if found is None or _bare(found[1]) != word:
        return None
    return text[found.end() :].strip()


# --- is this still you? --------------------------------------------------------------------------------

_THEY_ARE = re.compile(r"\b(?:still me|it s me|its me|same person|soy yo|sigo siendo yo|la misma|el mismo)\b")
_THEY_ARE_NOT = re.compile(r"\b(?:not me|not the same|isn t me|isnt me|no soy|ya no)\b")


def read_still_you(text: str, language: str) -> bool | None:
    """Whether somebody says that a number is still theirs; None where they say neither yes nor no."""
    read = read_yes_no(text, language)
    said = " , ".join(" ".join(segment).replace("'", " ") for segment in tokens(text))
    if _THEY_ARE_NOT.search(said):
        return False
    if _THEY_ARE.search(said):
        return None if re.search(r"\b(?:no|not)\b", said) else True
    return None if read is None else read[0]


# --- an agreed phrase ------------------------------------------------------------------------------------

_FEWEST_WORDS, _FEWEST_LETTERS, _LONGEST_PHRASE = 3, 12, 80


def read_phrase(text: str) -> str | None:
    """A phrase as it is compared: small letters, single spaces; None where it is too short."""
    words = re.findall(r"[A-Z0-9]+", _bare(text).replace("'", ""))
    phrase = " ".join(words).lower()
    if len(words) < _FEWEST_WORDS or not _FEWEST_LETTERS <= len(phrase) <= _LONGEST_PHRASE:
        return None
    return phrase
