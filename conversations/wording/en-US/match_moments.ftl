# How it goes between two people, how it ends, what follows. Nothing here tells a locked screen what this is about.
ending-day = { $weekday }, { $month } { $day }
ending-told-mentee = Hi { $name }, your time with { $other } will come to an end on { $day }. Until then all stays as it is, and { $coordinator } stays with you after that.
ending-told-mentor = Hi { $name }, your time with { $other } will come to an end on { $day }. Until then all stays as it is. To talk it over: { $coordinator }.
ending-told-anew = { $name }, the day has changed: your time with { $other } now ends on { $day }. Anything on your mind: write here, { $coordinator } reads it.
ending-goes-on = Good to know, { $name }: you and { $other } go on, with no last day for now. Questions? Write here, { $coordinator } reads it.
ending-onward-mentee = After { $day }, { $coordinator } reads what you text here, any time. KIT is your own list of people to turn to: text KIT to see or make it.
ending-onward-mentor = After { $day }, what { $other } texts goes to { $coordinator }, who answers. If it is hard to let go, that is human: text me, { $coordinator } reads it.
ending-closed-mentee = Your time with { $other } has come to an end. Thank you for your trust, and for all you did. Write here any time: { $coordinator } reads it.
ending-closed-mentor = Your time with { $other } has come to an end. Thank you for being there. Anything you want to talk over: write here, { $coordinator } reads it.
ending-late = Your time with { $other } is over, so this does not go to { $other }. { $coordinator } has it now and will answer.

ending-reached = You reached this: { $words }
ending-steps-done = Steps you took: { $words }
ask-looked-back = Looking back on these months: what are you proud of, or taking with you? A few words, or SKIP.
    .again = Sorry, I couldn't use that. In a few words: what are you taking with you? Or SKIP.
ending-looked-back = Thank you. I've kept that with what you reached.
ending-fine = That's fine.
ask-training-need = Looking back on your time with { $other }: what would have helped you to know or learn? { $coordinator } reads it. A few words, or SKIP.
    .again = Sorry, I couldn't use that. In a few words: what would have helped you to know? { $coordinator } reads it. Or SKIP.
ending-training-kept = Thank you. { $coordinator } has it now.
ask-parting-words = Anything you'd like to say to { $other } before you part? I pass it on after your yes; your number stays private. A few words, or SKIP.
    .again = Sorry, I couldn't use that. In a few words: what shall I pass on to { $other }? Or SKIP.
ask-parting-words-right = I'd pass on to { $other }: "{ $words }". Shall I?
    .again = Sorry, a yes or a no: shall I pass this on to { $other }? "{ $words }"
    .yes = Yes
    .no = No
ending-nothing-sent = Nothing was sent.
ending-number-in-it = There may be a number or an address in it, so { $coordinator } looks at it first.

ask-fit-2 = How is it going with { $other }? 1 (not well) to 5 (very well), or a few words. { $coordinator } reads it, { $other } does not. Or SKIP.
    .again = Sorry, I couldn't use that. How is it going with { $other }? For { $coordinator } alone: 1 to 5, or a few words. Or SKIP.
ask-fit-6 = Some weeks with { $other } now. How is it, 1 (not well) to 5 (very well), or in a few words? { $coordinator } reads it, { $other } does not. Or SKIP.
    .again = Sorry, I couldn't use that. How is it going with { $other }? For { $coordinator } alone: 1 to 5, or a few words. Or SKIP.
ask-fit-12 = How do you and { $other } get on by now? 1 (badly) to 5 (very well), or a few words. For { $coordinator }, not for { $other }. Or SKIP.
    .again = Sorry, I couldn't use that. How is it going with { $other }? For { $coordinator } alone: 1 to 5, or a few words. Or SKIP.
fit-kept-2 = Thank you. { $coordinator } reads it, { $other } does not.
fit-kept-6 = Thank you for telling me. It goes to { $coordinator } and not to { $other }.
fit-kept-12 = Good to know, thank you. { $coordinator } has it, { $other } does not see it.

ask-stay-in-touch = Hi { $name }, shall we stay in touch?
    .again = Sorry, a number is enough, { $name }: how often shall I ask how you are?
    .weekly = Every week, as now
    .monthly = Every month
    .quarterly = A few times a year
    .none = Not for now
after-weekly = Good, all stays as it is.
after-monthly = Good, every month then.
after-quarterly = Good, a few times a year then.
after-none = Then I won't write. Text here whenever you like.
ask-give-back = One more: would you like to give something back one day?
    .again = Sorry, a number is enough: would you like to give something back one day?
    .mentor = Become a mentor
    .help = Help in another way
    .not_now = Not now
after-gives-back = That means a lot. { $coordinator } has it now and will talk with you about it.
after-thanks = That's fine too. All the best.
after-read-by = Thank you. { $coordinator } reads what you wrote.

ask-left-better = Hi { $name }, { $coordinator } would like to know, with no blame at all: what could have gone better for you with us? A few words, or SKIP.
    .again = Sorry, I couldn't use that. In a few words: what could have gone better for you with us? { $coordinator } reads it, { $name }. Or SKIP.
ask-left-touch = May { $coordinator } be in touch with you?
    .again = Sorry, a yes or a no is enough: may { $coordinator } be in touch with you?
    .yes = Yes
    .no = No
left-call = Good. { $coordinator } knows.
left-thanks = That's fine. All the best. You can text here whenever you like.

# From the desk
match-rests-mentor = { $name } can't be reached here for now, so nothing goes between you. { $coordinator } will tell you more. Thank you for being there.
match-moved-away-mentee = { $mentor } can't go on with you from here, now that you've moved. { $coordinator } helps you find somebody near: write here any time.
match-moved-away-mentor = { $name } has moved, so your match ends today. Thank you for the time and care you gave. To talk it over: { $coordinator }.
after-a-loss = { $name }, we are thinking of you. Take all the time you need. { $coordinator } is there to talk it over, and at any hour: { $support }.
after-a-loss-person = { $name }, we are thinking of you. Take all the time you need. { $coordinator } is there to talk it over whenever you want.

# On paper, once it has run its course
certificate-title = Well done
certificate-words = took part in { $programme } from { $since } to { $until }, and saw it through.
certificate-thanks = It took showing up, week after week. We were glad to have you.
certificate-signed = For the program
