"""What is said to somebody whose words are passed on: when they arrive, and who is there until then."""

from conversations.lines import line

LATER = line("passed-on-later", "name", "when", "signposts", "emergency")
LATER_ON_DUTY = line("passed-on-later-on-duty", "name", "when", "coordinator", "emergency")
