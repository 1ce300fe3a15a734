# The list of people to turn to, which somebody keeps for themselves.
kit-intro = Your own list of people to turn to when things get hard. Text KIT and it comes back any time.
ask-kit-who = Who should be on it? A first name is enough, or SKIP.
    .again = Sorry, I couldn't use that. Who should be on it? A first name is enough, or SKIP.
ask-kit-helps = When do they help, or with what? A few words, or SKIP.
    .again = Sorry, I couldn't use that. When do they help? A few words, or SKIP.
ask-kit-reach = How do you reach them? A number, a place, a time of day, or SKIP.
    .again = Sorry, I couldn't use that. How do you reach them? A few words, or SKIP.
ask-kit-more = Kept. Anybody else for your list?
    .again = Sorry, a yes or a no is enough: anybody else for your list?
    .yes = Yes
    .no = No
ask-kit-show = Only you get this list. { $readers } can see that you have one, not what it says. May they read it, so they can help you use it?
    .again = Sorry, a yes or a no is enough: may { $readers } read your list?
    .yes = Yes
    .no = No
kit-kept = Your list is kept. Text KIT when you want it, KIT ADD for one more.
kit-kept-none = OK, no list for now. Text KIT whenever you want one.

kit-head = Your list:
kit-entry = { $number } { $who }
kit-entry-more = { $number } { $who }: { $more }
kit-how-to-change = To change it: KIT ADD, KIT CHANGE 1, KIT REMOVE 1.
kit-full = Your list holds { $number } people, and they are all there. KIT REMOVE 1 makes room.
kit-which = Which one? Add its number, as in KIT CHANGE 2 or KIT REMOVE 2.
kit-removed = "{ $who }" is off your list.
kit-empty = There's nobody on your list yet. Text KIT to begin one.

ask-kit-new-who = Who should be there instead of "{ $who }"? Or SKIP to keep it.
    .again = Sorry, I couldn't use that. A first name is enough, or SKIP to keep "{ $who }".
ask-kit-new-helps = When do they help, or with what? A few words, or SKIP to keep it.
    .again = Sorry, I couldn't use that. When do they help? A few words, or SKIP to keep it.
ask-kit-new-reach = How do you reach them? A few words, or SKIP to keep it.
    .again = Sorry, I couldn't use that. How do you reach them? A few words, or SKIP to keep it.
kit-changed = Changed. Text KIT to see your list.
kit-shown = OK. { $readers } can read your list from now on. KIT HIDE ends that.
kit-hidden = OK. Only you get what your list says.

kit-offer = Your own list is here as well: text KIT and it comes.
