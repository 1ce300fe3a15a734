"""Tables of what somebody builds for themselves, and when something comes round."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from records.columns import index_where, key, link, maybe_link, maybe_time, sealed, time


class Goal(SQLModel, table=True):
    """A mentee's own goal."""

    id: str = key()
    person_id: str = link("person")
    horizon: str  # "" where they have not said
    text: bytes = sealed()
    set_at: datetime = time()
    closed_at: datetime | None = maybe_time()  # reached or dropped
    number: int = 0  # what they call it by; its own for as long as it, or another of theirs, is about
    state: str = "open"
    shown_to: str | None = Field(default=None, max_length=40)  # the mentor who may see it, and no other


class GoalEvent(SQLModel, table=True):
    """What became of a goal, and when."""

    __tablename__ = "goal_event"
    id: str = key()
    person_id: str = link("person")
    goal_id: str = link("goal", index=False)
    kind: str  # a `GoalState` it came to, or "changed"
    body: bytes = sealed()  # of one that was changed: the words before
    at: datetime = time()


class Step(SQLModel, table=True):
    """A small step towards a goal."""

    id: str = key()
    person_id: str = link("person")
    goal_id: str | None = maybe_link("goal")
    text: bytes = sealed()
    state: str = "open"
    set_at: datetime = time()
    closed_at: datetime | None = maybe_time()


class Promise(SQLModel, table=True):
    """What somebody promised themselves, in their own words."""

    id: str = key()
    person_id: str = link("person")
    text: bytes = sealed()
    made_at: datetime = time()
    dropped_at: datetime | None = maybe_time()


class KitEntry(SQLModel, table=True):
    """Somebody a person can turn to, from the kit that they keep for themselves; in the order of the ids."""

    __tablename__ = "kit_entry"
    id: str = key()
    person_id: str = link("person")
    who: bytes = sealed()
    helps: bytes = sealed()  # when, or with what
    reach: bytes = sealed()  # how to reach them
    added_at: datetime = time()


class SmallAnswer(SQLModel, table=True):
    """A small question that a person was asked once, and what they said: a strength, what is in the way.

    A row without an answer says that it was asked, so that it is not asked again.
    """

    __tablename__ = "small_answer"
    id: str = key()
    person_id: str = link("person")
    question: str  # the question's id
    body: bytes = sealed()  # their own words, or the code of what they chose
    asked_at: datetime = time()
    answered_at: datetime | None = maybe_time()
    ended_at: datetime | None = maybe_time()  # when something newer took its place


class Training(SQLModel, table=True):
    """That a mentor learned something: a lesson by text, what they told of, or what staff entered."""

    id: str = key()
    person_id: str = link("person")
    topic: str = ""  # one of `conversations.lessons.Topic`, or "" for another
    minutes: int
    on_day: date  # where they are
    source: str  # lesson, told, desk
    about: bytes = sealed()  # what it was, in somebody's words
    recorded_by: str = ""  # staff, where they entered it
    recorded_at: datetime = time()


class OwnPlan(SQLModel, table=True):
    """What somebody wrote down for themselves for hard days, theirs alone unless they show it.

    One sealed column, so that nothing beside it tells what it is about.
    """

    __tablename__ = "own_plan"
    id: str = key()
    person_id: str = link("person")
    body: bytes = sealed()  # JSON: their words by the question they answer
    kept_at: datetime = time()
    shown_at: datetime | None = maybe_time()  # since when staff may read it; none: they may not


class Plan(SQLModel, table=True):
    """One regular prompt for one person. `due_at` is what the tick looks at."""

    __table_args__ = (UniqueConstraint("person_id", "kind"),)
    id: str = key()
    person_id: str = link("person", index=False)
    kind: str
    weekday: int  # Monday is 0; local
    at: str  # "HH:MM", local wall clock
    every_weeks: int = 1
    local_date: date  # the occurrence that is due next
    due_at: datetime | None = maybe_time(index=True)  # none: switched off


class Occurrence(SQLModel, table=True):
    """That a plan came round on a local date, once, and what became of it."""

    __table_args__ = (
        UniqueConstraint("person_id", "plan_id", "local_date"),
        index_where(
            "ix_occurrence_not_had", "person_id", "plan_id", where="outcome IN ('missed', 'talking')"
        ),
    )
    id: str = key()
    person_id: str = link("person", index=False)
    plan_id: str = link("plan")
    local_date: date
    at: datetime = time()
    outcome: str  # started, skipped, missed, deferred
