"""Conversations whose words do not stand in the inbox and the records, and where each set keeps them.

    OWN        the kit, and notes for hard days: in their entries and their conversation; the team sees them
               where the person wants that
    THOUGHTS   a mentor's reflection: in the conversation alone, until they send it to their coordinator
    PRIVATE    a complaint: with the request, which the lead alone reads
    NAMELESS   a pulse: with its round, whose answers the desk reads without a name

Words in them that worry stand in the inbox after all, because a person has to read them. The second look
reads OWN, THOUGHTS and NAMELESS where they are kept (`handlers.alarm.second_look`) and copies nothing; a
complaint is read by a person in any case.
"""

OWN = frozenset({"kit", "kit_change", "kit_show", "own_plan", "own_plan_show"})
THOUGHTS = frozenset({"reflection"})
PRIVATE = frozenset({"complaint"})
NAMELESS = frozenset({"pulse"})
