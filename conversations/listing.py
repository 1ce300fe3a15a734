"""Names one after another, and a team that is too large to name."""

from conversations.lines import line

AND = line("names-and", "names", "last")
TEAM = line("names-team", "number")
