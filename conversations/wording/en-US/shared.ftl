# What several conversations share.
option-skip = Skip
reminder = No rush. Just in case this one slipped by:

# A weekday and a time, as in "Fridays at 6 PM".
weekday-time = { $day } at { $clock }
weekday-0 = Mondays
weekday-1 = Tuesdays
weekday-2 = Wednesdays
weekday-3 = Thursdays
weekday-4 = Fridays
weekday-5 = Saturdays
weekday-6 = Sundays
clock = { $half ->
    [am] { $hour12 } AM
   *[pm] { $hour12 } PM
}
