"""Every table. What is sealed and what is readable is said here, column by column.

Sealed columns (`bytes`) hold words, names, addresses and answers, encrypted with the key of
the person they are about (`records.sealing`). Kinds, times, states and safety tiers stay
readable, because queries need them; docs/explanation/privacy.md tells what that reveals.

Ids are made by `records.types.new_id`, or derived from the id of what caused the row
("<inbox id>-01"), so that deciding needs no randomness.

Each stands in the module of its subject and is gathered here: import tables from `records.tables`, so that
all of them are known before any is used.
"""

from sqlalchemy import Table
from sqlmodel import SQLModel

from records.tables_circle import CircleAnswer, CircleQuestion
from records.tables_matching import Ending, Moment, Side
from records.tables_mentors import Cover
from records.tables_packs import ProgrammeWording
from records.tables_people import (
    Address,
    Condition,
    Consent,
    Invitation,
    Match,
    Membership,
    Person,
    Programme,
    Readiness,
    Request,
)
from records.tables_places import PlaceList, Resource
from records.tables_pulses import MilestoneReached, PulseRound
from records.tables_staff import (
    Audit,
    Confirmation,
    Flag,
    KeptForm,
    Login,
    LoginAttempt,
    LoginLink,
    Recovery,
    ReplyDraft,
    Rota,
    SentForm,
    Setting,
    Staff,
    Tuning,
)
from records.tables_support import (
    Goal,
    GoalEvent,
    KitEntry,
    Occurrence,
    OwnPlan,
    Plan,
    Promise,
    SmallAnswer,
    Step,
    Training,
)
from records.tables_talk import (
    Conversation,
    Inbox,
    Meeting,
    MeetingRecord,
    MeetingSeries,
    Outbox,
    RecordEntry,
    SecondLook,
)


def core(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that touch many rows at once."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
