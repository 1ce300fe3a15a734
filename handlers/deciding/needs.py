"""Somebody has nowhere to sleep tonight, or nothing to eat: what they are answered. Pure.

The programme's own places for housing come first, then who finds a bed or a meal in that country. The answer
says truthfully whether a person is told right now (`handlers.alarm.ladder` tells them), and fits in two text
messages.
"""

from conversations import needs as say
from conversations import segments
from conversations.control import Need
from handlers.deciding.draft import Draft
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
    text = draft.words(say.NO_PLACE)
    for count in range(len(places), 0, -1):
        # As many as fit, and what always answers before what has hours.
        kept = places[:count] if count == len(places) else [*places[: count - 1], places[-1]]
        text = _with(draft, category, "; ".join(kept), again=again)
        if segments.count(segments.to_gsm7(f"{text} {closing}")).segments <= _TWO_SEGMENTS:
            break
    return f"{text} {closing}"


def _with(draft: Draft, category: str, places: str, *, again: bool) -> str:
    if category == Category.SHELTER:
        return draft.words(say.SHELTER_AGAIN if again else say.SHELTER, places=places)
    return draft.words(say.HUNGER_AGAIN if again else say.HUNGER, places=places)


def _of_the_programme(draft: Draft, category: str) -> list[str]:
    if category != Category.SHELTER:
        return []
    language = draft.case.person.language.partition("-")[0]
    found = [
        one
        for one in draft.case.resources
        if one.need == Need.HOUSING and one.language.partition("-")[0] in ("", language)
    ]
    return [draft.words(say.PLACE, place=one.name, how=one.how) for one in found[:_PLACES]]


def _of_the_country(draft: Draft, category: str) -> list[str]:
    person = draft.case.person
    local = times.local_time(draft.now, person.timezone)
    tongue = person.language.partition("-")[0]
    found = for_need(person.country, category, person.language, local)
    # One that is always there stands last, so that it is the last to be left out.
    return [one.how[tongue] for one in sorted(found, key=lambda one: one.opens is None)]
