"""Indexes for what the desk asks each time it is opened: each holds the few rows that it is about."""

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None

_INDEXES = (
    ("ix_address_asked", "address", ("person_id",), "asked_at IS NOT NULL"),
    ("ix_match_open", "match", ("since", "mentee_id", "mentor_id"), "until IS NULL"),
    (
        "ix_meeting_record_check_in",
        "meeting_record",
        ("person_id", "opened_at", "closed_at", "outcome"),
        "kind = 'check_in'",
    ),
    (
        "ix_meeting_record_met",
        "meeting_record",
        ("person_id", "with_id", "opened_at", "outcome"),
        "kind = 'meeting'",
    ),
    ("ix_meeting_record_no_reply", "meeting_record", ("person_id", "opened_at"), "outcome = 'no_reply'"),
    ("ix_occurrence_not_had", "occurrence", ("person_id", "plan_id"), "outcome IN ('missed', 'talking')"),
    ("ix_outbox_trouble", "outbox", ("created_at",), "state IN ('failed', 'unknown', 'expired')"),
    ("ix_person_held", "person", ("held_at",), "held_at IS NOT NULL"),
    ("ix_person_released", "person", ("stage", "released_on"), "released_on IS NOT NULL"),
    (
        "ix_record_entry_calls",
        "record_entry",
        ("label", "person_id"),
        "label IN ('called', 'signpost-blocked')",
    ),
    ("ix_record_entry_load", "record_entry", ("at",), "label = 'wellbeing-heavy'"),
)


def upgrade() -> None:
    """Make them. No row is changed."""
    for name, table, columns, where in _INDEXES:
        rows = sa.text(where)
        op.create_index(name, table, list(columns), sqlite_where=rows, postgresql_where=rows)
