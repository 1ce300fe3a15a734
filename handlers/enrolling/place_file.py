"""Places that help as a spreadsheet: CSV in, places and plain-worded problems out, a line each. Never
raises.
"""

import csv
import io
from dataclasses import dataclass
from typing import Any

from handlers.enrolling.enrol_cells import read_day
from handlers.enrolling.place_rows import KEYS, Place, faults_of, place_of
from handlers.enrolling.places import doubt_about

REQUIRED = ("need", "name", "how")
MOST = 2000  # lines
_YES, _NO = ("yes", "true", "1", "x", "si", "y"), ("", "no", "false", "0", "n")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: its places, or what is wrong with it (nothing is kept then)."""

    places: tuple[Place, ...]
    problems: tuple[str, ...]


def read_file(text: str, country: str, *, real: bool) -> Read:
    """Read a file of places.

    Args:
        text: as it was saved or copied.
        country: of the programme.
        real: real phones are reached, so that no place of the sample's or of another country may stand in it.
    """
    text = text.removeprefix("\ufeff").strip("\r\n")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark, strict=True))
    except csv.Error:
        return Read((), ("The file cannot be read as CSV: a quotation mark is opened and never closed.",))
    headings = [one.strip().casefold().replace(" ", "_") for one in rows[0]] if rows else []
    wrong = _headings(headings)
    if len(rows) > MOST:
        wrong.append(f"The file has more than {MOST} lines. Bring it in in parts.")
    if wrong:
        return Read((), tuple(wrong))
    places, problems = [], []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        found = _row(dict(zip(headings, cells, strict=False)))
        faults = found if isinstance(found, list) else faults_of(found)
        if len(cells) > len(headings):
            faults = ["There are more cells than headings. Put text with commas into quotation marks."]
        if not faults and isinstance(found, dict):
            place = place_of(found)
            doubt = doubt_about(place.name, place.how, country) if real else ""
            faults = [doubt] if doubt else []
            places.append(place)
        problems += [f"line {number}: {fault}" for fault in faults]
    if not places and not problems:
        problems.append("There is no place in the file, only headings.")
    return Read(() if problems else tuple(places), tuple(problems))


def _headings(headings: list[str]) -> list[str]:
    wrong = [f'line 1: there is no column "{one}".' for one in REQUIRED if one not in headings]
    wrong += [f'line 1: "{one}" is no heading we know.' for one in headings if one not in KEYS]
    if len(set(headings)) != len(headings):
        wrong.append("line 1: a heading stands there twice.")
    return wrong


def _row(cells: dict[str, str]) -> dict[str, Any] | list[str]:
    """A line as `faults_of` takes it, or what is wrong with it."""
    row: dict[str, Any] = {key: _bare(value) for key, value in cells.items()}
    faults = []
    tonight = row.pop("tonight", "").casefold()
    if tonight not in (*_YES, *_NO):
        faults.append("tonight is yes or no.")
    row["tonight"] = tonight in _YES
    row["need"] = row.get("need", "").casefold()
    written = row.pop("checked_on", "")
    row["checked_on"] = read_day(written)
    if written and row["checked_on"] is None:
        faults.append("checked_on is a date such as 2026-01-31.")
    return faults + faults_of(row) if faults else row


def _bare(value: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    value = value.strip()
    return value[1:] if value[:1] == "'" and value[1:2] in "=+-@" else value


def cells_of(place: Place) -> tuple[str, ...]:
    """A place as a line of the file, in the order of `KEYS`."""
    return (
        place.need.value,
        place.name,
        place.how,
        place.language,
        place.area,
        place.ask_for,
        place.hours,
        "yes" if place.tonight else "",
        place.checked_on.isoformat() if place.checked_on else "",
        place.contact,
    )
