"""Nudges for mentors: only what may be shared, one useful thing to ask, and the words they can act by.

Which thing to ask goes round by a number the caller counts up, so that no two weeks in a row
bring the same one.
"""

from conversations.discreet import tells_a_stranger
from conversations.lines import line, pick, variants
from conversations.state import Line

STEP = line("nudge-step", "name", "step")
STEP_QUIET = line("nudge-step-quiet", "name")
CHECKED_IN = line("nudge-checked-in", "name")
WANTS_CONTACT = line("nudge-wants-contact", "name")
QUIET = variants("nudge-quiet", 2, "name")
_TOLD = {0: QUIET[0], 2: QUIET[1]}  # after so many others: when it begins, and when check-ins slow down
ASK = variants("nudge-ask", 8)
WORDS = line("nudge-words")


_WORDS = Line(WORDS, WORDS, {})  # what can be done with it; how is in `conversations.mentor_words`


def after_check_in(name: str, shared_step: str, wants_contact: bool, turn: int) -> tuple[Line, ...]:
    """What a mentor is told after a check-in.

    Args:
        name: what the mentee likes to be called.
        shared_step: the next step, if the mentee said that it may be told; else "".
        wants_contact: whether the mentee asked to hear from the mentor.
        turn: counts up from nudge to nudge.
    """
    if tells_a_stranger(shared_step):  # it would stand on the mentor's locked screen, about somebody else
        first = Line(STEP_QUIET, STEP_QUIET, {"name": name})
    elif shared_step:
        first = Line(STEP, STEP, {"name": name, "step": shared_step})
    else:
        first = Line(CHECKED_IN, CHECKED_IN, {"name": name})
    if wants_contact:
        return first, Line(WANTS_CONTACT, WANTS_CONTACT, {"name": name}), _WORDS
    ask = pick(ASK, turn)
    return first, Line(ask, ask, {}), _WORDS


def quiet(name: str, before: int = 0) -> tuple[Line, ...]:
    """What a mentor is told when a check-in found no reply: no reasons guessed, no alarm.

    Args:
        name: what the mentee likes to be called.
        before: how many check-ins in a row had found none before this one. They are told when it begins and
            when check-ins slow down, and not the same over and over.
    """
    wording = _TOLD.get(before)
    return (Line(wording, wording, {"name": name}), _WORDS) if wording else ()
