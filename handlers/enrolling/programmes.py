"""A programme comes from a pack: a folder with a `programme.toml` that a coordinator can read and write.

Everything wrong with a pack is said in one go, and nothing is made from a pack with a fault in it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import phonenumbers
from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from conversations.reflections import Theme
from handlers.enrolling.pack_choices import CONVERSATIONS, read_choices, unknown_stages
from handlers.enrolling.pack_lines import with_lines
from handlers.enrolling.pack_pulses import read_milestones, read_pulses
from handlers.enrolling.place_rows import Place, faults_of, place_of
from records import cases, programme_packs, reflections
from records import tables as t
from records.ids import new_id
from records.load import programme_of
from records.programme_choices import USUAL, Choices
from rules.times import QuietHours

LANGUAGES = ("en-US", "en-GB", "es")
LONGEST_KEPT = 3650  # days: ten years
MOST_MINUTES = 60  # an alert that nobody takes for an hour has failed
MOST_MINUTES_CONCERN = 480  # a concern is told today
LONGEST_NAME = 40  # it stands in messages, which should stay one segment
_KEYS = {
    "programme": {"name", "country", "language", "languages", "timezone", "retention_days"},
    "quiet_hours": {"start", "end"},
    "safety": {"emergency_minutes", "urgent_minutes", "concern_minutes", "tells_mentor"},
    "reflections": {"leave_out"},
    "conversations": CONVERSATIONS,
}
_QUIET = (("start", "21:00"), ("end", "08:00"))


class PackProblem(Exception):
    """A programme pack cannot be used as it is. The message lists every fault, a line each."""


class UnknownProgramme(Exception):
    """There is no such programme. Add it first: `python -m bot programme add FOLDER`."""


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """How fast the ladder rises, and whether mentors may be told; a pack's `[safety]`."""

    emergency_minutes: int = 3
    urgent_minutes: int = 10
    tells_mentor: bool = False
    concern_minutes: int = 120


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack's `programme.toml` says."""

    name: str
    country: str
    language: str
    timezone: str
    quiet: QuietHours
    resources: tuple[Place, ...] = ()
    retention_days: int | None = None  # none: not decided yet
    safety: SafetyRules = SafetyRules()
    left_out: tuple[Theme, ...] = ()  # what mentors are not asked to think over
    choices: Choices = USUAL
    languages: tuple[str, ...] = ()  # those its places and sentences have to be there in
    wording: Mapping[str, str] = field(default_factory=dict)  # Fluent source of its own lines, by language


@cache
def _zones() -> frozenset[str]:
    # Short names such as EST are left out: they stand still when the clocks change.
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


def is_timezone(name: str) -> bool:
    """Whether it is a place's IANA zone, such as America/Chicago."""
    return name in _zones()


def is_country(code: str) -> bool:
    """Whether it is an ISO 3166 country that has telephone numbers."""
    return code in phonenumbers.SUPPORTED_REGIONS


def read_pack(text: str, places: str = "", wording: Mapping[str, str] | None = None) -> Pack:
    """Read a `programme.toml`, and the `resources.toml` beside it ("" where there is none).

    Args:
        text: of `programme.toml`.
        places: of `resources.toml`.
        wording: the programme's own sentences by language, looked over already (`conversations.overriding`).

    Raises:
        PackProblem: with every fault that was found, each with its file and line.
    """
    pack, faults = look_into(text, places, wording)
    if faults:
        raise PackProblem("\n".join(faults))
    return pack


def look_into(
    text: str, places: str = "", wording: Mapping[str, str] | None = None
) -> tuple[Pack, list[str]]:
    """A pack as far as it can be read, and every fault in it, each with its file and line in front.

    With a fault it is good for looking further into alone: what could not be read has its usual value, or
    stands as it was written.
    """
    faults: list[str] = []
    try:
        pack = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"programme.toml is not valid TOML: {error}.")
        resources = _read_places(places, faults)
        unread = Pack("", "", "", "", QuietHours(), resources, wording=wording or {})
        return unread, with_lines(faults, text, places)
    faults += [
        f'"{key}" is not a part of programme.toml that we know. Remove it, or correct its spelling.'
        for key in _unknown_keys(pack)
    ]

    def words(section: str, key: str, default: str = "") -> str:
        part = pack.get(section)
        value = part.get(key, default) if isinstance(part, dict) else default
        return value.strip() if isinstance(value, str) else ""

    name = " ".join(words("programme", "name").split())
    country, language = words("programme", "country"), words("programme", "language")
    zone = words("programme", "timezone")
    if not name or len(name) > LONGEST_NAME:
        faults.append(f"programme.name is needed, as people will read it, in {LONGEST_NAME} letters at most.")
    if not is_country(country):
        faults.append('programme.country is needed as a two-letter code: "US", "GB".')
    if language not in LANGUAGES:
        faults.append(f"programme.language is needed, one of: {', '.join(LANGUAGES)}.")
    if not is_timezone(zone):
        faults.append(
            'programme.timezone is needed as the name of a place: "America/Chicago", "Europe/London".'
        )
    days = pack["programme"].get("retention_days") if isinstance(pack.get("programme"), dict) else None
    if days is not None and (type(days) is not int or not 1 <= days <= LONGEST_KEPT):
        faults.append(f"programme.retention_days is a number of days, 1 to {LONGEST_KEPT}; or leave it out.")
    quiet = QuietHours()
    try:
        quiet = QuietHours(*(_time_of_day(words("quiet_hours", key, default)) for key, default in _QUIET))
    except ValueError:
        faults.append('quiet_hours.start and .end are needed as times of day: "21:00", "08:00".')
    if time(23) not in quiet or time(6, 59) not in quiet:
        faults.append("quiet_hours must cover the night: begin at 23:00 or before, end at 07:00 or after.")
    safety = _read_safety(pack.get("safety"), faults)
    left_out = _read_left_out(pack.get("reflections"), faults)
    choices = read_choices(pack, faults)
    languages = _read_languages(pack, language, faults)
    choices = replace(
        choices,
        pulses=read_pulses(pack.get("pulses"), languages, faults),
        milestones=read_milestones(pack.get("milestones"), languages, faults),
    )
    resources = _read_places(places, faults)
    read = Pack(
        *(name, country, language, zone, quiet, resources, days, safety, left_out),
        choices=choices,
        languages=languages,
        wording=wording or {},
    )
    return read, with_lines(faults, text, places)


def _read_languages(pack: dict[str, Any], language: str, faults: list[str]) -> tuple[str, ...]:
    """Every language of a programme, its usual one among them."""
    part = pack.get("programme")
    if not isinstance(part, dict) or "languages" not in part:
        return (language,)
    named = part["languages"]
    if not isinstance(named, list) or not named or not all(one in LANGUAGES for one in named):
        faults.append(f"programme.languages is a list out of: {', '.join(LANGUAGES)}.")
    elif language in LANGUAGES and language not in named:
        faults.append("programme.languages lacks programme.language, the usual one.")
    else:
        return tuple(dict.fromkeys(named))
    return ()


def _read_safety(part: object, faults: list[str]) -> SafetyRules:
    """The `[safety]` of a pack; what is wrong with it is added to `faults`."""
    usual = SafetyRules()
    if not isinstance(part, dict):
        return usual
    emergency = part.get("emergency_minutes", usual.emergency_minutes)
    urgent = part.get("urgent_minutes", usual.urgent_minutes)
    concern = part.get("concern_minutes", usual.concern_minutes)
    tells = part.get("tells_mentor", usual.tells_mentor)
    if any(type(minutes) is not int or not 1 <= minutes <= MOST_MINUTES for minutes in (emergency, urgent)):
        faults.append(
            f"safety.emergency_minutes and .urgent_minutes are numbers of minutes, 1 to {MOST_MINUTES}."
        )
    elif emergency > urgent:
        faults.append("safety.emergency_minutes must not be more than safety.urgent_minutes.")
    if type(concern) is not int or not 1 <= concern <= MOST_MINUTES_CONCERN:
        faults.append(f"safety.concern_minutes is a number of minutes, 1 to {MOST_MINUTES_CONCERN}.")
    if type(tells) is not bool:
        faults.append("safety.tells_mentor is true or false.")
    return SafetyRules(emergency, urgent, tells, concern)


def _read_left_out(part: object, faults: list[str]) -> tuple[Theme, ...]:
    """The `[reflections]` of a pack: themes left out; what is wrong with it is added to `faults`."""
    names = part.get("leave_out", []) if isinstance(part, dict) else []
    known = {theme.value: theme for theme in Theme}
    if not isinstance(names, list) or not all(isinstance(name, str) and name in known for name in names):
        faults.append(f"reflections.leave_out is a list of themes, out of: {', '.join(known)}.")
        return ()
    if set(names) == set(known):
        faults.append("reflections.leave_out leaves nothing to ask. Keep one theme; nobody is asked unasked.")
    return tuple(known[name] for name in names)


def read_places(text: str) -> tuple[Place, ...]:
    """Read a `resources.toml` by itself.

    Raises:
        PackProblem: with every fault that was found.
    """
    faults: list[str] = []
    found = _read_places(text, faults)
    if faults:
        raise PackProblem("\n".join(faults))
    return found


def _read_places(text: str, faults: list[str]) -> tuple[Place, ...]:
    """The places of a `resources.toml`; what is wrong with it is added to `faults`."""
    return tuple(place for _, place in numbered_places(text, faults))


def numbered_places(text: str, faults: list[str]) -> list[tuple[int, Place]]:
    """The places that can be read in a `resources.toml`, with their number in it; faults are added."""
    try:
        listed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"resources.toml is not valid TOML: {error}.")
        return []
    rows = listed.pop("resource", [])
    if listed or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append("resources.toml: every place begins with a line [[resource]].")
        return []
    found = []
    for number, row in enumerate(rows, start=1):
        wrong = faults_of(row)
        faults += [f"resources.toml, place {number}: {fault}" for fault in wrong]
        if not wrong:
            found.append((number, place_of(row)))
    return found


def _time_of_day(written: str) -> time:
    found = datetime.strptime(written, "%H:%M")  # noqa: DTZ007 - no day, so no zone
    return found.time()


def _unknown_keys(pack: dict[str, Any]) -> list[str]:
    unknown = []
    for section, part in pack.items():
        if section == "stages":
            unknown += unknown_stages(part)
        elif section in ("pulses", "milestones"):
            continue  # `handlers.enrolling.pack_pulses` says what it does not know
        elif section not in _KEYS or not isinstance(part, dict):
            unknown.append(section)
        else:
            unknown += [f"{section}.{key}" for key in part if key not in _KEYS[section]]
    return unknown


def create_programme(connection: Connection, now: datetime, pack: Pack) -> str:
    """Make a programme; its id.

    Raises:
        PackProblem: there is one of that name already.
    """
    same = select(col(t.Programme.id)).where(col(t.Programme.name) == pack.name)
    if connection.execute(same).first() is not None:
        raise PackProblem("There is a programme of this name already. Give this one another name.")
    programme_id = new_id(now)
    connection.execute(
        insert(t.Programme).values(
            id=programme_id,
            name=pack.name,
            country=pack.country,
            language=pack.language,
            timezone=pack.timezone,
            quiet_start=f"{pack.quiet.start:%H:%M}",
            quiet_end=f"{pack.quiet.end:%H:%M}",
            minutes_emergency=pack.safety.emergency_minutes,
            minutes_urgent=pack.safety.urgent_minutes,
            minutes_concern=pack.safety.concern_minutes,
            tells_mentor=pack.safety.tells_mentor,
            retention_days=pack.retention_days,
            created_at=now,
        )
    )
    change_programme(connection, programme_id, pack)
    return programme_id


def change_programme(connection: Connection, programme_id: str, pack: Pack) -> None:
    """Take in anew what a pack alone says: places, themes, rhythm, conversations, sentences.

    What coordinators change under Settings (quiet hours, the ladder's times, how long words are kept) stays.
    """
    list_places(connection, programme_id, pack.resources)
    reflections.leave_out(connection, programme_id, pack.left_out)
    programme_packs.choose(connection, programme_id, pack.choices)
    programme_packs.keep_wording(connection, programme_id, pack.wording)


def list_places(connection: Connection, programme_id: str, places: tuple[Place, ...]) -> None:
    """Let these be a programme's places that help, instead of those that it has."""
    connection.execute(delete(t.Resource).where(col(t.Resource.programme_id) == programme_id))
    for number, place in enumerate(places):
        connection.execute(
            insert(t.Resource).values(
                id=f"{programme_id}-{number:03}",
                programme_id=programme_id,
                **asdict(place),
            )
        )


def load_programme(connection: Connection, programme_id: str) -> cases.Programme:
    """A programme by its id.

    Raises:
        UnknownProgramme: there is none.
    """
    found = connection.execute(
        select(t.core(t.Programme)).where(col(t.Programme.id) == programme_id)
    ).one_or_none()
    if found is None:
        raise UnknownProgramme(str(UnknownProgramme.__doc__))
    return programme_of(found)
