"""How a match comes about, goes and ends; and numbers to which nothing goes any more."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add three tables and a column. Nobody has anything there yet."""
    op.create_table(
        "match_side",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_match_side_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_side")),
    )
    op.create_index(op.f("ix_match_side_person_id"), "match_side", ["person_id"], unique=True)
    op.create_table(
        "match_ending",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("match_id", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("mentor_on", sa.Date(), nullable=True),
        sa.Column("mentee_on", sa.Date(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("asks_later", sa.Boolean(), nullable=False),
        sa.Column("to_tell", sa.String(length=40), nullable=True),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_match_ending_match_id")),
        sa.ForeignKeyConstraint(["to_tell"], ["person.id"], name=op.f("fk_match_ending_to_tell")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_ending")),
    )
    op.create_index(op.f("ix_match_ending_match_id"), "match_ending", ["match_id"])
    op.create_index(op.f("ix_match_ending_due_at"), "match_ending", ["due_at"])
    op.create_index(op.f("ix_match_ending_to_tell"), "match_ending", ["to_tell"])
    op.create_table(
        "match_moment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("match_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_match_moment_match_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_match_moment_person_id")),
        sa.ForeignKeyConstraint(["record_id"], ["meeting_record.id"], name=op.f("fk_match_moment_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_moment")),
    )
    op.create_index(op.f("ix_match_moment_match_id"), "match_moment", ["match_id"])
    op.create_index(op.f("ix_match_moment_person_id"), "match_moment", ["person_id"])
    op.add_column("address", sa.Column("silenced_at", UtcDateTime(), nullable=True))
