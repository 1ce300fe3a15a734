"""Check-in messages a second: Handrail beside a bare floor and durable peers, in the same run.

Each contender is a process of its own with its own files. They take turns, round after round, so that
whatever else the machine is doing falls on all of them, and the median round counts. At the end each closes
its files, opens them again, and has to find every answer there. Peers that are not installed are left out,
and said so.
"""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.result import Result, at_least, at_most, p99
from tests.databases import NoServer, Server

ROOT = Path(__file__).parents[2]
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PEOPLE = 10_000
ROUNDS = 5
SECONDS = 3.0  # a round
_ALONE = 200  # messages
PEERS = {
    "aiogram": ("aiogram_bot", "aiogram"),
    "python-telegram-bot": ("telegram_bot", "python-telegram-bot"),
    "Bot Framework": ("botframework_bot", "botbuilder-dialogs"),
}
FLOOR, IN, OUT = "bare sqlite3", "Handrail", "Handrail, handed over"


class Contestant:
    """A contender's process, told what to do line by line."""

    def __init__(self, python: str, module: str, *arguments: str, people: int = PEOPLE) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.rounds: list[dict[str, float]] = []
        told = (self._folder.name, str(people), *arguments)
        self._process = subprocess.Popen(
            [python, "-W", "ignore", "-m", f"benchmarks.side_by_side.{module}", *told],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()  # ready

    def ask(self, line: str) -> dict[str, Any]:
        """Do something; what came of it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self.end()
            raise RuntimeError("a contender ended early; what it said is above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def round(self, seconds: float = SECONDS) -> None:
        """One round, many at once."""
        self.rounds.append(self.ask(f"round {seconds}"))

    @property
    def per_second(self) -> float:
        """Messages a second in the median round."""
        return statistics.median(map(_rate, self.rounds))

    def beside(self, other: "Contestant") -> float:
        """How many times the other's rate, in the median of the rounds that both had one after the other."""
        rounds = zip(self.rounds, other.rounds, strict=True)
        return statistics.median(_rate(mine) / _rate(theirs) for mine, theirs in rounds)

    @property
    def cpu(self) -> float:
        """Milliseconds of CPU a message."""
        return 1000 * statistics.median(one["cpu"] / one["messages"] for one in self.rounds)

    @property
    def messages(self) -> int:
        """How many in all rounds."""
        return int(sum(one["messages"] for one in self.rounds))

    def end(self) -> None:
        """Stop it and throw its files away."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._folder.cleanup()


def _rate(one: dict[str, float]) -> float:
    return one["messages"] / one["seconds"]


@contextlib.contextmanager
def running(contestants: dict[str, Contestant]) -> Iterator[dict[str, Contestant]]:
    """End them all, whatever happens."""
    try:
        yield contestants
    finally:
        for one in contestants.values():
            one.end()


def measure() -> list[Result]:
    """The table of SQLite, then that of PostgreSQL."""
    found, single = _on_sqlite()
    return [*found, *_on_postgresql(single)]


def peers() -> Iterator[tuple[str, Contestant]]:
    """Those that are installed, by name and version."""
    for name, (module, package) in PEERS.items():
        asks = f"from importlib.metadata import version as v; print(v({package!r}))"
        try:
            asked = subprocess.run([PEERS_PYTHON, "-c", asks], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            print(f"left out: {package} is not in .venv-bench (`make bench` installs it where it can)")
            continue
        yield f"{name} {asked.stdout.strip()}", Contestant(str(PEERS_PYTHON), module)


def _on_sqlite() -> tuple[list[Result], float]:
    all_of_them: dict[str, Contestant] = {}
    with running(all_of_them):
        all_of_them[FLOOR] = Contestant(sys.executable, "floor")
        all_of_them[IN] = Contestant(sys.executable, "handrail", "in")
        all_of_them[OUT] = Contestant(sys.executable, "handrail", "out")
        beside = [name for name, one in peers() if all_of_them.setdefault(name, one)]
        before = {name: all_of_them[name].ask("size") for name in (IN, OUT)}
        for _ in range(ROUNDS):
            for one in all_of_them.values():
                one.round()
        after = {name: all_of_them[name].ask("size") for name in (IN, OUT)}
        alone = {name: all_of_them[name].ask(f"alone {_ALONE}") for name in (IN, OUT)}
        single = (all_of_them[IN].ask("size")["statements"] - after[IN]["statements"]) / _ALONE
        for one in all_of_them.values():
            one.ask("check")
    floor, ours, out = (all_of_them[name] for name in (FLOOR, IN, OUT))
    results = [
        Result("check-ins: bare sqlite3", floor.per_second, "a second", "itself", 1.0),
        at_least("check-ins received", ours.per_second, "a second", FLOOR, ours.beside(floor), 0.6),
    ]
    for name in beside:
        peer = all_of_them[name]
        results.append(Result(f"check-ins: {name}", peer.per_second, "a second", FLOOR, peer.beside(floor)))
    if beside:
        fastest = max(beside, key=lambda name: all_of_them[name].per_second)
        ratio, handed = ours.beside(all_of_them[fastest]), out.beside(all_of_them[fastest])
        results += [
            at_least("check-ins, beside a peer", ours.per_second, "a second", fastest, ratio, 3.0),
            Result("check-ins, handed over as well", out.per_second, "a second", fastest, handed),
        ]
    statements = (after[IN]["statements"] - before[IN]["statements"]) / ours.messages
    grown = after[OUT]["bytes"] - before[OUT]["bytes"]
    results += [
        Result("CPU a check-in, 64 at once", ours.cpu, "ms", FLOOR, ours.cpu / floor.cpu),
        at_most("statements a check-in, 64 at once", statements, "", 1.0),
        at_most("one alone: statements", single, "", 8.0),
        at_most("one alone: CPU, median", _cpu(alone[IN]), "ms", 4.0),
        Result(
            "one alone, handed over as well: CPU",
            _cpu(alone[OUT]),
            "ms",
            "received",
            _cpu(alone[OUT]) / _cpu(alone[IN]),
        ),
        at_most("one alone: in → committed, p99", 1000 * p99(alone[IN]["seconds"]), "ms", 15.0),
        at_most("one alone: in → handed over, p99", 1000 * p99(alone[OUT]["seconds"]), "ms", 50.0),
        at_most("size of a message in and out", grown / out.messages, "bytes", 1536.0),
    ]
    return results, single


def _cpu(alone: dict[str, Any]) -> float:
    """Milliseconds of CPU, the median."""
    return 1000 * float(statistics.median(alone["cpu"]))


def _on_postgresql(on_sqlite: float) -> list[Result]:
    try:
        server = Server(durable=True)
    except NoServer:
        print("left out: there is no PostgreSQL on this machine")
        return []
    contestants: dict[str, Contestant] = {}
    try:
        with running(contestants):
            bare = server.create(ready=False)
            contestants[FLOOR] = Contestant(sys.executable, "floor_server", bare)
            urls = server.create(), server.create(ready=False)
            contestants[IN] = Contestant(sys.executable, "handrail", "in", *urls)
            for _ in range(ROUNDS):
                for one in contestants.values():
                    one.round()
            before = contestants[IN].ask("size")
            contestants[IN].ask(f"alone {_ALONE}")
            after = contestants[IN].ask("size")
            for one in contestants.values():
                one.ask("check")
    finally:
        server.stop()
    floor, ours = contestants[FLOOR], contestants[IN]
    single = (after["statements"] - before["statements"]) / _ALONE
    name, beside = "one alone: statements on PostgreSQL", single / on_sqlite
    return [
        Result("check-ins: bare psycopg", floor.per_second, "a second", "itself", 1.0),
        at_least(
            "check-ins received on PostgreSQL",
            ours.per_second,
            "a second",
            "bare psycopg",
            ours.beside(floor),
            0.6,
        ),
        Result(name, single, "", "SQLite", beside, "<= 1 x", beside <= 1),
    ]
