"""Finding people: by name or number, by what is known of them, in a chosen order, page by page.

Names are sealed, so a name is found by opening the names of whomever the reader may see
(`Sealer.names` keeps them open); everything else is asked of the database. However many people
there are, the number of queries is the same.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

import phonenumbers
from phonenumbers import NumberParseException
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import col

from records import tables as t
from records.kinds import Channel, Role, Standing
from records.reading import View, unattended
from records.reading_people import PersonRow, listed, people_by_id

NOBODYS = "none"  # as a caseload: those who are on nobody's
PARTS = ("mentee", "mentor", "coordinator", "staff", "stranger", "none")
_ROLES = (Role.MENTEE, Role.MENTOR, Role.COORDINATOR)
ORDERS = ("part", "name", "quiet", "heard", "newest")
_NUMBERED = (Channel.SMS, Channel.PHONES)
_FEWEST_DIGITS = 6
_MOST = 500  # people of one name; more say nothing, and a database takes no more in one go
_NEVER = datetime.min.replace(tzinfo=UTC)


class TooMany(Exception):
    """Too many people have that in their name. Write more of it."""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Whom to look for; what is empty lets everybody through.

    Attributes:
        words: parts of a name, or a whole number.
        part: one of `PARTS`.
        caseload: a coordinator's person id, or `NOBODYS`.
        mentor: parts of the name of their mentor.
        flagged, waiting: an open flag is about them; they wait for a person.
        order: one of `ORDERS`.
    """

    words: str = field(default="", repr=False)
    part: str = ""
    stage: str = ""
    standing: str = ""
    caseload: str = ""
    mentor: str = field(default="", repr=False)
    flagged: bool = False
    waiting: bool = False
    order: str = "part"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of people.

    Attributes:
        rows: the page.
        total: how many there are in all.
        parts: the part that each on the page plays, as the list calls it.
        counts: how many there are of each part in all.
    """

    rows: list[PersonRow]
    total: int
    parts: dict[str, str]
    counts: dict[str, int]


class _One(NamedTuple):
    """Somebody who may be found; `at` is what they are put in order by, where that is a time."""

    id: str
    sealed: bytes
    part: str
    at: datetime | None


def find(view: View, wanted: PeopleFilter, start: int, size: int) -> Found:
    """The people from `start` on.

    Args:
        view: through whose eyes.
        wanted: whom to look for, and in which order.
        start, size: which page.

    Raises:
        TooMany: the mentor's name says next to nothing.
    """
    people = [one for one in _candidates(view, wanted) if not wanted.part or one.part == wanted.part]
    called = view.sealer.names({one.id: one.sealed for one in people})
    if wanted.words:
        numbered = by_number(view, wanted.words)
        tokens = folded(wanted.words).split()
        people = [one for one in people if one.id in numbered or says(called[one.id], tokens)]
    people = _in_order(people, called, wanted.order)
    shown = people[start : start + size]
    page = people_by_id(view, [one.id for one in shown])
    counts = Counter(one.part for one in people)
    return Found(page, len(people), {one.id: one.part for one in shown}, counts)


def ids_called(view: View, words: str) -> set[str]:
    """Everybody the view names whose name has all of these words in it.

    Raises:
        TooMany: they say next to nothing.
    """
    tokens = folded(words).split()
    rows = view.connection.execute(
        select(col(t.Person.id), col(t.Person.name)).where(
            col(t.Person.programme_id) == view.programme_id, view.named()
        )
    ).all()
    called = view.sealer.names({row.id: row.name for row in rows})
    found = {one for one, name in called.items() if says(name, tokens)}
    if len(found) > _MOST:
        raise TooMany(str(TooMany.__doc__))
    return found


def by_number(view: View, words: str) -> set[str]:
    """Whose whole number this is, among people the view shows; nobody where it is no number."""
    if sum(char.isdigit() for char in words) < _FEWEST_DIGITS or any(char.isalpha() for char in words):
        return set()
    here = select(col(t.Programme.country)).where(col(t.Programme.id) == view.programme_id)
    try:
        number = phonenumbers.parse(words[:40], view.connection.execute(here).scalar_one())
    except NumberParseException:
        return set()
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    hashes = [view.sealer.lookup("address", channel, written) for channel in _NUMBERED]
    query = select(col(t.Address.person_id)).where(
        col(t.Address.lookup).in_(hashes),
        col(t.Address.retired_at).is_(None),
        view.shows(col(t.Address.person_id)),
    )
    return set(view.connection.execute(query).scalars())


def folded(text: str) -> str:
    """Words for comparing: without accents, in small letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()


def says(text: str, tokens: Sequence[str]) -> bool:
    """Whether all of these words stand in it, or begin there."""
    said = folded(text)
    return bool(said) and all(token in said for token in tokens)


def with_mentor(view: View, mentor_ids: Collection[str], person_id: Any) -> ColumnElement[bool]:
    """A condition on a column of person ids: one of these is their mentor now, or they are one of these."""
    now = and_(col(t.Match.mentor_id).in_(mentor_ids), col(t.Match.until).is_(None))
    found: ColumnElement[bool] = or_(
        person_id.in_(mentor_ids), person_id.in_(select(col(t.Match.mentee_id)).where(now))
    )
    return found


def _candidates(view: View, wanted: PeopleFilter) -> list[_One]:
    person = t.Person
    conditions = [listed(view)]
    if wanted.stage:
        conditions.append(col(person.stage) == wanted.stage)
    if wanted.standing:
        conditions.append(col(person.standing) == wanted.standing)
    if wanted.caseload:
        theirs = None if wanted.caseload == NOBODYS else wanted.caseload
        conditions.append(
            col(person.coordinator_id).is_(None) if theirs is None else col(person.coordinator_id) == theirs
        )
    if wanted.mentor:
        conditions.append(with_mentor(view, ids_called(view, wanted.mentor), col(person.id)))
    if wanted.flagged:
        flag = and_(col(t.Flag.closed_at).is_(None), col(t.Flag.drill).is_(False))
        conditions.append(col(person.id).in_(select(col(t.Flag.person_id)).where(flag)))
    if wanted.waiting:
        conditions.append(col(person.id).in_(select(col(t.Inbox.person_id)).where(unattended())))
    first = case(
        *((_plays(role), part) for role, part in zip(_ROLES, PARTS, strict=False)),
        (col(person.id).in_(select(col(t.Staff.person_id))), "staff"),
        (col(person.standing) == Standing.UNKNOWN, "stranger"),
        else_="none",
    )
    at: Any = col(person.created_at)
    if wanted.order in ("quiet", "heard"):
        last = select(func.max(col(t.Address.last_heard_at))).where(
            col(t.Address.person_id) == col(person.id)
        )
        at = last.scalar_subquery()
    query = select(col(person.id), col(person.name), first.label("part"), at.label("at")).where(*conditions)
    return [_One(*row) for row in view.connection.execute(query)]


def _plays(role: Role) -> ColumnElement[bool]:
    membership = and_(col(t.Membership.role) == role, col(t.Membership.until).is_(None))
    found: ColumnElement[bool] = col(t.Person.id).in_(select(col(t.Membership.person_id)).where(membership))
    return found


def _in_order(people: list[_One], called: dict[str, str], order: str) -> list[_One]:
    people = sorted(people, key=lambda one: (not called[one.id], called[one.id].casefold(), one.id))
    if order == "part":
        return sorted(people, key=lambda one: PARTS.index(one.part))
    if order == "newest":
        return sorted(people, key=lambda one: one.at or _NEVER, reverse=True)
    if order in ("quiet", "heard"):
        return sorted(people, key=lambda one: one.at or _NEVER, reverse=order == "heard")
    return people
