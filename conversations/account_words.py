"""What members of staff hear on their own phone about their account and their number.

Nothing about anybody else, and nothing that opens anything by itself: a code is worth something only
together with a link that its reader was given elsewhere.
"""

from conversations.lines import line

WAY_IN_ASKED = line("account-way-in-asked", "programme", "name")
CODE = line("account-code", "programme", "code")
SIGN_IN_CHANGED = line("account-sign-in-changed", "programme", "name")
READER_MADE = line("account-reader-made", "programme", "name", "link")
NUMBER_MOVED = line("number-moved")  # to a number that was theirs: names nobody
ACK_UNPROVEN = line("account-ack-unproven", "link")
