# Small questions, one at the end of a check-in.
small-one-more = One more, if you like:
ask-strength-good-at = What's something you're good at? Your own words, or SKIP.
    .again = Sorry, I couldn't use that. Something you're good at, in a few words? Or SKIP.
ask-strength-got-through = What got you through a hard time before? Your own words, or SKIP.
    .again = Sorry, I couldn't use that. What got you through, in a few words? Or SKIP.
ask-strength-others-say = What would somebody who likes you say is good about you? Or SKIP.
    .again = Sorry, I couldn't use that. What would they say, in a few words? Or SKIP.
strength-kept = Thank you. I'll keep that.
strength-skipped = That's fine. Take care.
strength-good-at-back = You told me what you're good at: "{ $words }". I kept it for a week like this.
strength-got-through-back = You told me what got you through before: "{ $words }". I kept it for a week like this.
strength-others-say-back = You told me what somebody who likes you would say: "{ $words }". I kept it for a week like this.

ask-barrier = What is most in your way right now?
    .again = Sorry, I didn't catch that. What is most in your way? The number is enough.
    .housing = A place to live
    .work = Work
    .money = Money
    .health = Health
    .papers = Papers
    .family = Family
    .travel = Getting around
    .other = Something else
    .none = Nothing now
barrier-places = Noted, thank you. There are places that may help: text RESOURCES { $word }.
barrier-kept = Noted, thank you. { $coordinator } can read it. If you want to say more, just write here.
barrier-none = OK, thank you. If something comes up, text BARRIER.
barrier-word-housing = HOUSING
barrier-word-work = WORK
barrier-word-money = MONEY
barrier-word-health = HEALTH
barrier-word-papers = PAPERS

record-kit = Your own list: { $number } on it. KIT sends it, and only to you.
record-kit-shown = Your own list: { $number } on it. KIT sends it; KIT HIDE keeps its words from others.
record-small = Small questions you answered: { $number }.
