"""One last line to a number whose place another took: if that was not its owner, they can say so.

It names nothing and nobody, waits for the morning, and goes only to somebody who gets messages: a knock, as
the rules see it. It is the one thing that still goes to a number after it was retired.
"""

from datetime import datetime

from sqlalchemy import Connection

from handlers.deciding.draft import Draft
from handlers.deciding.last_line import last_line
from handlers.tools import Tools
from records import effects as fx
from records.ids import new_id
from records.load import load_cases


def farewell(
    connection: Connection, tools: Tools, now: datetime, person_id: str, address_id: str
) -> list[fx.Effect]:
    """The same as effects, for what is done at the desk.

    Args:
        address_id: which of their numbers.
    """
    case = load_cases(connection, tools.sealer, now, [person_id], tools.open_channels)[person_id]
    old = next((one for one in case.person.addresses if one.id == address_id), None)
    if old is None:
        return [fx.RetireAddress(address_id)]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    retired = last_line(draft, old)
    return [*draft.effects, retired]
