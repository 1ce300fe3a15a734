"""From when until when a mentor asks for cover, and who stands in for them."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "cover",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("mentor_id", sa.String(length=40), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("by_id", sa.String(length=40), nullable=True),
        sa.Column("starts_at", UtcDateTime(), nullable=True),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("granted_at", UtcDateTime(), nullable=True),
        sa.Column("granted_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_cover_request_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("fk_cover_mentor_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_cover_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
    )
    for column in ("request_id", "mentor_id", "by_id"):
        op.create_index(op.f(f"ix_cover_{column}"), "cover", [column])
