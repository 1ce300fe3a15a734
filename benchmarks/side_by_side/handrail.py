"""Handrail itself: `House.receive` for each answer, as a webhook calls it.

Everything a message goes through is in it: claimed once, screened for danger, its case loaded and opened,
decided, sealed, saved with synchronous=FULL. A third argument `out` also runs delivery: an answer then
counts when its reply has been handed to the provider, which is the way a person notices. Two more arguments
name a PostgreSQL database and one for the key store.
"""

import asyncio
import secrets
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from benchmarks.house import BenchHouse, Provider, bench_settings, database_bytes
from benchmarks.people import CHANNEL, REPLIES, number_of, person_id, seed
from benchmarks.side_by_side.rounds import serve
from bot.logs import set_up_logging
from channels.port import Inbound, InboundKind, Outgoing
from records import tables as t


class Handrail:
    """A house on a seeded folder."""

    def __init__(self, *, out: bool, urls: Sequence[str] = ()) -> None:
        self.out, self.urls = out, urls
        self.statements = 0
        self._found: dict[str, list[tuple[str, int]]] = {}

    async def open(self, folder: Path, people: int) -> None:
        """Open the house; fill it where it is new."""
        set_up_logging(quiet=True)
        settings = bench_settings(folder, *self.urls)
        new = not (folder / "seeded").exists()
        if new:
            house = BenchHouse(settings, Provider())
            seed(house, people)
            house.shut()
            (folder / "seeded").touch()
        self.provider = Provider()
        self.provider.listener = self._handed
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self.house = BenchHouse(settings, self.provider)
        self.house.attach()
        event.listen(self.house.engine, "before_cursor_execute", self._count)
        self.statements = 0
        self._delivering = asyncio.create_task(self.house.delivery.run()) if self.out else None

    def _count(self, _: Any, __: Any, statement: str, *more: object) -> None:
        """Each statement that asks or changes something; the marks of transactions are none."""
        if statement.split(maxsplit=1)[0] not in ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK"):
            self.statements += 1

    def _handed(self, message: Outgoing) -> None:
        if (waiting := self._waiting.pop(message.to, None)) is not None:
            waiting.set_result(None)

    async def answer(self, person: int) -> None:
        """An answer arrives by webhook."""
        house, sender, words = self.house, number_of(person), REPLIES[person % 2]
        handed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.out:
            self._waiting[sender] = handed
        await house.receive(
            [Inbound(CHANNEL, secrets.token_hex(17), sender, InboundKind.TEXT, words, house.now())]
        )
        if self.out:
            await handed

    async def kept(self, person: int) -> bool:
        """Whether the answer and its reply stand in the records, once each."""
        if not self._found:  # read as a whole: nothing finds answers by person
            self._found = self._read()
        return self._found.get(person_id(person)) == [(REPLIES[person % 2], 1)]

    def _read(self) -> dict[str, list[tuple[str, int]]]:
        """Answers by person, and how many replies each got."""
        entry, said = t.core(t.RecordEntry), t.core(t.Outbox)
        with self.house.read() as connection:
            answers = connection.execute(select(entry).where(entry.c.kind == "answer")).all()
            replies = Counter(
                connection.execute(select(said.c.person_id).where(said.c.reply_to.is_not(None))).scalars()
            )
        self.house.sealer.keys.load(row.person_id for row in answers)
        found: dict[str, list[tuple[str, int]]] = {}
        for row in answers:
            words = self.house.sealer.open(row.person_id, "record_entry", "body", row.id, row.body)
            found.setdefault(row.person_id, []).append((words, replies[row.person_id]))
        return found

    def size(self) -> dict[str, int]:
        """The records' bytes, once the journal is worked in, and statements so far."""
        size = database_bytes(self.house) if self.house.engine.dialect.name == "sqlite" else 0
        return {"bytes": size, "statements": self.statements}

    async def close(self) -> None:
        """Finish what is under way, and let go."""
        await self.house.delivery.stop()
        if self._delivering is not None:
            self._delivering.cancel()
            await asyncio.gather(self._delivering, return_exceptions=True)
        self.house.shut()


if __name__ == "__main__":
    serve(lambda: Handrail(out=sys.argv[3] == "out", urls=sys.argv[4:6]))
