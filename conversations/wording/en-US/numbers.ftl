# A phone that two people share. Whoever holds it may read this: nothing about anybody.
knock = A message is waiting for { $word }. Text { $word } to read it.
invite-shared = Hello from { $programme }. A message is waiting for { $word }. Text { $word } to read it. HELP for help, STOP to end the messages to this phone. Msg & data rates may apply.
which-word = More than one person texts from here. Please begin with your word, so I know it's you. What you sent is kept for a person. In danger, call { $emergency }.
which-word-to-start = To turn messages on again, text your word and START, both in one message.
help-shared = { $programme }. This phone is shared: begin each text with your word. Ask { $coordinator }. STOP ends the messages to this phone.
nothing-new = Nothing new is waiting for you just now.

# A number that has been quiet for months. It may be somebody else's by now: nothing about anybody.
still-you = It's been a while. Is this still the same person as before? Reply YES or NO, or STOP to end the messages.
still-you-again = Sorry, I need a YES or a NO: is this still the same person as before? STOP ends the messages.
still-you-thanks = Thank you. Things go on from here, at your pace. HELP for help, STOP ends the messages.

# A new number, shown to be theirs.
number-linked = Thank you. Messages come to this number from now on. HELP for help, STOP ends the messages.
