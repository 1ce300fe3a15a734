"""Who is first to work on a copy of a form: the database says so, of either kind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Connection

from handlers.access import forms
from handlers.access.forms import Answered
from tests.databases import Databases

NOW = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)


@pytest.mark.found("K4")
def test_one_of_many_is_first(databases: Databases) -> None:
    engine = databases.engine()
    start = Barrier(4)

    def click(_: int) -> bool:
        start.wait()
        with engine.begin() as connection:
            return forms.begin(connection, NOW, "one copy")

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == [False, False, False, True]


@pytest.mark.found("K4")
def test_what_came_of_it_is_there_for_minutes_and_the_claim_for_days(databases: Databases) -> None:
    def answered(connection: Connection, copy: str = "in the page") -> Answered | None:
        return forms.answered(connection, "a", copy)

    engine = databases.engine()
    page = Answered(200, "", "<p>shown once</p>", NOW)
    with engine.begin() as connection:
        assert forms.begin(connection, NOW, "a")
        forms.settle(connection, "a", "in the page", page)
        assert answered(connection) == page
        assert answered(connection, "another secret") == Answered(200, "", "", NOW)
    with engine.begin() as connection:
        assert forms.begin(connection, NOW + timedelta(minutes=11), "b")
        assert answered(connection) == Answered(200, "", "", NOW)
        assert not forms.begin(connection, NOW + timedelta(days=1), "a")
        forms.release(connection, "a")
        assert answered(connection) is None
        assert forms.begin(connection, NOW + timedelta(days=1), "a")
