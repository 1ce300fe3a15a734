# The weekly check-in.
check-in-hello-1 = Hi { $name }, it's your weekly check-in.
check-in-hello-2 = Hello { $name }, good to be back in touch.
check-in-hello-3 = Hi { $name }, do you have a minute?
check-in-hello-4 = Hey { $name }, another week gone by.
check-in-hello-5 = Hi { $name }, how are things with you?
# After weeks without an answer: another tone, and less often. Nobody is blamed for silence.
check-in-quiet-1 = Hi { $name }, just a hello. No answer needed, but I'm glad of one.
check-in-quiet-2 = Hi { $name }. Weeks get full, so I'll ask every two weeks for now.
check-in-quiet-3 = Hello { $name }, just saying hello. If a number is all you have, that's plenty.
check-in-quiet-4 = Hi { $name }, this line stays open for you. I'll ask once a month for now.
check-in-back-1 = Good to hear from you, { $name }.
check-in-back-2 = I'm glad you wrote, { $name }.

ask-mood = How was your week, from 1 (very hard) to 5 (very good)? A few words are welcome too.
    .again = Sorry, I didn't catch that. Which number fits your week best, from 1 (very hard) to 5 (very good)?
    .n1 = 1 - very hard
    .n2 = 2 - hard
    .n3 = 3 - so-so
    .n4 = 4 - good
    .n5 = 5 - very good

check-in-heavy-1 = Thank you for telling me. That sounds like a lot to carry.
check-in-heavy-2 = I'm sorry it was that hard. Thank you for saying so.
check-in-heavy-3 = That's a hard week. Thank you for trusting me with it.
check-in-heavy-4 = Thanks for being open. You don't have to carry it all on your own.
check-in-heavy-5 = I hear you. It's good that you said so.
check-in-good-1 = Glad to hear it.
check-in-good-2 = That's good to read.
check-in-good-3 = Nice. May it last.
check-in-good-4 = Good. Hold on to what helped.
check-in-good-5 = I like hearing that.
ask-contact = Would you like { $person } to get in touch with you?
    .again = Sorry, just so I get it right: would you like { $person } to get in touch with you?
    .yes = Yes
    .no = No

ask-step-went = Last time your step was "{ $step }". How did it go?
    .again = Sorry, I want to get this right. How did "{ $step }" go? The number is enough.
    .done = Done
    .partly = Partly
    .not_yet = Not yet

check-in-done-1 = Well done, really.
check-in-done-2 = You did it. Nice going.
check-in-done-3 = That's great to hear.
check-in-done-4 = That took some doing. Well done.
check-in-done-5 = Good work, and all yours.
check-in-partly-1 = A start is a start.
check-in-partly-2 = Part of the way is still on the way.
check-in-partly-3 = Some of it is more than none of it.
check-in-partly-4 = That part of it is behind you.
check-in-partly-5 = Half a step is a step.
check-in-no-blame-1 = That's okay. Some weeks are like that.
check-in-no-blame-2 = That's fine. If a step doesn't fit the week, we make the step smaller.
check-in-no-blame-3 = Thanks for being straight with me. It happens to everybody.
check-in-no-blame-4 = No problem at all. It can wait, or change.
check-in-no-blame-5 = Fair enough. Life has its own plans.

ask-next-step = What's one small step for the week ahead? Say it in your own words, or reply SKIP.
    .again = Sorry, I couldn't use that. Tell me your next step in a few words, or reply SKIP.
ask-smaller-step = What would be a smaller piece of it, something for 10 minutes? Or pick something else, or reply SKIP.
    .again = Sorry, I couldn't use that. Tell me a smaller step in a few words, or reply SKIP.

ask-share-step = May I tell { $mentor } that your next step is "{ $step }"?
    .again = Sorry, a yes or a no is enough: may I tell { $mentor } that your next step is "{ $step }"?
    .yes = Yes
    .no = No

# The close names the small win first.
check-in-win-done-1 = This week you did what you set out to do: "{ $step }".
check-in-win-done-2 = "{ $step }" is done. Remember that one.
check-in-win-done-3 = You said it, and you did it: "{ $step }".
check-in-win-done-4 = "{ $step }": that was you.
check-in-win-done-5 = One thing that is behind you now: "{ $step }".
check-in-win-partly-1 = You got started on "{ $step }", and that counts.
check-in-win-partly-2 = "{ $step }" is under way because of you.
check-in-win-partly-3 = You made room for "{ $step }". That counts.
check-in-win-partly-4 = "{ $step }" has begun, and you began it.
check-in-win-partly-5 = Some of "{ $step }" is done. That part is yours.
check-in-win-here-1 = You took a moment for yourself and answered. That counts.
check-in-win-here-2 = You showed up here today. That counts.
check-in-win-here-3 = Thank you for taking the time to answer.
check-in-win-here-4 = You said how it is. That's worth something.
check-in-win-here-5 = Good that you wrote.
check-in-close-step-1 = Next up: "{ $step }". Good luck with it, { $name }.
check-in-close-step-2 = Take "{ $step }" at your own pace, { $name }.
check-in-close-step-3 = I'll ask about "{ $step }" next time. Take care, { $name }.
check-in-close-step-4 = "{ $step }" it is. Go well, { $name }.
check-in-close-step-5 = All the best with "{ $step }", { $name }.
check-in-close-1 = Take care, { $name }. Until next week.
check-in-close-2 = Thanks, { $name }. Talk again next week.
check-in-close-3 = Look after yourself, { $name }. Until next time.
check-in-close-4 = That's all for today, { $name }. Have a good week.
check-in-close-5 = Thank you, { $name }. I'll write again next week.
check-in-gentle-mentor-1 = Go easy on yourself this week, { $name }. { $mentor } is a text away: start it with MENTOR.
check-in-gentle-mentor-2 = Be kind to yourself, { $name }. To reach { $mentor }, start a text with MENTOR.
check-in-gentle-mentor-3 = Small things count this week, { $name }. A text that starts with MENTOR goes to { $mentor }.
check-in-gentle-mentor-4 = Rest where you can, { $name }. MENTOR and a few words go straight to { $mentor }.
check-in-gentle-mentor-5 = Take it slowly, { $name }. If you want to talk, start a text with MENTOR: { $mentor } gets it.
check-in-gentle-coordinator-1 = Go easy on yourself this week, { $name }. { $coordinator } is a text away: write here and they'll read it when they are next on.
check-in-gentle-coordinator-2 = Be kind to yourself, { $name }. Write here if you want { $coordinator }: they read it when they are next on.
check-in-gentle-coordinator-3 = Small things count this week, { $name }. What you write here, { $coordinator } reads when they are next on.
check-in-gentle-coordinator-4 = Rest where you can, { $name }. { $coordinator } reads what you write here when they are next on.
check-in-gentle-coordinator-5 = Take it slowly, { $name }. For { $coordinator }, just write here: it's read when they are next on.
