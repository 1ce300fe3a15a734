"""What a second look found worth reading first; and which messages it has not read yet."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the table and the mark. What arrived before counts as looked at: people have read it."""
    op.create_table(
        "second_look",
        sa.Column("inbox_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("alike", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("read_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_second_look_inbox_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_second_look_person_id")),
        sa.ForeignKeyConstraint(["record_id"], ["meeting_record.id"], name=op.f("fk_second_look_record_id")),
        sa.PrimaryKeyConstraint("inbox_id", name=op.f("pk_second_look")),
    )
    for column in ("person_id", "record_id", "read_at"):
        op.create_index(op.f(f"ix_second_look_{column}"), "second_look", [column])
    op.add_column("inbox", sa.Column("looked_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE inbox SET looked_at = arrived_at")
    unread = sa.text("looked_at IS NULL")
    op.create_index("ix_inbox_not_looked_at", "inbox", ["id"], sqlite_where=unread, postgresql_where=unread)
