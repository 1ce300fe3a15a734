# How often the check-in comes.
how-often-1 = OK, every week from now on. The next one: { $date }. For fewer, text TIME LESS.
how-often-2 = OK, every two weeks from now on. The next one: { $date }. For more, text TIME MORE.
how-often-4 = OK, every four weeks from now on. The next one: { $date }. For more, text TIME MORE.
how-often-no-less = It comes every four weeks already, and less often isn't possible. PAUSE gives you quiet for as long as you like.
