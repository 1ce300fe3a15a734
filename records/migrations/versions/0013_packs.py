"""What a programme has chosen, and sentences of its own."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Every programme goes on as usual: nothing chosen, no sentence of its own."""
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choices", sa.String(), nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.alter_column("choices", server_default=None)
    op.create_table(
        "programme_wording",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_wording_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_wording")),
    )
    op.create_index(op.f("ix_programme_wording_programme_id"), "programme_wording", ["programme_id"])
