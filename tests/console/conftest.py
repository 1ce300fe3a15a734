"""A console over a database on disk, furnished by `console_rows`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from console_rows import Browser, Desk, Rows, every, furnish

from console.app import create_console
from handlers.access import signing_in
from records import tables as t
from records.sealing import KeyStore, Sealer
from records.writer import Writer
from tests.world.quick import open_engine, upgrade

SECRET = "a made-up secret, long enough to be one"


@contextmanager
def desk_in(folder: Path, *, ready: bool = False) -> Iterator[Desk]:
    """A desk over the databases in a folder; they are made, unless they are `ready`."""
    engine = open_engine(f"sqlite:///{folder / 'handrail.db'}")
    keys = open_engine(f"sqlite:///{folder / 'keys.db'}")
    if not ready:
        upgrade(engine)
    writer = Writer(engine)
    yield Desk(engine, Sealer(KeyStore(keys, SECRET), SECRET), writer)
    writer.close()
    engine.dispose()
    keys.dispose()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A furnished database to copy, and how many rows were made for it."""
    folder = tmp_path_factory.mktemp("furnished")
    with desk_in(folder) as desk:
        furnish(Rows(desk))
        made = desk.made
    return folder, made


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, furnished: tuple[Path, int]) -> Iterator[Desk]:
    """A desk over an empty database; over a furnished one where the test also uses `rows`."""
    ready = "rows" in request.fixturenames
    if ready:
        shutil.copytree(furnished[0], tmp_path, dirs_exist_ok=True)
    with desk_in(tmp_path, ready=ready) as made:
        made.made = furnished[1]
        yield made


@pytest.fixture
def elsewhere(desk: Desk, rows: Rows, tmp_path: Path) -> Iterator[Desk]:
    """Another process at the same database."""
    with desk_in(tmp_path, ready=True) as made:
        yield made


@pytest.fixture
def rows(desk: Desk) -> Rows:
    """Row makers, over a furnished database."""
    return Rows(desk)


@pytest.fixture
def browser(desk: Desk, rows: Rows) -> Browser:
    """A browser that is not signed in."""
    return Browser(create_console(desk))


@pytest.fixture
def ana(desk: Desk, browser: Browser) -> Browser:
    """Ana's browser, signed in to the programme "pr"."""
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )
    browser.cookies.set("handrail-session", token, domain="console.test")
    return browser
