"""Whether a mentee has reached a milestone of the programme: a look once a week, and a warm word if so.

One is told at a time. Nothing is said of what is not reached, and nothing is ever taken back.
"""

from datetime import timedelta

from conversations import milestones as say
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Plan
from records.kinds import MessageClass, PlanKind, RecordKind, Role
from records.programme_milestones import Counts, Milestone
from records.programme_pulses import in_language

_BESIDE = 2  # days after the check-in


def come_round(draft: Draft) -> bool:
    """Tell of the first that was reached and not told; False where none was."""
    person, gained = draft.case.person, draft.case.gains
    known = {one.name: one for one in person.programme.choices.milestones}
    for row_id, name in gained.untold:
        if name in known:
            draft.add(fx.TellMilestone(row_id))
            _tell(draft, known[name])
            return True
    counts = dict(gained.counts)
    for one in known.values():
        if one.counts is Counts.DESK or one.name in gained.names or counts.get(one.counts, 0) < one.number:
            continue
        draft.add(fx.ReachMilestone(draft.new_id(), person.id, one.name, bool(one.gift)))
        _tell(draft, one)
        return True
    return False


def _tell(draft: Draft, one: Milestone) -> None:
    person = draft.case.person
    usual = person.programme.language
    lines = [
        draft.words(say.REACHED, None, name=person.name, words=in_language(one.words, person.language, usual))
    ]
    if one.gift:
        gift = in_language(one.gift, person.language, usual)
        lines.append(draft.words(say.GIFT, None, gift=gift, coordinator=draft.coordinator))
    record_id = draft.open_record(RecordKind.MILESTONE)
    draft.send(person, "\n".join(lines), MessageClass.PROMPT, record_id)
    draft.add(fx.CloseRecord(record_id, "told"))


def make_sure(draft: Draft, came: Plan) -> None:
    """Give a mentee the plan who has none yet, if the programme has milestones."""
    person = draft.case.person
    if came.kind is not PlanKind.CHECK_IN or Role.MENTEE not in person.roles:
        return
    known = person.plan(PlanKind.MILESTONE)
    if not person.programme.choices.milestones or (known is not None and known.due_at is not None):
        return
    draft.add(
        plans.weekly(
            draft.new_id() if known is None else known.id,
            person.id,
            PlanKind.MILESTONE,
            (came.weekday + _BESIDE) % 7,
            came.at,
            person.timezone,
            draft.now + timedelta(days=1),
        )
    )
