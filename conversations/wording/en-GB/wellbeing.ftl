# Once a month, to mentors: two questions about themselves.
wellbeing-hello = Hi { $name }, two short questions about you. The { $programme } team sees both answers, your mentees never do.
ask-wellbeing-heavy = How heavy did it feel this month, from 1 (light) to 5 (very heavy)?
    .again = Sorry, a number is enough: how heavy did it feel, from 1 (light) to 5 (very heavy)?
ask-wellbeing-help = What would help? A few words, or SKIP.
    .again = Sorry, I couldn't use that. What would help, in a few words? Or SKIP.
    .skip = Skip
wellbeing-a-lot = That is a lot to hold. Take a break if you need one: SUPERVISION or COVER asks for it. At any hour: { $signposts }.
wellbeing-thanks = Thank you for saying so. { $coordinator } can read it.
