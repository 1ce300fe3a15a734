"""A person's own words on a locked screen: which of them may stand there unasked.

What somebody wrote as a step, a goal or a promise ("see my PO about the ankle monitor") is theirs, and in an
answer to what they just sent it may stand as they wrote it. In what we send unasked it may be read by
whoever is beside the phone: there, words that tell a stranger about prison, probation, recovery or health
give way to a neutral "your step". In doubt the words give way; nothing is lost, the record keeps them.

Whoever texts DISCREET goes further: nothing unasked repeats any of their own words, and nobody is named in
it. What they are told in answer stays as it is: then they hold the phone.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from conversations.heard_words import TELLING, TELLING_PAIRS
from conversations.lines import line
from conversations.state import Value
from language.tokens import tokens

Render = Callable[[str], str]

# What stands in the place of each variable that carries a person's own words.
NEUTRAL = {name: line(f"quiet-{name}") for name in ("step", "goal", "promise", "place", "listed")}


# What stands in the place of a name, in what comes unasked to somebody who wants it discreet.
SOMEBODY = line("quiet-somebody")
_NAMES = frozenset({"mentor", "other", "whom", "coordinator"})
ON = line("discreet-on")
OFF = line("discreet-off")


def tells_a_stranger(words: str) -> bool:
    """Whether these words would tell somebody who reads them in passing more than is theirs to know."""
    return telling_words(words) != ()


def telling_words(words: str) -> tuple[str, ...]:
    """The words among these that tell a stranger, folded to small letters; each pair as one."""
    found = []
    for segment in tokens(words):
        found += [
            word
            for word in segment
            if word in TELLING or any(f"{word[:size]}*" in TELLING for size in range(4, len(word) + 1))
        ]
        found += [" ".join(pair) for pair in pairwise(segment) if pair in TELLING_PAIRS]
    return tuple(found)


def quiet_variables(render: Render, given: Mapping[str, Value], *, every: bool = False) -> dict[str, Value]:
    """The variables of one sentence, such that none tells a stranger.

    Args:
        render: words an id.
        given: the variables.
        every: all words of theirs give way, whatever they tell, and so do the names of others.
    """

    def quiet(name: str, value: Value) -> Value:
        if name in NEUTRAL and isinstance(value, str) and (every or tells_a_stranger(value)):
            return render(NEUTRAL[name])
        return render(SOMEBODY) if every and name in _NAMES and value else value

    return {name: quiet(name, value) for name, value in given.items()}


_QUOTES = frozenset('"\u201c\u00ab')


def unquoted(render: Render, text: str) -> str:
    """Neutral words are nobody's own, so they stand without quotation marks."""
    if _QUOTES.isdisjoint(text):
        return text
    for neutral in map(render, NEUTRAL.values()):
        text = re.sub(rf"[\"\u201c\u00ab]\s?{re.escape(neutral)}\s?[\"\u201d\u00bb]", neutral, text)
    return text
