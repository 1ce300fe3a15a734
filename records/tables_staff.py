"""Tables of staff and what they answer for: rota, flags, tuning, signing in, forms, audit, settings."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.columns import key, link, maybe_link, maybe_time, sealed, time


class Rota(SQLModel, table=True):
    """When a member of staff is on duty, in the programme's zone. No rows at all: everybody always is."""

    id: str = key()
    programme_id: str = link("programme")
    staff_id: str = link("staff")
    weekday: int
    start: str
    end: str  # "24:00" is midnight at the end of the day


class Confirmation(SQLModel, table=True):
    """That somebody answered for a part of going live (a notice, signposts, a backup that was tried)."""

    id: str = key()
    programme_id: str = link("programme")
    item: str
    detail: str = ""
    staff_id: str
    at: datetime = time()


class Flag(SQLModel, table=True):
    """That words suggested danger: what fired, who was told, who answered for it, what was done.

    `person_id` is whom the danger is about; the message may be somebody else's. While nobody has
    acknowledged it, `rises_at` is when the next rung of the ladder is climbed; afterwards, when whoever
    took it is reminded that prompts are still held.
    """

    __table_args__ = (Index("ix_flag_programme_closed", "programme_id", "closed_at"),)
    id: str = key()
    programme_id: str = link("programme", index=False)
    person_id: str = link("person")
    record_id: str = link("meeting_record")
    inbox_id: str | None = maybe_link("inbox")
    tier: str
    category: str
    rules: str  # rule ids, space-separated
    words: bytes = sealed()
    code: str = Field(index=True)  # what staff type after ACK
    drill: bool = False
    entered_by: str | None = None  # the account that entered what the program missed
    raised_at: datetime = time()
    rung: int = 0
    rises_at: datetime | None = maybe_time(index=True)
    acknowledged_at: datetime | None = maybe_time(index=True)
    acknowledged_by: str | None = maybe_link("person")
    mentor_id: str | None = maybe_link("person")  # who was told, or told us, and is asked how they are
    debrief_at: datetime | None = maybe_time(index=True)  # when; none once asked
    kit_at: datetime | None = maybe_time(index=True)  # when they are told of their own kit; none once done
    closed_at: datetime | None = maybe_time()
    verdict: str = ""  # once closed: real, false_alarm


class Tuning(SQLModel, table=True):
    """What the recogniser got wrong, kept to make it better: a false alarm, or words it missed."""

    id: str = key()
    programme_id: str = link("programme")
    person_id: str = link("person")
    flag_id: str = link("flag")
    kind: str  # false_alarm, missed
    tier: str
    category: str
    rules: str  # those that fired, space-separated
    words: bytes = sealed()  # the words that fired, or what should have been noticed; no names
    staff_id: str
    at: datetime = time()


class Staff(SQLModel, table=True):
    """An account for the console. The person behind it has the phone that alerts go to."""

    id: str = key()
    programme_id: str = link("programme")
    person_id: str = link("person")
    login: str = Field(unique=True)
    password_hash: str
    role: str = "coordinator"  # coordinator, lead or administrator
    second_factor: bytes = sealed()  # the TOTP secret, with their own key
    active: bool = True
    created_at: datetime = time()


class LoginLink(SQLModel, table=True):
    """A one-time link to make the first account. The id is the token's hash."""

    __tablename__ = "login_link"
    id: str = Field(primary_key=True, max_length=64)
    created_at: datetime = time()
    expires_at: datetime = time()
    used_at: datetime | None = maybe_time()


class Recovery(SQLModel, table=True):
    """An account that its owner is being let back in to, by somebody who may not read what it reads.

    It opens with a code that only the owner's phone gets, by another lead's word, or when a day has passed.
    """

    id: str = key()
    staff_id: str = link("staff")
    begun_by: str = Field(max_length=40)  # the account that asked for it
    begun_at: datetime = time()
    without_factor: bool = False  # whether the second factor ends with it
    code: str = ""  # keyed hash of the code that was texted last
    code_until: datetime | None = maybe_time()
    confirmed_by: str | None = Field(default=None, max_length=40)  # the lead who said yes
    ended_at: datetime | None = maybe_time()
    ended: str = ""  # a code: used, stopped, replaced, signed_in


class Login(SQLModel, table=True):
    """A signed-in browser. The id is the cookie's hash."""

    id: str = Field(primary_key=True, max_length=64)
    staff_id: str = link("staff")
    csrf: str
    created_at: datetime = time()
    seen_at: datetime = time()


class LoginAttempt(SQLModel, table=True):
    """A failed sign-in, for throttling. `key` is a keyed hash of the login or the network address."""

    __tablename__ = "login_attempt"
    id: str = key()
    key: str = Field(index=True)
    at: datetime = time()


class SentForm(SQLModel, table=True):
    """One copy of a form that was sent, and what came of it: sent again, it gets the same answer.

    The id is a keyed hash of the copy. `answer` is sealed with a secret that stands only in the page
    itself, and is forgotten within minutes.
    """

    __tablename__ = "sent_form"
    id: str = Field(primary_key=True, max_length=64)
    at: datetime = time(index=True)
    status: int = 0  # none yet: it is being worked on
    location: str = ""
    answer: bytes = sealed()


class KeptForm(SQLModel, table=True):
    """What somebody typed while their sign-in had ended, kept a day to be given back.

    The id is a keyed hash of the secret in its address; `fields` are sealed with that secret, which is kept
    nowhere here.
    """

    __tablename__ = "kept_form"
    id: str = Field(primary_key=True, max_length=64)
    staff_id: str = link("staff")
    at: datetime = time(index=True)
    path: str
    fields: bytes = sealed()


class ReplyDraft(SQLModel, table=True):
    """What a member of staff has typed to somebody and not sent yet; sealed with that person's key."""

    __tablename__ = "reply_draft"
    __table_args__ = (UniqueConstraint("staff_id", "person_id"),)
    id: str = key()
    staff_id: str = link("staff", index=False)
    person_id: str = link("person")
    body: bytes = sealed()
    at: datetime = time()


class Audit(SQLModel, table=True):
    """Every reading and change by staff. Append-only."""

    id: str = key()
    at: datetime = time(index=True)
    staff_id: str = Field(index=True)
    action: str
    person_id: str | None = Field(default=None, index=True)
    record_id: str | None = None
    detail: str = ""


class Setting(SQLModel, table=True):
    """A fact the program keeps about itself: how far catch-up has read, the demo clock's offset."""

    key: str = Field(primary_key=True)
    value: str
