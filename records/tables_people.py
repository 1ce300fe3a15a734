"""Tables of people and how they belong: programmes, addresses, consents, matches, readiness, places."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.columns import index_where, key, link, maybe_link, maybe_time, sealed, time


class Programme(SQLModel, table=True):
    """A mentoring programme: who it is, where it is, when it is quiet there."""

    id: str = key()
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
    choices: str = ""  # what its pack has chosen (`records.programme_choices`); "": the usual
    created_at: datetime = time()


class Person(SQLModel, table=True):
    """Anybody with a phone: mentee, mentor, coordinator, or a stranger who wrote to us."""

    __table_args__ = (
        index_where("ix_person_held", "held_at", where="held_at IS NOT NULL"),
        index_where("ix_person_released", "stage", "released_on", where="released_on IS NOT NULL"),
    )
    id: str = key()
    programme_id: str = link("programme")
    name: bytes = sealed()  # as they were enrolled
    called: bytes = sealed()  # what they like to be called, where that is something else
    language: str
    timezone: str
    country: str
    standing: str = Field(index=True)
    standing_since: datetime = time()
    stage: str = "community"
    released_on: date | None = None
    welcomed_at: datetime | None = maybe_time()  # when the welcome was gone through
    paused_until: datetime | None = maybe_time(index=True)
    coordinator_id: str | None = maybe_link("person", index=True)  # whose caseload they are on
    held_at: datetime | None = maybe_time()  # no prompts since then, until a coordinator resumes them
    mentor_may_know: bool = False  # they agreed that their mentor is told when something is wrong
    discreet: bool = False  # nothing unasked names anybody or repeats their own words
    phrase: str | None = Field(default=None, index=True)  # keyed hash of the words that prove a new number
    kit_shown_at: datetime | None = maybe_time()  # since when staff may read their kit; none: they may not
    area: bytes = sealed()  # where they look for places that help; b"": they were never asked
    created_at: datetime = time()


class Membership(SQLModel, table=True):
    """A part a person plays. Roles end; the person stays."""

    __table_args__ = (Index("ix_membership_role_until", "role", "until"),)  # finds the few who work here
    id: str = key()
    person_id: str = link("person")
    role: str
    since: datetime = time()
    until: datetime | None = maybe_time()


class Address(SQLModel, table=True):
    """A number or chat. Found by keyed hash, read only when something is sent.

    Two people on one phone have a row each, told apart by the word they begin with.
    """

    __table_args__ = (
        UniqueConstraint("channel", "lookup", "word"),
        index_where("ix_address_asked", "person_id", where="asked_at IS NOT NULL"),
    )
    id: str = key()
    person_id: str = link("person")
    channel: str
    value: bytes = sealed()
    lookup: str
    word: str = ""  # on a shared phone: what they begin with, in capitals; "" on a phone of their own
    opened_at: datetime | None = maybe_time()  # on a shared phone, in their turn: when they last wrote
    asked_at: datetime | None = maybe_time()  # when "is this still you?" was asked there and not answered
    blocked: bool = False  # the carrier or the person refuses messages there
    retired_at: datetime | None = maybe_time()  # theirs no longer: whoever writes from it is a stranger
    given_by: str | None = Field(default=None, max_length=40)  # the colleague who entered it, until proven
    silenced_at: datetime | None = (
        maybe_time()
    )  # its owner has died: nothing goes there any more, whatever comes
    since: datetime = time()
    last_heard_at: datetime | None = maybe_time()


class Consent(SQLModel, table=True):
    """That somebody agreed: to what, who recorded it, when, how, in which wording (`records.consents`)."""

    id: str = key()
    person_id: str = link("person")
    kind: str  # messages, mentor
    how: bytes = sealed()
    recorded_by: bytes = sealed()
    given_on: date
    wording: bytes = sealed()
    recorded_at: datetime = time()


class Invitation(SQLModel, table=True):
    """A one-time code that ties a Telegram chat to a person. The id is the code's keyed hash."""

    id: str = Field(primary_key=True, max_length=64)
    person_id: str = link("person")
    created_at: datetime = time()
    expires_at: datetime = time()
    used_at: datetime | None = maybe_time()


class Match(SQLModel, table=True):
    """One mentor with one mentee, from then until then, why, and who approved it where that was needed."""

    __table_args__ = (index_where("ix_match_open", "since", "mentee_id", "mentor_id", where="until IS NULL"),)
    id: str = key()
    mentee_id: str = link("person")
    mentor_id: str = link("person")
    since: datetime = time()
    until: datetime | None = maybe_time()
    reasons: bytes = sealed()  # about the mentee
    approval: bytes = sealed()  # who approved contact that conditions would bar, and where that is written
    ended: str = ""  # a code: moved, finished, left, moved_away, custody, died


class Condition(SQLModel, table=True):
    """Something a person must keep to, that we must keep to as well. `kind`: no_contact, curfew, no_app."""

    id: str = key()
    person_id: str = link("person")
    kind: str
    other_id: str | None = maybe_link("person")  # no_contact: with whom, where they are in the programme
    start: str = ""  # curfew: local "HH:MM"
    end: str = ""
    detail: bytes = sealed()
    recorded_at: datetime = time()
    recorded_by: str
    until: datetime | None = maybe_time()


class Readiness(SQLModel, table=True):
    """What makes a mentor ready for a match. `kind`: clearance, training, interview."""

    id: str = key()
    person_id: str = link("person")
    kind: str
    given_on: date
    good_until: date | None = None
    recorded_by: str


class Request(SQLModel, table=True):
    """Something a person asked for that a human has to do.

    `kind`: complaint, complaint_begun, deletion, correction, copy, resource, number, unreachable, quiet, and
    from mentors supervision and cover. A complaint goes to the lead, past the coordinator and the mentor;
    `for_role` says who may read it. Two nobody asked for: messages do not arrive at a number; somebody
    answers no check-ins.
    """

    id: str = key()
    programme_id: str = link("programme")
    person_id: str = link("person")
    record_id: str | None = maybe_link("meeting_record")
    kind: str
    for_role: str = "coordinator"
    body: bytes = sealed()
    raised_at: datetime = time()
    closed_at: datetime | None = maybe_time(index=True)
    closed_by: str | None = None
    outcome: bytes = sealed()
