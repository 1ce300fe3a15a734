"""Recognises danger in what people really text.

`assess` mends the spelling, looks for the phrases of `safety/rules/`, weighs what stands around each match
(who it is about, "not", "years ago", "lol"), and returns the worst. It is deterministic, needs no network and
no model, and always says which rules fired and on which words. Ordinary messages hold few of the words that
rules need, and cost little.

It errs on the side of a person looking: a doubt is a `concern`, not `none`. It misses things, too
(docs/explanation/safety.md has the figures), so nothing it says is ever a reason not to listen.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from safety import past_times, told_and_denied
from safety.normalise import mended_words
from safety.phrases import compile_phrase
from safety.rulebook import BOOK, Rule
from safety.tiers import NOTHING, Assessment, Category, Tier

_LOWER = {
    Tier.EMERGENCY: Tier.URGENT,
    Tier.URGENT: Tier.CONCERN,
    Tier.CONCERN: Tier.NONE,
    Tier.NONE: Tier.NONE,
}
_ORDER = [
    Category.OVERDOSE,
    Category.SUICIDE,
    Category.CHILD,
    Category.SHELTER,
    Category.HUNGER,
    Category.MEDICINE,
    Category.DANGER,
    Category.SELF_HARM,
    Category.ABUSE,
    Category.OTHER,
    Category.RELAPSE,
    Category.NONE,
]
_SELF_RISK = frozenset({Category.SUICIDE, Category.SELF_HARM, Category.OVERDOSE})


def _words(name: str) -> frozenset[str]:
    return frozenset(word for way in BOOK.lists[name] for word in way.split())


_SELF = _words("speaking_of_self")
_WRITER = _SELF - {"my", "mine", "so", "but", "and"}  # "my brother" is not the writer
_FIRST_PERSON = frozenset({"i", "im", "ive", "ill", "id", "myself", "yo"})
_PERSON = _words("speaking_of_another")
_NOBODY = _words("speaking_of_nobody")
_NOT = _words("negations")
_NOT_A_NEGATION = _words("after_negation_no_negation")
_NO_INTENT = (["intencion"], ["intenciones"])  # "no tengo intencion de"
_OPINION = frozenset({"think", "believe", "imagine", "mean", "say", "saying", "reckon", "suppose"})
_THIRD = frozenset({"he", "hes", "she", "shes", "they", "theyre"})
# Between a "not" and "he", what takes the clause back as well: "not that he", "didnt say that she".
_LEADS_ON = _words("leads_on")
_BEGINS_ANEW = _words("begins_anew")
_COMPLETES_A_NOT = _words("completes_a_not")
_FICTION = _words("fiction")
_LAUGH = _words("laughter")


def _sayings(name: str) -> re.Pattern[str]:
    """A list of plain sayings as one pattern; #### is a year and # any number."""
    ways = (
        re.escape(way.strip()).replace(r"\#\#\#\#", "(?:19|20)[0-9]{2}").replace(r"\#", "[0-9]+[a-z]*") + " "
        for way in BOOK.lists[name]
    )
    return re.compile("(?<= )(?:" + "|".join(ways) + ")")


_PAST = _sayings("past")
_OVER = _sayings("over_now")
_RECENT = _sayings("recent")
_ASKS = _sayings("asks_others")

_BEREAVED = tuple(compile_phrase(way, BOOK.lists).regex for way in BOOK.lists["bereaved"])
_WELL_NOW = tuple(compile_phrase(way, BOOK.lists).regex for way in BOOK.lists["well_now"])
_TOLD = _words("told_of_the_past")

_WRITER_WISHES = re.compile(r"(?<= )(?:i|yo) (?:(?:dont|do|not|just|even|no|ya) )*(?:want|wish|quiero) ")
_BESIDE = 12  # characters either side of a match in which "now" says when it happens
_NEARBY = 50  # characters either side of a match in which an exception counts
_SENTENCE = 400  # a sentence is looked at this far either way, so that cost stays in proportion to length
_PIECE = 12  # words; what somebody sends in pieces comes in short ones
RECENT = 4  # messages before this one that are read with it
_HINTS = 2  # as many different hints make a concern
_Found = tuple[Tier, Category, str, str]  # tier, category, rule id, words


def assess(text: str, recent: Sequence[str] = ()) -> Assessment:
    """How dangerous a message is, and why.

    Args:
        text: the message as it came.
        recent: the same sender's messages of the last minutes, oldest first, without this one. People send
            "i want to", "kill", "myself" as three texts, and mend the last one with "*dead".

    Returns:
        The worst that any part says; `NOTHING` if no part worries. What stands in `recent` alone is not
        reported again: only matches that need this message.
    """
    words = mended_words(text)
    found = _search(words)
    if recent:
        found.extend(_with_recent(text, words, recent))
    if not found:
        return NOTHING
    found.sort(key=lambda one: (-one[0].rank, _ORDER.index(one[1])))
    rules: dict[str, str] = {}
    for _, _, rule, matched in found:
        rules.setdefault(rule, matched)
    return Assessment(found[0][0], found[0][1].value, tuple(rules), tuple(rules.values()))


def _with_recent(text: str, words: list[str], recent: Sequence[str]) -> list[_Found]:
    """What this message says only together with the ones before it."""
    before: list[str] = []
    for message in recent[-RECENT:]:
        before.extend(mended_words(message)[-40:])
        while before and before[-1] == "|":
            before.pop()
    stripped = text.strip()
    if stripped.startswith("*") or stripped.endswith("*"):
        return _search(_corrected(before, words))
    alone: dict[str, int] = {}
    for tier, _, rule, _ in _search(before):
        alone[rule] = max(tier.rank, alone.get(rule, 0))
    whole = ["|"] if len(words) > _PIECE else []  # a message of this length goes on from nothing
    joined = _search(before + whole + words)
    # What a rule found before is not found again because its gap now reaches into this message.
    return [one for one in joined if one[0].rank > alone.get(one[2], 0)]


def _corrected(before: list[str], words: list[str]) -> list[str]:
    """ "i wish i was dea", "*dead": puts the mended word where it is most alike."""
    if not words or not before:
        return before + words
    right = words[-1]
    likeness = [_alike(word, right) for word in before]
    best = max(range(len(before)), key=lambda at: (likeness[at], at))
    at = best if likeness[best] >= 2 else len(before) - 1
    return [*before[:at], *words, *before[at + 1 :]]


def _alike(one: str, two: str) -> int:
    """How many letters two words share from the front and from the back."""
    front = next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
    back = next((i for i, (a, b) in enumerate(zip(one[::-1], two[::-1], strict=False)) if a != b), 0)
    return front + back if one != two else 0


class _Message:
    """A mended message, with what is asked of the whole of it: looked up once, whatever matches."""

    def __init__(self, text: str, present: set[str]) -> None:
        self.text = text
        self.present = present

    @cached_property
    def jokes(self) -> bool:
        return not self.present.isdisjoint(_LAUGH)

    @cached_property
    def tells_of_the_past(self) -> bool:
        return bool(_PAST.search(self.text))

    @cached_property
    def is_over(self) -> bool:
        return bool(_OVER.search(self.text))

    @cached_property
    def well_now(self) -> bool:
        return any(regex.search(self.text) for regex in _WELL_NOW)

    @cached_property
    def bereaved(self) -> bool:
        return any(regex.search(self.text) for regex in _BEREAVED)


def _search(words: list[str]) -> list[_Found]:
    """Every rule that fires on mended words, with the tier that is left after weighing."""
    numbers: set[int] = set()
    by_word, by_stem = BOOK.by_word, BOOK.by_stem
    present = set(words)
    for word in present:
        if word in by_word:
            numbers.update(by_word[word])
        if word[:4] in by_stem:
            for start, those in by_stem[word[:4]]:
                if word.startswith(start):
                    numbers.update(those)
    if not numbers:
        return []
    text = " " + " ".join(words) + " "
    found: list[_Found] = []
    hints: dict[str, str] = {}
    resolved: list[_Found] = []
    candidates: list[tuple[Rule, re.Pattern[str]]] = []
    for number in sorted(numbers):
        rule, phrase = BOOK.searches[number]
        for need in phrase.needs:  # a plain loop: this is where ordinary messages spend their time
            if present.isdisjoint(need):
                break
        else:
            candidates.append((rule, phrase.regex))
    message = _Message(text, present)
    for rule, regex in candidates:
        for match in regex.finditer(text):
            weighed = _weigh(rule, match, message)
            if weighed is None:
                continue
            if rule.resolve:
                resolved.append((Tier.URGENT, Category.SUICIDE, rule.id, match.group().strip()))
            elif rule.tier is None:
                hints[rule.id] = match.group().strip()
            else:
                found.append((*weighed, rule.id, match.group().strip()))
            break
    if len(hints) >= _HINTS and not (present & _LAUGH or present & _FICTION):
        found.extend((Tier.CONCERN, Category.SUICIDE, rule, matched) for rule, matched in hints.items())
    if resolved and any(one[:2] == (Tier.CONCERN, Category.SUICIDE) for one in found):
        found.extend(resolved)  # "dont want to live anymore" and "doing it tonight"
    return found


def _weigh(rule: Rule, match: re.Match[str], message: _Message) -> tuple[Tier, Category] | None:
    """The tier and category of a match after what stands around it; None if nothing is left."""
    text = message.text
    start, end = match.span()
    opening = max(text.rfind("|", max(0, start - _SENTENCE), start) + 1, start - _SENTENCE, 0)
    closing = text.find("|", end, end + _SENTENCE)
    sentence = text[opening : closing if closing >= 0 else end + _SENTENCE]
    tier, category = rule.tier or Tier.CONCERN, rule.category
    if rule.unless:
        nearby = text[max(opening, start - _NEARBY) : min(end + _NEARBY, opening + len(sentence))]
        nearby = " " + nearby.split(" ", 1)[1]
        if any(exception.regex.search(nearby) for exception in rule.unless):
            return None
    before = text[max(opening, start - 60) : start].split()[-6:]
    matched = match.group().split()
    own = matched[0] == "my" and matched[1] not in _PERSON  # "my plan", but not "my brother"
    if rule.about == "self" and not own and _WRITER.isdisjoint(matched):
        for word in reversed(before):
            if word in _SELF:
                break
            if word in _PERSON:
                category = Category.OTHER
                break
            if word in _NOBODY:
                # "do you know ways to", "i hate it when you never know": the writer after all
                if _ASKS.search(sentence):
                    break
                if _WRITER.isdisjoint(sentence[: start - opening].split()):
                    return None
                tier = min(tier, Tier.CONCERN, key=lambda t: t.rank)
                break
    if category is Category.OTHER and _WRITER_WISHES.search(match.group()):
        category = Category.SUICIDE  # "my husband hits me i dont want to live": whoever writes does not
    words_before = text[opening:start].split()
    words_after = [word for word in text[end : end + _SENTENCE].split() if word != "|"]
    if rule.negated != "same" and _negated(before, match.group(), words_after):
        if rule.negated == "none" or message.well_now:
            return None
        tier = min(tier, Tier.CONCERN, key=lambda t: t.rank)
    told = not _TOLD.isdisjoint(matched) or not _TOLD.isdisjoint(before[-3:])
    if rule.past != "same" and (
        (_PAST.search(sentence) and not past_times.lately(sentence))
        or (not _RECENT.search(sentence) and (message.is_over or (told and message.tells_of_the_past)))
        or (told and _long_over(sentence, start - opening, end - opening))
    ):
        if rule.past == "none" or message.well_now:
            return None
        tier = min(tier, Tier.CONCERN, key=lambda t: t.rank)
    if tier is Tier.URGENT and (
        told_and_denied.asked_and_denied(words_before, words_after)
        or told_and_denied.of_a_story(words_before, matched)
    ):
        tier = Tier.CONCERN
    if tier is not Tier.CONCERN and told_and_denied.said_and_explained(words_before, words_after):
        tier = Tier.CONCERN
    if (
        category is Category.OTHER
        and tier is not Tier.CONCERN
        and (message.bereaved if told else any(regex.search(sentence) for regex in _BEREAVED))
    ):
        tier = Tier.CONCERN  # somebody has died: nobody can reach them any more, but somebody grieves
    fiction = not _FICTION.isdisjoint(sentence.split())
    if fiction and _FICTION.isdisjoint(words_after):
        fiction = not _says_it_of_themselves(words_before, matched)
    if rule.laugh != "same" and (message.jokes or fiction):
        if rule.laugh == "none":
            return None
        if tier is not Tier.CONCERN:
            tier = _LOWER[tier]
    return tier, category


def _says_it_of_themselves(before: Sequence[str], matched: Sequence[str]) -> bool:
    """ "Watching a film and i want to kill myself": whoever writes is the one who says it."""
    return not _FIRST_PERSON.isdisjoint([*before[-3:], *matched])


def _long_over(sentence: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is told of a year, an age, or so many years ago.

    "Now" and "today" far from it say how the writer is by now ("im a plumber now"); beside it, when it was.
    """
    if not past_times.tells(f" {sentence.strip()} ") or past_times.lately(sentence):
        return False
    return not _RECENT.search(" " + sentence[max(0, start - _BESIDE) : end + _BESIDE] + " ")


def _negated(before: list[str], matched: str, after: Sequence[str]) -> bool:
    """Whether "not", "never"… takes the words back.

    It reaches over three words ("not that i want to"), and over six if nothing new begins in between ("not
    planning on anything like"). "Not sure", "dont know" and the like take nothing back; nor does it reach
    into what somebody else did, told in a clause of its own ("its not too late, he stabbed me").
    """
    if "asked" in before and "if" in before:  # "they asked me if i was suicidal"
        return not told_and_denied.asked_and_affirmed(after)
    near = [*before, matched.split(" ", 1)[0]]
    for at, word in enumerate(near[:-1]):
        between = near[at + 1 : -1]
        means_no = near[at + 1] not in _NOT_A_NEGATION or near[at + 2 : at + 3] in _NO_INTENT
        if word in (*_NOT, "nobody") and _tells_anew(near[at + 1 :]):
            continue
        if word in _NOT and means_no:
            if not _COMPLETES_A_NOT.isdisjoint(between):
                continue
            if between and between[0] in _OPINION:  # "dont think i could"
                between = [one for one in between if one not in _SELF]
            if len(between) < 3 or _BEGINS_ANEW.isdisjoint(between):
                return True
        elif word == "nobody" and _BEGINS_ANEW.isdisjoint(between):
            return True
    return False


def _tells_anew(after: Sequence[str]) -> bool:
    """Whether what follows a "not" says in a clause of its own what somebody did: "too late call 911 he"."""
    at = next((at for at in reversed(range(len(after))) if after[at] in _THIRD), None)
    return at is not None and not (at and _LEADS_ON.issuperset(after[:at]))


__all__ = ["Assessment", "Category", "Tier", "assess"]
