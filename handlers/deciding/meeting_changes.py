"""Words of somebody's own that may change a meeting ahead: asked about at once; only a yes changes it.

They reach a person as ever. Beside that, "cant make it thursday" asks whether it is to be called off, and
"can we do 4 instead" reads the other time back. A meeting is never left on in silence, and never called off
or moved on a reading alone.
"""

from datetime import timedelta

from conversations import calling_off as ask
from conversations import meetings as say
from conversations.calling_off import CALLING_OFF, Leaver
from conversations.intents import Intent, Meaning
from conversations.meeting_talk import About, Said, new_time, said_of_meeting, same_day
from conversations.meeting_times import read_meeting
from conversations.meetings import BEFORE_IT, MEETING, Meeter
from handlers.deciding import meetings
from handlers.deciding.draft import Draft
from handlers.deciding.relaying import reachable
from handlers.deciding.talking import begin_anew, let_go
from records.cases import Meeting, Person
from records.kinds import RecordKind, Standing

Pair = tuple[Meeting, Person]
_PERHAPS = timedelta(days=7)  # words that name no meeting may be about one that is so near
_BY_EXAMPLE = timedelta(days=2)
_BY_INTENT = {Intent.CANNOT_COME: About.OFF, Intent.RESCHEDULES: About.OTHER_TIME}


def heard(words: str, meaning: Meaning | None = None) -> Said | None:
    """What words say of a meeting, if they may say anything: by wordings, else by examples."""
    said = said_of_meeting(words)
    about = _BY_INTENT.get(meaning.intent) if said is None and meaning and meaning.intent else None
    return Said(about, plainly=False) if about else said


def asks_about(draft: Draft, words: str, meaning: Meaning | None = None) -> str | None:
    """Ask whether it is called off, or read another time back; the record's id, or None where nothing is.

    Args:
        draft: what is said already stands before the question.
        words: as they were typed.
        meaning: what examples say they mean, where somebody asked them.
    """
    said = heard(words, meaning)
    if said is None or said.about not in (About.OFF, About.OTHER_TIME):
        return None
    by_example = said_of_meeting(words) is None
    found = _meant(draft, words, said, _BY_EXAMPLE if by_example else _PERHAPS)
    if not found or not all(reachable(draft, other) for _, other in found):
        return None
    if len(found) > 1 and said.about is About.OFF:
        draft.before.append("\n".join([*(listed(draft, pair) for pair in found), draft.words(say.WHICH_OFF)]))
        return None
    if said.about is About.OTHER_TIME:
        meeting, other = found[0]
        return begin_move(draft, meeting, other, _other_time(draft, words, meeting))
    return ask_off(draft, *found[0])


def offers(draft: Draft, words: str, to: Person) -> str:
    """Behind words that were passed on: how the time they propose takes the meeting's place; or ""."""
    said = said_of_meeting(words)
    if said is None or said.about is not About.OTHER_TIME or not said.plainly:
        return ""
    found = [pair for pair in _meant(draft, words, said, _PERHAPS) if pair[1].id == to.id]
    time = _other_time(draft, words, found[0][0]) if found else ""
    if not time:
        return ""
    when = meetings.when(draft, draft.case.person, found[0][0].at)
    return f"{draft.words(ask.MOVE_OFFER, None, when=when, words=time)}\n\n"


def off_after_relay(draft: Draft, words: str, to: Person) -> bool:
    """Behind words that were passed on: ask whether the meeting they speak of is off. Was it asked?"""
    said = said_of_meeting(words)
    if said is None or said.about is not About.OFF:
        return False
    found = [pair for pair in _meant(draft, words, said, _PERHAPS) if pair[1].id == to.id]
    if len(found) != 1 or not reachable(draft, to):
        return False
    ask_off(draft, *found[0])
    return True


def ask_off(draft: Draft, meeting: Meeting, other: Person) -> str:
    """Ask whether that one is to be called off; the record's id."""
    at = f"{meetings.local(draft.case.person, meeting.at):%Y-%m-%d %H:%M}"
    let_go(draft, BEFORE_IT)
    let_go(draft, MEETING)
    return begin_anew(draft, CALLING_OFF, Leaver(meeting.id, other.name, at), RecordKind.MESSAGE)


def begin_move(draft: Draft, meeting: Meeting, other: Person, words: str) -> str:
    """Find out the other time and read it back; the record's id."""
    let_go(draft, BEFORE_IT)  # what might get in its way is settled
    let_go(draft, CALLING_OFF)
    return begin(draft, (other,), words, meeting)


def begin(draft: Draft, others: tuple[Person, ...], words: str, instead: Meeting | None = None) -> str:
    """Agree on a meeting with one of these, or on another time for one; the record's id."""
    person = draft.case.person
    snapshot = Meeter(
        people=", ".join(one.name for one in others),
        words=words,
        now=f"{meetings.local(person, draft.now):%Y-%m-%d %H:%M}",
        country=person.country,
        whom=others[0].name if len(others) == 1 else "",
        closed=meetings.closed_hours(draft, others),
        moves=instead.id if instead else "",
        before=f"{meetings.local(person, instead.at):%Y-%m-%d %H:%M}" if instead else "",
        place=instead.place if instead else "",
    )
    return begin_anew(draft, MEETING, snapshot, RecordKind.MESSAGE)


def listed(draft: Draft, pair: Pair) -> str:
    """One meeting in a line."""
    meeting, other = pair
    when = meetings.when(draft, draft.case.person, meeting.at)
    every = meeting.series.every_weeks if meeting.series else 0
    line = {1: say.LISTED_WEEKLY, 2: say.LISTED_FORTNIGHTLY}.get(every, say.LISTED)
    return draft.words(line, None, when=when, place=meeting.place, whom=other.name)


def _other_time(draft: Draft, words: str, meeting: Meeting) -> str:
    person = draft.case.person
    before, now = (meetings.local(person, at) for at in (meeting.at, draft.now))
    return new_time(words, before, now, person.country)


def _meant(draft: Draft, words: str, said: Said, near: timedelta) -> list[Pair]:
    """The meetings that words may speak of, the next one first; none where they name a day that has none."""
    person = draft.case.person
    if person.standing not in (Standing.ACTIVE, Standing.PAUSED) or not meetings.partners(draft):
        return []
    ahead = meetings.ahead(draft)
    if not ahead:
        return []
    if not said.plainly:
        ahead = [pair for pair in ahead if pair[0].at - draft.now <= near]
    named = read_meeting(words)
    if named.day in ("", "two"):
        return ahead[:1] if said.about is About.OTHER_TIME else ahead
    now = meetings.local(person, draft.now)
    there = [
        pair for pair in ahead if same_day(named, meetings.local(person, pair[0].at), now, person.country)
    ]
    if said.about is About.OTHER_TIME:  # the day that is named is rather the other one
        return (there or ahead)[:1]
    return there
