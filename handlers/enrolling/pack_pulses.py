"""A pack's `[[pulses]]` and `[[milestones]]`: read whole, with everything that is wrong said at once.

A fault begins with its place, numbered through the file: `pulses.questions[5].es`.
"""

import re
from collections.abc import Collection
from typing import Any

from records.programme_milestones import Counts, Milestone
from records.programme_pulses import MOST_QUESTIONS, Of, Pulse, PulseQuestion, Takes

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_FEWEST_WEEKS, _MOST_WEEKS = 4, 104
_FIRST_AFTER = 4
LONGEST_QUESTION, LONGEST_WORDS, LONGEST_GIFT, LONGEST_TITLE = 110, 140, 40, 60
_MOST_NUMBER = 500
_PULSE = frozenset({"name", "role", "every_weeks", "first_after_weeks", "questions"})
_MILESTONE = frozenset({"name", "title", "counts", "number", "words", "gift"})


def read_pulses(part: object, languages: Collection[str], faults: list[str]) -> tuple[Pulse, ...]:
    """The pulses that can be read; what is wrong is added to `faults`."""
    found, names, asked = [], set[str](), 0
    for number, row in enumerate(_rows(part, "pulses", faults), start=1):
        at = f"pulses[{number}]"
        before = len(faults)
        faults += [f"{at}.{key} is not known." for key in row if key not in _PULSE]
        name = _name(row, at, names, faults)
        if row.get("role") not in tuple(Of):
            faults.append(f"{at}.role is one of: {', '.join(Of)}.")
        every = _whole(row, "every_weeks", at, _FEWEST_WEEKS, _MOST_WEEKS, faults)
        first = _whole(row, "first_after_weeks", at, 1, _MOST_WEEKS, faults, usual=_FIRST_AFTER)
        rows = _rows(row.get("questions"), f"{at}.questions", faults)
        if not 0 < len(rows) <= MOST_QUESTIONS:
            faults.append(
                f"{at}.questions: one to {MOST_QUESTIONS} questions, each under [[pulses.questions]]."
            )
        ids: set[str] = set()
        questions = [
            _question(each, f"pulses.questions[{asked + place}]", ids, languages, faults)
            for place, each in enumerate(rows, start=1)
        ]
        asked += len(rows)
        if len(faults) == before:
            found.append(Pulse(name, Of(row["role"]), every, first, tuple(questions)))
    return tuple(found)


def _question(
    row: dict[str, Any], at: str, ids: set[str], languages: Collection[str], faults: list[str]
) -> PulseQuestion:
    faults += [f"{at}.{key} is not known." for key in row if key not in {"id", "answers", *languages}]
    name = _name(row, at, ids, faults, key="id")
    takes = row.get("answers", Takes.CHOICE)
    if takes not in tuple(Takes):
        faults.append(f"{at}.answers is one of: {', '.join(Takes)}.")
        takes = Takes.CHOICE
    return PulseQuestion(name, Takes(takes), _said(row, at, languages, LONGEST_QUESTION, faults))


def read_milestones(part: object, languages: Collection[str], faults: list[str]) -> tuple[Milestone, ...]:
    """The milestones that can be read; what is wrong is added to `faults`."""
    found, names = [], set[str]()
    for number, row in enumerate(_rows(part, "milestones", faults), start=1):
        at = f"milestones[{number}]"
        before = len(faults)
        faults += [f"{at}.{key} is not known." for key in row if key not in _MILESTONE]
        name = _name(row, at, names, faults)
        title = row.get("title")
        if not isinstance(title, str) or not 0 < len(title.strip()) <= LONGEST_TITLE:
            faults.append(f"{at}.title is what the desk calls it, in {LONGEST_TITLE} letters at most.")
        if row.get("counts") not in tuple(Counts):
            faults.append(f"{at}.counts is one of: {', '.join(Counts)}.")
        many = _whole(row, "number", at, 1, _MOST_NUMBER, faults, usual=1)
        words = _table(row, "words", at, languages, LONGEST_WORDS, faults)
        gift = _table(row, "gift", at, languages, LONGEST_GIFT, faults) if "gift" in row else ()
        if len(faults) == before:
            found.append(Milestone(name, str(title).strip(), Counts(row["counts"]), many, words, gift))
    return tuple(found)


def _rows(part: object, section: str, faults: list[str]) -> list[dict[str, Any]]:
    if part is None:
        return []
    if isinstance(part, list) and all(isinstance(one, dict) for one in part):
        return part
    faults.append(f"{section}: each begins with a line [[{section.partition('[')[0]}]].")
    return []


def _name(row: dict[str, Any], at: str, taken: set[str], faults: list[str], key: str = "name") -> str:
    name = row.get(key)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        faults.append(f"{at}.{key} is needed: small letters, digits and hyphens. It stays as it is for ever.")
        return ""
    if name in taken:
        faults.append(f"{at}.{key} stands there twice: what is kept under it would mix.")
    taken.add(name)
    return name


def _whole(
    row: dict[str, Any], key: str, at: str, low: int, high: int, faults: list[str], usual: int | None = None
) -> int:
    value = row.get(key, usual)
    if type(value) is int and low <= value <= high:
        return value
    faults.append(f"{at}.{key} is a number, {low} to {high}.")
    return low


def _table(
    row: dict[str, Any], key: str, at: str, languages: Collection[str], longest: int, faults: list[str]
) -> tuple[tuple[str, str], ...]:
    said = row.get(key)
    if not isinstance(said, dict):
        faults.append(f"{at}.{key} is needed in each language: {{ {', '.join(languages)} }}.")
        return ()
    faults += [f"{at}.{key}: {one} is not among programme.languages." for one in said if one not in languages]
    return _said(said, f"{at}.{key}", languages, longest, faults, inline=True)


def _said(
    row: dict[str, Any],
    at: str,
    languages: Collection[str],
    longest: int,
    faults: list[str],
    *,
    inline: bool = False,
) -> tuple[tuple[str, str], ...]:
    """What is said, in each of the programme's languages."""
    found = []
    for language in languages:
        text = row.get(language)
        place = f"{at}: {language}" if inline else f"{at}.{language}"
        if not isinstance(text, str) or not text.strip():
            faults.append(f"{place} is missing: people of that language would read another.")
        elif len(text) > longest:
            faults.append(f"{place} is too long: {longest} characters at most.")
        else:
            found.append((language, " ".join(text.split())))
    return tuple(found)
