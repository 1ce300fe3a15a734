"""One last line to a number that was given up or taken over: neutral, and the last that goes there."""

from conversations import account_words
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Address
from records.kinds import MessageClass


def last_line(draft: Draft, old: Address) -> fx.RetireAddress:
    """Queue it to that number, and give the effect by which the number is theirs no longer."""
    if old.blocked:
        return fx.RetireAddress(old.id)
    here, before, reply_to = draft.here, draft.before, draft.reply_to
    draft.here, draft.before, draft.reply_to = old, [], None
    line = draft.say(account_words.NUMBER_MOVED, None, MessageClass.KNOCK)
    draft.here, draft.before, draft.reply_to = here, before, reply_to
    return fx.RetireAddress(old.id, but=line or "")
