# For mentors, after a check-in: what may be shared, and one thing worth asking.
nudge-step = { $name } checked in. Next step: "{ $step }".
nudge-checked-in = { $name } checked in this week. The details stay private, and that's fine.
nudge-wants-contact = { $name } would like to hear from you. A short hello is enough.
nudge-quiet-1 = { $name } hasn't answered this week's check-in. It may mean nothing. A hello from you might be welcome.
nudge-quiet-2 = { $name } has been quiet for some weeks, so we ask less often now. You know best whether a hello fits.
nudge-ask-1 = Worth asking: what went better than you expected?
nudge-ask-2 = Worth asking: what would make the next step easier?
nudge-ask-3 = Worth asking: who could be on your side in this?
nudge-ask-4 = Worth asking: what helped you last time it got hard?
nudge-ask-5 = Worth asking: what are you good at that people don't see?
nudge-ask-6 = Worth asking: what would a good day look like right now?
nudge-ask-7 = Worth asking: do you want ideas, or just an ear?
nudge-ask-8 = Worth asking: what do you want more of this month?
