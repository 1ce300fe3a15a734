"""Many at once, a lock, a long list, a broken record: at the door of the real program nobody is lost, and
danger waits for nobody."""

import asyncio
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import insert, update
from sqlmodel import col
from twilio.request_validator import RequestValidator

from records import tables as t
from tests.end_to_end.phones import DEE, TextPhone
from tests.end_to_end.program import PUBLIC_URL, Program, until
from tests.end_to_end.servers.twilio_server import Text, TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

DANGER = "i want to kill myself"


@dataclass(frozen=True)
class Answered:
    """What a webhook was answered, and after how many seconds."""

    body: str
    status: int
    seconds: float
    retry_after: str


def add_people(program: Program, number: int) -> list[str]:
    """Mentees with numbers of their own, who have said yes; only while the program is not running."""
    numbers = [f"+1773555{one:04}" for one in range(number)]
    now = datetime.now(UTC)
    with program._opened() as (connection, sealer):
        (programme,) = connection.execute(t.core(t.Programme).select()).all()
        ids = [f"crowd-{one}" for one in range(number)]
        sealer.keys.create(ids, now)
        people = [
            {
                "id": person_id,
                "programme_id": programme.id,
                "name": sealer.seal(person_id, "person", "name", person_id, "Sam"),
                "language": "en-US",
                "timezone": program.zone,
                "country": "US",
                "standing": "active",
                "standing_since": now,
                "stage": "community",
                "created_at": now,
            }
            for person_id in ids
        ]
        addresses = [
            {
                "id": f"{person_id}-a",
                "person_id": person_id,
                "channel": "sms",
                "value": sealer.seal(person_id, "address", "value", f"{person_id}-a", address),
                "lookup": sealer.lookup("address", "sms", address),
                "blocked": False,
                "since": now,
            }
            for person_id, address in zip(ids, numbers, strict=True)
        ]
        connection.execute(insert(t.Person), people)
        connection.execute(insert(t.Address), addresses)
        connection.commit()
    return numbers


def post_at_once(program: Program, twilio: TwilioServer, texts: Sequence[Text]) -> list[Answered]:
    """Post the webhooks of these texts at the same time, signed, each once, as Twilio does."""
    sign = RequestValidator(twilio.auth_token)

    async def post(client: httpx.AsyncClient, one: Text) -> Answered:
        form = {"MessageSid": one.sid, "From": one.sender, "To": one.to, "Body": one.body, "NumMedia": "0"}
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": sign.compute_signature(f"{PUBLIC_URL}/sms/inbound", form),
        }
        content = urlencode(form).encode()
        began = time.monotonic()
        answer = await client.post(f"{program.url}/sms/inbound", content=content, headers=headers)
        took = time.monotonic() - began
        return Answered(one.body, answer.status_code, took, answer.headers.get("retry-after", ""))

    async def crowd() -> list[Answered]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(trust_env=False, timeout=60.0, limits=limits) as client:
            return await asyncio.gather(*(post(client, one) for one in texts))

    return asyncio.run(crowd())


def kept(program: Program) -> Counter[str]:
    """How often each of Twilio's texts was kept."""
    return Counter(row.provider_id for row in program.rows(t.Inbox))


def test_a_crowd_is_answered_in_time_and_nobody_is_lost(resting: Program, twilio: TwilioServer) -> None:
    numbers = add_people(resting, 100)
    resting.start()
    texts = [
        twilio.text(numbers[one % len(numbers)], f"see you on thursday at {one}", heard=False)
        for one in range(200)
    ]
    texts.insert(150, twilio.text(numbers[7], DANGER, heard=False))
    answered = post_at_once(resting, twilio, texts)
    assert {one.status for one in answered} <= {200, 503}
    assert max(one.seconds for one in answered) < 15.0
    assert all(one.retry_after for one in answered if one.status == 503)
    assert next(one for one in answered if one.body == DANGER).status == 200
    wanted = {one.sid for one in texts}
    until(lambda: wanted <= kept(resting).keys(), "what was refused to be fetched")
    assert set(kept(resting).values()) == {1}
    assert twilio.wait_for(numbers[7], matching=lambda one: "988" in one.body)


def test_a_lock_of_a_moment_fails_no_webhook(program: Program, twilio: TwilioServer, dee: TextPhone) -> None:
    file = program.folder / "data" / "handrail.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    texts = [twilio.text(f"+1312555018{one}", "hello there", heard=False) for one in range(5)]
    letting_go = threading.Timer(1.5, other.close)
    letting_go.start()
    answered = post_at_once(program, twilio, texts)
    letting_go.join()
    assert [one.status for one in answered] == [200] * 5


def test_a_long_list_is_taken_in_slices_danger_first_and_what_is_kept_stays(
    resting: Program, twilio: TwilioServer
) -> None:
    numbers = add_people(resting, 200)
    texts = [
        twilio.text(numbers[one % len(numbers)], f"see you on thursday at {one}", heard=False)
        for one in range(600)
    ]
    danger = twilio.text(DEE, DANGER, heard=False)  # the last of all
    resting.start()
    until(lambda: len(kept(resting)) > 60, "the first of them to be kept")
    resting.kill()
    before = kept(resting)
    assert danger.sid in before
    assert len(before) > 60
    resting.start()
    wanted = {one.sid for one in (*texts, danger)}
    until(lambda: wanted <= kept(resting).keys(), "all of them to be kept")
    assert set(kept(resting).values()) == {1}
    assert before.keys() <= kept(resting).keys()


def test_whoever_cannot_be_loaded_is_heard_and_keeps_nobody_from_being_heard(
    resting: Program, twilio: TwilioServer
) -> None:
    with resting._opened() as (connection, sealer):
        called = resting._people(connection, sealer)
        dee_id = next(one for one, name in called.items() if name == "Dee")
        broken = update(t.core(t.Person)).where(col(t.Person.id) == dee_id)
        connection.execute(broken.values(standing="of a later version"))
        connection.commit()
    resting.start()
    dee = twilio.text(DEE, DANGER)
    other = twilio.text("+13125550188", "hello there")
    assert (dee.webhook_status, other.webhook_status) == (200, 200)
    assert twilio.wait_for(DEE, matching=lambda one: "988" in one.body)
    assert [row.tier for row in resting.rows(t.Flag) if not row.drill] == ["urgent"]
    assert kept(resting)[dee.sid] == 1
