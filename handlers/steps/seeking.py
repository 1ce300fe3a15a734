"""Places that help, by text: RESOURCES and what is looked for, MORE of them, AREA; and the note that OPEN
opens.

MORE and OPEN are words that people say of other things too: they count only right behind what offered them.
"""

from conversations import areas, seeking
from conversations import early_days as note
from conversations.keywords import Keyword
from conversations.questions import QUESTIONS, Kind
from conversations.seeking import RESOURCES, WHERE, Placer, Search, Seeker, Seeking, read_search, seeks
from handlers.deciding import early_days, places, plans
from handlers.deciding.message import SAME_EXCHANGE, Decided, Message
from handlers.deciding.talking import answer, begin_anew
from records import effects as fx
from records.cases import PlaceList
from records.kinds import InboxOutcome, PlanKind, RecordKind, Standing

_NO = frozenset({"no", "off"})


def search(message: Message, keyword: Keyword) -> Decided | None:
    """Tell of places, or ask what for and near where."""
    draft = message.draft
    person = draft.case.person
    wanted: Search | None = None
    if keyword.loose and keyword.rest:
        if asks_for_words(message):
            return None  # "work near Leeds" is a step there
        wanted = seeks(keyword.rest)
    elif keyword.rest:
        wanted = read_search(keyword.rest, person.language)
    near = areas.read(keyword.rest) if wanted is None and keyword.rest else ""
    if near:  # "resources 60612" says where, and not what for
        draft.add(fx.SetArea(person.id, near))
    local = "" if near else places.matters_where(draft)
    if wanted is None or (not wanted.area and wanted.need.value in local.split()):
        seeker = Seeker(person.name, wanted.need if wanted else None, local)
        record_id = begin_anew(draft, RESOURCES, seeker, RecordKind.MESSAGE)
        return Decided(InboxOutcome.COMMAND, record_id)
    record_id = draft.open_record(RecordKind.MESSAGE)
    places.found(draft, record_id, Seeking(wanted.need, wanted.area))
    return _confirmed(message, record_id)


def more(message: Message) -> Decided | None:
    """The next places, where the last thing said to them was a list; else None."""
    told = _just_told(message)
    if told is None:
        return None
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.before.append(places.more(draft, record_id, told))
    return _confirmed(message, record_id)


def _just_told(message: Message) -> PlaceList | None:
    case = message.draft.case
    last = case.said[0] if case.said else None
    if last is None or last.record_id is None or message.draft.now - last.at > SAME_EXCHANGE:
        return None
    return next((one for one in case.search.lists if one.record_id == last.record_id), None)


def area(message: Message, keyword: Keyword) -> Decided | None:
    """Keep where they look, or ask; what is no place is for somebody."""
    draft = message.draft
    person = draft.case.person
    if not keyword.rest:
        placer = Placer(draft.case.search.area or "")
        return Decided(InboxOutcome.COMMAND, begin_anew(draft, WHERE, placer, RecordKind.MESSAGE))
    new = areas.read_new(keyword.rest)
    if new is None:
        return None
    record_id = draft.open_record(RecordKind.MESSAGE)
    if new:
        places.placed(draft, new)
    else:
        draft.add(fx.SetArea(person.id, ""))
        draft.before.append(draft.words(seeking.AREA_GONE))
    return _confirmed(message, record_id)


def opened(message: Message) -> Decided | None:
    """The note for the first weeks, or that it never comes; None for whom there is none."""
    draft = message.draft
    person = draft.case.person
    if person.standing not in (Standing.ACTIVE, Standing.PAUSED) or not early_days.opens(draft):
        return None
    record_id = draft.open_record(RecordKind.MESSAGE)
    if _NO & set(message.text.casefold().split()):
        planned = person.plan(PlanKind.EARLY_DAYS)
        if planned is not None:
            draft.add(plans.laid_down(plans.as_it_is(planned, person.id)))
        draft.before.append(draft.words(note.OFF))
    else:
        draft.before.append(early_days.note(draft))
    return _confirmed(message, record_id)


def asks_for_words(message: Message) -> bool:
    """Whether a question waits that asks for words of their own."""
    waiting = message.answerable
    asked = waiting.state.waiting if waiting is not None else None
    return asked is not None and QUESTIONS[asked.question].kind is Kind.TEXT


def _confirmed(message: Message, record_id: str) -> Decided:
    draft = message.draft
    draft.add(fx.CloseRecord(record_id, "answered"))
    if message.waiting is not None:
        line = "\n".join(draft.before)
        draft.before.clear()
        answer(draft, line, record_id)
    else:
        draft.say_what_is_left(record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
