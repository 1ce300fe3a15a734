"""The lines of a note for somebody who came out lately: one that says only that there is a note, and the
note.
"""

from conversations.lines import line

OFFER = line("early-days-offer", "name")
NOTE = line("early-days-note")
SAFER = line("early-days-safer", "emergency")
LINE = line("early-days-line", "options")
OFF = line("early-days-off")
