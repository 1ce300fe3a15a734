"""Messages ended at the desk, for somebody who asked in person, on the phone or through another.

Any reasonable way of asking counts (47 CFR 64.1200(a)(10)), so this does what STOP by text does. They come
back as after any STOP: by texting START.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from conversations import sentences as say
from handlers.deciding.draft import Draft
from handlers.desk.colleagues import check_may_change
from handlers.desk.people import person_row
from handlers.desk.staff import StaffError
from handlers.scheduled.prompts import quiet_hours
from handlers.tools import Tools
from records import effects as fx
from records.ids import new_id
from records.kinds import MessageClass, RecordKind, Standing
from records.load import load_cases
from records.save import save
from rules import times

_LONGEST = 200  # characters of how they asked


def end_messages(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str, how: str
) -> None:
    """End the messages to somebody. One text says so where they have joined, unless it is their night.

    Whoever never joined, or is in custody, did not write to us: nothing unasked-for goes to that phone.

    Args:
        connection, tools, now: as everywhere.
        staff_id: who was asked, or heard of it.
        person_id: whose messages end.
        how: how they asked, in a few words; it stands in the record.

    Raises:
        StaffError: they have ended already, it is a colleague's phone, or nothing says how they asked.
        NotFound: no such person.
    """
    person = person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    if person.standing == Standing.STOPPED:
        raise StaffError("Their messages have ended already. They come back by texting START.")
    if not how.strip() or len(how) > _LONGEST:
        raise StaffError(f"Say how they asked, in {_LONGEST} characters at the most.")
    case = load_cases(connection, tools.sealer, now, [person_id])[person_id]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(
        fx.Note(record_id, person_id, "event", "ended-at-desk", how.strip(), staff_id),
        fx.SetStanding(person_id, Standing.STOPPED),
        fx.EndConversations(person_id, "stopped"),
        fx.CloseRecord(record_id, "stopped"),
        fx.Audited(staff_id, "ended messages", person_id, record_id),
    )
    joined = person.standing in (Standing.ACTIVE, Standing.PAUSED)
    if joined and times.next_allowed(now, ZoneInfo(person.timezone), quiet_hours(draft)) <= now:
        programme = case.person.programme.name
        draft.say(say.STOP_CONFIRMED, record_id, MessageClass.STOP_OR_HELP, programme=programme)
    save(connection, tools.sealer, now, draft.effects)
