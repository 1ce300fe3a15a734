"""Tables of the circle: a question to all mentors of a programme, and what they answered."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from records.columns import key, link, maybe_time, sealed, time


class CircleQuestion(SQLModel, table=True):
    """One question. The words are the programme's, and about nobody."""

    __tablename__ = "circle_question"
    id: str = key()
    programme_id: str = link("programme")
    words: str
    asked_by: str
    asked_at: datetime = time()
    shared_at: datetime | None = maybe_time()  # when answers went back; nobody is asked any more


class CircleAnswer(SQLModel, table=True):
    """What a mentor answered. `shared` is what goes back, as the lead left it: empty until then."""

    __tablename__ = "circle_answer"
    __table_args__ = (UniqueConstraint("question_id", "person_id"),)
    id: str = key()
    question_id: str = link("circle_question", index=False)
    person_id: str = link("person")
    body: bytes = sealed()  # "" where they skipped it
    may_share: bool = False
    shared: bytes = sealed()
    answered_at: datetime = time()
