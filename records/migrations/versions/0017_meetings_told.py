"""Which texts last told of a meeting."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the column; of meetings so far it is not known, and nothing is withdrawn."""
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("told", sa.String(), nullable=False, server_default="[]"))
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.alter_column("told", server_default=None)
