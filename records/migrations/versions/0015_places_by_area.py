"""Places by area, who was told of which, and what somebody writes down for hard days."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Every place serves everybody until somebody says otherwise, and nobody has said where they look."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("area", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("area", server_default=None)
    with op.batch_alter_table("resource", schema=None) as batch_op:
        for name in ("area", "ask_for", "hours"):
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("tonight", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("reports", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("retired_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("resource", schema=None) as batch_op:
        for name in ("area", "ask_for", "hours", "tonight", "reports"):
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "place_list",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("outcome_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_place_list_person_id")),
        sa.ForeignKeyConstraint(["record_id"], ["meeting_record.id"], name=op.f("fk_place_list_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_list")),
    )
    op.create_index(op.f("ix_place_list_person_id"), "place_list", ["person_id"])
    op.create_table(
        "own_plan",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_own_plan_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_plan")),
    )
    op.create_index(op.f("ix_own_plan_person_id"), "own_plan", ["person_id"])
