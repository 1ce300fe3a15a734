"""Tables of what a programme brings along from its pack, beside its own row."""

from sqlmodel import SQLModel

from records.columns import key, link


class ProgrammeWording(SQLModel, table=True):
    """Sentences of a programme's own in one language, as the Fluent source that its pack holds."""

    __tablename__ = "programme_wording"

    id: str = key()
    programme_id: str = link("programme")
    language: str
    source: str  # checked when it was taken in; what does not fit any more is left out at start-up
