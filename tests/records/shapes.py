"""The shape of a database, as something that can be compared."""

from typing import Any

from sqlalchemy import Engine, inspect


def shape(engine: Engine, *only: str) -> dict[str, Any]:
    """All that the database can tell about its tables (or `only` these), in an order that can be compared."""
    inspector = inspect(engine)
    there = set(inspector.get_table_names()) - {"alembic_version"}
    return {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], str(c["default"]))
                for c in inspector.get_columns(table)
            ),
            "primary": inspector.get_pk_constraint(table),
            "foreign": _sorted(inspector.get_foreign_keys(table)),
            "unique": _sorted(inspector.get_unique_constraints(table)),
            "check": _sorted(inspector.get_check_constraints(table)),
            "indexes": _sorted(
                # Where an index is of some rows only, the condition is an object that compares by identity.
                index | {"dialect_options": {k: str(v) for k, v in index.get("dialect_options", {}).items()}}
                for index in inspector.get_indexes(table)
            ),
        }
        for table in sorted(there & set(only) if only else there)
    }


def _sorted(things: Any) -> list[str]:
    return sorted(str(sorted(thing.items(), key=str)) for thing in things)
