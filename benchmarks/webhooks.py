"""Signed webhooks a second over real HTTP, fifty at once, beside a door that only checks signatures.

    python -m benchmarks.webhooks

The program's own web application runs in a process of its own, under uvicorn as `run` starts it, with
delivery and ticks. The door beside it is one more route of the same application: it reads the same form,
checks the same signature, and answers. Only the provider that replies are handed to is in memory.
Afterwards every message that was answered with 200 has to be in the records.
"""

import asyncio
import json
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from fastapi import Request, Response
from sqlalchemy import func, select
from sqlmodel import col
from twilio.request_validator import RequestValidator

from benchmarks.house import OURS, BenchHouse, Provider, bench_settings
from benchmarks.people import REPLIES, number_of, seed
from benchmarks.result import Result, at_least
from benchmarks.side_by_side.rounds import Wrong
from bot import calls
from bot.forms import form_fields
from bot.logs import set_up_logging
from bot.serve import web_options
from bot.web import create_app
from bot.wiring import House
from records import tables as t

_PEOPLE = 10_000
_AT_ONCE = 50
_ROUNDS = 3
_SECONDS = 3.0
_DOOR = "/bench/signed"


class _Served(House):
    """Texts come in as from Twilio; what goes out is taken in memory."""

    def _open_channels(self) -> None:
        super()._open_channels()
        assert self.sms is not None
        self.sms.send = Provider().send  # type: ignore[method-assign]  # a stand-in for what goes out
        self.channels = {self.sms.name: self.sms}


def measure() -> list[Result]:
    """Requests a second at the door that only checks, and at /sms/inbound."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.webhooks", "serve", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            doors, inbounds, kept, waits = asyncio.run(_load(port))
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        _all_there(folder, kept)
    door, inbound = statistics.median(doors), statistics.median(inbounds)
    beside = statistics.median(ours / only for ours, only in zip(inbounds, doors, strict=True))
    return [
        Result("signed requests, only checked", door, "a second", "itself", 1.0),
        at_least("signed texts at /sms/inbound", inbound, "a second", "only checked", beside, 0.4),
        Result("a webhook waits, median", 1000 * waits, "ms", "Twilio's 15 s", waits / 15),
    ]


async def _load(port: int) -> tuple[list[float], list[float], int, float]:
    """Both rates in each round, how many texts were taken, and how long one waited."""
    doors, inbounds, waits = [], [], []
    kept = 0
    people = iter(range(_PEOPLE))
    checked = iter(lambda: 0, 1)  # the same sender over and over
    for _ in range(_ROUNDS):
        done, seconds, _ = await _round(port, _DOOR, checked)
        doors.append(done / seconds)
        done, seconds, taken = await _round(port, "/sms/inbound", people)
        inbounds.append(done / seconds)
        waits += taken
        kept += done
    return doors, inbounds, kept, statistics.median(waits)


async def _round(port: int, path: str, people: Iterator[int]) -> tuple[int, float, list[float]]:
    """So many requests, in how long, and how long each waited."""
    requests = [_request(path, person) for person, _ in zip(people, range(_PEOPLE // _ROUNDS), strict=False)]
    left, taken = iter(requests), []
    began = time.perf_counter()

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() - began < _SECONDS and (request := next(left, None)) is not None:
            asked = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise Wrong(f"the server answered {head[:20]!r}")
            (length,) = (line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            taken.append(time.perf_counter() - asked)
        writer.close()

    async with asyncio.TaskGroup() as group:
        for _ in range(_AT_ONCE):
            group.create_task(one_connection())
    return len(taken), time.perf_counter() - began, taken


def _request(path: str, person: int) -> bytes:
    """What Twilio posts for a text, signed."""
    settings = bench_settings(Path())
    sid = f"SM{secrets.token_hex(16)}"
    fields = {
        "ToCountry": "US",
        "ToState": "IL",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "CHICAGO",
        "FromZip": "60601",
        "SmsSid": sid,
        "FromState": "IL",
        "SmsStatus": "received",
        "FromCity": "CHICAGO",
        "Body": REPLIES[person % 2],
        "FromCountry": "US",
        "To": OURS,
        "ToZip": "60601",
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": settings.twilio_account_sid,
        "From": number_of(person),
        "ApiVersion": "2010-04-01",
    }
    validator = RequestValidator(settings.twilio_auth_token.get_secret_value())
    signature = validator.compute_signature(f"{settings.public_url}{path}", fields)
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: handrail.example\r\nX-Twilio-Signature: {signature}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _all_there(folder: Path, kept: int) -> None:
    house = BenchHouse(bench_settings(folder), Provider())
    with house.read() as connection:
        found = connection.execute(select(func.count(col(t.Inbox.id)))).scalar_one()
    house.shut()
    if found < kept:
        raise Wrong(f"{kept} texts were taken, and {found} are in the records")


def _serve(folder: Path) -> None:
    set_up_logging(quiet=True)
    filling = BenchHouse(bench_settings(folder), Provider())
    seed(filling, _PEOPLE)
    filling.shut()
    house = _Served(bench_settings(folder))
    house.going_live.start = lambda: None  # type: ignore[method-assign]  # it looks at the world outside
    app = create_app(house)
    sms = house.sms
    assert sms is not None

    async def only_checked(request: Request) -> Response:
        fields = form_fields(request.headers.get("content-type", ""), await request.body())
        sms.verify(request.url.path, fields, request.headers["x-twilio-signature"])
        return Response(calls.NOTHING, media_type="text/xml")

    app.add_api_route(_DOOR, only_checked, methods=["POST"])
    app.router.routes.insert(0, app.router.routes.pop())  # before the console, which has everything else
    config = uvicorn.Config(app, **web_options(house.settings) | {"port": 0})
    server = uvicorn.Server(config)

    async def run() -> None:
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.05)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)
        await serving

    asyncio.run(run())


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve(Path(sys.argv[2]))
    else:
        print(json.dumps([(one.name, one.figure, one.ratio) for one in measure()], indent=2))
