"""What is about to go is claimed first; and the queue is read by when its messages may go."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Nothing is claimed yet: what an earlier version had under way stays "sending", and is looked up."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_index("ix_outbox_queue")
        batch_op.drop_index("ix_outbox_person_state")
        batch_op.create_index("ix_outbox_queue", ["state", "channel", "rank", "retry_at", "id"], unique=False)
        batch_op.create_index(
            "ix_outbox_person_state", ["person_id", "state", "channel", "rank", "id"], unique=False
        )
