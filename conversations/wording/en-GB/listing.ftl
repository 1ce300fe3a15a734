# Names one after another.
names-and = { $names } and { $last }
names-team = all { $number } people on the team
complaint-leads = Only { $leads } can read this: they lead the programme. No coordinator and no mentor can.
