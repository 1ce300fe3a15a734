"""Claiming what arrived: whose it is, and whether it was here before.

A sender whom nobody knows becomes a person of standing "unknown" with a key of their own, so
that their words are sealed, answered and kept like everybody's until a coordinator says who
they are. A valid one-time code ties the address it comes from to the invited person; the phrase that was
agreed on with somebody ties a stranger's number to them, once. An address that was retired counts as
nobody's. On a phone that several people share, a text belongs to whoever's word it begins with, or whose
turn it is; else to the phone itself, which is a stranger with a key of its own: what cannot be told apart
stands in nobody's record.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Row,
    String,
    cast,
    exists,
    func,
    insert,
    null,
    select,
    union_all,
    update,
)
from sqlmodel import col

from conversations.keywords import join_word
from conversations.numbers import after_word, read_phrase
from records import tables as t
from records.addresses import Given, give_address
from records.among import among, ask
from records.ids import new_id
from records.kinds import Channel, Role, Standing
from records.sealing import Sealer
from records.types import UtcDateTime
from records.writing import by_id

# For so long after somebody's last text what comes without a word from a shared phone is theirs, too.
TURN = timedelta(minutes=30)
_ROUNDING = timedelta(seconds=1)  # providers tell times to the second
# What stands for the name of a phone that several people share, where a person's name would.
SHARED_PHONE = "Shared phone"
# So many texts a day from a number nobody knows may be the agreed phrase; more would be guessing.
_GUESSES = 5
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What claiming needs to know of an inbound message."""

    channel: str
    provider_id: str
    sender: str = field(repr=False)
    received_at: datetime
    code: str = field(default="", repr=False)
    word: str = field(default="", repr=False)
    sender_name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message's inbox id and sender. `outcome` is set where it had been handled before.

    Attributes:
        invited: its code was valid and has just been used.
        linked: it was the phrase agreed on with somebody, and this number is theirs now.
        sharing: on a shared phone, everybody whose it is.
        rest: on a shared phone, what stands after the word it began with; None where there was none.
    """

    inbox_id: str
    person_id: str
    address_id: str
    outcome: str = ""
    invited: bool = False
    linked: bool = False
    sharing: tuple[str, ...] = ()
    rest: str | None = field(default=None, repr=False)


class NoProgramme(Exception):
    """There is no programme yet. Load one first: `python -m bot programme add FOLDER`."""


def claim(
    connection: Connection, sealer: Sealer, now: datetime, arrivals: Mapping[int, Arrival]
) -> dict[int, Claimed]:
    """Claim each message, in order. No sender may stand in the group twice.

    Raises:
        NoProgramme: somebody unknown wrote and there is no programme to keep their words under.
    """
    lookups = {
        index: (a.channel, sealer.lookup("address", a.channel, a.sender)) for index, a in arrivals.items()
    }
    claimed, held = _known(connection, arrivals, set(lookups.values()))
    heard = []
    for index, arrival in arrivals.items():
        if index not in claimed:
            found = _whose(connection, sealer, now, arrival, held.get(lookups[index], []))
            heard.append({"of_id": found.address_id, "last_heard_at": now})
            claimed[index] = found
    if heard:
        connection.execute(by_id(t.Address), heard)
    return claimed


def set_apart(connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival) -> None:
    """Whose record cannot be opened is heard as a stranger: their number moves to a new person and key.

    Their old record stays as it is. Once its key is back, a coordinator says who the stranger is.
    """
    lookup = sealer.lookup("address", arrival.channel, arrival.sender)
    held = connection.execute(
        select(t.core(t.Address), col(t.Person.programme_id), col(t.Person.language))
        .add_columns(col(t.Person.timezone), col(t.Person.country))
        .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
        .where(col(t.Address.channel) == arrival.channel, col(t.Address.lookup) == lookup)
        .order_by(col(t.Address.retired_at).is_not(None), col(t.Address.id))
    ).first()
    if held is None:
        return
    person_id = _nobody(
        connection, sealer, now, held.programme_id, "", held.language, held.timezone, held.country
    )
    _give(connection, sealer, now, arrival, person_id, held.id)


def _known(
    connection: Connection, arrivals: Mapping[int, Arrival], lookups: set[tuple[str, str]]
) -> tuple[dict[int, Claimed], dict[tuple[str, str], list[Row[Any]]]]:
    """What was handled before, and who has each of these numbers, or had it: those who have it first."""
    keys = {(arrival.channel, arrival.provider_id): index for index, arrival in arrivals.items()}
    given = {
        "channels": {channel for channel, _ in keys},
        "provider_ids": [provider_id for _, provider_id in keys],
        "lookups": [lookup for _, lookup in lookups],
    }
    repeats: dict[int, Claimed] = {}
    held: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in ask(connection, _looks, given).all():
        if row.standing is not None:
            held[row.channel, row.key].append(row)
        elif (index := keys.get((row.channel, row.key))) is not None:
            repeats[index] = Claimed(row.id, row.person_id, "", row.word)
    for rows in held.values():
        rows.sort(key=lambda row: (row.retired_at is not None, row.word, row.id))
    return repeats, held


@cache
def _looks(dialect: str) -> CompoundSelect[Any]:
    """One statement, built once: addresses, and messages that are there already (without a standing)."""
    address, inbox, person = t.core(t.Address).c, t.core(t.Inbox).c, t.core(t.Person).c

    here = select(
        address.id,
        address.person_id,
        address.channel,
        address.lookup.label("key"),
        address.word,
        address.opened_at,
        address.retired_at,
        person.standing,
    ).join_from(t.core(t.Address), t.core(t.Person), person.id == address.person_id)
    never = cast(null(), UtcDateTime)
    before = select(
        *(inbox.id, inbox.person_id, inbox.channel, inbox.provider_id, inbox.outcome),
        *(never.label("opened_at"), never.label("retired_at"), cast(null(), String).label("standing")),
    )

    here = here.where(among(dialect, address.channel, "channels"), among(dialect, address.lookup, "lookups"))
    known = among(dialect, inbox.provider_id, "provider_ids")
    return union_all(here, before.where(among(dialect, inbox.channel, "channels"), known))


def _whose(
    connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival, held: Sequence[Row[Any]]
) -> Claimed:
    sharing = [row for row in held if row.word and row.retired_at is None]
    if sharing:
        return _on_a_shared_phone(connection, sealer, now, arrival, held, sharing)
    row = held[0] if held else None
    # A number given up has passed to somebody else: whoever writes from it is a stranger.
    free = row is None or row.retired_at is not None
    inbox_id = new_id(now)
    if row is None or free or row.standing == Standing.UNKNOWN:
        invited = _invited(connection, sealer, now, arrival) if arrival.code else None
        proved = None if invited else _proved(connection, sealer, now, arrival, None if free else row)
        if owner := invited or proved:
            address_id = _give(connection, sealer, now, arrival, owner, row.id if row else None)
            return Claimed(inbox_id, owner, address_id, invited=bool(invited), linked=bool(proved))
    if row is not None and not free:
        return Claimed(inbox_id, row.person_id, row.id)
    person_id = _stranger(connection, sealer, now, arrival)
    return Claimed(
        inbox_id, person_id, _give(connection, sealer, now, arrival, person_id, row.id if row else None)
    )


def _on_a_shared_phone(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    arrival: Arrival,
    held: Sequence[Row[Any]],
    sharing: Sequence[Row[Any]],
) -> Claimed:
    everybody = tuple(dict.fromkeys(row.person_id for row in sharing))
    for row in sharing:
        rest = after_word(arrival.word, row.word)
        if rest is not None:
            return Claimed(new_id(now), row.person_id, row.id, sharing=everybody, rest=rest)
    for row in sharing:
        opened = row.opened_at
        if opened is not None and opened - _ROUNDING <= arrival.received_at <= opened + TURN:
            return Claimed(new_id(now), row.person_id, row.id, sharing=everybody)
    phone = next((row for row in held if not row.word), None)
    if phone is not None and phone.retired_at is None:
        return Claimed(new_id(now), phone.person_id, phone.id, sharing=everybody)
    person_id = _the_phone_itself(connection, sealer, now, everybody[0])
    address_id = _give(connection, sealer, now, arrival, person_id, phone.id if phone else None)
    return Claimed(new_id(now), person_id, address_id, sharing=everybody)


def _the_phone_itself(connection: Connection, sealer: Sealer, now: datetime, first: str) -> str:
    """A stranger in the same place as those who share the phone, and in their language."""
    one = connection.execute(select(t.core(t.Person)).where(col(t.Person.id) == first)).one()
    return _nobody(
        connection, sealer, now, one.programme_id, SHARED_PHONE, one.language, one.timezone, one.country
    )


def _proved(
    connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival, stranger: Row[Any] | None
) -> str | None:
    """Whose agreed phrase this is, if it is one; it is used up. Never a member of staff's."""
    phrase = read_phrase(arrival.word)
    if phrase is None or arrival.channel == Channel.TELEGRAM:
        return None
    if stranger is not None:
        lately = col(t.Inbox.arrived_at) > now - _A_DAY
        count = select(func.count()).where(col(t.Inbox.person_id) == stranger.person_id, lately)
        if connection.execute(count).scalar_one() >= _GUESSES:
            return None
    mine = col(t.Person.phrase) == sealer.lookup("phrase", phrase)
    staff = exists().where(col(t.Staff.person_id) == col(t.Person.id))
    coordinates = exists().where(
        col(t.Membership.person_id) == col(t.Person.id),
        col(t.Membership.role) == Role.COORDINATOR,
        col(t.Membership.until).is_(None),
    )
    # In custody nobody knows who is writing: a coordinator looks.
    known = col(t.Person.standing).not_in((Standing.UNKNOWN, Standing.CUSTODY))
    owners = select(col(t.Person.id)).where(mine, known, ~staff, ~coordinates)
    found = list(connection.execute(owners.limit(2)).scalars())
    if len(found) != 1:
        return None
    connection.execute(update(t.Person).where(col(t.Person.id) == found[0]).values(phrase=None))
    return str(found[0])


def _invited(connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival) -> str | None:
    """Use up the code, if it is good; whom it was made for."""
    code = sealer.lookup("invitation", arrival.code)
    person_id = connection.execute(
        select(col(t.Invitation.person_id)).where(
            col(t.Invitation.id) == code,
            col(t.Invitation.used_at).is_(None),
            col(t.Invitation.expires_at) > now,
        )
    ).scalar_one_or_none()
    if person_id is not None:
        connection.execute(update(t.Invitation).where(col(t.Invitation.id) == code).values(used_at=now))
    return person_id


def _give(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    arrival: Arrival,
    person_id: str,
    held: str | None,
) -> str:
    """The address a message came from is that person's from now on, whoever held it before."""
    given = Given(person_id, arrival.channel, arrival.sender, held)
    return give_address(connection, sealer, now, given)


def _stranger(connection: Connection, sealer: Sealer, now: datetime, arrival: Arrival) -> str:
    programmes = connection.execute(select(t.core(t.Programme)).order_by(col(t.Programme.id))).all()
    if not programmes:
        raise NoProgramme(str(NoProgramme.__doc__))
    # Where several programmes share a number, the word to join says which one is meant.
    joined = [one for one in programmes if one.join_word and join_word(arrival.word) == one.join_word]
    programme = (joined or programmes)[0]
    return _nobody(
        connection,
        sealer,
        now,
        programme.id,
        arrival.sender_name,
        programme.language,
        programme.timezone,
        programme.country,
    )


def _nobody(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    programme_id: str,
    name: str,
    language: str,
    timezone: str,
    country: str,
) -> str:
    """A person of standing "unknown", with a key of their own."""
    person_id = new_id(now)
    sealer.keys.create([person_id], now)
    connection.execute(
        insert(t.Person).values(
            id=person_id,
            programme_id=programme_id,
            name=sealer.seal(person_id, "person", "name", person_id, name),
            language=language,
            timezone=timezone,
            country=country,
            standing=Standing.UNKNOWN,
            standing_since=now,
            stage="community",
            created_at=now,
        )
    )
    return person_id
