# One question to all mentors, and the answers given back without names.
circle-asks = A question to all mentors: { $words }
ask-circle-says = A few words if you like, or SKIP.
    .again = Sorry, I couldn't use that. A few words, or SKIP.
ask-circle-may-share = Thank you. May the other mentors read it, without your name? We look first, and it can't be called back later.
    .again = Sorry, a yes or a no is enough: may the other mentors read it, without your name?
    .yes = Yes
    .no = No
circle-skipped = No problem.
circle-shared = Thank you. It may go to the others, without your name.
circle-not-shared = OK, it stays with { $coordinator }.
circle-back = You were all asked: { $words } Some answers:
circle-one = - { $words }
