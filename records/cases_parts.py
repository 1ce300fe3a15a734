"""The parts of a case that are loaded only where deciding asks for them."""

from enum import StrEnum


class Part(StrEnum):
    """A part of a case that is loaded only where deciding asks for it."""

    AROUND = "around"
    TEAM = "team"
    FLAGS = "flags"
    PLACES = "places"
    KEPT = "kept"
    LATE = "late"
    MEETINGS = "meetings"
    SUPPORT = "support"
    ASKED = "asked"
    REFLECTIONS = "reflections"
    LEARNED = "learned"
    CIRCLE = "circle"
    UNASKED = "unasked"
    SEARCH = "search"
    OWN_PLAN = "own_plan"
    SHOWN_GOALS = "shown_goals"
    LAST_TIME = "last_time"
    MATCHES = "matches"
    PULSES = "pulses"
    REACHED = "reached"


class NotLoaded(BaseException):
    """Deciding asks for a part of its case that is not loaded. Load it (`records.load.add`), and decide anew.

    Like a conversation that stops at a question, it must not be swallowed by an `except Exception`.
    """

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.part = part
