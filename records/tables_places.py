"""Tables of places that help, and of who was told of which."""

from datetime import date, datetime

from sqlmodel import SQLModel

from records.columns import key, link, maybe_link, maybe_time, sealed, time


class Resource(SQLModel, table=True):
    """A place that helps, from the programme's pack or entered at the desk. Public facts, nobody's words."""

    id: str = key()
    programme_id: str = link("programme")
    need: str  # housing, work, health, treatment, benefits, papers, food
    name: str
    how: str  # one line: number, address
    language: str = ""  # the language of `how`, `ask_for` and `hours`; "" for all
    checked_on: date | None = None
    area: str = ""  # whom it serves: ZIPs, postcode areas, towns, with commas between; "": everybody
    ask_for: str = ""  # what to ask for there
    hours: str = ""
    contact: str = ""  # whom mentors and staff ask there; mentees are not told
    tonight: bool = False  # takes people who come tonight, or are without food or medicine today
    reports: int = 0  # how often it was said to be closed since it was last checked
    retired_at: datetime | None = maybe_time()  # told to nobody any more


class PlaceList(SQLModel, table=True):
    """Places that a person was told of for one need, and whether they helped."""

    __tablename__ = "place_list"
    id: str = key()
    person_id: str = link("person")
    record_id: str | None = maybe_link("meeting_record")
    body: bytes = sealed()  # JSON: the need, where, and the names told of so far
    sent_at: datetime = time()
    asked_at: datetime | None = maybe_time()  # when it was asked whether they helped
    outcome: str = ""  # yes, no, not_gone, closed; "": not said
    outcome_at: datetime | None = maybe_time()
