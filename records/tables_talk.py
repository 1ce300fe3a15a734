"""Tables of what is said and kept of it: records, meetings, conversations, inbox, outbox, second looks."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from records.columns import index_where, key, link, maybe_link, maybe_time, sealed, time


class MeetingRecord(SQLModel, table=True):
    """One exchange, as a coordinator reads it. Lines are the inbox and outbox rows that name it."""

    __tablename__ = "meeting_record"
    __table_args__ = (
        Index("ix_meeting_record_programme_opened", "programme_id", "opened_at"),
        index_where(
            "ix_meeting_record_check_in",
            "person_id",
            "opened_at",
            "closed_at",
            "outcome",
            where="kind = 'check_in'",
        ),
        index_where("ix_meeting_record_no_reply", "person_id", "opened_at", where="outcome = 'no_reply'"),
        index_where(
            "ix_meeting_record_met", "person_id", "with_id", "opened_at", "outcome", where="kind = 'meeting'"
        ),
    )
    id: str = key()
    programme_id: str = link("programme", index=False)
    person_id: str = link("person")
    with_id: str | None = maybe_link("person")  # the mentor, where the exchange is between people
    kind: str
    channel: str
    opened_at: datetime = time()
    closed_at: datetime | None = maybe_time()
    outcome: str = ""
    tier: str = "none"


class RecordEntry(SQLModel, table=True):
    """What was answered, agreed or noted in an exchange. Append-only: a correction is a new entry."""

    __tablename__ = "record_entry"
    __table_args__ = (
        index_where("ix_record_entry_load", "at", where="label = 'wellbeing-heavy'"),
        index_where(
            "ix_record_entry_calls", "label", "person_id", where="label IN ('called', 'signpost-blocked')"
        ),
    )
    id: str = key()
    record_id: str = link("meeting_record")
    person_id: str = link("person", index=False)
    at: datetime = time()
    kind: str  # answer, agreed, note, event, correction
    label: str  # the question's id, or a code for the event
    body: bytes = sealed()
    staff_id: str | None = None


class MeetingSeries(SQLModel, table=True):
    """A meeting that comes round: every so many weeks on one weekday, by the clocks of whoever set it up."""

    __tablename__ = "meeting_series"
    id: str = key()
    programme_id: str = link("programme")
    mentee_id: str = link("person")
    mentor_id: str = link("person")
    set_by: str = link("person", index=False)
    record_id: str = link("meeting_record", index=False)
    every_weeks: int
    clock: str  # "15:00"
    timezone: str
    place: bytes = sealed()  # about the mentee
    last_on: date  # the local date of the last one that was made, or passed over
    next_at: datetime | None = maybe_time(index=True)  # when the one after it is made; None: it has ended


class Meeting(SQLModel, table=True):
    """A meeting that two people agreed on by text. That they met is a meeting record of its own."""

    __table_args__ = (Index("ix_meeting_mentee_state", "mentee_id", "state"),)
    id: str = key()
    programme_id: str = link("programme")
    mentee_id: str = link("person", index=False)
    mentor_id: str = link("person")
    set_by: str = link("person", index=False)  # which of the two
    record_id: str = link("meeting_record", index=False)  # the exchange in which it was agreed
    at: datetime = time()
    place: bytes = sealed()  # about the mentee
    state: str = "agreed"  # agreed, off, met, not_met, unsaid
    agreed_at: datetime = time()
    remind_at: datetime | None = maybe_time(index=True)  # when both are reminded; none: not, or done
    ask_at: datetime | None = maybe_time(index=True)  # when it is asked whether it came about
    series_id: str | None = maybe_link("meeting_series")
    logged_id: str | None = maybe_link("meeting_record")  # that they met
    ask_other: str | None = maybe_link("person")  # who of the two was not asked first
    ask_other_at: datetime | None = maybe_time(index=True)  # when the other is asked for a few words too
    told: str = "[]"  # which texts last told of it, and what it stood at before: `records.told`


class Conversation(SQLModel, table=True):
    """A conversation in flight, or ended. `body` is its replayable state."""

    id: str = key()
    person_id: str = link("person")
    record_id: str = link("meeting_record")
    name: str
    state: str = Field(index=True)
    body: bytes = sealed()
    question: str = ""  # key of the question that waits
    outbox_id: str | None = None  # the message that carries it
    handed_at: datetime | None = maybe_time()
    patience: int = 0  # seconds the question waits once handed over
    due_at: datetime | None = maybe_time(index=True)  # when silence is noticed
    opened_at: datetime = time()
    closed_at: datetime | None = maybe_time()


class Inbox(SQLModel, table=True):
    """Everything that arrived, once."""

    __table_args__ = (
        UniqueConstraint("channel", "provider_id"),
        Index("ix_inbox_person_newest", "person_id", "id"),
        Index("ix_inbox_waiting", "needs_person", "attended_at"),
        Index(
            "ix_inbox_not_looked_at",
            "id",
            sqlite_where=text("looked_at IS NULL"),
            postgresql_where=text("looked_at IS NULL"),
        ),
    )
    id: str = key()
    channel: str
    provider_id: str
    person_id: str = link("person", index=False)
    kind: str
    body: bytes = sealed()
    media: int = 0
    received_at: datetime = time(index=True)  # at the provider
    arrived_at: datetime = time()  # here
    outcome: str
    tier: str = "none"
    record_id: str | None = maybe_link("meeting_record", index=True)
    needs_person: bool = False
    attended_at: datetime | None = maybe_time()
    attended_by: str | None = None
    looked_at: datetime | None = maybe_time()  # when the second look had read it


class SecondLook(SQLModel, table=True):
    """What the second look found worth reading first. What it found nothing in has no row."""

    __tablename__ = "second_look"
    inbox_id: str = Field(primary_key=True, foreign_key="inbox.id", max_length=40)
    person_id: str = link("person")
    record_id: str = link("meeting_record")
    level: str  # marked, raised
    score: float
    category: str
    alike: bytes = sealed()  # the corpus lines it is most like: they tell what it says
    at: datetime = time()
    read_at: datetime | None = maybe_time(index=True)  # when somebody said that they have read it
    read_by: str | None = None


class Outbox(SQLModel, table=True):
    """Everything we say, and how far it got. Sealed with the key of whom it is about."""

    __table_args__ = (
        Index("ix_outbox_queue", "state", "channel", "rank", "retry_at", "id"),
        Index("ix_outbox_person_state", "person_id", "state", "channel", "rank", "id"),
        Index("ix_outbox_person_newest", "person_id", "id"),
        index_where("ix_outbox_trouble", "created_at", where="state IN ('failed', 'unknown', 'expired')"),
    )
    id: str = key()
    person_id: str = link("person", index=False)
    about_id: str = link("person", index=False)
    address_id: str = link("address", index=False)
    channel: str
    lane: str
    rank: int  # 0 safety, 1 reply, 2 nudge, 3 bulk
    message_class: str
    body: bytes = sealed()
    buttons: str = "[]"  # JSON list of [label, code]; labels are our wording, never a person's
    encoding: str = "gsm7"
    segments: int = 1
    state: str = "queued"
    reason: str = ""  # why withheld, failed or unknown; a provider's code
    attempts: int = 0
    not_before: datetime = time()  # what waits for morning holds up nothing behind it
    retry_at: datetime = time()  # when it is looked at next; never before `not_before`
    valid_until: datetime | None = maybe_time()
    provider_id: str | None = Field(default=None, index=True)
    reply_to: str | None = None  # inbox id
    record_id: str | None = maybe_link("meeting_record", index=True)
    staff_id: str | None = None  # who wrote it, where a person did
    flag_id: str | None = Field(default=None, index=True, max_length=40)  # the danger it answers or tells of
    created_at: datetime = time()
    claimed_at: datetime | None = maybe_time()
    started_at: datetime | None = maybe_time()  # when the latest try went on the wire
    handed_at: datetime | None = maybe_time(index=True)
    settled_at: datetime | None = maybe_time()
