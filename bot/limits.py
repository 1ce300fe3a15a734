"""How much may be sent to us at once: in one request, and in how many.

Before a signature or a session is looked at, reading costs time.

The longest that is sent in earnest is a note of 4,000 characters from the console, 48,000 bytes where all
of them are emoji; a text message of 1,600 comes to 19,200; an update from Telegram is as long as a note.
"""

import resource

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
MOST_CONNECTIONS = 6_000  # more than may wait to be taken in: those that are refused must hear it
_OTHER_FILES = 200  # that the program has open beside its connections
_SAID = "That is more than fits through this door."


def most_connections() -> int:
    """How many connections may be open: as many as we want, or as the system lets us open files.

    Many systems give a program a thousand files unless it asks for more.
    """
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    files = wanted if soft == resource.RLIM_INFINITY else min(soft, wanted)
    return max(files - _OTHER_FILES, 50)


class AtMost:
    """Refuses larger bodies with 413, by their declared length or when they have grown too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what comes with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > MOST_BYTES:
            await _let_it_pass_by(receive)
            await PlainTextResponse(_SAID, 413)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                await _let_it_pass_by(receive)
                raise HTTPException(413, _SAID)
            return message

        await self._app(scope, counted, send)


async def _let_it_pass_by(receive: Receive) -> None:
    """Read and drop what is still coming, within reason: who hangs up early is not heard saying why."""
    dropped = 0
    while dropped < 64 * MOST_BYTES:
        message = await receive()
        dropped += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
