"""Many requests at the same moment, each on a connection of its own, as cheaply as can be."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class Answered:
    """What came of a request: the status (0: none), and how many seconds after it was begun."""

    status: int
    seconds: float


def rush(port: int, requests: Sequence[tuple[str, dict[str, str], str]], patience: float) -> list[Answered]:
    """Post all of these at once, and wait that many seconds for each answer."""
    return asyncio.run(_rush(port, [_bytes(*one) for one in requests], patience))


def _bytes(path: str, headers: dict[str, str], body: str) -> bytes:
    lines = {"Host": "handrail.example", **headers, "Content-Length": str(len(body)), "Connection": "close"}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n{body}".encode()


async def _rush(port: int, requests: Sequence[bytes], patience: float) -> list[Answered]:
    async def one(request: bytes) -> Answered:
        began, writer, status = time.monotonic(), None, 0
        try:
            async with asyncio.timeout(patience):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request)
                status = int((await reader.readline()).split()[1])
        except (OSError, TimeoutError, IndexError):
            pass  # cut, or waited for in vain
        seconds = time.monotonic() - began
        if writer is not None:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()
        return Answered(status, seconds)

    return list(await asyncio.gather(*map(one, requests)))
