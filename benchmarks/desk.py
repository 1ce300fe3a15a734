"""How long the desk's pages take in a large programme: server time, size, and queries, page by page.

    python -m benchmarks.desk [PEOPLE]      prints the table (10,000 people, a million messages, by itself)
    python -m benchmarks.desk 10000 FOLDER  the same over a folder that is filled once and kept

Pages are asked for as a lead, who sees everybody, and as a coordinator with a caseload. The time is what the
process works on a page, from the request to its last byte; the count of queries is held against that of a
programme a tenth as large, where it has to be the same.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, case, event, select, update
from sqlmodel import col

from benchmarks.house import BenchHouse, Provider, bench_settings
from benchmarks.people import person_id
from benchmarks.result import Result, at_most
from benchmarks.year import fill
from bot.logs import set_up_logging
from console.app import create_console
from console.live import Live
from handlers.access import signing_in
from records import reading_news
from records import tables as t

PEOPLE = 10_000
_ROUNDS = 20
_LISTENERS, _LISTENED_TO, _SECONDS, _MOST_WORK = 100, 1_000, 10.0, 20.0
_WARM = 2
_MOST_MS, _MOST_KB = 100.0, 100.0
PAGES = ("/", "/today/waiting", "/caseload", "/log", "/people", f"/people/{person_id(8)}")
_HELD = PAGES[:3]  # what is promised of the first page and those that belong to it


@dataclass(frozen=True, slots=True)
class Page:
    """One page as one member of staff: p95 in milliseconds, of the process's work and by the clock."""

    who: str
    path: str
    status: int
    cpu: float
    wall: float
    kilobytes: float
    queries: int


def measure(people: int = PEOPLE, folder: Path | None = None) -> list[Result]:
    """Every page, at that size and at a tenth of it."""
    small = {(page.who, page.path): page for page in _pages(people // 10, None)}
    results = []
    for page in _pages(people, folder):
        print(f"  {page}", file=sys.stderr)
        held = page.path in _HELD
        name = f"{people:,} people, {page.who}: {page.path.split('01')[0]}"
        for what, figure, unit, limit in (
            ("p95", page.cpu, "ms", _MOST_MS),
            ("size", page.kilobytes, "KB", _MOST_KB),
        ):
            row = at_most(f"{name} {what}", figure, unit, limit)
            results.append(row if held else Result(row.name, figure, unit, row.peer, row.ratio))
        before = small[page.who, page.path].queries
        results.append(
            Result(
                f"{name} queries",
                page.queries,
                "queries",
                f"{people // 10:,} people",
                page.queries / before,
                "as many" if held else "",
                page.queries <= before if held else None,
            )
        )
    return [*results, _listening()]


def _listening() -> Result:
    """What a hundred open pages cost that listen for news, in a second in which there is none."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        house = BenchHouse(bench_settings(Path(folder)), Provider())
        try:
            fill(house, _LISTENED_TO)
            return at_most(
                f"{_LISTENERS} pages listen: work", asyncio.run(_listen(house)), "ms a second", _MOST_WORK
            )
        finally:
            house.shut()


async def _listen(house: BenchHouse) -> float:
    hub = Live(house)
    with house.read() as connection:
        staff = connection.execute(select(t.core(t.Staff)).where(col(t.Staff.role) == "lead")).one()
        news = reading_news.marks(connection, [staff.programme_id], [])[staff.programme_id]
    streams = []
    for _ in range(_LISTENERS):
        token = house.write(
            lambda c: signing_in.open_login(c, house.sealer, house.wall(), staff.id, staff.login, "192.0.2.7")
        )
        with house.read() as connection:
            viewer = signing_in.find_login(connection, house.sealer, house.wall(), token)
        assert viewer is not None
        streams.append(hub.listen(viewer, "", news))
    for stream in streams:
        await anext(stream)
    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.sleep(_SECONDS)
    spent = (time.process_time() - cpu) / (time.perf_counter() - began) * 1000
    for stream in streams:
        await stream.aclose()
    return spent


def _pages(people: int, folder: Path | None) -> list[Page]:
    if folder is not None:
        return _look(folder, people)
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        return _look(Path(made), people)


def _look(folder: Path, people: int) -> list[Page]:
    house = BenchHouse(bench_settings(folder), Provider())
    done = folder / "filled"
    try:
        if not done.exists():
            began = time.perf_counter()
            fill(house, people)
            done.touch()
            print(f"  filled {people:,} people in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        return [page for who in ("lead", "coordinator") for page in _as(house, who, people)]
    finally:
        house.shut()


def _as(house: BenchHouse, who: str, people: int) -> list[Page]:
    with house.read() as connection:
        query = select(col(t.Staff.id), col(t.Staff.login), col(t.Staff.person_id)).where(
            col(t.Staff.role) == who
        )
        staff = connection.execute(query.order_by(col(t.Staff.login))).first()
    assert staff is not None
    if who == "coordinator":  # a caseload of a tenth, the rest are a colleague's
        house.write(lambda c: c.execute(_caseloads(staff.person_id)))
    token = house.write(
        lambda c: signing_in.open_login(c, house.sealer, house.wall(), staff.id, staff.login, "192.0.2.7")
    )
    console = create_console(house)
    return [_page(house, console, token, who, path) for path in PAGES]


def _caseloads(person: str) -> Any:
    other = select(col(t.Staff.person_id)).where(col(t.Staff.role) == "lead").scalar_subquery()
    theirs = col(t.Person.id).like("%0") | col(t.Person.id).like("%8")
    return (
        update(t.Person)
        .where(col(t.Person.id).like("01BENCHP%"))
        .values(coordinator_id=case((theirs, person), else_=other))
    )


class _Queries:
    """Counts what is asked of these databases."""

    def __init__(self, *engines: Engine) -> None:
        self.count = 0
        for engine in engines:
            event.listen(engine, "before_cursor_execute", self._asked)

    def _asked(self, *_: Any) -> None:
        self.count += 1


def _page(house: BenchHouse, console: Any, token: str, who: str, path: str) -> Page:
    cookies = {"__Host-handrail-session": token}
    queries = _Queries(house.engine)
    walls, cpus, counts = [], [], []

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(console)
        async with httpx.AsyncClient(transport=transport, base_url="https://handrail.example") as client:
            for turn in range(_WARM + _ROUNDS):
                before, wall, cpu = queries.count, time.perf_counter(), time.process_time()
                answer = await client.get(
                    path, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
                )
                if turn >= _WARM:
                    walls.append((time.perf_counter() - wall) * 1000)
                    cpus.append((time.process_time() - cpu) * 1000)
                    counts.append(queries.count - before)
        return answer

    answer = asyncio.run(ask())
    return Page(
        who,
        path,
        answer.status_code,
        round(_p95(cpus), 1),
        round(_p95(walls), 1),
        round(len(answer.content) / 1000, 1),
        max(counts),
    )


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    set_up_logging(quiet=True)
    for row in measure(
        int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE, Path(sys.argv[2]) if len(sys.argv) > 2 else None
    ):
        verdict = "" if row.holds is None else "holds" if row.holds else "DOES NOT HOLD"
        print(f"{row.name:<60} {row.figure:>9,.1f} {row.unit:<8} {row.ratio:>7.2f} x {row.peer} {verdict}")
