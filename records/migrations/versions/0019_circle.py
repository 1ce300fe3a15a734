"""A question to all mentors, and what they answered."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the two tables. Nothing was asked yet."""
    op.create_table(
        "circle_question",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_circle_question_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_question")),
    )
    op.create_index(op.f("ix_circle_question_programme_id"), "circle_question", ["programme_id"])
    op.create_table(
        "circle_answer",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("may_share", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["circle_question.id"], name=op.f("fk_circle_answer_question_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_circle_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_answer")),
        sa.UniqueConstraint("question_id", "person_id", name=op.f("uq_circle_answer_question_id_person_id")),
    )
    op.create_index(op.f("ix_circle_answer_person_id"), "circle_answer", ["person_id"])
