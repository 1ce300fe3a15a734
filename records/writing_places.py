"""Writing what concerns places that help: where somebody looks, what they were told of, what came of it."""

import json
from collections.abc import Iterator

from sqlalchemy import update

from records import effects as fx
from records import tables as t
from records.writing import Change, Insert, Work, Written, change, writes

UNSAID = "-"  # they would rather not say where they are
_LIST, _RESOURCE = t.core(t.PlaceList), t.core(t.Resource)


@writes(fx.SetArea)
def _area(e: fx.SetArea, work: Work) -> Iterator[Written]:
    said = e.area or UNSAID  # nothing sealed would be as if nobody had asked
    sealed = work.sealer.seal(e.person_id, "person", "area", e.person_id, said)
    yield change(t.Person, e.person_id, area=sealed)


@writes(fx.ListPlaces)
def _listed(e: fx.ListPlaces, work: Work) -> Iterator[Written]:
    words = json.dumps({"need": e.need, "area": e.area, "told": e.told}, ensure_ascii=False)
    body = work.sealer.seal(e.person_id, "place_list", "body", e.id, words)
    if e.more:
        yield change(t.PlaceList, e.id, body=body, record_id=e.record_id, sent_at=work.now)
        return
    row = {"id": e.id, "person_id": e.person_id, "record_id": e.record_id, "body": body, "outcome": ""}
    yield Insert(_LIST, {**row, "sent_at": work.now})


@writes(fx.AskedOfPlaces)
def _asked(e: fx.AskedOfPlaces, work: Work) -> Iterator[Written]:
    yield change(t.PlaceList, e.id, asked_at=work.now)


@writes(fx.PlacesHelped)
def _helped(e: fx.PlacesHelped, work: Work) -> Iterator[Written]:
    yield change(t.PlaceList, e.id, outcome=e.outcome, outcome_at=work.now)


@writes(fx.ReportPlace)
def _reported(e: fx.ReportPlace, _: Work) -> Iterator[Written]:
    same = (_RESOURCE.c.programme_id == e.programme_id) & (_RESOURCE.c.name == e.name)
    raised = update(_RESOURCE).where(same, _RESOURCE.c.need == e.need)
    yield Change(raised.values(reports=_RESOURCE.c.reports + 1), {})
