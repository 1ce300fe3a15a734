"""What is for one of several people on a phone waits until they say their word, behind one neutral knock."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, literal, select
from sqlmodel import col

from conversations import numbers
from handlers.deciding.draft import Draft
from handlers.tools import Tools
from records import tables as t
from records.arrivals import TURN
from records.ids import new_id
from records.kinds import MessageClass, Standing
from records.load import load_cases
from records.save import save

_A_DAY = timedelta(days=1)
# What may show what somebody said, did or agreed to.
_PRIVATE = frozenset({MessageClass.PROMPT, MessageClass.ANSWER, MessageClass.INVITATION})


def is_their_turn(row: Row[Any], now: datetime) -> bool:
    """Whether the person an outbox row is for holds the phone now; `row` carries its address."""
    return row.opened_at is not None and now - row.opened_at <= TURN


def keeps(row: Row[Any], now: datetime) -> bool:
    """Whether a message must wait until the person it is for says their word."""
    private = MessageClass(row.message_class) in _PRIVATE
    return bool(row.word) and private and not is_their_turn(row, now)


def knock(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    """Say that something waits, and for which word: once until they answer, at most daily; to join, once."""
    case = load_cases(connection, tools.sealer, now, [row.person_id], tools.open_channels)[row.person_id]
    person = case.person
    here = next((one for one in person.addresses if one.id == row.address_id), None)
    invited = person.standing is Standing.INVITED
    before = select(literal(1)).where(
        col(t.Outbox.address_id) == row.address_id,
        col(t.Outbox.person_id) == person.id,
        col(t.Outbox.message_class) == MessageClass.KNOCK,
    )
    if not invited:
        lately = max(now - _A_DAY, row.last_heard_at) if row.last_heard_at else now - _A_DAY
        before = before.where(col(t.Outbox.created_at) > lately)
    if here is None or connection.execute(before.limit(1)).first() is not None:
        return
    draft = Draft(case, tools.wording, now, new_id(now), here=here, console_url=tools.console_url)
    line = numbers.INVITE_SHARED if invited else numbers.KNOCK
    draft.say(line, row.record_id, MessageClass.KNOCK, programme=person.programme.name, word=here.word)
    save(connection, tools.sealer, now, draft.effects)
