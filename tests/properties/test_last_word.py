"""Whatever somebody writes around STOP and START, and however quickly: the last of those words holds, and no
question is left open behind a STOP."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.state import Status
from records import tables as t
from records.kinds import MessageClass, Standing
from tests.world.world import World, copied

STOPS = ("STOP", "stop texting me", "unsubscribe", "alto", "no more messages please")
STARTS = ("START", "UNSTOP", "empezar", "start!")
OTHERS = (
    *(
        "yes",
        "YES",
        "si",
        "4",
        "1",
        "no",
        "skip",
        "friday 6pm",
        "STEP",
        "KIT ADD",
        "MEET",
        "PAUSE",
        "till I say",
    ),
    *("DELETE", "ok thanks", "actually dont", "MENTOR you there", "HELP", "GOALS", "ana, she listens"),
)
WORDS = st.one_of(st.sampled_from(STOPS), st.sampled_from(STARTS), st.sampled_from(OTHERS))
folders = count()


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined")
    World(folder).close()
    return folder


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(WORDS, st.sampled_from((0, 0, 1, 30))), min_size=3, max_size=12))
def test_the_last_of_stop_and_start_holds(
    joined: Path, tmp_path_factory: pytest.TempPathFactory, turns: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"last-word-{next(folders)}"
    world = World(copied(joined, folder))
    stopped = False
    try:
        world.at("Fri 18:00")  # a question is open
        world.deliver()
        world.mentee.hears()
        for text, minutes in turns:
            turned = (text in STOPS and not stopped) or (text in STARTS and stopped)
            stopped = text in STOPS or (stopped and text not in STARTS)
            world.mentee.says(text)
            world.deliver()
            assert (world.mentee.standing is Standing.STOPPED) == stopped, text
            heard = world.mentee.hears()
            assert heard or not turned, f"{text} was not answered"
            if stopped:
                waiting = [one for one in world.rows(t.Conversation) if one.state == Status.WAITING]
                assert [one.name for one in waiting if one.person_id == world.mentee.id] == []
            if minutes:
                world.passes(minutes=minutes)
        if stopped:
            world.passes(days=8)
            assert world.mentee.hears() == []
            mine = [one for one in world.outbox() if one.person_id == world.mentee.id]
            assert all(
                one.message_class in (MessageClass.STOP_OR_HELP, MessageClass.SAFETY)
                for one in mine
                if one.state == "queued"
            )
    finally:
        world.close()
        shutil.rmtree(folder)
