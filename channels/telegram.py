"""Telegram: python-telegram-bot's `Bot` for sending, a poll loop or a webhook for receiving.

Promises: an update is confirmed to Telegram only after it was handled, so that one which was cut off
comes again; a message whose request may have arrived is never reported as unsent; nothing raised or
logged here holds a token, an address or a word.

The library's own Updater, Application and rate limiter are not used: the Updater confirms an update
before it is processed, and the limiter knows no limit for private chats.

Sources: https://core.telegram.org/bots/api, and https://core.telegram.org/bots/faq for the limits.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.error import BadRequest as TelegramRefusal
from telegram.error import ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from channels import telegram_updates as updates
from channels.port import (
    CAN,
    BadRequest,
    Blame,
    ChannelError,
    FateUnknown,
    Inbound,
    InboundKind,
    NotSent,
    Outgoing,
    Pace,
    PersonStopped,
    Receipt,
    Refused,
    Sent,
    Unreachable,
)

# At INFO, httpx logs each URL, and the token is in it; the library logs what it cannot read, words and all.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)
logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)

log = logging.getLogger(__name__)

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
BUTTON_BYTES = 64  # the Bot API's limit for callback_data
POLL_SECONDS = 25  # how long Telegram holds a request that has nothing to tell
BATCH = 100  # updates at once, the Bot API's most
MEND_SECONDS = 300.0  # how long a message waits while a wrong token is being put right
LONGEST_WAIT = 60.0  # between two tries of the poll loop


class _Busy(TelegramError):
    """Telegram answered 429."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("Telegram asks us to wait")
        self.retry_after = retry_after


class _Trouble(TelegramError):
    """Telegram answered 5xx."""


class _Request(HTTPXRequest):
    """The library's transport, with two changes.

    It tells 429 and 5xx by their status (the library's own RetryAfter warns of a deprecation each time,
    and 5xx it tells by words only), and keeps the last answer, for updates that the library cannot read.
    """

    last: bytes = b""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        code, self.last = await super().do_request(*args, **kwargs)
        if code == httpx.codes.TOO_MANY_REQUESTS:
            raise _Busy(_retry_after(self.last))
        if code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise _Trouble(f"HTTP {code}")
        return code, self.last


class Telegram:
    """The Telegram channel.

    Args:
        token: the bot's token, from BotFather.
        base_url: another server of the same API, reached without any proxy.
        webhook_secret: what Telegram must show at our webhook; letters, digits, "_" and "-".
    """

    name = updates.CHANNEL
    can = CAN[name]
    # Telegram's FAQ: about 30 messages a second over all, one a second in one chat.
    pace = Pace(per_second=25.0, per_address_per_second=1.0)

    def __init__(self, token: str, base_url: str | None = None, webhook_secret: str = "") -> None:
        self._key = token.encode()
        self._secret = webhook_secret.encode()
        direct = {"trust_env": base_url is None}
        self._sending = _Request(
            connection_pool_size=32, read_timeout=15.0, pool_timeout=10.0, httpx_kwargs=direct
        )
        self._polling = _Request(connection_pool_size=2, read_timeout=10.0, httpx_kwargs=direct)
        base = (base_url or "https://api.telegram.org").rstrip("/")
        self._bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )

    async def send(self, message: Outgoing) -> Sent:
        """Hand a message to Telegram. See `Channel.send`."""
        if not message.text.strip():
            raise Refused("This message has no words in it. Write some, then send it again.")
        if any(len(button.data.encode()) > BUTTON_BYTES for button in message.buttons):
            raise Refused(f"Telegram takes {BUTTON_BYTES} bytes of data on a button; one has more.")
        if not message.to.lstrip("-").isdecimal():
            raise Refused(
                "A Telegram address is a number, the chat id. Ask the person to open the invitation."
            )
        rows = [[InlineKeyboardButton(each.label, callback_data=each.data)] for each in message.buttons]
        try:
            sent = await self._bot.send_message(
                chat_id=int(message.to),
                text=message.text,
                reply_markup=InlineKeyboardMarkup(rows) if rows else None,
                disable_notification=message.silent,
                # A preview would show a signpost's site, large, to whoever looks at the screen.
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except TelegramError as error:
            raise _explain(error) from None
        except Exception:  # Telegram said yes, but in a shape that the library cannot read
            raise _fate_unknown() from None
        return Sent(updates.message_id(self._key, sent.chat.id, sent.message_id))

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        """Always None: a bot cannot look up what it has sent."""
        return None

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing: Telegram keeps what was not confirmed and offers it again by itself."""
        return ()

    def parse_update(
        self, body: Update | Mapping[str, Any] | str | bytes, received_at: datetime
    ) -> Inbound | None:
        """Read one update, as a webhook posts it; None where it concerns nobody whom we talk with.

        Raises:
            Unreadable: it is an update, but it cannot be told from whom it is.
            BadRequest: it is not an update.
        """
        return updates.read(updates.load(body), self._key, received_at)

    def verify_secret(self, header: str | None) -> None:
        """Check the X-Telegram-Bot-Api-Secret-Token header, in constant time.

        Raises:
            BadRequest: it is not our secret, or we have none.
        """
        if not self._secret or not hmac.compare_digest((header or "").encode(), self._secret):
            raise BadRequest(
                "This did not come from Telegram: the secret token is missing or wrong."
                " If it did, restart, so that Telegram learns TELEGRAM_WEBHOOK_SECRET."
            )

    async def answer_tap(self, tap: Inbound) -> None:
        """Stop the little clock on a button that was tapped. Call it once the tap is committed.

        Nothing hangs on it: what fails here is let go.
        """
        if tap.kind is not InboundKind.BUTTON:
            return
        try:
            await self._bot.answer_callback_query(tap.provider_id.removeprefix(updates.TAP), read_timeout=3.0)
        except TelegramError as error:
            log.debug("a tap could not be answered: %s", type(error).__name__)

    async def poll(
        self, handle: Callable[[Sequence[Inbound]], Awaitable[None]], now: Callable[[], datetime]
    ) -> None:
        """Receive without a public address, until cancelled.

        An update is confirmed only by the next request after `handle` has returned, that is, has
        committed. Where `handle` raises, or the program dies, the same updates come again, with the
        same provider ids.
        """
        offset: int | None = None
        failures = 0
        webhook = True  # there may be one from an earlier run, and Telegram allows only one of the two
        while True:
            try:
                if webhook:
                    await self._bot.delete_webhook(drop_pending_updates=False)
                    webhook = False
                batch = await self._fetch(offset)
                inbound = [one for each in batch if (one := self._read_or_skip(each, now())) is not None]
                if inbound:
                    await handle(inbound)
            except Exception as error:  # the loop must live as long as the program
                failures += 1
                asked = error.retry_after if isinstance(error, _Busy) else 0.0
                wait = max(min(2.0 ** min(failures - 1, 10), LONGEST_WAIT), asked)
                log.error("%s Next try in %.0f s.", _poll_trouble(error), wait)
                await asyncio.sleep(wait)
                continue
            failures = 0
            if batch:
                offset = updates.update_id(batch[-1]) + 1
            await asyncio.gather(*(self.answer_tap(one) for one in inbound), return_exceptions=True)

    async def _fetch(self, offset: int | None) -> Sequence[Update | Mapping[str, Any]]:
        try:
            return await self._bot.get_updates(
                offset=offset, limit=BATCH, timeout=POLL_SECONDS, allowed_updates=updates.WANTED_UPDATES
            )
        except TelegramError:
            raise
        except Exception:  # one update that the library cannot read must not hold up all that follow
            batch = json.loads(self._polling.last)["result"]
            found = [one for one in map(self._load_or_skip, batch) if one is not None]
            if batch and not found:
                raise  # nothing says where to go on
            return found

    def _load_or_skip(self, raw: Any) -> Update | Mapping[str, Any] | None:
        try:
            return updates.load(raw)
        except BadRequest:
            log.error("Something from Telegram that is no update is left out.")
            return None

    def _read_or_skip(self, update: Update | Mapping[str, Any], received_at: datetime) -> Inbound | None:
        try:
            return updates.read(update, self._key, received_at)
        except BadRequest:
            log.error("Update %d cannot be read and is left out.", updates.update_id(update))
            return None

    async def set_webhook(self, url: str) -> None:
        """Have Telegram post updates to this https address, with our secret. What is waiting is kept.

        Raises:
            Unreachable: Telegram did not answer, or did not like the address.
        """
        try:
            await self._bot.set_webhook(
                url, allowed_updates=updates.WANTED_UPDATES, secret_token=self._secret.decode() or None
            )
        except TelegramError as error:
            raise _not_set("the webhook", error) from None

    async def delete_webhook(self) -> None:
        """Have Telegram post nothing any more. What is waiting is kept.

        Raises:
            Unreachable: Telegram did not answer.
        """
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            raise _not_set("the webhook", error) from None

    async def set_commands(self, menus: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Set the command menu.

        Args:
            menus: by language (two letters; "" for everybody else), the commands in lower case without
                a slash, and what each does.

        Raises:
            Unreachable: Telegram did not answer, or did not like a command.
        """
        try:
            for language, commands in menus.items():
                await self._bot.set_my_commands(commands, language_code=language or None)
        except TelegramError as error:
            raise _not_set("the command menu", error) from None

    async def username(self) -> str:
        """The bot's username, for invitations: https://t.me/USERNAME?start=CODE.

        Raises:
            Unreachable: Telegram did not answer, or does not know the token.
        """
        try:
            return (await self._bot.get_me()).username or ""
        except TelegramError as error:
            raise _not_set("the name of the bot", error) from None

    async def close(self) -> None:
        """Close the connection pools."""
        # Not Bot.shutdown: it does nothing for a bot that was never "initialized".
        await self._sending.shutdown()
        await self._polling.shutdown()


def _explain(error: TelegramError) -> ChannelError:
    """Say what Telegram's refusal means for the message, in words of ours."""
    if isinstance(error, _Busy):
        return NotSent("Telegram asks us to wait.", "429", retry_after=error.retry_after)
    if isinstance(error, InvalidToken):
        return NotSent(
            "Telegram does not know our bot. Check TELEGRAM_BOT_TOKEN.",
            "401",
            retry_after=MEND_SECONDS,
            blame=Blame.ACCOUNT,
        )
    if isinstance(error, Forbidden):
        words = error.message.lower()
        if "blocked by the user" in words or "user is deactivated" in words:
            return PersonStopped("This person has blocked the bot or left Telegram.", "403", Blame.PERSON)
        return Refused(
            "Telegram does not let the bot write there; the person has to open it first.",
            "403",
            Blame.ADDRESS,
        )
    if isinstance(error, TelegramRefusal | ChatMigrated):  # before NetworkError, of which the first is one
        gone = isinstance(error, ChatMigrated) or "chat not found" in error.message.lower()
        blame = Blame.ADDRESS if gone else Blame.MESSAGE
        return Refused(f"Telegram will not take this message: {error.message}.", "400", blame)
    if isinstance(error.__cause__, NEVER_LEFT):
        return NotSent("Telegram could not be reached. Check the connection to the internet.")
    return _fate_unknown()


def _fate_unknown() -> FateUnknown:
    return FateUnknown(
        "Telegram did not say whether it took the message. It may have arrived; do not resend."
    )


def _not_set(what: str, error: TelegramError) -> Unreachable:
    said = error.message if isinstance(error, TelegramRefusal | _Busy) else type(error).__name__
    hint = "Check TELEGRAM_BOT_TOKEN" if isinstance(error, InvalidToken) else "Try again later"
    return Unreachable(f"Telegram did not answer about {what} ({said}). {hint}.")


def _poll_trouble(error: Exception) -> str:
    if isinstance(error, Conflict):
        return (
            "Somebody else is receiving for this Telegram bot, so nothing reaches us. Stop the other program"
            " that uses the same TELEGRAM_BOT_TOKEN."
        )
    if isinstance(error, InvalidToken):
        return "Telegram does not know our bot, so nothing reaches us. Check TELEGRAM_BOT_TOKEN."
    if isinstance(error, TelegramError):
        return f"Telegram could not be asked for messages ({type(error).__name__})."
    return f"Messages from Telegram could not be handled ({type(error).__name__}); they will come again."


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (KeyError, TypeError, ValueError):
        return 1.0
