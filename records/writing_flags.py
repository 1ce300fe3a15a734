"""Writing flags: raised, climbed, answered for, closed; and what the recogniser got wrong."""

from collections.abc import Iterator

from sqlalchemy import Connection, select, true, update

from records import effects as fx
from records import tables as t
from records.writing import Change, Insert, Look, Work, Written, change, writes
from safety.tiers import Tier

_WORDS_OF_A_FLAG = 4000  # characters

_FLAG, _TUNING = t.core(t.Flag), t.core(t.Tuning)


@writes(fx.RaiseFlag)
def _raise(e: fx.RaiseFlag, work: Work) -> Iterator[Written]:
    yield Insert(
        _FLAG,
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "person_id": e.person_id,
            "record_id": e.record_id,
            "inbox_id": e.inbox_id,
            "tier": e.tier,
            "category": e.category,
            "rules": " ".join(e.rules),
            "words": work.sealer.seal(e.person_id, "flag", "words", e.id, e.words),
            "code": e.code,
            "drill": e.drill,
            "entered_by": e.entered_by,
            "raised_at": work.now,
            "rises_at": e.rises_at,
            "mentor_id": e.mentor_id,
            "debrief_at": e.debrief_at,
            "kit_at": e.kit_at,
        },
    )


@writes(fx.AddToFlag)
def _add(e: fx.AddToFlag, work: Work) -> Iterator[Written]:
    """Its words and rules, each once. What no longer fits stands in the record, as all of it does."""

    def add(connection: Connection) -> None:
        row = connection.execute(select(_FLAG).where(_FLAG.c.id == e.id)).first()
        if row is None:
            return
        kept = work.sealer.read(e.person_id, "flag", "words", e.id, row.words).split(" / ")
        words = " / ".join(dict.fromkeys([*kept, *e.words.split(" / ")]))
        rules = " ".join(dict.fromkeys([*row.rules.split(), *e.rules]))
        if len(words) <= _WORDS_OF_A_FLAG:
            sealed = work.sealer.seal(e.person_id, "flag", "words", e.id, words)
            connection.execute(update(_FLAG).where(_FLAG.c.id == e.id).values(words=sealed, rules=rules))

    yield Look(add)


@writes(fx.AcknowledgeFlag)
def _acknowledge(e: fx.AcknowledgeFlag, work: Work) -> Iterator[Written]:
    taken = {"acknowledged_at": work.now, "acknowledged_by": e.by_person_id}
    mine = update(_FLAG).where(_FLAG.c.id == e.id, _FLAG.c.acknowledged_at.is_(None))
    yield Change(mine.values(**taken, rises_at=e.remind_at), {})
    other = _FLAG.alias("other")
    whom = select(other.c.person_id).where(other.c.id == e.id).scalar_subquery()
    drill = select(other.c.drill).where(other.c.id == e.id).scalar_subquery()
    others = update(_FLAG).where(
        _FLAG.c.person_id == whom,
        _FLAG.c.drill == drill,  # whoever answers a drill takes nothing that is real
        _FLAG.c.acknowledged_at.is_(None),
        _FLAG.c.closed_at.is_(None),
        _FLAG.c.tier == Tier.CONCERN if e.alone else true(),
    )
    yield Change(others.values(**taken, rises_at=None), {})


@writes(fx.ClimbFlag)
def _climb(e: fx.ClimbFlag, _: Work) -> Iterator[Written]:
    yield change(t.Flag, e.id, rung=e.rung, rises_at=e.rises_at)


@writes(fx.Debriefed)
def _debriefed(e: fx.Debriefed, _: Work) -> Iterator[Written]:
    yield change(t.Flag, e.flag_id, debrief_at=None)


@writes(fx.KitOffered)
def _kit_offered(e: fx.KitOffered, _: Work) -> Iterator[Written]:
    yield change(t.Flag, e.flag_id, kit_at=e.again_at)


@writes(fx.CloseFlag)
def _close(e: fx.CloseFlag, work: Work) -> Iterator[Written]:
    is_open = update(_FLAG).where(_FLAG.c.id == e.id, _FLAG.c.closed_at.is_(None))
    yield Change(is_open.values(closed_at=work.now, verdict=e.verdict), {})


@writes(fx.Tune)
def _tune(e: fx.Tune, work: Work) -> Iterator[Written]:
    yield Insert(
        _TUNING,
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "person_id": e.person_id,
            "flag_id": e.flag_id,
            "kind": e.kind,
            "tier": e.tier,
            "category": e.category,
            "rules": " ".join(e.rules),
            "words": work.sealer.seal(e.person_id, "tuning", "words", e.id, e.words),
            "staff_id": e.staff_id,
            "at": work.now,
        },
    )
