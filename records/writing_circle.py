"""Writing what a mentor answered to the question put to all."""

from collections.abc import Iterator

from records import effects as fx
from records import tables as t
from records.writing import Insert, Work, Written, writes


@writes(fx.AnswerCircle)
def _answer(e: fx.AnswerCircle, work: Work) -> Iterator[Written]:
    answer = {
        "id": e.id,
        "question_id": e.question_id,
        "person_id": e.person_id,
        "body": work.sealer.seal(e.person_id, "circle_answer", "body", e.id, e.words),
        "may_share": e.may_share,
        "shared": b"",
        "answered_at": work.now,
    }
    yield Insert(t.core(t.CircleAnswer), answer)
