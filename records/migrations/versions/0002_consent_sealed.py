"""How somebody agreed, and to which wording, is sealed with their key; what it was about is a column.

Until now both were readable in every backup, also after the person was erased.
"""

import contextlib

import sqlalchemy as sa
from alembic import context, op

from records.database import DatabaseError
from records.sealing import KeyGone, Sealer

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

# As it was worded when consent that the mentor may be told had no kind of its own.
_ABOUT_THE_MENTOR = "My mentor may be told that something is wrong and that the team is looking after it."


def upgrade() -> None:
    """Seal what is there; the key store has to be open for that."""
    rows = op.get_bind().execute(sa.text("SELECT id, person_id, how, wording FROM consent")).all()
    sealer: Sealer | None = context.config.attributes.get("sealer")
    if rows and sealer is None:
        raise DatabaseError("Consent has to be sealed, and the key store is not open. Start Handrail once.")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("how")
        batch_op.drop_column("wording")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="messages"))
        batch_op.add_column(sa.Column("how", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("wording", sa.LargeBinary(), nullable=True))
    consent = sa.table(
        "consent",
        *(sa.column(name) for name in ("id", "kind")),
        sa.column("how", sa.LargeBinary()),
        sa.column("wording", sa.LargeBinary()),
    )
    for row in rows:
        kind = "mentor" if row.wording == _ABOUT_THE_MENTOR else "messages"
        values = {"kind": kind, "how": b"", "wording": b""}
        if sealer is not None:
            with contextlib.suppress(KeyGone):  # erased: nothing may be left of it
                values |= {
                    column: sealer.seal(row.person_id, "consent", column, row.id, text)
                    for column, text in (("how", row.how), ("wording", row.wording))
                }
        op.execute(sa.update(consent).where(consent.c.id == row.id).values(values))
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.alter_column("how", nullable=False)
        batch_op.alter_column("wording", nullable=False)
