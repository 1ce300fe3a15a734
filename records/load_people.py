"""Loading people: who somebody is, and their own state, in two statements for any number of them.

What does not open, because it was altered, stands as UNREADABLE: one damaged value keeps nobody from being
heard, least of all its owner.
"""

import contextlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import (
    Connection,
    Row,
)

from conversations.plain import Unreadable
from conversations.small_steps import Horizon
from conversations.state import State
from conversations.wording import LANGUAGES
from records import cases, programme_choices, zones
from records.among import ask
from records.kinds import Channel, GoalState, Lane, OutboxState, PlanKind, Role, Stage, Standing
from records.load_rows import PROGRAMME, SILENCED, others, own, people, rows_of
from records.sealing import Sealer, SealError
from safety.directory import COUNTRIES

_AT_ONCE = 400  # people in one statement

UNREADABLE = "[unreadable]"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Own:
    """Somebody with what was said and heard lately."""

    person: cases.Person
    said: list[cases.SaidBefore] = field(default_factory=list)
    heard: list[cases.HeardBefore] = field(default_factory=list)
    relays: list[tuple[str, datetime]] = field(default_factory=list)
    near: list[cases.Near] = field(default_factory=list)


def load_own(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    person_ids: Collection[str],
    open_channels: frozenset[str] = frozenset(),
) -> dict[str, Own]:
    """These people with all of their own state, by id. Unknown ids are left out."""
    found: dict[str, Own] = {}
    for ids in _slices(person_ids):
        rows = rows_of(connection, own, ids, now)
        owners = {row.s1 for kinds in rows.values() for row in kinds.get("said", ())}
        owners |= {row.id for kinds in rows.values() for one in cases.Relation for row in kinds.get(one, ())}
        sealer.keys.load({*ids, *owners})
        for row in ask(connection, people, {"people": ids}):
            mine = rows.get(row.id, {})
            with _left_out(row.id):
                person = Own(_person(sealer, row, mine, open_channels))
                _add_said(sealer, person, mine.get("said", ()))
                person.heard = [_heard(sealer, one) for one in mine.get("heard", ())]
                person.near = _near(sealer, mine)
                found[row.id] = person
    return found


def load_others(
    connection: Connection,
    sealer: Sealer,
    person_ids: Collection[str],
    open_channels: frozenset[str] = frozenset(),
) -> dict[str, cases.Person]:
    """These people by id, with name, roles and addresses: as others need to know them."""
    found: dict[str, cases.Person] = {}
    for ids in _slices(person_ids):
        rows = rows_of(connection, others, ids)
        sealer.keys.load(ids)
        for row in ask(connection, people, {"people": ids}):
            with _left_out(row.id):
                found[row.id] = _person(sealer, row, rows.get(row.id, {}), open_channels)
    return found


@contextlib.contextmanager
def _left_out(person_id: str) -> Iterator[None]:
    """Whose row is of a version to come, or altered by hand, is left out: nobody else is kept from theirs."""
    try:
        yield
    except (ValueError, KeyError) as error:
        log.error("somebody's record does not load", person=person_id, error=type(error).__name__)


def programme_of(row: Row[Any]) -> cases.Programme:
    """A programme from its row."""
    return cases.Programme(**_of_a_programme(row, ""))


def _of_a_programme(row: Row[Any], prefix: str) -> dict[str, Any]:
    given = {name: getattr(row, f"{prefix}{name}") for name in PROGRAMME if name != "id" or not prefix}
    return given | {"choices": programme_choices.read(given["choices"])}


def _slices(person_ids: Collection[str]) -> Iterator[list[str]]:
    ids = sorted(set(person_ids))
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


# --- rows become values -------------------------------------------------------------------------------


def _near(sealer: Sealer, mine: dict[str, list[Row[Any]]]) -> list[cases.Near]:
    """Mentors, mentees and staff, in the order in which they came; who stands in for a mentor comes first."""
    found = []
    for relation in cases.Relation:
        for row in sorted(mine.get(relation, ()), key=lambda row: (not row.n2, row.at1)):
            column = "called" if row.n1 else "name"
            name = read(sealer, row.id, "person", column, row.id, row.sealed)
            found.append(cases.Near(row.id, name, relation))
    return found


def _person(
    sealer: Sealer, row: Row[Any], mine: dict[str, list[Row[Any]]], open_channels: frozenset[str]
) -> cases.Person:
    def words(one: Row[Any], table: str) -> str:
        return read(sealer, row.id, table, "text", one.id, one.sealed)

    goals = [
        cases.Goal(
            *(one.id, Horizon(one.s1) if one.s1 else None, words(one, "goal")),
            *(one.n1, GoalState(one.s2), one.s3),
        )
        for one in mine.get("goal", ())
    ]
    # A place or a language that is not known here leaves nobody without an answer: the programme's holds.
    language = row.language if row.language in LANGUAGES else row.programme_language
    country = row.country if row.country in COUNTRIES else row.programme_country
    return cases.Person(
        id=row.id,
        name=read(sealer, row.id, "person", "called", row.id, row.called)
        or read(sealer, row.id, "person", "name", row.id, row.name),
        programme=cases.Programme(
            id=row.programme_id,
            **_of_a_programme(row, "programme_"),
            live=row.programme_live,
        ),
        language=language,
        timezone=zones.known(row.timezone, row.programme_timezone).key,
        country=country,
        standing=Standing(row.standing),
        stage=Stage(row.stage),
        released_on=row.released_on,
        welcomed=row.welcomed_at is not None,
        roles=frozenset(Role(one.s1) for one in mine.get("membership", ())),
        addresses=tuple(_address(sealer, one, open_channels) for one in mine.get("address", ())),
        goals=tuple(one for one in goals if one.state == GoalState.OPEN),
        past_goals=tuple(one for one in goals if one.state != GoalState.OPEN),
        steps=tuple(
            cases.Step(one.id, words(one, "step"), one.s1, one.at1, one.s2) for one in mine.get("step", ())
        ),
        promises=tuple(
            cases.Promise(one.id, words(one, "promise"), one.at1) for one in mine.get("promise", ())
        ),
        plans=tuple(
            cases.Plan(one.id, PlanKind(one.s1), one.n1, one.s2, one.n2, one.day, one.at1)
            for one in mine.get("plan", ())
        ),
        talking=_talking(sealer, mine.get("talking", ())),
        coordinator_id=row.coordinator_id,
        held=row.held_at is not None,
        mentor_may_know=row.mentor_may_know,
        discreet=row.discreet,
    )


def _address(sealer: Sealer, row: Row[Any], open_channels: frozenset[str]) -> cases.Address:
    """Where `open_channels` says which channels run, an address on another one counts as blocked."""
    return cases.Address(
        id=row.id,
        channel=Channel(row.s1),
        value=read(sealer, row.person_id, "address", "value", row.id, row.sealed),
        blocked=bool(row.n1) or bool(open_channels and row.s1 not in open_channels),
        silenced=row.n1 == SILENCED,
        last_heard_at=row.at1,
        since=row.at2,
        word=row.s2,
        asked_at=row.at3,
        unproven=bool(row.n2),
    )


def _talking(sealer: Sealer, rows: Sequence[Row[Any]]) -> tuple[cases.Talking, ...]:
    found = []
    for row in sorted(rows, key=lambda row: (row.at3, row.id), reverse=True):
        try:
            state = State.from_json(sealer.open(row.person_id, "conversation", "body", row.id, row.sealed))
        except (SealError, Unreadable) as error:
            log.error("a conversation does not open", conversation=row.id, error=type(error).__name__)
            continue
        found.append(
            cases.Talking(
                id=row.id,
                record_id=row.s1,
                name=row.s2,
                state=state,
                question=row.s3,
                outbox_id=row.s4,
                outbox_state=OutboxState(row.s5) if row.s5 else None,
                started_at=row.at1,
                handed_at=row.at2,
                opened_at=row.at3,
                due_at=row.at4,
            )
        )
    return tuple(found)


def _add_said(sealer: Sealer, own: Own, rows: Sequence[Row[Any]]) -> None:
    for row in rows:
        others = row.s1 != row.person_id
        own.said.append(
            cases.SaidBefore(
                outbox_id=row.id,
                text=read(sealer, row.s1, "outbox", "body", row.id, row.sealed),
                message_class=row.s2,
                at=row.at1,
                record_id=row.s3,
                buttons=tuple((label, code) for label, code in json.loads(row.s4)) if row.s4 != "[]" else (),
                handed_at=row.at2,
                about=row.s1 if others else None,
                relayed=others and row.s5 == Lane.REPLY,
                staff_id=row.s6,
            )
        )
        # Relayed words, which may have to wait for the morning; a nudge goes in its own lane.
        if others and row.s5 == Lane.REPLY:
            own.relays.append((row.s1, row.at1))


def _heard(sealer: Sealer, row: Row[Any]) -> cases.HeardBefore:
    return cases.HeardBefore(
        inbox_id=row.id,
        text=read(sealer, row.person_id, "inbox", "body", row.id, row.sealed),
        at=row.at1,
        outcome=row.s1,
        tier=row.s2,
        record_id=row.s3,
        kind=row.s4,
        provider_id=row.s5,
    )


def read(sealer: Sealer, person_id: str, table: str, column: str, row_id: str, sealed: bytes) -> str:
    """Open something sealed; what does not open reads as UNREADABLE, and the log says so."""
    try:
        return sealer.read(person_id, table, column, row_id, sealed)
    except SealError as error:
        log.error("something sealed does not open", table=table, row=row_id, error=type(error).__name__)
        return UNREADABLE
