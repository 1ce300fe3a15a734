"""Adding one person by form: the same checks and the same way in as a line of a people file.

Nothing is made without recorded consent: who asked, when, how, and to which wording they agreed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from sqlalchemy import Connection, insert, update
from sqlmodel import col

from handlers.desk.conditions import CURFEW, NewCondition, add_condition, read_time
from handlers.desk.people import LONGEST_WORDING, programme_row
from handlers.enrolling import enrol
from handlers.enrolling.enrol_check import Checked
from handlers.enrolling.welcoming import send_invitations
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import Channel, Role
from records.save import save
from records.sealing import Sealer
from rules.times import QuietHours


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody checked and ready to be made."""

    checked: Checked
    also_mentor: bool
    curfew: NewCondition | None
    coordinator_id: str | None


@dataclass(frozen=True, slots=True)
class Added:
    """Who was made; `code` is the one-time Telegram code, shown once."""

    person_id: str
    code: str = field(default="", repr=False)


def check_newcomer(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    programme_id: str,
    cells: Mapping[str, str],
    channels: Collection[Channel],
    coordinator_id: str | None = None,
    ours: frozenset[str] = frozenset(),
) -> tuple[Newcomer | None, dict[str, str]]:
    """Check a form. Reads the database, changes nothing.

    Args:
        cells: by the headings of a people file, and `wording`, `also_mentor`, `curfew_start`, `curfew_end`.

    Returns:
        The newcomer and no problems, or None and a problem for each field that has one.
    """
    programme = programme_row(connection, programme_id)
    known = enrol.known(connection, sealer, programme_id, ours)
    checked = enrol.check([(1, cells)], programme, known, now, channels)
    problems = {
        problem.column: problem.text.removesuffix(" Take the line out.") for problem in checked.problems
    }
    if cells.get("role", "") not in (Role.MENTEE, Role.MENTOR):
        problems["role"] = "Choose mentee or mentor."
    wording = cells.get("wording", "").strip()
    if not wording or len(wording) > LONGEST_WORDING:
        problems["wording"] = "Write which wording they agreed to: its name and version, or the words."
    curfew = None
    if cells.get("curfew_start") or cells.get("curfew_end"):
        start, end = read_time(cells.get("curfew_start", "")), read_time(cells.get("curfew_end", ""))
        if start is None or end is None or start == end:
            problems["curfew"] = "Write from when to when, or leave both empty."
        else:
            curfew = NewCondition(CURFEW, start=f"{start:%H:%M}", end=f"{end:%H:%M}")
            if _inside(checked, start, end):
                problems["check_in"] = "This is inside the curfew. Choose a time outside it."
    if problems:
        return None, problems
    (person,) = checked.people
    assert person.consent is not None  # noqa: S101 - checked: mentees and mentors need it
    agreed = replace(person, consent=replace(person.consent, wording=wording))
    both = bool(cells.get("also_mentor")) and person.role is Role.MENTEE
    return Newcomer(Checked((agreed,), ()), both, curfew, coordinator_id), {}


def _inside(checked: Checked, start: time, end: time) -> bool:
    return any(person.check_in and person.check_in[1] in QuietHours(start, end) for person in checked.people)


def add_person(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    newcomer: Newcomer,
) -> Added:
    """Make the person and queue the one invitation they may get, in the caller's transaction.

    Args:
        newcomer: who was filled in, checked.

    Raises:
        ChangedMeanwhile: somebody took the number since the check.
    """
    summary = enrol.enrol(connection, tools.sealer, now, programme_id, newcomer.checked)
    (person_id,) = summary.made
    if newcomer.also_mentor:
        row = {"id": new_id(now), "person_id": person_id, "role": Role.MENTOR, "since": now}
        connection.execute(insert(t.Membership).values(**row))
    if newcomer.curfew is not None:
        add_condition(
            connection, tools.sealer, now, staff_id=staff_id, person_id=person_id, new=newcomer.curfew
        )
    if newcomer.coordinator_id:
        caseload = update(t.Person).where(col(t.Person.id) == person_id)
        connection.execute(caseload.values(coordinator_id=newcomer.coordinator_id))
    save(connection, tools.sealer, now, [fx.Audited(staff_id, "person added", person_id)])
    send_invitations(connection, tools, now, summary.invited)
    code = summary.codes[0][1] if summary.codes else ""
    return Added(person_id, code)
