# Joining and leaving.
invite = Hello from { $programme }. You agreed to a short weekly check-in by text, a few messages a week. Reply YES to begin. HELP for help, STOP to end the messages. Msg & data rates may apply.
invite-declined = No problem, and thank you for answering. { $programme } won't write again unless you text START.
start-confirmed = You're in. Messages from { $programme } are on. HELP for help, STOP to end the messages.
stop-confirmed = You won't get any more messages from { $programme }. Text START if you ever want them back. You can tell us why, but no need.
help = { $programme }. Text GOALS STEP DONE MENTOR MEET PROMISE KIT PAUSE TIME RESOURCES LANGUAGE RECORD WRONG DELETE COMPLAIN. Ask { $coordinator }. STOP ends the messages.
help-stopped = { $programme }. Messages to you are off. Text START to turn them on. Questions: ask { $coordinator }.
bad-code = I don't know that code. Please check it with the person who gave it to you, and try again.
unknown-sender = This is an automated number of { $programme }. We don't know yours yet; a coordinator will see your message. In danger, call { $emergency }.
not-open-yet = This is an automated number of { $programme }. It is not open yet; a coordinator will see your message. In danger, call { $emergency }.

# People.
for-a-person = Thanks. That's one for { $name }, who will see it when they are next on. Nobody watches this number around the clock.
unclear-for-a-person = Sorry, I'm not getting it. { $name } will see what you wrote when they are next on.
relay = { $name }: { $text }
relayed = Passed on to { $name }. A reply will come here.
mentor-words-missing = Text MENTOR and then your words, all in one message, and I'll pass them on to { $name }.
no-mentor-yet = You don't have a mentor here yet, so this goes to { $name }, who will see it when they are next on.
mentor-resting = { $name } is taking a break. { $coordinator } will see this when they are next on.
may-not-have-arrived = Your last message to { $name } may not have arrived. If it matters, please send it again.

# Who walks with whom: told by a coordinator's change.
match-made-mentee = { $programme }: { $mentor } is your mentor from now on. To write, text MENTOR and your words. I pass them on; your number stays private.
match-made-mentor = You are matched with { $name } from today. What { $name } sends you comes here, and your reply goes back without your number. Thank you for being there.
match-moved-mentee = From today { $mentor } is your mentor, in place of { $person }. Your goals and steps stay as they are. To write, text MENTOR and your words.
match-moved-mentor = From today another mentor goes on with { $name }. Thank you for the time and care you gave. Messages from { $name } won't come here now.
match-ended-mentee = { $mentor } is not your mentor any more, from today. Your goals and check-ins stay as they are. Anything on your mind: write here, { $coordinator } reads it.
match-ended-mentor = Your match with { $name } ends today. Thank you for the time and care you gave. Anything you want to talk over: { $coordinator }.
back-again = Hi { $name }, { $programme } here. It's good to be back in touch. Your weekly check-in goes on from here, at your pace. HELP for help, STOP ends the messages.

# After days in which nothing ran.
away = We couldn't send messages for some days. All is well again, and messages come as usual.
away-check-in = We couldn't send messages for some days. All is well again. Your check-in comes as usual, { $when }.

# Steps, goals, promises.
done-celebrated-1 = You did it: "{ $step }". Well done.
done-celebrated-2 = "{ $step }": done. That took something.
done-celebrated-3 = Yes! "{ $step }" is done. Enjoy that.
done-celebrated-4 = Done: "{ $step }". One more step that's yours.
no-open-step = Good for you. I have no open step for you right now. Text STEP and your words to set one.
step-kept = Your step: "{ $step }". Text DONE when you've done it.
goal-kept = Your goal: "{ $goal }". I'll keep it in mind with you.
self-care-reminder-1 = A note from you to you: "{ $promise }".
self-care-reminder-2 = You asked me to remind you: "{ $promise }".
self-care-reminder-3 = Time for you: "{ $promise }".
self-care-reminder-4 = A small promise, yours: "{ $promise }".
self-care-reminder-5 = Something you wanted for yourself: "{ $promise }".

# What cannot be read here.
stale-button = That question is over, so nothing has changed. If you want to add something, just write it.
edit-noted = I saw that you changed a message. Both versions are kept, and { $name } will see them when they are next on.
empty-message = That message came through empty. Could you send it again in words?
group-refused = I only talk one to one. Please write to me directly.
cannot-see-photo = I can't look at photos here. { $name } will see that you sent one when they are next on. Words always reach me.
cannot-see-video = I can't watch videos here. { $name } will see that you sent one when they are next on. Words always reach me.
cannot-see-voice = I can't listen to voice notes here. { $name } will see that you sent one when they are next on. Words always reach me.
cannot-see-sticker = I can't read stickers here. If it's an answer, please send it in words. { $name } will see that you sent one.
cannot-see-location = I can't use locations here. { $name } will see that you sent one when they are next on. Words always reach me.
cannot-see-contact = I can't open contacts here. { $name } will see that you sent one when they are next on. Words always reach me.
cannot-see-file = I can't open files here. { $name } will see that you sent one when they are next on. Words always reach me.

# Staff. Nothing about anybody: phones lie on tables.
staff-alert = { $programme }: a message needs a person. Reply ACK { $code }. { $link }
staff-set-aside = { $programme }: a message could not be handled. Please read it yourself: { $link }
staff-drill = DRILL, { $programme }: nothing has happened. Please reply ACK { $code }. { $link }
# Spoken by a call. Names nobody, says nothing of what it is about.
staff-call = Handrail. A message needs you. Press 1 to say that you have it.
staff-drill-call = Handrail. This is a drill. Nothing has happened. Press 1 to say that you can hear this.
staff-still-held = { $code }: check-ins are still on hold there. Resume them, or leave it so for now: { $link }
staff-still-open = { $code } is still open. When you can, write what was done: { $link }
mentor-told = { $name } could do with a kind word. The { $programme } team knows and is on it. Nothing you need to fix. To talk it over, reply PERSON.
mentor-debrief = Hi { $name }. Yesterday may have asked a lot. Take a break if this hurts; any hour, { $signposts }. How are you doing? Write back: { $coordinator } reads it.
ack-confirmed = Thank you. { $code } is yours.
ack-already = { $code } has been taken by { $name } already. Thank you for looking.
ack-unknown = I don't know that code. Please check the alert, and reply ACK and its code.

# The menu beside Telegram's text box.
menu-step = Find a small next step
menu-done = I did my step
menu-goal = Something I want for myself
menu-promise = A promise to myself
menu-mentor = Write to my mentor
menu-meet = Set up a meeting
menu-goals = My goals and my open step
menu-pause = Quiet for a while
menu-time = Change the day and time
menu-resources = Places that can help
menu-language = Change the language
menu-record = What is kept about me
menu-wrong = Correct something
menu-delete = Have it deleted
menu-complain = Tell the lead of the program
menu-help = What I can do here
