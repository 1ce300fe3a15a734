"""A small HTTP server on 127.0.0.1 that a test holds in its hands.

Plain threads from the standard library: a request that shall hang simply waits in its thread, and a
test waits on the same condition as the requests do.
"""

import json
import socket
import threading
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl, urlsplit

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    headers: dict[str, str]

    @property
    def basic_auth(self) -> str:
        """`user:password`, or nothing."""
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        return b64decode(value).decode() if scheme.lower() == "basic" else ""


@dataclass(frozen=True)
class Answer:
    """A response; a body that is not a string goes out as JSON."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


def _fields(body: str) -> dict[str, str]:
    """The fields of a form; the values of one that is given several times, with a space between."""
    fields: dict[str, str] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        fields[name] = f"{fields[name]} {value}" if name in fields else value
    return fields


class Cut(Exception):
    """Raised instead of answering: the connection is closed without a word."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answer: Callable[[Asked], Answer], port: int = 0) -> None:
        self.answer = answer
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news; anything else a test sees by what does not arrive."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open, as the real ones do
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, *args: object) -> None:
        pass

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        address = urlsplit(self.path)
        asked = Asked(
            self.command,
            address.path,
            dict(parse_qsl(address.query, keep_blank_values=True)),
            _fields(body),
            {name.lower(): value for name, value in self.headers.items()},
        )
        try:
            answer = self.server.answer(asked)
        except Cut:
            self.close_connection = True
            return
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        payload = text.encode()
        self.send_response(answer.status)
        kind = "text/plain" if isinstance(answer.body, str) else "application/json"
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(payload)),
            **answer.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(payload)

    do_GET = do_POST = _handle  # noqa: N815  # the names that http.server looks for


class Loopback:
    """Base of the servers: starts with `with`, and lets a test wait for what it expects."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        """Guards all state; notified at every change."""
        self.routes: dict[str, str] = {}
        """Public addresses, and where on loopback their servers really are, as a proxy would know."""
        self.stopping = False
        self._listen()

    def _listen(self, port: int = 0) -> None:
        self._http = _Server(self.answer, port)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Where the server listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def answer(self, asked: Asked) -> Answer:
        """Answer a request; called in a thread of its own."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self.changed:
            self.stopping = True
            self.changed.notify_all()
        self.go_away()

    def go_away(self) -> None:
        """Refuse connections from now on; those that are open end."""
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()
        for connection in tuple(self._http.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        """Listen again, at the same address."""
        self._listen(self._http.server_address[1])
        self._thread.start()

    def reach(self, url: str) -> str:
        """Where to connect for this public address."""
        for public, local in self.routes.items():
            if url.startswith(public):
                return local + url.removeprefix(public)
        return url

    def wait_until(self, look: Callable[[], T], what: str, timeout: float = 40.0) -> T:
        """Wait until `look` returns something true, and return it.

        Raises:
            AssertionError: it did not happen in `timeout` seconds.
        """
        with self.changed:
            seen = self.changed.wait_for(look, timeout)
        assert seen, f"waited {timeout:g} s in vain for {what}"
        return seen
