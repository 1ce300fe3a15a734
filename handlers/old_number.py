"""One last line to a number whose place another took: if that was not its owner, they can say so.

It names nothing and nobody, waits for the morning, and goes only to somebody who gets messages: a knock, as
the rules see it. It is the one thing that still goes to a number after it was retired.
"""

from datetime import datetime

from sqlalchemy import Connection

from conversations import account_words
from handlers.draft import Draft
from handlers.tools import Tools
from records import effects as fx
from records.cases import Address
from records.kinds import MessageClass
from records.load import load_cases
from records.types import new_id


def last_line(draft: Draft, old: Address) -> fx.RetireAddress:
    """Queue it to that number, and give the effect by which the number is theirs no longer."""
    if old.blocked:
        return fx.RetireAddress(old.id)
    here, before, reply_to = draft.here, draft.before, draft.reply_to
    draft.here, draft.before, draft.reply_to = old, [], None
    line = draft.say(account_words.NUMBER_MOVED, None, MessageClass.KNOCK)
    draft.here, draft.before, draft.reply_to = here, before, reply_to
    return fx.RetireAddress(old.id, but=line or "")


def farewell(
    connection: Connection, tools: Tools, now: datetime, person_id: str, address_id: str
) -> list[fx.Effect]:
    """The same as effects, for what is done at the desk."""
    case = load_cases(connection, tools.sealer, now, [person_id], tools.open_channels)[person_id]
    old = next((one for one in case.person.addresses if one.id == address_id), None)
    if old is None:
        return [fx.RetireAddress(address_id)]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    retired = last_line(draft, old)
    return [*draft.effects, retired]
