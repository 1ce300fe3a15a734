# Lessons for mentors: five short texts and one question each. Nothing in them is about one person.
lesson-head = Lessons of five short texts, at your own pace. Text LESSON and its number:
lesson-entry = { $number } { $topic }
lesson-entry-done = { $number } { $topic } (done)
lesson-no-such = There are six lessons. Text LESSON and a number from 1 to 6.
lesson-name-communication = Talking and listening
lesson-name-hard = Hard moments
lesson-name-culture = Where people come from
lesson-name-technique = Goals and small steps
lesson-name-boundaries = Limits, yours and theirs
lesson-name-conflict = When you disagree
lesson-rests = OK, it can wait. LESSON { $number } begins it again.
lesson-done = That was lesson { $number }: 15 minutes in your log. Text LESSON for the others.
ask-lesson-on = Shall I send the next?
    .again = 1 or 2 is enough: shall I send the next?
    .next = Next
    .later = Not now

lesson-communication-1 = Most of the work is listening. Somebody who feels heard says more, and finds their own way sooner.
lesson-communication-2 = Try open questions. "How was your week?" opens a door. "Was it OK?" can be shut with one word.
lesson-communication-3 = Say back what you heard, in your own words. If you got it wrong, they will put you right, and both of you know more.
lesson-communication-4 = Silence is fine. Count to five before you fill it. What comes after a pause is often what matters.
lesson-communication-5 = Advice lands better when it is asked for. "Do you want an idea, or just an ear?" costs nothing.
ask-lesson-communication-check = They say: "Nothing works out for me." What helps most?
    .again = Please pick one: what helps most?
    .a = "It'll be fine"
    .b = "What happened?"
    .c = "Have you tried ...?"
lesson-communication-because = Asking what happened lets them be heard first. Comfort and ideas have more room after that.

lesson-hard-1 = You need not fix a hard moment. Stay calm, stay kind, and get a second person. Nobody carries this alone.
lesson-hard-2 = If you fear for somebody's life, ask straight out: "Are you thinking of ending your life?" Asking does not put the thought there.
lesson-hard-3 = Believe what you hear, and thank them for telling you. Don't argue, don't promise to keep it to yourself.
lesson-hard-4 = If it is now: the emergency number first, then your coordinator. If it can wait an hour: your coordinator at once.
lesson-hard-5 = Afterwards, look after yourself. Tell somebody how it was. Take a break if it hurts.
ask-lesson-hard-check = They say: "Swear you won't tell anyone." What do you say?
    .again = Please pick one: what do you say?
    .a = "I swear"
    .b = "Not if you're in danger"
    .c = "I don't want to know"
lesson-hard-because = Say before they go on that danger to life is not yours to keep. Most people tell you all the same, and trust you more.

lesson-culture-1 = Everybody comes from somewhere: family, faith, language, street. Ask about it, and don't guess.
lesson-culture-2 = What looks like not caring may be caution. Trust takes longer when others have broken it before.
lesson-culture-3 = Names matter. Ask how they say theirs, and what they like to be called. Use it.
lesson-culture-4 = What you have been through helps, but it's yours. "I've been there" can close a door. "How was it for you?" opens it.
lesson-culture-5 = You'll get things wrong. "Sorry, tell me how to say it" is enough, and then go on.
ask-lesson-culture-check = They miss two meetings in a row for a family matter. What do you do?
    .again = Please pick one: what do you do?
    .a = Ask what fits better
    .b = Explain the rules
    .c = Leave it for now
lesson-culture-because = Family may come first where they are from. Asking what fits keeps the door open, and you learn what counts for them.

lesson-technique-1 = The goal is theirs. If you chose it, you'll be the only one working on it.
lesson-technique-2 = A good step fits into a day or two, and begins with a verb: call, ask, find, write, go.
lesson-technique-3 = Ask: "How sure are you that you'll do it, from 0 to 10?" Under 7, make the step smaller together.
lesson-technique-4 = A step that didn't happen was too big, or came at the wrong time. Change the step, not the person.
lesson-technique-5 = Name the small wins. "You called them though you hate the phone" says more than "well done".
ask-lesson-technique-check = The step was "find a job". It didn't happen. What now?
    .again = Please pick one: what now?
    .a = Ask why not
    .b = Give it another week
    .c = Cut it down
lesson-technique-because = Cut it down: "find two places to ask" can be done by Friday. "Why not?" sounds like blame, and another week changes little.

lesson-boundaries-1 = Limits keep both of you safe. Say early what you can do, when you answer, and what you can't do.
lesson-boundaries-2 = Money, lifts late at night, a bed for a week: decide now what you say, and talk it over with your coordinator.
lesson-boundaries-3 = What they tell you stays with you and your coordinator. Three things don't: danger to life, harm to a child, harm to others.
lesson-boundaries-4 = Not on social media, not to friends, not as a story without a name. People are recognized by less than you think.
lesson-boundaries-5 = You're a mentor, not a therapist or a lawyer. "I don't know, let's find who does" is a good answer.
ask-lesson-boundaries-check = They ask you to lend them 20 until Friday. What do you say?
    .again = Please pick one: what do you say?
    .a = "Just this once"
    .b = "No loan but let's find help"
    .c = Nothing
lesson-boundaries-because = A loan changes what you are to each other. Say no to the loan, not to the person, and look for help together.

lesson-conflict-1 = Disagreeing is normal, and it need not break anything. How you disagree is what they'll remember.
lesson-conflict-2 = Slow down. Lower your voice, take a breath, sit if you can. Calm is catching.
lesson-conflict-3 = Talk about what happened and what it did to you: "I waited, and I worried." Not "You never come."
lesson-conflict-4 = Look for what you both want. "We both want you to keep that place" is a place to stand.
lesson-conflict-5 = If it gets loud or you feel unsafe, go. "Let's stop for today" is enough. Then tell your coordinator.
ask-lesson-conflict-check = They shout: "You're just like all the others!" What do you do?
    .again = Please pick one: what do you do?
    .a = Say that's not fair
    .b = Ask what I did
    .c = Walk off
lesson-conflict-because = Asking what you did shows you can hear it. There's time for your side when it is calm. If you don't feel safe, going is right.

training-kept = Noted in your log: { $length }. { $coordinator } can see it.
training-how = To note training, text how long and what: TRAINING 2 hours first aid. Text TRAINING to see your log, LESSON for short lessons.
training-none = Nothing is in your log yet. Text LESSON for short lessons.
training-so-far = In your log this year: { $length }. Short lessons done: { $lessons } of 6. Text LESSON for the others.
training-hours = { $hours ->
    [1] 1 hour
   *[other] { $hours } hours
}
training-minutes = { $minutes } minutes
