# What people settle about the messages by texting a word.
help-mentor = { $programme }. MEET NOTE SUPERVISION COVER LESSON KIT PROMISE REFLECT TIME PAUSE LANGUAGE RECORD WRONG DELETE COMPLAIN. Ask { $coordinator }. STOP ends it.
help-short = { $programme }. GOALS STEP DONE MENTOR MEET PROMISE KIT PAUSE TIME RESOURCES LANGUAGE RECORD WRONG DELETE COMPLAIN. STOP ends it.
help-mentor-short = { $programme }. MEET NOTE SUPERVISION COVER LESSON KIT PROMISE REFLECT TIME PAUSE LANGUAGE RECORD WRONG DELETE COMPLAIN. STOP ends it.

pause-begun = OK, it's quiet from now on. Text START when you want messages again.
ask-pause-for = For how long? For example: a week, until 5 June, till I say.
    .again = Sorry, I didn't get how long. For example: 2 weeks, until 5 June, till I say.
paused-until = OK, quiet until { $date }. START brings the messages back sooner. You can still write here any time.
paused-open = OK, quiet until you text START. You can still write here any time.
pause-over = Hi { $name }, the quiet time you asked for is over, so the messages begin again. Text PAUSE if you'd like it longer.

ask-new-time = Which day and time would suit you? For example: Friday 6pm
    .again = Sorry, I need one day and one time between 8am and 9pm. For example: Friday 6pm
time-quiet = That's in the quiet hours, when I never write. Let's find another time.
time-kept = OK, then the time stays as it is. Text TIME whenever you want to change it.
time-moved = Done. From now on: { $when }.

ask-language = Which language would you like?
    .again = Sorry, I didn't catch that. Which language would you like? The number is enough.
    .en-US = English US
    .en-GB = English UK
    .es = Español
language-set = OK, English from now on.

ask-need = What are you looking for?
    .again = Sorry, I didn't catch that. What are you looking for? The number is enough.
    .housing = A place to live
    .work = Work or training
    .health = Health
    .treatment = Support groups
    .benefits = Money and benefits
    .papers = ID and documents
    .food = Food

record-summary = Kept about you since { $since }: check-ins { $check_ins }, messages { $messages }, goals { $goals }, steps { $steps }.
record-readers-mentor = It can be read by { $readers }; by { $mentor }, only what you send or OK.
record-readers = It can be read by { $readers }.
record-how = Text COPY for all of it, WRONG to correct it, DELETE to have it deleted.
copy-asked = I've asked { $readers } for your copy. You'll hear back when they are next on.

ask-what-is-wrong = What should be put right? Your own words, in one message.
    .again = Sorry, I couldn't use that. What should be put right? A few words are enough.
correction-kept = Thank you. It's noted, and { $coordinator } will put it right or ask you about it.

delete-explained = { $leads } can delete what is kept about you. Two things stay: your yes or no to messages, as proof, and notes that keep people safe.
ask-sure-to-delete = Shall I ask?
    .again = Sorry, a yes or a no is enough: shall I ask for it to be deleted?
    .yes = Yes
    .no = No
delete-asked = I've asked { $readers }. You'll hear back, and nothing is deleted before that.
delete-not = OK. Nothing changes.

complaint-lead = Only { $lead }, who leads the programme, reads this: not { $coordinator }, and no mentor.
complaint-only-lead = Only { $lead }, who leads the programme, reads this. No mentor does.
complaint-no-lead = Only the lead of the programme reads this: not { $coordinator }, and no mentor.
ask-what-happened = What happened? Please write it in one message.
    .again = Sorry, I couldn't use that. Please write what happened in your own words, in one message.
complaint-kept = Thank you for saying it. It's waiting for the lead, who will get back to you.
complaint-more = Thank you. I've added that. Nobody else reads it.
complaint-not-words = (Sent something that is not words, so it cannot be read here. Ask them about it.)

wrong-number = This was { $programme }. Sorry if it reached the wrong phone: we won't write again. If it was meant for you, text START.

# Dates.
date = { $day } { $month }
date-and-year = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# A date, as in "Thursday 8 January, 3pm".
date-time = { $weekday } { $day } { $month }, { $clock }
day-0 = Monday
day-1 = Tuesday
day-2 = Wednesday
day-3 = Thursday
day-4 = Friday
day-5 = Saturday
day-6 = Sunday
