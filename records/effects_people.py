"""Effects on who somebody is and how they are reached: standing, pause, name, language, number, joining.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from records.kinds import StaffRole, Standing


@dataclass(frozen=True, slots=True)
class SetStanding:
    """A person stopped, started, paused …"""

    person_id: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class SetPause:
    """Prompts rest until then (None: until the person says otherwise), or go on at once (`on` false)."""

    person_id: str
    on: bool
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RetireAddress:
    """An address is theirs no longer: nothing is sent there, and whoever writes from it is a stranger.

    `but` is the outbox id of one last line that still goes there.
    """

    id: str
    but: str = ""


@dataclass(frozen=True, slots=True)
class TakeTurn:
    """On a shared phone: what comes without a word is theirs from now on, and what waited for them may go."""

    id: str  # the address with their word
    at: datetime
    others: tuple[str, ...]  # the addresses of everybody else on that phone, whose turn is over


@dataclass(frozen=True, slots=True)
class EndTurns:
    """On a shared phone it is nobody's turn: the next text needs a word."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskWhetherTheirs:
    """It is asked whether a number is still theirs; until they say so nothing unasked-for goes there."""

    id: str


@dataclass(frozen=True, slots=True)
class StillTheirs:
    """A number is still theirs."""

    id: str


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody unknown texted the word to join: that is their consent, and they are a mentee from now on."""

    id: str
    person_id: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Welcomed:
    """Somebody has gone through the welcome: START needs not tell them all again."""

    person_id: str


@dataclass(frozen=True, slots=True)
class SetDiscreet:
    """Whether what comes to somebody unasked names nobody and repeats none of their own words."""

    person_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class SetCalled:
    """What somebody likes to be called; the name they were enrolled with stays beside it."""

    person_id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetName:
    """What somebody wants to be called."""

    person_id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language somebody wants."""

    person_id: str
    language: str


@dataclass(frozen=True, slots=True)
class BlockAddress:
    """The carrier or the person refuses messages there (or takes them again)."""

    id: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Something a human has to do for a person. Kinds and roles as in `tables.Request`."""

    id: str
    programme_id: str
    person_id: str
    record_id: str | None
    kind: str
    text: str = field(repr=False)
    for_role: StaffRole = StaffRole.COORDINATOR


@dataclass(frozen=True, slots=True)
class FinishRequest:
    """What was begun in a request has been finished in another one: nobody need ask after it."""

    id: str
