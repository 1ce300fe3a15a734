"""Asked to stop, delivery hands over what it has just marked "sending", and begins nothing more."""

import asyncio
from concurrent.futures import Future
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from channels.phones import Phones
from channels.port import Outgoing, Sent
from scheduler.claiming import Claimed
from scheduler.delivery import Delivery
from scheduler.parcels import Parcel

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)


class SlowWriter:
    """A writer whose commits come when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Future[Any]] = []

    def submit(self, change: object, *, urgent: bool = False) -> "Future[Any]":
        self.waiting.append(Future())
        return self.waiting[-1]

    async def next(self, number: int) -> "Future[Any]":
        """The write of that number, once it is there."""
        while len(self.waiting) <= number:
            await asyncio.sleep(0)
        return self.waiting[number]


class Post(Phones):
    """Keeps what it is given, and never answers once it is told to hang."""

    hangs = False

    async def send(self, message: Outgoing) -> Sent:
        self.sent.append(message)
        if self.hangs:
            await asyncio.Event().wait()
        return Sent("one")


async def stopping_while_marking(post: Post) -> int:
    writer = SlowWriter()
    delivery = Delivery(writer, None, {"phones": post}, lambda: NOW, lambda: 0.0)  # type: ignore[arg-type]  # of a writer, what is used here
    going = asyncio.create_task(delivery._start_what_may_go())
    row: Any = SimpleNamespace(
        id="out",
        channel="phones",
        handed_at=None,
        lane="reply",
        rank=1,
        person_id="dee",
        segments=1,
        address_id="phone",
    )
    parcel = Parcel(row, Outgoing("out", "somebody", "hello"), NOW)
    (await writer.next(0)).set_result(Claimed([parcel], 5.0, frozenset()))
    marking = await writer.next(1)
    stopping = asyncio.create_task(delivery.stop())
    await asyncio.sleep(0)
    marking.set_result([parcel.on_the_wire(NOW)])
    while not post.sent:
        await asyncio.sleep(0)
    if not post.hangs:
        (await writer.next(2)).set_result(None)  # settling
    await asyncio.wait_for(stopping, 10.0)
    await going
    assert await delivery._start_what_may_go() > 0, "nothing more begins"
    return len(writer.waiting)


def test_what_was_just_marked_is_handed_over() -> None:
    post = Post()
    assert asyncio.run(stopping_while_marking(post)) == 3
    assert len(post.sent) == 1


def test_what_hangs_is_left_for_the_next_start() -> None:
    post = Post()
    post.hangs = True
    assert asyncio.run(stopping_while_marking(post)) == 2, "its fate is not made up"
