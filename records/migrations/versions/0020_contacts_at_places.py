"""Whom mentors and staff ask at a place that helps."""

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Nobody is named yet."""
    with op.batch_alter_table("resource", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("resource", schema=None) as batch_op:
        batch_op.alter_column("contact", server_default=None)
