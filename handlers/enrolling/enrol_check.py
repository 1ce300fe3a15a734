"""Who is to be enrolled: every line of a people file held against the rules, all problems at once.

Pure. Nobody is written to without recorded consent, at a number that cannot take texts, or in the
quiet hours; nobody is enrolled twice; nobody who sent STOP is enrolled behind their back. No problem
repeats what stands in a cell.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from channels.port import CAN
from conversations.numbers import read_word
from handlers.enrolling.enrol_cells import (
    LONGEST_NAME,
    name_faults,
    one_of,
    read_check_in,
    read_day,
    read_good_from,
    read_language,
    read_number,
    zone_of,
)
from handlers.enrolling.enrol_file import Problem
from handlers.enrolling.programmes import LANGUAGES, is_country, is_timezone
from records.cases import Programme
from records.kinds import Channel, Role, Stage, Standing
from records.numbers import is_unusual
from rules.times import QuietHours

LONGEST_HOW = 200
NEEDED = ("clearance", "training")  # before a match
UNUSUAL = (
    "This number is in no list of numbers in use; its area code may be new. It was taken as it is: check it "
    "with them."
)
OUR_OWN = "This is the number that people text to. Write this person's own."
_YES = ("yes", "y", "x", "true", "1", "sí", "si")
_NO = ("no", "n", "false", "0")
CONSENT_WORDING = "enrolment file"
NO_MENTOR = "No mentor of this name is in the file or enrolled. Write it as on the mentor's own line."
_OLDEST = date(1930, 1, 1)  # earlier dates are slips of the hand


@dataclass(frozen=True, slots=True)
class Consent:
    """That somebody agreed: who recorded it, when, how, and to which wording."""

    by: str = field(repr=False)
    on: date
    how: str = field(repr=False)
    wording: str = CONSENT_WORDING


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to enrol; every field is valid and complete.

    Attributes:
        number: E.164; "" on Telegram, where a code is made instead.
        word: on a phone shared with somebody, what they begin their texts with; "" on one of their own.
        check_in: weekday (0 is Monday) and local time; None for everybody but mentees.
        mentor_line: the line of the mentor in the same file; or `mentor_id` of one enrolled before.
        ready: of a mentor, what makes them ready for a match: kind, given on, good until.
    """

    line: int
    name: str = field(repr=False)
    role: Role
    channel: Channel
    number: str = field(repr=False)
    language: str
    country: str
    timezone: str
    stage: Stage
    released_on: date | None
    check_in: tuple[int, time] | None
    consent: Consent | None
    mentor_line: int | None = None
    mentor_id: str | None = None
    word: str = ""
    ready: tuple[tuple[str, date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the programme has already.

    Attributes:
        addresses: (channel, lookup hash) of every address, with the holder's standing; an address that
            refuses our messages counts as stopped.
        words: the words of those who share one of these phones and may share it with somebody here.
        people: ids by (folded name, role), of people who play that role now.
        lookup: the hash of an address, as in `records.sealing`.
        ours: numbers that are our own.
    """

    addresses: Mapping[tuple[str, str], Standing]
    people: Mapping[tuple[str, Role], tuple[str, ...]] = field(repr=False)
    lookup: Callable[[str, str], str]
    words: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False)
    ours: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome: people to enrol, or the problems in the way. Never both.

    `doubts` stand in nobody's way: what was taken as it was written, and should be looked at once more.
    """

    people: tuple[NewPerson, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()


def fold(name: str) -> str:
    """A name as it is compared: letters' case and spacing do not count, accents do."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def check(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    programme: Programme,
    known: Known,
    now: datetime,
    channels: Collection[Channel] = tuple(Channel),
) -> Checked:
    """Check every line.

    Args:
        rows: cells by heading, each with the number of its line, as `read_people_file` gives them.
        programme: where they are to be enrolled; its country, language and zone fill empty cells.
        known: what is there already.
        now: to tell which dates lie ahead.
        channels: the channels that this installation has.
    """
    sheet = _Sheet(programme, known, now, tuple(channels), [(line, dict(row)) for line, row in rows])
    people = [person for line, row in sheet.rows if (person := sheet.person(line, row)) is not None]
    if sheet.problems:
        return Checked((), tuple(sorted(set(sheet.problems))))
    return Checked(tuple(people), (), tuple(sheet.doubts))


class _Sheet:
    """The checks of one file, and what they have found so far."""

    def __init__(
        self,
        programme: Programme,
        known: Known,
        now: datetime,
        channels: tuple[Channel, ...],
        rows: list[tuple[int, dict[str, str]]],
    ) -> None:
        self.programme, self.known, self.channels, self.rows = programme, known, channels, rows
        self.today = now.astimezone(ZoneInfo(programme.timezone)).date()
        self.quiet = QuietHours(
            time.fromisoformat(programme.quiet_start), time.fromisoformat(programme.quiet_end)
        )
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self.numbers: dict[str, tuple[int, dict[int, str]]] = {}  # first line, and the words by line
        self.names: dict[tuple[str, str], int] = {}
        for line, row in rows:
            self.names.setdefault((fold(row.get("name", "")), row.get("role", "").lower()), line)

    def person(self, line: int, row: Mapping[str, str]) -> NewPerson | None:
        """The person on a line; None where something is in the way, which is noted."""
        before = len(self.problems)

        def wrong(column: str, text: str) -> None:
            self.problems.append(Problem(line, column, text))

        def cell(column: str) -> str:
            return row.get(column, "").strip()

        role = one_of(Role, cell("role"))
        if role is None:
            wrong("role", "Write mentee, mentor or coordinator.")
        name = cell("name")
        for text in name_faults(name):
            wrong("name", text)
        if role and name:
            self._double_name(line, name, role)
        channel = one_of(Channel, cell("channel"))
        if channel is None or channel not in self.channels:
            wrong("channel", f"Write one of the channels that are set up here: {', '.join(self.channels)}.")
        country = cell("country").upper() or self.programme.country
        if not is_country(country):
            hint = "For the United Kingdom write GB." if country == "UK" else "Write two letters: US, GB."
            wrong("country", hint)
        number = ""
        if channel and is_country(country):
            number = self._number(line, cell("number"), channel, country)
        word = self._word(line, cell("word"), channel, role, number)
        language = read_language(cell("language") or self.programme.language)
        if language is None:
            wrong("language", f"Write one of: {', '.join(LANGUAGES)}.")
        zone = cell("timezone") or zone_of(number) or self.programme.timezone
        if not is_timezone(zone):
            wrong(
                "timezone",
                "Write the name of a place as in America/Chicago or Europe/London, or leave it empty.",
            )
        released_on, stage = self._stage(line, cell("release_date"), cell("stage"))
        check_in = self._check_in(line, cell("check_in"), role)
        mentor_line, mentor_id = self._mentor(line, cell("mentor"), role)
        consent = self._consent(line, row, role)
        ready = self._ready(line, row, role)
        if (
            len(self.problems) > before
            or role is None
            or channel is None
            or language is None
            or stage is None
        ):
            return None
        return NewPerson(
            line=line,
            name=name,
            role=role,
            channel=channel,
            number=number,
            language=language,
            country=country,
            timezone=zone,
            stage=stage,
            released_on=released_on,
            check_in=check_in,
            consent=consent,
            mentor_line=mentor_line,
            mentor_id=mentor_id,
            word=word,
            ready=ready,
        )

    def _wrong(self, line: int, column: str, text: str) -> None:
        self.problems.append(Problem(line, column, text))

    def _double_name(self, line: int, name: str, role: Role) -> None:
        first = self.names[fold(name), role.value]
        if first != line:
            self._wrong(
                line,
                "name",
                f"Line {first} has a {role} of the same name. Add an initial to tell them apart.",
            )
        elif (fold(name), role) in self.known.people:
            self._wrong(
                line,
                "name",
                f"A {role} of this name is enrolled already. Take the line out, or add an initial.",
            )

    def _number(self, line: int, written: str, channel: Channel, country: str) -> str:
        """The number in E.164, or "" and a problem; "" on Telegram."""
        if not CAN[channel].numbers:
            if written:
                self._wrong(
                    line, "number", "Leave this empty for telegram: an invitation link is made instead."
                )
            return ""
        number, fault = read_number(written, country, real=channel is Channel.SMS)
        if not fault and number in self.known.ours:
            fault = OUR_OWN
        if fault:
            self._wrong(line, "number", fault)
            return ""
        if channel is Channel.SMS and is_unusual(number):
            self.doubts.append(Problem(line, "number", UNUSUAL))
        return number

    def _word(self, line: int, written: str, channel: Channel | None, role: Role | None, number: str) -> str:
        """The word for a shared phone; whether the number may be had under it."""
        word, fault = read_word(written) if written else ("", "")
        if fault:
            self._wrong(line, "word", fault)
        elif written and ((channel is not None and not CAN[channel].numbers) or role is Role.COORDINATOR):
            self._wrong(line, "word", "Only mentees and mentors share a phone. Leave this empty.")
        elif number and channel is not None:
            self._whose(line, word, channel, number)
        return word

    def _whose(self, line: int, word: str, channel: Channel, number: str) -> None:
        """Whether somebody has the number already, in the file or here, and does not share it."""
        first, words = self.numbers.setdefault(number, (line, {}))
        if first != line and not (word and all(words.values())):
            self._wrong(
                line,
                "number",
                f"Line {first} has the same number. Each person needs their own, or a word if they share it.",
            )
        elif word in words.values():
            self._wrong(line, "word", f"Line {first} has this number and this word. Choose another word.")
        words[line] = word
        place = (channel.value, self.known.lookup(channel.value, number))
        standing, shared = self.known.addresses.get(place), self.known.words.get(place, frozenset())
        if standing is Standing.STOPPED:
            self._wrong(
                line,
                "number",
                "STOP was sent from this number. Only its owner can start again. Take the line out.",
            )
        elif standing not in (None, Standing.UNKNOWN):
            self._share(line, word, shared)

    def _share(self, line: int, word: str, shared: frozenset[str]) -> None:
        if not shared and not word:
            self._wrong(line, "number", "Somebody with this number is enrolled already. Take the line out.")
        elif not shared:
            self._wrong(
                line,
                "number",
                "Somebody has this number as their own. Give them a word first, on their page.",
            )
        elif not word:
            self._wrong(line, "word", "This phone is shared. Write the word that this person begins with.")
        elif word in shared:
            self._wrong(line, "word", "Somebody on this phone has this word. Choose another.")

    def _stage(self, line: int, released: str, written: str) -> tuple[date | None, Stage | None]:
        day = None
        if released:
            day = read_day(released)
            if day is None or not _OLDEST <= day <= self.today.replace(year=self.today.year + 80, day=1):
                self._wrong(
                    line, "release_date", "Write a date as 2026-05-31 (year, month, day), or leave it empty."
                )
                day = None
        ahead = day is not None and day > self.today
        stage = one_of(Stage, written) if written else (Stage.CUSTODY if ahead else Stage.COMMUNITY)
        if stage is None:
            self._wrong(line, "stage", "Write custody, transition or community, or leave it empty.")
        elif ahead and stage is Stage.COMMUNITY:
            self._wrong(line, "stage", "The release date lies ahead, so the stage cannot be community yet.")
        return day, stage

    def _check_in(self, line: int, written: str, role: Role | None) -> tuple[int, time] | None:
        if role is not Role.MENTEE:
            if written and role is not None:
                self._wrong(line, "check_in", "Only mentees have a check-in. Leave this empty.")
            return None
        found = read_check_in(written)
        if found is None:
            self._wrong(line, "check_in", 'Write a day and a time, as in "Friday 18:00".')
        elif found[1] in self.quiet:
            self._wrong(
                line,
                "check_in",
                f"This is in the quiet hours ({self.quiet.start:%H:%M} to {self.quiet.end:%H:%M}). "
                "Choose a time outside them.",
            )
        return found

    def _mentor(self, line: int, written: str, role: Role | None) -> tuple[int | None, str | None]:
        """The mentor's line in this file, or id if enrolled before."""
        if not written or role is None:
            return None, None
        if role is not Role.MENTEE:
            self._wrong(line, "mentor", "Only mentees have a mentor. Leave this empty.")
            return None, None
        name = fold(written)
        if (name, Role.MENTOR.value) in self.names:
            return self.names[name, Role.MENTOR.value], None
        enrolled = self.known.people.get((name, Role.MENTOR), ())
        if len(enrolled) == 1:
            return None, enrolled[0]
        if enrolled:
            text = (
                "Two mentors of this name are enrolled. Leave this empty and match them on the people page."
            )
        elif any((name, other) in self.names or (name, other) in self.known.people for other in Role):
            text = "This person is not a mentor. Write a mentor's name, or leave it empty."
        else:
            text = NO_MENTOR
        self._wrong(line, "mentor", text)
        return None, None

    def _ready(
        self, line: int, row: Mapping[str, str], role: Role | None
    ) -> tuple[tuple[str, date, date | None], ...]:
        """What makes a mentor ready: each with its dates, or all of it by `ready`."""
        found: dict[str, tuple[date, date | None]] = {}
        for column in ("ready", *NEEDED):
            written = row.get(column, "").strip()
            if not written or (column == "ready" and written.lower() in _NO):
                continue
            if role is not Role.MENTOR:
                if role is not None:
                    self._wrong(line, column, "Only mentors are made ready for a match. Leave this empty.")
                continue
            dates = read_good_from(written)
            if column == "ready" and written.lower() in _YES:
                dates = self.today, None
            if dates is None or dates[0] > self.today or dates[0] < _OLDEST:
                also = "yes, or " if column == "ready" else ""
                self._wrong(
                    line,
                    column,
                    f"Write {also}the day it was given, as 2026-05-31, or both days it is good between, as "
                    "2026-05-31 to 2028-05-31. The first cannot lie ahead.",
                )
                continue
            found |= dict.fromkeys(NEEDED, dates) if column == "ready" else {column: dates}
        return tuple((kind, start, end) for kind, (start, end) in found.items())

    def _consent(self, line: int, row: Mapping[str, str], role: Role | None) -> Consent | None:
        by, on, how = (row.get(column, "").strip() for column in ("consent_by", "consent_on", "consent_how"))
        if role is None or (role is Role.COORDINATOR and not (by or on or how)):
            return None
        if not by or len(by) > LONGEST_NAME:
            self._wrong(
                line,
                "consent_by",
                "Write who asked this person and heard them agree. Nobody is written to without consent."
                if not by
                else f"Write at most {LONGEST_NAME} letters.",
            )
        if not how or len(how) > LONGEST_HOW:
            self._wrong(
                line,
                "consent_how",
                'Write how they agreed, as in "signed form" or "in person".'
                if not how
                else f"Write at most {LONGEST_HOW} letters.",
            )
        day = read_day(on)
        if day is None or day < _OLDEST:
            self._wrong(line, "consent_on", "Write the day they agreed as 2026-05-31 (year, month, day).")
            return None
        if day > self.today:
            self._wrong(line, "consent_on", "This day lies ahead. Write the day they agreed.")
        return Consent(by, day, how)
