"""Servers and programs for the end-to-end tests: what was started is ended, on failure its log is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.lakeside import Lakeside
from tests.end_to_end.program import PUBLIC_URL, Make, Program
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer

_programs: list[Program] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Show the programs' logs with a failure."""
    report = yield
    if report.failed:  # type: ignore[attr-defined]
        for number, program in enumerate(_programs, 1):
            report.sections.append((f"log of program {number}", program.log))  # type: ignore[attr-defined]
    return report  # how a wrapper hands its result on


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer() as server:
        yield server


@contextmanager
def _making(folder: Path) -> Iterator[Make]:
    made: list[Program] = []

    def program(**settings: object) -> Program:
        made.append(Program(folder / f"program-{len(made) + 1}", **settings))  # type: ignore[arg-type]
        _programs.append(made[-1])
        return made[-1]

    try:
        yield program
    finally:
        for one in made:
            one.kill()
            _programs.remove(one)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Make programs, and end them when the test is over."""
    with _making(tmp_path) as program:
        yield program


@pytest.fixture(scope="session")
def lakeside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lakeside]:
    """A programme in full swing on both channels, each with a program of its own."""
    folder = tmp_path_factory.mktemp("lakeside")
    with TelegramServer() as telegram, TwilioServer() as twilio, _making(folder) as make:
        yield Lakeside(make(telegram=telegram), make(twilio=twilio, public_url=PUBLIC_URL), telegram, twilio)
