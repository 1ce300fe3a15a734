"""Writing what supports somebody: their kit, answers to small questions, what they keep for hard days."""

import json
from collections.abc import Iterator

from sqlalchemy import delete, update

from records import effects as fx
from records import tables as t
from records.writing import Change, Insert, Work, Written, change, writes

_ENTRY, _SMALL, _OWN = t.core(t.KitEntry), t.core(t.SmallAnswer), t.core(t.OwnPlan)


@writes(fx.AddKitEntry)
def _add(e: fx.AddKitEntry, work: Work) -> Iterator[Written]:
    who = work.sealer.seal(e.person_id, "kit_entry", "who", e.id, e.who)
    entry = {"id": e.id, "person_id": e.person_id, "who": who, "helps": b"", "reach": b""}
    yield Insert(_ENTRY, {**entry, "added_at": work.now})


@writes(fx.ChangeKitEntry)
def _change(e: fx.ChangeKitEntry, work: Work) -> Iterator[Written]:
    yield change(
        t.KitEntry, e.id, **{e.part: work.sealer.seal(e.person_id, "kit_entry", e.part, e.id, e.text)}
    )


@writes(fx.RemoveKitEntry)
def _remove(e: fx.RemoveKitEntry, _: Work) -> Iterator[Written]:
    yield Change(delete(_ENTRY).where(_ENTRY.c.id == e.id), {})


@writes(fx.ShowKit)
def _show(e: fx.ShowKit, work: Work) -> Iterator[Written]:
    yield change(t.Person, e.person_id, kit_shown_at=work.now if e.shown else None)


@writes(fx.LogTraining)
def _train(e: fx.LogTraining, work: Work) -> Iterator[Written]:
    about = work.sealer.seal(e.person_id, "training", "about", e.id, e.about)
    entry = {"id": e.id, "person_id": e.person_id, "topic": e.topic, "minutes": e.minutes, "about": about}
    told = {"on_day": e.on_day, "source": e.source, "recorded_by": e.recorded_by, "recorded_at": work.now}
    yield Insert(t.core(t.Training), entry | told)


@writes(fx.AskSmall)
def _ask(e: fx.AskSmall, work: Work) -> Iterator[Written]:
    asked = {"id": e.id, "person_id": e.person_id, "question": e.question, "body": b""}
    yield Insert(_SMALL, {**asked, "asked_at": work.now})


@writes(fx.AnswerSmall)
def _answer(e: fx.AnswerSmall, work: Work) -> Iterator[Written]:
    body = work.sealer.seal(e.person_id, "small_answer", "body", e.id, e.text)
    yield change(t.SmallAnswer, e.id, body=body, answered_at=work.now)


@writes(fx.EndSmall)
def _end(e: fx.EndSmall, work: Work) -> Iterator[Written]:
    earlier = (_SMALL.c.person_id == e.person_id) & (_SMALL.c.question == e.question) & (_SMALL.c.id < e.but)
    yield Change(update(_SMALL).where(earlier, _SMALL.c.ended_at.is_(None)).values(ended_at=work.now), {})


@writes(fx.KeepOwnPlan)
def _keep_own(e: fx.KeepOwnPlan, work: Work) -> Iterator[Written]:
    words = json.dumps(dict(e.words), ensure_ascii=False)
    body = work.sealer.seal(e.person_id, "own_plan", "body", e.id, words)
    if e.new:
        yield Insert(_OWN, {"id": e.id, "person_id": e.person_id, "body": body, "kept_at": work.now})
    else:
        yield change(t.OwnPlan, e.id, body=body, kept_at=work.now)


@writes(fx.ShowOwnPlan)
def _show_own(e: fx.ShowOwnPlan, work: Work) -> Iterator[Written]:
    theirs = update(_OWN).where(_OWN.c.person_id == e.person_id)
    yield Change(theirs.values(shown_at=work.now if e.shown else None), {})


@writes(fx.DropOwnPlan)
def _drop_own(e: fx.DropOwnPlan, _: Work) -> Iterator[Written]:
    yield Change(delete(_OWN).where(_OWN.c.person_id == e.person_id), {})
