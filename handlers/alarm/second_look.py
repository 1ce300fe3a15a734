"""What the second look found, written down: worth reading first, or a concern.

It reads what has arrived after it was handled, and says nothing to anybody but the staff. What is kept apart
(`conversations.kept_apart`) it reads where it is kept: staff see that they should ask, and no word of it.
Where the rules saw something, or it was staff who wrote, nothing is added. One message that cannot be kept
costs no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, bindparam, exists, insert, select, update
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import col

from channels.port import InboundKind
from conversations.kept_apart import NAMELESS, OWN, THOUGHTS
from conversations.state import State
from handlers.alarm import ladder
from handlers.deciding import danger_about
from handlers.deciding.draft import Draft
from handlers.desk.staff import NotFound
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import InboxOutcome, RecordKind, Role
from records.load import load_cases
from records.save import save
from records.sealing import Sealer
from safety.tiers import Assessment, Level, Look, Tier

log = structlog.get_logger(__name__)

RULE = "second-look"  # stands in a flag where the ids of rules stand
_NOT_WORDS = (InboundKind.BUTTON, InboundKind.START_LINK)
_JOINS = timedelta(hours=1)  # as long as `handlers.steps.danger` joins what somebody goes on to write


@dataclass(frozen=True, slots=True)
class Unread:
    """A message that the second look has not read yet."""

    id: str
    person_id: str
    record_id: str | None
    text: str = field(repr=False)  # "": there is nothing to read, or somebody is told of it already


def unread(connection: Connection, sealer: Sealer, limit: int) -> list[Unread]:
    """The oldest messages that the second look has not read yet."""
    mine = t.core(t.Inbox).c
    of_staff = exists().where(
        col(t.Membership.person_id) == mine.person_id,
        col(t.Membership.role) == Role.COORDINATOR,
        col(t.Membership.until).is_(None),
    )
    rows = connection.execute(
        select(
            *(mine.id, mine.person_id, mine.record_id, mine.kind, mine.tier, mine.outcome, mine.body),
            of_staff.label("of_staff"),
        )
        .where(mine.looked_at.is_(None))
        .order_by(mine.id)
        .limit(limit)
    ).all()
    sealer.keys.load({row.person_id for row in rows})
    apart = _kept_apart(connection, sealer, rows)
    return [
        Unread(row.id, row.person_id, row.record_id, apart.get(row.id) or _words(sealer, row)) for row in rows
    ]


def _kept_apart(connection: Connection, sealer: Sealer, rows: Sequence[Row[Any]]) -> dict[str, str]:
    """The words that stand in a conversation of their own and not in the inbox, by message.

    What somebody wrote to one conversation is read as one, with the newest of its messages.
    """
    newest = {
        (row.person_id, row.record_id): row.id
        for row in rows
        if row.outcome == InboxOutcome.OWN and row.record_id and not row.of_staff
    }
    if not newest:
        return {}
    kept = t.core(t.Conversation).c
    found = connection.execute(
        select(kept.id, kept.person_id, kept.record_id, kept.body).where(
            kept.record_id.in_({record_id for _, record_id in newest}),
            kept.name.in_(OWN | THOUGHTS | NAMELESS),
        )
    )
    words: dict[str, str] = {}
    for row in found:
        message = newest.get((row.person_id, row.record_id))
        if message is None:
            continue
        try:
            state = State.from_json(sealer.read(row.person_id, "conversation", "body", row.id, row.body))
        except Exception as error:  # altered or cut short: it must not hold up what came after it
            log.error("a message could not be read again", inbox=message, error=type(error).__name__)
            continue
        told = [one for one in state.answers.values() if isinstance(one, str) and one.strip()]
        words[message] = "\n".join(told)
    return words


def _words(sealer: Sealer, row: Row[Any]) -> str:
    known = row.tier != Tier.NONE or row.of_staff
    if known or row.kind in _NOT_WORDS or row.outcome == InboxOutcome.NOTED:
        return ""
    try:
        return sealer.read(row.person_id, "inbox", "body", row.id, row.body)
    except Exception as error:  # altered or cut short: it must not hold up what came after it
        log.error("a message could not be read again", inbox=row.id, error=type(error).__name__)
        return ""


def keep(
    connection: Connection, tools: Tools, now: datetime, looked: Sequence[tuple[Unread, Look | None]]
) -> int:
    """Write down what was found, and that these messages were read; how many concerns were raised."""
    raised = 0
    mine = t.core(t.Inbox)
    ids = [message.id for message, _ in looked]
    # Whoever was erased meanwhile has nothing left to be looked at.
    still = select(mine.c.id).where(mine.c.id.in_(ids), mine.c.looked_at.is_(None))
    left = set(connection.execute(still).scalars())
    for message, look in looked:
        if message.id not in left or (look is not None and look.level is Level.NOTHING):
            continue
        if look is None:
            if message.text.strip():
                _for_a_person(connection, message.id)
            continue
        try:
            with connection.begin_nested():
                raised += _mark(connection, tools, now, message, look)
        except (OperationalError, InterfaceError):  # locked, or gone: the whole batch is tried again
            raise
        except Exception as error:
            log.error("a second look could not be kept", inbox=message.id, error=type(error).__name__)
            _for_a_person(connection, message.id)
    if left:
        read = update(mine).where(mine.c.id == bindparam("message")).values(looked_at=now)
        connection.execute(read, [{"message": one} for one in sorted(left)])
    return raised


def _for_a_person(connection: Connection, inbox_id: str) -> None:
    """What was found cannot be kept, or it cannot be read: then somebody reads it."""
    mine = t.core(t.Inbox)
    waits = update(mine).where(mine.c.id == inbox_id)
    connection.execute(waits.values(needs_person=True, attended_at=None, attended_by=None))


def _mark(connection: Connection, tools: Tools, now: datetime, message: Unread, look: Look) -> int:
    case = load_cases(connection, tools.sealer, now, [message.person_id], tools.open_channels)[
        message.person_id
    ]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    record_id = message.record_id or draft.open_record(RecordKind.MESSAGE)
    found = 0
    if look.level is Level.RAISED:
        record_id, found = _raise(draft, message, look, record_id)
    save(connection, tools.sealer, now, draft.effects)
    if record_id != message.record_id:  # the words stand where the flag does
        mine = t.core(t.Inbox)
        connection.execute(update(mine).where(mine.c.id == message.id).values(record_id=record_id))
    sealed = tools.sealer.seal(message.person_id, "second_look", "alike", message.id, "\n".join(look.alike))
    connection.execute(
        insert(t.core(t.SecondLook)).values(
            inbox_id=message.id,
            person_id=message.person_id,
            record_id=record_id,
            level=look.level,
            score=look.score,
            category=look.category,
            alike=sealed,
            at=now,
        )
    )
    return found


def _raise(draft: Draft, message: Unread, look: Look, record_id: str) -> tuple[str, int]:
    """Raise a concern, unless one that nobody answers for yet was raised within the hour: it climbs for both.

    Returns:
        The record it stands in, and how many flags were raised.
    """
    about = danger_about.about(draft.case, message.text, Assessment(Tier.CONCERN, look.category))
    climbs = any(
        flag.person_id == about.id
        and not flag.drill
        and flag.acknowledged_at is None
        and draft.now - flag.raised_at <= _JOINS
        for flag in draft.case.open_flags
    )
    if about is not draft.case.person:
        record_id = draft.open_record(RecordKind.SAFETY, about, with_id=draft.case.person.id)
    draft.add(fx.MarkRecord(record_id, Tier.CONCERN))
    if climbs:
        return record_id, 0
    flag = ladder.raise_flag(
        draft, about, record_id, message.id, Tier.CONCERN, category=look.category, found=(RULE,)
    )
    ladder.begin(draft, flag)
    return record_id, 1


def have_read(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, inbox_id: str) -> None:
    """Somebody has read what the second look had marked; it no longer stands on the first page.

    Raises:
        NotFound: nothing was marked there.
    """
    mine = t.core(t.SecondLook)
    row = connection.execute(select(mine).where(mine.c.inbox_id == inbox_id)).one_or_none()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    if row.read_at is None:
        this = update(mine).where(mine.c.inbox_id == inbox_id)
        connection.execute(this.values(read_at=now, read_by=staff_id))
        save(
            connection,
            sealer,
            now,
            [fx.Audited(staff_id, "read a marked message", row.person_id, row.record_id)],
        )
