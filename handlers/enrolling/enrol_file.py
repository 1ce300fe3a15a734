"""A people file as it comes from a spreadsheet: bytes in, lines and plain-worded problems out.

Takes what spreadsheets really write (a byte order mark, semicolons or tabs, headings in other cases,
blank lines) and refuses the rest with a sentence that says what to click. Never raises on any bytes.
No problem repeats what stands in a cell: it may be somebody's name or number.
"""

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from language.folding import visible

REQUIRED = (
    "name",
    "role",
    "channel",
    "number",
    "mentor",
    "check_in",
    "consent_by",
    "consent_on",
    "consent_how",
)
OPTIONAL = (
    "language",
    "country",
    "timezone",
    "release_date",
    "stage",
    "word",
    "ready",
    "clearance",
    "training",
)
COLUMNS = REQUIRED + OPTIONAL

JOINERS = "\u200c\u200d"  # invisible, but part of names in some scripts

_LARGEST = 10_000_000  # bytes; many times the largest programme
_SAVE_AS = 'In the spreadsheet choose "Save as", then "CSV UTF-8".'
_EMPTY = f"The file is empty. The first line must hold the headings: {', '.join(COLUMNS)}."
_NOT_TEXT = (
    (b"PK\x03\x04", f"This is a spreadsheet workbook, not a CSV file. {_SAVE_AS}"),
    (b"\xd0\xcf\x11\xe0", f"This is a spreadsheet workbook, not a CSV file. {_SAVE_AS}"),
    (b"%PDF", f"This is a PDF, not a CSV file. {_SAVE_AS}"),
    (b"\xff\xfe", f'This file was saved as "Unicode text". {_SAVE_AS}'),
    (b"\xfe\xff", f'This file was saved as "Unicode text". {_SAVE_AS}'),
)
_TOLD = re.compile(r'[ \t]*"?sep=(?P<mark>[^\w\s"]|\t)"?[ ;,\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_CELL_ERROR = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|#+)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to put right.

    Attributes:
        line: the line of the file, 1 being the headings; 0 where it is about the whole file.
        column: the heading; "" where it is about the whole line.
        text: what is wrong and what to do, for somebody who knows spreadsheets and nothing else.
    """

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                f"line {self.line}" if self.line else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        return f"{place}: {self.text}" if place else self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a file, each with its number and its cells by heading; or why there are none."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...]


def read_people_file(data: bytes) -> Sheet:
    """Take a CSV file apart. Lines are given even where other lines have problems."""
    if len(data) > _LARGEST:
        return _refused("This file is larger than 10 MB. Split it into several.")
    for magic, sentence in _NOT_TEXT:
        if data.startswith(magic):
            return _refused(sentence)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Sheet((), (Problem(line, "", f"Some letters here are not in UTF-8. {_SAVE_AS}"),))
    if "\x00" in text:
        return _refused(f"This is not a text file. {_SAVE_AS}")
    return _split(text)


def _refused(sentence: str) -> Sheet:
    return Sheet((), (Problem(0, "", sentence),))


def _split(text: str) -> Sheet:
    """Take it apart. A spreadsheet may say on a line of its own, `sep=;`, what stands between cells."""
    told = _TOLD.match(text)
    begins = 1
    if told is not None:
        text, begins = text[told.end() :], 2
        delimiter = told["mark"]
    else:
        delimiter = max(",;\t", key=lambda mark: _headings_found(text, mark))
    lines = _lines(text, delimiter, begins)
    problems: list[Problem] = []
    rows: list[tuple[int, Mapping[str, str]]] = []
    try:
        first, cells = next(lines, (0, []))
        if not cells:
            return _refused(_EMPTY)
        headings = [_heading(cell) for cell in cells]
        problems += _heading_problems(first, headings)
        if problems:
            return Sheet((), tuple(problems))
        last = max(place for place, heading in enumerate(headings) if heading)
        for line, cells in lines:
            if not last < len(cells) <= len(headings):
                problems.append(
                    Problem(
                        line,
                        "",
                        f"There are {len(cells)} cells here and {last + 1} headings. "
                        "Perhaps a comma stands inside a cell: put that cell between quotation marks.",
                    )
                )
                continue
            row = {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading}
            problems += _cell_problems(line, row)
            rows.append((line, row))
    except csv.Error:
        found = max([line for line, _ in rows], default=1) + 1
        problems.append(
            Problem(
                found,
                "",
                "A quotation mark is opened from here on and not closed, or not followed by a comma.",
            )
        )
    if not rows and not problems:
        problems.append(Problem(0, "", "There are headings but no people. Write one person on each line."))
    return Sheet(tuple(rows), tuple(problems))


def _lines(text: str, delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold anything, with the number of the line each begins on, counted from `first`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = first
    for cells in reader:
        tidy = [_tidy(cell) for cell in cells]
        if any(tidy):
            yield begins, tidy
        begins = first + reader.line_num


def _tidy(cell: str) -> str:
    """Without the invisible signs that come along from contact lists, and with plain single spaces."""
    return " ".join(visible(cell).split())


def _headings_found(text: str, delimiter: str) -> int:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return sum(_heading(cell.strip('"')) in COLUMNS for cell in first.split(delimiter))


def _heading(cell: str) -> str:
    return re.sub(r"[\s_-]+", "_", cell.strip().lower())


def _heading_problems(line: int, headings: Sequence[str]) -> Iterator[Problem]:
    missing = [column for column in REQUIRED if column not in headings]
    for column in missing:
        yield Problem(
            line, column, "This heading is missing. Add the column; its cells may stay empty where allowed."
        )
    named = [heading for heading in headings if heading]
    for place, heading in enumerate(named):
        if heading in named[:place]:
            yield Problem(
                line, "", f"Heading number {place + 1} stands here twice. Keep one of the two columns."
            )
        elif heading not in COLUMNS:
            near = difflib.get_close_matches(heading, COLUMNS, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else " Remove the column."
            yield Problem(line, "", f"Heading number {place + 1} is not one that we know.{hint}")


def _cell_problems(line: int, row: Mapping[str, str]) -> Iterator[Problem]:
    for column, cell in row.items():
        if _CELL_ERROR.fullmatch(cell):
            yield Problem(
                line,
                column,
                "The spreadsheet wrote an error here. Widen or correct the cell, then save again.",
            )
