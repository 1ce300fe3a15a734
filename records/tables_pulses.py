"""Tables of pulses that people were asked, and of milestones they reached."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from records.columns import key, link, maybe_time, sealed, time


class PulseRound(SQLModel, table=True):
    """A pulse that somebody was asked. The desk reads what came of all of them, never whose it is."""

    __tablename__ = "pulse_round"
    id: str = key()
    programme_id: str = link("programme")
    person_id: str = link("person")
    pulse: str
    asked_at: datetime = time()
    answered_at: datetime | None = maybe_time()
    body: bytes = sealed()  # the answers by question, as JSON; "" until then


class MilestoneReached(SQLModel, table=True):
    """A milestone that somebody reached, once. `give`: something is handed over, by a person."""

    __tablename__ = "milestone_reached"
    __table_args__ = (UniqueConstraint("person_id", "milestone"),)
    id: str = key()
    person_id: str = link("person", index=False)
    milestone: str
    reached_at: datetime = time()
    marked_by: str = ""  # the account, where the desk marked it
    told_at: datetime | None = maybe_time()
    give: bool = False
    given_on: date | None = None
    given_by: str = ""  # the account
