"""Every table. What is sealed and what is readable is said here, column by column.

Sealed columns (`bytes`) hold words, names, addresses and answers, encrypted with the key of
the person they are about (`records.sealing`). Kinds, times, states and safety tiers stay
readable, because queries need them; docs/explanation/privacy.md tells what that reveals.

Ids are made by `records.types.new_id`, or derived from the id of what caused the row
("<inbox id>-01"), so that deciding needs no randomness.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from records.types import UtcDateTime

# Naming every constraint lets Alembic drop or change it on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _key() -> Any:
    return Field(primary_key=True, max_length=40)


def _link(to: str, *, index: bool = True) -> Any:
    return Field(foreign_key=f"{to}.id", index=index, max_length=40)


def _maybe(to: str, *, index: bool = False) -> Any:
    return Field(default=None, foreign_key=f"{to}.id", index=index, max_length=40, nullable=True)


def _at(*, index: bool = False) -> Any:
    return Field(sa_type=UtcDateTime, index=index)


def _maybe_at(*, index: bool = False) -> Any:
    return Field(default=None, sa_type=UtcDateTime, index=index, nullable=True)


def _sealed() -> Any:
    return Field(default=b"", sa_type=LargeBinary)


class Programme(SQLModel, table=True):
    """A mentoring programme: who it is, where it is, when it is quiet there."""

    id: str = _key()
    name: str
    country: str  # ISO 3166: which emergency number and helplines
    language: str
    timezone: str
    quiet_start: str = "21:00"  # local wall-clock time where the person is
    quiet_end: str = "08:00"
    join_word: str = ""  # what somebody may text in to join; "" where nobody can
    retention_days: int | None = None  # how long words are kept after somebody left; none: not decided
    minutes_emergency: int = 3  # how long an alert may stay unacknowledged before the ladder rises
    minutes_urgent: int = 10
    minutes_concern: int = 120  # the same for a concern, which is told at once and called about by day
    tells_mentor: bool = False  # whether a mentor may be told, where the mentee agreed as well
    created_at: datetime = _at()


class Person(SQLModel, table=True):
    """Anybody with a phone: mentee, mentor, coordinator, or a stranger who wrote to us."""

    id: str = _key()
    programme_id: str = _link("programme")
    name: bytes = _sealed()  # as they were enrolled
    called: bytes = _sealed()  # what they like to be called, where that is something else
    language: str
    timezone: str
    country: str
    standing: str = Field(index=True)
    standing_since: datetime = _at()
    stage: str = "community"
    released_on: date | None = None
    welcomed_at: datetime | None = _maybe_at()  # when the welcome was gone through
    paused_until: datetime | None = _maybe_at(index=True)
    coordinator_id: str | None = _maybe("person", index=True)  # whose caseload they are on
    held_at: datetime | None = _maybe_at()  # no prompts since then, until a coordinator resumes them
    mentor_may_know: bool = False  # they agreed that their mentor is told when something is wrong
    phrase: str | None = Field(default=None, index=True)  # keyed hash of the words that prove a new number
    kit_shown_at: datetime | None = _maybe_at()  # since when staff may read their kit; none: they may not
    created_at: datetime = _at()


class Membership(SQLModel, table=True):
    """A part a person plays. Roles end; the person stays."""

    __table_args__ = (Index("ix_membership_role_until", "role", "until"),)  # finds the few who work here
    id: str = _key()
    person_id: str = _link("person")
    role: str
    since: datetime = _at()
    until: datetime | None = _maybe_at()


class Address(SQLModel, table=True):
    """A number or chat. Found by keyed hash, read only when something is sent.

    Two people on one phone have a row each, told apart by the word they begin with.
    """

    __table_args__ = (UniqueConstraint("channel", "lookup", "word"),)
    id: str = _key()
    person_id: str = _link("person")
    channel: str
    value: bytes = _sealed()
    lookup: str
    word: str = ""  # on a shared phone: what they begin with, in capitals; "" on a phone of their own
    opened_at: datetime | None = _maybe_at()  # on a shared phone, in their turn: when they last wrote
    asked_at: datetime | None = _maybe_at()  # when "is this still you?" was asked there and not answered
    blocked: bool = False  # the carrier or the person refuses messages there
    retired_at: datetime | None = _maybe_at()  # theirs no longer: whoever writes from it is a stranger
    given_by: str | None = Field(default=None, max_length=40)  # the colleague who entered it, until proven
    since: datetime = _at()
    last_heard_at: datetime | None = _maybe_at()


class Consent(SQLModel, table=True):
    """That somebody agreed: to what, who recorded it, when, how, in which wording (`records.consents`)."""

    id: str = _key()
    person_id: str = _link("person")
    kind: str  # messages, mentor
    how: bytes = _sealed()
    recorded_by: bytes = _sealed()
    given_on: date
    wording: bytes = _sealed()
    recorded_at: datetime = _at()


class Invitation(SQLModel, table=True):
    """A one-time code that ties a Telegram chat to a person. The id is the code's keyed hash."""

    id: str = Field(primary_key=True, max_length=64)
    person_id: str = _link("person")
    created_at: datetime = _at()
    expires_at: datetime = _at()
    used_at: datetime | None = _maybe_at()


class Match(SQLModel, table=True):
    """One mentor with one mentee, from then until then, why, and who approved it where that was needed."""

    id: str = _key()
    mentee_id: str = _link("person")
    mentor_id: str = _link("person")
    since: datetime = _at()
    until: datetime | None = _maybe_at()
    reasons: bytes = _sealed()  # about the mentee
    approval: bytes = _sealed()  # who approved contact that conditions would bar, and where that is written
    ended: str = ""  # a code: moved, finished, left


class Condition(SQLModel, table=True):
    """Something a person must keep to, that we must keep to as well. `kind`: no_contact, curfew, no_app."""

    id: str = _key()
    person_id: str = _link("person")
    kind: str
    other_id: str | None = _maybe("person")  # no_contact: with whom, where they are in the programme
    start: str = ""  # curfew: local "HH:MM"
    end: str = ""
    detail: bytes = _sealed()
    recorded_at: datetime = _at()
    recorded_by: str
    until: datetime | None = _maybe_at()


class Readiness(SQLModel, table=True):
    """What makes a mentor ready for a match. `kind`: clearance, training, interview."""

    id: str = _key()
    person_id: str = _link("person")
    kind: str
    given_on: date
    good_until: date | None = None
    recorded_by: str


class Request(SQLModel, table=True):
    """Something a person asked for that a human has to do.

    `kind`: complaint, complaint_begun, deletion, correction, copy, resource, number, unreachable, quiet. A
    complaint goes to the lead, past the coordinator and the mentor; `for_role` says who may read it. The last
    two nobody asked for: messages do not arrive at a number; somebody answers no check-ins.
    """

    id: str = _key()
    programme_id: str = _link("programme")
    person_id: str = _link("person")
    record_id: str | None = _maybe("meeting_record")
    kind: str
    for_role: str = "coordinator"
    body: bytes = _sealed()
    raised_at: datetime = _at()
    closed_at: datetime | None = _maybe_at(index=True)
    closed_by: str | None = None
    outcome: bytes = _sealed()


class Resource(SQLModel, table=True):
    """A place that helps, near the programme: from its pack. Public facts, nobody's words."""

    id: str = _key()
    programme_id: str = _link("programme")
    need: str  # housing, work, health, treatment, benefits, papers
    name: str
    how: str  # one line: number, address, hours
    language: str = ""  # the language of `how`; "" for all
    checked_on: date | None = None


class Rota(SQLModel, table=True):
    """When a member of staff is on duty, in the programme's zone. No rows at all: everybody always is."""

    id: str = _key()
    programme_id: str = _link("programme")
    staff_id: str = _link("staff")
    weekday: int
    start: str
    end: str  # "24:00" is midnight at the end of the day


class Confirmation(SQLModel, table=True):
    """That somebody answered for a part of going live (a notice, signposts, a backup that was tried)."""

    id: str = _key()
    programme_id: str = _link("programme")
    item: str
    detail: str = ""
    staff_id: str
    at: datetime = _at()


class Goal(SQLModel, table=True):
    """A mentee's own goal."""

    id: str = _key()
    person_id: str = _link("person")
    horizon: str
    text: bytes = _sealed()
    set_at: datetime = _at()
    closed_at: datetime | None = _maybe_at()


class Step(SQLModel, table=True):
    """A small step towards a goal."""

    id: str = _key()
    person_id: str = _link("person")
    goal_id: str | None = _maybe("goal")
    text: bytes = _sealed()
    state: str = "open"
    set_at: datetime = _at()
    closed_at: datetime | None = _maybe_at()


class Promise(SQLModel, table=True):
    """What somebody promised themselves, in their own words."""

    id: str = _key()
    person_id: str = _link("person")
    text: bytes = _sealed()
    made_at: datetime = _at()
    dropped_at: datetime | None = _maybe_at()


class KitEntry(SQLModel, table=True):
    """Somebody a person can turn to, from the kit that they keep for themselves; in the order of the ids."""

    __tablename__ = "kit_entry"
    id: str = _key()
    person_id: str = _link("person")
    who: bytes = _sealed()
    helps: bytes = _sealed()  # when, or with what
    reach: bytes = _sealed()  # how to reach them
    added_at: datetime = _at()


class SmallAnswer(SQLModel, table=True):
    """A small question that a person was asked once, and what they said: a strength, what is in the way.

    A row without an answer says that it was asked, so that it is not asked again.
    """

    __tablename__ = "small_answer"
    id: str = _key()
    person_id: str = _link("person")
    question: str  # the question's id
    body: bytes = _sealed()  # their own words, or the code of what they chose
    asked_at: datetime = _at()
    answered_at: datetime | None = _maybe_at()
    ended_at: datetime | None = _maybe_at()  # when something newer took its place


class Plan(SQLModel, table=True):
    """One regular prompt for one person. `due_at` is what the tick looks at."""

    __table_args__ = (UniqueConstraint("person_id", "kind"),)
    id: str = _key()
    person_id: str = _link("person", index=False)
    kind: str
    weekday: int  # Monday is 0; local
    at: str  # "HH:MM", local wall clock
    every_weeks: int = 1
    local_date: date  # the occurrence that is due next
    due_at: datetime | None = _maybe_at(index=True)  # none: switched off


class Occurrence(SQLModel, table=True):
    """That a plan came round on a local date, once, and what became of it."""

    __table_args__ = (UniqueConstraint("person_id", "plan_id", "local_date"),)
    id: str = _key()
    person_id: str = _link("person", index=False)
    plan_id: str = _link("plan")
    local_date: date
    at: datetime = _at()
    outcome: str  # started, skipped, missed, deferred


class MeetingRecord(SQLModel, table=True):
    """One exchange, as a coordinator reads it. Lines are the inbox and outbox rows that name it."""

    __tablename__ = "meeting_record"
    __table_args__ = (Index("ix_meeting_record_programme_opened", "programme_id", "opened_at"),)
    id: str = _key()
    programme_id: str = _link("programme", index=False)
    person_id: str = _link("person")
    with_id: str | None = _maybe("person")  # the mentor, where the exchange is between people
    kind: str
    channel: str
    opened_at: datetime = _at()
    closed_at: datetime | None = _maybe_at()
    outcome: str = ""
    tier: str = "none"


class RecordEntry(SQLModel, table=True):
    """What was answered, agreed or noted in an exchange. Append-only: a correction is a new entry."""

    __tablename__ = "record_entry"
    id: str = _key()
    record_id: str = _link("meeting_record")
    person_id: str = _link("person", index=False)
    at: datetime = _at()
    kind: str  # answer, agreed, note, event, correction
    label: str  # the question's id, or a code for the event
    body: bytes = _sealed()
    staff_id: str | None = None


class Meeting(SQLModel, table=True):
    """A meeting that two people agreed on by text. That they met is a meeting record of its own."""

    __table_args__ = (Index("ix_meeting_mentee_state", "mentee_id", "state"),)
    id: str = _key()
    programme_id: str = _link("programme")
    mentee_id: str = _link("person", index=False)
    mentor_id: str = _link("person")
    set_by: str = _link("person", index=False)  # which of the two
    record_id: str = _link("meeting_record", index=False)  # the exchange in which it was agreed
    at: datetime = _at()
    place: bytes = _sealed()  # about the mentee
    state: str = "agreed"  # agreed, off, met, not_met, unsaid
    agreed_at: datetime = _at()
    remind_at: datetime | None = _maybe_at(index=True)  # when both are reminded; none: not, or done
    ask_at: datetime | None = _maybe_at(index=True)  # when it is asked whether it came about


class Conversation(SQLModel, table=True):
    """A conversation in flight, or ended. `body` is its replayable state."""

    id: str = _key()
    person_id: str = _link("person")
    record_id: str = _link("meeting_record")
    name: str
    state: str = Field(index=True)
    body: bytes = _sealed()
    question: str = ""  # key of the question that waits
    outbox_id: str | None = None  # the message that carries it
    handed_at: datetime | None = _maybe_at()
    patience: int = 0  # seconds the question waits once handed over
    due_at: datetime | None = _maybe_at(index=True)  # when silence is noticed
    opened_at: datetime = _at()
    closed_at: datetime | None = _maybe_at()


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
    id: str = _key()
    channel: str
    provider_id: str
    person_id: str = _link("person", index=False)
    kind: str
    body: bytes = _sealed()
    media: int = 0
    received_at: datetime = _at(index=True)  # at the provider
    arrived_at: datetime = _at()  # here
    outcome: str
    tier: str = "none"
    record_id: str | None = _maybe("meeting_record", index=True)
    needs_person: bool = False
    attended_at: datetime | None = _maybe_at()
    attended_by: str | None = None
    looked_at: datetime | None = _maybe_at()  # when the second look had read it


class SecondLook(SQLModel, table=True):
    """What the second look found worth reading first. What it found nothing in has no row."""

    __tablename__ = "second_look"
    inbox_id: str = Field(primary_key=True, foreign_key="inbox.id", max_length=40)
    person_id: str = _link("person")
    record_id: str = _link("meeting_record")
    level: str  # marked, raised
    score: float
    category: str
    alike: bytes = _sealed()  # the corpus lines it is most like: they tell what it says
    at: datetime = _at()
    read_at: datetime | None = _maybe_at(index=True)  # when somebody said that they have read it
    read_by: str | None = None


class Outbox(SQLModel, table=True):
    """Everything we say, and how far it got. Sealed with the key of whom it is about."""

    __table_args__ = (
        Index("ix_outbox_queue", "state", "channel", "rank", "retry_at", "id"),
        Index("ix_outbox_person_state", "person_id", "state", "channel", "rank", "id"),
        Index("ix_outbox_person_newest", "person_id", "id"),
    )
    id: str = _key()
    person_id: str = _link("person", index=False)
    about_id: str = _link("person", index=False)
    address_id: str = _link("address", index=False)
    channel: str
    lane: str
    rank: int  # 0 safety, 1 reply, 2 nudge, 3 bulk
    message_class: str
    body: bytes = _sealed()
    buttons: str = "[]"  # JSON list of [label, code]; labels are our wording, never a person's
    encoding: str = "gsm7"
    segments: int = 1
    state: str = "queued"
    reason: str = ""  # why withheld, failed or unknown; a provider's code
    attempts: int = 0
    not_before: datetime = _at()  # what waits for morning holds up nothing behind it
    retry_at: datetime = _at()  # when it is looked at next; never before `not_before`
    valid_until: datetime | None = _maybe_at()
    provider_id: str | None = Field(default=None, index=True)
    reply_to: str | None = None  # inbox id
    record_id: str | None = _maybe("meeting_record", index=True)
    staff_id: str | None = None  # who wrote it, where a person did
    flag_id: str | None = Field(default=None, index=True, max_length=40)  # the danger it answers or tells of
    created_at: datetime = _at()
    claimed_at: datetime | None = _maybe_at()
    started_at: datetime | None = _maybe_at()  # when the latest try went on the wire
    handed_at: datetime | None = _maybe_at(index=True)
    settled_at: datetime | None = _maybe_at()


class Flag(SQLModel, table=True):
    """That words suggested danger: what fired, who was told, who answered for it, what was done.

    `person_id` is whom the danger is about; the message may be somebody else's. While nobody has
    acknowledged it, `rises_at` is when the next rung of the ladder is climbed; afterwards, when whoever
    took it is reminded that prompts are still held.
    """

    __table_args__ = (Index("ix_flag_programme_closed", "programme_id", "closed_at"),)
    id: str = _key()
    programme_id: str = _link("programme", index=False)
    person_id: str = _link("person")
    record_id: str = _link("meeting_record")
    inbox_id: str | None = _maybe("inbox")
    tier: str
    category: str
    rules: str  # rule ids, space-separated
    words: bytes = _sealed()
    code: str = Field(index=True)  # what staff type after ACK
    drill: bool = False
    entered_by: str | None = None  # the account that entered what the program missed
    raised_at: datetime = _at()
    rung: int = 0
    rises_at: datetime | None = _maybe_at(index=True)
    acknowledged_at: datetime | None = _maybe_at(index=True)
    acknowledged_by: str | None = _maybe("person")
    mentor_id: str | None = _maybe("person")  # who was told, or told us, and is asked how they are
    debrief_at: datetime | None = _maybe_at(index=True)  # when; none once asked
    kit_at: datetime | None = _maybe_at(index=True)  # when they are told of their own kit; none once done
    closed_at: datetime | None = _maybe_at()
    verdict: str = ""  # once closed: real, false_alarm


class Tuning(SQLModel, table=True):
    """What the recogniser got wrong, kept to make it better: a false alarm, or words it missed."""

    id: str = _key()
    programme_id: str = _link("programme")
    person_id: str = _link("person")
    flag_id: str = _link("flag")
    kind: str  # false_alarm, missed
    tier: str
    category: str
    rules: str  # those that fired, space-separated
    words: bytes = _sealed()  # the words that fired, or what should have been noticed; no names
    staff_id: str
    at: datetime = _at()


class Staff(SQLModel, table=True):
    """An account for the console. The person behind it has the phone that alerts go to."""

    id: str = _key()
    programme_id: str = _link("programme")
    person_id: str = _link("person")
    login: str = Field(unique=True)
    password_hash: str
    role: str = "coordinator"  # coordinator, lead or administrator
    second_factor: bytes = _sealed()  # the TOTP secret, with their own key
    active: bool = True
    created_at: datetime = _at()


class LoginLink(SQLModel, table=True):
    """A one-time link to make the first account. The id is the token's hash."""

    __tablename__ = "login_link"
    id: str = Field(primary_key=True, max_length=64)
    created_at: datetime = _at()
    expires_at: datetime = _at()
    used_at: datetime | None = _maybe_at()


class Recovery(SQLModel, table=True):
    """An account that its owner is being let back in to, by somebody who may not read what it reads.

    It opens with a code that only the owner's phone gets, by another lead's word, or when a day has passed.
    """

    id: str = _key()
    staff_id: str = _link("staff")
    begun_by: str = Field(max_length=40)  # the account that asked for it
    begun_at: datetime = _at()
    without_factor: bool = False  # whether the second factor ends with it
    code: str = ""  # keyed hash of the code that was texted last
    code_until: datetime | None = _maybe_at()
    confirmed_by: str | None = Field(default=None, max_length=40)  # the lead who said yes
    ended_at: datetime | None = _maybe_at()
    ended: str = ""  # a code: used, stopped, replaced, signed_in


class Login(SQLModel, table=True):
    """A signed-in browser. The id is the cookie's hash."""

    id: str = Field(primary_key=True, max_length=64)
    staff_id: str = _link("staff")
    csrf: str
    created_at: datetime = _at()
    seen_at: datetime = _at()


class LoginAttempt(SQLModel, table=True):
    """A failed sign-in, for throttling. `key` is a keyed hash of the login or the network address."""

    __tablename__ = "login_attempt"
    id: str = _key()
    key: str = Field(index=True)
    at: datetime = _at()


class SentForm(SQLModel, table=True):
    """One copy of a form that was sent, and what came of it: sent again, it gets the same answer.

    The id is a keyed hash of the copy. `answer` is sealed with a secret that stands only in the page
    itself, and is forgotten within minutes.
    """

    __tablename__ = "sent_form"
    id: str = Field(primary_key=True, max_length=64)
    at: datetime = _at(index=True)
    status: int = 0  # none yet: it is being worked on
    location: str = ""
    answer: bytes = _sealed()


class KeptForm(SQLModel, table=True):
    """What somebody typed while their sign-in had ended, kept a day to be given back.

    The id is a keyed hash of the secret in its address; `fields` are sealed with that secret, which is kept
    nowhere here.
    """

    __tablename__ = "kept_form"
    id: str = Field(primary_key=True, max_length=64)
    staff_id: str = _link("staff")
    at: datetime = _at(index=True)
    path: str
    fields: bytes = _sealed()


class Audit(SQLModel, table=True):
    """Every reading and change by staff. Append-only."""

    id: str = _key()
    at: datetime = _at(index=True)
    staff_id: str = Field(index=True)
    action: str
    person_id: str | None = Field(default=None, index=True)
    record_id: str | None = None
    detail: str = ""


class Setting(SQLModel, table=True):
    """A fact the program keeps about itself: how far catch-up has read, the demo clock's offset."""

    key: str = Field(primary_key=True)
    value: str


def core(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that touch many rows at once."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
