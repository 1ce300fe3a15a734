"""A place that helps as somebody writes it down, in a pack, a spreadsheet or a form: what is wrong with
it, and the place.

One set of rules for all three, so that what a form takes a file takes as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from conversations.control import Need
from conversations.wording import LANGUAGES

KEYS = ("need", "name", "how", "language", "area", "ask_for", "hours", "tonight", "checked_on", "contact")
LONGEST = {"name": 60, "how": 120, "area": 120, "ask_for": 60, "hours": 60, "contact": 80}
_NEEDED = ("name", "how")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that helps."""

    need: Need
    name: str
    how: str
    language: str
    checked_on: date | None
    area: str = ""  # whom it serves: ZIPs, postcode areas, towns, with commas between; "": everybody
    ask_for: str = ""
    hours: str = ""
    tonight: bool = False
    contact: str = ""  # whom mentors and staff ask there; mentees are not told


def faults_of(row: Mapping[str, Any]) -> list[str]:
    """What is wrong with it, a sentence each."""
    faults = [f'"{key}" is not known; remove it.' for key in row if key not in KEYS]
    if row.get("need") not in tuple(Need):
        faults.append(f"need is one of: {', '.join(Need)}.")
    for key, longest in LONGEST.items():
        value = row.get(key, "")
        text = value.strip() if isinstance(value, str) else ""
        if key in _NEEDED and (not text or len(text) > longest or not text.isprintable()):
            faults.append(f"{key} is needed, in one line of {longest} letters at most.")
        elif not isinstance(value, str) or len(text) > longest or not (text.isprintable() or not text):
            faults.append(f"{key} is one line of {longest} letters at most, or left out.")
    if row.get("language", "") not in ("", *LANGUAGES):
        faults.append(f"language is one of: {', '.join(LANGUAGES)}; leave it out for all.")
    if type(row.get("tonight", False)) is not bool:
        faults.append("tonight is true or false: whether it takes people who come tonight.")
    checked_on = row.get("checked_on")
    if checked_on is not None and (not isinstance(checked_on, date) or isinstance(checked_on, datetime)):
        faults.append("checked_on is a date such as 2026-01-31.")
    return faults


def place_of(row: Mapping[str, Any]) -> Place:
    """The place of a row that has no faults."""
    areas = ", ".join(one.strip() for one in row.get("area", "").split(",") if one.strip())
    return Place(
        Need(row["need"]),
        row["name"].strip(),
        row["how"].strip(),
        row.get("language", ""),
        row.get("checked_on"),
        areas,
        row.get("ask_for", "").strip(),
        row.get("hours", "").strip(),
        row.get("tonight", False),
        row.get("contact", "").strip(),
    )
