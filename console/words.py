"""Codes in words: how the pages call what the tables keep.

A code without words here is shown as it is, with its dashes taken out, so that a new question or
event is readable on the day it is made.

Each stands in the module of its subject and is gathered here, for `from console import words`.
"""

from console.words_desk import AUDITS, REQUESTS, SETTINGS
from console.words_matches import CLASHES, MATCH_ENDS, MOMENTS, REASON_KINDS
from console.words_messages import (
    CHANNELS,
    INBOUND_KINDS,
    INBOX_OUTCOMES,
    QUIET,
    REASONS,
    delivery,
    reached,
    reason,
    went_wrong,
)
from console.words_people import (
    LANGUAGES,
    RHYTHMS,
    ROLES,
    STAFF_ROLES,
    STAGES,
    STANDINGS,
    WEEKDAYS,
    condition,
    how_often,
    phone,
)
from console.words_plainly import length, plainly
from console.words_records import ENTRY_KINDS, KINDS, LABELS, OUTCOMES, STEPS_WENT, ending
from console.words_safety import CALLS, CATEGORIES, SILENT, STEPS, TIERS
from console.words_support import BARRIERS, GOAL_MOMENTS, HORIZONS, NEEDS, OWN_PARTS, TOPICS, TRAINING_SOURCES
