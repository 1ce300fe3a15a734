"""What is asked of the log, as it stands in the address: the filters, and the page."""

import base64
import binascii
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import Request

from handlers.desk import at_the_door
from records import directory
from records.kinds import Channel, RecordKind, Stage, Standing
from records.reading import LogFilter, View

OLDEST = "oldest"


class BadFilter(Exception):
    """A filter of the log cannot be read. The message says which and how it should look."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they stand in the address bar. `who` and `mentor` are names, `words` what was said."""

    person: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    flagged: str = ""
    who: str = field(default="", repr=False)
    mentor: str = field(default="", repr=False)
    caseload: str = ""
    stage: str = ""
    standing: str = ""
    outcome: str = ""
    channel: str = ""
    words: str = field(default="", repr=False)
    order: str = ""

    def query(self, **more: str) -> str:
        """The same filters for a link."""
        given = {
            "person": self.person,
            "kind": self.kind,
            "from": self.since,
            "to": self.until,
            "flagged": self.flagged,
            "who": self.who,
            "mentor": self.mentor,
            "caseload": self.caseload,
            "stage": self.stage,
            "standing": self.standing,
            "outcome": self.outcome,
            "channel": self.channel,
            "words": self.words,
            "order": self.order,
        } | more
        return urlencode({name: value for name, value in given.items() if value})

    def codes(self) -> str:
        """The filters that name nobody and quote nobody, as the audit log keeps them."""
        kept = {
            "person": self.person,
            "kind": self.kind,
            "from": self.since,
            "to": self.until,
            "flagged": self.flagged,
            "caseload": self.caseload,
            "stage": self.stage,
            "standing": self.standing,
            "outcome": self.outcome,
            "channel": self.channel,
            "words": "yes" if self.words else "",
        }
        return urlencode({name: value for name, value in kept.items() if value})


def asked_of(request: Request) -> Asked:
    """What the address asks for."""

    def given(name: str) -> str:
        return request.query_params.get(name, "").replace("\x00", "").strip()[:80]

    return Asked(
        request.query_params.get("person", "").strip()[:60],
        *(given(name) for name in ("kind", "from", "to", "flagged", "who", "mentor", "caseload", "stage")),
        *(given(name) for name in ("standing", "outcome", "channel", "words", "order")),
    )


def read_filter(asked: Asked, zone: ZoneInfo) -> LogFilter:
    """The filters as instants; dates are whole local days, the last one included.

    Raises:
        BadFilter: one of them makes no sense.
    """
    if asked.kind and asked.kind not in list(RecordKind):
        raise BadFilter("There is no such kind of record. Please choose one from the list.")
    if asked.person and at_the_door.row_id(asked.person) is None:
        raise BadFilter("There is no such person. Please choose one from the list.")
    if asked.caseload and at_the_door.row_id(asked.caseload) is None:
        raise BadFilter("There is no such caseload. Please choose one from the list.")
    closed = (
        (asked.stage, list(Stage)),
        (asked.standing, list(Standing)),
        (asked.channel, [*Channel, "in_person"]),
        (asked.order, [OLDEST]),
    )
    if any(value and value not in known for value, known in closed) or not asked.outcome.isprintable():
        raise BadFilter("There is no such filter. Please choose one from the list.")
    since, until = _day(asked.since), _day(asked.until)
    if since and until and until < since:
        raise BadFilter("The first day comes after the last one. Please swap them.")
    return LogFilter(
        person_id=asked.person or None,
        kind=asked.kind or None,
        since=_midnight(since, zone) if since else None,
        until=_midnight(until + timedelta(days=1), zone) if until else None,
        flagged=bool(asked.flagged),
        caseload=asked.caseload,
        stage=asked.stage,
        standing=asked.standing,
        outcome=asked.outcome,
        channel=asked.channel,
        oldest=asked.order == OLDEST,
    )


def named(view: View, asked: Asked, wanted: LogFilter) -> LogFilter:
    """The same, with the people whose names were typed.

    Raises:
        BadFilter: a name says next to nothing.
    """
    try:
        who = frozenset(directory.ids_called(view, asked.who)) if asked.who else None
        mentors = frozenset(directory.ids_called(view, asked.mentor)) if asked.mentor else None
    except directory.TooMany as error:
        raise BadFilter(str(error)) from None
    if asked.who:
        who = (who or frozenset()) | directory.by_number(view, asked.who)
    return replace(wanted, who=who, mentors=mentors)


def _day(text: str) -> date | None:
    if not text:
        return None
    day = at_the_door.day(text)
    if day is None:
        raise BadFilter("That is not a date. Write it as year-month-day, such as 2026-03-31.")
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def write_cursor(at: datetime, row_id: str) -> str:
    """Where a page ends, for the address of the next one."""
    return base64.urlsafe_b64encode(f"{at.isoformat()} {row_id}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[datetime, str] | None:
    """Where the page before ended; none: this is the first one.

    Raises:
        BadFilter: there is no such page.
    """
    if not text:
        return None
    try:
        decoded = base64.urlsafe_b64decode(text[:200] + "=" * (-len(text[:200]) % 4)).decode()
    except (ValueError, binascii.Error):
        decoded = ""
    at, _, row_id = decoded.partition(" ")
    moment, found = at_the_door.instant(at), at_the_door.row_id(row_id)
    if moment is None or found is None:
        raise BadFilter("That page of the log does not exist. Please start again from the first one.")
    return moment, found
