"""The floor on PostgreSQL: what psycopg takes for an exchange that is kept, with nothing around it.

One commit a message, the same three rows as `floor.py`; the server's defaults, so each commit waits for the
disk. A third argument names the database.
"""

import sys
from pathlib import Path

import psycopg

from benchmarks.side_by_side.floor import after, before
from benchmarks.side_by_side.rounds import ASK_STEP, REPLIES, THANKS, serve

_SCHEMA = """
CREATE TABLE state (person INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE inbox (id BIGSERIAL PRIMARY KEY, person INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE outbox (id BIGSERIAL PRIMARY KEY, person INTEGER NOT NULL, body TEXT NOT NULL, state TEXT);
"""


class Floor:
    """Three rows and a commit."""

    async def open(self, folder: Path, people: int) -> None:
        """Connect; make the rows where they are new."""
        self.db = psycopg.connect(sys.argv[3].replace("+psycopg", ""), autocommit=True)
        if self.db.execute("SELECT to_regclass('state')").fetchone() == (None,):
            self.db.execute(_SCHEMA)
            with self.db.cursor().copy("COPY state FROM STDIN") as copy:
                for person in range(people):
                    copy.write_row((person, before(person)))

    async def answer(self, person: int) -> None:
        """Keep one exchange: four statements on one way to the server and back."""
        words = THANKS if person % 2 else ASK_STEP
        with self.db.pipeline(), self.db.transaction():
            run = self.db.execute
            run("INSERT INTO inbox (person, body) VALUES (%s, %s)", (person, REPLIES[person % 2]))
            run("UPDATE state SET body = %s WHERE person = %s", (after(person), person))
            run("INSERT INTO outbox (person, body, state) VALUES (%s, %s, 'queued')", (person, words))

    async def kept(self, person: int) -> bool:
        """Whether it stands in the database."""
        row = self.db.execute("SELECT body FROM state WHERE person = %s", (person,)).fetchone()
        return row == (after(person),)

    def size(self) -> dict[str, int]:
        """Not asked of it."""
        return {}

    async def close(self) -> None:
        """Let go of the connection."""
        self.db.close()


if __name__ == "__main__":
    serve(Floor)
