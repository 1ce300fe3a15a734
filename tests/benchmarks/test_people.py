"""People of a benchmark are in the middle of a real check-in, and groups of them are taken in together."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.house import BenchHouse, Provider, bench_settings
from benchmarks.people import CHANNEL, REPLIES, number_of, seed
from channels.port import Inbound, InboundKind
from handlers.incoming import Received, receive
from records.kinds import InboxOutcome


@pytest.fixture
def house(tmp_path: Path) -> Iterator[BenchHouse]:
    house = BenchHouse(bench_settings(tmp_path), Provider())
    seed(house, 30, staff=2)
    yield house
    house.shut()


def together(house: BenchHouse, words: dict[int, str]) -> list[Received]:
    group = [
        Inbound(CHANNEL, secrets.token_hex(8), number_of(person), InboundKind.TEXT, text, house.now())
        for person, text in words.items()
    ]
    return house.write(lambda connection: receive(connection, house.tools, house.now(), group))


def test_what_they_say_answers_the_question_that_waits(house: BenchHouse) -> None:
    taken = together(house, {person: REPLIES[person % 2] for person in range(10)})
    assert {one.outcome for one in taken} == {InboxOutcome.ANSWER}


def test_several_in_danger_are_kept_in_one_transaction(house: BenchHouse) -> None:
    taken = together(house, dict.fromkeys(range(10, 16), "i want to kill myself"))
    assert {one.outcome for one in taken} == {InboxOutcome.SAFETY}
