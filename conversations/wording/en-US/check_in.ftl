# The weekly check-in.
check-in-hello-1 = Hi { $name }, it's your weekly check-in.
check-in-hello-2 = Hello { $name }, good to be back in touch.
check-in-hello-3 = Hi { $name }, do you have a minute?
check-in-hello-4 = Hey { $name }, another week gone by.

ask-mood = How was your week, from 1 (very hard) to 5 (very good)? A few words are welcome too.
    .again = Sorry, I didn't catch that. Which number fits your week best, from 1 (very hard) to 5 (very good)?
    .n1 = 1 - very hard
    .n2 = 2 - hard
    .n3 = 3 - so-so
    .n4 = 4 - good
    .n5 = 5 - very good

check-in-heavy-1 = Thank you for telling me. That sounds like a lot to carry.
check-in-heavy-2 = I'm sorry it was that hard. Thank you for saying so.
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
check-in-partly-1 = A start is a start.
check-in-partly-2 = Part of the way is still on the way.
check-in-no-blame-1 = That's okay. Some weeks are like that.
check-in-no-blame-2 = That's fine. If a step doesn't fit the week, we make the step smaller.
check-in-no-blame-3 = Thanks for being straight with me. It happens to everybody.

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
check-in-win-partly-1 = You got started on "{ $step }", and that counts.
check-in-win-partly-2 = "{ $step }" is under way because of you.
check-in-win-here-1 = You took a moment for yourself and answered. That counts.
check-in-win-here-2 = You showed up here today. That counts.
check-in-close-step-1 = Next up: "{ $step }". Good luck with it, { $name }.
check-in-close-step-2 = Take "{ $step }" at your own pace, { $name }.
check-in-close-step-3 = I'll ask about "{ $step }" next time. Take care, { $name }.
check-in-close-1 = Take care, { $name }. Until next week.
check-in-close-2 = Thanks, { $name }. Talk again next week.
check-in-close-3 = Look after yourself, { $name }. Until next time.
check-in-gentle-mentor = Go easy on yourself this week, { $name }. { $mentor } is a text away: start it with MENTOR.
check-in-gentle-coordinator = Go easy on yourself this week, { $name }. { $coordinator } is a text away: write here and they'll read it when they are next on.
