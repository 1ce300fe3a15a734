"""Meetings that two people agree on by text."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the table."""
    people = ("mentee_id", "mentor_id", "set_by")
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.String(length=40), nullable=False) for name in people),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=False),
        sa.Column("remind_at", UtcDateTime(), nullable=True),
        sa.Column("ask_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_meeting_programme_id")),
        *(sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_meeting_{name}")) for name in people),
        sa.ForeignKeyConstraint(["record_id"], ["meeting_record.id"], name=op.f("fk_meeting_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    for column in ("programme_id", "mentor_id", "remind_at", "ask_at"):
        op.create_index(op.f(f"ix_meeting_{column}"), "meeting", [column])
    op.create_index("ix_meeting_mentee_state", "meeting", ["mentee_id", "state"])
