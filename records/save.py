"""The only place that writes what handlers decided: effects in, rows out.

All effects of a group of events are gathered into one batched statement a table, in an
order that the foreign keys allow, inside the caller's transaction. What a person said is
sealed here, on its way in.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import Connection, Update, exists, insert, or_, select, true, update
from sqlmodel import SQLModel, col

from conversations.state import Status
from records import effects as fx
from records import tables as t
from records.consents import consent_row
from records.ids import new_id
from records.kinds import WAITS_FOR_WORD, Channel, Lane, MessageClass, OutboxState, Role, Standing, StepState
from records.sealing import Sealer
from safety.tiers import Tier

_WORDS_OF_A_FLAG = 4000  # characters

RANK = {Lane.SAFETY: 0, Lane.REPLY: 1, Lane.NUDGE: 2, Lane.BULK: 3}

# Parents before children.
_ORDER: tuple[type[SQLModel], ...] = (
    t.Consent,
    t.Membership,
    t.MeetingRecord,
    t.Inbox,
    t.Goal,
    t.Step,
    t.Promise,
    t.Occurrence,
    t.Outbox,
    t.Flag,
    t.Tuning,
    t.Request,
    t.RecordEntry,
    t.Audit,
)

Row = tuple[type[SQLModel], dict[str, Any]]


def save(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    effects: Sequence[fx.Effect] = (),
    arrived: Iterable[fx.Arrived] = (),
) -> None:
    """Write effects, and messages that arrived with theirs, inside the caller's transaction."""
    rows: dict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
    later: list[fx.Effect | Update] = []
    wanted = list(effects)
    for message in arrived:
        rows[t.Inbox].append(_inbox_row(message, sealer, now))
        wanted.extend(message.effects)
    for effect in wanted:
        if isinstance(effect, fx.PutConversation | fx.SetPlan | fx.AddToFlag):
            later.append(effect)
            continue
        for written in _written(effect, sealer, now):
            if isinstance(written, Update):
                later.append(written)
            else:
                rows[written[0]].append(written[1])
    for table in _ORDER:
        if batch := rows.get(table):
            connection.execute(insert(table), batch)
    for item in later:
        if isinstance(item, fx.PutConversation):
            _put_conversation(connection, sealer, now, item)
        elif isinstance(item, fx.SetPlan):
            _set_plan(connection, item)
        elif isinstance(item, fx.AddToFlag):
            _add_to_flag(connection, sealer, item)
        elif isinstance(item, Update):
            connection.execute(item)


def _inbox_row(message: fx.Arrived, sealer: Sealer, now: datetime) -> dict[str, Any]:
    return {
        "id": message.id,
        "channel": message.channel,
        "provider_id": message.provider_id,
        "person_id": message.person_id,
        "kind": message.kind,
        "body": sealer.seal(message.person_id, "inbox", "body", message.id, message.text),
        "media": message.media,
        "received_at": message.received_at,
        "arrived_at": now,
        "outcome": message.outcome,
        "tier": message.tier,
        "record_id": message.record_id,
        "needs_person": message.needs_person,
    }


def _outbox_row(e: fx.Send, sealer: Sealer, now: datetime) -> dict[str, Any]:
    return {
        "id": e.id,
        "person_id": e.to,
        "about_id": e.about,
        "address_id": e.address_id,
        "channel": e.channel,
        "lane": e.lane,
        "rank": RANK[e.lane],
        "message_class": e.message_class,
        "body": sealer.seal(e.about, "outbox", "body", e.id, e.text),
        "buttons": json.dumps(e.buttons),
        "encoding": e.encoding,
        "segments": e.segments,
        "state": "queued",
        "not_before": now,
        "retry_at": now,
        "valid_until": now + timedelta(seconds=e.valid_seconds) if e.valid_seconds else None,
        "reply_to": e.reply_to,
        "record_id": e.record_id,
        "staff_id": e.staff_id,
        "flag_id": e.flag_id,
        "created_at": now,
    }


def _written(
    e: fx.Effect, sealer: Sealer, now: datetime
) -> Iterator[Row | Update]:  # the long list of small things
    match e:
        case fx.OpenRecord():
            yield (
                t.MeetingRecord,
                {
                    "id": e.id,
                    "programme_id": e.programme_id,
                    "person_id": e.person_id,
                    "with_id": e.with_id,
                    "kind": e.kind,
                    "channel": e.channel,
                    "opened_at": now,
                    "outcome": "",
                    "tier": "none",
                },
            )
        case fx.CloseRecord():
            record = update(t.MeetingRecord).where(col(t.MeetingRecord.id) == e.id)
            yield record.values(closed_at=now, outcome=e.outcome)
        case fx.MarkRecord():
            lower = [tier for tier in Tier if tier.rank < e.tier.rank]  # it only ever rises
            record = update(t.MeetingRecord).where(col(t.MeetingRecord.id) == e.id)
            yield record.where(col(t.MeetingRecord.tier).in_(lower)).values(tier=e.tier)
        case fx.Note():
            entry_id = new_id(now)
            yield (
                t.RecordEntry,
                {
                    "id": entry_id,
                    "record_id": e.record_id,
                    "person_id": e.person_id,
                    "at": now,
                    "kind": e.kind,
                    "label": e.label,
                    "body": sealer.seal(e.person_id, "record_entry", "body", entry_id, e.text),
                    "staff_id": e.staff_id,
                },
            )
        case fx.Send():
            yield t.Outbox, _outbox_row(e, sealer, now)
        case fx.EndConversations():
            waiting = (col(t.Conversation.person_id) == e.person_id) & (
                col(t.Conversation.state) == Status.WAITING
            )
            records = select(col(t.Conversation.record_id)).where(waiting)
            carriers = select(col(t.Conversation.outbox_id)).where(waiting)
            # A question that nobody can answer any more must not leave after all.
            yield (
                update(t.Outbox)
                .where(
                    col(t.Outbox.id).in_(carriers),
                    col(t.Outbox.state) == OutboxState.QUEUED,
                    col(t.Outbox.handed_at).is_(None),
                )
                .values(state=OutboxState.WITHHELD, reason="superseded", settled_at=now)
            )
            yield (
                update(t.MeetingRecord)
                .where(col(t.MeetingRecord.id).in_(records), col(t.MeetingRecord.closed_at).is_(None))
                .values(closed_at=now, outcome=e.outcome)
            )
            yield (
                update(t.Conversation)
                .where(waiting)
                .values(state=Status.ENDED, closed_at=now, due_at=None, question="")
            )
        case fx.SetStanding():
            person = update(t.Person).where(col(t.Person.id) == e.person_id)
            yield person.values(standing=e.standing, standing_since=now)
        case fx.SetPause():
            person = update(t.Person).where(col(t.Person.id) == e.person_id)
            if e.on:
                yield person.values(standing=Standing.PAUSED, standing_since=now, paused_until=e.until)
            else:
                yield person.where(col(t.Person.standing) == Standing.PAUSED).values(
                    standing=Standing.ACTIVE, standing_since=now, paused_until=None
                )
        case fx.OpenRequest():
            yield (
                t.Request,
                {
                    "id": e.id,
                    "programme_id": e.programme_id,
                    "person_id": e.person_id,
                    "record_id": e.record_id,
                    "kind": e.kind,
                    "for_role": e.for_role,
                    "body": sealer.seal(e.person_id, "request", "body", e.id, e.text),
                    "raised_at": now,
                },
            )
        case fx.FinishRequest():
            asked = update(t.Request).where(col(t.Request.id) == e.id, col(t.Request.closed_at).is_(None))
            yield asked.values(closed_at=now)
        case fx.RetireAddress():
            yield (
                update(t.Address)
                .where(col(t.Address.id) == e.id, col(t.Address.retired_at).is_(None))
                .values(retired_at=now)
            )
            # What was still to go there would reach somebody else.
            yield (
                update(t.Outbox)
                .where(
                    col(t.Outbox.address_id) == e.id,
                    col(t.Outbox.state) == OutboxState.QUEUED,
                    col(t.Outbox.id) != e.but,
                )
                .values(state=OutboxState.WITHHELD, reason="number_retired", settled_at=now)
            )
        case fx.TakeTurn():
            yield update(t.Address).where(col(t.Address.id).in_(e.others)).values(opened_at=None)
            yield update(t.Address).where(col(t.Address.id) == e.id).values(opened_at=e.at)
            waits = (col(t.Outbox.address_id) == e.id) & (col(t.Outbox.state) == OutboxState.QUEUED)
            kept = waits & (col(t.Outbox.reason) == WAITS_FOR_WORD)
            yield update(t.Outbox).where(kept).values(not_before=now)
        case fx.EndTurns():
            yield update(t.Address).where(col(t.Address.id).in_(e.ids)).values(opened_at=None)
        case fx.AskWhetherTheirs():
            yield update(t.Address).where(col(t.Address.id) == e.id).values(asked_at=now)
        case fx.StillTheirs():
            yield update(t.Address).where(col(t.Address.id) == e.id).values(asked_at=None)
        case fx.Join():
            how, wording = "texted the word to join", "join word"
            yield (
                t.Consent,
                consent_row(
                    sealer, now, e.person_id, by="", on=e.given_on, how=how, wording=wording, row_id=e.id
                ),
            )
            yield (
                t.Membership,
                {"id": e.id, "person_id": e.person_id, "role": Role.MENTEE, "since": now},
            )
        case fx.Welcomed():
            yield update(t.Person).where(col(t.Person.id) == e.person_id).values(welcomed_at=now)
        case fx.SetName():
            name = sealer.seal(e.person_id, "person", "name", e.person_id, e.name)
            yield update(t.Person).where(col(t.Person.id) == e.person_id).values(name=name)
        case fx.SetCalled():
            called = sealer.seal(e.person_id, "person", "called", e.person_id, e.name)
            yield update(t.Person).where(col(t.Person.id) == e.person_id).values(called=called)
        case fx.CloseGoal():
            yield update(t.Goal).where(col(t.Goal.id) == e.id).values(closed_at=now)
        case fx.SetLanguage():
            yield update(t.Person).where(col(t.Person.id) == e.person_id).values(language=e.language)
        case fx.BlockAddress():
            address = update(t.Address).where(col(t.Address.id) == e.id)
            if not e.blocked:  # an app that is not allowed to them is opened by no text of theirs
                theirs = col(t.Condition.person_id) == col(t.Address.person_id)
                held = (col(t.Condition.kind) == "no_app") & col(t.Condition.until).is_(None)
                barred = exists().where(theirs, held)
                address = address.where(or_(col(t.Address.channel) != Channel.TELEGRAM, ~barred))
            yield address.values(blocked=e.blocked)
        case fx.AddGoal():
            text = sealer.seal(e.person_id, "goal", "text", e.id, e.text)
            yield (
                t.Goal,
                {"id": e.id, "person_id": e.person_id, "horizon": e.horizon, "text": text, "set_at": now},
            )
        case fx.AddStep():
            text = sealer.seal(e.person_id, "step", "text", e.id, e.text)
            yield (
                t.Step,
                {
                    "id": e.id,
                    "person_id": e.person_id,
                    "goal_id": e.goal_id,
                    "text": text,
                    "state": StepState.OPEN,
                    "set_at": now,
                },
            )
            yield (
                update(t.Step)
                .where(
                    col(t.Step.person_id) == e.person_id,
                    col(t.Step.state) == StepState.OPEN,
                    # Of several in one group, all inserted by now, the last one stays.
                    (col(t.Step.id) < e.id) | (col(t.Step.set_at) != now),
                )
                .values(state=StepState.REPLACED, closed_at=now)
            )
        case fx.CloseStep():
            yield (
                update(t.Step)
                .where(col(t.Step.id) == e.id, col(t.Step.state) == StepState.OPEN)
                .values(state=e.state, closed_at=now)
            )
        case fx.MakePromise():
            text = sealer.seal(e.person_id, "promise", "text", e.id, e.text)
            yield t.Promise, {"id": e.id, "person_id": e.person_id, "text": text, "made_at": now}
            yield (
                update(t.Promise)
                .where(
                    col(t.Promise.person_id) == e.person_id,
                    col(t.Promise.dropped_at).is_(None),
                    (col(t.Promise.id) < e.id) | (col(t.Promise.made_at) != now),
                )
                .values(dropped_at=now)
            )
        case fx.DropPromise():
            yield update(t.Promise).where(col(t.Promise.id) == e.id).values(dropped_at=now)
        case fx.Occurred():
            yield (
                t.Occurrence,
                {
                    "id": e.id,
                    "person_id": e.person_id,
                    "plan_id": e.plan_id,
                    "local_date": e.local_date,
                    "at": now,
                    "outcome": e.outcome,
                },
            )
            yield (
                update(t.Plan)
                .where(col(t.Plan.id) == e.plan_id)
                .values(local_date=e.next_date, due_at=e.next_due_at)
            )
        case fx.RaiseFlag():
            words = sealer.seal(e.person_id, "flag", "words", e.id, e.words)
            yield (
                t.Flag,
                {
                    "id": e.id,
                    "programme_id": e.programme_id,
                    "person_id": e.person_id,
                    "record_id": e.record_id,
                    "inbox_id": e.inbox_id,
                    "tier": e.tier,
                    "category": e.category,
                    "rules": " ".join(e.rules),
                    "words": words,
                    "code": e.code,
                    "drill": e.drill,
                    "entered_by": e.entered_by,
                    "raised_at": now,
                    "rises_at": e.rises_at,
                    "mentor_id": e.mentor_id,
                    "debrief_at": e.debrief_at,
                },
            )
        case fx.AcknowledgeFlag():
            yield (
                update(t.Flag)
                .where(col(t.Flag.id) == e.id, col(t.Flag.acknowledged_at).is_(None))
                .values(acknowledged_at=now, acknowledged_by=e.by_person_id, rises_at=e.remind_at)
            )
            other = t.core(t.Flag).alias("other")
            whom = select(other.c.person_id).where(other.c.id == e.id).scalar_subquery()
            drill = select(other.c.drill).where(other.c.id == e.id).scalar_subquery()
            yield (
                update(t.Flag)
                .where(
                    col(t.Flag.person_id) == whom,
                    col(t.Flag.drill) == drill,  # whoever answers a drill takes nothing that is real
                    col(t.Flag.acknowledged_at).is_(None),
                    col(t.Flag.closed_at).is_(None),
                    col(t.Flag.tier) == Tier.CONCERN if e.alone else true(),
                )
                .values(acknowledged_at=now, acknowledged_by=e.by_person_id, rises_at=None)
            )
        case fx.NotArrived():
            lost = {"state": OutboxState.FAILED, "reason": "carrier_notice", "settled_at": now}
            yield (
                update(t.Outbox)
                .where(col(t.Outbox.id) == e.id, col(t.Outbox.state) != OutboxState.FAILED)
                .values(**lost)
            )
        case fx.Withdraw():
            waits = (col(t.Outbox.state) == OutboxState.QUEUED) & col(t.Outbox.handed_at).is_(None)
            reminder = (col(t.Outbox.id) == e.id) & (col(t.Outbox.message_class) == MessageClass.PROMPT)
            gone = {"state": OutboxState.WITHHELD, "reason": "superseded", "settled_at": now}
            yield update(t.Outbox).where(reminder, waits).values(**gone)
        case fx.ClimbFlag():
            yield update(t.Flag).where(col(t.Flag.id) == e.id).values(rung=e.rung, rises_at=e.rises_at)
        case fx.Debriefed():
            yield update(t.Flag).where(col(t.Flag.id) == e.flag_id).values(debrief_at=None)
        case fx.HoldPrompts():
            person = update(t.Person).where(col(t.Person.id) == e.person_id)
            yield person.where(col(t.Person.held_at).is_(None)).values(held_at=now)
        case fx.ResumePrompts():
            yield update(t.Person).where(col(t.Person.id) == e.person_id).values(held_at=None)
        case fx.CloseFlag():
            yield (
                update(t.Flag)
                .where(col(t.Flag.id) == e.id, col(t.Flag.closed_at).is_(None))
                .values(closed_at=now, verdict=e.verdict)
            )
        case fx.Tune():
            words = sealer.seal(e.person_id, "tuning", "words", e.id, e.words)
            yield (
                t.Tuning,
                {
                    "id": e.id,
                    "programme_id": e.programme_id,
                    "person_id": e.person_id,
                    "flag_id": e.flag_id,
                    "kind": e.kind,
                    "tier": e.tier,
                    "category": e.category,
                    "rules": " ".join(e.rules),
                    "words": words,
                    "staff_id": e.staff_id,
                    "at": now,
                },
            )
        case fx.Attend():
            waiting = col(t.Inbox.needs_person).is_(True) & col(t.Inbox.attended_at).is_(None)
            # One message may be somebody else's: a mentor's, about this person.
            which = (
                col(t.Inbox.person_id) == e.person_id if e.inbox_id is None else col(t.Inbox.id) == e.inbox_id
            )
            chosen = update(t.Inbox).where(which, waiting)
            exchanges = select(col(t.Inbox.record_id)).where(which, waiting)
            yield (
                update(t.MeetingRecord)
                .where(col(t.MeetingRecord.id).in_(exchanges), col(t.MeetingRecord.closed_at).is_(None))
                .values(closed_at=now, outcome="attended")
            )
            yield chosen.values(attended_at=now, attended_by=e.by)
        case fx.Audited():
            yield (
                t.Audit,
                {
                    "id": new_id(now),
                    "at": now,
                    "staff_id": e.staff_id,
                    "action": e.action,
                    "person_id": e.person_id,
                    "record_id": e.record_id,
                    "detail": e.detail,
                },
            )
        case fx.PutConversation() | fx.SetPlan() | fx.AddToFlag():
            raise AssertionError("written by save() itself: they look before they write")
        case _:
            assert_never(e)


def _put_conversation(connection: Connection, sealer: Sealer, now: datetime, e: fx.PutConversation) -> None:
    waiting = e.status == Status.WAITING
    values: dict[str, Any] = {
        "record_id": e.record_id,
        "state": e.status,
        "body": sealer.seal(e.person_id, "conversation", "body", e.id, e.state.to_json()),
        "question": e.question if waiting else "",
        "patience": e.patience,
        "closed_at": None if waiting else now,
    }
    if e.outbox_id is not None:
        # A question that is asked anew has not been handed over yet: its patience starts then.
        values |= {"outbox_id": e.outbox_id, "handed_at": None, "due_at": None}
    if not waiting:
        values |= {"due_at": None}
    known = connection.execute(
        update(t.Conversation).where(col(t.Conversation.id) == e.id).values(**values)
    ).rowcount
    if not known:
        values |= {"id": e.id, "person_id": e.person_id, "name": e.name, "opened_at": now}
        connection.execute(insert(t.Conversation).values(**values))


def _add_to_flag(connection: Connection, sealer: Sealer, e: fx.AddToFlag) -> None:
    """Its words and rules, each once. What no longer fits stands in the record, as all of it does."""
    row = connection.execute(select(t.core(t.Flag)).where(col(t.Flag.id) == e.id)).first()
    if row is None:
        return
    kept = sealer.read(e.person_id, "flag", "words", e.id, row.words).split(" / ")
    words = " / ".join(dict.fromkeys([*kept, *e.words.split(" / ")]))
    rules = " ".join(dict.fromkeys([*row.rules.split(), *e.rules]))
    if len(words) <= _WORDS_OF_A_FLAG:
        sealed = sealer.seal(e.person_id, "flag", "words", e.id, words)
        connection.execute(update(t.Flag).where(col(t.Flag.id) == e.id).values(words=sealed, rules=rules))


def _set_plan(connection: Connection, e: fx.SetPlan) -> None:
    values = {
        "weekday": e.weekday,
        "at": e.at,
        "every_weeks": e.every_weeks,
        "local_date": e.local_date,
        "due_at": e.due_at,
    }
    same = (col(t.Plan.person_id) == e.person_id) & (col(t.Plan.kind) == e.kind)
    if not connection.execute(update(t.Plan).where(same).values(**values)).rowcount:
        connection.execute(insert(t.Plan).values(id=e.id, person_id=e.person_id, kind=e.kind, **values))
