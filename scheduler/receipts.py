"""What became of a message that was handed over.

States only rise: sent, then delivered or failed; receipts arrive in any order and twice. What a
provider says later and better counts: what failed and was delivered after all is delivered, and the
record says so. A failure that is our account's, or comes of a provider being busy, costs no message: it
waits and goes again for as long as it is worth something. News that the person opted out counts as STOP.
A signpost that did not get through says so in the record, and the ladder rises: somebody has to call.
"""

from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, func, literal, select, update
from sqlmodel import col

from channels.port import AGAIN, Blame, Receipt, ReceiptState
from conversations.state import Status
from handlers.alarm import ladder
from handlers.deciding.draft import Draft
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.cases import Person
from records.ids import new_id
from records.kinds import ACCOUNT_FAULT, NOT_LEFT, Channel, Lane, MessageClass, OutboxState, Standing
from records.load import load_cases
from records.save import save
from rules import sending, times
from scheduler.not_arrived import did_not_arrive

log = structlog.get_logger(__name__)

_RISES = {
    ReceiptState.SENT: (OutboxState.SENDING, OutboxState.UNKNOWN),
    ReceiptState.DELIVERED: (
        OutboxState.SENDING,
        OutboxState.UNKNOWN,
        OutboxState.SENT,
        OutboxState.FAILED,  # carriers say "not delivered" and think better of it
        OutboxState.EXPIRED,
        OutboxState.WITHHELD,
    ),
    ReceiptState.FAILED: (OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.SENT),
}
_BECOMES = {
    ReceiptState.SENT: OutboxState.SENT,
    ReceiptState.DELIVERED: OutboxState.DELIVERED,
    ReceiptState.FAILED: OutboxState.FAILED,
}


def settle(connection: Connection, tools: Tools, now: datetime, receipt: Receipt) -> bool:
    """Take a receipt in; whether it changed anything. One for a message that is not ours changes nothing."""
    if receipt.state is ReceiptState.UNKNOWN_STATUS:
        return False
    which = (
        col(t.Outbox.id) == receipt.outbox_id
        if receipt.outbox_id
        else (col(t.Outbox.provider_id) == receipt.provider_id) & (col(t.Outbox.channel) == receipt.channel)
    )
    row = connection.execute(select(t.core(t.Outbox)).where(which)).first()
    if row is None or not _rises(row, receipt):
        return False
    if receipt.state is ReceiptState.FAILED and receipt.blame in AGAIN and _worth_another_try(row, now):
        _again(connection, tools, now, row, receipt)
        return True
    handed_over(connection, row, receipt.at if row.handed_at is None else row.handed_at, receipt.provider_id)
    connection.execute(
        update(t.Outbox)
        .where(col(t.Outbox.id) == row.id)
        .values(
            state=_BECOMES[receipt.state],
            reason=_reason(receipt),
            settled_at=now,
            # Its name tells it from its twins in the provider's list (`scheduler/looking_up.py`).
            provider_id=func.coalesce(col(t.Outbox.provider_id), receipt.provider_id or None),
        )
    )
    if receipt.state is ReceiptState.FAILED:
        failed(connection, tools, now, row, stopped=receipt.stopped, blame=receipt.blame or Blame.MESSAGE)
    elif row.state in _THOUGHT_LOST and row.record_id:
        note = fx.Note(row.record_id, row.about_id, "event", "arrived-after-all")
        save(connection, tools.sealer, now, [note])
    return True


_THOUGHT_LOST = (OutboxState.FAILED, OutboxState.EXPIRED, OutboxState.WITHHELD)


def _reason(receipt: Receipt) -> str:
    ours = receipt.state is ReceiptState.FAILED and receipt.blame is Blame.ACCOUNT
    return ACCOUNT_FAULT + receipt.code if ours else receipt.code


def _rises(row: Row[Any], receipt: Receipt) -> bool:
    if receipt.state is ReceiptState.DELIVERED:
        # It has arrived, whichever try of it that was: what was about to go again need not.
        return row.started_at is not None and (row.state in NOT_LEFT or row.state in _RISES[receipt.state])
    if _of_an_earlier_try(row, receipt):
        return False
    if row.state in NOT_LEFT and row.handed_at is not None:
        # A safety reply about to go again, because nobody knew: now it need not.
        return receipt.state is not ReceiptState.FAILED
    return row.state in _RISES[receipt.state]


def _of_an_earlier_try(row: Row[Any], receipt: Receipt) -> bool:
    """Whether news is of a try that has been taken back: the message has gone again since, or is about to."""
    if not row.provider_id or not receipt.provider_id:
        return False
    same = row.provider_id == receipt.provider_id
    return same if row.handed_at is None else not same and row.attempts > 1


# How long what a carrier sent back waits; each try of a text may cost something.
_SENT_BACK = {Blame.ACCOUNT: timedelta(minutes=15), Blame.BUSY: timedelta(minutes=5)}
_SAFETY_SENT_BACK = timedelta(minutes=1)


def _worth_another_try(row: Row[Any], now: datetime) -> bool:
    kind = MessageClass(row.message_class)
    return row.channel != Channel.VOICE and sending.may_retry(kind, since=row.not_before, now=now)


def _again(connection: Connection, tools: Tools, now: datetime, row: Row[Any], receipt: Receipt) -> None:
    """It was accepted and then sent back, for no fault of its own: it has not been handed over after all."""
    if receipt.blame is Blame.ACCOUNT:
        account_refused(connection, tools, now, row, receipt.code)
    wait = _SAFETY_SENT_BACK if row.lane == Lane.SAFETY else _SENT_BACK[receipt.blame or Blame.BUSY]
    connection.execute(
        update(t.Outbox)
        .where(col(t.Outbox.id) == row.id)
        .values(
            state=OutboxState.QUEUED,
            reason=_reason(receipt),
            retry_at=now + wait,
            handed_at=None,
            settled_at=None,
            provider_id=receipt.provider_id or row.provider_id,  # to know later news of this try by
        )
    )
    connection.execute(
        update(t.Conversation)
        .where(col(t.Conversation.outbox_id) == row.id, col(t.Conversation.state) == Status.WAITING)
        .values(handed_at=None, due_at=None)
    )


def account_refused(connection: Connection, tools: Tools, now: datetime, row: Row[Any], code: str) -> None:
    """The provider refuses our account: whoever runs the program is told, once for as long as it stands.

    The message waits. But where it is a signpost or an alert, a person is told at once.
    """
    reason = ACCOUNT_FAULT + code
    if row.reason == reason:
        return  # told already, when this one was tried before
    known = select(literal(1)).where(
        col(t.Outbox.state).in_(NOT_LEFT),
        col(t.Outbox.channel) == row.channel,
        col(t.Outbox.reason) == reason,
    )
    if connection.execute(known.limit(1)).first() is None:
        log.critical(
            "the provider refuses our account: messages wait until it is put right",
            channel=row.channel,
            code=code,
            see="python -m bot doctor",
        )
    if row.reason.startswith(ACCOUNT_FAULT):
        return
    effects = _signpost_blocked(connection, tools, now, row) + _alert_lost(connection, tools, now, row)
    save(connection, tools.sealer, now, effects)


def handed_over(connection: Connection, row: Row[Any], at: datetime, provider_id: str) -> None:
    """A message reached the provider (or may have): from now on its question can be answered and waits."""
    connection.execute(
        update(t.Outbox)
        .where(col(t.Outbox.id) == row.id, col(t.Outbox.handed_at).is_(None))
        .values(handed_at=at, provider_id=provider_id or None)
    )
    waiting = connection.execute(
        select(
            col(t.Conversation.id),
            col(t.Conversation.patience),
            col(t.Person.timezone),
            col(t.Programme.quiet_start),
            col(t.Programme.quiet_end),
        )
        .join(t.Person, col(t.Person.id) == col(t.Conversation.person_id))
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .where(
            col(t.Conversation.outbox_id) == row.id,
            col(t.Conversation.handed_at).is_(None),
            col(t.Conversation.state) == Status.WAITING,  # it may have been let go on its way
        )
    ).all()
    for conversation in waiting:
        due = times.patience_over(
            at,
            conversation.patience,
            conversation.timezone,
            conversation.quiet_start,
            conversation.quiet_end,
        )
        connection.execute(
            update(t.Conversation)
            .where(col(t.Conversation.id) == conversation.id)
            .values(handed_at=at, due_at=due)
        )


def not_going(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    """A message was withheld by the rules, or came too late: the question it carried is let go."""
    _release(connection, now, row)
    if row.record_id:
        note = fx.Note(row.record_id, row.about_id, "event", "not-sent")
        blocked = _signpost_blocked(connection, tools, now, row)
        save(connection, tools.sealer, now, [note, *blocked, *_alert_lost(connection, tools, now, row)])
    _says_what_happened(connection, row, "not_sent")
    did_not_arrive(connection, tools, now, row)


# What a record says that was closed when we had something to tell, before anybody knew whether it would go.
_TOLD = (
    *("back", "reminded", "nudged", "invited", "asked", "still_you"),
    *("match_made", "match_moved", "match_ended"),
)


def _says_what_happened(connection: Connection, row: Row[Any], outcome: str) -> None:
    """A record that says that somebody was told says so only if they were: prompts may be held by then."""
    mine = t.core(t.Outbox).c
    others = select(literal(1)).where(
        mine.record_id == row.record_id,
        mine.id != row.id,
        mine.state.not_in((OutboxState.WITHHELD, OutboxState.EXPIRED, OutboxState.FAILED)),
    )
    connection.execute(
        update(t.MeetingRecord)
        .where(
            col(t.MeetingRecord.id) == row.record_id,
            col(t.MeetingRecord.outcome).in_(_TOLD),
            ~others.exists(),
        )
        .values(outcome=outcome)
    )


def _release(connection: Connection, now: datetime, row: Row[Any]) -> None:
    """A question that never arrived waits for nobody."""
    carried = (col(t.Conversation.outbox_id) == row.id) & (col(t.Conversation.state) == Status.WAITING)
    records = select(col(t.Conversation.record_id)).where(carried)
    connection.execute(
        update(t.MeetingRecord)
        .where(col(t.MeetingRecord.id).in_(records), col(t.MeetingRecord.closed_at).is_(None))
        .values(closed_at=now, outcome="not_sent")
    )
    connection.execute(
        update(t.Conversation)
        .where(carried)
        .values(state=Status.ENDED, closed_at=now, due_at=None, question="")
    )


def failed(
    connection: Connection,
    tools: Tools,
    now: datetime,
    row: Row[Any],
    *,
    stopped: bool,
    blame: Blame = Blame.MESSAGE,
) -> None:
    """A message did not and will not arrive: note it, honour an opt-out, and never let danger go unseen."""
    case = load_cases(connection, tools.sealer, now, [row.person_id], tools.open_channels).get(row.person_id)
    if case is None:
        return
    _release(connection, now, row)
    person = case.person
    effects: list[fx.Effect] = []
    if stopped and person.standing is not Standing.STOPPED:
        effects += [
            fx.SetStanding(person.id, Standing.STOPPED),
            fx.EndConversations(person.id, "stopped"),
        ]
    if row.record_id:
        label = "stopped-at-carrier" if stopped else "not-delivered"
        effects.append(fx.Note(row.record_id, row.about_id, "event", label))
    effects += _signpost_blocked(connection, tools, now, row)
    effects += _alert_lost(connection, tools, now, row)
    if blame is Blame.ADDRESS and not stopped:
        effects += _unreachable(connection, now, row, case.person)
    save(connection, tools.sealer, now, effects)
    _says_what_happened(connection, row, "not_delivered")
    did_not_arrive(connection, tools, now, row)


def _unreachable(connection: Connection, now: datetime, row: Row[Any], person: Person) -> list[fx.Effect]:
    """Nothing reaches their number: that stands before a coordinator, until somebody has seen to it.

    Told when a message is handed over, it is plain. Told afterwards, the phone may only have been off: then
    it takes a second time with nothing delivered in between.
    """
    if not person.roles:
        return []
    if row.handed_at is not None and not _twice_in_a_row(connection, row):
        return []
    open_already = select(literal(1)).where(
        col(t.Request.person_id) == person.id,
        col(t.Request.kind) == UNREACHABLE,
        col(t.Request.closed_at).is_(None),
    )
    if connection.execute(open_already.limit(1)).first() is not None:
        return []
    return [fx.OpenRequest(new_id(now), person.programme.id, person.id, row.record_id, UNREACHABLE, "")]


UNREACHABLE = "unreachable"


def _twice_in_a_row(connection: Connection, row: Row[Any]) -> bool:
    mine = t.core(t.Outbox).c
    before = connection.execute(
        select(mine.state)
        .where(
            mine.address_id == row.address_id,
            mine.channel == row.channel,
            mine.id < row.id,
            mine.handed_at.is_not(None),
        )
        .order_by(mine.id.desc())
        .limit(1)
    ).scalar()
    return before == OutboxState.FAILED


def _signpost_blocked(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> list[fx.Effect]:
    """Where a signpost did not get through: it says so in the record, and the ladder rises at once."""
    if row.message_class != MessageClass.SAFETY or not row.record_id:
        return []
    blocked = fx.Note(row.record_id, row.about_id, "event", "signpost-blocked")
    return [blocked, *_rises_at_once(connection, tools, now, row, tell_whoever_has_it=True)]


def _alert_lost(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> list[fx.Effect]:
    """Where an alert did not reach its phone: it says so in the record, and the ladder rises at once."""
    if row.message_class != MessageClass.STAFF_ALERT or not row.record_id:
        return []
    lost = "call-not-answered" if row.channel == Channel.VOICE else "alert-not-delivered"
    return [
        fx.Note(row.record_id, _about(connection, row), "event", lost),
        *_rises_at_once(connection, tools, now, row),
    ]


def _about(connection: Connection, row: Row[Any]) -> str:
    """Whose record an alert stands in: the alert itself is sealed with the key of the member of staff."""
    query = select(col(t.MeetingRecord.person_id)).where(col(t.MeetingRecord.id) == row.record_id)
    return str(connection.execute(query).scalar_one())


def _rises_at_once(
    connection: Connection, tools: Tools, now: datetime, row: Row[Any], *, tell_whoever_has_it: bool = False
) -> list[fx.Effect]:
    found = connection.execute(select(t.core(t.Flag)).where(col(t.Flag.id) == row.flag_id)).first()
    if found is None:
        return []
    flag = ladder.raised(_climbing(connection, found) or found)
    case = load_cases(connection, tools.sealer, now, [flag.person_id], tools.open_channels)[flag.person_id]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    if tell_whoever_has_it and (flag.acknowledged_by or flag.rung >= ladder.TOP):
        ladder.tell_again(draft, flag)
    else:
        ladder.climb(draft, flag, lost=True)
    return draft.effects


def _climbing(connection: Connection, flag: Row[Any]) -> Row[Any] | None:
    """The flag whose ladder rings for this one as well, where it does not climb by itself."""
    if flag.drill or flag.rises_at is not None or flag.acknowledged_at or flag.closed_at:
        return None
    return connection.execute(
        select(t.core(t.Flag))
        .where(
            col(t.Flag.person_id) == flag.person_id,
            col(t.Flag.drill).is_(False),
            col(t.Flag.rises_at).is_not(None),
            col(t.Flag.acknowledged_at).is_(None),
            col(t.Flag.closed_at).is_(None),
        )
        .order_by(col(t.Flag.id).desc())
        .limit(1)
    ).first()
