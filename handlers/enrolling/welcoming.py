"""Sending out invitations: the first message to people whose consent is on record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from handlers.deciding.draft import Draft
from handlers.deciding.welcoming import invite
from handlers.tools import Tools
from records import effects as fx
from records.ids import new_id
from records.load import load_cases
from records.save import save


def send_invitations(connection: Connection, tools: Tools, now: datetime, person_ids: Sequence[str]) -> None:
    """Queue invitations; the rules hold back any that may not go.

    Args:
        person_ids: whom to write to.
    """
    effects: list[fx.Effect] = []
    for case in load_cases(connection, tools.sealer, now, person_ids, tools.open_channels).values():
        draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
        invite(draft)
        effects += draft.effects
    save(connection, tools.sealer, now, effects)
