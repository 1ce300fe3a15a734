"""Whether good news is about a goal: the words that say what it is are the same.

"got my own place!" reaches "a place of my own"; "got the job" does not reach "find a place". Small words
count for nothing, and one telling word in common is enough only where the goal has few of them.
"""

from conversations.heard_words import GOODS, IN_GOALS
from conversations.vocabulary import FILLERS, LINKS, STARTERS
from language.tokens import tokens

_SMALL = FILLERS | STARTERS | LINKS | IN_GOALS


def same_thing(goal: str, news: str) -> bool:
    """Whether these words tell that this goal is reached."""
    wanted, told = _telling(goal), _telling(news)
    common = wanted & told
    if not common:
        return False
    return len(wanted) <= 2 or len(common) >= 2 or bool(common & GOODS and len(wanted) <= 3)


def _telling(text: str) -> set[str]:
    words = (word for segment in tokens(text) for word in segment)
    return {_stem(word) for word in words if word not in _SMALL and not word.isdigit()}


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
