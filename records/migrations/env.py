"""Alembic runs this for every command. The connection comes from `records.schema`, and only from there."""

from typing import Any, Literal

from alembic import context

from records import tables
from records.types import UtcDateTime


def render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write plain types into migrations, so that an old migration needs none of today's code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__name__ == "AutoString":
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.Programme.metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
