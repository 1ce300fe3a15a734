"""Writing pulses that are asked and answered, and milestones."""

import json
from collections.abc import Iterator

from records import effects as fx
from records import tables as t
from records.writing import Insert, Work, Written, change, writes


@writes(fx.AskPulse)
def _ask(e: fx.AskPulse, work: Work) -> Iterator[Written]:
    asked = {"id": e.id, "programme_id": e.programme_id, "person_id": e.person_id, "pulse": e.pulse}
    yield Insert(t.core(t.PulseRound), {**asked, "asked_at": work.now, "answered_at": None, "body": b""})


@writes(fx.AnswerPulse)
def _answer(e: fx.AnswerPulse, work: Work) -> Iterator[Written]:
    answers = json.dumps(dict(e.answers), ensure_ascii=False)
    body = work.sealer.seal(e.person_id, "pulse_round", "body", e.id, answers)
    yield change(t.PulseRound, e.id, body=body, answered_at=work.now)


@writes(fx.ReachMilestone)
def _reach(e: fx.ReachMilestone, work: Work) -> Iterator[Written]:
    reached = {"id": e.id, "person_id": e.person_id, "milestone": e.milestone, "reached_at": work.now}
    told = None if e.marked_by else work.now
    given = {"give": e.give, "given_on": None, "given_by": ""}
    row = {**reached, "marked_by": e.marked_by, "told_at": told, **given}
    yield Insert(t.core(t.MilestoneReached), row)


@writes(fx.TellMilestone)
def _tell(e: fx.TellMilestone, work: Work) -> Iterator[Written]:
    yield change(t.MilestoneReached, e.id, told_at=work.now)
