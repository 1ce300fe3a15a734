"""Writing what mentors note and ask for: meetings that are put right, and cover."""

from collections.abc import Iterator

from records import effects as fx
from records import tables as t
from records.writing import Insert, Work, Written, change, writes


@writes(fx.CorrectMeeting)
def _met_then(e: fx.CorrectMeeting, _: Work) -> Iterator[Written]:
    yield change(t.MeetingRecord, e.id, opened_at=e.opened_at, closed_at=e.closed_at)


@writes(fx.AskCover)
def _cover(e: fx.AskCover, _: Work) -> Iterator[Written]:
    values = {"id": e.id, "request_id": e.request_id, "mentor_id": e.mentor_id}
    yield Insert(t.core(t.Cover), {**values, "first": e.first, "last": e.last})
