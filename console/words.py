"""Codes in words: how the pages call what the tables keep.

A code without words here is shown as it is, with its dashes taken out, so that a new question or
event is readable on the day it is made.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import phonenumbers

from records.kinds import ACCOUNT_FAULT
from records.reading import Line
from rules.rhythm import Rhythm, rhythm

KINDS: Mapping[str, str] = {
    "welcome": "Welcome",
    "check_in": "Check-in",
    "small_step": "Small step",
    "self_care": "Self-care",
    "reflection": "Reflection",
    "reflection_offer": "Offer of reflections",
    "wellbeing": "Two questions of the month",
    "match": "Their match",
    "nudge": "Nudge to mentor",
    "message": "Message",
    "safety": "Safety",
    "meeting": "Meeting",
    "look_back": "Look back",
    "places": "Whether places helped",
    "early_days": "A note for the first weeks",
    "complaint": "Complaint",
    "kit": "Their own list",
    "training": "Training",
    "circle": "Question to all mentors",
}
CHANNELS: Mapping[str, str] = {
    "sms": "Text message",
    "telegram": "Telegram",
    "phones": "Simulated phone",
    "voice": "Call",
    "in_person": "In person",
}
ROLES: Mapping[str, str] = {"mentee": "Mentee", "mentor": "Mentor", "coordinator": "Coordinator"}
STAFF_ROLES: Mapping[str, str] = {
    "coordinator": "Coordinator",
    "lead": "Lead",
    "administrator": "Administrator",
}
STANDINGS: Mapping[str, str] = {
    "unknown": "Not enrolled",
    "invited": "Invited, has not answered yet",
    "active": "Active",
    "paused": "Paused",
    "custody": "In custody: nothing is sent",
    "stopped": "Stopped: nothing is sent",
}
STAGES: Mapping[str, str] = {"custody": "In custody", "transition": "Transition", "community": "Community"}
TOPICS: Mapping[str, str] = {
    "communication": "Talking and listening",
    "hard": "Hard moments",
    "culture": "Where people come from",
    "technique": "Goals and small steps",
    "boundaries": "Limits and confidentiality",
    "conflict": "Disagreement",
    "": "Something else",
}
TRAINING_SOURCES: Mapping[str, str] = {"lesson": "lesson by text", "told": "told by text", "desk": "entered"}
HORIZONS: Mapping[str, str] = {
    "week": "This week",
    "short": "Short term",
    "long": "Long term",
    "": "No time set",
}
GOAL_MOMENTS: Mapping[str, str] = {
    "set": "Set a goal",
    "changed": "Changed a goal",
    "reached": "Reached a goal",
    "parked": "Put a goal on hold",
    "open": "Took a goal up again",
    "dropped": "Let a goal go",
    "step": "Chose a step",
    "step-done": "Did a step",
}
LANGUAGES: Mapping[str, str] = {
    "en-US": "English (US)",
    "en-GB": "English (UK)",
    "es": "Spanish",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIERS: Mapping[str, str] = {"concern": "Concern", "urgent": "Urgent", "emergency": "Emergency"}
CATEGORIES: Mapping[str, str] = {
    "suicide": "Words about suicide",
    "self-harm": "Words about self-harm",
    "overdose": "Words about an overdose",
    "abuse": "Words about abuse",
    "danger": "Words about danger to somebody",
    "child": "Words about danger to a child",
    "relapse": "Words about a relapse",
    "other": "Words about somebody else at risk",
    "shelter": "Nowhere to sleep tonight",
    "hunger": "Nothing to eat",
    "medicine": "Out of medicine they need",
}
OUTCOMES: Mapping[str, str] = {
    "": "Going on",
    "finished": "Finished",
    "no_reply": "No reply",
    "ended": "Ended early",
    "stopped": "Stopped the messages",
    "paused": "Paused",
    "custody": "Ended: in custody",
    "answered": "Answered",
    "started": "Started the messages again",
    "declined": "Said no to the messages",
    "reminded": "Reminder sent",
    "nudged": "Nudge sent",
    "safety": "Stopped for safety",
    "closed": "Closed",
    "relayed": "Passed on",
    "attended": "Answered by a person",
    "not_sent": "Not sent",
    "not_delivered": "Did not arrive",
    "not_arrived": "Was to be passed on; did not arrive",
    "invited": "Invitation sent",
    "replaced": "Begun again",
    "unclear": "Unclear answers: needs a person",
    "match_made": "Match made and told",
    "match_moved": "Moved to another mentor",
    "match_ended": "Match ended",
    "back": "Told that we are back in touch",
    "told": "Told",
    "met": "They met",
    "taken_back": "Taken back by the mentor: counts as no meeting",
    "noted": "Note kept",
    "cover": "Told who stands in, and when",
    "asked": "Asked how they are",
    "still_you": "Asked whether the number is still theirs",
    "number_linked": "New number linked",
}
ENTRY_KINDS: Mapping[str, str] = {
    "answer": "Answered",
    "agreed": "Agreed",
    "note": "Note",
    "event": "Event",
    "correction": "Correction",
}
LABELS: Mapping[str, str] = {
    # questions
    "circle-says": "Answered the question to all mentors",
    "circle-may-share": "The other mentors may read it, without a name",
    "lesson-on": "Went on with the lesson",
    "lesson-finished": "A lesson was finished",
    "training": "Training they told of",
    "mood": "How the week was (1 to 5)",
    "contact": "In touch with each other this week",
    "step-went": "How the small step went",
    "next-step": "The next small step",
    "smaller-step": "A smaller step",
    "share-step": "The mentor may hear of the step",
    "share-goal": "The mentor may see the goal",
    "step-goal": "The number of the goal that the step is for",
    "tiny-step": "Whether a smaller step suits",
    "goal-which": "The number of the goal they mean",
    "goal-sure-done": "Whether the goal is reached",
    "goal-sure-drop": "Whether the goal is off their list",
    "goal-words": "The goal in other words",
    "goal-look": "What will be different once the goal is reached",
    "goal-helps": "Who or what could help with it",
    "goal-by-when": "By when",
    "goal-clearer": "The goal as they say it now",
    "goal": "Goal",
    "first-goal": "First goal",
    "horizon": "How far off the goal is",
    "step": "Small step",
    "new-step": "New small step",
    "piece": "A smaller piece of it",
    "fits": "Whether the step is small enough",
    "going": "How the step is going",
    "promise": "Promise to themselves",
    "new-promise": "New promise to themselves",
    "promise-when": "When to be reminded of it",
    "promise-went": "How the promise went",
    "promise-onward": "What to do with the promise",
    "is-you": "Whether we reached the right person",
    "call-name": "What to call them",
    "check-in-day": "When to check in",
    "more": "And added",
    "pause-for": "For how long it should be quiet",
    "new-time": "Which day and time suits",
    "language": "Language",
    "need": "What they look for",
    "what-is-wrong": "What should be put right",
    "sure-to-delete": "Whether to ask for deletion",
    "strength-good-at": "What they are good at",
    "strength-got-through": "What got them through before",
    "strength-others-say": "What somebody who likes them would say",
    "barrier": "What is in their way",
    # what was agreed
    "step-done": "Small step done",
    "goal-reached": "Goal reached",
    "good-news": "Good news",
    "goal-dropped": "Goal let go",
    "goal-parked": "Goal on hold",
    "goal-open": "Goal taken up again",
    "goal-changed": "Goal changed",
    "goal-shown": "Their mentor may see the goal",
    "goal-hidden": "Their mentor may see the goal no longer",
    "pause": "Quiet until",
    "time": "New day and time",
    "asked": "They say this is wrong",
    "resources": "Was given places that help with",
    # events
    "reflections-begun": "Wants a question a week to think over",
    "reflections-over": "That was the last question to think over",
    "reflection-kept": "Wrote something, for themselves alone",
    "reflection-sent": "Sent it to whoever looks after them",
    "no-address": "There was no way to reach them",
    "alerted": "Staff on duty were alerted",
    "alerted-off-duty": "Nobody was on duty: every coordinator was alerted",
    "nobody-to-alert": "Nobody was on duty who could be alerted",
    "cannot-be-answered": "It came from a sender that no answer can reach",
    "not-rung-again": "No phone rang: this number has set off enough alerts today",
    "carrier-says-undelivered": "The phone company says that a message did not get through",
    "braked": "So many messages came that answering stopped for a few minutes",
    "acknowledged": "The flag was acknowledged",
    "flag-closed": "The flag was closed",
    "ended-at-desk": "They asked for the messages to end",
    "wrong-person": "The number belongs to somebody else",
    "stopped-on-shared-phone": "STOP came from the phone they share, without a word: it counts for all",
    "may-be": "This may have been",
    "still-theirs": "The number is still theirs, they say",
    "number-linked": "They proved a new number with the phrase agreed on; the old one is theirs no longer",
    "stopped-at-carrier": "The carrier says they stopped the messages",
    "not-delivered": "A message was not delivered",
    "not-sent": "A message was not sent",
    "sender-told": "Whoever wrote it was told that it may not have arrived",
    "arrived-after-all": "A message that was taken for lost arrived after all",
    "ladder-1": "Nobody had acknowledged it: called",
    "ladder-2": "Still nobody: the next was texted and called",
    "ladder-3": "Still nobody: everybody was texted and called",
    "acknowledged-by-call": "Acknowledged on a call by",
    "call-not-answered": "A call was not answered",
    "drill": "A drill: nothing has happened",
    "drill-not-answered": "Drill: neither text nor call was answered by",
    "mentor-told": "The mentor was told that the team is looking after them",
    "alert-not-delivered": "An alert did not reach its phone",
    "false-alarm": "It was a false alarm",
    "flag-reopened": "The flag was opened again",
    "taken-over": "A colleague took it over",
    "missed-entered": "Entered by hand: the program had not noticed it",
    "prompts-resumed": "Prompts go on",
    "called": "A call was made",
    "kit-offered": "They were told that their own list is there as well",
    "strength-given-back": "In a hard week: given back in their own words what they are good at",
    "signpost-blocked": "The signposts could not be delivered: please call",
    "cannot-go-on": "Handrail was changed while this question waited, and it was let go",
    "not-told": "One of them gets no messages now: please tell them yourself",
    # meetings
    "place": "Where",
    "length": "How long",
    "said": "What should be remembered",
    "meeting": "A meeting",
    "meeting-moved": "The meeting moved",
    "meeting-off": "The meeting was called off",
    "meeting-with": "Whom they would like to meet",
    "meeting-when": "When they would like to meet",
    "meeting-hour": "At what time",
    "meeting-where": "Where they would like to meet",
    "meeting-right": "Whether it was read right",
    "meeting-barrier": "What might get in the way of the meeting",
    "meeting-happened": "Whether they met",
    "meeting-length": "How long, in minutes (0: not said)",
    "meeting-words": "How it was",
    "taken-back": "The mentor took it back",
    "met-or-words": "Whether a meeting was meant",
    "met-whom": "Whom they met",
    "met-right": "Whether the meeting was noted rightly",
    "met-how-long": "How long the meeting was",
    # what mentors do by a word
    "seen": "The mentor has seen the nudge",
    "mentor-note": "Note of the mentor, for staff",
    "note-about": "Whom the note is about",
    "whens-good-to-call": "Whether to ask when a call is good",
    "cover-when": "From when until when",
    "for-mentee": "Whether words were for the mentee or for staff",
    "wellbeing-heavy": "How heavy it felt this month (1 light, 5 very heavy)",
    "wellbeing-help": "What would help",
}
BARRIERS: Mapping[str, str] = {
    "housing": "A place to live",
    "work": "Work",
    "money": "Money",
    "health": "Health",
    "papers": "ID and papers",
    "family": "Family",
    "travel": "Getting around",
    "other": "Something else",
    "none": "Nothing at present",
}
INBOUND_KINDS: Mapping[str, str] = {
    "photo": "Photo",
    "video": "Video",
    "voice": "Voice note (nobody has listened to it yet)",
    "sticker": "Sticker",
    "location": "Location",
    "contact": "Contact",
    "file": "File",
    "reaction": "Reaction",
    "service": "Something about the chat (a pin, a timer, a location that moves on)",
    "edit": "Changed an earlier message",
    "button": "Tapped an answer",
    "start_link": "Opened the invitation",
    "group": "Added us to a group",
    "blocked": "Blocked the messages",
    "unblocked": "Took the messages back",
}
INBOX_OUTCOMES: Mapping[str, str] = {
    "for_a_person": "For a person",
    "set_aside": "Could not be handled: please read it",
    "stranger": "From somebody we do not know",
    "braked": "Came again and again, as from a machine: not answered",
    "stale": "Came after the question was over",
    "safety": "Safety",
    "own": "Theirs alone: it is not shown here",
}
REASONS: Mapping[str, str] = {
    "stopped": "this person has stopped messages",
    "paused": "this person has paused messages",
    "custody": "this person is in custody",
    "not_consented": "this person has not agreed to messages yet",
    "answered_once": "they had an answer today, and have not agreed to messages yet",
    "invited_once": "they were invited before",
    "already_joined": "they have joined already",
    "tried_once": "it was tried once",
    "off_duty": "they are off duty",
    "taken": "somebody had taken it by then",
    "busy": "the line was busy",
    "no_answer": "nobody picked up",
    "failed": "the call did not go through",
    "canceled": "the call was called off",
    "not_yet_due": "it was not due yet",
    "missed": "its time had passed",
    "blocked": "their phone or carrier refuses messages",
    "carrier_notice": "the carrier says that it did not arrive",
    "no_address": "there is no way to reach them",
    "quiet_hours": "quiet hours",
    "held": "prompts were held after words of danger",
    "match_ended": "they are not matched any more",
    "died": "somebody it was for, or about, has died",
    "superseded": "it was about something that was over",
    "channel_closed": "that way to their phone is not in use any more",
    "unreadable": "its words could not be opened",
    "number_retired": "the number is theirs no longer",
    "shared_phone": "the phone is shared: it waits for their word",
    "still_you": "it was asked whether the number is still theirs",
    "too_late": "it came too late",
}
OWN_PARTS: Mapping[str, str] = {
    "own-harder": "What makes a day harder",
    "own-helped": "What has helped",
    "own-first": "What they want to do first",
    "own-groups": "Where they go, and when",
}
NEEDS: Mapping[str, str] = {
    "housing": "A place to live",
    "work": "Work or training",
    "health": "Health",
    "treatment": "Support groups",
    "benefits": "Money and benefits",
    "papers": "ID and papers",
    "food": "Food",
}
REQUESTS: Mapping[str, str] = {
    "complaint": "A complaint",
    "complaint_begun": "Began a complaint, did not finish",
    "deletion": "Wants their data deleted",
    "correction": "Says something is wrong",
    "copy": "Wants a copy of what is kept",
    "number": "Has a new number, by the phrase agreed on: make sure, and agree on another",
    "resource": "Is looking for a place that helps",
    "place_no_help": "Says that a place did not help",
    "place_closed": "Says that a place was closed: check it under Places that help",
    "supervision": "Asks for supervision",
    "cover": "Asks for cover",
    "unreachable": "Messages do not reach their number: find another way, and correct it",
    "reflection": "Sent you what they thought over",
    "fit": "Said how it goes with the other: low, or in words. The other does not see it",
    "training": "What would have helped them to know, looking back on a match",
    "parting": "Words in parting that could not be passed on by themselves: look first",
    "become_mentor": "Would like to become a mentor",
    "give_back": "Would like to give something back",
    "left_touch": "Left early, and would like to hear from you",
    "left_words": "Left early, and said what could have gone better",
    "quiet": "Answers no check-ins: decide how it goes on, as nothing more is sent by itself",
}
REASON_KINDS: Mapping[str, str] = {
    "needs": "What they need",
    "goals": "Goals",
    "experience": "Shared experience",
    "interests": "Interests",
    "language": "Language",
    "wishes": "What they asked for",
}
MATCH_ENDS: Mapping[str, str] = {
    "moved": "moved to another mentor",
    "finished": "finished",
    "left": "one of them left",
    "moved_away": "moved away",
    "custody": "back in custody",
    "died": "ended by a death",
}
MOMENTS: Mapping[str, str] = {
    "fit_2": "was asked how it goes after 2 weeks",
    "fit_6": "was asked how it goes after 6 weeks",
    "fit_12": "was asked how it goes after 12 weeks",
    "told": "was told of the last day",
    "told_anew": "was told of another last day",
    "goes_on": "was told that they go on",
    "look_back": "looked back",
    "parting": "was asked for words in parting",
    "onward": "was told what comes after",
    "closed": "was told that it has come to its close",
    "afterwards": "was asked how it goes on",
    "left_early": "was asked what could have gone better",
}
SILENT: Mapping[str, str] = {
    "stopped": "their phone has stopped the messages; texting START to us brings them back",
    "custody": "they stand as being in custody; they or a lead change that on their page, under Change",
    "paused": "they have paused the messages, and get alerts only while they are on duty",
    "invited": "their number has not answered our invitation yet",
    "retired": "their number was taken off, and there is no other",
    "unproven": "a colleague entered their number; until they say on My account that it is theirs, "
    "no call goes there and no ACK from it counts",
    "blocked": "their phone or carrier refuses our messages",
    "no-phone": "they are on the rota and have no phone here",
}
STEPS: Mapping[str, str] = {
    "signpost": "Signpost handed over",
    "alert": "Alert handed over",
    "delivered": "Alert delivered",
    "acknowledged": "Acknowledged",
    "closed": "Closed",
}
CALLS: Mapping[str, str] = {
    "signpost-blocked": "The signposts did not reach their phone",
    "stopped-in-danger": "Stopped the messages, and their words suggested danger",
    "stopped-with-words": "Stopped the messages and wrote something",
}
CLASHES: Mapping[str, str] = {
    "match": "They walk with {}, whom they may have no contact with. Match them with somebody else, or end "
    "the match and make it anew with who approved it.",
    "curfew": "Something is asked of them at {}, inside their curfew. Choose another time.",
    "app": "The only way to them is an app that is not allowed. Nothing reaches them: add a number.",
}
QUIET: Mapping[str, str] = {
    "missed": "the program was not running",
    "talking": "another question was still open",
}
RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.WEEKLY: "every week",
    Rhythm.FORTNIGHTLY: "every two weeks",
    Rhythm.MONTHLY: "every four weeks",
    Rhythm.A_PERSON: "none, until they write or somebody here decides",
}
AUDITS: Mapping[str, str] = {
    "record_read": "Read a record",
    "person_read": "Opened their page",
    "export": "Exported the log",
    "export_included": "Exported the log, with them in it",
    "replied": "Replied",
    "acknowledged": "Acknowledged a flag",
    "closed flag": "Closed a flag",
    "reopened flag": "Opened a flag again",
    "took over flag": "Took a flag over",
    "number seen": "Saw their phone number",
    "attended": "Marked messages as attended",
    "read a marked message": "Read a message that the second look had marked",
    "person added": "Added this person",
    "changed": "Changed",
    "paused": "Paused the messages",
    "resumed": "Ended the pause",
    "ended messages": "Ended the messages, as they asked",
    "role begun": "Began a part",
    "role ended": "Ended a part",
    "consent added": "Added consent evidence",
    "word set": "Chose a word for a shared phone",
    "number confirmed": "Made sure that a number is theirs",
    "phrase agreed": "Agreed on a phrase for a new number",
    "phrase taken away": "Took the phrase for a new number away",
    "condition added": "Added a condition",
    "condition ended": "Ended a condition",
    "readiness added": "Recorded readiness",
    "circle asked": "Put a question to all mentors",
    "circle taken back": "Took the question to all mentors back",
    "circle shared": "Gave answers back to all mentors",
    "circle read": "Read what mentors answered to the question to all",
    "training added": "Added to the training log",
    "number added": "Added a number",
    "number retired": "Retired a number",
    "link made": "Made a Telegram link",
    "sender named": "Said who a sender is",
    "match made": "Made a match",
    "match ended": "Ended a match",
    "meeting logged": "Logged a meeting",
    "request read": "Read a request",
    "request closed": "Closed a request",
    "place added": "Added a place that helps",
    "place changed": "Put a place right",
    "place checked": "Checked a place",
    "place retired": "Retired a place",
    "places brought in": "Brought in a file of places",
    "cover granted": "Let another mentor stand in",
    "account_made": "Made an account",
    "signed_in": "Signed in",
    "second_factor_on": "Set up codes for signing in",
    "second_factor_off": "Switched off codes for signing in",
    "recovery_code_used": "Signed in with a recovery code",
    "password_link": "Gave out a link to choose a password",
    "password_set": "Chose a password",
    "recovery_begun": "Asked for a new way in to an account",
    "recovery_confirmed": "Said yes to a new way in to an account",
    "recovery_stopped": "Stopped a new way in to an account",
    "sign_in_failed": "Could not sign in: the password or the code was wrong",
    "refused": "Asked for what is not theirs",
    "number proven": "Said that a number is theirs",
    "role_changed": "Changed a role",
    "left": "Entered that somebody left",
    "came_back": "Entered that somebody is back",
    "rota_changed": "Changed the rota",
    "settings_changed": "Changed settings",
    "confirmed": "Answered for something before going live",
    "went_live": "Gave the last word that was needed to go live",
    "false alarm": "Closed a false alarm",
    "missed danger entered": "Entered a danger that was missed",
    "exported tuning": "Exported what the screen got wrong",
    "prompts resumed": "Let prompts go on",
    "called": "Wrote how a call went",
    "mentor may know": "Entered that the mentor may be told",
    "mentor may not know": "Entered that the mentor may not be told",
    "drill": "Began a drill",
    "drill ended": "Ended a drill",
    "safety times": "Exported the safety times",
    "audit_read": "Read the audit log",
}


def length(took: timedelta | None) -> str:
    """How long something took, in the two largest units that matter; a dash where it has not happened."""
    if took is None:
        return "–"
    seconds = round(took.total_seconds())
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds % 60, "s")]
    first = next((at for at, (number, _) in enumerate(parts) if number), 3)
    told = [f"{number} {unit}" for number, unit in parts[first : first + 2] if number]
    return " ".join(told) or "0 s"


def how_often(unanswered: int) -> str:
    """How often check-ins come to somebody who let so many in a row go by, and why."""
    told = RHYTHMS[rhythm(unanswered)]
    if unanswered == 0:
        return told
    last = "the last one" if unanswered == 1 else f"the last {unanswered}"
    return f"{told}; {last} found no answer"


def plainly(code: str, words: Mapping[str, str]) -> str:
    """The words for a code, or the code made readable."""
    if code in words:
        return words[code]
    readable = code.replace("_", " ").replace("-", " ").replace(".", " ").strip()
    return readable[:1].upper() + readable[1:]


def ending(kind: str, outcome: str) -> str:
    """How an exchange ended; words between people have no end of their own, and say nothing."""
    return "" if not outcome and kind in ("message", "safety", "meeting") else plainly(outcome, OUTCOMES)


def reason(code: str) -> str:
    """Why something was not sent; a provider's number is given as one."""
    if code.startswith(ACCOUNT_FAULT):
        return f"our account with the provider has to be put right: code {code.removeprefix(ACCOUNT_FAULT)}"
    known = code.replace("-", "_")
    if known in REASONS:
        return REASONS[known]
    return f"code {code}" if code.isdigit() else code.replace("_", " ").replace("-", " ")


def went_wrong(state: str, code: str) -> str:
    """What became of a message that did not get through."""
    why = f" ({reason(code)})" if code else ""
    if state == "expired" and code.startswith(ACCOUNT_FAULT):
        return f"Not sent{why}"
    return {
        **dict.fromkeys(("queued", "claimed"), f"Waits{why}"),
        "unknown": "May not have arrived",
        "failed": f"Failed{why}",
        "expired": "Not sent: it was too late for it",
        "withheld": f"Not sent: {reason(code) if code else 'the rules did not allow it'}",
    }[state]


def reached(state: str, code: str, made_at: datetime, delivered_at: datetime | None) -> str:
    """How far an alert got, in a few words."""
    if delivered_at is not None:
        return f"delivered after {length(delivered_at - made_at)}"
    if state in ("claimed", "sending") or (state == "queued" and not code.startswith(ACCOUNT_FAULT)):
        return "on its way"
    if state == "sent":
        return "handed over"
    words = went_wrong(state, code)
    return words[:1].lower() + words[1:]


def delivery(line: Line, time_of: Callable[[datetime], str], waits: bool) -> str:
    """How far one of our lines got, in words.

    Args:
        line: an outgoing line.
        time_of: words a time.
        waits: whether the moment it waits for is still to come.
    """
    match line.state:
        case "queued" if line.reason == "not_live":
            return "Waiting until the programme is live"
        case "queued" if waits and line.waits_until:
            why = f" ({reason(line.reason)})" if line.reason else ""
            return f"Waiting until {time_of(line.waits_until)}{why}"
        case "queued" if line.reason.startswith(ACCOUNT_FAULT):
            return went_wrong(line.state, line.reason)
        case "queued":
            return "About to go"
        case "claimed" | "sending":
            return "Going out now"
        case "sent" | "delivered":
            word = "Delivered" if line.state == "delivered" else "Handed over"
            return f"{word} {time_of(line.settled_at or line.at)}"
        case "unknown" | "failed" | "expired" | "withheld":
            return went_wrong(line.state, line.reason)
        case _:
            return plainly(line.state, {})


SETTINGS: Mapping[str, str] = {
    "quiet_start": "Quiet hours from",
    "quiet_end": "Quiet hours to",
    "retention_days": "Keep words for so many days",
    "join_word": "A word to join with",
    "minutes_emergency": "Minutes in an emergency",
    "minutes_urgent": "Minutes when it is urgent",
    "minutes_concern": "Minutes for a concern",
    "tells_mentor": "A mentor may be told",
}


def phone(number: str) -> str:
    """A number as it is read aloud: "+1 312-555-0123"."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def condition(kind: str, other: str, start: str, end: str, detail: str, mine: bool) -> str:
    """A condition in a sentence."""
    match kind:
        case "no_contact":
            return f"No contact with {other or 'somebody'}" + ("" if mine else " (kept on their page)")
        case "curfew":
            return f"Curfew from {start} to {end}"
        case "no_app":
            return f"Not allowed: {plainly(detail, CHANNELS)}"
        case _:
            return plainly(kind, {})
