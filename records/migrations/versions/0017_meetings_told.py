"""Meetings: which texts last told of one, and that the other of the two is asked afterwards as well."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0017"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the columns; of meetings so far nothing is known of them, and nothing is asked or withdrawn."""
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("logged_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("ask_other", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("ask_other_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("told", sa.String(), nullable=False, server_default="[]"))
        batch_op.create_foreign_key(op.f("fk_meeting_logged_id"), "meeting_record", ["logged_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_meeting_ask_other"), "person", ["ask_other"], ["id"])
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.alter_column("told", server_default=None)
    op.create_index(op.f("ix_meeting_ask_other_at"), "meeting", ["ask_other_at"])
