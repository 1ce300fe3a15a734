"""What would need a rule: coordinators' false alarms and misses, held against the recogniser as it is now.

Each line is a JSON object as `python -m bot tuning` prints it:

    {"kind": "missed", "tier": "urgent", "category": "suicide", "rules": [], "words": "giving it all away"}
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from safety.recogniser import assess
from safety.tiers import Assessment, Category, Tier

_KINDS = ("missed", "false_alarm")


class BadLine(Exception):
    """A line cannot be read. The message says which, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the recogniser got wrong, in general words."""

    kind: str
    tier: Tier
    category: str
    rules: tuple[str, ...]
    words: str = field(repr=False)


def read(lines: Iterable[str]) -> tuple[list[Entry], list[str]]:
    """The entries, and a sentence for each line that is none. Empty lines are passed over."""
    entries, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(line))
        except BadLine as error:
            problems.append(f"Line {number}: {error}")
    return entries, problems


def _entry(line: str) -> Entry:
    try:
        given = json.loads(line)
    except ValueError:
        raise BadLine("this is not JSON. Use what `python -m bot tuning` prints, a line each.") from None
    if not isinstance(given, dict):
        raise BadLine("this is not a JSON object.")
    if given.get("kind") not in _KINDS:
        raise BadLine(f'"kind" is one of: {", ".join(_KINDS)}.')
    if given.get("tier") not in [tier.value for tier in Tier if tier is not Tier.NONE]:
        raise BadLine('"tier" is one of: concern, urgent, emergency.')
    if given.get("category") not in list(Category):
        raise BadLine(f'"category" is one of: {", ".join(one for one in Category if one)}.')
    words, rules = given.get("words"), given.get("rules", [])
    if not isinstance(words, str) or not words.strip():
        raise BadLine('"words" is missing.')
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise BadLine('"rules" is a list of rule ids.')
    return Entry(given["kind"], Tier(given["tier"]), given["category"], tuple(rules), words)


def report(entries: Iterable[Entry]) -> Iterator[str]:
    """What to write, line by line: misses that stay misses, by category; then rules that cry wolf."""
    entries = list(entries)
    missed = [entry for entry in entries if entry.kind == "missed"]
    still: dict[str, list[tuple[Entry, Assessment]]] = defaultdict(list)
    for entry in missed:
        found = assess(entry.words)
        if found.tier.rank < entry.tier.rank:
            still[entry.category].append((entry, found))
    open_ones = sum(len(rows) for rows in still.values())
    yield f"Missed and entered by hand: {len(missed)}. Still missed, or rated lower: {open_ones}."
    for category, rows in sorted(still.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield ""
        yield f"{category} ({len(rows)})"
        for entry, found in sorted(rows, key=lambda row: (-row[0].tier.rank, row[0].words)):
            made = found.tier.value + (f" by {', '.join(found.rules)}" if found.rules else "")
            yield f"  should be {entry.tier.value}, is {made}: {entry.words}"
    yield ""
    yield from _false_alarms([entry for entry in entries if entry.kind == "false_alarm"])


def _false_alarms(entries: list[Entry]) -> Iterator[str]:
    """The rules that fired for nothing, the most often first, with the words they fired on."""
    count = Counter(rule for entry in entries for rule in entry.rules)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        # The words that fired stand in the order of their rules.
        for rule, fired in zip(entry.rules, entry.words.split(" / "), strict=False):
            words[rule][fired] += 1
    yield f"False alarms: {len(entries)}."
    for rule, times in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"  {times}  {rule}: {'; '.join(fired for fired, _ in words[rule].most_common(3))}"
