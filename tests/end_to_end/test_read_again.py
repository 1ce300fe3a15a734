"""The second look with the real program and the real encoder: killed, started again, and found on Today."""

import pytest

from records import tables as t
from tests.end_to_end.phones import DEE, TextPhone
from tests.end_to_end.program import Program, until
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

GOODBYE = "somebody should have my dog from friday, i wont be here to feed him any more. tell him sorry"
ORDINARY = "bus was late again so i walked it, got soaked"


def test_what_the_rules_did_not_see_is_marked_and_a_restart_loses_none(
    program: Program, twilio: TwilioServer
) -> None:
    dee = TextPhone(twilio, DEE)
    dee.say(ORDINARY)
    dee.say(GOODBYE)
    program.kill()  # perhaps before it was read again, perhaps after
    program.start()
    until(lambda: all(row.looked_at for row in program.rows(t.Inbox)), "everything to be read again")
    (marked,) = program.rows(t.SecondLook)
    (message,) = [row for row in program.rows(t.Inbox) if row.id == marked.inbox_id]
    assert message.tier in ("none", "concern")
    assert marked.level in ("marked", "raised")
    assert marked.category == "suicide"
    for words in ("dog", "friday", "soaked"):
        assert words not in program.log
