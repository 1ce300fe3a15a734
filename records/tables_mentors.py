"""Tables of what mentors ask for."""

from datetime import date, datetime

from sqlmodel import SQLModel

from records.columns import key, link, maybe_link, maybe_time


class Cover(SQLModel, table=True):
    """A mentor asked that somebody stands in for them; once granted, another mentor does, from then until
    then.

    `first` and `last` are days where the mentor is. Nothing ends a cover: its time passes.
    """

    id: str = key()
    request_id: str = link("request")
    mentor_id: str = link("person")
    first: date
    last: date
    by_id: str | None = maybe_link("person", index=True)  # who stands in, once somebody has granted it
    starts_at: datetime | None = maybe_time()
    ends_at: datetime | None = maybe_time()
    granted_at: datetime | None = maybe_time()
    granted_by: str | None = None
