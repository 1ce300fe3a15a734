# What somebody writes down for themselves for hard days. No text of ours says what kind of days.
own-plan-intro = Your own notes for hard days: four short questions, and SKIP is fine. They are for you alone; words that sound like danger still go to a person.
ask-own-harder = What makes a day harder for you? A few words, or SKIP.
    .again = Sorry, I couldn't use that. What makes a day harder? A few words, or SKIP.
ask-own-helped = What has helped you before? A few words, or SKIP.
    .again = Sorry, I couldn't use that. What has helped before? A few words, or SKIP.
ask-own-first = When it gets hard, what will you do first, or who will you call? Or SKIP.
    .again = Sorry, I couldn't use that. What will you do first? A few words, or SKIP.
ask-own-groups = Where do you go to be among others, and when? A day and a time, or SKIP.
    .again = Sorry, I couldn't use that. Where do you go, and when? A few words, or SKIP.
ask-own-show = Only you get these notes. May { $readers } read them, so they can help?
    .again = Sorry, a yes or a no is enough: may { $readers } read your notes?
    .yes = Yes
    .no = No
own-plan-kept = Kept. Text MY NOTES and they come back any time.
own-plan-kept-none = OK, nothing is kept. Text MY NOTES if you'd like to, any time.
own-plan-empty = There are no notes of yours yet. Text MY NOTES to begin.
own-plan-head = Your notes:
own-harder-part = Harder: { $words }
own-helped-part = Helps: { $words }
own-first-part = First: { $words }
own-groups-part = When and where: { $words }
own-plan-how-to-change = To change them: MY NOTES CHANGE. To delete them: MY NOTES OFF.
own-plan-shown = OK. { $readers } can read your notes from now on. MY NOTES HIDE ends that.
own-plan-hidden = OK. Only you get your notes.
own-plan-gone = OK. Your notes are deleted.
own-plan-helped-before = You wrote that this helped before: "{ $words }"
own-plan-their-plan = And what you wanted to do first: "{ $words }"
own-plan-no-blame = Thank you for saying so. It doesn't undo what you've built. { $name } will see this { $seen }. To talk sooner, { $options }.
own-plan-no-blame-alone = Thank you for saying so. It doesn't undo what you've built. { $name } will see this { $seen }.

# Once, to somebody who came out lately; the note itself comes only to the word that opens it.
early-days-offer = Hi { $name }. I have one short note for these first weeks. Text OPEN when nobody is looking over your shoulder. If you don't, it never comes.
early-days-note = After a time without, the body takes far less, and what was usual can be too much. If you or somebody near you uses: never alone, a little first, naloxone at hand. Hard to wake or slow breaths: call { $emergency } and stay.
early-days-line = To talk about it: { $options }.
early-days-off = OK, it won't come.
