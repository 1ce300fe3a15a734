"""What becomes of goals: parked, reached, dropped; their numbers, and whom they are shown to."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Number the open goals of each person in their order; what was closed was reached. None is shown."""
    op.add_column("goal", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("goal", sa.Column("state", sa.String(), nullable=False, server_default="open"))
    op.add_column("goal", sa.Column("shown_to", sa.String(length=40), nullable=True))
    with op.batch_alter_table("goal", schema=None) as batch_op:
        for name in ("number", "state"):
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "goal_event",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("goal_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_goal_event_person_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_event_goal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_event")),
    )
    op.create_index(op.f("ix_goal_event_person_id"), "goal_event", ["person_id"])
    op.execute("UPDATE goal SET state = 'reached' WHERE closed_at IS NOT NULL")
    op.execute(
        "UPDATE goal SET number = (SELECT count(*) FROM goal AS other WHERE other.person_id = goal.person_id"
        " AND other.closed_at IS NULL AND other.id <= goal.id) WHERE closed_at IS NULL"
    )
