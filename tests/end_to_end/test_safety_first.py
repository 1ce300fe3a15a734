"""Danger comes first, with the real program: killed, out of reach, refused, and behind 50,000 others."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from records import tables as t
from records.kinds import Lane, MessageClass, OutboxState, Role
from records.save import RANK
from tests.end_to_end.phones import DEE, ROBIN, TextPhone
from tests.end_to_end.program import Handed, Program, until
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

URGENT = "i want to kill myself"
BULK, PEOPLE = 50_000, 1_000


def queue_bulk(program: Program) -> None:
    """50,000 messages to a thousand people wait in the outbox; only while the program is not running."""
    assert not program.running
    with program._opened() as (connection, sealer):
        now = datetime.now(UTC)
        some = connection.execute(select(t.core(t.Person))).mappings().first()
        assert some is not None
        ids = [f"bulk-{number:04}" for number in range(PEOPLE)]
        sealer.keys.create(ids, now)
        people, addresses, rows = [], [], []
        for number, one in enumerate(ids):
            name = sealer.seal(one, "person", "name", one, "Somebody")
            people.append({**some, "id": one, "standing": "active", "name": name})
            value = sealer.seal(one, "address", "value", one, f"+1312556{number:04}")
            whose = {"id": one, "person_id": one, "channel": "sms", "lookup": one, "since": now}
            addresses.append({**whose, "value": value})
            rows += [_waiting(sealer, one, f"{one}-{turn:02}", now) for turn in range(BULK // PEOPLE)]
        for table, values in ((t.Person, people), (t.Address, addresses), (t.Outbox, rows)):
            connection.execute(insert(table), values)
        connection.commit()


def _waiting(sealer: Any, person_id: str, row_id: str, now: datetime) -> dict[str, Any]:
    times = {"not_before": now, "retry_at": now, "created_at": now}
    people = {"person_id": person_id, "about_id": person_id, "address_id": person_id}
    kind = {
        "channel": "sms",
        "lane": Lane.BULK,
        "rank": RANK[Lane.BULK],
        "message_class": MessageClass.ANSWER,
    }
    body = sealer.seal(person_id, "outbox", "body", row_id, "A word to everybody.")
    return {"id": row_id, "body": body, "state": OutboxState.QUEUED, **people, **kind, **times}


def test_the_signpost_leaves_before_fifty_thousand_that_waited(
    resting: Program, twilio: TwilioServer, capsys: pytest.CaptureFixture[str]
) -> None:
    queue_bulk(resting)
    resting.start()
    twilio.wait_for("+13125560020", timeout=60.0)  # the bulk is on its way
    dee, robin = TextPhone(twilio, DEE), TextPhone(twilio, ROBIN)
    asked = time.monotonic()
    dee.say(URGENT)
    kept = time.monotonic()
    assert "988" in dee.hear()
    there = time.monotonic()
    robin.hear("a message needs a person")
    resting.kill()
    [came] = [row for row in resting.rows(t.Inbox) if row.tier != "none"]
    rows = resting.rows(t.Outbox)
    begun = [row for row in rows if row.started_at and row.started_at > came.arrived_at]
    begun.sort(key=lambda row: (row.started_at, row.rank, row.id))
    assert [row.message_class for row in begun[:2]] == [MessageClass.SAFETY, MessageClass.STAFF_ALERT]
    assert sum(row.state == OutboxState.QUEUED for row in rows) > BULK * 0.9
    with capsys.disabled():
        print(f"\n50,000 ahead: kept {kept - asked:.3f} s, signpost {there - asked:.3f} s after the webhook")


def test_killed_before_the_signpost_left_unheard_for_ten_minutes_and_refused(
    program: Program, twilio: TwilioServer, dee: TextPhone, kim: TextPhone, robin: TextPhone
) -> None:
    """Dee's signpost was about to leave; Kim wrote while nobody listened; then Twilio is not well at once."""
    staff = sum(row.role == Role.COORDINATOR for row in program.rows(t.Membership))
    for _ in range(1 + staff):
        twilio.hang(60, taken=False)
    dee.say(URGENT)
    until(lambda: {one.state for one in danger(program)} == {"sending"}, "all of it to be under way")
    program.kill()
    assert dee.got() == robin.got() == [], "nothing has left"

    twilio.clock = lambda: datetime.now(UTC) - timedelta(minutes=10)
    kim.say(URGENT, heard=False)
    twilio.clock = lambda: datetime.now(UTC)
    for _ in range(3):
        twilio.fail(503, taken=False)

    program.start()
    for phone in (dee, kim):
        assert "988" in phone.hear()
    for _ in range(2):
        robin.hear("a message needs a person")
    written = {row.id for row in program.rows(t.Inbox) if row.tier != "none"}
    assert written == {row.inbox_id for row in program.rows(t.Flag) if not row.drill}
    until(lambda: all(one.state in ("sent", "delivered") for one in danger(program)), "all of it to leave")
    assert len(danger(program)) == 2 * (1 + staff)
    assert sum(one.attempts for one in danger(program)) >= 3 * (1 + staff) + 3, "as often as it took"
    got = [text for phone in (dee, kim, robin) for text in phone.got()]
    assert len([text for text in got if "988" in text or "needs a person" in text]) == 4, "once each"


def danger(program: Program) -> list[Handed]:
    """The signposts and alerts."""
    return [one for one in program.outbox() if "988" in one.text or "a message needs a person" in one.text]
