"""Goals, barriers, needs, training and plans for hard days, in words."""

from collections.abc import Mapping

HORIZONS: Mapping[str, str] = {
    "week": "This week",
    "short": "Short term",
    "long": "Long term",
    "": "No time set",
}
GOAL_MOMENTS: Mapping[str, str] = {
    "set": "Set a goal",
    "changed": "Changed a goal",
    "reached": "Reached a goal",
    "parked": "Put a goal on hold",
    "open": "Took a goal up again",
    "dropped": "Let a goal go",
    "step": "Chose a step",
    "step-done": "Did a step",
}
BARRIERS: Mapping[str, str] = {
    "housing": "A place to live",
    "work": "Work",
    "money": "Money",
    "health": "Health",
    "papers": "ID and papers",
    "family": "Family",
    "travel": "Getting around",
    "other": "Something else",
    "none": "Nothing at present",
}
NEEDS: Mapping[str, str] = {
    "housing": "A place to live",
    "work": "Work or training",
    "health": "Health",
    "treatment": "Support groups",
    "benefits": "Money and benefits",
    "papers": "ID and papers",
    "food": "Food",
}
OWN_PARTS: Mapping[str, str] = {
    "own-harder": "What makes a day harder",
    "own-helped": "What has helped",
    "own-first": "What they want to do first",
    "own-groups": "Where they go, and when",
}
TOPICS: Mapping[str, str] = {
    "communication": "Talking and listening",
    "hard": "Hard moments",
    "culture": "Where people come from",
    "technique": "Goals and small steps",
    "boundaries": "Limits and confidentiality",
    "conflict": "Disagreement",
    "": "Something else",
}
TRAINING_SOURCES: Mapping[str, str] = {"lesson": "lesson by text", "told": "told by text", "desk": "entered"}
