"""How what arrives waits for the writer: in groups, danger first, fairly, never longer than one listens."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot import arriving as arriving_module
from bot.arriving import Arriving, TooBusy
from bot.door import Door, danger_first
from channels.port import Inbound, InboundKind
from handlers.incoming import Received
from records.database import open_engine
from records.kinds import InboxOutcome
from records.writer import Writer
from safety.tiers import Tier
from tests.bot.conftest import NOW
from tests.records.test_database import Held

DANGER = "i want to kill myself"
CONCERN = "i feel so hopeless lately"


def text(words: str, sender: str = "+13125550100", minute: float = 0.0) -> Inbound:
    """A text message."""
    at = NOW + timedelta(minutes=minute)
    return Inbound("sms", f"SM{words}{sender}", sender, InboundKind.TEXT, words, at)


class Queue:
    """An `Arriving` before a writer that can be held, with what it took in, group by group."""

    def __init__(self, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
        self.writer = writer
        self.groups: list[list[str]] = []
        self.alone: list[str] = []
        self._rooms = 0
        self.poisoned: Callable[[str], BaseException | None] = lambda _: None
        self.tick = 0.0
        self.arriving = Arriving(
            writer,
            None,
            lambda: NOW,
            lambda: self.tick,
            lambda: None,
            self._room,  # type: ignore[arg-type]  # all that is asked of it here
        )
        monkeypatch.setattr(arriving_module, "_LEARNS", 0.0)  # here nothing costs anything
        monkeypatch.setattr(arriving_module, "receive", self._receive)
        monkeypatch.setattr(arriving_module, "receive_alone", self._receive_alone)

    def _room(self) -> None:
        self._rooms += 1

    @property
    def room(self) -> int:
        """How often it was said that there is room again."""
        self.writer.run(lambda _: None)  # what its thread does after a commit is done by then
        return self._rooms

    def _receive(self, _: Connection, __: Any, ___: Any, inbounds: Sequence[Inbound]) -> list[Received]:
        for inbound in inbounds:
            if error := self.poisoned(inbound.text):
                raise error
        if inbounds:
            self.groups.append([inbound.text for inbound in inbounds])
        return [Received(inbound.text, InboxOutcome.NOTED) for inbound in inbounds]

    def _receive_alone(self, _: Connection, __: Any, ___: Any, inbound: Inbound) -> Received:
        self.alone.append(inbound.text)
        poisoned = self.poisoned(inbound.text)
        return Received(inbound.text, InboxOutcome.SET_ASIDE if poisoned else InboxOutcome.NOTED)

    def all_at_once(self, *inbounds: Inbound, within: float | None = None) -> list[Any]:
        """Let each come by itself while the writer is busy; what became of each, in order."""

        async def come() -> list[Any]:
            held = Held(self.writer)
            tasks = []
            for inbound in inbounds:
                tasks.append(asyncio.create_task(self.arriving.receive([inbound], within=within)))
                await asyncio.sleep(0)
            held.release()
            return await asyncio.gather(*tasks, return_exceptions=True)

        return asyncio.run(come())


@pytest.fixture
def queue(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    engine = open_engine(f"sqlite:///{tmp_path / 'queue.db'}")
    writer = Writer(engine)
    yield Queue(writer, monkeypatch)
    writer.close()
    engine.dispose()


def test_whatever_waits_when_the_writer_is_free_goes_together(queue: Queue) -> None:
    texts = [text(f"word {number}", sender=f"+1312555{number:04}") for number in range(20)]
    results = queue.all_at_once(*texts)
    assert [result[0].inbox_id for result in results] == [one.text for one in texts]
    assert queue.groups == [[one.text for one in texts]]


def test_a_group_is_bounded_by_work(queue: Queue) -> None:
    queue.arriving._cost = 0.01  # a tenth of a second is ten of these
    queue.all_at_once(*(text(f"word {number}", sender=f"+1312555{number:04}") for number in range(30)))
    assert [len(group) for group in queue.groups] == [10, 10, 10]


def test_danger_overtakes_everything_that_waits(queue: Queue) -> None:
    ordinary = [text(f"word {number}", sender=f"+1312555{number:04}") for number in range(50)]
    queue.all_at_once(*ordinary, text(CONCERN, sender="+13125559998"), text(DANGER, sender="+13125559999"))
    assert queue.groups[0] == [DANGER]
    assert queue.groups[1][0] == CONCERN


def test_danger_in_pieces_goes_first_with_its_pieces_in_order(queue: Queue) -> None:
    ordinary = [text(f"word {number}", sender=f"+1312555{number:04}") for number in range(20)]
    pieces = [text(piece, minute=number) for number, piece in enumerate(("i want to", "kill", "myself"))]
    queue.all_at_once(*ordinary, pieces[0], *ordinary[:1], pieces[1], pieces[2])
    assert queue.groups[0] == ["i want to", "kill", "myself"]


def test_pieces_that_were_kept_long_before_are_remembered_at_the_door() -> None:
    door = Door()
    assert door.look(text("i want to")) is Tier.NONE
    assert door.look(text("kill", minute=5)) is Tier.URGENT
    assert door.look(text("myself", minute=8)) is Tier.URGENT
    assert door.look(text("kill", minute=30)) is Tier.NONE, "that was long ago"


def test_what_cannot_be_read_at_the_door_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.door.assess", broken)
    assert Door().look(text("hello")) is Tier.EMERGENCY


def test_one_senders_flood_holds_up_nobody_else(queue: Queue) -> None:
    flood = [text(f"flood {number}") for number in range(40)]
    queue.all_at_once(*flood, text("one word", sender="+13125550199"))
    assert "one word" in queue.groups[0][:2]
    assert [word for group in queue.groups for word in group if word.startswith("flood")] == [
        one.text for one in flood
    ]


def test_a_poisoned_message_costs_only_itself(queue: Queue) -> None:
    queue.poisoned = lambda words: ValueError("odd") if words == "poison" else None
    texts = [text(f"word {number}", sender=f"+1312555{number:04}") for number in range(15)]
    results = queue.all_at_once(*texts[:7], text("poison", sender="+13125559999"), *texts[7:])
    assert "poison" in queue.alone
    assert len(queue.alone) <= 2, "halved, not one by one"
    assert [result[0].outcome for result in results].count(InboxOutcome.NOTED) == 15


def test_what_failed_with_its_group_comes_before_the_same_senders_next(queue: Queue) -> None:
    before: list[str] = []

    def poisoned(words: str) -> BaseException | None:
        if words == "second":
            before.extend(queue.alone)
        return ValueError("odd") if words == "first" else None

    queue.poisoned = poisoned
    queue.arriving._cost = 0.1 / 8  # eight at a time, so that the second waits for the next group
    others = [text(f"word {number}", sender=f"+1312555{number:04}") for number in range(10)]
    queue.all_at_once(text("first"), *others, text("second"))
    assert "first" in before, "it had been taken by itself by then"


def test_what_would_wait_too_long_is_refused_and_danger_never_is(queue: Queue) -> None:
    queue.arriving._cost = 6.0
    ordinary = [text(f"word {number}", sender=f"+1312555{number:04}") for number in range(4)]
    results = queue.all_at_once(*ordinary, text(DANGER, sender="+13125559999"), within=12.0)
    assert [isinstance(result, TooBusy) for result in results] == [False, False, True, True, False]
    assert results[2].after >= 10
    assert queue.room == 1, "and is fetched once there is room"


def test_whoever_cannot_come_again_is_not_refused(queue: Queue) -> None:
    queue.arriving._cost = 60.0
    results = queue.all_at_once(text("one"), text("two", sender="+13125550177"))
    assert all(result[0].outcome is InboxOutcome.NOTED for result in results)


def test_whoever_hangs_up_soon_hears_before_that_and_it_is_kept_all_the_same(queue: Queue) -> None:
    async def come() -> None:
        held = Held(queue.writer)
        with pytest.raises(TooBusy):
            await queue.arriving.receive([text("hello")], within=0.05)
        held.release()
        await queue.arriving.receive([text("again", sender="+13125550177")])

    asyncio.run(come())
    assert [word for group in queue.groups for word in group] == ["hello", "again"]


def test_where_nothing_can_be_kept_everybody_who_waits_hears_it_at_once(queue: Queue) -> None:
    """Not one after another, each tried in halves and by itself: a full disk stays full for all of them."""
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    tries: list[str] = []

    def broken(words: str) -> BaseException:
        tries.append(words)
        return OperationalError("INSERT", {}, full)

    queue.poisoned = broken
    results = queue.all_at_once(*(text(f"w{n}", sender=f"+1312555{n:04}") for n in range(200)))
    assert all(isinstance(result, OperationalError) for result in results)
    assert len(tries) <= 2
    queue.poisoned = lambda _: None
    assert queue.all_at_once(text("better"))[0][0].outcome is InboxOutcome.NOTED
    assert queue.room == 1, "what was refused meanwhile is fetched"


def test_those_who_wait_when_the_program_stops_hear_it(queue: Queue) -> None:
    queue.writer.close()

    async def come() -> None:
        with pytest.raises(Exception, match="stopping"):
            await asyncio.wait_for(queue.arriving.receive([text("hello")]), 5)

    asyncio.run(come())


def test_danger_first_keeps_its_pieces_and_everybodys_order() -> None:
    listed = [
        text("hello", sender="+1"),
        text("i want to", sender="+2", minute=1),
        text("STEP walk", sender="+1", minute=2),
        text("kill", sender="+2", minute=2),
        text("myself", sender="+2", minute=3),
        text("thanks", sender="+2", minute=4),
    ]
    first, rest = danger_first(listed)
    assert [one.text for one in first] == ["i want to", "kill", "myself"]
    assert [one.text for one in rest] == ["hello", "STEP walk", "thanks"]
