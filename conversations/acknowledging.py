"""The lines that say what was heard, one for each kind (`heard`), and who will see it when.

Nobody is promised who is not there: `seen` says "when they are next on", or from when, or that they are on
now, and the last only where a rota says so.
"""

from conversations.heard import Kind
from conversations.lines import LINES, line

SEEN_LATER = line("seen-later")
SEEN_FROM = line("seen-from", "time")
SEEN_NOW = line("seen-now")

# Who writes, and for whom.
WHO_WE_ARE = line("who-we-are", "programme", "name")
WHO_WE_ARE_INVITED = line("who-we-are-invited", "programme", "name")

# For a person: `name` will see it `seen`.
HEARD = {
    kind: line(f"heard-{kind.value}", "name", "seen")
    for kind in (
        Kind.CUSTODY,
        Kind.HOSPITAL,
        Kind.GOOD_NEWS,
        Kind.BAD_NEWS,
        Kind.COMPLAINT,
        Kind.APOLOGY,
        Kind.RESCHEDULE,
        Kind.MET,
        Kind.MOVED,
        Kind.NEW_PHONE,
        Kind.WRONG_PERSON,
        Kind.DONE,
    )
}
HEARD_CUSTODY_UNSURE = line("heard-custody-unsure", "name", "seen")  # nothing is held for it
HEARD_NEED = line("heard-need", "name", "seen")  # and the places that RESOURCES lists
HEARD_NEED_NO_PLACE = line("heard-need-no-place", "name", "seen")
HEARD_WANTS_PERSON = line("heard-wants-person", "name", "seen", "emergency")
HEARD_GREETING = line("heard-greeting", "programme", "name", "seen")

# Answered there and then.
ABOUT = {
    Kind.ABOUT_AUTHORITY: line("about-authority", "programme", "name"),
    Kind.ABOUT_READERS: line("about-readers", "readers"),
    Kind.ABOUT_BOT: line("about-bot", "name"),
    Kind.ABOUT_STOP: line("about-stop"),
    Kind.ABOUT_COST: line("about-cost", "programme"),
}

# Something reached, said as an answer.
NEWS = line("good-news")
LATE = line("late-answer", "name")
GOAL_REACHED = line("goal-reached", "goal")


def needs(wording: str) -> frozenset[str]:
    """The variables that one of these lines takes."""
    return LINES[wording]
