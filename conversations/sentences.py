"""Lines that stand alone: what handlers say outside any conversation.

Each constant is a wording id; the variables it takes are declared beside it.
"""

from conversations.lines import line, variants

# Joining and leaving
INVITE = line("invite", "programme")
INVITE_DECLINED = line("invite-declined", "programme")
START_CONFIRMED = line("start-confirmed", "programme")
STOP_CONFIRMED = line("stop-confirmed", "programme")
HELP = line("help", "programme", "coordinator")
HELP_STOPPED = line("help-stopped", "programme", "coordinator")
BAD_CODE = line("bad-code")
UNKNOWN_SENDER = line("unknown-sender", "programme", "emergency")
NOT_OPEN_YET = line("not-open-yet", "programme", "emergency")

# People
FOR_A_PERSON = line("for-a-person", "name")
UNCLEAR_FOR_A_PERSON = line("unclear-for-a-person", "name")
RELAY = line("relay", "name", "text")
RELAYED = line("relayed", "name")
MENTOR_WORDS_MISSING = line("mentor-words-missing", "name")
NO_MENTOR_YET = line("no-mentor-yet", "name")
MENTOR_RESTING = line("mentor-resting", "name", "coordinator")
MAY_NOT_HAVE_ARRIVED = line("may-not-have-arrived", "name")

# Who walks with whom, and coming back
MATCH_MADE_MENTEE = line("match-made-mentee", "programme", "mentor")
MATCH_MADE_MENTOR = line("match-made-mentor", "name")
MATCH_MOVED_MENTEE = line("match-moved-mentee", "mentor", "person")
MATCH_MOVED_MENTOR = line("match-moved-mentor", "name")
MATCH_ENDED_MENTEE = line("match-ended-mentee", "mentor", "coordinator")
MATCH_ENDED_MENTOR = line("match-ended-mentor", "name", "coordinator")
BACK_AGAIN = line("back-again", "name", "programme")

# After days in which nothing ran
AWAY = line("away")
AWAY_CHECK_IN = line("away-check-in", "when")

# Steps, goals, promises
DONE_CELEBRATED = variants("done-celebrated", 4, "step")
NO_OPEN_STEP = line("no-open-step")
STEP_KEPT = line("step-kept", "step")
GOAL_KEPT = line("goal-kept", "goal")
SELF_CARE_REMINDER = variants("self-care-reminder", 5, "promise")

# What cannot be read here
STALE_BUTTON = line("stale-button")
EDIT_NOTED = line("edit-noted", "name")
EMPTY_MESSAGE = line("empty-message")
GROUP_REFUSED = line("group-refused")
CANNOT_SEE = {
    kind: line(f"cannot-see-{kind}", "name")
    for kind in ("photo", "video", "voice", "sticker", "location", "contact", "file")
}

# Staff
STAFF_ALERT = line("staff-alert", "programme", "code", "link")
STAFF_SET_ASIDE = line("staff-set-aside", "programme", "link")
STAFF_DRILL = line("staff-drill", "programme", "code", "link")
STAFF_CALL = line("staff-call")
STAFF_DRILL_CALL = line("staff-drill-call")
STAFF_STILL_HELD = line("staff-still-held", "code", "link")
STAFF_STILL_OPEN = line("staff-still-open", "code", "link")
MENTOR_TOLD = line("mentor-told", "name", "programme")
MENTOR_DEBRIEF = line("mentor-debrief", "name", "coordinator", "signposts")
ACK_CONFIRMED = line("ack-confirmed", "code")
ACK_ALREADY = line("ack-already", "code", "name")
ACK_UNKNOWN = line("ack-unknown")

# The menu beside Telegram's text box: what each command does
MENU = {
    word: line(f"menu-{word}")
    for word in (
        *("goals", "step", "done", "goal", "promise", "mentor", "meet", "pause", "time", "resources"),
        *("language", "record", "wrong", "delete", "complain", "help"),
    )
}
