"""How often check-ins come to somebody now: by stage, as the programme chose it, and by silence."""

from handlers.deciding.draft import Draft
from rules import times
from rules.rhythm import Rhythm, by_stage, rhythm, slower


def rhythm_now(draft: Draft) -> Rhythm:
    """The rhythm that holds for the case's person today: the slower of the two."""
    return slower(rhythm(draft.case.asked.unanswered), staged(draft))


def staged(draft: Draft) -> Rhythm:
    """The rhythm of their stage: what holds once they answer."""
    person, check_ins = draft.case.person, draft.case.asked.check_ins
    today = times.local_time(draft.now, person.timezone).date()
    return by_stage(person.programme.choices, person.stage, person.released_on, check_ins, today)
