"""What a call says once a key was pressed. Names nobody: others may hear it."""

from conversations.lines import line

TAKEN = line("call-taken")
DRILL_TAKEN = line("call-drill-taken")
NOT_YOURS = line("call-not-yours")
