"""What follows when a mentor texts CALL, NOTE, SUPERVISION or COVER.

A note is the mentee's record, for staff, and is sent to nobody. Supervision and cover are requests that a
person answers: whoever looks after the mentor is told by a text, outside quiet hours, that one waits.
"""

import re
from datetime import date

from conversations import mentor_words as say
from conversations import sentences
from conversations.mentor_words import Calling, CoverWanted, Noted
from conversations.names import first_name
from conversations.staff_words import LEAD_WANTED
from handlers.deciding import intents, relaying
from handlers.deciding.draft import Draft
from handlers.deciding.when_seen import seen
from language.folding import plain
from records import effects as fx
from records.cases import Person
from records.kinds import Lane, MessageClass, RecordKind
from rules import times


def keep_note(draft: Draft, mentee: Person, words: str) -> str:
    """Keep a note about a mentee in their record, and say who reads it; returns the record's id."""
    mentor = draft.case.person
    record_id = draft.open_record(RecordKind.MESSAGE, mentee, with_id=mentor.id)
    draft.add(
        fx.Note(record_id, mentee.id, "note", "mentor-note", words),
        fx.CloseRecord(record_id, "noted"),
    )
    kept = draft.words(say.NOTE_KEPT, None, name=mentee.name, coordinator=draft.coordinator)
    draft.before.append(kept)
    return record_id


def noted(draft: Draft, result: Noted) -> None:
    """They have said whom the note is about; where that is nobody of theirs, a coordinator reads it."""
    answer, listed = plain(result.answer), result.people.split(", ")
    if answer.isdecimal() and 1 <= int(answer) <= len(listed):
        answer = plain(listed[int(answer) - 1])
    said = set(re.findall(r"\w+", answer))
    found = [one for one in draft.case.mentees if first_name(one.name) in said]
    if len(found) == 1:
        keep_note(draft, found[0], result.words)
    else:
        draft.before.append(draft.words(sentences.FOR_A_PERSON, name=draft.coordinator))


def called(draft: Draft, result: Calling) -> None:
    """Ask the mentee when is good for a call, in their language, where the mentor wants that."""
    mentee = next((one for one in draft.case.mentees if one.id == result.person_id), None)
    if not result.ask or mentee is None:
        draft.before.append(draft.words(say.CALL_NOT_ASKED))
        return
    relaying.pass_words_on(draft, mentee, draft.words(say.WHENS_GOOD, mentee))


def supervision(draft: Draft, record_id: str, words: str) -> None:
    """A request for supervision, in their words."""
    draft.add(_request(draft, record_id, "supervision", words))
    draft.before.append(
        draft.words(say.SUPERVISION_ASKED, None, coordinator=draft.coordinator, seen=seen(draft))
    )
    tell_desk(draft)


def cover(draft: Draft, record_id: str, result: CoverWanted) -> None:
    """A request for cover, with its days where they were plain."""
    draft.add(request := _request(draft, record_id, "cover", result.words))
    who = {"coordinator": draft.coordinator, "seen": seen(draft)}
    if result.first and result.last:
        first, last = date.fromisoformat(result.first), date.fromisoformat(result.last)
        draft.add(fx.AskCover(draft.new_id(), request.id, draft.case.person.id, first, last))
        since, until = intents.day_in_words(draft, first), intents.day_in_words(draft, last)
        draft.before.append(draft.words(say.COVER_ASKED, None, since=since, date=until, **who))
    else:
        draft.before.append(draft.words(say.COVER_ASKED_OPEN, None, **who))
    tell_desk(draft)


def tell_desk(draft: Draft) -> None:
    """A text that says nothing but that a request waits, by day, to whoever looks after this person."""
    person = draft.case.person
    staff = [one for one in draft.case.staff if one.id != person.id]
    mine = [one for one in staff if one.id == person.coordinator_id]
    on_duty = [one for one in draft.case.on_duty if one.id != person.id]
    for member in mine or on_duty or staff:
        link = f"{draft.console_url}/requests"
        text = draft.words(LEAD_WANTED, member, programme=member.programme.name, link=link)
        draft.send(member, text, MessageClass.PROMPT, None, lane=Lane.NUDGE)


def today(draft: Draft) -> date:
    """The day it is where the mentor is."""
    return times.local_time(draft.now, draft.case.person.timezone).date()


def _request(draft: Draft, record_id: str, kind: str, words: str) -> fx.OpenRequest:
    person = draft.case.person
    return fx.OpenRequest(draft.new_id(), person.programme.id, person.id, record_id, kind, words)
