"""What came of asking two people how it goes, how they part, and what follows.

A low number, or words whose number is not sure, stand before a coordinator, never before the other of the
two. Words in parting go to the other while the match goes on; later, or with a number in them, a person looks
first.
"""

from dataclasses import replace
from datetime import timedelta

from conversations import sentences as say
from conversations.match_moments import (
    LOW,
    Afterwards,
    Back,
    Fit,
    LeftEarly,
    PartingWords,
    Stay,
    TrainingNeed,
)
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from handlers.deciding.relaying import pass_words_on, reachable
from records import effects as fx
from records.kinds import PlanKind

_WEEKS = {Stay.WEEKLY: 1, Stay.MONTHLY: 4, Stay.QUARTERLY: 13}
_BACK = {Back.MENTOR: "become_mentor", Back.HELP: "give_back"}


def goes(draft: Draft, record_id: str, result: Fit) -> None:
    """Keep how it goes; what is low or in doubt is for a coordinator."""
    draft.add(fx.HowItGoes(result.moment, result.score or None))
    if result.words and result.score <= LOW:  # 0: no number that is sure
        _ask_a_person(draft, record_id, "fit", result.words)


def training(draft: Draft, record_id: str, result: TrainingNeed) -> None:
    """What a mentor would have liked to know stands before a coordinator."""
    draft.add(fx.HowItGoes(result.moment))
    if result.words:
        _ask_a_person(draft, record_id, "training", result.words)


def part(draft: Draft, record_id: str, result: PartingWords) -> None:
    """Words in parting go to the other; what cannot go is read by a person, who can pass it on."""
    draft.add(fx.HowItGoes(result.moment))
    if result.held:
        _ask_a_person(draft, record_id, "parting", result.words)
    if not result.send:
        return
    others = (*draft.case.mentors, *draft.case.mentees)
    other = next((one for one in others if one.id == result.other_id), None)
    if other is not None and reachable(draft, other):
        pass_words_on(draft, other, result.words)
    else:
        _ask_a_person(draft, record_id, "parting", result.words)
        draft.before.append(draft.words(say.FOR_A_PERSON, name=draft.coordinator))


def goes_on(draft: Draft, record_id: str, result: Afterwards) -> None:
    """Check-ins as often as they said; what they would give back is for a coordinator."""
    draft.add(fx.HowItGoes(result.moment))
    _asked_as_often(draft, result.stay)
    if result.back in _BACK:
        _ask_a_person(draft, record_id, _BACK[result.back], "")


def _asked_as_often(draft: Draft, stay: Stay) -> None:
    person = draft.case.person
    for kind in (PlanKind.CHECK_IN, PlanKind.SMALL_STEP, PlanKind.PULSE):
        plan = person.plan(kind)
        if plan is None or stay is Stay.WEEKLY or (kind is PlanKind.PULSE and stay is not Stay.NONE):
            continue
        if stay is Stay.NONE or kind is PlanKind.SMALL_STEP:
            draft.add(plans.laid_down(plans.as_it_is(plan, person.id)))
            continue
        after = draft.now + timedelta(weeks=_WEEKS[stay] - 1)
        first = plans.weekly(plan.id, person.id, kind, plan.weekday, plan.at, person.timezone, after)
        draft.add(replace(first, every_weeks=_WEEKS[stay]))


def left(draft: Draft, record_id: str, result: LeftEarly) -> None:
    """What could have gone better, and whether they want to hear from somebody, is for a coordinator."""
    draft.add(fx.HowItGoes(result.moment))
    if result.words or result.touch:
        kind = "left_touch" if result.touch else "left_words"
        _ask_a_person(draft, record_id, kind, result.words)


def _ask_a_person(draft: Draft, record_id: str, kind: str, words: str) -> None:
    person = draft.case.person
    draft.add(fx.OpenRequest(draft.new_id(), person.programme.id, person.id, record_id, kind, words))
