"""Asked to stop, delivery hands over what it has just marked "sending", and begins nothing more."""

import asyncio
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

from channels.phones import Phones
from channels.port import Outgoing, Sent
from scheduler.delivery import Delivery, Parcel


class SlowWriter:
    """A writer whose commits come when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Future[Any]] = []

    def submit(self, change: object, *, urgent: bool = False) -> "Future[Any]":
        self.waiting.append(Future())
        return self.waiting[-1]


class Post(Phones):
    """Keeps what it is given, and never answers once it is told to hang."""

    hangs = False

    async def send(self, message: Outgoing) -> Sent:
        self.sent.append(message)
        if self.hangs:
            await asyncio.Event().wait()
        return Sent("one")


async def stopping_while_claiming(post: Post) -> int:
    writer = SlowWriter()
    delivery = Delivery(writer, None, {"phones": post}, None, lambda: 0.0)  # type: ignore[arg-type]
    running = asyncio.create_task(delivery.run())
    while not writer.waiting:  # recovering
        await asyncio.sleep(0)
    writer.waiting[0].set_result([])
    while len(writer.waiting) < 2:  # claiming
        await asyncio.sleep(0)
    stopping = asyncio.create_task(delivery.stop())
    await asyncio.sleep(0)
    row: Any = SimpleNamespace(id="out", channel="phones", handed_at=None)
    writer.waiting[1].set_result(([Parcel(row, Outgoing("out", "somebody", "hello"))], 0.0))
    while not post.sent:
        await asyncio.sleep(0)
    if not post.hangs:
        while len(writer.waiting) < 3:  # settling
            await asyncio.sleep(0)
        writer.waiting[2].set_result(None)
    await asyncio.wait_for(stopping, 10.0)
    running.cancel()
    await asyncio.wait_for(asyncio.gather(running, return_exceptions=True), 5.0)
    return len(writer.waiting)


def test_what_was_just_marked_is_handed_over() -> None:
    post = Post()
    assert asyncio.run(stopping_while_claiming(post)) == 3
    assert len(post.sent) == 1


def test_what_hangs_is_left_for_the_next_start() -> None:
    post = Post()
    post.hangs = True
    assert asyncio.run(stopping_while_claiming(post)) == 2, "its fate is not made up"
