"""Servers and programs for the end-to-end tests: what was started is ended, on failure its log is shown."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.lakeside import Lakeside
from tests.end_to_end.phones import DEE, KIM, ROBIN, TextPhone, welcome_by_text
from tests.end_to_end.program import PUBLIC_URL, USUAL, Make, Program, until
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer

_programs: list[Program] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Show the programs' logs with a failure."""
    report = yield
    if report.failed:  # type: ignore[attr-defined]  # pytest hands its report in
        for number, program in enumerate(_programs, 1):
            report.sections.append((f"log of program {number}", program.log))  # type: ignore[attr-defined]  # the same
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

    def program(copy_of: Path | None = None, **settings: object) -> Program:
        own = folder / f"program-{len(made) + 1}"
        if copy_of:
            shutil.copytree(copy_of, own, ignore=shutil.ignore_patterns("log.txt"))
        made.append(Program(own, **settings))  # type: ignore[arg-type]  # handed on as they came
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


@pytest.fixture(scope="module")
def make_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Make programs that the tests of a file share."""
    with _making(tmp_path_factory.mktemp("shared")) as program:
        yield program


@pytest.fixture(scope="module")
def carrier() -> Iterator[TwilioServer]:
    """A Twilio that the tests of a file share."""
    with TwilioServer() as server:
        yield server


@pytest.fixture(scope="module")
def lakeside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lakeside]:
    """A programme in full swing on both channels, each with a program of its own.

    Not for the session: it would go on asking its servers while tests run for which sockets are off.
    """
    folder = tmp_path_factory.mktemp("lakeside")
    with TelegramServer() as telegram, TwilioServer() as twilio, _making(folder) as make:
        yield Lakeside(make(telegram=telegram), make(twilio=twilio, public_url=PUBLIC_URL), telegram, twilio)


@pytest.fixture(scope="session")
def welcomed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program on SMS: Robin coordinates, Dee has been welcomed, Kim is invited."""
    with TwilioServer() as twilio, _making(tmp_path_factory.mktemp("welcomed")) as make:
        program = make(twilio=twilio, public_url=PUBLIC_URL)
        program.enrol(
            {"name": "Robin", "role": "coordinator", "channel": "sms", "number": ROBIN},
            {"name": "Dee", "channel": "sms", "number": DEE, "check_in": USUAL},
            {"name": "Kim", "channel": "sms", "number": KIM, "check_in": USUAL},
        )
        program.start()
        welcome_by_text(TextPhone(twilio, DEE), "Dee")
        TextPhone(twilio, KIM).hear("Reply YES to begin")
        until(lambda: all(one.state == "delivered" for one in program.outbox()), "all to be delivered")
        program.stop()
        return program.folder


@pytest.fixture(scope="session")
def invited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a program on Telegram, and Luz's code to join it."""
    with TelegramServer() as telegram, _making(tmp_path_factory.mktemp("invited")) as make:
        program = make(telegram=telegram)
        codes = program.enrol(
            {"name": "Robin", "role": "coordinator", "channel": "telegram"},
            {"name": "Luz", "channel": "telegram", "check_in": USUAL},
        )
        program.start()  # it goes live
        program.stop()
        return program.folder, codes["Luz"]


@pytest.fixture
def resting(make: Make, twilio: TwilioServer, welcomed: Path) -> Program:
    """A program with those people, not running."""
    return make(copy_of=welcomed, twilio=twilio, public_url=PUBLIC_URL)


@pytest.fixture
def program(resting: Program) -> Program:
    """A program with those people, running."""
    resting.start()
    return resting


@pytest.fixture
def dee(program: Program, twilio: TwilioServer) -> TextPhone:
    """Dee's phone."""
    return TextPhone(twilio, DEE, program.heard("Dee"))


@pytest.fixture
def kim(program: Program, twilio: TwilioServer) -> TextPhone:
    """Kim's phone."""
    return TextPhone(twilio, KIM)


@pytest.fixture
def robin(program: Program, twilio: TwilioServer) -> TextPhone:
    """Robin's phone."""
    return TextPhone(twilio, ROBIN)
