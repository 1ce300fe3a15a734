"""A number that was silent for months is asked first whether it is still theirs."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from handlers.deciding.draft import Draft
from handlers.deciding.number_in_doubt import SILENT, ask, in_doubt
from handlers.tools import Tools
from records.ids import new_id
from records.kinds import MessageClass
from records.load import load_cases
from records.save import save


def silent(row: Row[Any], now: datetime) -> bool:
    """Whether a message needs a look at all: its number was silent for long, and it is not theirs alone."""
    kind = MessageClass(row.message_class)
    theirs_alone = row.staff_id is None and row.about_id == row.person_id
    if kind is not MessageClass.PROMPT and (kind is not MessageClass.ANSWER or theirs_alone):
        return False  # an answer to what they wrote, without anybody else's words
    return row.asked_at is not None or now - max(row.since, row.last_heard_at or row.since) >= SILENT


def stands_back(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> bool:
    """Whether a message that is about to leave must not; then the question goes in its place.

    Only for messages to a number that was `silent`.

    Args:
        row: an outbox row with its address.
    """
    case = load_cases(connection, tools.sealer, now, [row.person_id], tools.open_channels)[row.person_id]
    address = next((one for one in case.person.addresses if one.id == row.address_id), None)
    if address is None or not in_doubt(case.person, address, now):
        return False
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    ask(draft, address)
    save(connection, tools.sealer, now, draft.effects)
    return True
