"""A stand-in for Telegram's Bot API on loopback, true to it where a bot could lose or double something.

- An update stays until getUpdates is called with an offset beyond it: a bot that dies gets it again.
- A second getUpdates ends the first with 409, and a webhook forbids getUpdates.
- A webhook that fails is called again with the same update, until it succeeds.
- A bot cannot write to somebody who never wrote to it, or who blocked it.

The test plays the people: `say`, `tap`, `edit`, `react`, `block`; and reads what they got.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import httpx

from tests.end_to_end.servers.loopback import Answer, Asked, Cut, Loopback

TOKEN = "42:LOOPBACK"
FIRST_UPDATE = 900_001


@dataclass(frozen=True)
class BotMessage:
    """What a person sees of a message from the bot. `buttons` maps labels to their data."""

    message_id: int
    chat_id: int
    text: str
    buttons: dict[str, str]
    silent: bool


@dataclass(frozen=True)
class _Trouble:
    method: str
    answer: Answer | None  # None cuts the connection
    taken: bool  # what was asked is done all the same
    wait: float = 0.0


def _ok(result: Any) -> Answer:
    return Answer(200, {"ok": True, "result": result})


def _no(status: int, description: str, **parameters: Any) -> Answer:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return Answer(status, {**body, "parameters": parameters} if parameters else body)


class TelegramServer(Loopback):
    """The Bot API for one bot.

    Args:
        token: what the bot must use.
        clock: what Telegram's clock shows.
    """

    def __init__(self, token: str = TOKEN, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self.token = token
        self.clock = clock
        self.commands: dict[str, list[tuple[str, str]]] = {}
        self.webhook = ""
        self.answered_taps: list[str] = []
        self.webhook_failures = 0
        self._secret = ""
        self._waiting: dict[int, dict[str, Any]] = {}  # updates by id, until confirmed
        self._next_update = FIRST_UPDATE
        self._next_message = 1  # counted over all private chats of a bot, as Telegram does
        self._sent: dict[int, list[BotMessage]] = {}
        self._people: dict[int, dict[str, Any]] = {}
        self._blocked: set[int] = set()
        self._troubles: deque[_Trouble] = deque()
        self._poll = 0
        self._pump = threading.Thread(target=self._post_updates, daemon=True)

    def __enter__(self) -> Self:
        super().__enter__()
        self._pump.start()
        return self

    # What people do

    def say(self, chat_id: int, text: str, name: str = "Ash", language: str = "en") -> int:
        """Write to the bot; the message's id."""
        return self.post(chat_id, name=name, language=language, text=text)

    def post(self, chat_id: int, name: str = "Ash", language: str = "en", **content: Any) -> int:
        """Send the bot a message with any fields of the Bot API's Message (photo, voice, sticker ...)."""
        with self.changed:
            default = {"id": chat_id, "is_bot": False, "first_name": name, "language_code": language}
            person = self._people.setdefault(chat_id, default)
            message = {**self._message(chat_id), "from": person, **content}
            self._tell(message=message)
            return int(message["message_id"])

    def edit(self, chat_id: int, message_id: int, text: str) -> None:
        """Change a message that was sent to the bot."""
        with self.changed:
            message = {**self._message(chat_id), "message_id": message_id, "edit_date": self._date()}
            self._tell(edited_message={**message, "from": self._people[chat_id], "text": text})

    def tap(self, chat_id: int, message: BotMessage | None, label: str) -> str:
        """Tap a button: of that message, or of the latest that has it; the tap's id."""
        with self.changed:
            offered = [message] if message else reversed(self._sent.get(chat_id, []))
            tapped = next((one for one in offered if label in one.buttons), None)
            assert tapped, "nobody offered this button"
            shown = {
                **self._message(chat_id),
                "message_id": tapped.message_id,
                "text": tapped.text,
                "reply_markup": {
                    "inline_keyboard": [
                        [{"text": name, "callback_data": data}] for name, data in tapped.buttons.items()
                    ]
                },
            }
            number = str(self._next_update * 1000 + 7)
            self._tell(
                callback_query={
                    "id": number,
                    "from": self._people[chat_id],
                    "chat_instance": "1",
                    "message": shown,
                    "data": tapped.buttons[label],
                }
            )
            return number

    def react(self, chat_id: int, message_id: int, emoji: str) -> None:
        """Put an emoji on a message."""
        with self.changed:
            change = {"chat": self._chat(chat_id), "message_id": message_id, "date": self._date()}
            new = [{"type": "emoji", "emoji": emoji}]
            self._tell(
                message_reaction={
                    **change,
                    "user": self._people[chat_id],
                    "old_reaction": [],
                    "new_reaction": new,
                }
            )

    def block(self, chat_id: int, told: bool = True) -> None:
        """Block the bot; with `told` false, it is left to find out."""
        with self.changed:
            self._blocked.add(chat_id)
            if told:
                self._membership(chat_id, "member", "kicked")

    def unblock(self, chat_id: int) -> None:
        """Let the bot write again."""
        with self.changed:
            self._blocked.discard(chat_id)
            self._membership(chat_id, "kicked", "member")

    # What the test looks at

    def messages(self, chat_id: int) -> list[BotMessage]:
        """What the bot has sent to this person, oldest first."""
        with self.changed:
            return list(self._sent.get(chat_id, []))

    def wait_for(
        self,
        chat_id: int,
        count: int = 1,
        matching: Callable[[BotMessage], bool] = lambda message: True,
        timeout: float = 40.0,
    ) -> list[BotMessage]:
        """Wait until the person got so many messages of that sort; those messages."""

        def look() -> list[BotMessage]:
            found = [one for one in self._sent.get(chat_id, []) if matching(one)]
            return found if len(found) >= count else []

        return self.wait_until(look, f"{count} message(s) from the bot", timeout)

    @property
    def polls(self) -> int:
        """How often the bot has asked for updates."""
        with self.changed:
            return self._poll

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        with self.changed:
            return len(self._waiting)

    def wait_until_confirmed(self, timeout: float = 40.0) -> None:
        """Wait until the bot has confirmed everything."""
        self.wait_until(lambda: not self._waiting, "the bot to confirm its updates", timeout)

    # What goes wrong

    def be_busy(self, retry_after: int, method: str = "sendMessage") -> None:
        """Answer the next call with 429."""
        refusal = _no(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
        self._plan(_Trouble(method, refusal, taken=False))

    def fail(self, status: int, description: str, method: str = "sendMessage") -> None:
        """Answer the next call with an error."""
        self._plan(_Trouble(method, _no(status, description), taken=False))

    def cut(self, method: str = "sendMessage", taken: bool = True) -> None:
        """Close the connection on the next call: after doing what was asked, or before."""
        self._plan(_Trouble(method, None, taken))

    def hang(self, seconds: float, method: str = "sendMessage", taken: bool = True) -> None:
        """Let the next call wait before it is answered, having done what it asks or not."""
        self._plan(_Trouble(method, Answer(200, {}), taken, wait=seconds))

    def _plan(self, trouble: _Trouble) -> None:
        with self.changed:
            self._troubles.append(trouble)

    # The Bot API

    def answer(self, asked: Asked) -> Answer:
        prefix, _, method = asked.path.rpartition("/")
        if prefix != f"/bot{self.token}":
            return _no(401, "Unauthorized")
        given = {**asked.query, **asked.form}
        handler = getattr(self, f"_on_{method}", None)
        if handler is None:
            return _no(404, "Not Found")
        with self.changed:
            trouble = next((one for one in self._troubles if one.method == method), None)
            if trouble:
                self._troubles.remove(trouble)
                done = handler(given) if trouble.taken else None
                self.changed.notify_all()
                if trouble.answer is None:
                    raise Cut
                self.changed.wait_for(lambda: self.stopping, trouble.wait)
                return done if trouble.wait and done else trouble.answer
            answer: Answer = handler(given)
            self.changed.notify_all()
            return answer

    def _on_getMe(self, given: dict[str, str]) -> Answer:  # noqa: N802  # as the Bot API spells it
        return _ok({"id": 42, "is_bot": True, "first_name": "Handrail", "username": "HandrailBot"})

    def _on_getUpdates(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        if self.webhook:
            return _no(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll += 1
        mine = self._poll
        self.changed.notify_all()
        for number in [one for one in self._waiting if one < int(given.get("offset", 0))]:
            del self._waiting[number]
        self.changed.wait_for(
            lambda: self._waiting or self._poll != mine or self.stopping, float(given.get("timeout", 0))
        )
        if self._poll != mine:
            return _no(409, "Conflict: terminated by other getUpdates request")
        limit = int(given.get("limit", 100))
        return _ok([self._waiting[number] for number in sorted(self._waiting)[:limit]])

    def _on_sendMessage(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        chat_id, text = int(given["chat_id"]), given.get("text", "")
        if chat_id in self._blocked:
            return _no(403, "Forbidden: bot was blocked by the user")
        if chat_id not in self._people:
            return _no(400, "Bad Request: chat not found")
        if not text.strip():
            return _no(400, "Bad Request: message text is empty")
        if len(text) > 4096:
            return _no(400, "Bad Request: message is too long")
        rows = json.loads(given.get("reply_markup", "{}")).get("inline_keyboard", [])
        buttons = {button["text"]: button["callback_data"] for row in rows for button in row}
        if any(len(data.encode()) > 64 for data in buttons.values()):
            return _no(400, "Bad Request: BUTTON_DATA_INVALID")
        message = {**self._message(chat_id), "text": text}
        silent = given.get("disable_notification") == "true"
        self._sent.setdefault(chat_id, []).append(
            BotMessage(message["message_id"], chat_id, text, buttons, silent)
        )
        return _ok(message)

    def _on_editMessageText(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        return self._change(given, text=given["text"])

    def _on_editMessageReplyMarkup(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        return self._change(given)

    def _change(self, given: dict[str, str], text: str | None = None) -> Answer:
        chat_id, message_id = int(given["chat_id"]), int(given["message_id"])
        sent = self._sent.get(chat_id, [])
        place = next((place for place, one in enumerate(sent) if one.message_id == message_id), None)
        if place is None:
            return _no(400, "Bad Request: message to edit not found")
        old = sent[place]
        rows = json.loads(given.get("reply_markup", "{}")).get("inline_keyboard", [])
        buttons = {button["text"]: button["callback_data"] for row in rows for button in row}
        words = old.text if text is None else text
        sent[place] = BotMessage(message_id, chat_id, words, buttons, old.silent)
        return _ok({**self._message(chat_id), "message_id": message_id, "text": words})

    def _on_answerCallbackQuery(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        self.answered_taps.append(given["callback_query_id"])
        return _ok(True)

    def _on_setMyCommands(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        menu = json.loads(given["commands"])
        self.commands[given.get("language_code", "")] = [(one["command"], one["description"]) for one in menu]
        return _ok(True)

    def _on_setWebhook(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        self.webhook, self._secret = given.get("url", ""), given.get("secret_token", "")
        return _ok(True)

    def _on_deleteWebhook(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        self.webhook = ""
        if given.get("drop_pending_updates") == "true":
            self._waiting.clear()
        return _ok(True)

    def _on_getWebhookInfo(self, given: dict[str, str]) -> Answer:  # noqa: N802 - the name Telegram gives it
        info = {"url": self.webhook, "has_custom_certificate": False}
        return _ok({**info, "pending_update_count": len(self._waiting)})

    # Inside

    def _post_updates(self) -> None:
        """Call the webhook with the oldest update until it succeeds, then with the next."""
        with httpx.Client(trust_env=False, timeout=10.0) as client:
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.stopping or (self.webhook and self._waiting))
                    if self.stopping:
                        return
                    url, secret = self.webhook, self._secret
                    number = min(self._waiting)
                    update = self._waiting[number]
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
                try:
                    taken = client.post(self.reach(url), json=update, headers=headers).is_success
                except httpx.HTTPError:
                    taken = False
                with self.changed:
                    if taken:
                        self._waiting.pop(number, None)
                    else:
                        self.webhook_failures += 1
                    self.changed.notify_all()
                    if not taken:
                        self.changed.wait_for(lambda: self.stopping, 0.1)

    def _tell(self, **update: Any) -> None:
        self._waiting[self._next_update] = {"update_id": self._next_update, **update}
        self._next_update += 1
        self.changed.notify_all()

    def _message(self, chat_id: int) -> dict[str, Any]:
        number = self._next_message
        self._next_message += 1
        return {"message_id": number, "date": self._date(), "chat": self._chat(chat_id)}

    def _chat(self, chat_id: int) -> dict[str, Any]:
        person = self._people.get(chat_id)
        return {"id": chat_id, "type": "private", "first_name": person["first_name"] if person else "Ash"}

    def _membership(self, chat_id: int, old: str, new: str) -> None:
        bot = {"id": 42, "is_bot": True, "first_name": "Handrail"}

        def member(status: str) -> dict[str, Any]:
            return {"status": status, "user": bot, **({"until_date": 0} if status == "kicked" else {})}

        self._tell(
            my_chat_member={
                "chat": self._chat(chat_id),
                "from": self._people[chat_id],
                "date": self._date(),
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            }
        )

    def _date(self) -> int:
        return int(self.clock().timestamp())


def texts(messages: Sequence[BotMessage]) -> list[str]:
    """Just the words."""
    return [message.text for message in messages]
