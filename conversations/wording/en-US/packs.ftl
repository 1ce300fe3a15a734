# Where check-ins do not come every week.
check-in-rest-at-times = That's fine, it doesn't have to be a number. Your words are kept as they are, and { $coordinator } can read them. Until next time, { $name }.
