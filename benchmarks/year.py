"""Half a year behind everybody of a made-up programme: what the desk has to find its way through.

`benchmarks.people` makes the people; this adds to each of them twenty-five weekly check-ins with four
messages each (so ten thousand people have a million), meetings logged each month, and to some of them what a
coordinator is wanted for: words that wait, flags, messages that did not arrive, silence, requests.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, insert, update
from sqlmodel import SQLModel, col

from benchmarks.house import BenchHouse
from benchmarks.people import CHANNEL, person_id, seed
from conversations.check_in import MOOD, NEXT_STEP
from records import tables as t

WEEKS = 25
_CHUNK = 500
_WEEK = timedelta(weeks=1)
_STEP = "call the landlord about the heating"
_WORDS = "can somebody call me about the bus pass"


def fill(house: BenchHouse, people: int) -> str:
    """Fill an empty house; returns the programme's id."""
    programme = seed(house, people)
    maker = _Year(house, programme)
    for start in range(0, people, _CHUNK):
        made: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        for number in range(start, min(people, start + _CHUNK)):
            for table, row in maker.of(number):
                made[t.core(table)].append(row)
        with house.engine.begin() as connection:
            for table in t.core(t.MeetingRecord).metadata.sorted_tables:
                if made[table]:
                    _insert(connection, table, made[table])
        house.sealer.keys.close()
    with house.engine.begin() as connection:
        for change in maker.changes(people):
            connection.execute(change)
    return programme


def _insert(connection: Any, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows of a table, those with the same columns together."""
    alike: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        alike[frozenset(row)].append(row)
    for batch in alike.values():
        connection.execute(insert(table), batch)


class _Year:
    def __init__(self, house: BenchHouse, programme: str) -> None:
        self._seal, self._now, self._programme = house.sealer.seal, house.now(), programme

    def changes(self, people: int) -> Iterator[Any]:
        """What makes people of one hour into people of half a year."""
        then = self._now - (WEEKS + 1) * _WEEK
        yield update(t.Match).values(since=then)
        yield update(t.Person).where(col(t.Person.standing) == "active").values(standing_since=then)
        for number in range(people):
            if number % 37 == 0:  # nothing was heard of them for five weeks
                heard = update(t.Address).where(col(t.Address.person_id) == person_id(number))
                yield heard.values(last_heard_at=self._now - 5 * _WEEK)
            if number % 20 == 0:
                rests = update(t.Person).where(col(t.Person.id) == person_id(number))
                yield rests.values(standing="paused", standing_since=self._now - _WEEK)
            if number % 500 == 3:
                stopped = update(t.Person).where(col(t.Person.id) == person_id(number))
                yield stopped.values(standing="stopped", standing_since=self._now - timedelta(days=2))

    def of(self, number: int) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
        """Everything that was said to and fro with one of them."""
        own, with_id = person_id(number), f"01BENCHM{number // 20:018d}" if number % 2 == 0 else None
        quiet = number % 37 == 0
        for week in range(WEEKS):
            key = f"{number:09d}{week:03d}"
            at = self._now - (week + 1) * _WEEK + timedelta(minutes=number % 5000)
            silent = quiet and week < 4
            record = f"01A{WEEKS - week:03d}R{key}"
            yield (
                t.MeetingRecord,
                {
                    **self._record(record, own, "check_in", at, "no_reply" if silent else "finished"),
                    "with_id": with_id,
                },
            )
            yield (
                t.Occurrence,
                {
                    "id": f"01A{WEEKS - week:03d}O{key}",
                    "person_id": own,
                    "plan_id": f"01BENCHK{number:018d}",
                    "local_date": at.date(),
                    "at": at,
                    "outcome": "started",
                },
            )
            for turn, (asked, said) in enumerate(
                (("How was the week? 1-5", "4"), ("Next small step?", _STEP))
            ):
                when = at + timedelta(minutes=3 * turn)
                out_id = f"01A{WEEKS - week:03d}Q{key}{turn}"
                yield t.Outbox, self._out(out_id, own, number, asked, when, record)
                if silent:
                    break
                in_id = f"01A{WEEKS - week:03d}I{key}{turn}"
                yield t.Inbox, self._in(in_id, own, said, when + timedelta(minutes=1), record)
                entry = f"01A{WEEKS - week:03d}E{key}{turn}"
                yield (
                    t.RecordEntry,
                    {
                        "id": entry,
                        "record_id": record,
                        "person_id": own,
                        "at": when,
                        "kind": "answer",
                        "label": (MOOD, NEXT_STEP)[turn].id,
                        "body": self._seal(own, "record_entry", "body", entry, said),
                    },
                )
            if with_id and week % 4 == (0 if number % 40 else 3):
                met = f"01A{WEEKS - week:03d}M{key}"
                yield t.MeetingRecord, {**self._record(met, own, "meeting", at, "met"), "with_id": with_id}
        yield from self._wanted(number, own)

    def _wanted(self, number: int, own: str) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
        """What a coordinator is wanted for."""
        ago = timedelta(hours=number % 90, minutes=7)
        if number % 150 == 1:
            record = f"01BW{number:012d}"
            yield (
                t.MeetingRecord,
                {**self._record(record, own, "message", self._now - ago, ""), "closed_at": None},
            )
            waits = self._in(f"01BWI{number:012d}", own, _WORDS, self._now - ago, record)
            yield t.Inbox, {**waits, "outcome": "for_a_person", "needs_person": True}
        if number % 60 == 2:
            failed = self._out(f"01BX{number:012d}", own, number, "Hello", self._now - ago, None)
            yield t.Outbox, {**failed, "state": "failed", "reason": "30003"}
        if number % 25 == 3:
            record, is_open = f"01BF{number:012d}", number % 500 == 3
            yield (
                t.MeetingRecord,
                {**self._record(record, own, "safety", self._now - ago, ""), "tier": "concern"},
            )
            flag = f"01BG{number:012d}"
            yield (
                t.Flag,
                {
                    "id": flag,
                    "programme_id": self._programme,
                    "person_id": own,
                    "record_id": record,
                    "tier": "concern",
                    "category": "hopelessness",
                    "rules": "",
                    "words": b"",
                    "code": f"{number}",
                    "drill": False,
                    "raised_at": self._now - ago,
                    "rung": 0,
                    "closed_at": None if is_open else self._now,
                    "verdict": "" if is_open else "real",
                },
            )
        if number % 300 == 4:
            yield (
                t.Request,
                {
                    "id": f"01BH{number:012d}",
                    "programme_id": self._programme,
                    "person_id": own,
                    "kind": "copy",
                    "for_role": "coordinator",
                    "body": b"",
                    "outcome": b"",
                    "raised_at": self._now - ago,
                },
            )

    def _record(self, own_id: str, own: str, kind: str, at: Any, outcome: str) -> dict[str, Any]:
        return {
            "id": own_id,
            "programme_id": self._programme,
            "person_id": own,
            "kind": kind,
            "channel": CHANNEL,
            "opened_at": at,
            "closed_at": at + timedelta(minutes=20),
            "outcome": outcome,
            "tier": "none",
        }

    def _in(self, own_id: str, own: str, words: str, at: Any, record: str | None) -> dict[str, Any]:
        return {
            "id": own_id,
            "channel": CHANNEL,
            "provider_id": own_id,
            "person_id": own,
            "kind": "text",
            "body": self._seal(own, "inbox", "body", own_id, words),
            "received_at": at,
            "arrived_at": at,
            "outcome": "answer",
            "record_id": record,
            "needs_person": False,
            "looked_at": at,
        }

    def _out(
        self, own_id: str, own: str, number: int, words: str, at: Any, record: str | None
    ) -> dict[str, Any]:
        return {
            "id": own_id,
            "person_id": own,
            "about_id": own,
            "address_id": f"01BENCHA{number:018d}",
            "channel": CHANNEL,
            "lane": "bulk",
            "rank": 3,
            "message_class": "prompt",
            "body": self._seal(own, "outbox", "body", own_id, words),
            "state": "delivered",
            "attempts": 1,
            "not_before": at,
            "retry_at": at,
            "record_id": record,
            "created_at": at,
            "handed_at": at,
            "settled_at": at,
        }
