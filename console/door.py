"""The door of the console: what comes in is bounded and readable before any page looks at it.

- An address is at most a few thousand characters, and its path has no control characters in it.
- A form comes in UTF-8 as browsers write it, is at most `LARGEST` bytes long, and has no NUL in it, for which
  databases refuse to look. Of another kind it is no form, and the page finds it empty.
- Everything else is answered in words, with a status that says whose fault it is.

What a value means is for whoever reads it (`handlers.desk.at_the_door`).
"""

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 2_000_000  # bytes; the largest form is a rota, or a file of people
LONGEST_ADDRESS = 8_000
_IN_PARTS = "multipart/form-data"
_CHARSET = re.compile(r'charset\s*=\s*"?([^";\s]*)', re.IGNORECASE)

ErrorPage = Callable[[Request, int, str], Response]


class Refused(Exception):
    """What came cannot be read. Carries the status and a sentence."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Door:
    """Looks at a request, and passes it on with its body read; `error_page` words a refusal."""

    def __init__(self, app: ASGIApp, error_page: ErrorPage) -> None:
        self._app = app
        self._error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it in, or say what is wrong with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            _check_address(request)
            if request.method not in ("GET", "HEAD"):
                receive = await _read_form(request, receive)
        except Refused as refused:
            await self._error_page(request, refused.status, str(refused))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _check_address(request: Request) -> None:
    query: bytes = request.scope.get("query_string", b"")
    if len(query) + len(request.scope["path"]) > LONGEST_ADDRESS:
        raise Refused(414, "This address is longer than any page here has. Start again from the first page.")
    if not request.scope["path"].isprintable():
        raise Refused(404, "This page does not exist, or it belongs to another programme.")


async def _read_form(request: Request, receive: Receive) -> Receive:
    """The body, read and looked at, to be read again by the page."""
    body = await _body(receive)
    kind = request.headers.get("content-type", "")
    _check_kind(kind)
    urlencoded = not kind.lower().startswith("multipart/")
    if b"\x00" in body or (urlencoded and b"%00" in body):
        raise Refused(422, "Part of the form makes no sense to us. Go back, check it and try again.")
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _body(receive: Callable[[], Awaitable[Message]]) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "The form came in pieces. Please send it once more.")
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST:
            raise Refused(413, "That is larger than anything this page takes. Send a smaller one.")
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _check_kind(kind: str) -> None:
    """Raises Refused where it is not as browsers write it: in UTF-8, and with a boundary between parts."""
    charset = _CHARSET.search(kind)
    if charset is not None and charset[1].lower() not in ("utf-8", "utf8"):
        raise Refused(415, "This was not sent as a form of ours is. Open the page here, and use its buttons.")
    in_parts = kind.partition(";")[0].strip().lower() == _IN_PARTS
    if in_parts and not re.search(r'boundary="?[^";\s]', kind, re.IGNORECASE):
        raise Refused(400, "The form came in pieces. Please send it once more.")
