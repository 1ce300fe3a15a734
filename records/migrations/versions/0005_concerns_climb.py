"""How long a concern may wait before somebody is called."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Every programme has a time for concerns: two hours, until it sets another."""
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes_concern", sa.Integer(), nullable=False, server_default="120"))
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.alter_column("minutes_concern", server_default=None)
