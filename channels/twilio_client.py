"""Twilio's official client on one httpx connection pool, and what its refusals mean: for texts and calls.

Nothing that is raised here holds a number or a word: Twilio's own error messages do, so they are
not chained.

Sources: Twilio's REST API and its error dictionary, https://www.twilio.com/docs/api/errors.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx
from twilio.base.exceptions import TwilioException
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from channels.port import Blame, ChannelError, FateUnknown, NotSent, PersonStopped, Refused, Unreachable
from channels.verdicts import of_twilio

# At INFO, httpx logs each URL; Twilio's lists have phone numbers in theirs.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

MEND_SECONDS = 300.0  # how long a message waits while the account or a setting is being put right
BUSY_SECONDS = 5.0  # how long it waits after a 429 that names no time
CLOCKS_APART = timedelta(seconds=5)  # Twilio's times are whole seconds of its own clock

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def open_pool(api_base_url: str | None) -> httpx.AsyncClient:
    """The connections; another server of the same API is reached without any proxy."""
    return httpx.AsyncClient(timeout=httpx.Timeout(15.0, connect=5.0), trust_env=api_base_url is None)


def open_client(
    account_sid: str, auth_token: str, pool: httpx.AsyncClient, api_base_url: str | None
) -> Client:
    """Twilio's client on our connections."""
    # An environment of its own keeps the client from reading the process's TWILIO_EDGE and TWILIO_REGION.
    client = Client(account_sid, auth_token, http_client=_Pool(pool), environment={"TWILIO_EDGE": ""})
    if api_base_url:
        client.api.base_url = client.messaging.base_url = api_base_url
    return client


@contextmanager
def handing_over(what: str) -> Iterator[None]:
    """Say of whatever goes wrong inside whether the text or call has left the house.

    Raises:
        NotSent, Refused, PersonStopped, FateUnknown: see each.
    """
    try:
        yield
    except _Busy as busy:
        raise NotSent("Twilio asks us to wait.", "429", retry_after=busy.retry_after) from None
    except NEVER_LEFT:
        raise NotSent("Twilio could not be reached. Check the connection to the internet.") from None
    except TwilioException as error:
        raise _explain(error, what) from None
    except (httpx.HTTPError, ValueError):  # broken after the request went out, or an unreadable answer
        raise fate_unknown(what) from None


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Read one of Twilio's lists.

    Raises:
        Unreachable: it could not be read.
    """
    try:
        yield
    except (TwilioException, httpx.HTTPError, ValueError, _Busy):
        raise Unreachable(f"Twilio's list of {what}s could not be read. It is asked again later.") from None


def fate_unknown(what: str, code: str = "") -> FateUnknown:
    """Twilio may have taken it."""
    return FateUnknown(
        f"Twilio did not say whether it took the {what}. It may have arrived; do not send it again.", code
    )


class _Busy(Exception):
    """Twilio answered 429; its client would drop the header that says how long to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("Twilio asks us to wait")
        self.retry_after = retry_after


class _Pool(AsyncHttpClient):  # type: ignore[misc]  # Twilio's client carries no types
    """Twilio's client on our connection pool, so that tests enter at the transport."""

    def __init__(self, pool: httpx.AsyncClient) -> None:
        super().__init__(logging.getLogger(__name__), is_async=True)
        self.pool = pool

    async def request(
        self,
        method: str,
        uri: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # the pool has its own
        allow_redirects: bool = False,
    ) -> Response:
        answer = await self.pool.request(
            method,
            uri,
            params=params,
            data=data,
            headers=headers,
            auth=auth,
            follow_redirects=allow_redirects,
        )
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise _Busy(_seconds(answer.headers.get("Retry-After", "")))
        return Response(answer.status_code, answer.text, answer.headers)


def _explain(error: TwilioException, what: str) -> ChannelError:
    """Say what Twilio's refusal means for the text or call, in words of ours."""
    status = int(getattr(error, "status", 0) or 0)
    code = str(getattr(error, "code", "") or "")
    blame = of_twilio(code, status)
    if blame is Blame.PERSON:
        return PersonStopped(
            "This person has opted out with Twilio. Only a START from them lifts it.", code, blame
        )
    if blame is Blame.BUSY:
        return NotSent("Twilio takes no more just now.", code, retry_after=BUSY_SECONDS, blame=blame)
    if blame is Blame.ACCOUNT:
        return NotSent(
            f"Twilio does not accept our account or sender (error {code}). Say `python -m bot doctor`.",
            code or str(status),
            retry_after=MEND_SECONDS,
            blame=blame,
        )
    if 400 <= status < 500 and status != httpx.codes.REQUEST_TIMEOUT:
        return Refused(
            f"Twilio will not take this {what}; the reason: https://www.twilio.com/docs/api/errors/{code}",
            code,
            blame,
        )
    return fate_unknown(what, code)  # a 5xx may come after it was taken


def _seconds(header: str) -> float:
    return float(header) if header.strip().isdecimal() else BUSY_SECONDS
