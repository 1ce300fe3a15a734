"""What is said when something came twice, or came too often to be answered."""

from conversations.lines import line

CAME_TWICE = line("came-twice")
BRAKED = line("braked", "name", "emergency")
