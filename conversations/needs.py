"""The lines for what somebody needs tonight or today, and for telling staff of a concern."""

from conversations.lines import line

SHELTER = line("need-shelter", "places")
SHELTER_AGAIN = line("need-shelter-again", "places")
HUNGER = line("need-hunger", "places")
HUNGER_AGAIN = line("need-hunger-again", "places")
MEDICINE = line("need-medicine", "emergency")
MEDICINE_AGAIN = line("need-medicine-again", "emergency")
MEDICINE_PLACES = line("need-medicine-places", "places")
NO_PLACE = line("need-no-place")
PLACE = line("need-place", "place", "how")
TOLD = line("need-told", "name")
TOLD_ALREADY = line("need-told-already", "name")
UNTOLD = line("need-untold", "emergency")
STAFF_CONCERN = line("staff-concern", "programme", "code", "link")
