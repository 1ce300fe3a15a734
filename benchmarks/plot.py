"""Draws docs/images/performance.svg from results.json, and fills in the page about performance.

    python -m benchmarks.plot    after a look at results.json by hand; `make bench` does it by itself

So the page, the drawing and the measurements never disagree; tests/docs/test_performance.py looks.
"""

import json
import math
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
RESULTS = _ROOT / "benchmarks" / "results.json"
PAGE = _ROOT / "docs" / "explanation" / "performance.md"
DRAWING = _ROOT / "docs" / "images" / "performance.svg"
BEGIN, END = "<!-- written by benchmarks/plot.py -->", "<!-- until here -->"

Rows = list[dict[str, Any]]
_WIDTH, _LEFT, _BAR = 760, 250, 24
_OURS, _OTHERS, _INK, _FAINT = "#1f6f8b", "#9aa5ab", "#22292d", "#d5dbde"
_PANEL = 180  # the height of a drawing of what grows


def write() -> None:
    """Bring the drawing and the page up to date."""
    measured = json.loads(RESULTS.read_text(encoding="utf-8"))
    DRAWING.write_text(drawing(measured["results"]), encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(filled(page, measured), encoding="utf-8")


def filled(page: str, measured: dict[str, Any]) -> str:
    """The page with these figures in it."""
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    return f"{before}{BEGIN}\n\n{table(measured)}\n\n{END}{after}"


def table(measured: dict[str, Any]) -> str:
    """Machine and figures, in Markdown."""
    on = measured["machine"]
    lines = [
        f"Measured on {on['measured_at'][:10]}: {on['cpu']}, {on['cores']} cores, {on['memory_gb']} GB, "
        f"{on['system']}, Python {on['python']}, SQLite {on['sqlite']}; "
        f"load before the run {on['load_before']}.",
        "",
        "| what | figure | beside | bar | holds |",
        "|---|---|---|---|---|",
    ]
    for row in measured["results"]:
        holds = {None: "", True: "yes", False: "**no**"}[row["holds"]]
        figure = f"{_number(row['figure'])} {row['unit']}".strip()
        beside = "" if row["peer"] == "itself" else f"{_number(row['ratio'])} × {row['peer']}"
        bar = row["bar"].replace(">=", "≥").replace("<=", "≤").replace(" x", " ×")
        lines.append(f"| {row['name']} | {figure} | {beside} | {bar} | {holds} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def drawing(rows: Rows) -> str:
    """Bars for check-ins a second, lines for what grows with a programme."""
    bars = [row for row in rows if row["name"].startswith("check-ins") and "beside a peer" not in row["name"]]
    top = max((row["figure"] for row in bars), default=1.0)
    parts = [_text(20, 30, "Check-ins a second, durable, one process, 10,000 people, 64 at once", bold=True)]
    y = 46
    for row in bars:
        wide = (_WIDTH - _LEFT - 90) * row["figure"] / top
        colour = _OURS if re.match(r"check-ins received|check-ins, handed", row["name"]) else _OTHERS
        name = row["name"].replace("check-ins: ", "").replace("check-ins", "Handrail")
        parts += [
            _text(_LEFT - 10, y + 16, name, end=True),
            f'<rect x="{_LEFT}" y="{y}" width="{wide:.1f}" height="{_BAR - 6}" fill="{colour}"/>',
            _text(_LEFT + wide + 8, y + 14, _number(row["figure"])),
        ]
        y += _BAR
    for title, ending, unit in (
        ("CPU a message in and out", "CPU a message", "ms"),
        ("Memory at most", "memory at most", "MB"),
    ):
        parts += _lines(y + 40, title, unit, list(_sizes(rows, ending)))
        y += _PANEL + 40
    height = y + 20
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" '
        f'font-size="13">\n<title id="title">Check-ins a second beside a bare floor and peers, and what '
        f"grows with the number of people; the figures stand in the table of the page.</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _sizes(rows: Rows, ending: str) -> Iterator[tuple[str, float]]:
    for row in rows:
        if found := re.fullmatch(rf"([\d,]+) people: {ending}", row["name"]):
            yield found[1], row["figure"]


def _lines(y: int, title: str, unit: str, points: list[tuple[str, float]]) -> list[str]:
    """One line from the smallest programme to the largest, by powers of ten."""
    parts = [_text(20, y, f"{title}, {unit}, by people in the programme", bold=True)]
    top = max((value for _, value in points), default=1.0)
    floor = y + _PANEL - 20
    logs = [math.log10(int(people.replace(",", ""))) for people, _ in points]
    across = (_WIDTH - _LEFT - 90) / max(1.0, max(logs, default=0) - min(logs, default=0))
    spots = [
        (_LEFT + across * (log - logs[0]), floor - (_PANEL - 70) * value / top)
        for log, (_, value) in zip(logs, points, strict=True)
    ]
    parts.append(f'<path d="M{_LEFT} {floor}H{_WIDTH - 80}" stroke="{_FAINT}"/>')
    way = " ".join(f"{x:.1f},{at:.1f}" for x, at in spots)
    parts.append(f'<polyline points="{way}" fill="none" stroke="{_OURS}" stroke-width="2"/>')
    for (x, at), (people, value) in zip(spots, points, strict=True):
        parts += [
            f'<circle cx="{x:.1f}" cy="{at:.1f}" r="4" fill="{_OURS}"/>',
            _text(x, at - 10, _number(value), middle=True),
            _text(x, floor + 18, people, middle=True),
        ]
    return parts


def _text(
    x: float, y: float, words: str, *, bold: bool = False, end: bool = False, middle: bool = False
) -> str:
    anchor = "end" if end else "middle" if middle else "start"
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}"{weight}>{escape(words)}</text>'
    )


if __name__ == "__main__":
    write()
