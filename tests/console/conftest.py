"""A console over a database on disk, furnished by `console_rows`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from console_rows import Browser, Desk, Rows, furnish, sign_in

from console.app import create_console
from records import schema
from records.database import Writer, open_engine
from records.sealing import KeyStore, Sealer

SECRET = "a made-up secret, long enough to be one"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    engine = open_engine(f"sqlite:///{tmp_path / 'handrail.db'}")
    keys = open_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    schema.upgrade(engine)
    writer = Writer(engine)
    yield Desk(engine, Sealer(KeyStore(keys, SECRET), SECRET), writer)
    writer.close()
    engine.dispose()
    keys.dispose()


@pytest.fixture
def rows(desk: Desk) -> Rows:
    """Row makers, over a furnished database."""
    made = Rows(desk)
    furnish(made)
    return made


@pytest.fixture
def browser(desk: Desk, rows: Rows) -> Browser:
    """A browser that is not signed in."""
    return Browser(create_console(desk))


@pytest.fixture
def ana(browser: Browser) -> Browser:
    """Ana's browser, signed in to the programme "pr"."""
    assert sign_in(browser).status_code == 303
    return browser
