"""Tables of how a match comes about, goes, and ends. Words stand in the record of the exchange, not here."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from records.columns import key, link, maybe_link, maybe_time, sealed, time


class Side(SQLModel, table=True):
    """What one person brings to a match, as a coordinator wrote it down with them."""

    __tablename__ = "match_side"
    id: str = key()
    person_id: str = Field(foreign_key="person.id", unique=True, index=True, max_length=40)
    body: bytes = sealed()  # needs, interests, what they have lived through, languages, wishes; as JSON
    capacity: int | None = None  # how many a mentor walks with at most; none: not said
    changed_at: datetime = time()


class Ending(SQLModel, table=True):
    """How a match ends, decided by a person: on a day that lies ahead, or at once."""

    __tablename__ = "match_ending"
    id: str = key()
    match_id: str = link("match")
    how: str  # planned, finished, left, moved_away, custody, died
    state: str = "planned"  # planned, off, over
    decided_by: str = Field(max_length=40)  # the account
    decided_at: datetime = time()
    ends_on: date | None = None  # planned: local to the mentee
    mentor_on: date | None = None  # when each of them is told
    mentee_on: date | None = None
    changed_at: datetime | None = maybe_time()  # the day was changed, or it was called off
    due_at: datetime | None = maybe_time(index=True)  # when the match is over
    asks_later: bool = False  # the mentee is asked once, later, what could have gone better
    to_tell: str | None = maybe_link("person", index=True)  # after a death: who is told by a person
    told_at: datetime | None = maybe_time()


class Moment(SQLModel, table=True):
    """Something that was said or asked because of a match, once to each of the two."""

    __tablename__ = "match_moment"
    id: str = key()
    match_id: str = link("match")
    person_id: str = link("person")
    kind: str
    at: datetime = time()
    record_id: str | None = maybe_link("meeting_record")
    score: int | None = None  # how it is going, 1 to 5; none: words alone, or nothing
    answered_at: datetime | None = maybe_time()
