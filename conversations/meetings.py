"""Meetings that two people agree on: read back before they are kept, asked after before and behind them.

Who wants to meet says when and where, in one text or answering; it stands in plain words for a yes before
anybody else hears of it. The day before, the mentee is asked once what might get in the way, and knows that
the mentor sees the answer. Afterwards whoever set it up is asked whether it came about. A meeting that did
not is nobody's fault.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time

from conversations.calling_off import CALLING_OFF
from conversations.how_long import UNKNOWN
from conversations.lines import line
from conversations.meeting_moments import Problem, in_that_week, settle
from conversations.meeting_questions import (
    MEETING_BARRIER,
    MEETING_FORTNIGHTLY_RIGHT,
    MEETING_HAPPENED,
    MEETING_HOUR,
    MEETING_LENGTH,
    MEETING_RIGHT,
    MEETING_WEEKLY_RIGHT,
    MEETING_WHEN,
    MEETING_WHERE,
    MEETING_WITH,
    MEETING_WORDS,
    MEETING_WORDS_TOO,
    CameAbout,
    heard,
)
from conversations.meeting_times import PLACE_LENGTH, Named, read_meeting
from conversations.names import first_name
from conversations.talk import Conversation, Talk, register
from language.folding import plain

_TRIES = 4

# What is said of meetings without asking
KEPT = line("meeting-kept", "when", "place")
KEPT_SOON = line("meeting-kept-soon", "when", "place")
KEPT_ALREADY = line("meeting-kept-already", "when", "place", "whom")
MOVED = line("meeting-moved", "when", "place")
TOLD = line("meeting-told", "name", "when", "place")
TOLD_MOVED = line("meeting-told-moved", "name", "when", "place")
PLACE_TO_LOOK_UP = line("meeting-place-to-look-up")
OFF = line("meeting-off", "when")
TOLD_OFF = line("meeting-told-off", "name", "when")
NOT_TOLD = line("meeting-not-told", "name", "coordinator")
TOO_LATE = line("meeting-too-late")
NONE_AHEAD = line("meeting-none")
NOT_REACHED = line("meeting-not-reached", "name", "coordinator")
LISTED = line("meeting-listed", "when", "place", "whom")
LISTED_WEEKLY = line("meeting-listed-weekly", "when", "place", "whom")
LISTED_FORTNIGHTLY = line("meeting-listed-fortnightly", "when", "place", "whom")
TOLD_WEEKLY = line("meeting-told-weekly", "name", "when", "place")
TOLD_FORTNIGHTLY = line("meeting-told-fortnightly", "name", "when", "place")
OTHERS_STAY = line("meeting-others-stay")
ALL_OFF = line("meeting-all-off", "whom")
TOLD_ALL_OFF = line("meeting-told-all-off", "name")
HOUR_CLOSED = line("meeting-hour-closed", "when", "whom")
WHOSE_ALL = line("meeting-whose-all")
WHICH_OFF = line("meeting-which-off")
COMING = line("meeting-coming", "when", "place", "whom")
IN_THE_WAY = line("meeting-in-the-way", "name", "words")
OFFER = line("meeting-offer", "words")

# In the conversation itself
NOT_KEPT = line("meeting-not-kept")
INSTEAD = line("meeting-instead", "when")
CLOSED = line("meeting-closed")
PROBLEMS = {
    Problem.NO_SUCH_DAY: line("meeting-no-such-day"),
    Problem.PAST: line("meeting-past"),
    Problem.NIGHT: line("meeting-night"),
}
HAPPENED = line("meeting-happened")
SKIPPED = line("meeting-words-skipped")
DID_NOT = line("meeting-did-not")
NOTHING_IN_THE_WAY = line("meeting-nothing-in-the-way")


@dataclass(frozen=True, slots=True)
class Meeter:
    """Somebody who wants to meet.

    Attributes:
        people: the first names of everybody it could be with, ", " between them.
        words: what they wrote of when and where; "" for nothing yet.
        now: what clocks show where they are, "2026-01-05 10:00".
        country: whose order of day and month holds.
        whom: the one of `people` it is with, where that was said.
        closed: hours at which it cannot be, "20:00-07:00", on those clocks, " " between them.
        moves: the id of the meeting that it is in place of.
        before: when that was to be.
        place: where that was to be, which stays where nothing else is said.
    """

    people: str
    words: str
    now: str
    country: str
    whom: str = ""
    closed: str = ""
    moves: str = ""
    before: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A meeting that was said yes to, on the clocks where they are; `at` is "" where there is none."""

    at: str
    place: str
    whom: str
    moves: str
    every: int = 0  # how many weeks it comes round in; 0: once


async def agree(talk: Talk, person: Meeter) -> Agreed:
    """Find out with whom, when and where; read it back; keep it only for a yes."""
    whom = person.whom or await _with_whom(talk, person.people)
    if not whom:
        await talk.say(NOT_KEPT)
        return Agreed("", "", "", person.moves)
    said = read_meeting(person.words)
    named, now = said, datetime.fromisoformat(person.now)
    if person.before:  # what is not named anew stays as it was
        before = datetime.fromisoformat(person.before)
        await talk.say(INSTEAD, when=before)
        said = in_that_week(said, before, now)
        named = _kept(Named(f"month-day {before:%m %d %Y}", None, f"{before:%H:%M}", person.place), said)
    at = settle(named, now, person.country) if said.day or said.clock else Problem.NO_DAY
    for attempt in range(1, _TRIES + 1):
        if isinstance(at, datetime) and not is_closed(at, person.closed):
            break
        if isinstance(at, datetime):
            await talk.say(CLOSED)
        elif at in PROBLEMS:
            await talk.say(PROBLEMS[at])
        question = MEETING_HOUR if at is Problem.NO_HOUR and named.day not in ("", "two") else MEETING_WHEN
        named = _kept(named, heard(await talk.ask(question, about=attempt)))
        at = settle(named, now, person.country)
    if not isinstance(at, datetime) or is_closed(at, person.closed):
        await talk.say(NOT_KEPT)
        return Agreed("", "", whom, person.moves)
    place = named.place[:PLACE_LENGTH].strip() or await talk.ask(MEETING_WHERE)
    every = 0 if person.moves else named.every  # one that comes round is moved once, and goes on
    right = {1: MEETING_WEEKLY_RIGHT, 2: MEETING_FORTNIGHTLY_RIGHT}.get(every, MEETING_RIGHT)
    if not await talk.ask(right, when=at, place=place, whom=whom):
        await talk.say(NOT_KEPT)
        return Agreed("", "", whom, person.moves)
    return Agreed(f"{at:%Y-%m-%d %H:%M}", place, whom, person.moves, every)


async def _with_whom(talk: Talk, people: str) -> str:
    """One of these names; "" where it is nobody's."""
    answer = plain(await talk.ask(MEETING_WITH, people=people))
    names = people.split(", ")
    if answer.isdecimal():
        return names[int(answer) - 1] if 1 <= int(answer) <= len(names) else ""
    return next((name for name in names if first_name(name) in re.findall(r"\w+", answer)), "")


def _kept(before: Named, now: Named) -> Named:
    """What was named before, with what is named now in its place."""
    day, weekday = (now.day, now.weekday) if now.day else (before.day, before.weekday)
    return replace(
        now,
        day=day,
        weekday=weekday,
        clock=now.clock or before.clock,
        place=now.place or before.place,
        every=now.every or before.every,
    )


def is_closed(at: datetime, closed: str) -> bool:
    """Whether a moment lies in one of these hours."""
    return any(_within(at.time(), *hours.split("-")) for hours in closed.split())


def _within(at: time, start: str, end: str) -> bool:
    begins, ends = time.fromisoformat(start), time.fromisoformat(end)
    return begins <= at < ends if begins <= ends else at >= begins or at < ends


@dataclass(frozen=True, slots=True)
class Goer:
    """A mentee with a meeting tomorrow, `at` on the clocks where they are."""

    meeting: str
    whom: str
    at: str
    place: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """What might get in the way, in their words; "" for nothing."""

    meeting: str
    words: str


async def before_it(talk: Talk, person: Goer) -> Barrier:
    """Remind, and ask what might get in the way."""
    await talk.say(COMING, when=datetime.fromisoformat(person.at), place=person.place, whom=person.whom)
    words = await talk.ask(MEETING_BARRIER, whom=person.whom)
    if not words:
        await talk.say(NOTHING_IN_THE_WAY)
    return Barrier(person.meeting, words)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Somebody whose meeting has been, or not."""

    meeting: str
    whom: str
    at: str


@dataclass(frozen=True, slots=True)
class Met:
    """Whether it came about; how many minutes (0: not said) and a few words."""

    meeting: str
    happened: bool
    minutes: int = UNKNOWN
    words: str = ""


async def after_it(talk: Talk, person: Afterwards) -> Met:
    """Ask whether they met; if so, how long it was, and for a few words."""
    at = datetime.fromisoformat(person.at)
    if await talk.ask(MEETING_HAPPENED, whom=person.whom, when=at) is CameAbout.NO:
        await talk.say(DID_NOT)
        return Met(person.meeting, False)
    length = await talk.ask(MEETING_LENGTH)
    words = await talk.ask(MEETING_WORDS)
    await talk.say(HAPPENED)
    return Met(person.meeting, True, int(length), words)


@dataclass(frozen=True, slots=True)
class AlsoThere:
    """The other of two who met; `record` is that of the meeting, `mentee` whose record it is."""

    record: str
    mentee: str
    whom: str
    at: str


@dataclass(frozen=True, slots=True)
class AlsoSaid:
    """Their few words; "" for none."""

    record: str
    mentee: str
    words: str


async def after_it_too(talk: Talk, person: AlsoThere) -> AlsoSaid:
    """Ask the other as well for a few words; neither is shown what the other wrote."""
    at = datetime.fromisoformat(person.at)
    words = await talk.ask(MEETING_WORDS_TOO, whom=person.whom, when=at)
    await talk.say(HAPPENED if words else SKIPPED)
    return AlsoSaid(person.record, person.mentee, words)


MEETING = register(Conversation("meeting", 1, Meeter, agree))
BEFORE_IT = register(Conversation("meeting_before", 1, Goer, before_it))
AFTER_IT = register(Conversation("meeting_after", 1, Afterwards, after_it))
AFTER_IT_TOO = register(Conversation("meeting_after_too", 1, AlsoThere, after_it_too))

# Of no use later: nobody is reminded of it, and it gives way to anything else that begins.
ASKED_ONCE = frozenset({BEFORE_IT.name})
NEVER_REMINDED = ASKED_ONCE | {AFTER_IT_TOO.name}
# Silence about these says nothing of what else is waiting.
END_ALONE = NEVER_REMINDED | {MEETING.name, CALLING_OFF.name}
