"""What a member of staff has typed to somebody and not sent yet."""

import sqlalchemy as sa
from alembic import op

from records.types import UtcDateTime

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add the table. Nothing was typed yet."""
    op.create_table(
        "reply_draft",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reply_draft_staff_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reply_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_draft")),
        sa.UniqueConstraint("staff_id", "person_id", name=op.f("uq_reply_draft_staff_id_person_id")),
    )
    op.create_index(op.f("ix_reply_draft_person_id"), "reply_draft", ["person_id"])
