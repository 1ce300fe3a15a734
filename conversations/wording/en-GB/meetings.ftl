# Meetings: agreed, moved, called off, asked after.

ask-meeting-with = Who would you like to meet: { $people }? A name is enough.
    .again = Sorry, which of them: { $people }?
ask-meeting-when = Which day and time? For example: Thursday 3pm
    .again = Sorry, I need a day and a time. For example: Thursday 3pm
ask-meeting-hour = At what time? For example: 3pm
    .again = Sorry, I need a time. For example: 3pm
ask-meeting-where = And where? A few words are enough.
    .again = Sorry, I couldn't use that. Where would you like to meet, in a few words?
ask-meeting-right = { $when }, { $place }, with { $whom }. Is that right? If so, I'll tell { $whom }.
    .again = Sorry, a yes or a no is enough: { $when }, { $place }, with { $whom }?
    .yes = Yes
    .no = No
meeting-instead = In place of { $when }:
meeting-no-such-day = I can't find that day in the calendar.
meeting-past = That time has passed already.
meeting-night = Meetings go from 6am to 10pm.
meeting-closed = That hour doesn't work for this meeting.
meeting-not-kept = OK, nothing changes, and nobody is told. Text MEET whenever you'd like to set one up.

meeting-kept = It's a plan: { $when }, { $place }. You both get a reminder the day before.
meeting-kept-soon = It's a plan: { $when }, { $place }.
meeting-kept-already = You have that one already: { $when }, { $place }, with { $whom }.
meeting-moved = Moved: { $when }, { $place }.
meeting-told = { $name } set up a meeting with you: { $when }, { $place }. If it doesn't fit, text MOVE and another time, or CALL OFF.
meeting-told-moved = { $name } moved your meeting: { $when }, { $place }. If it doesn't fit, text MOVE and another time, or CALL OFF.
meeting-place-to-look-up = text MEETINGS for the place
meeting-off = OK, { $when } is off.
meeting-told-off = { $name } called off { $when }. Text MEET and another time whenever it suits.
meeting-not-told = I can't write to { $name } right now, so { $coordinator } will see this when they are next on.
meeting-not-reached = I can't write to { $name } right now, so nothing is kept. Text PERSON, and { $coordinator } can help.
meeting-too-late = That time has passed by now, so nothing is kept. Text MEET and another time.
meeting-none = You have no meeting planned here. To set one up: MEET Thursday 3pm library
meeting-listed = { $when }, { $place }, with { $whom }
meeting-which-off = Which one? Text CALL OFF and its day.
meeting-offer = To set it up for you both, text: MEET { $words }

meeting-coming = Coming up: { $when }, { $place }, with { $whom }.
ask-meeting-barrier = What might get in the way? { $whom } sees your answer. NOTHING is fine too.
    .again = Sorry, I couldn't use that. What might get in the way? A few words, or NOTHING.
meeting-in-the-way = { $name }, on what might get in the way: { $words }
meeting-nothing-in-the-way = Good. See you both there.

ask-meeting-happened = { $when }: did you and { $whom } meet?
    .again = Sorry, a yes or a no is enough: did you and { $whom } meet, { $when }?
    .yes = Yes
    .no = Not this time
ask-meeting-length = Good. About how long was it? For example: 45 min
    .again = Sorry, how long was it, about? For example: 45 min. Not sure is fine too.
ask-meeting-words = A few words on how it was? They go into the record. Or reply SKIP.
    .again = Sorry, I couldn't use that. A few words on how it was, or reply SKIP.
meeting-happened = Thank you. It's kept.
meeting-did-not = That happens. Text MEET whenever you'd like to find another time.
