"""Carrying out what people decided about the messages and about what is kept.

Each function applies one intent to things as they are now, and confirms it in words, which go out
before whatever is said next. What only a human can do becomes a request, and nothing more.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations import control, requests
from conversations.control import Tongue
from conversations.kept_apart import PRIVATE
from conversations.pausing import comes_back
from conversations.staff_words import LEAD_WANTED
from handlers.deciding import brakes
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Person
from records.kinds import Lane, MessageClass, RecordKind, StaffRole
from rules import times

# Messages come back in the forenoon: late enough for every quiet hours but those that last into the day.
_FORENOON = time(9)
_TOLD = timedelta(minutes=30)  # the lead was told so lately that they need not be told again


def rest(draft: Draft, record_id: str, how_long: str) -> None:
    """Prompts rest until the day that was named, or until they say so."""
    person = draft.case.person
    day = comes_back(how_long, times.local_time(draft.now, person.timezone).date())
    until = None if day is None else _morning(draft, day)
    draft.add(fx.SetPause(person.id, on=True, until=until))
    draft.note(record_id, "agreed", "pause", "" if day is None else day.isoformat())
    if day is None:
        draft.before.append(draft.words(control.PAUSED_OPEN))
    else:
        draft.before.append(draft.words(control.PAUSED_UNTIL, date=day_in_words(draft, day)))


def _morning(draft: Draft, day: date) -> datetime:
    person = draft.case.person
    quiet_end = time.fromisoformat(person.programme.quiet_end)
    return times.instant(day, max(_FORENOON, quiet_end), ZoneInfo(person.timezone))


def month_in_words(draft: Draft, day: date) -> str:
    """The month and year of a date, short enough to stand behind a name."""
    return f"{draft.words(control.MONTHS[day.month - 1])} {day.year}"


def day_in_words(draft: Draft, day: date, *, year: bool = False, to: Person | None = None) -> str:
    """A date as people in that person's language write it; by default the case's person."""
    month = draft.words(control.MONTHS[day.month - 1], to)
    if year:
        return draft.words(control.DATE_AND_YEAR, to, month=month, day=day.day, year=day.year)
    return draft.words(control.DATE, to, month=month, day=day.day)


def speak(draft: Draft, record_id: str, language: Tongue) -> None:
    """Everything from here on is in that language, this confirmation first."""
    person = replace(draft.case.person, language=language.value)
    draft.case = replace(draft.case, person=person)
    draft.add(fx.SetLanguage(person.id, language.value))
    draft.note(record_id, "agreed", "language", language.value)
    draft.before.append(draft.words(control.LANGUAGE_SET))


def correct(draft: Draft, record_id: str, words: str) -> None:
    """What is not right stands in the record as a correction, and in front of a coordinator."""
    draft.note(record_id, "correction", "asked", words)
    draft.add(_request(draft, record_id, "correction", words))
    draft.before.append(draft.words(requests.CORRECTION_KEPT, coordinator=draft.coordinator))


def delete(draft: Draft, record_id: str, wanted: bool, words: str = "") -> None:
    """Nothing is deleted by a text: a coordinator does it, once what must stay has been looked at."""
    if not wanted:
        draft.before.append(draft.words(requests.DELETE_NOT))
        return
    draft.add(_request(draft, record_id, "deletion", words))
    draft.before.append(draft.words(requests.DELETE_ASKED, readers=draft.readers))


def copy(draft: Draft, record_id: str) -> None:
    """All that is recorded, from a coordinator: never by text."""
    draft.add(_request(draft, record_id, "copy", ""))
    draft.before.append(draft.words(requests.COPY_ASKED, readers=draft.readers))


def begin_complaint(draft: Draft, record_id: str) -> None:
    """Whoever begins a complaint is heard, whatever becomes of the question they are asked."""
    begun = _request(draft, record_id, "complaint_begun", "")
    draft.add(replace(begun, id=_begun(record_id), for_role=StaffRole.LEAD))
    _tell_lead(draft)


def add_to_complaint(draft: Draft, record_id: str, words: str) -> None:
    """Words for the lead, past the mentor and the coordinator. They are kept in the request alone."""
    draft.add(replace(_request(draft, record_id, "complaint", words), for_role=StaffRole.LEAD))


def complain(draft: Draft, record_id: str, words: str) -> None:
    """A complaint is made, and the lead is told. Without words, what was begun stays to be asked after."""
    asked = next((one for one in draft.case.person.talking if one.record_id == record_id), None)
    if words:
        add_to_complaint(draft, record_id, words)
        draft.add(fx.FinishRequest(_begun(record_id)))
        if asked is None or draft.now - asked.opened_at > _TOLD:
            _tell_lead(draft)
    draft.add(fx.CloseRecord(record_id, "finished"))
    draft.before.append(draft.words(requests.COMPLAINT_KEPT))


def complain_silently(draft: Draft, words: str) -> str:
    """The same from somebody who must not be answered, or is answered otherwise; returns the record."""
    record_id = draft.open_record(RecordKind.COMPLAINT)
    said = list(draft.before)
    complain(draft, record_id, words)
    finish_begun(draft)
    draft.before[:] = said
    return record_id


def finish_begun(draft: Draft) -> None:
    """What was begun and asked about goes on in another request."""
    begun = [one for one in draft.case.person.talking if one.name in PRIVATE]
    draft.add(*(fx.FinishRequest(_begun(one.record_id)) for one in begun))


def _begun(record_id: str) -> str:
    return f"{record_id}-begun"


def _tell_lead(draft: Draft) -> None:
    """A text to those who lead the programme, by day, that says nothing.

    Not to the person's own coordinator or mentor, whom it may be about, unless nobody else leads.
    """
    person = draft.case.person
    if brakes.lead_knows(draft.case, draft.now):
        return
    leads = [lead for lead in draft.case.leads if lead.id != person.id]
    near = {person.coordinator_id, *(mentor.id for mentor in draft.case.mentors)}
    for lead in [one for one in leads if one.id not in near] or leads:
        link = f"{draft.console_url}/requests"
        text = draft.words(LEAD_WANTED, lead, programme=lead.programme.name, link=link)
        draft.send(lead, text, MessageClass.PROMPT, None, lane=Lane.NUDGE)


def asker(draft: Draft) -> requests.Asker:
    """Who reads what this person asks for: those whose accounts can; without any, those who are alerted."""
    reading = draft.case.readers
    coordinator = next((one.name for one in reading if not one.leads and one.name), "")
    leads = [one.name for one in reading if one.leads and one.name]
    if not reading:
        coordinator = draft.coordinator
        leads = [lead.name for lead in draft.case.leads if lead.name and lead.id != draft.case.person.id]
    lead = coordinator if coordinator in leads else leads[0] if leads else ""
    return requests.Asker(coordinator or lead or draft.coordinator, lead, draft.listed(leads))


def _request(draft: Draft, record_id: str, kind: str, words: str) -> fx.OpenRequest:
    person = draft.case.person
    return fx.OpenRequest(draft.new_id(), person.programme.id, person.id, record_id, kind, words)
