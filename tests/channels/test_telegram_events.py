"""What Telegram tells that nobody said, and updates of which only half can be read."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from channels.port import BadRequest, Inbound, InboundKind
from channels.telegram import Telegram
from channels.telegram_updates import Unreadable

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
READER = Telegram("42:TOKEN")
ASH = {"id": 7000001, "first_name": "Ash", "is_bot": False}
PRIVATE = {"id": 7000001, "type": "private", "first_name": "Ash"}
HERE = {"latitude": 1.0, "longitude": 2.0, "live_period": 900}
PINNED = {"message_id": 3, "date": SECOND, "chat": PRIVATE, "text": "i want to die"}


def message(number: int = 11, **fields: Any) -> dict[str, Any]:
    return {"message_id": number, "date": SECOND, "chat": PRIVATE, "from": ASH, **fields}


def read(**fields: Any) -> Inbound | None:
    return READER.parse_update(json.dumps({"update_id": 501, **fields}), NOW)


@pytest.mark.found("G2")
@pytest.mark.parametrize(
    "fields",
    [
        {"pinned_message": PINNED},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"write_access_allowed": {"from_request": True}},
        {"connected_website": "example.org"},
        {"boost_added": {"boost_count": 1}},
        {"video_chat_started": {}},
        {"video_chat_ended": {"duration": 3}},
        {"proximity_alert_triggered": {"traveler": ASH, "watcher": ASH, "distance": 3}},
        {"paid_message_price_changed": {"paid_message_star_count": 0}},
        {},
    ],
)
def test_what_tells_of_the_chat_itself_is_no_speech(fields: dict[str, Any]) -> None:
    inbound = read(message=message(**fields))
    assert inbound is not None
    assert (inbound.kind, inbound.text) == (InboundKind.SERVICE, "")


@pytest.mark.parametrize(
    "fields",
    [
        {"dice": {"emoji": "🎲", "value": 3}},
        {"poll": {"id": "1", "question": "?", "options": [], "type": "regular"}},
        {"hologram": {"file_id": "x"}},
    ],
)
def test_what_somebody_sent_is_never_taken_for_the_chats_own(fields: dict[str, Any]) -> None:
    inbound = read(message=message(**fields))
    assert inbound is not None
    assert inbound.kind is InboundKind.OTHER


@pytest.mark.found("G1")
def test_a_location_that_moves_on_is_said_once() -> None:
    first = read(message=message(location=HERE))
    moves = [read(edited_message=message(location=HERE, edit_date=SECOND + n)) for n in range(1, 11)]
    assert first is not None
    assert first.kind is InboundKind.LOCATION
    assert {one.kind for one in moves if one} == {InboundKind.SERVICE}
    assert len({one.provider_id for one in moves if one}) == 10


def test_an_edited_caption_is_an_edit() -> None:
    edit = read(edited_message=message(caption="my new door", edit_date=SECOND + 1))
    assert edit is not None
    assert (edit.kind, edit.text) == (InboundKind.EDIT, "my new door")


# --- half-readable updates -----------------------------------------------------------------------

TAP = {"id": "99", "from": ASH, "chat_instance": "1", "data": "out-1:yes", "message": {"chat": "?"}}


@pytest.mark.found("G6")
@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"message": message(text=5)}, InboundKind.OTHER, ""),
        ({"message": message(text=["i", "x"], caption="call me")}, InboundKind.TEXT, "call me"),
        ({"message": message(text="call me", date="noon")}, InboundKind.TEXT, "call me"),
        ({"message": message(text="call me", entities=7)}, InboundKind.TEXT, "call me"),
        ({"message": message(text="call me", reply_to_message=7)}, InboundKind.TEXT, "call me"),
        ({"message": {**message(text="call me"), "from": {"id": "?"}}}, InboundKind.TEXT, "call me"),
        (
            {"message": {**message(text="call me"), "from": {**ASH, "first_name": 7}}},
            InboundKind.TEXT,
            "call me",
        ),
        ({"message": message(photo=7, caption="call me")}, InboundKind.PHOTO, "call me"),
        ({"message": message(voice="?")}, InboundKind.VOICE, ""),
        ({"edited_message": message(text="call me", edit_date="?")}, InboundKind.EDIT, "call me"),
        ({"edited_message": message(location=7, edit_date=SECOND)}, InboundKind.SERVICE, ""),
        ({"callback_query": TAP}, InboundKind.BUTTON, ""),
    ],
)
def test_of_a_half_readable_update_is_kept_what_can_be(
    fields: dict[str, Any], kind: InboundKind, text: str
) -> None:
    inbound = read(**fields)
    assert inbound is not None
    assert (inbound.kind, inbound.text, inbound.sender) == (kind, text, "7000001")
    assert all(isinstance(one, str) for one in (inbound.sender_name, inbound.language, inbound.button))


@pytest.mark.found("G6")
@pytest.mark.parametrize(
    "fields",
    [
        {"message": 7},
        {"message": {"message_id": 1}},
        {"message": message(chat={"id": "?", "type": "private"})},
        {"message": message(chat=[])},
        {"callback_query": {"id": "9"}},
        {"callback_query": {"id": "9", "from": ASH, "data": 5}},
        {"my_chat_member": {"chat": PRIVATE}},
        {"message_reaction": "?"},
    ],
)
def test_what_cannot_be_read_at_all_is_told_from_what_is_no_update(fields: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read(**fields)
    with pytest.raises(BadRequest) as caught:
        READER.parse_update("[]", NOW)
    assert not isinstance(caught.value, Unreadable)


@pytest.mark.found("G6")
def test_the_poll_leaves_out_one_update_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    poison = [
        7,
        {"update_id": "?"},
        {"update_id": 502, "message": 7},
        {"update_id": 503, "message": message(12, text=5)},
        {"update_id": 504, "message": message(13, text="c")},
    ]
    READER._polling.last = json.dumps({"ok": True, "result": poison}).encode()
    with caplog.at_level(logging.ERROR):
        loaded = [one for one in map(READER._load_or_skip, poison) if one is not None]
        kept = [one for each in loaded if (one := READER._read_or_skip(each, NOW)) is not None]
    assert [one.text for one in kept] == ["", "c"]
    assert "Update 502 cannot be read" in caplog.text


def test_an_update_whose_fields_are_of_other_kinds_is_salvaged_after_the_library_took_it() -> None:
    update = Update.de_json({"update_id": 501, "message": message(text=5, caption="call me")}, None)
    inbound = READER.parse_update(update, NOW)
    assert inbound is not None
    assert (inbound.kind, inbound.text) == (InboundKind.TEXT, "call me")
