"""A stand-in for Twilio's API on loopback, true to it where a text or a call could be lost or doubled.

- It keeps every text, in and out, and lists them newest first, with filters and pages.
- It posts an incoming text to the webhook once, signed. If that fails, it does not post it again.
- It tells what became of a text by signed callbacks, one a state.
- It answers STOP, START and HELP itself, says so in the webhook, and refuses (21610) to send to
  somebody who opted out.
- It rings whom it is told to, speaks the TwiML, and tells which keys were pressed. Nobody answers
  but those of whom the test says so.

The test plays the people: `text`, `call`, `picks_up`; and reads what they got.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from typing import Any, Self
from urllib.parse import urlencode
from uuid import uuid4
from xml.etree import ElementTree

import httpx
from twilio.request_validator import RequestValidator

from tests.end_to_end.servers.loopback import Answer, Asked, Cut, Loopback

ACCOUNT, TOKEN, NUMBER = "AC00000000000000000000000000000042", "loopback-token", "+15005550009"

# https://help.twilio.com/articles/223134027: what Twilio answers by itself on long codes.
KEYWORDS = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), "STOP"),
    **dict.fromkeys(("START", "YES", "UNSTOP"), "START"),
    **dict.fromkeys(("HELP", "INFO"), "HELP"),
}
CARRIER_ANSWERS = {
    "STOP": "[carrier] You get no more texts from this number.",
    "START": "[carrier] You get texts from this number again.",
    "HELP": "[carrier] Ask the sender for help.",
}


@dataclass
class Text:
    """One message in Twilio's list. `by_carrier` marks Twilio's own answers to keywords."""

    sid: str
    direction: str
    sender: str
    to: str
    body: str
    created: datetime
    status: str
    callback: str = ""
    validity: str = ""
    service: str = ""
    error_code: int | None = None
    media: Sequence[str] = ()
    by_carrier: bool = False
    webhook_status: int | None = field(default=None)  # what our webhook said; None where it did not answer


@dataclass
class Call:
    """One call in Twilio's list, placed by the program."""

    sid: str
    to: str
    created: datetime
    twiml: str
    callback: str
    events: Sequence[str]
    status: str = "queued"
    said: list[str] = field(default_factory=list)  # what whoever picked up has heard


@dataclass
class _Trouble:
    answer: Answer | None  # None cuts the connection, or answers late but rightly where `wait` is set
    taken: bool
    wait: float = 0.0
    to: str = ""  # only a text to this number; "" for the next to anybody
    skip: int = 0  # so many of those go well before

    def meets(self, to: str) -> bool:
        """Whether it happens to this text; counts those that go well before."""
        if self.to not in ("", to):
            return False
        self.skip -= 1
        return self.skip < 0


def _no(status: int, code: int, message: str, **headers: str) -> Answer:
    return Answer(status, {"code": code, "message": message, "status": status}, headers)


class TwilioServer(Loopback):
    """One Twilio account with one number.

    Args:
        account_sid, auth_token, number: the account's.
        public_url: the program's address, as entered at Twilio; what `routes` knows of it is where
            the program really listens.
        clock: what Twilio's clock shows.
    """

    def __init__(
        self,
        account_sid: str = ACCOUNT,
        auth_token: str = TOKEN,
        number: str = NUMBER,
        public_url: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.number = number
        self.public_url = public_url
        self.clock = clock
        self.callbacks: list[tuple[str, str, int | None]] = []
        """Status callbacks made: sid, status, and the answer's HTTP status (None: none)."""
        self.unanswered: list[str] = []
        """Why webhooks and callbacks had no answer."""
        self.hold_callbacks = False
        """While true, callbacks wait."""
        self._validator = RequestValidator(auth_token)
        self._texts: list[Text] = []  # oldest first
        self._opted_out: set[str] = set()
        self._endings: dict[str, tuple[str, int]] = {}
        self._refused: dict[str, int] = {}
        self._unheard: set[str] = set()
        self.slow = 0.0
        """Seconds that every sending takes."""
        self.received: list[str] = []
        """The callback address of everything that we were asked to send, taken or not, as it came in."""
        self.redacts = False
        """Whether the list shows texts without their words, as accounts with redaction do."""
        self.service = ""
        """The Messaging Service that our number belongs to; its own texts carry it."""
        self._troubles: deque[_Trouble] = deque()
        self._calls: list[Call] = []  # oldest first
        self._keys: dict[str, list[str]] = {}
        self._news: deque[Callable[[], None]] = deque()
        self._caller = threading.Thread(target=self._call_back, daemon=True)
        # Twilio waits 15 s for a webhook. Each has its own connection: one that was kept may just be closed.
        alone = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(trust_env=False, timeout=15.0, limits=alone)

    def __enter__(self) -> Self:
        super().__enter__()
        self._caller.start()
        return self

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        self._caller.join(timeout=20.0)
        self._client.close()

    # What people do

    def text(
        self, sender: str, body: str, media: Sequence[str] = (), heard: bool = True, to: str = ""
    ) -> Text:
        """Send a text to our number; returns once the webhook was tried.

        The webhook is tried once, as Twilio does; `Text.webhook_status` says how that went.

        Args:
            sender: the person's number.
            body: the words.
            media: content types of what is attached.
            heard: false where the webhook gets through to nobody, and the list alone has the text.
            to: another number of the account, whose texts are not for this program; never `heard`.
        """
        keyword = KEYWORDS.get(body.strip().upper(), "")
        with self.changed:
            prefix = "MM" if media else "SM"
            arrived = Text(
                self._sid(prefix),
                "inbound",
                sender,
                to or self.number,
                body,
                self.clock(),
                "received",
                service="" if to else self.service,
                media=media,
            )
            self._texts.append(arrived)
            if keyword == "STOP":
                self._opted_out.add(sender)
            elif keyword == "START":
                self._opted_out.discard(sender)
            if keyword:
                self._texts.append(
                    Text(
                        self._sid("SM"),
                        "outbound-reply",
                        self.number,
                        sender,
                        CARRIER_ANSWERS[keyword],
                        self.clock(),
                        "delivered",
                        by_carrier=True,
                    )
                )
            self.changed.notify_all()
        form = self._form(arrived, keyword)
        answer = self._post(f"{self.public_url}/sms/inbound", form) if heard and self.public_url else None
        with self.changed:
            arrived.webhook_status = answer.status_code if answer is not None else None
            self.changed.notify_all()
        return arrived

    def _form(self, arrived: Text, keyword: str = "") -> dict[str, str]:
        return {
            "MessageSid": arrived.sid,
            "SmsSid": arrived.sid,
            "SmsMessageSid": arrived.sid,
            "AccountSid": self.account_sid,
            "From": arrived.sender,
            "To": arrived.to,
            "Body": arrived.body,
            "NumMedia": str(len(arrived.media)),
            "NumSegments": "1",
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
            **{f"MediaContentType{place}": one for place, one in enumerate(arrived.media)},
            **{
                f"MediaUrl{place}": f"{self.url}/media/{arrived.sid}/{place}"
                for place in range(len(arrived.media))
            },
            **({"OptOutType": keyword} if keyword else {}),
        }

    def request(self, arrived: Text) -> tuple[str, dict[str, str], str]:
        """The webhook of a text that came in unheard, for a test to make it itself: path, headers, body."""
        form = self._form(arrived)
        signature = self._validator.compute_signature(f"{self.public_url}/sms/inbound", form)
        kind = "application/x-www-form-urlencoded"
        return "/sms/inbound", {"X-Twilio-Signature": signature, "Content-Type": kind}, urlencode(form)

    def inbound(self, number: str) -> list[Text]:
        """What came from this number, oldest first."""
        with self.changed:
            return [one for one in self._texts if one.direction == "inbound" and one.sender == number]

    def call(self, sender: str) -> str:
        """Ring our number; what the program tells Twilio to say (TwiML)."""
        form = {"CallSid": self._sid("CA"), "From": sender, "To": self.number, "CallStatus": "ringing"}
        answer = self._post(f"{self.public_url}/sms/voice", form)
        assert answer is not None, "nobody answered the voice webhook"
        answer.raise_for_status()
        return answer.text

    def picks_up(self, number: str, *keys: str) -> None:
        """Let somebody answer from now on, pressing these keys, one each time it is asked for ("": none)."""
        with self.changed:
            self._keys[number] = list(keys)

    # What the test looks at

    def wait_for_call(
        self, number: str, status: str = "completed", count: int = 1, timeout: float = 10.0
    ) -> Call:
        """Wait until so many calls to this person ended that way; the last of them."""

        def look() -> list[Call]:
            found = [one for one in self._calls if (one.to, one.status) == (number, status)]
            return found if len(found) >= count else []

        return self.wait_until(look, f"a call to a person to be {status}", timeout)[-1]

    def messages_to(self, number: str, by_carrier: bool = False) -> list[Text]:
        """What this person was sent by the program (or by the carrier itself), oldest first."""
        with self.changed:
            return self._to(number, by_carrier)

    def wait_for(
        self,
        number: str,
        count: int = 1,
        matching: Callable[[Text], bool] = lambda text: True,
        timeout: float = 10.0,
    ) -> list[Text]:
        """Wait until the person was sent so many texts of that sort; those texts."""

        def look() -> list[Text]:
            found = [one for one in self._to(number, by_carrier=False) if matching(one)]
            return found if len(found) >= count else []

        return self.wait_until(look, f"{count} text(s) to a person", timeout)

    def wait_for_callbacks(self, timeout: float = 10.0) -> None:
        """Wait until every callback that is due was made."""
        self.wait_until(lambda: not self._news, "status callbacks to be made", timeout)

    def _to(self, number: str, by_carrier: bool) -> list[Text]:
        return [
            one
            for one in self._texts
            if one.to == number and one.direction != "inbound" and one.by_carrier is by_carrier
        ]

    # What goes wrong

    def be_busy(self, retry_after: int) -> None:
        """Answer the next sending with 429."""
        refusal = _no(429, 20429, "Too Many Requests", **{"Retry-After": str(retry_after)})
        self._plan(_Trouble(refusal, taken=False))

    def fail(self, status: int = 500, code: int = 20500, taken: bool = False) -> None:
        """Answer the next sending with an error, having taken the text or not."""
        self._plan(_Trouble(_no(status, code, "An error"), taken))

    def cut(self, taken: bool = True, to: str = "") -> None:
        """Close the connection on the next sending (to that number), having taken the text or not."""
        self._plan(_Trouble(None, taken, to=to))

    def hang(self, seconds: float, taken: bool = True, to: str = "", skip: int = 0) -> None:
        """Let the next sending (to that number, if one is given; after `skip` others) wait for its answer."""
        self._plan(_Trouble(None, taken, wait=seconds, to=to, skip=skip))

    def end_as(self, number: str, status: str, error_code: int) -> None:
        """Let texts to this number end otherwise than delivered: undelivered, failed ..."""
        with self.changed:
            self._endings[number] = (status, error_code)

    def refuse(self, number: str, code: int) -> None:
        """Answer every sending to this number with 400 and this code."""
        with self.changed:
            self._refused[number] = code

    def lose_callbacks(self, number: str) -> None:
        """Let what becomes of texts to this number be told to nobody."""
        with self.changed:
            self._unheard.add(number)

    def well_again(self, number: str) -> None:
        """End `end_as`, `refuse` and `lose_callbacks` for this number."""
        with self.changed:
            self._endings.pop(number, None)
            self._refused.pop(number, None)
            self._unheard.discard(number)

    def let_callbacks_go(self) -> None:
        """End `hold_callbacks`."""
        with self.changed:
            self.hold_callbacks = False
            self.changed.notify_all()

    def _plan(self, trouble: _Trouble) -> None:
        with self.changed:
            self._troubles.append(trouble)

    # The API

    def answer(self, asked: Asked) -> Answer:
        if asked.basic_auth != f"{self.account_sid}:{self.auth_token}":
            return _no(401, 20003, "Authenticate")
        account = f"/2010-04-01/Accounts/{self.account_sid}"
        base = f"{account}/Messages"
        with self.changed:
            if asked.path == f"{account}/Calls.json":
                return self._place(asked.form) if asked.method == "POST" else self._list_calls(asked)
            if asked.path == f"/v1/Services/{self.service}/PhoneNumbers":
                return Answer(200, self._numbers_of_service(asked.path))
            if asked.path == f"{base}.json":
                return self._create(asked.form) if asked.method == "POST" else self._list(asked)
            sid, _, rest = asked.path.removeprefix(f"{base}/").removesuffix(".json").partition("/")
            found = next((one for one in self._texts if one.sid == sid), None)
            if found and rest == "Media":
                media = [{"sid": f"ME{place}", "content_type": one} for place, one in enumerate(found.media)]
                return Answer(200, {"media_list": media, "page": 0, "next_page_uri": None})
            return Answer(200, self._shown(found)) if found else _no(404, 20404, "Not found")

    def _numbers_of_service(self, path: str) -> dict[str, Any]:
        known = {"account_sid": self.account_sid, "service_sid": self.service, "sid": "PN42"}
        meta = {"page": 0, "page_size": 50, "key": "phone_numbers", "next_page_url": None, "url": path}
        return {"phone_numbers": [known | {"phone_number": self.number}], "meta": meta}

    def _create(self, form: dict[str, str]) -> Answer:
        self.received.append(form.get("StatusCallback", ""))
        if self.slow:
            self.changed.wait_for(lambda: self.stopping, self.slow)
        trouble = next((one for one in self._troubles if one.meets(form.get("To", ""))), None)
        if trouble is None:
            return self._take(form)
        self._troubles.remove(trouble)
        done = self._take(form) if trouble.taken else None
        self.changed.wait_for(lambda: self.stopping, trouble.wait)
        if trouble.answer:
            return trouble.answer
        if trouble.wait and done:
            return done
        raise Cut

    def _take(self, form: dict[str, str]) -> Answer:
        to, body = form.get("To", ""), form.get("Body", "")
        if not to.startswith("+") or not to[1:].isdecimal():
            return _no(400, 21211, f"Invalid 'To' Phone Number: {to}")
        if not body:
            return _no(400, 21602, "Message body is required.")
        if len(body) > 1600:
            return _no(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
        if not (form.get("From") or form.get("MessagingServiceSid")):
            return _no(400, 21603, "A 'From' phone number is required.")
        if to in self._refused:
            return _no(400, self._refused[to], "This cannot be sent")
        if to in self._opted_out:
            return _no(400, 21610, "Attempt to send to unsubscribed recipient")
        text = Text(
            self._sid("SM"),
            "outbound-api",
            form.get("From") or self.number,
            to,
            body,
            self.clock(),
            "accepted" if form.get("MessagingServiceSid") else "queued",
            callback=form.get("StatusCallback", ""),
            validity=form.get("ValidityPeriod", ""),
            service=form.get("MessagingServiceSid", ""),
        )
        self._texts.append(text)
        shown = self._shown(text)
        ending, text.error_code = self._endings.get(to, ("delivered", None))
        self._news.extend(partial(self._tell, text, status) for status in ("sent", ending))
        self.changed.notify_all()
        return Answer(201, shown)

    def _list(self, asked: Asked) -> Answer:
        query = asked.query
        size, page = int(query.get("PageSize", 50)), int(query.get("Page", 0))
        found = [
            one
            for one in reversed(self._texts)
            if query.get("To", one.to) == one.to
            and query.get("From", one.sender) == one.sender
            and _between(one.created, query)
        ]
        following = {**query, "Page": str(page + 1), "PageToken": "PA"}
        more = f"{asked.path}?{urlencode(following)}" if len(found) > (page + 1) * size else None
        shown = [self._shown(one) for one in found[page * size : (page + 1) * size]]
        return Answer(200, {"messages": shown, "page": page, "page_size": size, "next_page_uri": more})

    def _shown(self, text: Text) -> dict[str, Any]:
        when = format_datetime(text.created.astimezone(UTC))
        return {
            "sid": text.sid,
            "account_sid": self.account_sid,
            "body": "" if self.redacts else text.body,
            "direction": text.direction,
            "from": text.sender,
            "to": text.to,
            "status": text.status,
            "num_media": str(len(text.media)),
            "messaging_service_sid": text.service or None,
            "date_created": when,
            "date_sent": None if text.status in ("queued", "accepted") else when,
            "error_code": text.error_code if text.status in ("failed", "undelivered") else None,
            "uri": f"/2010-04-01/Accounts/{self.account_sid}/Messages/{text.sid}.json",
        }

    # Calls

    def _place(self, form: dict[str, str]) -> Answer:
        to, twiml = form.get("To", ""), form.get("Twiml", "")
        if form.get("From") != self.number:
            return _no(400, 21212, "Invalid 'From' Phone Number")
        if not to.startswith("+") or not to[1:].isdecimal():
            return _no(400, 21211, f"Invalid 'To' Phone Number: {to}")
        if not twiml or len(twiml) > 4000:
            return _no(400, 21205, "Url parameter is required, or Twiml parameter is too long.")
        events = form.get("StatusCallbackEvent", "completed").split()
        call = Call(self._sid("CA"), to, self.clock(), twiml, form.get("StatusCallback", ""), events)
        self._calls.append(call)
        self._news.append(partial(self._ring, call))
        self.changed.notify_all()
        return Answer(201, self._shown_call(call))

    def _list_calls(self, asked: Asked) -> Answer:
        to = asked.query.get("To")
        found = [self._shown_call(one) for one in reversed(self._calls) if to in (None, one.to)]
        return Answer(200, {"calls": found, "page": 0, "next_page_uri": None})

    def _shown_call(self, call: Call) -> dict[str, Any]:
        return {
            "sid": call.sid,
            "account_sid": self.account_sid,
            "from": self.number,
            "to": call.to,
            "status": call.status,
            "direction": "outbound-api",
            "date_created": format_datetime(call.created.astimezone(UTC)),
        }

    def _ring(self, call: Call) -> None:
        """Ring; speak with whoever picks up, for as long as there is something to say."""
        with self.changed:
            keys = self._keys.get(call.to)
            keys = None if keys is None else list(keys)
        if keys is None:
            self._now(call, "no-answer", "completed")
            return
        self._now(call, "in-progress", "answered")
        twiml: str | None = call.twiml
        while twiml:
            twiml = self._speak(call, twiml, keys)
        self._now(call, "completed", "completed")

    def _speak(self, call: Call, twiml: str, keys: list[str]) -> str | None:
        """Speak a document through; the next one, if it leads on."""
        for verb in ElementTree.fromstring(twiml):  # noqa: S314  # the program's own
            call.said += [one.text or "" for one in verb.iter("Say")]
            key = keys.pop(0) if verb.tag == "Gather" and keys else ""
            if key:
                return self._fetch(call, verb.get("action", ""), Digits=key)
            if verb.tag == "Redirect":
                return self._fetch(call, verb.text or "")
            if verb.tag == "Hangup":
                return None
        return None

    def _fetch(self, call: Call, url: str, **more: str) -> str | None:
        answer = self._post(url, self._of_call(call) | more)
        return answer.text if answer is not None and answer.is_success else None

    def _now(self, call: Call, status: str, event: str) -> None:
        answer = None
        if call.callback and event in call.events:
            answer = self._post(call.callback, self._of_call(call) | {"CallStatus": status})
        with self.changed:
            call.status = status
            self.callbacks.append((call.sid, status, answer.status_code if answer is not None else None))
            self.changed.notify_all()

    def _of_call(self, call: Call) -> dict[str, str]:
        known = {"CallSid": call.sid, "AccountSid": self.account_sid, "From": self.number, "To": call.to}
        return known | {"CallStatus": call.status, "Direction": "outbound-api"}

    # Inside

    def _call_back(self) -> None:
        """Go through what happens to texts and calls, telling the program of each step, once."""
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.stopping or (self._news and not self.hold_callbacks))
                if self.stopping:
                    return
                happen = self._news[0]
            happen()
            with self.changed:
                self._news.popleft()
                self.changed.notify_all()

    def _tell(self, text: Text, status: str) -> None:
        """A text comes into another state."""
        with self.changed:
            text.status = status
        if not text.callback or text.to in self._unheard:
            return
        form = {
            "MessageSid": text.sid,
            "SmsSid": text.sid,
            "MessageStatus": status,
            "SmsStatus": status,
            "AccountSid": self.account_sid,
            "From": text.sender,
            "To": text.to,
        }
        if text.error_code and status in ("failed", "undelivered"):
            form["ErrorCode"] = str(text.error_code)
        answer = self._post(text.callback, form)
        with self.changed:
            self.callbacks.append((text.sid, status, answer.status_code if answer is not None else None))
            self.changed.notify_all()

    def _post(self, url: str, form: dict[str, str]) -> httpx.Response | None:
        signature = self._validator.compute_signature(url, form)
        try:
            return self._client.post(self.reach(url), data=form, headers={"X-Twilio-Signature": signature})
        except httpx.HTTPError as error:
            self.unanswered.append(repr(error))
            return None

    def _sid(self, prefix: str) -> str:
        return f"{prefix}{uuid4().hex}"  # unique over all servers, for a database that has seen several


def _between(at: datetime, query: dict[str, str]) -> bool:
    """Twilio's DateSent, DateSent> and DateSent<, all of them inclusive."""

    def bound(name: str) -> datetime | None:
        return datetime.fromisoformat(query[name]).astimezone(UTC) if name in query else None

    after, before = bound("DateSent>"), bound("DateSent<")
    at = at.replace(microsecond=0)
    return (after is None or at >= after) and (before is None or at <= before)
