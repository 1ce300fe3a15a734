"""Enrolling people from a file: read it, check it whole, then make everybody in one transaction.

Nothing is written unless every line is right. People whose consent is recorded stand as "invited"
and get nothing but one invitation until they answer it; coordinators are active at once; somebody
still in custody is written to only once a coordinator says that they are out.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import SQLModel, col

from handlers.deciding import plans
from handlers.enrolling.enrol_check import NO_MENTOR, Checked, Consent, Known, NewPerson, check, fold
from handlers.enrolling.enrol_file import COLUMNS, Problem, read_people_file
from handlers.enrolling.programmes import load_programme
from records import tables as t
from records.addresses import Given, give_addresses
from records.consents import consent_row
from records.ids import new_id
from records.kinds import Channel, Role, Stage, Standing
from records.sealing import Sealer

__all__ = ["COLUMNS", "Checked", "Known", "Problem", "Summary", "check", "check_file", "enrol", "known"]

CODE_LIFE = timedelta(days=14)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U to misread


class NotChecked(Exception):
    """The file has problems, or is empty. Put them right and check it again; nothing was enrolled."""


class ChangedMeanwhile(Exception):
    """Somebody enrolled one of these numbers since the file was checked. Check the file again."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made.

    Attributes:
        invited: ids of those who are to get the invitation now: consent recorded, an address known.
        codes: (name, code) of those who join by a Telegram link.
        waiting: how many are in custody, and get nothing yet.
        roles: how many of each role.
        matches: how many matches.
        made: ids of everybody who was made, in the order of the file.
    """

    invited: tuple[str, ...]
    codes: tuple[tuple[str, str], ...] = field(repr=False)
    waiting: int
    roles: dict[Role, int]
    matches: int
    made: tuple[str, ...] = ()


def known(
    connection: Connection, sealer: Sealer, programme_id: str, ours: frozenset[str] = frozenset()
) -> Known:
    """What checking needs to know of the people there are. Opens every name: not for the writer.

    Args:
        ours: our own numbers.
    """
    addresses: dict[tuple[str, str], Standing] = {}
    words: dict[tuple[str, str], frozenset[str]] = {}
    for row in connection.execute(
        select(
            col(t.Address.channel),
            col(t.Address.lookup),
            col(t.Address.blocked),
            col(t.Address.retired_at),
            col(t.Address.word),
            col(t.Person.standing),
            col(t.Person.programme_id),
        ).join(t.Person, col(t.Person.id) == col(t.Address.person_id))
    ):
        place = (row.channel, row.lookup)
        addresses[place] = _weightier(addresses.get(place, Standing.UNKNOWN), _held_as(row))
        if row.word and row.retired_at is None and row.programme_id == programme_id:
            words[place] = words.get(place, frozenset()) | {row.word}
    members = connection.execute(
        select(col(t.Person.id), col(t.Person.name), col(t.Membership.role))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .where(col(t.Person.programme_id) == programme_id, col(t.Membership.until).is_(None))
    ).all()
    sealer.keys.load(row.id for row in members)
    people: dict[tuple[str, Role], tuple[str, ...]] = {}
    for member in members:
        name = fold(sealer.read(member.id, "person", "name", member.id, member.name))
        people[name, Role(member.role)] = (*people.get((name, Role(member.role)), ()), member.id)
    return Known(
        addresses, people, lambda channel, value: sealer.lookup("address", channel, value), words, ours
    )


def make_code() -> str:
    """A new one-time code, of 80 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(16))


def _held_as(row: Any) -> Standing:
    if row.retired_at is not None:
        return Standing.UNKNOWN  # given up by whom we knew; somebody else's by now
    return Standing.STOPPED if row.blocked else Standing(row.standing)


def _weightier(one: Standing, other: Standing) -> Standing:
    """Of the holders of one number: who has stopped it counts most, and a stranger least."""
    if Standing.STOPPED in (one, other):
        return Standing.STOPPED
    return other if one is Standing.UNKNOWN else one


def check_file(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    programme_id: str,
    data: bytes,
    channels: Collection[Channel] = tuple(Channel),
    ours: frozenset[str] = frozenset(),
) -> Checked:
    """Read a people file and check it whole; reads the database, changes nothing. `ours`: our own numbers.

    Args:
        data: the file.
        channels: the ways that are on.
        ours: our own numbers.

    Raises:
        UnknownProgramme: there is no such programme.
    """
    sheet = read_people_file(data)
    programme = load_programme(connection, programme_id)
    checked = check(sheet.rows, programme, known(connection, sealer, programme_id, ours), now, channels)
    if sheet.problems:
        said = {(problem.line, problem.column) for problem in sheet.problems}
        # A mentor may well stand on a line that could not be read.
        unread = any(not problem.column for problem in sheet.problems)
        others = [
            problem
            for problem in checked.problems
            if (problem.line, problem.column) not in said and not (unread and problem.text == NO_MENTOR)
        ]
        return Checked((), tuple(sorted([*sheet.problems, *others])))
    return checked


def enrol(
    connection: Connection, sealer: Sealer, now: datetime, programme_id: str, checked: Checked
) -> Summary:
    """Make everybody, inside the caller's transaction.

    Args:
        checked: the file, checked and without a problem.

    Raises:
        NotChecked: there are problems, or nobody.
        ChangedMeanwhile: a number has been taken since the check.
    """
    if checked.problems or not checked.people:
        raise NotChecked(str(NotChecked.__doc__))
    people = checked.people
    ids = {person.line: new_id(now) for person in people}
    sealer.keys.create(ids.values(), now)
    held = _held_by_strangers(connection, sealer, people)
    rows: dict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
    given: list[Given] = []
    invited: list[str] = []
    codes: list[tuple[str, str]] = []
    for person in people:
        person_id = ids[person.line]
        rows[t.Person].append(_person_row(sealer, now, programme_id, person_id, person))
        rows[t.Membership].append(
            {"id": new_id(now), "person_id": person_id, "role": person.role, "since": now}
        )
        rows[t.Plan] += _plan_rows(now, person_id, person)
        if person.consent is not None:
            rows[t.Consent].append(_consent_row(sealer, now, person_id, person.consent))
        mentor_id = ids[person.mentor_line] if person.mentor_line is not None else person.mentor_id
        rows[t.Readiness] += [
            {
                "id": new_id(now),
                "person_id": person_id,
                "kind": kind,
                "given_on": given_on,
                "good_until": good_until,
                "recorded_by": "import",
            }
            for kind, given_on, good_until in person.ready
        ]
        if mentor_id is not None:
            rows[t.Match].append(
                {"id": new_id(now), "mentee_id": person_id, "mentor_id": mentor_id, "since": now}
            )
        if person.number:
            lookup = sealer.lookup("address", person.channel, person.number)
            address = held.get((person.channel.value, lookup, person.word))
            given.append(Given(person_id, person.channel, person.number, address, person.word))
            if _standing(person) is Standing.INVITED:
                invited.append(person_id)
        elif person.stage is not Stage.CUSTODY:
            code = make_code()
            codes.append((person.name, code))
            rows[t.Invitation].append(
                {
                    "id": sealer.lookup("invitation", code),
                    "person_id": person_id,
                    "created_at": now,
                    "expires_at": now + CODE_LIFE,
                }
            )
    for table in (t.Person, t.Membership, t.Consent, t.Readiness, t.Match, t.Plan, t.Invitation):
        if rows[table]:
            connection.execute(insert(table), rows[table])
    give_addresses(connection, sealer, now, given)
    return Summary(
        invited=tuple(invited),
        codes=tuple(codes),
        waiting=sum(_standing(person) is Standing.CUSTODY for person in people),
        roles={role: sum(person.role is role for person in people) for role in Role},
        matches=len(rows[t.Match]),
        made=tuple(ids.values()),
    )


def _standing(person: NewPerson) -> Standing:
    if person.stage is Stage.CUSTODY:
        return Standing.CUSTODY
    return Standing.ACTIVE if person.role is Role.COORDINATOR else Standing.INVITED


def _held_by_strangers(
    connection: Connection, sealer: Sealer, people: Sequence[NewPerson]
) -> dict[tuple[str, str, str], str]:
    """Addresses among these that exist already and change hands, by channel, hash and word.

    All of them must still be strangers', or shared by people with other words.
    """
    lookups = [sealer.lookup("address", person.channel, person.number) for person in people if person.number]
    wanted: dict[str, set[str]] = defaultdict(set)
    for lookup, word in zip(lookups, (person.word for person in people if person.number), strict=True):
        wanted[lookup].add(word)
    held: dict[tuple[str, str, str], str] = {}
    for start in range(0, len(lookups), 500):
        query = (
            select(
                col(t.Address.id),
                col(t.Address.channel),
                col(t.Address.lookup),
                col(t.Address.blocked),
                col(t.Address.retired_at),
                col(t.Address.word),
                col(t.Person.standing),
            )
            .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
            .where(col(t.Address.lookup).in_(lookups[start : start + 500]))
        )
        for row in connection.execute(query):
            words = wanted[row.lookup]
            shares = row.word and "" not in words and row.word not in words
            if row.retired_at is None and not shares and (row.standing != Standing.UNKNOWN or row.blocked):
                raise ChangedMeanwhile(str(ChangedMeanwhile.__doc__))
            held[row.channel, row.lookup, row.word] = row.id
    return held


def _person_row(
    sealer: Sealer, now: datetime, programme_id: str, person_id: str, person: NewPerson
) -> dict[str, Any]:
    return {
        "id": person_id,
        "programme_id": programme_id,
        "name": sealer.seal(person_id, "person", "name", person_id, person.name),
        "language": person.language,
        "timezone": person.timezone,
        "country": person.country,
        "standing": _standing(person),
        "standing_since": now,
        "stage": person.stage,
        "released_on": person.released_on,
        "created_at": now,
    }


def _consent_row(sealer: Sealer, now: datetime, person_id: str, consent: Consent) -> dict[str, Any]:
    return consent_row(
        sealer, now, person_id, by=consent.by, on=consent.on, how=consent.how, wording=consent.wording
    )


def _plan_rows(now: datetime, person_id: str, person: NewPerson) -> Iterator[dict[str, Any]]:
    """The weekly check-in, and the small step's prompt after it."""
    if person.check_in is None:
        return
    weekday, at = person.check_in
    after = now
    for kind, day in plans.check_in_and_mid_week(weekday):
        plan = plans.weekly(new_id(now), person_id, kind, day, f"{at:%H:%M}", person.timezone, after)
        after = plan.due_at or after
        yield asdict(plans.laid_down(plan) if person.stage is Stage.CUSTODY else plan)
