"""Writing what changes about a person: how they stand, names, language, numbers."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import ColumnElement, Update, bindparam, exists, or_, select, update

from records import effects as fx
from records import tables as t
from records.among import unindexed
from records.consents import consent_row
from records.kinds import NOT_LEFT, WAITS_FOR_WORD, Channel, OutboxState, Role, Standing
from records.writing import Change, Insert, Work, Written, change, writes

_PERSON, _ADDRESS, _OUTBOX = t.core(t.Person), t.core(t.Address), t.core(t.Outbox)

# --- how they stand, and what they are called -----------------------------------------------------------


@writes(fx.SetStanding)
def _standing(e: fx.SetStanding, work: Work) -> Iterator[Written]:
    yield change(t.Person, e.person_id, standing=e.standing, standing_since=work.now)


@writes(fx.SetPause)
def _pause(e: fx.SetPause, work: Work) -> Iterator[Written]:
    if e.on:
        paused = {"standing": Standing.PAUSED, "standing_since": work.now, "paused_until": e.until}
        yield change(t.Person, e.person_id, **paused)
        return
    again = {"standing": Standing.ACTIVE, "standing_since": work.now, "paused_until": None}
    yield Change(_paused(), {"of_id": e.person_id, **again})


@cache
def _paused() -> Update:
    return update(_PERSON).where(
        _PERSON.c.id == bindparam("of_id"), _PERSON.c.standing == bindparam("paused", Standing.PAUSED)
    )


@writes(fx.HoldPrompts)
def _hold(e: fx.HoldPrompts, work: Work) -> Iterator[Written]:
    yield Change(_not_held(), {"of_id": e.person_id, "held_at": work.now})


@cache
def _not_held() -> Update:
    return update(_PERSON).where(_PERSON.c.id == bindparam("of_id"), _PERSON.c.held_at.is_(None))


@writes(fx.ResumePrompts)
def _resume(e: fx.ResumePrompts, _: Work) -> Iterator[Written]:
    yield change(t.Person, e.person_id, held_at=None)


@writes(fx.Welcomed)
def _welcomed(e: fx.Welcomed, work: Work) -> Iterator[Written]:
    yield change(t.Person, e.person_id, welcomed_at=work.now)


@writes(fx.SetName)
def _name(e: fx.SetName, work: Work) -> Iterator[Written]:
    name = work.sealer.seal(e.person_id, "person", "name", e.person_id, e.name)
    yield change(t.Person, e.person_id, name=name)


@writes(fx.SetDiscreet)
def _discreet(e: fx.SetDiscreet, _: Work) -> Iterator[Written]:
    yield change(t.Person, e.person_id, discreet=e.on)


@writes(fx.SetCalled)
def _called(e: fx.SetCalled, work: Work) -> Iterator[Written]:
    called = work.sealer.seal(e.person_id, "person", "called", e.person_id, e.name)
    yield change(t.Person, e.person_id, called=called)


@writes(fx.SetLanguage)
def _language(e: fx.SetLanguage, _: Work) -> Iterator[Written]:
    yield change(t.Person, e.person_id, language=e.language)


@writes(fx.Join)
def _join(e: fx.Join, work: Work) -> Iterator[Written]:
    how, wording = "texted the word to join", "join word"
    agreed = consent_row(
        work.sealer, work.now, e.person_id, by="", on=e.given_on, how=how, wording=wording, row_id=e.id
    )
    yield Insert(t.core(t.Consent), agreed)
    mentee = {"id": e.id, "person_id": e.person_id, "role": Role.MENTEE, "since": work.now}
    yield Insert(t.core(t.Membership), mentee)


# --- numbers and chats -----------------------------------------------------------------------------------


@writes(fx.RetireAddress)
def _retire(e: fx.RetireAddress, work: Work) -> Iterator[Written]:
    theirs = update(_ADDRESS).where(_ADDRESS.c.id == e.id, _ADDRESS.c.retired_at.is_(None))
    yield Change(theirs.values(retired_at=work.now), {})
    # What was still to go there would reach somebody else.
    waits = _waits_for(e.id)
    kept_back = {"state": OutboxState.WITHHELD, "reason": "number_retired", "settled_at": work.now}
    yield Change(update(_OUTBOX).where(waits, _OUTBOX.c.id != e.but).values(**kept_back), {})


def _waits_for(address_id: str) -> ColumnElement[bool]:
    """What is still to go to an address, found from whose it is."""
    owner = select(_ADDRESS.c.person_id).where(_ADDRESS.c.id == address_id)
    not_left = unindexed(_OUTBOX.c.state).in_(NOT_LEFT)
    return _OUTBOX.c.person_id.in_(owner) & (_OUTBOX.c.address_id == address_id) & not_left


@writes(fx.TakeTurn)
def _turn(e: fx.TakeTurn, work: Work) -> Iterator[Written]:
    yield Change(update(_ADDRESS).where(_ADDRESS.c.id.in_(e.others)).values(opened_at=None), {})
    yield change(t.Address, e.id, opened_at=e.at)
    for_a_word = _waits_for(e.id) & (_OUTBOX.c.reason == WAITS_FOR_WORD)
    yield Change(update(_OUTBOX).where(for_a_word).values(not_before=work.now, retry_at=work.now), {})


@writes(fx.EndTurns)
def _turns(e: fx.EndTurns, _: Work) -> Iterator[Written]:
    yield Change(update(_ADDRESS).where(_ADDRESS.c.id.in_(e.ids)).values(opened_at=None), {})


@writes(fx.AskWhetherTheirs)
def _asked(e: fx.AskWhetherTheirs, work: Work) -> Iterator[Written]:
    yield change(t.Address, e.id, asked_at=work.now)


@writes(fx.StillTheirs)
def _theirs(e: fx.StillTheirs, _: Work) -> Iterator[Written]:
    yield change(t.Address, e.id, asked_at=None)


@writes(fx.BlockAddress)
def _block(e: fx.BlockAddress, _: Work) -> Iterator[Written]:
    address = update(_ADDRESS).where(_ADDRESS.c.id == e.id)
    if not e.blocked:  # an app that is not allowed to them is opened by no text of theirs
        condition = t.core(t.Condition).c
        held = (condition.kind == "no_app") & condition.until.is_(None)
        barred = exists().where(condition.person_id == _ADDRESS.c.person_id, held)
        address = address.where(or_(_ADDRESS.c.channel != Channel.TELEGRAM, ~barred))
    yield Change(address.values(blocked=e.blocked), {})
