# Sentences in words of your own: the id of one of ours, and how you say it. Delete what you do not need.
check-in-hello-2 = Hello { $name }, it's good to write to you again.
check-in-close-2 = Thanks, { $name }. One week at a time.
mid-week-hello-5 = Hi { $name }, how is the road today?
