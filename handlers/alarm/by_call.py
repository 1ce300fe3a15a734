"""Who was rung pressed the key: they answer for what they were called about."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from handlers.alarm.ladder import acknowledgement
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.kinds import MessageClass
from records.load import load_cases
from records.save import save


def acknowledge_by_call(connection: Connection, tools: Tools, now: datetime, outbox_id: str) -> bool:
    """Whoever was called has pressed 1; whether the flag is theirs now. False: it is somebody's already.

    Args:
        outbox_id: the message or call that it answers.
    """
    found = connection.execute(
        select(t.core(t.Flag), col(t.Outbox.person_id).label("called"))
        .join(t.Outbox, col(t.Outbox.flag_id) == col(t.Flag.id))
        .where(
            col(t.Outbox.id) == outbox_id,
            col(t.Outbox.message_class) == MessageClass.STAFF_ALERT,
            col(t.Flag.closed_at).is_(None),
        )
    ).first()
    if found is None or found.acknowledged_by not in (None, found.called):
        return False
    if found.acknowledged_by is None:
        case = load_cases(connection, tools.sealer, now, [found.called], tools.open_channels)[found.called]
        member = case.person
        effects: list[fx.Effect] = [
            acknowledgement(now, member.programme, found.id, found.tier, member.id, category=found.category),
            fx.Note(found.record_id, found.person_id, "event", "acknowledged-by-call", member.name),
        ]
        if case.account:
            effects.append(
                fx.Audited(case.account, "acknowledged", found.person_id, found.record_id, "by call")
            )
        save(connection, tools.sealer, now, effects)
    return True
