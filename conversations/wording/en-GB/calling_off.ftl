# A meeting that somebody may not come to.

ask-meeting-call-off = Call off { $when } with { $whom }? YES, and I tell { $whom }. NO, it stays on. For another time: MOVE and the time.
    .again = Sorry, a yes or a no is enough: call off { $when } with { $whom }?
    .yes = Yes
    .no = No
meeting-stays-on = OK, { $when } stays on.
meeting-move-offer = { $when } stays as it is for now. To move it for you both, text: MOVE { $words }
meeting-still-on = It's on: { $when }, { $place }, with { $whom }.
meeting-not-down = You have no meeting planned here.

# The other of two who met.
ask-meeting-words-too = { $when } with { $whom }: a few words on how it was? They go into the record; { $whom } doesn't see them. Or reply SKIP.
    .again = Sorry, I couldn't use that. A few words on how it was, or reply SKIP.
meeting-words-skipped = OK, that's fine.
