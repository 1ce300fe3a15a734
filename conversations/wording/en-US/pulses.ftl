# A pulse: up to five short questions in the programme's name; and a word when a milestone is reached.
pulse-hello = { $programme } here. A few short questions. Answers are counted without names.
ask-pulse-choice = { $words }
    .again = Sorry, a number is enough. { $words }
    .yes = Yes
    .partly = Partly
    .no = No
    .skip = Rather not say
ask-pulse-says = { $words } A few words, or SKIP.
    .again = Sorry, I couldn't use that. A few words, or SKIP. { $words }
pulse-thanks = Thank you. That helps us do this better.
pulse-left-out = No problem, thanks all the same.
pulse-read-by = I'll leave it there. { $coordinator } will read what you wrote.
milestone-reached = Hi { $name }! { $words }
milestone-gift = There's something for you: { $gift }. { $coordinator } will hand it to you.
