# Asked once, where a text could be meant for either of two.
ask-meant = Is that for { $person }, or an answer to my question?
    .again = Sorry, a number is enough: is that for { $person }, or an answer to my question?
    .person = For them
    .question = For you
whom-for-kept = No problem. { $coordinator } can read what you wrote.
ask-for-whom = Who is that for: { $people }? A name is enough, and I'll pass it on as you wrote it.
    .again = Sorry, which of them: { $people }?
