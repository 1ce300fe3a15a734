# Places that help: which, near where, and a week later whether they did.
resource = { $place }: { $how }
resource-contact = For mentors: { $who }.
resource-ask-for = Ask for { $what }.
resource-checked = (checked { $date })
resource-unchecked = (not checked yet)
resources-more = Not what you need? Write here, and { $coordinator } will see it when they are next on.
resources-more-of-them = MORE for more. Not what you need? Write here, and { $coordinator } will see it when they are next on.
resources-no-more = That's all I have for that. Write here what you need, and { $coordinator } will see it when they are next on.
resources-none = I have no place on my list for that yet. I've asked { $coordinator } to look for one with you.
resources-none-near = I have no place near { $area } on my list for that. I've asked { $coordinator } to look for one with you.

ask-area = Near where? Your ZIP code or town is enough, or SKIP.
    .again = Sorry, I couldn't use that. Your ZIP code or town is enough, or SKIP.
area-kept = OK, I look near { $area } from now on. To change it, text AREA and the new place.
area-gone = OK, I no longer keep where you look.
area-stays = OK, that stays as it is.
record-area = Where you look for places: { $area }.
area-now = Right now I look near { $area }.

# Comes unasked, so it does not say what the places were for.
ask-places-helped = Last week I sent you some places to try. Did that help?
    .again = Sorry, I didn't catch that. Did one of those places help? The number is enough.
    .yes = Yes
    .no = No
    .not_gone = Didn't go
    .closed = It was closed
places-glad = Good to hear. Thanks for telling me.
places-no-hurry = No hurry. Text RESOURCES when you want places again.
places-sorry = Sorry about that, and thanks for telling me. I've told { $coordinator }.
places-sorry-closed = Sorry about that, and thanks for telling me. I've asked { $coordinator } to check it.
places-another = Here is another:
