"""A database with one programme, a mentee and a mentor; and the means to seal for them."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, insert

from records import tables as t
from records.sealing import KeyStore, Sealer
from tests.databases import Databases

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SECRET = "a made-up secret, long enough to be one"


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def engine(databases: Databases) -> Engine:
    """A database with our tables."""
    return databases.engine()


@pytest.fixture
def keys(databases: Databases) -> Engine:
    """The database of a key store, empty."""
    return databases.engine("keys", ready=False)


@pytest.fixture
def sealer(keys: Engine) -> Sealer:
    return Sealer(KeyStore(keys, SECRET), SECRET)


@pytest.fixture
def home(engine: Engine, sealer: Sealer) -> SimpleNamespace:
    """Programme "pr" with mentee "mia" (address "mia-a", plan "mia-p") and mentor "max" (address "max-a")."""
    sealer.keys.create(["mia", "max"], NOW)
    with engine.begin() as connection:
        connection.execute(
            insert(t.Programme).values(
                id="pr", name="P", country="US", language="en-US", timezone="America/Chicago", created_at=NOW
            )
        )
        for person_id, standing in (("mia", "invited"), ("max", "active")):
            connection.execute(
                insert(t.Person).values(
                    id=person_id,
                    programme_id="pr",
                    language="en-US",
                    timezone="America/Chicago",
                    country="US",
                    standing=standing,
                    standing_since=NOW,
                    created_at=NOW,
                )
            )
            connection.execute(
                insert(t.Address).values(
                    id=f"{person_id}-a",
                    person_id=person_id,
                    channel="phones",
                    lookup=sealer.lookup("address", "phones", person_id),
                    since=NOW,
                )
            )
        connection.execute(insert(t.Match).values(id="ma", mentee_id="mia", mentor_id="max", since=NOW))
        connection.execute(
            insert(t.Plan).values(
                id="mia-p", person_id="mia", kind="check_in", weekday=4, at="18:00", local_date=NOW.date()
            )
        )
    return SimpleNamespace(engine=engine, sealer=sealer, now=NOW)
