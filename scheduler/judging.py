"""What the rules say of messages that are about to go: asked at that moment, for many of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select
from sqlmodel import col

from handlers.tools import Tools
from records import tables as t
from records.consents import ConsentKind
from records.kinds import WAITS_FOR_WORD, MessageClass, Standing
from records.kinds import Channel as Way
from rules import sending
from rules.verdicts import Action, Reason, Verdict
from scheduler import shared_phones
from scheduler.parcels import quiet_hours, zone


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules ask of the database, for all rows of a look."""

    answered: frozenset[str]  # people who had an automatic answer within a day
    invited: frozenset[str]  # addresses that an invitation went to
    consented: frozenset[str]
    held: frozenset[str]  # programmes that are not live
    taken: frozenset[str]  # flags that somebody answers for


def judge(row: Row[Any], known: Known, now: datetime) -> tuple[Verdict, bool]:
    """What the rules say of a message now, and whether it was asked for in quiet hours.

    Args:
        row: a row of the outbox with its person and address.
        known: what was looked up for it and others.
        now: now.
    """
    verdict = _verdict(row, known, now)
    if verdict.reason is Reason.QUIET_HOURS and _asked_for(row, now):
        return Verdict(Action.SEND), True
    return (_knocks_by_day(row, now) if verdict.action is Action.SEND else verdict), False


def _verdict(row: Row[Any], known: Known, now: datetime) -> Verdict:
    kind = MessageClass(row.message_class)
    facts = sending.Facts(
        local=now.astimezone(zone(row)),
        quiet=quiet_hours(row),
        # A person's own words are no second automatic answer.
        answered_before=row.staff_id is None and row.person_id in known.answered,
        consent_recorded=row.person_id in known.consented,
        invited_before=row.address_id in known.invited,
        tried_before=row.handed_at is not None,  # a try that never left the house was none
        held=row.held_at is not None,
        live=row.programme_id not in known.held,
    )
    return sending.may_send(kind, Standing(row.standing), facts)


def _asked_for(row: Row[Any], now: datetime) -> bool:
    """Whether somebody has said their word on a shared phone to have it: then it may come at night."""
    return bool(row.reason == WAITS_FOR_WORD and shared_phones.is_their_turn(row, now))


def _knocks_by_day(row: Row[Any], now: datetime) -> Verdict:
    """Quiet hours where a word must be said first: they hold for the knock, not for what is asked for."""
    if shared_phones.keeps(row, now):
        until = sending.quiet_until(now.astimezone(zone(row)), quiet_hours(row))
        if until is not None:
            return Verdict(Action.WAIT, Reason.QUIET_HOURS, until)
    return Verdict(Action.SEND)


def look_up(connection: Connection, tools: Tools, rows: Sequence[Row[Any]], now: datetime) -> Known:
    """What the rules want to know of these rows, a query for each thing that any of them needs."""
    kinds = {kind: [row for row in rows if row.message_class == kind] for kind in MessageClass}
    yet_to_join = {
        row.person_id
        for row in kinds[MessageClass.ANSWER]
        if row.standing in (Standing.UNKNOWN, Standing.INVITED)
    }
    to_join = {row.person_id for row in kinds[MessageClass.INVITATION]}
    asked = to_join | {row.person_id for row in kinds[MessageClass.KNOCK]}
    calls = {row.flag_id for row in rows if row.channel == Way.VOICE and row.flag_id}
    went = select(t.core(t.Outbox)).where(
        col(t.Outbox.started_at).is_not(None), col(t.Outbox.id).not_in([row.id for row in rows])
    )
    answers = went.where(
        col(t.Outbox.person_id).in_(yet_to_join),
        col(t.Outbox.message_class) == MessageClass.ANSWER,
        col(t.Outbox.started_at) > now - timedelta(days=1),
    ).with_only_columns(col(t.Outbox.person_id))
    invitations = went.where(
        col(t.Outbox.person_id).in_(to_join), col(t.Outbox.message_class) == MessageClass.INVITATION
    ).with_only_columns(col(t.Outbox.address_id))
    consents = select(col(t.Consent.person_id)).where(
        col(t.Consent.person_id).in_(asked), col(t.Consent.kind) == ConsentKind.MESSAGES
    )
    over = or_(col(t.Flag.acknowledged_at).is_not(None), col(t.Flag.closed_at).is_not(None))
    flags = select(col(t.Flag.id)).where(col(t.Flag.id).in_(calls), over)
    unasked = any(kinds[kind] for kind in sending.WAITS_UNTIL_LIVE)

    def ids(query: Any, *, needed: object) -> frozenset[str]:
        return frozenset(connection.execute(query).scalars()) if needed else frozenset()

    return Known(
        answered=ids(answers, needed=yet_to_join),
        invited=ids(invitations, needed=to_join),
        consented=ids(consents, needed=asked),
        held=tools.held(connection) if unasked else frozenset(),
        taken=ids(flags, needed=calls),
    )
