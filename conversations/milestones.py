"""What is said when somebody reaches a milestone of the programme: a warm word, and what is handed over, if
anything. Nothing is asked."""

from conversations.lines import line

REACHED = line("milestone-reached", "name", "words")
GIFT = line("milestone-gift", "gift", "coordinator")
