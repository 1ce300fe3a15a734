"""Indexes for what every message asks: the newest of a person, who works here, what is open and waits."""

from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Replace indexes on one column by those that also hold what is asked next."""
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_role_until", ["role", "until"], unique=False)
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_person_id"))
        batch_op.drop_index(batch_op.f("ix_inbox_needs_person"))
        batch_op.create_index("ix_inbox_person_newest", ["person_id", "id"], unique=False)
        batch_op.create_index("ix_inbox_waiting", ["needs_person", "attended_at"], unique=False)
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_person_newest", ["person_id", "id"], unique=False)
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_programme_id"))
        batch_op.create_index("ix_flag_programme_closed", ["programme_id", "closed_at"], unique=False)
