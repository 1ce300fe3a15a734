"""Two clicks act once: what stands around every form of the console.

A form that was sent is known by its copy of the page, where it goes and what is in it. The first to come
is worked on; one that comes while it is, or later, is shown what came of the first. A form that was refused
has changed nothing, so it may be sent again. Works between processes: the database says who was first.
"""

import asyncio
from datetime import timedelta
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console import pages
from console.desk import Desk
from handlers.access import forms
from handlers.access.forms import Answered

ACTED = "handrail.acted"  # in the scope, once a form has proved to be from a page of ours
FIELDS = "handrail.fields"  # in the scope: what was typed, in order
_LOOK_AGAIN = 0.05  # seconds
_PATIENCE = 15.0  # seconds that the second click waits for the first
_LOST = timedelta(seconds=60)  # no form takes so long: whoever worked on it is gone
_MOST_FIELDS = 2000
_UNSURE = (
    "This form was sent a moment ago, and we cannot say whether it was done. Look at the page it was on "
    "before you send it again."
)
_DONE = "This form was sent before, and was done then. Nothing was done twice. Open the page again to go on."


class Once:
    """Lets each copy of a form act once."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is a form that was sent before."""
        request = Request(scope)
        form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        if scope["type"] != "http" or scope["method"] != "POST" or not form:
            await self._app(scope, receive, send)
            return
        body = await Request(scope, receive).body()
        fields = _fields(body)
        scope[FIELDS] = fields
        token = next((value for name, value in fields if name == "csrf"), "")
        if not forms.is_copy(token):
            await self._app(scope, _again(body), send)
            return
        form_id = self._desk.sealer.lookup("sent form", scope["path"], body.decode("latin-1"))
        deadline = asyncio.get_running_loop().time() + _PATIENCE
        while not await run_in_threadpool(self._claim, form_id):
            before = await run_in_threadpool(self._before, form_id, token)
            if before is None:
                continue  # the first was refused, so this one is tried
            late = asyncio.get_running_loop().time() > deadline
            if before.status or late or self._desk.wall() - before.at > _LOST:
                await _shown_again(request, before)(scope, receive, send)
                return
            await asyncio.sleep(_LOOK_AGAIN)
        await self._first(scope, body, form_id, token, send)

    async def _first(self, scope: Scope, body: bytes, form_id: str, token: str, send: Send) -> None:
        said: list[Message] = []

        async def hold(message: Message) -> None:
            said.append(message)

        settled = False
        try:
            await self._app(scope, _again(body), hold)
            answer = _answer(said, self._desk)
            if scope.get(ACTED) and answer.status < 400:
                await run_in_threadpool(self._settle, form_id, token, answer)
                settled = True
        finally:
            if not settled:
                await run_in_threadpool(self._release, form_id)
        for message in said:
            await send(message)

    def _claim(self, form_id: str) -> bool:
        return self._desk.write(lambda c: forms.begin(c, self._desk.wall(), form_id))

    def _before(self, form_id: str, token: str) -> Answered | None:
        with self._desk.read() as connection:
            return forms.answered(connection, form_id, token)

    def _settle(self, form_id: str, token: str, answer: Answered) -> None:
        self._desk.write(lambda c: forms.settle(c, form_id, token, answer))

    def _release(self, form_id: str) -> None:
        self._desk.write(lambda c: forms.release(c, form_id))


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return []


def _again(body: bytes) -> Receive:
    """A body that was read, to be read again."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def _answer(said: list[Message], desk: Desk) -> Answered:
    start = next(message for message in said if message["type"] == "http.response.start")
    location = MutableHeaders(scope=start).get("location", "")
    parts = [message.get("body", b"") for message in said if message["type"] == "http.response.body"]
    body = "" if location else b"".join(parts).decode()
    return Answered(start["status"], location, body, desk.wall())


def _shown_again(request: Request, before: Answered) -> Response:
    if before.location:
        return RedirectResponse(before.location, before.status)
    if before.body:
        return HTMLResponse(before.body, before.status)
    title, text = ("That was done", _DONE) if before.status else ("Please look first", _UNSURE)
    return pages.page(request, "error.html", None, 409, title=title, text=text)
