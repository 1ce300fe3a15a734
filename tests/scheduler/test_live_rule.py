"""Until a programme is live, what nobody asked for waits; what answers somebody never does."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from records.kinds import MessageClass, Standing
from rules.sending import MAY_SEND, WAITS_UNTIL_LIVE, Cell, Facts, may_send
from rules.times import QuietHours
from rules.verdicts import Action, Reason, Verdict

NOON = datetime(2026, 1, 7, 12, tzinfo=ZoneInfo("America/Chicago"))
NIGHT = NOON.replace(hour=23)
ANSWERS = {MessageClass.ANSWER, MessageClass.SAFETY, MessageClass.STAFF_ALERT, MessageClass.STOP_OR_HELP}


def test_no_answer_waits() -> None:
    assert not ANSWERS & WAITS_UNTIL_LIVE
    assert {MessageClass.PROMPT, MessageClass.INVITATION} <= WAITS_UNTIL_LIVE


@pytest.mark.parametrize(("message", "standing"), MAY_SEND)
def test_only_what_is_unasked_for_waits(message: MessageClass, standing: Standing) -> None:
    def asked(at: datetime, *, live: bool) -> Verdict:
        return may_send(message, standing, Facts(at, QuietHours(), consent_recorded=True, live=live))

    allowed = asked(NOON, live=True)
    if message in WAITS_UNTIL_LIVE and MAY_SEND[message, standing] is not Cell.NO:
        assert allowed.action is Action.SEND
        for at in (NOON, NIGHT):
            assert asked(at, live=False) == Verdict(Action.WAIT, Reason.NOT_LIVE), "for an open end"
    else:
        assert asked(NOON, live=False) == allowed
