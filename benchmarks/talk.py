"""What a turn of a conversation costs: replaying a check-in at its last question.

Held against reading and writing the stored state as JSON, which no design could save.
"""

from benchmarks.result import Result, median_seconds
from conversations import catalogue, talk
from conversations.check_in import CHECK_IN, Mentee
from conversations.state import State

_ROUNDS = 2000


def measure() -> list[Result]:
    """The turn, and the JSON round trip beside it."""
    assert catalogue.needed_wording()
    state = talk.start(CHECK_IN, Mentee("Dee", "Robin", "Terry", "call the landlord")).state
    for reply in ("4", "done", "write the letter"):
        state = talk.reply(state, reply, "en-US").state
    stored = state.to_json()
    turn = median_seconds(lambda: talk.reply(state, "yes", "en-US"), _ROUNDS)
    round_trip = median_seconds(lambda: State.from_json(stored).to_json(), _ROUNDS)
    micro = turn * 1e6
    return [
        Result(
            "a turn, replayed from the top",
            micro,
            "µs",
            "reading and writing its state as JSON",
            turn / round_trip,
            "below 200 µs",
            micro < 200,
        )
    ]
