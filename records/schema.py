"""The shape of the database, and how a database of an older version gets it.

`upgrade` runs at every start and changes everything or nothing: all missing migrations share one
transaction. There is no way back: a migration that went wrong is answered with a backup, because
undoing one could throw away words that people trusted us with.

A new migration is drafted by `python -m records.schema "what it does"` and then read and tidied.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlmodel import SQLModel

from records import tables as _tables  # noqa: F401 - so that the tables are known
from records.database import DatabaseError, open_engine, scrub
from records.sealing import Sealer

_MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaTooNew(DatabaseError):
    """A newer Handrail has written this database. Start that version, or restore an older backup."""


class SchemaDiffers(DatabaseError):
    """The database does not have the columns of its version: it was made between two releases."""

    def __init__(self, differences: list[str]) -> None:
        super().__init__(
            f"This database says that it is of version {head()}, and is not: {', '.join(differences[:5])}. "
            "It was made by a version that was never released. Restore a backup of a released one, or "
            "begin a new database."
        )


class SchemaBroken(DatabaseError):
    """After migrating, some rows point to rows that do not exist. Nothing was changed; restore a backup."""


def _config(connection: Connection | None = None, sealer: Sealer | None = None) -> Config:
    config = Config()
    # "%" is special to the configuration parser, and may well be in a folder's name.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["sealer"] = sealer
    return config


def head() -> str:
    """The revision this program works with."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise DatabaseError("The migrations are missing from this installation. Install Handrail again.")
    return revision


def current(engine: Engine) -> str | None:
    """The revision the database is at; None where nothing has been made yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, sealer: Sealer | None = None) -> None:
    """Bring the database to this program's schema; nothing happens where it has it.

    Args:
        engine: of the records.
        sealer: seals what an older schema kept readable; not needed where nothing is kept yet.

    Raises:
        DatabaseError: something has to be sealed, and there is no sealer.
        SchemaTooNew: a newer version has written it.
        SchemaBroken: the data does not hold together after migrating.
    """
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    found = current(engine)
    if found is not None and found not in known:
        raise SchemaTooNew(str(SchemaTooNew.__doc__))
    if found == head():
        compare(engine)
        return
    with engine.connect() as connection, _loose_references(connection), connection.begin():
        command.upgrade(_config(connection, sealer), "head")
        if (
            connection.dialect.name == "sqlite"
            and connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        ):
            raise SchemaBroken(str(SchemaBroken.__doc__))
    compare(engine)
    scrub(engine)  # what a migration has sealed must not stay readable in the journal


def compare(engine: Engine) -> None:
    """Hold the real columns against those this program works with: a number alone can lie.

    Raises:
        SchemaDiffers: names what is missing or too much.
    """
    inspector = inspect(engine)
    there = set(inspector.get_table_names())
    differences = []
    for table in SQLModel.metadata.sorted_tables:
        if table.name not in there:
            differences.append(f"{table.name} is missing")
            continue
        columns = {column["name"] for column in inspector.get_columns(table.name)}
        wanted = {column.name for column in table.columns}
        differences += [f"{table.name}.{name} is missing" for name in sorted(wanted - columns)]
        differences += [f"{table.name}.{name} is not ours" for name in sorted(columns - wanted)]
    if differences:
        raise SchemaDiffers(differences)


@contextmanager
def _loose_references(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making a new one and dropping the old, which foreign keys would forbid.

    The switch works only outside a transaction, so it is set on the driver's own connection, and
    `foreign_key_check` looks before the commit instead.
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def draft(message: str) -> Path:
    """Write a new migration: what the tables say, minus what the migrations so far have made."""
    number = len(list((_MIGRATIONS / "versions").glob("0*.py"))) + 1
    with open_engine("sqlite://").begin() as connection:
        if number > 1:
            command.upgrade(_config(connection), "head")
        script = command.revision(_config(connection), message, autogenerate=True, rev_id=f"{number:04}")
    if not isinstance(script, Script):
        raise DatabaseError("The tables say nothing that the migrations do not have already.")
    path = Path(script.path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    return path


if __name__ == "__main__":
    print(f"Now read and tidy {draft(' '.join(sys.argv[1:]))}, then run ruff over it.")
