"""Ids keep their order whatever the clock does; times keep their instant whatever the database does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from records.ids import IdMaker
from records.types import UtcDateTime

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TIMES = Table("times", MetaData(), Column("at", UtcDateTime))


def test_later_ids_are_greater() -> None:
    make = IdMaker()
    ids = [make(NOW + timedelta(milliseconds=step)) for step in range(500)]
    assert ids == sorted(ids)
    assert {len(made) for made in ids} == {26}


def test_order_holds_when_the_clock_stands_still_or_steps_back() -> None:
    make = IdMaker()
    ids = [make(NOW) for _ in range(200)]
    ids += [make(NOW - timedelta(hours=1)) for _ in range(200)]
    ids += [make(NOW + timedelta(milliseconds=1))]
    assert ids == sorted(set(ids))


def test_two_programs_do_not_make_the_same_ids() -> None:
    ids = {IdMaker()(NOW) for _ in range(1000)}
    assert len(ids) == 1000


def test_each_thread_sees_its_ids_rise_and_none_twice() -> None:
    make = IdMaker()
    with ThreadPoolExecutor(8) as pool:
        lists = list(pool.map(lambda _: [make(NOW) for _ in range(500)], range(8)))
    assert all(ids == sorted(ids) for ids in lists)
    assert len({made for ids in lists for made in ids}) == 8 * 500


def test_a_time_without_a_zone_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        TIMES.create(connection)
        with pytest.raises(StatementError, match="pass an aware datetime"):
            connection.execute(insert(TIMES), {"at": datetime(2026, 3, 2, 18, 0)})


@pytest.mark.parametrize(
    "at",
    [
        NOW,
        datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=ZoneInfo("America/Chicago")),
        datetime(2026, 10, 25, 1, 30, fold=0, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    ],
)
def test_an_instant_comes_back_as_the_same_instant_in_utc(engine: Engine, at: datetime) -> None:
    with engine.begin() as connection:
        TIMES.create(connection)
        connection.execute(insert(TIMES), {"at": at})
        back = connection.execute(select(TIMES.c.at)).scalar_one()
        found = connection.execute(select(TIMES.c.at).where(TIMES.c.at == at)).scalar_one_or_none()
    assert back == at.astimezone(UTC)
    assert back.utcoffset() == timedelta(0)
    assert found == back


def test_no_time_stays_no_time(engine: Engine) -> None:
    with engine.begin() as connection:
        TIMES.create(connection)
        connection.execute(insert(TIMES), {"at": None})
        assert connection.execute(select(TIMES.c.at)).scalar_one() is None
