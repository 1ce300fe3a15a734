"""A week after somebody was told of places: whether they helped, asked once, on a day on which nothing else
came.
"""

from datetime import timedelta

from conversations.seeking import PLACES_HELPED, Told
from handlers.deciding.draft import Draft
from handlers.deciding.talking import begin
from records import effects as fx
from records.kinds import MessageClass, RecordKind

_SETTLED = timedelta(days=4)  # what was told later than that may not have been tried yet
_LONG_AGO = timedelta(days=30)


def ask(draft: Draft) -> None:
    """Ask after the newest list that may have been tried; nothing where there is none, or it is long ago."""
    lists = [one for one in draft.case.search.lists if one.asked_at is None and not one.outcome]
    tried = [one for one in lists if _SETTLED <= draft.now - one.sent_at <= _LONG_AGO]
    if not tried:
        return
    begin(draft, PLACES_HELPED, Told(tried[0].id), RecordKind.MESSAGE, MessageClass.PROMPT)
    draft.add(*(fx.AskedOfPlaces(one.id) for one in lists))
