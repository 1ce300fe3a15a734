"""Somebody has died. Nothing is ever sent to their number again, and nothing goes out by itself to anybody.

Whoever walked with them is told by a person; the desk asks for that until it is said that it was done. Only
then one line goes to them: who is there to talk it over, and whom to call at any hour.
"""

from datetime import datetime

from sqlalchemy import Connection, or_, select, update
from sqlmodel import col

from conversations import match_moments as say
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import somebody_now
from handlers.desk.match_plans import set_anew
from handlers.desk.matches import has_died, over
from handlers.desk.people import person_row
from handlers.desk.staff import NotFound, StaffError
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import NOT_LEFT, MessageClass, OutboxState, RecordKind, Standing
from records.load import load_cases
from records.save import save

DIED = "died"


def record(connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str) -> None:
    """Keep that somebody has died.

    Args:
        person_id: a mentee or a mentor.

    Raises:
        StaffError: it is kept already; they have an account, or no number that could be closed.
        NotFound: no such person.
    """
    person_row(connection, person_id)
    if has_died(connection, person_id):
        raise StaffError("That is kept already, and nothing more is sent to them. Load the page again.")
    account = (col(t.Staff.person_id) == person_id) & col(t.Staff.active)
    if connection.execute(select(col(t.Staff.id)).where(account).limit(1)).first():
        raise StaffError("They have an account here. A lead or the administrator ends it under Team first.")
    theirs = col(t.Address.person_id) == person_id
    closed = connection.execute(
        update(t.Address)
        .where(theirs, col(t.Address.retired_at).is_(None))
        .values(silenced_at=now, blocked=True)
    )
    if not closed.rowcount:
        raise StaffError(
            "They have no number here. End their match as one that was left, and tell the other."
        )
    invited = update(t.Invitation).where(col(t.Invitation.person_id) == person_id)
    connection.execute(invited.values(expires_at=now))
    connection.execute(update(t.Plan).where(col(t.Plan.person_id) == person_id).values(due_at=None))
    connection.execute(
        update(t.Person).where(col(t.Person.id) == person_id).values(paused_until=None, phrase=None)
    )
    # Neither to them, nor about them: a nudge that they were quiet would be cruel now.
    either = or_(col(t.Outbox.person_id) == person_id, col(t.Outbox.about_id) == person_id)
    connection.execute(
        update(t.Outbox)
        .where(either, col(t.Outbox.state).in_(NOT_LEFT))
        .values(state=OutboxState.WITHHELD, reason=DIED, settled_at=now)
    )
    save(
        connection,
        tools.sealer,
        now,
        [
            fx.EndConversations(person_id, DIED),
            fx.SetStanding(person_id, Standing.STOPPED),
            fx.Audited(staff_id, DIED, person_id),
        ],
    )
    mine = or_(col(t.Match.mentee_id) == person_id, col(t.Match.mentor_id) == person_id)
    rows = connection.execute(select(t.core(t.Match)).where(mine, col(t.Match.until).is_(None))).all()
    for match in rows:
        other_id = match.mentor_id if match.mentee_id == person_id else match.mentee_id
        over(connection, now, match, staff_id, DIED, to_tell=other_id)
        save(connection, tools.sealer, now, [fx.Audited(staff_id, "match ended", other_id, detail=DIED)])
        set_anew(connection, tools, now, [other_id])


def told(connection: Connection, tools: Tools, now: datetime, *, staff_id: str, ending_id: str) -> bool:
    """Somebody was told by a person: now one line goes to them. Returns whether it does.

    Args:
        ending_id: of the match that ended so.

    Raises:
        NotFound: nobody waits to be told there.
    """
    waits = (col(t.Ending.id) == ending_id) & col(t.Ending.told_at).is_(None)
    row = connection.execute(
        select(col(t.Ending.to_tell)).where(waits, col(t.Ending.to_tell).is_not(None))
    ).first()
    if row is None:
        raise NotFound("Nobody waits to be told of this any more. Load the page again.")
    connection.execute(update(t.Ending).where(waits).values(told_at=now))
    draft = _draft(connection, tools, now, row.to_tell)
    person = draft.case.person
    draft.add(fx.Audited(staff_id, "told of a death", person.id))
    goes = person.standing is Standing.ACTIVE and person.address is not None
    if goes:
        record_id = draft.open_record(RecordKind.MESSAGE)
        draft.send(person, words(draft), MessageClass.PROMPT, record_id)
        draft.add(fx.CloseRecord(record_id, "told"))
    save(connection, tools.sealer, now, draft.effects)
    return goes


def words(draft: Draft) -> str:
    """What goes to whoever walked with them, once a person has told them."""
    given = {"name": draft.case.person.name, "coordinator": draft.coordinator}
    if support := somebody_now(draft):
        return draft.words(say.AFTER_A_LOSS, None, support=support, **given)
    return draft.words(say.AFTER_A_LOSS_PERSON, None, **given)


def preview(connection: Connection, tools: Tools, now: datetime, person_id: str) -> list[tuple[str, str]]:
    """Who walks with somebody, and the line that goes to each once they were told; nothing is kept."""
    mine = or_(col(t.Match.mentee_id) == person_id, col(t.Match.mentor_id) == person_id)
    rows = connection.execute(select(t.core(t.Match)).where(mine, col(t.Match.until).is_(None)))
    others = [row.mentor_id if row.mentee_id == person_id else row.mentee_id for row in rows]
    drafts = [_draft(connection, tools, now, other) for other in others]
    return [(draft.case.person.name, words(draft)) for draft in drafts]


def line_to(connection: Connection, tools: Tools, now: datetime, person_id: str) -> tuple[str, bool]:
    """The line that goes to somebody once they were told, and whether it can go."""
    draft = _draft(connection, tools, now, person_id)
    person = draft.case.person
    return words(draft), person.standing is Standing.ACTIVE and person.address is not None


def _draft(connection: Connection, tools: Tools, now: datetime, person_id: str) -> Draft:
    case = load_cases(connection, tools.sealer, now, [person_id], tools.open_channels).get(person_id)
    if case is None:
        raise NotFound(str(NotFound.__doc__))
    return Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
