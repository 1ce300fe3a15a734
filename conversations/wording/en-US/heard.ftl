# What was heard, and who will see it when. Neutral on a locked screen: never what somebody is afraid of.
seen-later = when they are next on
seen-from = from { $time }
seen-now = soon: they are on now

heard-custody = Thank you for letting us know. I'll hold the check-ins. { $name } will see this { $seen } and can tell people for you.
heard-custody-unsure = Thank you for letting us know. { $name } will see this { $seen } and can tell people for you.
heard-hospital = Sorry to hear it, I hope they look after you. { $name } will see this { $seen }. Rest first, nothing here is urgent.
heard-good-news = That's great news, well done! { $name } will see it { $seen }.
heard-bad-news = I'm so sorry. That's a lot to take. { $name } will see this { $seen }.
heard-complaint = I'm sorry it went like that. { $name } will see this { $seen }. To tell only the lead, text COMPLAIN and your words.
heard-need = Got it. { $name } will see this { $seen }. Meanwhile, text RESOURCES for places that can help.
heard-need-no-place = Got it. { $name } will see this { $seen } and can look for somewhere that helps.
heard-wants-person = { $name } will see that you'd like to talk { $seen }. If you're in danger, call { $emergency } now.
heard-greeting = Hi! This is { $programme }'s check-in line. Write what's on your mind: { $name } will see it { $seen }.
heard-apology = No need to be sorry. { $name } will see this { $seen }. Write whenever you can.
heard-reschedule = Thanks for letting us know. { $name } will see this { $seen } and can find another time with you.
heard-met = Good that you met. { $name } will see this { $seen }.
heard-moved = Thanks for letting us know. { $name } will see this { $seen } and can change it here.
heard-new-phone = Thanks for letting us know. { $name } will see this { $seen } and can set up the new number with you.
heard-wrong-person = Thanks for telling us. { $name } will see this { $seen }. To end the messages to this phone now, text STOP.
heard-done = Thank you for telling us. { $name } will see this { $seen }. To end the messages now, text STOP.

# Questions about us.
about-authority = This is { $programme }. Answering is up to you, and this number tells nobody outside by itself. { $name } can say who is behind it and what may have to be shared.
about-readers = What you write is kept, and { $readers } can read it. Your mentor sees only what you send them or OK. Text RECORD to see what is kept.
about-bot = I'm a program, not a person: I ask, keep and pass things on. { $name } is a person, and reads this when they are next on.
about-stop = Text STOP and the messages end at once. PAUSE gives you a break, as long as you like. No reason needed, and no harm done.
about-cost = { $programme } charges you nothing for this. Your phone plan may count texts as it always does.

# Something reached, said as an answer.
good-news = That's great news. Well done!
late-answer = Thanks, { $name }, it's never too late. I've kept that for this week.
goal-reached = That was your goal: "{ $goal }". You got there! (If I got that wrong, text WRONG.)
ask-after-news = Is there a small step you'd like next? Say it in your own words, or reply SKIP.
    .again = Sorry, I couldn't use that. A few words for a next step, or reply SKIP.
check-in-rest = That's fine, it doesn't have to be a number. Your words are kept as they are, and { $coordinator } can read them. Until next week, { $name }.

# In place of a person's own words where a stranger might read them.
quiet-somebody = somebody you know
discreet-on = From now on no name and none of your own words stands in what comes unasked. What you get in answer stays as it is. DISCREET OFF ends it.
discreet-off = Names and your own words may stand in my texts again. DISCREET brings it back.
quiet-step = your step
quiet-goal = your goal
quiet-promise = your promise to yourself
quiet-place = the place you agreed
nudge-step-quiet = { $name } checked in, has a next step, and is fine with you knowing it. Ask about it when you talk.

# Who writes, and for whom.
who-we-are = This is { $programme }, an automated check-in by text with people behind it. { $name } looks after it and reads what you write. Questions are welcome.
who-we-are-invited = This is { $programme }, an automated weekly check-in by text that you agreed to. { $name } looks after it. Reply YES to begin, STOP to end the messages.
