"""Pulses that people were asked, and milestones they reached."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the two tables. Nobody was asked yet."""
    op.create_table(
        "pulse_round",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("pulse", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_pulse_round_programme_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pulse_round_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_round")),
    )
    op.create_index(op.f("ix_pulse_round_programme_id"), "pulse_round", ["programme_id"])
    op.create_index(op.f("ix_pulse_round_person_id"), "pulse_round", ["person_id"])
    op.create_table(
        "milestone_reached",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("reached_at", UtcDateTime(), nullable=False),
        sa.Column("marked_by", sa.String(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("give", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_milestone_reached_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_reached")),
        sa.UniqueConstraint("person_id", "milestone", name=op.f("uq_milestone_reached_person_id_milestone")),
    )
