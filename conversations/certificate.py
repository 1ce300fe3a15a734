"""What stands on the sheet of paper that somebody may be given when their match has run its course.

Printed at the desk, in their language; never sent. It says what anybody may read over a shoulder: who, with
which programme, from when until when; nothing of why.
"""

from conversations.lines import line

TITLE = line("certificate-title")
WORDS = line("certificate-words", "programme", "since", "until")
THANKS = line("certificate-thanks")
SIGNED = line("certificate-signed")
