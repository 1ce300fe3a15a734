"""Reads the rules from `safety/rules/*.toml`, checks them, and makes them ready to be looked for.

A file is a family. Its `[defaults]` hold for every rule in it:

    tier, category    what a match means
    about             "self": the words count when the writer speaks of themselves; spoken of "he", "my
                      brother"… they mean another person at risk; spoken of "you", "people" nothing.
                      "any": whoever it is about
    negated           what is left after "not", "never"…: "concern", "none" or "same"
    past              what is left in "years ago", "used to"…: "concern", "none" or "same"
    laugh             what is left beside "lol", in a song or a game: "lower" (one tier), "none" or "same"

and each `[[rule]]` adds `id`, `reason`, `phrases`, perhaps `unless` (phrases that take it back when they
stand in the same sentence), and examples: `yes` (must fire this rule) and `no` (must not). Adding a phrase is
adding a line.

Tier "hint" is for words that mean nothing alone: two different hints in one message are a concern. Tier
"resolve" means nothing alone either: beside a wish not to live, it makes that urgent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from tomllib import loads
from typing import Any

from language.phrases import BadPhrase
from safety.phrases import Phrase, compile_phrase
from safety.tiers import Category, Tier

HINT = "hint"
RESOLVE = "resolve"
_CHOICES = {
    "about": {"self", "any"},
    "negated": {"concern", "none", "same"},
    "past": {"concern", "none", "same"},
    "laugh": {"lower", "none", "same"},
}
_KEYS = {"id", "tier", "category", "reason", "phrases", "unless", "yes", "no", *_CHOICES}


class BadRule(ValueError):
    """A rule file is wrong; the message names the file and the rule, and says what to mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as a coordinator reads it.

    Attributes:
        tier: what a match means; None for a hint.
        resolve: whether it means nothing alone, and makes a wish not to live urgent.
        reason: why these words worry, in a sentence.
        yes: made-up messages that fire it; no: ones that do not.
    """

    id: str
    family: str
    tier: Tier | None
    category: Category
    reason: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    about: str
    negated: str
    past: str
    laugh: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    resolve: bool = False


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, and an index from words to the phrases that need them.

    Attributes:
        by_word: word -> numbers of phrases in `searches`.
        by_stem: the first four letters -> (beginning of a word, numbers of phrases).
        searches: (rule, phrase), by number.
    """

    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]]
    by_word: Mapping[str, tuple[int, ...]]
    by_stem: Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]]
    searches: tuple[tuple[Rule, Phrase], ...]


def read_rulebook() -> Rulebook:
    """The rules that come with the program.

    Raises:
        BadRule: something in a file is wrong.
    """
    folder = resources.files("safety") / "rules"
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
    return build_rulebook(texts)


def build_rulebook(texts: Mapping[str, str]) -> Rulebook:
    """Rules from the text of files (name -> TOML); `words.toml` holds the named lists."""
    lists = {name: tuple(ways) for name, ways in loads(texts["words.toml"]).items()}
    rules: list[Rule] = []
    for file, text in texts.items():
        if file == "words.toml":
            continue
        content = loads(text)
        for entry in content.get("rule", []):
            rules.append(_rule(file, {**content.get("defaults", {}), **entry}, lists))
    ids = [rule.id for rule in rules]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise BadRule(f"Two rules have the same id: {', '.join(sorted(twice))}. Give each its own.")
    searches = tuple((rule, phrase) for rule in rules for phrase in rule.phrases)
    words: dict[str, list[int]] = {}
    stems: dict[str, dict[str, list[int]]] = {}
    for number, (_, phrase) in enumerate(searches):
        for anchor in phrase.anchors:
            if anchor.endswith("*"):
                stems.setdefault(anchor[:4], {}).setdefault(anchor[:-1], []).append(number)
            else:
                words.setdefault(anchor, []).append(number)
    return Rulebook(
        tuple(rules),
        lists,
        {word: tuple(numbers) for word, numbers in words.items()},
        {stem: tuple((start, tuple(n)) for start, n in starts.items()) for stem, starts in stems.items()},
        searches,
    )


def _rule(file: str, entry: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Rule:
    name = f"{file}, rule “{entry.get('id', '(without id)')}”"
    if unknown := set(entry) - _KEYS:
        raise BadRule(f"{name}: unknown key {', '.join(sorted(unknown))}.")
    if missing := {"id", "tier", "category", "reason", "phrases", "yes", "no"} - {
        k for k, v in entry.items() if v
    }:
        raise BadRule(f"{name}: {', '.join(sorted(missing))} missing or empty.")
    for key, choices in _CHOICES.items():
        if entry.get(key) not in choices:
            raise BadRule(f"{name}: {key} must be one of {', '.join(sorted(choices))}.")
    try:
        phrases = tuple(compile_phrase(phrase, lists) for phrase in entry["phrases"])
        unless = tuple(compile_phrase(phrase, lists) for phrase in entry.get("unless", ()))
    except BadPhrase as wrong:
        raise BadRule(f"{name}: {wrong}") from wrong
    for phrase in phrases:
        if short := [a for a in phrase.anchors if a.endswith("*") and len(a) < 5]:
            raise BadRule(f"{name}: {short[0]} is too short a beginning; give at least four letters.")
    return Rule(
        id=entry["id"],
        family=file.removesuffix(".toml"),
        tier=None if entry["tier"] in (HINT, RESOLVE) else Tier(entry["tier"]),
        category=Category(entry["category"]),
        reason=entry["reason"],
        phrases=phrases,
        unless=unless,
        about=entry["about"],
        negated=entry["negated"],
        past=entry["past"],
        laugh=entry["laugh"],
        yes=tuple(entry["yes"]),
        no=tuple(entry["no"]),
        resolve=entry["tier"] == RESOLVE,
    )


BOOK = read_rulebook()
"""The rules in use."""
