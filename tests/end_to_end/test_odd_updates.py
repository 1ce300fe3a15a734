"""Updates from Telegram that can be read by half or not at all, beside people who go on writing."""

from pathlib import Path

import pytest

from records import tables as t
from tests.end_to_end.phones import LUZ, ChatPhone
from tests.end_to_end.program import PUBLIC_URL, Make
from tests.end_to_end.servers.telegram_server import TelegramServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]


@pytest.mark.found("G6")
@pytest.mark.parametrize("public_url", ["", PUBLIC_URL])
def test_odd_updates_are_set_aside_alone(
    make: Make, telegram: TelegramServer, invited: tuple[Path, str], public_url: str
) -> None:
    folder, code = invited
    program, luz = make(copy_of=folder, telegram=telegram, public_url=public_url), ChatPhone(telegram, LUZ)
    program.start()
    with telegram.changed:
        telegram._tell(message=7)
        telegram._tell(callback_query={"id": "9"})
        telegram._tell(my_chat_member="?")
    telegram.post(LUZ, text=5)
    telegram.post(LUZ, pinned_message={"message_id": 1, "date": 0, "chat": {"id": LUZ, "type": "private"}})
    luz.say(f"/start {code}")
    telegram.wait_until_confirmed()
    telegram.wait_until(lambda: any("Luz?" in text for text in luz.got()), "the welcome")
    assert telegram.webhook_failures == 0
    kinds = [row.kind for row in program.rows(t.Inbox)]
    assert kinds[-3:] == ["other", "service", "start_link"], "kept as far as they can be read"
    assert "cannot be read" in program.log
