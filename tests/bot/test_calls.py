"""A call for an alert: what is said, what each key does, and what a call that nobody answers does."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, select
from sqlmodel import col
from twilio.request_validator import RequestValidator

from bot.clock import MovedClock
from bot.sample import enrol_sample, people_by_name, sample_settings
from bot.settings import Settings
from bot.web import create_app
from bot.wiring import House
from channels.port import NotSent, Outgoing, Pace, Receipt, ReceiptState
from channels.sms import Sms
from records import tables as t
from records.reading_phones import phone_lines
from tests.world.world import Wire, World, copied

PUBLIC_URL = "https://handrail.example"
TOKEN = "made-up-token"
DANGER = {"en-US": "i want to kill myself", "en-GB": "i want to kill myself", "es": "me quiero matar"}


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Folders of worlds in which everybody has just joined, each made once."""

    @cache
    def folder(language: str) -> Path:
        made = tmp_path_factory.mktemp("joined")
        World(made, language).close()
        return made

    return folder


@pytest.fixture
def make_world(tmp_path: Path, joined: Callable[[str], Path]) -> Iterator[Callable[[str], World]]:
    """Makes worlds in which staff can be called, and closes them after the test."""
    made: list[World] = []

    def make(language: str) -> World:
        world = World(copied(joined(language), tmp_path / "world"), language)
        made.append(world)
        world.wires["voice"] = Wire("voice")
        world.restart()
        world.house.sms = Sms("AC1", TOKEN, phone_number="+15005550009", public_url=PUBLIC_URL)
        world.house.settings = world.house.settings.model_copy(update={"public_url": PUBLIC_URL})
        return world

    yield make
    for world in made:
        world.check()
        world.close()


@pytest.fixture
def world(make_world: Callable[[str], World]) -> World:
    return make_world("en-US")


def alarm(world: World) -> Outgoing:
    """Danger that nobody answers for; the call that comes of it."""
    world.mentee.says(DANGER[world.place.language])
    world.passes(minutes=30)
    world.coordinator.hears()
    return world.wire("voice").taken[0]


def post(world: World, path: str, *, signed: bool = True, **form: str) -> httpx.Response:
    """What Twilio posts."""
    fields = {"CallSid": "CA1", "CallStatus": "in-progress", **form}
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC_URL + path, fields) if signed else "forged"

    async def ask() -> httpx.Response:
        app = httpx.ASGITransport(create_app(world.house))
        async with httpx.AsyncClient(transport=app, base_url="http://127.0.0.1") as client:
            return await client.post(path, data=fields, headers={"X-Twilio-Signature": signature})

    return world.run(ask())


def spoken(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    twiml = ElementTree.fromstring(answer.text)  # noqa: S314  # ours
    return [one.text or "" for one in twiml.iter("Say")]


def listens(answer: httpx.Response) -> bool:
    return "<Gather" in answer.text


def flag(world: World) -> tuple[str | None, bool]:
    """Who took the newest flag, and whether it still rises."""
    row = world.rows(t.Flag)[-1]
    return row.acknowledged_by, row.acknowledged_by is None and row.rises_at is not None


@pytest.mark.parametrize(
    ("language", "asks", "thanks"),
    [
        ("en-US", "Press 1", "It is yours now"),
        ("en-GB", "Press 1", "It is yours now"),
        ("es", "Pulsa 1", "Queda a tu cargo"),
    ],
)
def test_whoever_presses_1_has_it(
    make_world: Callable[[str], World], language: str, asks: str, thanks: str
) -> None:
    world = make_world(language)
    call = alarm(world)
    assert asks in call.text
    assert call.language == language
    assert world.mentee.name not in call.text
    assert flag(world) == (None, True)
    (said,) = spoken(post(world, f"/sms/voice?outbox={call.id}", Digits="1"))
    assert thanks in said
    assert flag(world) == (world.coordinator.id, False)
    before = len(world.wire("voice").taken)
    world.passes(hours=3)
    assert len(world.wire("voice").taken) == before  # the ladder has ended


def test_any_other_key_or_none_is_asked_once_more_and_counts_for_nothing(world: World) -> None:
    call = alarm(world)
    other = post(world, f"/sms/voice?outbox={call.id}", Digits="5")
    none = post(world, f"/sms/voice?outbox={call.id}&again=1")
    for answer in (other, none):
        assert spoken(answer) == [call.text] * 2
        assert listens(answer)
    last = post(world, f"/sms/voice?outbox={call.id}&again=1", Digits="7")
    assert spoken(last) == []
    assert not listens(last)
    assert flag(world) == (None, True)
    # The second time it counts as well as the first.
    spoken(post(world, f"/sms/voice?outbox={call.id}&again=1", Digits="1"))
    assert flag(world) == (world.coordinator.id, False)


def test_what_a_colleague_has_taken_is_said_to_be_taken(world: World) -> None:
    call = alarm(world)
    row = next(row for row in world.rows(t.Outbox) if row.id == call.id)
    world.coordinator.says("ACK")
    # Pressing it oneself after that is fine: it is theirs.
    assert "yours" in spoken(post(world, f"/sms/voice?outbox={call.id}", Digits="1"))[0]

    def taken_by_another(connection: Connection) -> None:
        table = t.core(t.Flag)
        connection.execute(
            table.update().where(table.c.id == row.flag_id).values(acknowledged_by=world.mentor.id)
        )

    world.change(taken_by_another)
    assert spoken(post(world, f"/sms/voice?outbox={call.id}", Digits="1")) == [
        "Thank you. Somebody has this already."
    ]
    assert flag(world)[0] == world.mentor.id


def test_a_forged_key_changes_nothing(world: World) -> None:
    call = alarm(world)
    assert post(world, f"/sms/voice?outbox={call.id}", signed=False, Digits="1").status_code == 403
    assert flag(world) == (None, True)


def test_a_key_answers_for_nothing_but_a_call(world: World) -> None:
    alarm(world)
    text = next(row for row in world.rows(t.Outbox) if row.message_class == "staff_alert")
    assert text.channel == "sms"
    for outbox_id in (text.id, "nobody"):
        assert spoken(post(world, f"/sms/voice?outbox={outbox_id}", Digits="1")) == []
    assert flag(world) == (None, True)


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
def test_a_call_that_nobody_answers_moves_the_ladder_on_at_once(world: World, status: str) -> None:
    call = alarm(world)
    rung = world.rows(t.Flag)[-1].rung
    answer = post(world, f"/sms/status?outbox={call.id}", CallStatus=status)
    assert answer.status_code == 204
    row = next(row for row in world.rows(t.Outbox) if row.id == call.id)
    assert (row.state, row.reason) == ("failed", status)
    assert flag(world)[0] is None
    assert world.rows(t.Flag)[-1].rung == min(rung + 1, 3)


def test_a_call_that_is_answered_has_arrived(world: World) -> None:
    call = alarm(world)
    post(world, f"/sms/status?outbox={call.id}", CallStatus="in-progress")
    post(world, f"/sms/status?outbox={call.id}", CallStatus="completed")
    row = next(row for row in world.rows(t.Outbox) if row.id == call.id)
    assert row.state == "delivered"
    assert flag(world) == (None, True)  # answering the phone is not answering for it


def test_a_call_holds_up_no_text_to_the_same_phone(world: World) -> None:
    """The same phone rings again only after a while; texts do not wait for that."""
    world.wire("voice").pace = Pace(per_second=1.0, per_address_per_second=1 / 90)
    world.restart()
    world.mentee.says(DANGER["en-US"])
    while not world.wire("voice").taken:
        world.passes(minutes=1)
    world.coordinator.hears()
    world.coordinator.says("LIST")
    assert world.coordinator.hears()


def test_nobody_is_woken_for_what_somebody_has_taken(world: World) -> None:
    world.wire("voice").fates = [NotSent("no line", retry_after=600.0)]
    world.mentee.says(DANGER["en-US"])
    while not world.wire("voice").tries:
        world.passes(minutes=1)
    world.coordinator.says("ACK")
    world.passes(hours=2)
    assert len(world.wire("voice").tries) == 1
    assert world.outbox(world.coordinator, channel="voice")[0].state == "withheld"


def test_somebody_who_stopped_texts_is_called_all_the_same(world: World) -> None:
    world.coordinator.says("STOP")
    call = alarm(world)
    assert call.to == world.coordinator.address


def test_who_rings_the_number_hears_whom_to_call(world: World) -> None:
    said = spoken(post(world, "/sms/voice", CallStatus="ringing"))
    assert said
    assert said[: len(said) // 2] == said[len(said) // 2 :]


def test_a_simulated_phone_shows_the_call_and_its_key(tmp_path: Path) -> None:
    clock = MovedClock(held=datetime(2026, 1, 5, 18, tzinfo=UTC))
    house = House(sample_settings(tmp_path), clock)

    async def live() -> None:
        enrol_sample(house)
        people = people_by_name(house)
        await house.type_as(people["Dee"], DANGER["en-US"])
        await house.advance(timedelta(minutes=30))
        with house.read() as connection:
            lines = phone_lines(connection, house.sealer, [people["Robin"]], None)
        call = next(line for line in lines if line.channel == "voice")
        assert "Press 1" in call.text
        assert call.buttons == (("1", "1"),)
        await house.tap_as(people["Robin"], call.id, "1")
        with house.read() as connection:
            assert connection.execute(select(col(t.Flag.acknowledged_by))).scalars().all() == [
                people["Robin"]
            ]
        await house.close()

    asyncio.run(live())


# Which calls there are


def test_calls_take_a_number_of_ours(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{tmp_path / 'a.db'}",
        keys_url=f"sqlite:///{tmp_path / 'b.db'}",
        secret_key=SecretStr("a made-up secret, long enough to be one"),
        public_url=PUBLIC_URL,
        twilio_account_sid="AC1",
        twilio_auth_token=SecretStr(TOKEN),
        twilio_messaging_service_sid="MG1",
    )
    for number, channels in (("", {"sms"}), ("+15005550009", {"sms", "voice"})):
        house = House(settings.model_copy(update={"twilio_phone_number": number}))
        try:
            assert set(house.channels) == channels
            assert list(house.ways) == ["sms"]  # nobody is enrolled "on calls"
        finally:
            house.shut()


def test_1_can_be_pressed_in_a_simulated_call(world: World) -> None:
    call = alarm(world)
    world.run(world.house.tap_as(world.coordinator.id, call.id, "2"))
    assert flag(world) == (None, True)
    world.run(world.house.tap_as(world.coordinator.id, call.id, "1"))
    assert flag(world) == (world.coordinator.id, False)


def test_the_demonstration_can_ring(tmp_path: Path) -> None:
    house = House(sample_settings(tmp_path), MovedClock())
    try:
        assert set(house.channels) == {"phones", "voice"}
        assert list(house.ways) == ["phones"]
    finally:
        house.shut()


def test_news_of_a_call_we_do_not_know_changes_nothing(world: World) -> None:
    before = world.rows(t.Outbox)
    news = Receipt("voice", "", "CA-unknown", ReceiptState.FAILED, world.now)
    world.run(world.house.take_receipt(news))
    assert world.rows(t.Outbox) == before
