"""Which places somebody is told of, in which order and words; what they said of them afterwards. Pure.

Near ones first, then those for everybody; what nobody has checked for half a year comes after what
somebody has, and says when it was checked: a number that may be old is better than none, and whoever
reads it can judge. What was said to be closed since it was last checked is told to nobody
(`records.load_places`).
"""

from datetime import date, timedelta

from conversations import areas, segments
from conversations import seeking as say
from conversations.areas import Near
from conversations.control import Need
from conversations.hours import WeekdayTime
from conversations.seeking import CameOf, Helped, Seeking
from handlers.deciding import intents, plans
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import PlaceList, Resource
from records.kinds import PlanKind, Role, Standing
from rules import times

AT_ONCE = 3
STALE_AFTER = timedelta(days=180)
ASKED_AFTER = timedelta(days=7)
_SEGMENTS = 3
_ASKED_AT = WeekdayTime(0, 11, 0)
# What one request of a kind is called at the desk: `console.words`.
NO_PLACE, NOT_HELPED, CLOSED = "resource", "place_no_help", "place_closed"


def fitting(draft: Draft, need: Need, area: str) -> list[Resource]:
    """The programme's places for that, told in the person's language: the nearest first, then the lately
    checked.
    """
    language = draft.case.person.language.partition("-")[0]
    mine = [one for one in draft.case.resources if one.language.partition("-")[0] in ("", language)]
    found = [one for one in mine if one.need == need]
    if need is Need.FOOD and not found:  # lists that were made before food stood by itself
        found = [one for one in mine if one.need == Need.BENEFITS]
    today = times.local_time(draft.now, draft.case.person.timezone).date()
    ranked = [(areas.near(area, one.area), one) for one in found]
    if not area:
        ranked = [(Near.EVERYWHERE, one) for _, one in ranked]
    near = [(how, one) for how, one in ranked if how is not Near.ELSEWHERE]
    return [one for _, one in sorted(near, key=lambda pair: (pair[0], is_stale(pair[1], today)))]


def any_for(draft: Draft, need: Need | None) -> bool:
    """Whether there is any place for that, wherever it is."""
    return need is not None and bool(fitting(draft, need, ""))


def is_stale(place: Resource, today: date) -> bool:
    """Whether nobody has checked it for so long that its number may be another's."""
    return place.checked_on is None or today - place.checked_on > STALE_AFTER


def in_words(draft: Draft, place: Resource) -> str:
    """One place as it is told: its name, how to reach it, what to ask for, when, and how old that is.

    A mentor is told whom to ask there as well: mentees are not given the number of somebody at work.
    """
    parts = [_sentence(draft.words(say.PLACE, place=place.name, how=place.how))]
    if place.ask_for:
        parts.append(draft.words(say.ASK_FOR, what=place.ask_for.rstrip(".")))
    if place.hours:
        parts.append(_sentence(place.hours))
    if place.contact and Role.MENTEE not in draft.case.person.roles:
        parts.append(_sentence(draft.words(say.CONTACT, who=place.contact)))
    if doubt := old(draft, place):
        parts.append(doubt)
    text = " ".join(parts)
    return text.removesuffix(".") if len(parts) == 1 else text


def old(draft: Draft, place: Resource) -> str:
    """How long ago it was checked, where that is long; "" where it was lately."""
    today = times.local_time(draft.now, draft.case.person.timezone).date()
    if not is_stale(place, today):
        return ""
    if place.checked_on is None:
        return draft.words(say.UNCHECKED)
    return draft.words(say.CHECKED, date=intents.month_in_words(draft, place.checked_on))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


# --- a search
# -------------------------------------------------------------------------------------------------


def found(draft: Draft, record_id: str, result: Seeking) -> None:
    """Tell of the first places; where there is none, a person looks for one. Where they are is kept if it
    was asked.
    """
    person = draft.case.person
    if result.asked:
        draft.add(fx.SetArea(person.id, result.area))
    area = result.area or draft.case.search.area or ""
    if result.area and draft.case.search.area is None and not result.asked:
        draft.add(fx.SetArea(person.id, result.area))  # said of their own accord, and nothing is known yet
    here = fitting(draft, result.need, area)
    if not here:
        draft.add(_request(draft, record_id, NO_PLACE, f"{result.need.value} {area}".strip()))
        given = {"coordinator": draft.coordinator}
        if area and fitting(draft, result.need, ""):
            draft.before.append(draft.words(say.NONE_NEAR, None, area=area, **given))
        else:
            draft.before.append(draft.words(say.NONE, None, **given))
        return
    told, text = _as_many(draft, here, 0)
    draft.note(record_id, "event", "resources", result.need.value)
    list_id = draft.new_id()
    draft.add(fx.ListPlaces(list_id, person.id, record_id, result.need.value, area, told))
    draft.before.append(text)
    _ask_in_a_week(draft)


def more(draft: Draft, record_id: str, so_far: PlaceList) -> str:
    """The next of them, as a text."""
    need = Need(so_far.need)
    left = [one for one in fitting(draft, need, so_far.area) if one.name not in so_far.told]
    if not left:
        return draft.words(say.NO_MORE, coordinator=draft.coordinator)
    told, text = _as_many(draft, left, len(so_far.told))
    draft.note(record_id, "event", "resources", need.value)
    whole = (*so_far.told, *told)
    person_id = draft.case.person.id
    draft.add(fx.ListPlaces(so_far.id, person_id, record_id, so_far.need, so_far.area, whole, more=True))
    return text


def _as_many(draft: Draft, places: list[Resource], before: int) -> tuple[tuple[str, ...], str]:
    """As many places as fit into one text, three at most and one at least; their names, and the text."""
    for count in range(min(AT_ONCE, len(places)), 0, -1):
        closing = say.CLOSING_MORE if len(places) > count else say.CLOSING
        lines = [in_words(draft, one) for one in places[:count]]
        text = "\n".join([*lines, draft.words(closing, coordinator=draft.coordinator)])
        if count == 1 or segments.count(segments.to_gsm7(text)).segments <= _SEGMENTS:
            break
    return tuple(one.name for one in places[:count]), text


def _ask_in_a_week(draft: Draft) -> None:
    """Whether they helped is asked once; what is planned already comes as it was planned."""
    person = draft.case.person
    planned = person.plan(PlanKind.PLACES)
    ahead = planned is not None and planned.due_at is not None and planned.due_at > draft.now
    if ahead or person.standing is not Standing.ACTIVE or Role.MENTEE not in person.roles:
        return
    day = times.local_time(draft.now + ASKED_AFTER, person.timezone)
    clock = f"{_ASKED_AT.hour:02}:{_ASKED_AT.minute:02}"
    after = draft.now + ASKED_AFTER - timedelta(hours=12)
    draft.add(
        plans.weekly(draft.new_id(), person.id, PlanKind.PLACES, day.weekday(), clock, person.timezone, after)
    )


def matters_where(draft: Draft) -> str:
    """The needs for which it matters where they are, and nobody has asked them yet."""
    if draft.case.search.area is not None:
        return ""
    needs = {one.need for one in draft.case.resources if one.area}
    if Need.BENEFITS in needs and not any(one.need == Need.FOOD for one in draft.case.resources):
        needs.add(Need.FOOD)
    return " ".join(sorted(needs))


def placed(draft: Draft, area: str) -> None:
    """Where they look from now on; "": it stays as it was."""
    if not area:
        draft.before.append(draft.words(say.AREA_STAYS))
        return
    draft.add(fx.SetArea(draft.case.person.id, area))
    draft.before.append(draft.words(say.AREA_KEPT, area=area))


# --- what came of it
# ------------------------------------------------------------------------------------------


def came_of(draft: Draft, record_id: str, result: CameOf) -> None:
    """Yes is enough. A no asks nothing more: it stands at the desk with the places, and another is named."""
    draft.add(fx.PlacesHelped(result.list_id, result.helped))
    match result.helped:
        case Helped.YES:
            draft.before.append(draft.words(say.GLAD))
            return
        case Helped.NOT_GONE:
            draft.before.append(draft.words(say.NO_HURRY))
            return
    told = next((one for one in draft.case.search.lists if one.id == result.list_id), None)
    names = ", ".join(told.told) if told else ""
    closed = result.helped is Helped.CLOSED
    draft.add(_request(draft, record_id, CLOSED if closed else NOT_HELPED, names))
    sorry = say.SORRY_CLOSED if closed else say.SORRY
    text = draft.words(sorry, coordinator=draft.coordinator)
    if told is not None:
        if closed and len(told.told) == 1:  # else nobody knows which
            draft.add(fx.ReportPlace(draft.case.person.programme.id, told.told[0], told.need))
        text += _another(draft, record_id, told)
    draft.before.append(text)


def _another(draft: Draft, record_id: str, told: PlaceList) -> str:
    left = [one for one in fitting(draft, Need(told.need), told.area) if one.name not in told.told]
    if not left:
        return ""
    whole = (*told.told, left[0].name)
    person_id = draft.case.person.id
    draft.add(fx.ListPlaces(told.id, person_id, record_id, told.need, told.area, whole, more=True))
    return f" {draft.words(say.ANOTHER)} {in_words(draft, left[0])}"


def _request(draft: Draft, record_id: str, kind: str, words: str) -> fx.OpenRequest:
    person = draft.case.person
    return fx.OpenRequest(draft.new_id(), person.programme.id, person.id, record_id, kind, words)
