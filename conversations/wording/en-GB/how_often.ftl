# How often the check-in comes.
how-often-1 = OK, every week from now on. The next one: { $date }. TIME less makes it rarer.
how-often-2 = OK, every two weeks from now on. The next one: { $date }. TIME more brings it more often.
how-often-4 = OK, every four weeks from now on. The next one: { $date }. TIME more brings it more often.
how-often-no-less = It comes every four weeks, which is as rare as it gets. PAUSE gives you quiet for as long as you like.
