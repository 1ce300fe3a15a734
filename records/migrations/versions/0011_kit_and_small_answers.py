"""The kit that somebody keeps for themselves, and answers to small questions."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the two tables, who shows their kit, and when to remind somebody of it. Nobody has one yet."""
    op.create_table(
        "kit_entry",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("helps", sa.LargeBinary(), nullable=False),
        sa.Column("reach", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kit_entry_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_entry")),
    )
    op.create_index(op.f("ix_kit_entry_person_id"), "kit_entry", ["person_id"])
    op.create_table(
        "small_answer",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_small_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_answer")),
    )
    op.create_index(op.f("ix_small_answer_person_id"), "small_answer", ["person_id"])
    op.add_column("person", sa.Column("kit_shown_at", UtcDateTime(), nullable=True))
    op.add_column("flag", sa.Column("kit_at", UtcDateTime(), nullable=True))
    op.create_index(op.f("ix_flag_kit_at"), "flag", ["kit_at"])
