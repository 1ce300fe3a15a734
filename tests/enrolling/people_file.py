"""A people file that is good, files with something changed in it, and what the database holds."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select
from sqlmodel import SQLModel

from handlers.enrolling.enrol import COLUMNS
from records import tables as t
from records.cases import Programme
from records.sealing import Sealer

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)  # a Monday noon in Chicago
SAMPLE = Path(__file__).parents[2] / "programmes" / "sample"
SECRET = "a made-up secret, long enough to be one"
PEOPLE: tuple[dict[str, str], ...] = (  # lines 2 to 5 of the file
    {"name": "Robin", "role": "coordinator", "channel": "sms", "number": "+1 312 555 0100"},
    {"name": "Terry", "role": "mentor", "channel": "sms", "number": "+1 312 555 0101"},
    {
        "name": "Dee",
        "role": "mentee",
        "channel": "sms",
        "number": "+1 312 555 0102",
        "mentor": "Terry",
        "check_in": "Friday 18:00",
    },
    {
        "name": "Luz",
        "role": "mentee",
        "channel": "telegram",
        "language": "es",
        "mentor": "Terry",
        "check_in": "Thursday 17:30",
    },
)
CONSENT = {"consent_by": "Robin", "consent_on": "2026-02-20", "consent_how": "signed form"}


def people(line: int = 0, **cells: str) -> list[dict[str, str]]:
    """The good file's lines, with some cells of one line changed."""
    rows = [
        dict.fromkeys(COLUMNS, "") | (CONSENT if row["role"] != "coordinator" else {}) | row for row in PEOPLE
    ]
    if line:
        rows[line - 2] |= cells
    return rows


def written(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def changed(line: int, **cells: str) -> bytes:
    return written(people(line, **cells))


def rows(engine: Engine, table: type[SQLModel]) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(t.core(table))).mappings()]


def count(connection: Connection, table: type[SQLModel]) -> int:
    return connection.execute(select(func.count()).select_from(t.core(table))).scalar_one()


def hold(
    engine: Engine, sealer: Sealer, programme: str, number: str, standing: str, *, blocked: bool = False
) -> None:
    sealer.keys.create(["stranger"], NOW)
    with engine.begin() as connection:
        connection.execute(
            insert(t.Person).values(
                id="stranger",
                programme_id=programme,
                language="en-US",
                timezone="America/Chicago",
                country="US",
                standing=standing,
                standing_since=NOW,
                created_at=NOW,
            )
        )
        connection.execute(
            insert(t.Address).values(
                id="held",
                person_id="stranger",
                channel="sms",
                lookup=sealer.lookup("address", "sms", number),
                value=sealer.seal("stranger", "address", "value", "held", number),
                blocked=blocked,
                since=NOW,
            )
        )


def crowd(size: int) -> bytes:
    template = people()
    rows = [template[1]]
    for number in range(size - 1):
        rows.append(template[2] | {"name": f"Mentee {number}", "number": f"+1312{5560000 + number}"})
    return written(rows)


HOME = Programme("pr", "Lakeside", "US", "en-US", "America/Chicago", "21:00", "08:00")
