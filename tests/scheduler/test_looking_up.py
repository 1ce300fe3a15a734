"""Which listed message is which of ours: by names that are not another's, by words, by time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.port import Outgoing, Receipt, ReceiptState
from scheduler.looking_up import Doubtful, _choose

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Accounted:
    """A database in which these names settle other messages."""

    def __init__(self, names: Sequence[str]) -> None:
        self.rows = [SimpleNamespace(provider_id=name, id=f"other {name}") for name in names]

    def execute(self, _: Any) -> Any:
        return self.rows


def listed(name: str, seconds: float, *, sure: bool = True) -> Receipt:
    at = NOON + timedelta(seconds=seconds)
    return Receipt("sms", "", name, ReceiptState.DELIVERED, at, sure=sure)


def doubtful(
    name: str, began: float, ended: float, *found: Receipt, text: str = "hello", lane: str = "reply"
) -> Doubtful:
    row: Any = SimpleNamespace(id=name, started_at=NOON + timedelta(seconds=began), handed_at=None, lane=lane)
    return Doubtful(row, Outgoing(name, "+1", text), NOON + timedelta(seconds=ended), found)


def chosen(group: Sequence[Doubtful], *names: str) -> dict[str, str]:
    database: Any = Accounted(names)
    return {one: receipt.provider_id for one, receipt in _choose(database, group).items()}


def test_a_name_that_settles_another_is_never_taken() -> None:
    assert chosen([doubtful("a", 30, 45, listed("SM1", 0))], "SM1") == {}
    assert chosen([doubtful("a", 30, 45, listed("SM1", 0))]) == {"a": "SM1"}


def test_twins_take_what_is_listed_in_their_order() -> None:
    found = (listed("SM1", 1), listed("SM2", 31))
    first, second = doubtful("a", 0, 15, *found), doubtful("b", 30, 45, *found)
    assert chosen([second, first]) == {"a": "SM1", "b": "SM2"}
    one = (listed("SM1", 1),)
    assert chosen([doubtful("b", 30, 45, *one), doubtful("a", 0, 15, *one)]) == {"a": "SM1"}


def test_hidden_words_are_told_by_their_time() -> None:
    found = (listed("SM1", 31, sure=False),)
    first = doubtful("a", 0, 15, *found, text="one")
    second = doubtful("b", 30, 45, *found, text="two")
    assert chosen([first, second]) == {"b": "SM1"}


def test_hidden_words_that_may_be_either_are_neither() -> None:
    found = (listed("SM1", 3, sure=False),)
    pair = [doubtful("a", 0, 2, *found, text="one"), doubtful("b", 2, 4, *found, text="two")]
    assert chosen(pair) == {}
    both = (*found, listed("SM2", 4, sure=False))
    pair = [doubtful("a", 0, 2, *both, text="one"), doubtful("b", 2, 4, *both, text="two")]
    assert chosen(pair) == {"a": "SM1", "b": "SM2"}


def test_an_earlier_signpost_of_which_only_one_name_is_known_is_not_taken_for_the_next() -> None:
    assert chosen([doubtful("a", 30, 45, listed("SM1", 0), lane="safety")]) == {}
    assert chosen([doubtful("a", 30, 45, listed("SM1", 31), lane="safety")]) == {"a": "SM1"}


@pytest.mark.parametrize("seconds", [-120.0, 200.0])
def test_another_time_is_another_message(seconds: float) -> None:
    assert chosen([doubtful("a", 0, 15, listed("SM1", seconds))]) == {}


sends = st.lists(
    st.tuples(st.floats(0.1, 90), st.floats(0, 15), st.sampled_from("abc"), st.booleans(), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(sends, st.booleans())
def test_no_more_are_settled_than_the_provider_had_and_each_name_once(
    sent: list[tuple[float, float, str, bool, bool]], redacts: bool
) -> None:
    """One person's texts, one after the other: each arrived or did not, and its answer came or did not."""
    now, had, known, doubts = 0.0, [], [], []
    for number, (pause, took, text, arrived, answered) in enumerate(sent):
        now += pause
        if arrived:
            had.append((f"SM{number}", now + took / 2, text))
            if answered:
                known.append(f"SM{number}")
        if not (arrived and answered):
            doubts.append((f"m{number}", now, now + took, text))
        now += took
    group = []
    for name, began, ended, text in doubts:
        may_be = [listed(sid, at, sure=not redacts) for sid, at, words in had if redacts or words == text]
        group.append(doubtful(name, began, ended, *may_be, text=text))
    found = chosen(group, *known)
    assert len(set(found.values())) == len(found)
    assert not set(found.values()) & set(known)
    words = {sid: text for sid, _, text in had}
    told = {name: text for name, _, _, text in doubts}
    if not redacts:
        assert all(words[sid] == told[name] for name, sid in found.items())
        for text in "abc":
            lost = sum(one == text and sid not in known for sid, one in words.items())
            assert sum(told[name] == text for name in found) == min(
                lost, sum(one == text for one in told.values())
            )
