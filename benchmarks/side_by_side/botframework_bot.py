"""Microsoft's Bot Framework: a waterfall of prompts, its conversation state in SQLite.

`botbuilder-dialogs` brings storages for memory and for Azure. This one keeps each conversation in a row, as
the framework's own serialiser (jsonpickle) writes it, with one commit a turn: WAL, synchronous=FULL. Both
questions are text prompts with a check of ours: the framework's recogniser of numbers is several times
slower.
"""

import sqlite3
from pathlib import Path
from typing import Any

import jsonpickle
from botbuilder.core import BotAdapter, ConversationState, MemoryStorage, Storage, TurnContext
from botbuilder.core.bot_framework_adapter import Activity
from botbuilder.dialogs import (
    DialogSet,
    DialogTurnResult,
    DialogTurnStatus,
    WaterfallDialog,
    WaterfallStepContext,
)
from botbuilder.dialogs.prompts import PromptOptions, PromptValidatorContext, TextPrompt
from botbuilder.schema import ActivityTypes, ChannelAccount, ConversationAccount, ResourceResponse

from benchmarks.side_by_side.rounds import ASK_MOOD, ASK_STEP, REPLIES, THANKS, serve


class SqliteStorage(Storage):
    """A row for each conversation."""

    def __init__(self, file: Path) -> None:
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, body TEXT NOT NULL)")

    async def read(self, keys: list[str]) -> dict[str, Any]:
        """Conversations."""
        rows = [self.db.execute("SELECT key, body FROM state WHERE key = ?", (k,)).fetchone() for k in keys]
        return {row[0]: jsonpickle.decode(row[1]) for row in rows if row}  # noqa: S301 - our own file

    async def write(self, changes: dict[str, Any]) -> None:
        """Keep them, in one commit."""
        rows = [(key, jsonpickle.encode(value)) for key, value in changes.items()]
        self.db.execute("BEGIN")
        self.db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows)
        self.db.execute("COMMIT")

    async def delete(self, keys: list[str]) -> None:
        """Forget them."""
        self.db.executemany("DELETE FROM state WHERE key = ?", [(key,) for key in keys])


class Memory(BotAdapter):
    """Takes what is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = 0

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Take messages."""
        self.taken += len(activities)
        return [ResourceResponse(id=str(self.taken)) for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Nothing is ever changed."""

    async def delete_activity(self, context: TurnContext, reference: Any) -> None:
        """Nothing is ever taken back."""


class Bot:
    """The conversation."""

    def __init__(self, storage: Storage) -> None:
        self.state = ConversationState(storage)
        self._dialogs = DialogSet(self.state.create_property("dialog"))
        self._answers = self.state.create_property("answers")
        self._dialogs.add(TextPrompt("mood", self._is_mood))
        self._dialogs.add(TextPrompt("step"))
        self._dialogs.add(WaterfallDialog("check_in", [self._ask_mood, self._ask_step, self._thank]))

    @staticmethod
    async def _is_mood(prompt: PromptValidatorContext) -> bool:
        text = prompt.recognized.value or ""
        return text.isdigit() and 1 <= int(text) <= 5

    async def _ask_mood(self, step: WaterfallStepContext) -> DialogTurnResult:
        return await step.prompt("mood", PromptOptions(prompt=_words(ASK_MOOD)))

    async def _ask_step(self, step: WaterfallStepContext) -> DialogTurnResult:
        answers = await self._answers.get(step.context, dict)
        answers["mood"] = int(step.result)
        return await step.prompt("step", PromptOptions(prompt=_words(ASK_STEP)))

    async def _thank(self, step: WaterfallStepContext) -> DialogTurnResult:
        answers = await self._answers.get(step.context, dict)
        answers["step"] = step.result
        await step.context.send_activity(_words(THANKS))
        return await step.end_dialog()

    async def turn(self, context: TurnContext) -> None:
        """One message."""
        dialog = await self._dialogs.create_context(context)
        result = await dialog.continue_dialog()
        if result.status == DialogTurnStatus.Empty:
            await dialog.begin_dialog("check_in")
        await self.state.save_changes(context)


class BotFramework:
    """A bot, fed with activities as they come by webhook."""

    async def open(self, folder: Path, people: int) -> None:
        """Open the file; put people in the middle of a check-in where it is new."""
        file = folder / "state.db"
        new = not file.exists()
        self.storage, self.adapter = SqliteStorage(file), Memory()
        if new:
            # Two conversations are really held; everybody else begins with a copy of one of them.
            memory = MemoryStorage()
            bot = Bot(memory)
            for who, words in ((0, "hi"), (1, "hi"), (1, REPLIES[0])):
                await self.adapter.run_pipeline(TurnContext(self.adapter, _activity(who, words)), bot.turn)
            bodies = [jsonpickle.encode(memory.memory[_key(who)]) for who in (0, 1)]
            self.storage.db.execute("BEGIN")
            begun = ((_key(n), bodies[n % 2]) for n in range(people))
            self.storage.db.executemany("INSERT INTO state VALUES (?, ?)", begun)
            self.storage.db.execute("COMMIT")
        self.bot = Bot(self.storage)

    async def answer(self, person: int) -> None:
        """An activity arrives, is handled and answered, and kept."""
        context = TurnContext(self.adapter, _activity(person, REPLIES[person % 2]))
        await self.adapter.run_pipeline(context, self.bot.turn)

    async def kept(self, person: int) -> bool:
        """Whether the answer stands in the file."""
        found = (await self.storage.read([_key(person)]))[_key(person)]
        stack, answers = found["dialog"].dialog_stack, found.get("answers", {})
        if person % 2:
            return not stack and answers == {"mood": 4, "step": REPLIES[1]}
        return len(stack) == 2 and stack[0].id == "step" and answers == {"mood": 4}

    def size(self) -> dict[str, int]:
        """Not asked of it."""
        return {}

    async def close(self) -> None:
        """Let go of the file."""
        self.storage.db.close()


def _key(person: int) -> str:
    return f"sms/conversations/{person}"


def _words(text: str) -> Activity:
    return Activity(type=ActivityTypes.message, text=text)


def _activity(person: int, text: str) -> Activity:
    return Activity(
        type=ActivityTypes.message,
        id="1",
        channel_id="sms",
        service_url="https://handrail.example",
        conversation=ConversationAccount(id=str(person)),
        from_property=ChannelAccount(id=str(person), name="Dee"),
        recipient=ChannelAccount(id="bot"),
        text=text,
    )


if __name__ == "__main__":
    serve(BotFramework)
