# Goals by a word, and what the check-in remembers of them.
plan-horizon-week = This week:
plan-horizon-short = In a few months:
plan-horizon-long = In a year or more:
plan-horizon-open = When the time comes:
plan-goal = { $number } "{ $goal }"
plan-step-of = - step: "{ $step }". Text DONE when you've done it.
plan-step = Open step: "{ $step }". Text DONE when you've done it.
plan-no-step = No open step right now. Text STEP to find one.
plan-parked = On hold: { $number } "{ $goal }"
plan-reached = You got there: "{ $goal }"
plan-done = Done lately: "{ $step }"
plan-empty = There's nothing on your plan yet. Text GOAL and what you want for yourself, or STEP and a small step.
plan-more = Text MORE for the rest.

shown-goals = What { $name } shares with you:
shown-goal = "{ $goal }" ({ $horizon })
shown-goals-none = { $name } shares no goals with you right now. It's theirs to choose, any time.

# What becomes of a goal.
goal-done-1 = "{ $goal }": you got there. Take a moment for that.
goal-done-2 = You did it: "{ $goal }". That was your own doing.
goal-done-3 = "{ $goal }" is real now. I'm happy for you.
goal-done-4 = There it is: "{ $goal }". You wanted it and you made it happen.
goal-done-5 = "{ $goal }", reached. Tell somebody who'll be happy for you.
goal-take-back = (If that's not what you meant: GOAL BACK { $number }.)
goal-dropped = OK, "{ $goal }" is off your list. Things change, that's fine. GOAL BACK { $number } brings it back.
goal-parked = OK, "{ $goal }" can wait. Text GOAL BACK { $number } when you want it again.
goal-back = Back on your list: { $number } "{ $goal }". Text STEP { $number } and a small step when you have one.
goal-changed = Goal { $number } now: "{ $goal }".
goal-shown = { $mentor } can see "{ $goal }" now. GOAL HIDE { $number } ends that.
goal-hidden = Done. Your mentor can't look up "{ $goal }" here.
goal-step-rests = Its step "{ $step }" is off as well.
goal-step-for = Your step for "{ $goal }": "{ $step }". Text DONE when you've done it.
goal-as-it-is = OK. Nothing changes.
goal-no-such = I have no goal of yours with that number.
goal-no-mentor = There's no mentor here yet who could see it. It stays as it is.
goal-settled = Good. A small step towards it can come any time: text STEP. GOALS shows your list.

ask-share-goal = May { $mentor } see this goal: "{ $goal }"?
    .again = Sorry, a yes or a no is enough: may { $mentor } see "{ $goal }"?
    .yes = Yes
    .no = No
ask-step-goal = Which goal is "{ $step }" for? The number, or SKIP. { $listed }
    .again = Sorry, only a number here, or SKIP: which goal is "{ $step }" for? { $listed }
ask-goal-which = Which goal do you mean? The number, or SKIP. { $listed }
    .again = Sorry, only a number here, or SKIP. Which goal do you mean? { $listed }
# In place of the list where a stranger might read it.
quiet-listed = (Text GOALS for the list.)
ask-goal-sure-done = Did you get there with "{ $goal }"?
    .again = Sorry, a yes or a no is enough: did you get there with "{ $goal }"?
    .yes = Yes
    .no = No
ask-goal-sure-drop = Shall I take "{ $goal }" off your list?
    .again = Sorry, a yes or a no is enough: shall I take "{ $goal }" off your list?
    .yes = Yes
    .no = No
ask-goal-words = What should it say in place of "{ $goal }"? Your own words, or SKIP to keep it.
    .again = Sorry, I couldn't use that. What should it say? A few words, or SKIP to keep it.

# Help to make a goal clearer, for whoever asks.
ask-goal-look = "{ $goal }": when you're there, what will be different? Your own words, or SKIP.
    .again = Sorry, I couldn't use that. What will be different when you're there? A few words, or SKIP.
ask-goal-helps = Who or what could help you with it? A few words, or SKIP.
    .again = Sorry, I couldn't use that. Who or what could help? A few words, or SKIP.
ask-goal-by-when = By when would be good? A day, a month, or SKIP.
    .again = Sorry, I couldn't use that. By when? A few words, or SKIP.
ask-goal-clearer = How would you say the goal now? One line, or SKIP to keep "{ $goal }".
    .again = Sorry, I couldn't use that. The goal in one short line, or SKIP to keep it.

# What the check-in remembers.
check-in-not-forgotten-1 = I haven't forgotten what you told me last time.
check-in-not-forgotten-2 = What you told me last time is still with me.
check-in-not-forgotten-3 = I've kept in mind what you wrote last time.
check-in-not-forgotten-4 = I'm still thinking of what you told me last time.
check-in-not-forgotten-5 = Your words from last time have stayed with me.
check-in-heavy-again-1 = Two hard weeks in a row is a lot. Thank you for telling me.
check-in-heavy-again-2 = Last week was a heavy one too. I'm sorry there is no let-up yet.
check-in-heavy-again-3 = It hasn't eased, then. Thank you for saying how it is.
check-in-heavy-again-4 = That's been heavy for a while now. It's good that you write.
check-in-heavy-again-5 = Another hard one on top of the last. You're not alone with it.
check-in-lighter-1 = Last week was a heavy one. Good that this one is lighter.
check-in-lighter-2 = After the week before, I'm glad to read that.
check-in-lighter-3 = Good to hear it has eased a bit since last time.
check-in-lighter-4 = Last time was hard. I'm glad this week went easier on you.
check-in-lighter-5 = You came through a heavy week. Good that you can breathe a little now.
check-in-lighter-from-1 = Last week you wrote: "{ $words }". Good that this one is lighter.
check-in-lighter-from-2 = I remember "{ $words }" from last time. I'm glad it has eased.
check-in-lighter-from-3 = After "{ $words }" last week, it's good to read that.
check-in-lighter-from-4 = Last time it was "{ $words }". Good that you can breathe a little now.
check-in-lighter-from-5 = You told me "{ $words }" last time. This week sounds easier, I'm glad.
check-in-news-before-1 = And I remember your news: "{ $news }".
check-in-news-before-2 = Your news from last time still stands: "{ $news }". That's yours.
check-in-news-before-3 = I still think of what you told me: "{ $news }".
check-in-news-before-4 = And last week there was this: "{ $news }". Nobody takes that away.
check-in-news-before-5 = "{ $news }": I was glad of that last week, and still am.
check-in-step-towards-1 = About your goal "{ $goal }":
check-in-step-towards-2 = Towards "{ $goal }":
check-in-step-towards-3 = On the way to "{ $goal }":
check-in-step-towards-4 = Your goal is "{ $goal }".
check-in-step-towards-5 = I have "{ $goal }" in mind with you.
check-in-tiny = Five minutes: { $step }
ask-tiny-step = Then the step was too big, and that's on the step, not on you. How about only "{ $step }"?
    .again = Sorry, a yes or a no is enough: how about "{ $step }"?
    .yes = Yes
    .no = No
