"""Effects: what a decision wants to happen, as plain values.

`handlers` decide and return these; `records.save` is the only place that carries them out.
Ids are given by the decider, derived from the id of the event, so that deciding the same
event twice gives the same effects.

Each stands in the module of its subject and is gathered here, for `from records import effects as fx`.
"""

from dataclasses import dataclass, field
from datetime import datetime

from records.effects_circle import AnswerCircle
from records.effects_flags import (
    AcknowledgeFlag,
    AddToFlag,
    ClimbFlag,
    CloseFlag,
    Debriefed,
    HoldPrompts,
    RaiseFlag,
    ResumePrompts,
    Tune,
)
from records.effects_matching import HowItGoes, MatchMoment
from records.effects_meetings import (
    AskOther,
    KeepMeeting,
    KeepSeries,
    LogMeeting,
    MoveMeeting,
    Occurred,
    SetMeeting,
    SetPlan,
    SetSeries,
    TellMeeting,
)
from records.effects_mentors import AskCover, CorrectMeeting
from records.effects_people import (
    AskWhetherTheirs,
    BlockAddress,
    EndTurns,
    FinishRequest,
    Join,
    OpenRequest,
    RetireAddress,
    SetCalled,
    SetDiscreet,
    SetLanguage,
    SetName,
    SetPause,
    SetStanding,
    StillTheirs,
    TakeTurn,
    Welcomed,
)
from records.effects_places import AskedOfPlaces, ListPlaces, PlacesHelped, ReportPlace, SetArea
from records.effects_pulses import AnswerPulse, AskPulse, ReachMilestone, TellMilestone
from records.effects_support import (
    AddGoal,
    AddKitEntry,
    AddStep,
    AnswerSmall,
    AskSmall,
    ChangeGoal,
    ChangeKitEntry,
    CloseStep,
    DropOwnPlan,
    DropPromise,
    EndSmall,
    KeepOwnPlan,
    KitOffered,
    LogTraining,
    MakePromise,
    MoveGoal,
    RemoveKitEntry,
    SetHorizon,
    SetStepGoal,
    ShowGoal,
    ShowKit,
    ShowOwnPlan,
)
from records.effects_talk import (
    Attend,
    Audited,
    CloseRecord,
    EndConversations,
    LetGo,
    MarkRecord,
    NotArrived,
    Note,
    OpenRecord,
    PutConversation,
    Send,
    Withdraw,
)
from records.kinds import Channel, InboxOutcome
from safety.tiers import Tier

Effect = (
    OpenRecord
    | CloseRecord
    | MarkRecord
    | Note
    | Send
    | NotArrived
    | LetGo
    | Withdraw
    | PutConversation
    | EndConversations
    | SetStanding
    | SetPause
    | OpenRequest
    | FinishRequest
    | RetireAddress
    | TakeTurn
    | EndTurns
    | AskWhetherTheirs
    | StillTheirs
    | Join
    | Welcomed
    | SetName
    | SetCalled
    | SetDiscreet
    | MoveGoal
    | ChangeGoal
    | SetHorizon
    | ShowGoal
    | SetStepGoal
    | SetLanguage
    | BlockAddress
    | AddGoal
    | AddStep
    | CloseStep
    | MakePromise
    | DropPromise
    | AddKitEntry
    | ChangeKitEntry
    | RemoveKitEntry
    | ShowKit
    | AskSmall
    | AnswerSmall
    | EndSmall
    | KitOffered
    | LogTraining
    | AnswerCircle
    | AskPulse
    | AnswerPulse
    | ReachMilestone
    | TellMilestone
    | KeepOwnPlan
    | ShowOwnPlan
    | DropOwnPlan
    | SetArea
    | ListPlaces
    | AskedOfPlaces
    | PlacesHelped
    | ReportPlace
    | SetPlan
    | Occurred
    | AskCover
    | KeepMeeting
    | MoveMeeting
    | SetMeeting
    | TellMeeting
    | KeepSeries
    | SetSeries
    | AskOther
    | LogMeeting
    | CorrectMeeting
    | RaiseFlag
    | MatchMoment
    | HowItGoes
    | AddToFlag
    | AcknowledgeFlag
    | ClimbFlag
    | Debriefed
    | HoldPrompts
    | ResumePrompts
    | CloseFlag
    | Tune
    | Attend
    | Audited
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """An inbound message with what was decided about it: becomes its inbox row."""

    id: str
    channel: Channel
    provider_id: str
    person_id: str
    kind: str
    text: str = field(repr=False)
    media: int
    received_at: datetime
    outcome: InboxOutcome
    tier: Tier
    record_id: str | None
    needs_person: bool
    effects: tuple[Effect, ...]
