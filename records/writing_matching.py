"""Writing what was said and asked because of a match."""

from collections.abc import Iterator

from records import effects as fx
from records import tables as t
from records.writing import Insert, Work, Written, change, writes


@writes(fx.MatchMoment)
def _moment(e: fx.MatchMoment, work: Work) -> Iterator[Written]:
    moment = {"id": e.id, "match_id": e.match_id, "person_id": e.person_id, "kind": e.kind}
    yield Insert(t.core(t.Moment), {**moment, "at": work.now, "record_id": e.record_id})


@writes(fx.HowItGoes)
def _goes(e: fx.HowItGoes, work: Work) -> Iterator[Written]:
    yield change(t.Moment, e.id, score=e.score, answered_at=work.now)
