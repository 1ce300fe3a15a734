"""Simulated phones, side by side, for trying Handrail out. Registered only where phones are simulated.

Nobody signs in here, because nobody real is behind it. The page asks for news several times a
second; each answer carries a cursor, and repeats a little of what came before it, which the page
recognises by id: two messages kept in the same moment can never hide one another.
"""

from datetime import timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from console import words
from console.pages import Clock, desk_of, page
from handlers.desk import at_the_door
from records import reading_phones
from records.kinds import Channel
from records.reading import Line

router = APIRouter()

_OVERLAP = timedelta(seconds=10)


class Typed(BaseModel):
    """Words typed on a phone."""

    person: str = Field(max_length=60)
    text: str = Field(min_length=1, max_length=1600)


class Tapped(BaseModel):
    """An answer tapped under one of our messages."""

    person: str = Field(max_length=60)
    message: str = Field(max_length=60)
    code: str = Field(max_length=64)


class Later(BaseModel):
    """How far to move the clock: an hour, a day, a week."""

    hours: Literal[1, 24, 168]


@router.get("/phones", response_class=HTMLResponse)
def phones_page(request: Request) -> Response:
    """The phones."""
    desk = desk_of(request)
    with desk.read() as connection:
        phones = reading_phones.phones(connection, desk.sealer)
    return page(request, "phones.html", None, phones=phones)


@router.get("/phones/feed")
def feed(request: Request, after: str = "") -> dict[str, Any]:
    """What is new on every phone, and what time it is."""
    desk = desk_of(request)
    cursor = at_the_door.instant(after) if after else None
    if after and cursor is None:
        raise HTTPException(422, "That cursor cannot be read. Please reload the page.")
    since = cursor - _OVERLAP if cursor else None
    with desk.read() as connection:
        phones = reading_phones.phones(connection, desk.sealer)
        holders = [phone.person_id for phone in phones]
        found = reading_phones.phone_lines(connection, desk.sealer, holders, since)
    clock = Clock(ZoneInfo(phones[0].timezone if phones else "UTC"), desk.now())
    newest = max((line.at for line in found), default=None)
    return {
        "cursor": newest.isoformat() if newest else after,
        "people": holders,
        "clock": {"day": clock.day(clock.now, named=False), "hour": clock.hour(clock.now)},
        "lines": [_said(line, clock) for line in found],
    }


def _said(line: Line, clock: Clock) -> dict[str, Any]:
    return {
        "id": line.id,
        "person": line.person_id,
        "mine": line.inbound,
        "call": line.channel == Channel.VOICE,
        "at": line.at.isoformat(),
        "day": clock.day(line.at, named=False),
        "hour": clock.hour(line.at),
        "text": line.text or words.plainly(line.kind, words.INBOUND_KINDS),
        "buttons": [{"label": label, "code": code} for label, code in line.buttons],
    }


def _known(request: Request, person_id: str) -> None:
    desk = desk_of(request)
    with desk.read() as connection:
        if person_id not in {phone.person_id for phone in reading_phones.phones(connection, desk.sealer)}:
            raise HTTPException(404, "There is no such phone. Please reload the page.")


@router.post("/phones/type", status_code=204)
async def type_text(request: Request, typed: Typed) -> None:
    """Send words from a phone."""
    await run_in_threadpool(_known, request, typed.person)
    await desk_of(request).type_as(typed.person, typed.text)


@router.post("/phones/tap", status_code=204)
async def tap(request: Request, tapped: Tapped) -> None:
    """Tap an answer."""
    await run_in_threadpool(_known, request, tapped.person)
    await desk_of(request).tap_as(tapped.person, tapped.message, tapped.code)


@router.post("/phones/advance", status_code=204)
async def advance(request: Request, later: Later) -> None:
    """Move the programme's time forward."""
    await desk_of(request).advance(timedelta(hours=later.hours))
