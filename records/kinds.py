"""The words the tables use: every closed set of values, in one place.

Nothing here but names and what they mean. It imports nothing of ours, so the pure
`rules` may speak the same words.
"""

from enum import StrEnum


class Channel(StrEnum):
    """A way to a phone."""

    SMS = "sms"
    TELEGRAM = "telegram"
    PHONES = "phones"  # simulated, never beside real ones
    VOICE = "voice"  # a call to the number of an SMS address; only ever to staff


class Standing(StrEnum):
    """How a person stands towards our messages (the columns of "who may be sent what")."""

    UNKNOWN = "unknown"  # somebody wrote to us whom we do not know
    INVITED = "invited"  # enrolled with recorded consent, has not answered yet
    ACTIVE = "active"
    PAUSED = "paused"
    CUSTODY = "custody"
    STOPPED = "stopped"


class Stage(StrEnum):
    """Where somebody is on the way home."""

    CUSTODY = "custody"
    TRANSITION = "transition"
    COMMUNITY = "community"


class Role(StrEnum):
    """A part somebody plays in a programme; one person may play several."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"


class StaffRole(StrEnum):
    """What an account may do: `docs/explanation/roles.md`."""

    COORDINATOR = "coordinator"  # reads and writes to the people on their own caseload
    LEAD = "lead"  # the whole programme, and complaints
    ADMINISTRATOR = "administrator"  # accounts and settings; nobody's words


class Lane(StrEnum):
    """How urgent an outgoing message is; earlier lanes overtake later ones."""

    SAFETY = "safety"
    REPLY = "reply"
    NUDGE = "nudge"
    BULK = "bulk"


class MessageClass(StrEnum):
    """What an outgoing message is (the rows of "who may be sent what")."""

    PROMPT = "prompt"  # check-in, reminder, nudge, bulk: unasked-for
    ANSWER = "answer"  # answers something the person just sent
    SAFETY = "safety"  # signposts
    INVITATION = "invitation"
    KNOCK = "knock"  # names nothing: something waits on a shared phone, or is a number still theirs?
    STAFF_ALERT = "staff_alert"  # to staff on duty
    STOP_OR_HELP = "stop_or_help"  # the confirmations a stopped person may still get


class OutboxState(StrEnum):
    """Where an outgoing message is."""

    QUEUED = "queued"
    CLAIMED = "claimed"  # about to go: it has not left, and after a crash it is simply queued again
    SENDING = "sending"  # on the wire: only now can its fate be in doubt
    SENT = "sent"  # handed over: the provider accepted it
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"  # may or may not have arrived; never sent again by itself
    WITHHELD = "withheld"  # the rules did not allow it at the moment of sending
    EXPIRED = "expired"  # its validity passed before it could go


NOT_LEFT = (OutboxState.QUEUED, OutboxState.CLAIMED)
"""What can still be withdrawn: nothing of it has left."""

UNSETTLED = (*NOT_LEFT, OutboxState.SENDING)
"""What has still to become something."""


# Why a message on a shared phone is still queued: it goes when the person it is for says their word.
WAITS_FOR_WORD = "shared_phone"


# How the reason of a message begins that waits, or waited, for our account to be put right; the code follows.
ACCOUNT_FAULT = "account "


class RecordKind(StrEnum):
    """What kind of exchange a meeting record is of."""

    WELCOME = "welcome"
    CHECK_IN = "check_in"
    SMALL_STEP = "small_step"
    SELF_CARE = "self_care"
    NUDGE = "nudge"
    MESSAGE = "message"  # words between people, or to us, outside any conversation
    SAFETY = "safety"
    MEETING = "meeting"  # people met
    REFLECTION = "reflection"  # its words stand in the conversation and nowhere else
    COMPLAINT = "complaint"  # for the lead's eyes only; its words stand in the request and nowhere else
    TRAINING = "training"  # a short lesson, or that a mentor trained
    CIRCLE = "circle"  # a question to all mentors, and what came back of it
    MATCH = "match"  # how it goes between two people, how it ends
    PULSE = "pulse"  # short questions in the programme's name; read without a name
    MILESTONE = "milestone"  # a word about something reached
    KIT = "kit"  # the list of people somebody keeps for themselves: nobody reads its words here


# The kind of a request that nobody made: somebody answers no check-ins, and a person decides how it goes on.
QUIET = "quiet"


# The outcome of the record of a meeting that its mentor took back within the hour: it counts as none.
TAKEN_BACK = "taken_back"

# What became of a plan that came round and is still to come: its day had its message already, or another
# question was just being thought about.
DAY_TAKEN, TALKING = "day_taken", "talking"


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    PARKED = "parked"  # for later
    REACHED = "reached"
    DROPPED = "dropped"  # it is theirs no longer


class StepState(StrEnum):
    """What became of a small step."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    REPLACED = "replaced"


class PlanKind(StrEnum):
    """What a person's plan starts when it is due."""

    CHECK_IN = "check_in"
    SMALL_STEP = "small_step"
    SELF_CARE = "self_care"
    LOOK_BACK = "look_back"
    REFLECTION = "reflection"  # a question to think over, for mentors who want one
    CIRCLE = "circle"  # a question to all mentors, or what they answered
    REFLECTION_OFFER = "reflection_offer"  # once: whether they do
    PLACES = "places"  # once a week after places were told: whether they helped
    EARLY_DAYS = "early_days"  # once in the first two weeks out: a word that opens a note on staying safe
    WELLBEING = "wellbeing"  # once a month, for mentors: how heavy it felt, and what would help
    PULSE = "pulse"  # short questions in the programme's name, some times a year
    MILESTONE = "milestone"  # a look, once a week, at whether a milestone of the programme was reached
    MATCH = "match"  # what comes next in a match: how it goes, its ending, what follows; one thing at a time


class InboxOutcome(StrEnum):
    """What became of something that arrived. Every message has exactly one."""

    ANSWER = "answer"  # it answered the waiting question
    COMMAND = "command"
    CONSENT = "consent"  # STOP, START or HELP
    SAFETY = "safety"  # it was screened as danger; a person is told
    FOR_A_PERSON = "for_a_person"  # kept for, or relayed to, a human
    NOTED = "noted"  # kept, needs nothing: a tapback, an auto-reply, our own echo
    BRAKED = "braked"  # it came again and again, as from a machine: kept, not answered, a person is told
    STALE = "stale"  # a button or an answer to a question that is over
    COMPLAINT = "complaint"  # its words are kept in a request to the lead, not in the inbox
    OWN = "own"  # theirs alone: its words are kept in their kit or conversation, not in the inbox
    STRANGER = "stranger"  # from an address nobody has claimed
    SET_ASIDE = "set_aside"  # handling it failed; kept whole, a person is told
