"""How an update from Telegram is read.

Promises: the same update always gives the same provider id, two different ones never do; whatever a
person sends in a private chat becomes an `Inbound`, even where the library cannot read the update, or
reads half of it; what cannot be read at all is told from the rest (`Unreadable`) and holds up nothing;
what nobody said (a pin, a timer, a wallpaper, a shared location that moves on) is no speech; from groups
and channels no words are kept.

Source: the Bot API's Update object, https://core.telegram.org/bots/api#update.
"""

import hmac
import json
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    InlineKeyboardMarkup,
    Message,
    MessageReactionUpdated,
    Update,
    User,
)

from channels.port import BadRequest, Inbound, InboundKind

CHANNEL = "telegram"

WANTED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.MESSAGE_REACTION,  # only sent to those who ask for it by name
)

TAP = "c"  # how the provider id of a tap begins; Telegram's own id of the tap follows

COMMAND = re.compile(r"/(?P<word>\w{1,32})(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)

CLOCKS_APART = timedelta(seconds=5)

ATTACHED = (
    # An animation comes with a document of the same file, so it is looked for first.
    ("photo", InboundKind.PHOTO),
    ("animation", InboundKind.VIDEO),
    ("video", InboundKind.VIDEO),
    ("video_note", InboundKind.VIDEO),
    ("voice", InboundKind.VOICE),
    ("audio", InboundKind.VOICE),
    ("document", InboundKind.FILE),
)
NOT_WORDS = (
    ("sticker", InboundKind.STICKER),
    ("venue", InboundKind.LOCATION),
    ("location", InboundKind.LOCATION),
    ("contact", InboundKind.CONTACT),
)


# What else somebody can send that carries no words of its own. Everything beside these and the ones above
# that comes without text or caption tells of the chat itself: Telegram adds to that list every few months.
# What the library has not heard of yet may be either, and is taken for something sent.
OTHER_CONTENT = (
    *("poll", "dice", "game", "story", "paid_media", "checklist", "invoice", "live_photo"),
    *("web_app_data", "passport_data", "users_shared", "chat_shared", "successful_payment"),
)


class Unreadable(BadRequest):
    """It is an update from Telegram, but of a shape in which it cannot be told who wrote what."""


def load(body: Update | Mapping[str, Any] | str | bytes) -> Update | Mapping[str, Any]:
    """Turn the body of a webhook into an update; one that the library cannot read stays a mapping.

    Raises:
        BadRequest: it is not an update at all.
    """
    if isinstance(body, Update):
        return body
    try:
        raw = json.loads(body) if isinstance(body, str | bytes) else body
    except (ValueError, RecursionError):  # UnicodeDecodeError is one, too
        raise BadRequest("This is not JSON, so it is not from Telegram.") from None
    if not isinstance(raw, Mapping) or not isinstance(raw.get("update_id"), int):
        raise BadRequest("This is JSON, but not an update from Telegram: it has no update_id.")
    try:
        return Update.de_json(dict(raw), None)
    except Exception:  # whatever a field of an unforeseen shape makes the library stumble over
        return raw


def update_id(update: Update | Mapping[str, Any]) -> int:
    """The number by which getUpdates counts."""
    return update.update_id if isinstance(update, Update) else int(update["update_id"])


def message_id(key: bytes, chat: int, message: int) -> str:
    """Our name for a message in a chat, sent or received.

    Telegram promises message ids to be unique inside a chat only, so the chat is in it; as a keyed
    digest, because the chat id is a person's address and provider ids are not sealed. The update id
    would not do: it starts anew, at random, after a quiet week, and an edit, a quote or a reaction
    could not name the message that it is about.
    """
    return f"{hmac.digest(key, str(chat).encode(), 'sha256').hex()[:16]}.{message}"


def read(update: Update | Mapping[str, Any], key: bytes, received_at: datetime) -> Inbound | None:
    """Read an update; None where it concerns nobody whom we talk with.

    Args:
        update: from `load` or `get_updates`.
        key: the secret that `message_id` is keyed with.
        received_at: when it came to us, UTC.

    Raises:
        Unreadable: it cannot be told from whom it is.
    """
    if isinstance(update, Update):
        try:
            return _sound(_read(update, key, received_at))
        except Exception:  # a field that is not what the library takes it for: it checks no types
            try:
                update = update.to_dict()
            except Exception:
                raise _unreadable() from None
    return _sound(_salvage(update, key, received_at))


def _sound(inbound: Inbound | None) -> Inbound | None:
    """What is kept has to be of the kinds that the rest of the house relies on.

    Raises:
        Unreadable: it is not.
    """
    if inbound is None:
        return None
    words = (inbound.text, inbound.button, inbound.sender_name, inbound.language)
    if all(isinstance(one, str) for one in words) and inbound.sender.lstrip("-").isdecimal():
        return inbound
    raise _unreadable()


def _unreadable() -> Unreadable:
    return Unreadable("This update is of a shape that we cannot read; nothing in it was kept.")


def _read(update: Update, key: bytes, received_at: datetime) -> Inbound | None:
    if update.message:
        return _message(update.message, key, received_at)
    if update.edited_message:
        return _edit(update.edited_message, update.update_id, key, received_at)
    if update.callback_query:
        return _tap(update.callback_query, key, received_at)
    if update.message_reaction:
        return _reaction(update.message_reaction, update.update_id, key, received_at)
    if update.my_chat_member:
        return _membership(update.my_chat_member, update.update_id, received_at)
    if update.channel_post:
        post = update.channel_post
        return _group(post.chat, message_id(key, post.chat.id, post.message_id), received_at)
    return None


def _message(message: Message, key: bytes, received_at: datetime) -> Inbound:
    chat = message.chat
    ours = message_id(key, chat.id, message.message_id)
    if chat.type != Chat.PRIVATE:
        return _group(chat, ours, received_at)
    kind, text = _content(message)
    quoted = message.reply_to_message
    return Inbound(
        CHANNEL,
        ours,
        str(chat.id),
        kind,
        text,
        _arrived(message.date, received_at),
        media=int(any(kind is attached for _, attached in ATTACHED)),
        sender_name=_name(message.from_user),
        language=_language(message.from_user),
        refers_to=message_id(key, chat.id, quoted.message_id) if quoted else "",
    )


def _edit(message: Message, number: int, key: bytes, received_at: datetime) -> Inbound | None:
    chat = message.chat
    if chat.type != Chat.PRIVATE:
        return None
    edited = message.edit_date or message.date
    text = message.text or message.caption or ""
    return Inbound(
        CHANNEL,
        _event_id(number, edited),
        str(chat.id),
        # A location that is shared for a while comes as edits; so does whatever else changes without words.
        InboundKind.EDIT if text else InboundKind.SERVICE,
        text,
        _arrived(edited, received_at),
        sender_name=_name(message.from_user),
        language=_language(message.from_user),
        refers_to=message_id(key, chat.id, message.message_id),
    )


def _tap(tap: CallbackQuery, key: bytes, received_at: datetime) -> Inbound | None:
    message = tap.message  # absent where it is very old
    if message and message.chat.type != Chat.PRIVATE:
        return None  # we put no buttons there
    return Inbound(
        CHANNEL,
        f"{TAP}{tap.id}",
        str(tap.from_user.id),  # in a private chat the chat has the person's id
        InboundKind.BUTTON,
        _label(getattr(message, "reply_markup", None), tap.data),
        received_at,
        button=tap.data or "",
        sender_name=_name(tap.from_user),
        language=_language(tap.from_user),
        refers_to=message_id(key, message.chat.id, message.message_id) if message else "",
    )


def _reaction(
    reaction: MessageReactionUpdated, number: int, key: bytes, received_at: datetime
) -> Inbound | None:
    if reaction.chat.type != Chat.PRIVATE:
        return None
    return Inbound(
        CHANNEL,
        _event_id(number, reaction.date),
        str(reaction.chat.id),
        InboundKind.REACTION,
        "".join(getattr(one, "emoji", "") for one in reaction.new_reaction),  # empty: it was taken back
        _arrived(reaction.date, received_at),
        sender_name=_name(reaction.user),
        language=_language(reaction.user),
        refers_to=message_id(key, reaction.chat.id, reaction.message_id),
    )


def _membership(change: ChatMemberUpdated, number: int, received_at: datetime) -> Inbound | None:
    ours = _event_id(number, change.date)
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    if change.chat.type != Chat.PRIVATE:
        return None if gone else _group(change.chat, ours, received_at)
    return Inbound(
        CHANNEL,
        ours,
        str(change.chat.id),
        InboundKind.BLOCKED if gone else InboundKind.UNBLOCKED,
        "",
        _arrived(change.date, received_at),
        sender_name=_name(change.from_user),
        language=_language(change.from_user),
    )


def _group(chat: Chat, ours: str, received_at: datetime) -> Inbound:
    """Others may be listening and talking there: neither words nor names are kept."""
    return Inbound(CHANNEL, ours, str(chat.id), InboundKind.GROUP, "", received_at)


def _content(message: Message) -> tuple[InboundKind, str]:
    if message.text is not None:
        return _words(message.text)
    for field, kind in (*ATTACHED, *NOT_WORDS):
        if getattr(message, field):
            return kind, message.caption or ""
    if message.caption or message.api_kwargs or any(getattr(message, each, None) for each in OTHER_CONTENT):
        return InboundKind.OTHER, message.caption or ""
    return InboundKind.SERVICE, ""


# Fields that are no content; of those that stand for something sent, the rest are looked for before.
_NAMES = frozenset({"message_id", "date", "chat", "from", *Message.__slots__}) - {
    "text",
    "caption",
    *OTHER_CONTENT,
}


def _wordless(fields: Collection[str]) -> InboundKind:
    """What a message that the library cannot read is, by the fields it has."""
    for field, kind in (*ATTACHED, *NOT_WORDS):
        if field in fields:
            return kind
    return InboundKind.SERVICE if _NAMES.issuperset(fields) else InboundKind.OTHER


def _words(text: str) -> tuple[InboundKind, str]:
    """Commands from the menu become the words that a person could have typed: "/step@bot" is STEP."""
    command = COMMAND.fullmatch(text)
    if not command:
        return InboundKind.TEXT, text
    word, rest = command["word"], (command["rest"] or "").strip()
    if word.lower() == "start":
        return InboundKind.START_LINK, rest
    return InboundKind.TEXT, f"{word.upper()} {rest}".rstrip()


def _label(keyboard: InlineKeyboardMarkup | None, data: str | None) -> str:
    """What stood on the button, for the record."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return next((button.text for row in rows for button in row if button.callback_data == data), "")


def _salvage(raw: Mapping[str, Any], key: bytes, received_at: datetime) -> Inbound | None:
    """Save what can be saved of an update that the library cannot read: it may be a cry for help.

    Raises:
        Unreadable: nothing of it can be.
    """
    if not {"message", "edited_message"} & raw.keys():
        return _salvage_tap(raw, received_at)
    edited = "message" not in raw
    message: Any = raw.get("edited_message" if edited else "message")
    try:
        chat, number = int(message["chat"]["id"]), int(message["message_id"])
        private = message["chat"].get("type") == Chat.PRIVATE
        words = next((one for one in map(message.get, ("text", "caption")) if _is_words(one)), "")
        fields = {str(field) for field, value in message.items() if value}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _unreadable() from None
    ours = message_id(key, chat, number)
    if not private:
        return None if edited else Inbound(CHANNEL, ours, str(chat), InboundKind.GROUP, "", received_at)
    if edited:
        change = f"u{update_id(raw)}.{message.get('edit_date', 0)}"
        kind = InboundKind.EDIT if words else InboundKind.SERVICE
        return Inbound(CHANNEL, change, str(chat), kind, words, received_at, refers_to=ours)
    if "text" in fields and words:
        kind, words = _words(words)
    else:
        kind = _wordless(fields)
    return Inbound(
        CHANNEL,
        ours,
        str(chat),
        kind,
        words,
        received_at,
        media=int(any(kind is attached for _, attached in ATTACHED)),
    )


def _salvage_tap(raw: Mapping[str, Any], received_at: datetime) -> Inbound:
    """A tap on a message that cannot be read is a tap all the same: who, and on what, stands beside it."""
    tap: Any = raw.get("callback_query")
    try:
        who, data = int(tap["from"]["id"]), tap["data"]
        if not _is_words(data):
            raise _unreadable()
        return Inbound(
            CHANNEL, f"{TAP}{tap['id']}", str(who), InboundKind.BUTTON, "", received_at, button=data
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _unreadable() from None


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _event_id(number: int, at: datetime) -> str:
    """The name of an update that has no id but its number, which may come again after a quiet week."""
    return f"u{number}.{int(at.timestamp())}"


def _arrived(date: datetime, received_at: datetime) -> datetime:
    """When Telegram got it.

    Its clock shows whole seconds, so that an answer given at once would seem older than its question.
    Hence its time counts only where the update has waited; a few seconds are rounding, or two clocks.
    """
    date = date.astimezone(UTC)
    return date if received_at - date > CLOCKS_APART else received_at


def _name(user: User | None) -> str:
    return user.full_name if user else ""


def _language(user: User | None) -> str:
    return (user.language_code or "") if user else ""
