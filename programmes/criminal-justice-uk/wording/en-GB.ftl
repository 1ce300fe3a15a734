# Sentences in words of your own: the id of one of ours, and how you say it. Delete what you do not need.
check-in-hello-2 = Hello { $name }, lovely to be in touch again.
check-in-close-2 = Cheers, { $name }. Speak again next week.
mid-week-hello-5 = Hiya { $name }, how's the week treating you?
