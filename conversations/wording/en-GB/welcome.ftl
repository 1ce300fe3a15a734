# The welcome, for mentees.
ask-is-you = Hello from { $programme }. Is this { $name }?
    .again = Sorry, just to be sure this reaches the right phone: is this { $name }?
    .yes = Yes
    .no = No
welcome-joined = Hello from { $programme }, an automated weekly check-in, a few messages a week. HELP for help, STOP to end the messages. Your usual text rates apply.
welcome-not-you = Sorry for the mix-up, and thank you for saying so. We'll check the number.

welcome-what = Good to meet you. I'm an automated helper: each week I ask how it's going and what small step is next.
welcome-recorded-mentor = What you write is kept, and { $readers } can read it; { $mentor } only what you send or agree to.
welcome-recorded = What you write is kept, and { $readers } can read it.
welcome-limits = If a life or a child is at risk, we have to tell someone who can help.
ask-first-name = What should I call you? A first name is fine.
    .again = Sorry, what name should I use? A short one is fine.
ask-call-name = What should I call you? A name, or SKIP for { $name }.
    .again = Sorry, what name should I use? A short one is fine, or SKIP for { $name }.

welcome-not-watched = Nobody watches this number round the clock. In danger, call { $emergency }.
welcome-help-and-stop = HELP shows what you can text. STOP ends the messages.
ask-check-in-day = Which day and time suits you for our weekly check-in? For example: Friday 6pm
    .again = Sorry, I need one day and one time between 8am and 9pm. For example: Friday 6pm
welcome-usual-time = No problem, we'll start with the usual time. { $coordinator } can change it for you.

ask-first-goal = Last one: what's one thing you want for yourself? Big or small, in your own words. Or SKIP.
    .again = Sorry, I couldn't use that. Tell me one thing you want, in a few words, or reply SKIP.
welcome-goal-kept = I'll keep this in mind with you: "{ $goal }".
welcome-ready = Thanks, { $name }. Your weekly check-in: { $when }.
welcome-ready-usual = Thanks, { $name }. Speak to you at your first check-in.

# The welcome, for mentors.
mentor-welcome-role = Good to have you. A mentor listens, shares what helped, and keeps their word. You don't have to fix anything.
mentor-welcome-boundaries = You're not on call, and you don't have to know it all. What feels too big goes to { $coordinator }.
mentor-welcome-recorded = Messages here are kept, and { $readers } can read them.
mentor-welcome-limits = If a life or a child is at risk, tell { $coordinator } right away. In danger, call { $emergency }: nobody watches this number round the clock.
mentor-welcome-self-care = This can be heavy, so you come first too.
mentor-welcome-ready = Thanks, { $name }. I'll write when there's something to share. Anything else, ask { $coordinator }. HELP shows what you can text. STOP ends the messages.
