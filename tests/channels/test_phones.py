"""The simulated phones."""

import asyncio
from datetime import UTC, datetime

import pytest

from channels.phones import Phones
from channels.port import InboundKind, Outgoing, PersonStopped, ReceiptState

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def message(number: str) -> Outgoing:
    return Outgoing(id=number, to="ash", text=f"Hello {number}")


def test_a_page_can_ask_for_what_is_new() -> None:
    phones = Phones()
    for number in ("1", "2", "3"):
        asyncio.run(phones.send(message(number)))
    assert [one.id for one in phones.sent[1:]] == ["2", "3"]


def test_a_failure_told_for_one_message_leaves_the_next_alone() -> None:
    phones = Phones()
    phones.break_next(PersonStopped("Opted out."))
    with pytest.raises(PersonStopped):
        asyncio.run(phones.send(message("1")))
    asyncio.run(phones.send(message("2")))
    assert [one.id for one in phones.sent] == ["2"]


def test_it_knows_what_it_took() -> None:
    phones = Phones()
    sent = asyncio.run(phones.send(message("1")))
    receipt = asyncio.run(phones.find_sent(message("1"), NOW))
    assert receipt == Phones.delivered("1", NOW)
    assert receipt.state is ReceiptState.DELIVERED
    assert receipt.provider_id == sent.provider_id
    assert asyncio.run(phones.find_sent(message("2"), NOW)) is None


def test_a_tap_brings_the_data_of_its_button() -> None:
    tap = Phones.type_as("ash", "Done", NOW, "typed-1", button="out-1:done", sender_name="Ash")
    assert (tap.kind, tap.button, tap.text, tap.sender_name) == (
        InboundKind.BUTTON,
        "out-1:done",
        "Done",
        "Ash",
    )
