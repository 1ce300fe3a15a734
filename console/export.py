"""The log as a spreadsheet: comma-separated, every cell quoted, UTF-8 with a mark that Excel understands.

It is read in pages of a few hundred, so that a long log neither fills memory nor holds the database
open. What a spreadsheet would run as a formula is kept as text, also where it cuts at other separators than
ours: many take a semicolon, as their country does.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from console import permissions, words
from console.desk import Desk
from handlers.access.signing_in import Viewer
from records import reading
from records.reading import LogFilter, LogRow

_PAGE = 500
_SIGNS = "=+\\-@＝＋－＠"  # what begins a formula; the wide ones are read as the narrow ones
# Where a cell begins: at its own beginning, or after what another reader takes for a separator.
_BEGINS = re.compile(rf"(^|[;,|\t\r\n])([ \u00a0\"]*)(?=[{_SIGNS}])")
_BLANK = ("\t", "\r", "\n")

COLUMNS = (
    "Record",
    "Date",
    "Time",
    "Time zone",
    "Ended",
    "Person",
    "With",
    "Kind",
    "Channel",
    "Outcome",
    "Agreed",
    "Safety",
    "Open flags",
    "Delivery trouble",
)


def cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula (OWASP, "CSV injection"), wherever it cuts it."""
    plain = _BEGINS.sub(r"\1\2'", text.replace("\x00", ""))
    return f"'{plain}" if text.startswith(_BLANK) and not plain.startswith("'") else plain


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as they stand in a file: every cell neutral, and quoted."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def lines(desk: Desk, viewer: Viewer, wanted: LogFilter) -> Iterator[bytes]:
    """The file, piece by piece."""
    yield b"\xef\xbb\xbf" + written([COLUMNS])
    before = None
    while True:
        with desk.read() as connection:
            view = permissions.view(desk, connection, viewer)
            rows = reading.log(view, wanted, before, _PAGE)
            agreed = reading.agreed(view, [row.id for row in rows])
        if rows:
            zone = ZoneInfo(viewer.timezone)
            yield written([_cells(row, agreed.get(row.id, []), zone) for row in rows])
        if len(rows) < _PAGE:
            return
        before = (rows[-1].opened_at, rows[-1].id)


def _cells(row: LogRow, agreed: list[str], zone: ZoneInfo) -> tuple[str, ...]:
    opened = row.opened_at.astimezone(zone)
    ended = row.closed_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if row.closed_at else ""
    return (
        row.id,
        opened.strftime("%Y-%m-%d"),
        opened.strftime("%H:%M"),
        zone.key,
        ended,
        row.name,
        row.with_name,
        words.plainly(row.kind, words.KINDS),
        words.plainly(row.channel, words.CHANNELS),
        words.ending(row.kind, row.outcome),
        "; ".join(agreed),
        words.plainly(row.tier, words.TIERS) if row.tier != "none" else "",
        str(row.open_flags) if row.open_flags else "",
        "yes" if row.trouble else "",
    )
