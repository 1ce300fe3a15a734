"""Machines that answer each other through us fall silent; what a stranger sends is kept and bounded."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import tables as t
from records.kinds import InboxOutcome
from safety.recogniser import assess
from safety.tiers import Tier
from tests.world.homes import Homes
from tests.world.world import Phone, World

HOMES = Homes(lambda: Path(tempfile.mkdtemp()))
MOST_ROUNDS = 60
# What machines on phones say, none of which is a shape that we know for a machine's.
SENTENCES = st.text(st.sampled_from("abcdefg "), min_size=12, max_size=40).map(
    lambda words: f"noted {words} bye"
)


def world_in(folder: str) -> World:
    return HOMES.world(Path(folder) / "w", "en-US", "sms")


class Machine:
    """A phone that answers whatever it hears with its next sentence, after the same while."""

    def __init__(self, phone: Phone, sentences: list[str]) -> None:
        self.phone, self.sentences, self.said = phone, sentences, 0

    def answers(self) -> bool:
        if not self.phone.hears():
            return False
        self.phone.says(self.sentences[self.said % len(self.sentences)])
        self.said += 1
        return True


@pytest.mark.found("B1")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(SENTENCES, min_size=1, max_size=3, unique=True),
    st.lists(SENTENCES, min_size=1, max_size=3, unique=True),
    st.sampled_from([0.0, 1.0, 7.0, 30.0, 70.0]),
)
def test_two_machines_that_answer_each_other_through_us_fall_silent(
    ones: list[str], others: list[str], seconds: float
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = world_in(folder)
        first, second = Machine(world.mentee, ones), Machine(world.mentor, others)
        world.mentee.hears(), world.mentor.hears()
        world.mentee.says("MENTOR are you there")
        for _ in range(MOST_ROUNDS):
            spoke = [first.answers(), second.answers()]
            if not any(spoke):
                break
            world.clock.hold(world.now + timedelta(seconds=seconds))
        else:
            raise AssertionError("they talk on and on")
        HOMES.end(world)


TEXTS = st.sampled_from(
    [
        "i want to kill myself",
        "i took all my pills, goodbye",
        "i feel hopeless",
        "HELP",
        "STOP",
        "START",
        "COMPLAIN he lied to me",
        "hello",
        "who is this",
        "YES",
        "GOALS",
        "4",
        "",
    ]
)
_SIGNPOSTS_A_DAY = 24 + 2  # one an hour, and one each time it gets graver
_OTHER_REPLIES_A_DAY = 1 + 4  # an answer; STOP and HELP


@pytest.mark.found("B3")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, st.integers(0, 40)), min_size=1, max_size=45))
def test_whatever_a_stranger_sends_in_a_day_is_kept_and_bounded(texts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = world_in(folder)
        stranger = world.stranger()
        began = world.now
        sent = []
        for text, minutes in texts:
            if world.now + timedelta(minutes=minutes) - began >= timedelta(days=1):
                break
            world.clock.hold(world.now + timedelta(minutes=minutes))
            stranger.says(text)
            sent.append(text)
        heard = [row for row in world.rows(t.Outbox) if row.person_id == stranger.id]
        left = [row for row in heard if row.state in ("sent", "delivered")]
        signposts = [row for row in left if row.message_class == "safety"]
        flags = [row for row in world.rows(t.Flag) if row.person_id == stranger.id]
        came = [row for row in world.rows(t.Inbox) if row.person_id == stranger.id]
        assert len(came) == len(sent), "every text is kept"
        assert len(signposts) <= _SIGNPOSTS_A_DAY + len(flags)
        assert len(left) - len(signposts) <= _OTHER_REPLIES_A_DAY
        for text, row in zip(sent, came, strict=True):
            if assess(text).tier is not Tier.NONE:  # screened, and in a record that a flag stands in
                assert row.tier != Tier.NONE
                assert flags, "it has raised one, or joined one"
                if row.tier != Tier.CONCERN:
                    assert row.outcome == InboxOutcome.SAFETY
                    assert row.record_id in {flag.record_id for flag in flags}
        HOMES.end(world)
