"""Everything there is to say and to ask: importing this declares it all.

Start-up imports it once, so that any stored conversation can go on, and checks the wording
against `needed_wording`.
"""

from conversations import (
    account_words,
    acknowledging,
    brake_words,
    calling_off,
    calls,
    check_in,
    circle,
    control,
    discreet,
    early_days,
    goals,
    goals_listed,
    how_often,
    kit,
    lessons,
    listing,
    match_moments,
    meeting_notes,
    meetings,
    mentor_words,
    milestones,
    needs,
    nudges,
    numbers,
    own_plan,
    passing_on,
    pulses,
    reflections,
    requests,
    seeking,
    self_care,
    sentences,
    small_questions,
    small_steps,
    staff_words,
    training_words,
    welcome,
    wellbeing,
    whom_for,
)
from conversations.lines import LINES
from conversations.questions import QUESTIONS

__all__ = [
    "account_words",
    "acknowledging",
    "brake_words",
    "calling_off",
    "calls",
    "check_in",
    "circle",
    "control",
    "discreet",
    "early_days",
    "goals",
    "goals_listed",
    "how_often",
    "kit",
    "lessons",
    "listing",
    "match_moments",
    "meeting_notes",
    "meetings",
    "mentor_words",
    "milestones",
    "needed_wording",
    "needs",
    "nudges",
    "numbers",
    "own_plan",
    "passing_on",
    "pulses",
    "reflections",
    "requests",
    "seeking",
    "self_care",
    "sentences",
    "small_questions",
    "small_steps",
    "staff_words",
    "training_words",
    "welcome",
    "wellbeing",
    "whom_for",
]


def needed_wording() -> dict[str, frozenset[str]]:
    """Each wording id that code names, with the variables the code supplies."""
    needed = dict(LINES)
    for question in QUESTIONS.values():
        needed[question.wording] = question.variables
        needed[f"{question.wording}.again"] = question.variables
        for option in question.options:
            needed[option.label] = frozenset()
    return needed
