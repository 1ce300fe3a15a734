"""What coordinators may text beside ACK, and what they hear: LIST, and WHO IS ON.

Read only for coordinators: to anybody else these are words like any others. What comes back names nobody but
colleagues, because phones lie on tables.
"""

import re
from enum import StrEnum

from conversations.lines import line
from language.folding import plain

LISTED = line("staff-listed", "code", "messages", "link")
LISTED_NONE = line("staff-listed-none", "messages", "link")
ON_NOW = line("staff-on-now", "name")
LEAD_WANTED = line("staff-lead-wanted", "programme", "link")
NOBODY_ON = line("staff-nobody-on")
NOBODY_ON_UNTIL = line("staff-nobody-on-until", "when")


class StaffCommand(StrEnum):
    """What a coordinator asks for."""

    LIST = "list"
    WHO = "who"


_WORDS = {
    **dict.fromkeys(("list", "list open", "whats open", "lista", "listado", "pendientes"), StaffCommand.LIST),
    **dict.fromkeys(
        (
            *(
                "who",
                "who is on",
                "whos on",
                "who is on now",
                "whos on now",
                "who is on duty",
                "whos on duty",
            ),
            *("quien esta", "quien esta de turno", "quienes estan", "quienes estan de turno", "turno"),
        ),
        StaffCommand.WHO,
    ),
}


def read(text: str) -> StaffCommand | None:
    """Which of them a whole message is, if it is one."""
    said = re.sub(r"[^a-z ]", "", plain(text).replace("/", " "))
    return _WORDS.get(" ".join(said.split()))
