"""Suggestions say why in plain sentences; conditions, readiness, room and language are gates, not scores."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.matching import Candidate, Side, parts, shared, suggest

DEE = Side(
    "Dee",
    ("English", "Spanish"),
    needs=("finding work", "housing"),
    interests=("cooking", "basketball"),
    lived=("raising kids alone",),
)
SAM = Candidate(
    "sam",
    Side("Sam", ("Spanish",), needs=("work",), interests=("cook", "fishing"), lived=()),
    walks_with=1,
    capacity=2,
)


def test_reasons_are_plain_sentences() -> None:
    (found,) = suggest(DEE, [SAM])
    assert found.reasons == (
        "Dee wants help with finding work; Sam knows about that.",
        "Both like cooking.",
        "Both speak Spanish.",
        "Sam has room for 1 more.",
    )
    assert found.gates == ()


@pytest.mark.mission("1.3")
def test_gates_keep_out_the_best_fit_and_say_why() -> None:
    twin = Candidate("ana", replace(DEE, name="Ana"))
    plain = Candidate("bo", Side("Bo", ("English",)))
    assert [one.id for one in suggest(DEE, [plain, twin])] == ["ana", "bo"]
    for shut, words in (
        (replace(twin, barred=True), "no contact"),
        (replace(twin, missing=("clearance",)), "clearance"),
        (replace(twin, walks_with=3, capacity=3), "no room"),
        (replace(twin, there=False), "no messages"),
        (replace(twin, side=replace(twin.side, languages=("Polish",))), "language"),
    ):
        found = suggest(DEE, [plain, shut])
        assert [one.id for one in found] == ["bo", "ana"]
        assert any(words in gate for gate in found[-1].gates)


def test_of_two_who_fit_alike_whoever_walks_with_fewer_comes_first() -> None:
    busy, free = (Candidate(name, Side(name, ("English",)), walks_with=n) for name, n in (("A", 3), ("B", 0)))
    assert [one.id for one in suggest(DEE, [busy, free])] == ["B", "A"]


def test_small_words_and_endings_make_no_difference() -> None:
    assert shared(["Cooking", "the church choir"], ["cook", "choir"]) == ["Cooking", "the church choir"]
    assert shared(["art"], ["cart", "party"]) == []
    assert shared(["and"], ["and"]) == []
    assert parts("cooking, fishing;\n cars ,, cooking") == ("cooking", "fishing", "cars")


words = st.lists(st.sampled_from(["cooking", "work", "fishing", "cars", "kids"]), max_size=3).map(tuple)
sides = st.builds(Side, st.just("X"), st.sampled_from([("English",), ("Spanish",), ()]), words, words, words)
candidates = st.builds(
    Candidate,
    st.uuids().map(str),
    sides,
    st.integers(0, 4),
    st.none() | st.integers(0, 4),
    st.sampled_from([(), ("training",)]),
    st.booleans(),
    st.booleans(),
)


@given(sides, st.lists(candidates, max_size=6, unique_by=lambda one: one.id))
def test_nobody_behind_a_gate_stands_before_somebody_who_is_not(
    mentee: Side, mentors: list[Candidate]
) -> None:
    found = suggest(mentee, mentors)
    assert {one.id for one in found} == {one.id for one in mentors}
    shut = [bool(one.gates) for one in found]
    assert shut == sorted(shut)
    for one, suggestion in ((next(m for m in mentors if m.id == s.id), s) for s in found):
        if one.barred or one.missing or not one.there:
            assert suggestion.gates
