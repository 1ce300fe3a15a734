"""Keeping the meetings that mentors tell of, as the desk logs them: day, place, length, a few words.

The record is the mentee's, and sealed as theirs; the mentee is sent nothing. It is kept at once and then read
back. What is changed within the hour stands in it as a correction; what is taken back stays to be read, and
counts as none.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations import meeting_notes as say
from conversations import segments, sentences
from conversations.days import day_back
from conversations.discreet import tells_a_stranger
from conversations.meeting_notes import HOW_LONG, READ_BACK, RIGHT, Checked, InDoubt, Kept, Meant, SortedOut
from conversations.meeting_reading import Told, details
from conversations.names import first_name
from conversations.particulars import length_in, place_in
from handlers.deciding import intents, relaying
from handlers.deciding.draft import Draft
from handlers.deciding.onward import Onward
from language.folding import plain
from records import effects as fx
from records.cases import Person
from records.kinds import TAKEN_BACK
from rules import times

_NOON = time(12)
_QUOTED = 60  # of what was talked about, where there is room in one text message
_LENGTH = "{} minutes"  # as the desk writes it


def today(draft: Draft) -> date:
    """The day it is where the mentor is."""
    return times.local_time(draft.now, draft.case.person.timezone).date()


def keep(draft: Draft, mentee: Person, told: Told, words: str) -> Kept:
    """Keep a meeting in the mentee's record; what is to be read back.

    Args:
        draft: with the mentor's case.
        mentee: whom they met.
        told: what was read of it.
        words: the text as it was typed.
    """
    record_id = draft.new_id()
    opened, _ = _times(draft, told.on, told.minutes)
    mentor = draft.case.person
    draft.add(fx.LogMeeting(record_id, mentee.programme.id, mentee.id, mentor.id, opened, told.minutes))
    length = _LENGTH.format(told.minutes) if told.minutes else ""
    for label, text in (("place", told.place), ("length", length), ("said", words)):
        if text:
            draft.add(fx.Note(record_id, mentee.id, "note", label, text))
    kept = Kept(record_id, mentee.id, "", told.on.isoformat(), told.minutes, told.place, told.about)
    return replace(kept, meeting=_in_words(draft, mentee, kept))


def _times(draft: Draft, on: date, minutes: int) -> tuple[datetime, datetime]:
    """From when until when, as far as a day and a length say: a meeting of today has just ended."""
    tz = ZoneInfo(draft.case.person.timezone)
    length = timedelta(minutes=minutes)
    if on == today(draft):
        opened = max(draft.now - length, times.instant(on, time(), tz))
    else:
        opened = times.instant(on, _NOON, tz)
    return opened, opened + length


def _in_words(draft: Draft, mentee: Person, kept: Kept) -> str:
    """A meeting as it is read back, in one text message with its question where that is possible."""
    on = date.fromisoformat(kept.on)
    back = (today(draft) - on).days
    day = (
        draft.words(say.TODAY)
        if back == 0
        else draft.words(say.YESTERDAY)
        if back == 1
        else intents.day_in_words(draft, on)
    )
    length = draft.words(say.LENGTH, number=kept.minutes) if kept.minutes else ""
    # It is of somebody else, and stands on the mentor's locked screen.
    place = "" if tells_a_stranger(kept.place) else kept.place
    told = ", ".join(part for part in (mentee.name, day, length, place) if part)
    about = "" if tells_a_stranger(kept.about) else kept.about
    about = about if len(about) <= _QUOTED else about[:_QUOTED].rsplit(" ", 1)[0] + "..."
    whole = f'{told}: "{about}"' if about else told
    question = RIGHT if kept.minutes or kept.asked else HOW_LONG
    text = draft.words(question.wording, None, meeting=whole)
    return whole if segments.count(segments.to_gsm7(text)).segments == 1 else told


# --- what was in doubt -----------------------------------------------------------------------------------


def sorted_out(draft: Draft, result: SortedOut) -> Onward | None:
    """A text in doubt was a meeting, or words to be passed on, or for a coordinator, who has it in any
    case."""
    told = result.told
    mentee = _whose(draft, result)
    if result.meant is Meant.STAFF or mentee is None:
        draft.before.append(draft.words(sentences.FOR_A_PERSON, name=draft.coordinator))
        return None
    if result.meant is Meant.WORDS:
        relaying.pass_words_on(draft, mentee, told.words)
        return None
    meeting = Told(
        sure=True,
        name=first_name(mentee.name),
        on=date.fromisoformat(told.on),
        minutes=told.minutes,
        place=told.place,
        about=told.about,
    )
    return Onward(READ_BACK, keep(draft, mentee, meeting, told.words))


def _whose(draft: Draft, result: SortedOut) -> Person | None:
    told, mentees = result.told, draft.case.mentees
    if told.person_id:
        return next((one for one in mentees if one.id == told.person_id), None)
    answer, listed = plain(result.answer), told.people.split(", ")
    if answer.isdecimal() and 1 <= int(answer) <= len(listed):
        answer = plain(listed[int(answer) - 1])
    return _named(answer, mentees)


def _named(text: str, mentees: tuple[Person, ...]) -> Person | None:
    """The one mentee who is named in it."""
    said = set(re.findall(r"\w+", plain(text)))
    found = [one for one in mentees if first_name(one.name) in said]
    return found[0] if len(found) == 1 else None


def unsure(draft: Draft, words: str, name: str) -> Told:
    """A meeting that only the likeness to examples speaks for."""
    names = [one.name for one in draft.case.mentees]
    return details(words, draft.case.person.language, names, today(draft), name)


def in_doubt(draft: Draft, told: Told, mentee: Person | None, words: str) -> InDoubt:
    """What is asked about: whether it was a meeting, and whose, where nobody is named."""
    mentees = draft.case.mentees
    if mentee is None and len(mentees) == 1 and not told.other:
        mentee = mentees[0]
    people = "" if mentee else ", ".join(one.name for one in mentees)
    return InDoubt(
        words=words,
        doubtful=not told.sure,
        person_id=mentee.id if mentee else "",
        people=people,
        on=told.on.isoformat(),
        minutes=told.minutes,
        place=told.place,
        about=told.about,
    )


# --- what was said to it ---------------------------------------------------------------------------------


def checked(draft: Draft, result: Checked) -> Onward | None:
    """It was right, or is taken back, or put right and read back once more."""
    kept = result.kept
    if result.said == say.UNDO:
        draft.add(
            fx.CloseRecord(kept.record_id, TAKEN_BACK),
            fx.Note(kept.record_id, kept.person_id, "event", "taken-back"),
        )
        draft.before.append(draft.words(say.TAKEN_BACK))
        return None
    if minutes := say.minutes_of(result.said):
        draft.add(fx.Note(kept.record_id, kept.person_id, "note", "length", _LENGTH.format(minutes)))
        return _again(draft, replace(kept, minutes=minutes))
    if change := say.change_of(result.said):
        return put_right(draft, kept, change)
    mentee = next((one for one in draft.case.mentees if one.id == kept.person_id), None)
    if result.said == say.YES and mentee is not None:
        draft.before.append(draft.words(say.KEPT_RIGHT, None, name=mentee.name))
    return None


def put_right(draft: Draft, kept: Kept, change: str) -> Onward | None:
    """Correct what the words name; what they do not name stays, and words that name nothing are noted."""
    mentees = draft.case.mentees
    names = [one.name for one in mentees]
    other = _named(change, mentees)
    new = replace(
        kept,
        on=(
            day_back(change, draft.case.person.language, today(draft)) or date.fromisoformat(kept.on)
        ).isoformat(),
        minutes=length_in(change) or kept.minutes,
        place=place_in(change, names) or kept.place,
    )
    if other is not None and other.id != kept.person_id:
        draft.add(
            fx.CloseRecord(kept.record_id, TAKEN_BACK),
            fx.Note(kept.record_id, kept.person_id, "event", "taken-back"),
        )
        told = Told(
            True, first_name(other.name), date.fromisoformat(new.on), new.minutes, new.place, new.about
        )
        return Onward(READ_BACK, replace(keep(draft, other, told, kept.about or change), asked=True))
    draft.add(fx.Note(kept.record_id, kept.person_id, "correction", "said", change))
    for label, text in (
        ("length", _LENGTH.format(new.minutes) if new.minutes != kept.minutes else ""),
        ("place", new.place if new.place != kept.place else ""),
    ):
        if text:
            draft.add(fx.Note(kept.record_id, kept.person_id, "correction", label, text))
    if new == kept:
        draft.before.append(draft.words(say.NOTED, coordinator=draft.coordinator))
        return None
    return _again(draft, new)


def _again(draft: Draft, kept: Kept) -> Onward:
    """With its times put right, read back once more."""
    opened, closed = _times(draft, date.fromisoformat(kept.on), kept.minutes)
    draft.add(fx.CorrectMeeting(kept.record_id, opened, closed))
    mentee = next((one for one in draft.case.mentees if one.id == kept.person_id), None)
    kept = replace(kept, asked=True)
    return Onward(READ_BACK, replace(kept, meeting=_in_words(draft, mentee, kept)) if mentee else kept)
