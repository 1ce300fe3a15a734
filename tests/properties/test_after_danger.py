"""Whatever is written and done after words that worry: until somebody has seen to it nothing of ours comes
unasked, nothing sounds glad, and no words go on to anybody by guess."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.desk import staff
from records import tables as t
from records.kinds import MessageClass
from tests.alarm.duty import on_rota
from tests.world.world import World, copied

WORRIES = (
    "i got nowhere to sleep tonight",
    "take care of ana for me",
    "my ex hits me",
    "havent eaten in 2 days",
)
TONIGHT = frozenset(WORRIES) - {"take care of ana for me"}
TEXTS = (
    *(
        "thanks for everything",
        "got the keys!!",
        "4",
        "yes",
        "5 good week",
        "ok",
        "my nan died",
        "GOALS",
        "KIT",
    ),
    *("u was good to me terry", "nah he never came", "do you know when the library opens"),
)
GLAD = ("Glad to hear", "great news", "Well done", "celebrate")
STEPS = st.one_of(
    st.tuples(st.just("writes"), st.sampled_from(TEXTS)),
    st.tuples(st.just("passes"), st.sampled_from((1, 30, 600, 3 * 1440))),
    st.tuples(st.just("acknowledges"), st.just(0)),
)
folders = count()


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined")
    world = World(folder)
    on_rota(world, world.coordinator)
    world.close()
    return folder


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WORRIES), st.lists(STEPS, min_size=2, max_size=8))
def test_it_stays_with_them(
    joined: Path, tmp_path_factory: pytest.TempPathFactory, worry: str, steps: list[tuple[str, str | int]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"after-danger-{next(folders)}"
    world = World(copied(joined, folder))
    try:
        world.mentor.says("Dee: you about tuesday?")
        world.deliver()
        world.mentee.says(worry)
        world.deliver()
        flag = world.rows(t.Flag)[0]
        since, taken, minutes = len(world.outbox()), False, 0
        world.mentee.hears(), world.mentor.hears()
        for what, how in steps:
            if what == "writes":
                world.mentee.says(str(how))
                world.deliver()
            elif what == "passes":
                world.passes(minutes=int(how))
                minutes += int(how)
            else:
                world.coordinator.says(f"ACK {flag.code}")
                taken = True
            heard = world.mentee.hears()
            if not taken and minutes < 50:
                assert not any(word in one for one in heard for word in GLAD), heard
                passed = [one for one in world.mentor.hears() if one.startswith("Dee:")]
                assert passed == [], "nobody said it was for them"
        fresh = [one for one in world.outbox()[since:] if one.person_id == world.mentee.id]
        if worry in TONIGHT or (not taken and minutes < 7 * 1440):
            assert not [one for one in fresh if one.message_class == MessageClass.PROMPT]
        world.change(
            lambda c: staff.close_flag(
                c, world.house.sealer, world.now, staff_id="staff-0", flag_id=flag.id, outcome="Seen to."
            )
        )
    finally:
        world.close()
        shutil.rmtree(folder)
