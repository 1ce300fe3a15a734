"""Somebody has nowhere to sleep tonight, nothing to eat or no medicine: what they are answered. Pure.

The programme's own places come first, those that take people tonight before the others and near ones
before far ones, then who finds a bed or a meal in that country. The answer says truthfully whether a
person is told right now (`handlers.alarm.ladder` tells them), and fits in two text messages.
"""

from conversations import needs as say
from conversations import segments
from conversations.control import Need
from handlers.deciding import places as told_of
from handlers.deciding.draft import Draft
from records.cases import Resource
from rules import times
from safety.directory import for_need
from safety.rulebook import BOOK
from safety.tiers import NEEDS, Assessment, Category

_NEED = {rule.id: rule.category.value for rule in BOOK.rules if rule.category in NEEDS}
_PLACES = 2  # of the programme's own
_TWO_SEGMENTS = 2


def needed(assessment: Assessment) -> str:
    """What the words say is needed tonight or today, beside whatever else they say; "" for nothing."""
    return next((_NEED[rule] for rule in assessment.rules if rule in _NEED), "")


def answer(draft: Draft, category: str, *, told: bool, again: bool) -> str:
    """The words for a need; `told`: an alert leaves with them. Else somebody was told within the hour."""
    if told and not draft.case.to_alert:
        closing = draft.words(say.UNTOLD, emergency=draft.emergency)
    else:
        closing = draft.words(say.TOLD if told else say.TOLD_ALREADY, name=draft.coordinator)
    places = [*_of_the_programme(draft, category), *_of_the_country(draft, category)]
    text = _with(draft, category, "", again=again)
    for count in range(len(places), 0, -1):
        # As many as fit, and what always answers before what has hours.
        kept = places[:count] if count == len(places) else [*places[: count - 1], places[-1]]
        longer = _with(draft, category, "; ".join(kept), again=again)
        if segments.count(segments.to_gsm7(f"{longer} {closing}")).segments <= _TWO_SEGMENTS:
            text = longer
            break
        if category != Category.MEDICINE:
            text = longer
    return f"{text} {closing}"


def _with(draft: Draft, category: str, places: str, *, again: bool) -> str:
    if category == Category.MEDICINE:
        line = say.MEDICINE_AGAIN if again else say.MEDICINE
        text = draft.words(line, emergency=draft.emergency)
        return f"{text} {draft.words(say.MEDICINE_PLACES, places=places)}" if places else text
    if not places:
        return draft.words(say.NO_PLACE)
    if category == Category.SHELTER:
        return draft.words(say.SHELTER_AGAIN if again else say.SHELTER, places=places)
    return draft.words(say.HUNGER_AGAIN if again else say.HUNGER, places=places)


_LOOKED_FOR = {
    Category.SHELTER.value: Need.HOUSING,
    Category.HUNGER.value: Need.FOOD,
    Category.MEDICINE.value: Need.HEALTH,
}


def _of_the_programme(draft: Draft, category: str) -> list[str]:
    """The first of its places for that. A clinic, or what was listed as money, counts only where it helps
    at once.
    """
    need = _LOOKED_FOR[category]
    found = told_of.fitting(draft, need, draft.case.search.area or "")
    found = sorted(found, key=lambda one: not one.tonight)
    if need is not Need.HOUSING:
        found = [one for one in found if one.tonight or (need is Need.FOOD and one.need == Need.FOOD)]
    return [_place(draft, one) for one in found[:_PLACES]]


def _place(draft: Draft, place: Resource) -> str:
    text = draft.words(say.PLACE, place=place.name, how=place.how)
    doubt = told_of.old(draft, place)
    return f"{text} {doubt}" if doubt else text


def _of_the_country(draft: Draft, category: str) -> list[str]:
    person = draft.case.person
    local = times.local_time(draft.now, person.timezone)
    tongue = person.language.partition("-")[0]
    found = for_need(person.country, category, person.language, local)
    # One that is always there stands last, so that it is the last to be left out.
    return [one.how[tongue] for one in sorted(found, key=lambda one: one.opens is None)]
