"""What is read as an order about a goal: never one that is sure and was none, whatever somebody types."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.goal_orders import Order, read, sets, step_for
from conversations.goals_listed import Listed, meant, numbered, read_number

SPOILS = ("not", "almost", "but", "not yet", "if i get it", "nearly", "casi", "todavia no", "pero no")
ORDERS = ("goal 2 done", "finished goal 2", "i reached goal two", "cumpli la meta 2", "GOAL DONE 2")
TYPED = (
    "goal goals meta metas 1 2 two dos done not drop park finished change share with my mentor i the to ? !"
    " , . : back quita olvida pausa la mi step paso call please help no almost but"
)
words = st.sampled_from(TYPED.split())


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for one in (text, f"GOAL {text}", f"goal done {text}", f"step 2 {text}", f"my goal is to {text}"):
        found = read(one)
        assert found is None or 0 <= found.number <= 99
        assert isinstance(sets(one), str)
        assert step_for(one) is None or step_for(one)[0] > 0  # type: ignore[index]  # None was asked about first
    read_number(text, "en-US")


@given(st.sampled_from(ORDERS), st.sampled_from(SPOILS), st.sampled_from(["", "?", "..."]))
def test_what_is_taken_back_behind_it_is_not_reached(order: str, spoil: str, mark: str) -> None:
    found = read(f"{order} {spoil}{mark}")
    assert found is None or found.order is not Order.DONE or not found.sure


@given(st.sampled_from(ORDERS))
def test_a_question_reaches_nothing(order: str) -> None:
    assert read(f"{order}?") is None


@given(st.lists(words, min_size=1, max_size=10).map(" ".join))
def test_what_is_reached_or_dropped_for_sure_was_named_or_is_asked(text: str) -> None:
    found = read(text)
    if found is not None and found.loose and found.sure and found.order in (Order.DONE, Order.DROP):
        assert not any(word in text.split() for word in ("not", "almost", "but"))


@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=6), st.text(max_size=60))
def test_a_goal_is_meant_by_its_words_only_where_it_is_the_only_one(texts: list[str], step: str) -> None:
    goals = tuple(Listed(f"g{number}", number, text) for number, text in enumerate(texts, start=1))
    one = meant(goals, step)
    assert one is None or one in goals
    assert numbered(goals, "2") is goals[1]
