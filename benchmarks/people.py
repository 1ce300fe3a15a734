"""A programme full of people in the middle of their weekly check-in, made in bulk.

Everybody has a key of their own, and sealed with it their name, number, consent and what was said; two
plans, and a check-in that waits. Who has an even number is asked how the week was and has a mentor; who has
an odd one is asked for the next small step and has none. So `REPLIES[number % 2]` is what somebody may
answer.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy import Table, insert

from bot.wiring import House
from conversations import talk
from conversations.check_in import CHECK_IN, Mentee
from conversations.wording import compose
from handlers.access import accounts
from handlers.enrolling import programmes
from records import live
from records import tables as t
from records.consents import consent_row
from records.kinds import StaffRole

REPLIES = ("4", "call the landlord about the heating")
CHANNEL = "sms"
_NAMES = ("Dee", "Sam", "Marcus", "Lena", "Jo", "Andre", "Rosa", "Kim")
_STAFF = 6
_MENTEES_EACH = 10
_CHUNK = 5_000
_PACK = '[programme]\nname = "Bench"\ncountry = "US"\nlanguage = "en-US"\ntimezone = "America/Chicago"\n'


def number_of(person: int) -> str:
    """Where they are texted; what has this many numbers cannot keep to those reserved for fiction."""
    return f"+1555{person:07d}"


def person_id(person: int) -> str:
    """Their id: as long as a real one."""
    return _id("P", person)


def outbox_id(person: int) -> str:
    """The id of the message with the question that waits."""
    return _id("B", person)


def _id(kind: str, number: int) -> str:
    return f"01BENCH{kind}{number:018d}"


def seed(house: House, people: int, *, staff: int = _STAFF) -> str:
    """Fill an empty house; returns the programme's id. `staff` are alerted by text."""
    now = house.now()
    programme = house.write(lambda c: programmes.create_programme(c, now, programmes.read_pack(_PACK)))
    house.write(lambda c: live.begin(c, programme, now))
    for member in range(staff):
        add = partial(
            accounts.create_staff,
            sealer=house.sealer,
            now=now,
            programme_id=programme,
            name=f"Ana{member}",
            login=f"ana{member}@example.org",
            password_hash="none",
            phone=f"+1312555017{member}",
            role=StaffRole.LEAD if member == 0 else StaffRole.COORDINATOR,
        )
        house.write(add)
    maker = _Maker(house, programme, now)
    for start in range(0, people, _CHUNK):
        rows = maker.rows(range(start, min(people, start + _CHUNK)))
        with house.engine.begin() as connection:
            for table, batch in rows.items():
                if batch:
                    connection.execute(insert(table), batch)
        house.sealer.keys.close()  # it would remember the opened keys of everybody
    return programme


class _Maker:
    def __init__(self, house: House, programme: str, now: datetime) -> None:
        self._house, self._programme, self._now = house, programme, now
        self._then = now - timedelta(hours=1)
        self._seal = house.sealer.seal

    def rows(self, numbers: range) -> dict[Table, list[dict[str, Any]]]:
        """Everything there is about these people, parents before children."""
        mentors = range(-(-numbers.start // (2 * _MENTEES_EACH)), -(-numbers.stop // (2 * _MENTEES_EACH)))
        ids = [person_id(number) for number in numbers] + [_id("M", number) for number in mentors]
        self._house.sealer.keys.create(ids, self._now)
        made: dict[Table, list[dict[str, Any]]] = {
            t.core(model): []
            for model in (
                *(t.Person, t.Membership, t.Address, t.Consent, t.Match, t.Plan),
                *(t.MeetingRecord, t.Outbox, t.Conversation),
            )
        }
        for mentor in mentors:
            own, address = _id("M", mentor), _id("N", mentor)
            self._person(made, own, address, "mentor", "Robin", f"+1556{mentor:07d}", mentor)
        for number in numbers:
            name = _NAMES[number % len(_NAMES)]
            own, address = person_id(number), _id("A", number)
            self._person(made, own, address, "mentee", name, number_of(number), number)
            if number % 2 == 0:
                made[t.core(t.Match)].append(
                    {
                        "id": _id("X", number),
                        "mentee_id": own,
                        "mentor_id": _id("M", number // (2 * _MENTEES_EACH)),
                        "since": self._then,
                        "reasons": self._seal(own, "match", "reasons", _id("X", number), "both like boats"),
                        "approval": b"",
                        "ended": "",
                    }
                )
            made[t.core(t.Plan)].extend(self._plans(own, number))
            self._check_in(made, number, own, address, name)
        return made

    def _person(
        self,
        made: dict[Table, list[dict[str, Any]]],
        own: str,
        address: str,
        role: str,
        name: str,
        phone: str,
        number: int,
    ) -> None:
        seal, then = self._seal, self._then
        made[t.core(t.Person)].append(
            {
                "id": own,
                "programme_id": self._programme,
                "name": seal(own, "person", "name", own, name),
                "called": b"",
                "language": "en-US",
                "timezone": "America/Chicago",
                "country": "US",
                "standing": "active",
                "standing_since": then,
                "stage": "community",
                "welcomed_at": then,
                "created_at": then,
            }
        )
        part = {"id": _id("R" if role == "mentee" else "S", number), "person_id": own, "role": role}
        made[t.core(t.Membership)].append(part | {"since": then})
        made[t.core(t.Address)].append(
            {
                "id": address,
                "person_id": own,
                "channel": CHANNEL,
                "value": seal(own, "address", "value", address, phone),
                "lookup": self._house.sealer.lookup("address", CHANNEL, phone),
                "word": "",
                "blocked": False,
                "since": then,
                "last_heard_at": then,
            }
        )
        made[t.core(t.Consent)].append(
            consent_row(
                self._house.sealer,
                then,
                own,
                by="Ana",
                on=then.date(),
                how="signed form",
                wording="en-US/invite",
                row_id=_id("C" if role == "mentee" else "D", number),
            )
        )

    def _plans(self, own: str, number: int) -> Iterator[dict[str, Any]]:
        for kind, days in (("check_in", 7), ("small_step", 3)):
            due = self._then + timedelta(days=days, seconds=number % 80_000)
            yield {
                "id": _id("K" if kind == "check_in" else "L", number),
                "person_id": own,
                "kind": kind,
                "weekday": due.weekday(),
                "at": "18:00",
                "every_weeks": 1,
                "local_date": due.date(),
                "due_at": due,
            }

    def _check_in(
        self, made: dict[Table, list[dict[str, Any]]], number: int, own: str, address: str, name: str
    ) -> None:
        state, question, words = _asked(self._house, name, number % 2)
        record, conversation, message = _id("E", number), _id("V", number), outbox_id(number)
        made[t.core(t.MeetingRecord)].append(
            {
                "id": record,
                "programme_id": self._programme,
                "person_id": own,
                "with_id": _id("M", number // (2 * _MENTEES_EACH)) if number % 2 == 0 else None,
                "kind": "check_in",
                "channel": CHANNEL,
                "opened_at": self._then,
                "outcome": "",
                "tier": "none",
            }
        )
        made[t.core(t.Outbox)].append(
            {
                "id": message,
                "person_id": own,
                "about_id": own,
                "address_id": address,
                "channel": CHANNEL,
                "lane": "bulk",
                "rank": 3,
                "message_class": "prompt",
                "body": self._seal(own, "outbox", "body", message, words),
                "buttons": "[]",
                "encoding": "gsm7",
                "segments": 1,
                "state": "delivered",
                "attempts": 1,
                "not_before": self._then,
                "retry_at": self._then,
                "provider_id": f"SM{number:032x}",
                "record_id": record,
                "created_at": self._then,
                "started_at": self._then,
                "handed_at": self._then,
                "settled_at": self._then,
            }
        )
        made[t.core(t.Conversation)].append(
            {
                "id": conversation,
                "person_id": own,
                "record_id": record,
                "name": CHECK_IN.name,
                "state": "waiting",
                "body": self._seal(own, "conversation", "body", conversation, state),
                "question": question,
                "outbox_id": message,
                "handed_at": self._then,
                "patience": 172_800,
                "due_at": self._then + timedelta(days=2),
                "opened_at": self._then,
            }
        )


@cache
def _asked(house: House, name: str, stage: int) -> tuple[str, str, str]:
    """The stored state of a check-in at its first or second question, that question, and its words."""
    turn: talk.Turn[Any] = talk.start(CHECK_IN, Mentee(name, "Ana0", "" if stage else "Robin"))
    if stage:
        turn = talk.reply(turn.state, REPLIES[0], "en-US")
    assert turn.asked is not None
    words = compose(house.wording, "en-US", turn.lines, turn.asked, buttons=False, unasked=not stage)
    return turn.state.to_json(), turn.asked.key, words.text
