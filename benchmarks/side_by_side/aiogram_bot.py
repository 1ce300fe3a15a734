"""aiogram 3: handlers by state, its FSM in SQLite.

aiogram brings storages for memory, Redis and MongoDB. Those for SQLite on PyPI commit at each call, in
SQLite's slower journal, so this one is written to be as quick as it can be and still durable: one
connection, WAL, synchronous=FULL, and whatever a handler changes goes into one row with one commit before
its answer leaves. Handlers return their answer, as aiogram's webhooks do; it is sent once the commit is
there.
"""

import json
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Chat, Message, TelegramObject

from benchmarks.side_by_side.rounds import ASK_MOOD, ASK_STEP, REPLIES, THANKS, Wrong, serve

_NOW = 1_790_000_000


class CheckIn(StatesGroup):
    """The questions."""

    mood = State()
    step = State()


class Storage(BaseStorage):
    """A row for each chat; `flush` writes what a handler changed."""

    def __init__(self, file: Path) -> None:
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE IF NOT EXISTS fsm (chat INTEGER PRIMARY KEY, state TEXT, data TEXT)")
        self._changed: dict[int, tuple[str | None, dict[str, Any]]] = {}

    def row(self, chat: int) -> tuple[str | None, dict[str, Any]]:
        """State and data of a chat."""
        if chat in self._changed:
            return self._changed[chat]
        row = self.db.execute("SELECT state, data FROM fsm WHERE chat = ?", (chat,)).fetchone()
        return (row[0], json.loads(row[1])) if row else (None, {})

    def flush(self, chat: int) -> None:
        """Write and commit."""
        if (changed := self._changed.pop(chat, None)) is not None:
            self.db.execute(
                "INSERT INTO fsm VALUES (?, ?, ?) ON CONFLICT (chat) "
                "DO UPDATE SET state = excluded.state, data = excluded.data",
                (chat, changed[0], json.dumps(changed[1])),
            )

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Change the state."""
        name = state.state if isinstance(state, State) else state
        self._changed[key.chat_id] = (name, self.row(key.chat_id)[1])

    async def get_state(self, key: StorageKey) -> str | None:
        """The state."""
        return self.row(key.chat_id)[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Change the data."""
        self._changed[key.chat_id] = (self.row(key.chat_id)[0], dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data."""
        return dict(self.row(key.chat_id)[1])

    async def close(self) -> None:
        """Let go of the file."""
        self.db.close()


class Memory(BaseSession):
    """Takes what is sent, and answers as Telegram would."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = 0

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        """Take a message."""
        assert isinstance(method, SendMessage)
        self.taken += 1
        chat = Chat(id=int(method.chat_id), type="private")
        return Message(message_id=self.taken, date=_NOW, chat=chat, text=method.text).as_(bot)

    async def close(self) -> None:
        """Nothing to let go of."""

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Nothing is ever downloaded."""
        raise NotImplementedError  # aiogram asks every session for it; this bot fetches no files


def check_in() -> Router:
    """The conversation."""
    router = Router()

    @router.message(CheckIn.mood)
    async def mood(message: Message, state: FSMContext) -> Any:
        if not (message.text or "").isdigit() or not 1 <= int(message.text or "") <= 5:
            return message.answer(ASK_MOOD)
        await state.update_data(mood=int(message.text or ""))
        await state.set_state(CheckIn.step)
        return message.answer(ASK_STEP)

    @router.message(CheckIn.step)
    async def step(message: Message, state: FSMContext) -> Any:
        await state.update_data(step=message.text)
        await state.set_state(None)
        return message.answer(THANKS)

    return router


class Aiogram:
    """A dispatcher, fed with updates as they come by webhook."""

    async def open(self, folder: Path, people: int) -> None:
        """Open the file; put people in the middle of a check-in where it is new."""
        file = folder / "fsm.db"
        new = not file.exists()
        self.storage = Storage(file)
        if new:
            self.storage.db.execute("BEGIN")
            begun = ((n, *_before(n)) for n in range(people))
            self.storage.db.executemany("INSERT INTO fsm VALUES (?, ?, ?)", begun)
            self.storage.db.execute("COMMIT")
        self.session = Memory()
        self.bot = Bot("1:" + "a" * 35, session=self.session)
        self.dispatcher = Dispatcher(storage=self.storage)
        self.dispatcher.include_router(check_in())
        self.dispatcher.message.outer_middleware(self._commit)
        self._updates = 0

    async def _commit(
        self, handler: Callable[..., Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        answer = await handler(event, data)
        assert isinstance(event, Message)
        self.storage.flush(event.chat.id)
        return answer

    async def answer(self, person: int) -> None:
        """An update arrives, is handled, kept, and answered."""
        self._updates += 1
        user = {"id": person, "is_bot": False, "first_name": "Dee"}
        message = {
            "message_id": self._updates,
            "date": _NOW,
            "chat": {"id": person, "type": "private"},
            "from": user,
            "text": REPLIES[person % 2],
        }
        update = {"update_id": self._updates, "message": message}
        said = await self.dispatcher.feed_raw_update(self.bot, update)
        if not isinstance(said, SendMessage):
            raise Wrong("no handler answered")
        await self.bot(said)

    async def kept(self, person: int) -> bool:
        """Whether the answer stands in the file."""
        state, data = self.storage.row(person)
        if person % 2:
            return state is None and data == {"mood": 4, "step": REPLIES[1]}
        return state == CheckIn.step.state and data == {"mood": 4}

    def size(self) -> dict[str, int]:
        """Not asked of it."""
        return {}

    async def close(self) -> None:
        """Let go of the file."""
        await self.storage.close()


def _before(person: int) -> tuple[str | None, str]:
    return (CheckIn.step.state, '{"mood": 4}') if person % 2 else (CheckIn.mood.state, "{}")


if __name__ == "__main__":
    serve(Aiogram)
