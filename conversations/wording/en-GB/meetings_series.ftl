# Meetings that come round.

ask-meeting-weekly-right = Every week, from { $when } on: { $place }, with { $whom }. Is that right? If so, I'll tell { $whom }.
    .again = Sorry, a yes or a no is enough: every week from { $when } on, { $place }, with { $whom }?
    .yes = Yes
    .no = No
ask-meeting-fortnightly-right = Every two weeks, from { $when } on: { $place }, with { $whom }. Is that right? If so, I'll tell { $whom }.
    .again = Sorry, a yes or a no is enough: every two weeks from { $when } on, { $place }, with { $whom }?
    .yes = Yes
    .no = No
meeting-told-weekly = { $name } set up a meeting with you every week, from { $when } on: { $place }. If it doesn't fit, text MOVE and another time, or CALL OFF ALL.
meeting-told-fortnightly = { $name } set up a meeting with you every two weeks, from { $when } on: { $place }. Not good? Text MOVE and another time, or CALL OFF ALL.
meeting-listed-weekly = { $when }, { $place }, with { $whom }, every week
meeting-listed-fortnightly = { $when }, { $place }, with { $whom }, every two weeks
meeting-others-stay = The ones after it stay. CALL OFF ALL calls off every one.
meeting-all-off = OK, every meeting with { $whom } is off.
meeting-told-all-off = { $name } called off all your meetings. Text MEET and a time whenever it suits.
meeting-hour-closed = { $when } with { $whom } doesn't work at that hour, so it is off. Text MEET and another time.
meeting-whose-all = Which ones? Text CALL OFF ALL and the name.
