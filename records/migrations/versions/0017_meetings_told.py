"""Meetings: those that come round, what was last told of one, and the other who is asked too."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the columns; of meetings so far nothing is known of them, and nothing is asked or withdrawn."""
    people = ("mentee_id", "mentor_id", "set_by")
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.String(length=40), nullable=False) for name in people),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_meeting_series_programme_id")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_meeting_series_{name}"))
            for name in people
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["meeting_record.id"], name=op.f("fk_meeting_series_record_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    for column in ("programme_id", "mentee_id", "mentor_id", "next_at"):
        op.create_index(op.f(f"ix_meeting_series_{column}"), "meeting_series", [column])
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("series_id", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(op.f("fk_meeting_series_id"), "meeting_series", ["series_id"], ["id"])
        batch_op.add_column(sa.Column("logged_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("ask_other", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("ask_other_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("told", sa.String(), nullable=False, server_default="[]"))
        batch_op.create_foreign_key(op.f("fk_meeting_logged_id"), "meeting_record", ["logged_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_meeting_ask_other"), "person", ["ask_other"], ["id"])
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.alter_column("told", server_default=None)
    op.create_index(op.f("ix_meeting_ask_other_at"), "meeting", ["ask_other_at"])
