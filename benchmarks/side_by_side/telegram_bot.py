"""python-telegram-bot: its ConversationHandler, its persistence in SQLite, written out at each update.

By itself the persistence is written once a minute, and its pickle file as a whole. Here
`update_persistence` is called after each update and writes the rows of that person, with one commit: WAL,
synchronous=FULL.
"""

import asyncio
import json
import sqlite3
import warnings
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BasePersistence,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PersistenceInput,
    filters,
)
from telegram.request import BaseRequest

from benchmarks.side_by_side.rounds import ASK_MOOD, ASK_STEP, REPLIES, THANKS, serve

_NOW = 1_790_000_000
_NAME = "check_in"
_MOOD, _STEP = 0, 1


class Persistence(BasePersistence[dict[str, Any], dict[str, Any], dict[str, Any]]):
    """Conversations and what people said, a row each."""

    def __init__(self, file: Path) -> None:
        super().__init__(PersistenceInput(False, False, True, False), update_interval=3600)
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE IF NOT EXISTS talk (chat INTEGER PRIMARY KEY, state INTEGER)")
        self.db.execute("CREATE TABLE IF NOT EXISTS said (person INTEGER PRIMARY KEY, data TEXT)")

    def _write(self, statement: str, *values: Any) -> None:
        if not self.db.in_transaction:
            self.db.execute("BEGIN")
        self.db.execute(statement, values)

    def commit(self) -> None:
        """After what an update changed was written."""
        if self.db.in_transaction:
            self.db.execute("COMMIT")

    async def get_user_data(self) -> dict[int, dict[str, Any]]:
        """What everybody said, at start."""
        rows = self.db.execute("SELECT person, data FROM said").fetchall()
        return {person: json.loads(data) for person, data in rows}

    async def get_conversations(self, name: str) -> Any:
        """Where everybody stands, at start."""
        return {(c, c): state for c, state in self.db.execute("SELECT chat, state FROM talk").fetchall()}

    async def update_conversation(self, name: str, key: Any, new_state: object | None) -> None:
        """Somebody has moved on."""
        if new_state is None:
            self._write("DELETE FROM talk WHERE chat = ?", key[0])
        else:
            self._write("INSERT OR REPLACE INTO talk VALUES (?, ?)", key[0], new_state)

    async def update_user_data(self, user_id: int, data: dict[str, Any]) -> None:
        """Somebody has said something."""
        self._write("INSERT OR REPLACE INTO said VALUES (?, ?)", user_id, json.dumps(data))

    async def drop_user_data(self, user_id: int) -> None:
        """Somebody is forgotten."""
        self._write("DELETE FROM said WHERE person = ?", user_id)

    async def flush(self) -> None:
        """Everything is written already."""

    # What is not stored here (see PersistenceInput) but has to be there.
    async def get_chat_data(self) -> dict[int, dict[str, Any]]:
        """Not stored."""
        return {}

    async def get_bot_data(self) -> dict[str, Any]:
        """Not stored."""
        return {}

    async def get_callback_data(self) -> None:
        """Not stored."""

    async def update_chat_data(self, chat_id: int, data: dict[str, Any]) -> None:
        """Not stored."""

    async def update_bot_data(self, data: dict[str, Any]) -> None:
        """Not stored."""

    async def update_callback_data(self, data: Any) -> None:
        """Not stored."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Not stored."""

    async def refresh_user_data(self, user_id: int, user_data: dict[str, Any]) -> None:
        """One process: nothing else changes it."""

    async def refresh_chat_data(self, chat_id: int, chat_data: dict[str, Any]) -> None:
        """Not stored."""

    async def refresh_bot_data(self, bot_data: dict[str, Any]) -> None:
        """Not stored."""


class Memory(BaseRequest):
    """Takes what is sent, and answers as Telegram would."""

    read_timeout = 5.0

    def __init__(self) -> None:
        self.taken = 0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def do_request(
        self, url: str, method: str, request_data: Any = None, **_: Any
    ) -> tuple[int, bytes]:
        """Take a message; the only other request is who we are."""
        self.taken += 1
        if url.endswith("/getMe"):
            result: Any = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        else:
            values = request_data.parameters
            chat = {"id": values["chat_id"], "type": "private"}
            result = {"message_id": self.taken, "date": _NOW, "chat": chat, "text": values["text"]}
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def mood(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """The first answer."""
    assert update.message is not None
    assert context.user_data is not None
    text = update.message.text or ""
    if not text.isdigit() or not 1 <= int(text) <= 5:
        await update.message.reply_text(ASK_MOOD)
        return _MOOD
    context.user_data["mood"] = int(text)
    await update.message.reply_text(ASK_STEP)
    return _STEP


async def step(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """The second answer."""
    assert update.message is not None
    assert context.user_data is not None
    context.user_data["step"] = update.message.text
    await update.message.reply_text(THANKS)
    return ConversationHandler.END


class TelegramBot:
    """An application, fed with updates as they come by webhook."""

    async def open(self, folder: Path, people: int) -> None:
        """Open the file; put people in the middle of a check-in where it is new."""
        file = folder / "persistence.db"
        new = not file.exists()
        self.persistence = Persistence(file)
        if new:
            db = self.persistence.db
            db.execute("BEGIN")
            db.executemany("INSERT INTO talk VALUES (?, ?)", ((n, n % 2) for n in range(people)))
            said = ((n, '{"mood": 4}') for n in range(1, people, 2))
            db.executemany("INSERT INTO said VALUES (?, ?)", said)
            db.execute("COMMIT")
        bot = ExtBot("1:" + "a" * 35, request=Memory(), get_updates_request=Memory())
        self.app = Application.builder().bot(bot).persistence(self.persistence).updater(None).build()
        words = filters.TEXT & ~filters.COMMAND
        states: dict[object, Any] = {
            _MOOD: [MessageHandler(words, mood)],
            _STEP: [MessageHandler(words, step)],
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            talk = ConversationHandler([], states, [], name=_NAME, persistent=True)
        self.app.add_handler(talk)
        await self.app.initialize()
        self._updates = 0
        self._writing = asyncio.Lock()

    async def answer(self, person: int) -> None:
        """An update arrives, is handled and answered, and kept."""
        self._updates += 1
        message = {
            "message_id": self._updates,
            "date": _NOW,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "Dee"},
            "text": REPLIES[person % 2],
        }
        update = Update.de_json({"update_id": self._updates, "message": message}, self.app.bot)
        await self.app.process_update(update)
        async with self._writing:
            await self.app.update_persistence()
            self.persistence.commit()

    async def kept(self, person: int) -> bool:
        """Whether the answer stands in the file."""
        run = self.persistence.db.execute
        state = run("SELECT state FROM talk WHERE chat = ?", (person,)).fetchone()
        data = run("SELECT data FROM said WHERE person = ?", (person,)).fetchone()
        said = json.loads(data[0]) if data else {}
        if person % 2:
            return state is None and said == {"mood": 4, "step": REPLIES[1]}
        return state == (_STEP,) and said == {"mood": 4}

    def size(self) -> dict[str, int]:
        """Not asked of it."""
        return {}

    async def close(self) -> None:
        """Let go of the file."""
        await self.app.shutdown()
        self.persistence.db.close()


if __name__ == "__main__":
    serve(TelegramBot)
