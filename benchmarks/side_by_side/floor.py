"""The floor: what bare sqlite3 takes for an exchange that is kept, with nothing around it.

One commit a message, WAL, synchronous=FULL: a row for what arrived, a row for what is said, the state of the
conversation. Nothing is read, decided or sealed.
"""

import json
import sqlite3
from pathlib import Path

from benchmarks.side_by_side.rounds import ASK_STEP, REPLIES, THANKS, serve

_SCHEMA = """
CREATE TABLE state (person INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE inbox (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, body TEXT NOT NULL, state TEXT);
"""


class Floor:
    """Three rows and a commit."""

    async def open(self, folder: Path, people: int) -> None:
        """Open the file; make it where it is new."""
        file = folder / "floor.db"
        new = not file.exists()
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        if new:
            self.db.executescript(_SCHEMA)
            self.db.execute("BEGIN")
            self.db.executemany("INSERT INTO state VALUES (?, ?)", ((n, before(n)) for n in range(people)))
            self.db.execute("COMMIT")

    async def answer(self, person: int) -> None:
        """Keep one exchange."""
        run, said = self.db.execute, REPLIES[person % 2]
        run("BEGIN")
        run("INSERT INTO inbox (person, body) VALUES (?, ?)", (person, said))
        run("UPDATE state SET body = ? WHERE person = ?", (after(person), person))
        words = THANKS if person % 2 else ASK_STEP
        run("INSERT INTO outbox (person, body, state) VALUES (?, ?, 'queued')", (person, words))
        run("COMMIT")

    async def kept(self, person: int) -> bool:
        """Whether it stands in the file."""
        (body,) = self.db.execute("SELECT body FROM state WHERE person = ?", (person,)).fetchone()
        return bool(body == after(person))

    def size(self) -> dict[str, int]:
        """Not asked of it."""
        return {}

    async def close(self) -> None:
        """Let go of the file."""
        self.db.close()


def before(person: int) -> str:
    """The state of somebody who has not answered yet."""
    return json.dumps({"waiting": "step", "mood": 4} if person % 2 else {"waiting": "mood"})


def after(person: int) -> str:
    """The state of somebody who has."""
    step = {"waiting": "", "mood": 4, "step": REPLIES[1]}
    return json.dumps(step if person % 2 else {"waiting": "step", "mood": 4})


if __name__ == "__main__":
    serve(Floor)
