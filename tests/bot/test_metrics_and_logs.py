"""Nothing anybody said, is called or can be reached at stands in a log, a metric or an error."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import structlog
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from bot import logs, metrics
from channels.port import FateUnknown, InboundKind, NotSent, PersonStopped, ReceiptState, Refused
from handlers import incoming, last_resort
from handlers.deciding.message import Decided, Message
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome
from records.writing import WRITERS
from tests.world.world import Wire, World

SECRET_WORDS = (
    *("place of my own", "clinic", "hopeless", "kill myself", "food bank", "wednesday", "by the lake"),
    *("Dee", "Terry", "Robin", "stranger danger", "xyzzy"),
)


@pytest.fixture(params=[False, True], ids=["plain", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """All that is logged, by us and by libraries, as the running program would write it."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.set_up_logging(as_json=request.param)
    written = StringIO()
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    yield written
    root.handlers, root.level = before, level
    structlog.reset_defaults()


def a_hard_month(world: World) -> None:
    """A bit of everything, with every way to fail."""
    dee, terry, robin = world.mentee, world.mentor, world.coordinator
    wire = world.wire()
    dee.says("GOAL a place of my own", "STEP call the clinic")
    terry.says("PROMISE")
    terry.says("walk by the lake")
    terry.says("sunday 10am")
    world.at("Fri 18:00")
    wire.fates += [NotSent("x"), FateUnknown("x"), Refused("x", "21211")]
    dee.says("2 been rough", "i feel hopeless")
    world.passes(minutes=10)
    dee.says("do you know if the food bank is open")
    dee.says("MENTOR can we meet wednesday")
    terry.says("wednesday is fine")
    dee.says("i want to kill myself")
    robin.says("ACK 0000", "ACK")
    world.stranger().says("xyzzy stranger danger")
    for kind in InboundKind:
        if kind is not InboundKind.BLOCKED:
            dee.sends(kind, "xyzzy")
    world.receipt(world.outbox(dee)[-1].id, ReceiptState.FAILED, code="30003")
    wire.fates_at[dee.address] = [PersonStopped("x", "21610")]
    world.passes(days=8)
    dee.says("STOP xyzzy")
    world.receive(terry.inbound("STEP xyzzy"), deliver=False)
    world.dies_while_sending()
    world.deliver()


def fails_everywhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors of our own, whose words are the person's."""

    def deciding(message: Message) -> Decided | None:
        if "xyzzy" in message.text:
            raise ValueError(f"cannot handle {message.text!r} of {message.inbound.sender}")
        return None

    with monkeypatch.context() as patched:
        patched.setattr(incoming, "STEPS", (incoming.STEPS[0], deciding, *incoming.STEPS[1:]))
        world.mentee.says("xyzzy one")

    def writing(effect: fx.Effect, *_: object) -> None:
        raise ValueError(f"cannot write {vars(type(effect))} {effect!r} xyzzy")

    with monkeypatch.context() as patched:
        for effect in WRITERS:
            patched.setitem(WRITERS, effect, writing)
        assert world.mentee.says("GOAL xyzzy") == [InboxOutcome.SET_ASIDE]  # as a row, and no more

    async def sending(self: Wire, message: object) -> None:
        raise ValueError(f"cannot send {message!r}")

    with monkeypatch.context() as patched:
        patched.setattr(Wire, "send", sending)
        world.mentor.says("STEP xyzzy, then rest")


def leaks(world: World, text: str) -> list[str]:
    """What of anybody's words, names and numbers stands in it."""
    phones = (world.mentee, world.mentor, world.coordinator, world.stranger())
    private = [*SECRET_WORDS, *(phone.address for phone in phones), *(phone.address[-7:] for phone in phones)]
    return [word for word in private if word in text]


def test_logs_and_metrics_carry_nothing_of_anybodys(
    make_world: Callable[..., World], log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(joined=False)
    world.join()
    a_hard_month(world)
    fails_everywhere(world, monkeypatch)
    written = log.getvalue()
    assert "handed over" in written
    assert "deciding failed" in written
    assert "sending failed" in written
    assert leaks(world, written) == []
    with world.house.read() as connection:
        metrics.gauge(connection, world.now)
    shown = metrics.render().decode()
    assert "handrail_outbox_messages" in shown
    assert leaks(world, shown) == []


def test_a_log_line_is_json_where_that_is_asked_for(
    make_world: Callable[..., World], log: StringIO, request: pytest.FixtureRequest
) -> None:
    make_world(joined=False)
    lines = log.getvalue().splitlines()
    if "json" in request.node.name.split("[")[-1]:
        assert all(isinstance(json.loads(line), dict) for line in lines)
    assert lines


@pytest.mark.parametrize("channel", ["sms", "telegram"])
def test_what_is_loaded_and_decided_shows_nothing_when_it_is_printed(
    make_world: Callable[..., World], channel: str
) -> None:
    """A case or an effect in a traceback, a debugger or a failing assertion."""
    world = make_world(channel=channel)
    dee = world.mentee
    dee.says("GOAL a place of my own", "STEP call the clinic")
    world.at("Fri 18:00")
    dee.says("2 been rough", "do you know if the food bank is open")
    assert leaks(world, repr(dee.case)) == []
    assert leaks(world, repr(world.outbox(dee)) + repr(world.rows(t.Inbox))) == []


def test_an_error_that_reaches_the_web_server_shows_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nothing could keep is raised to the channel's webhook: by kind, not with the person's words."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("nothing could be kept")

    monkeypatch.setattr(incoming, "save", broken)
    monkeypatch.setattr(last_resort, "save", broken)
    with pytest.raises(ValueError) as raised:
        world.mentee.says("xyzzy place of my own")
    chain: BaseException | None = raised.value
    while chain is not None:
        assert leaks(world, str(chain)) == []
        chain = chain.__cause__ or chain.__context__


def test_an_error_of_the_database_shows_no_values(world: World) -> None:
    with pytest.raises(SQLAlchemyError) as raised:
        world.change(
            lambda c: c.execute(insert(t.Goal).values(id="x", person_id="xyzzy", text=b"xyzzy lake"))
        )
    assert leaks(world, str(raised.value)) == []
