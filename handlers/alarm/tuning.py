"""What the recogniser got wrong, from the desk: a false alarm in one click, and words that it missed.

Both are kept to make it better, with rule ids and words and without names. A false alarm closes its flag,
and prompts that were held for nothing else go on. What was missed is followed up like any flag, by whoever
entered it.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from handlers.alarm import ladder
from handlers.deciding.draft import Draft
from handlers.desk.staff import NotFound, StaffError, find_flag
from handlers.enrolling.programmes import load_programme
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import Role, StaffRole
from records.load import load_cases
from records.save import save
from records.sealing import Sealer
from safety.tiers import Category, Tier

LONGEST_WORDS = 200
_ALARMING = (Tier.URGENT, Tier.EMERGENCY)
_NUMBER = re.compile(r"\d(?:[\s().-]*\d){4,}|@")  # a phone number, a date of birth, an address
_SHORTEST_NAME = 3


def false_alarm(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, flag_id: str
) -> None:
    """The words meant no danger: close the flag, keep which rule fired on what, let prompts go on.

    Args:
        flag_id: which flag.

    Raises:
        StaffError: somebody has closed it already, or it was not the recogniser that raised it.
        NotFound: no such flag.
    """
    flag = find_flag(connection, flag_id)
    if flag.closed_at is not None:
        raise StaffError("Somebody has closed this already. Load the page again to see what was done.")
    if flag.drill or flag.entered_by is not None:
        raise StaffError("The program did not raise this by itself. Close it with what was done.")
    fired = sealer.read(flag.person_id, "flag", "words", flag_id, flag.words)
    effects: list[fx.Effect] = [
        *_go_on_for_the_others(connection, now, flag),
        fx.AcknowledgeFlag(flag_id, _person_of(connection, staff_id), alone=True),
        fx.CloseFlag(flag_id, "false_alarm"),
        fx.Tune(
            id=new_id(now),
            programme_id=flag.programme_id,
            person_id=flag.person_id,
            flag_id=flag_id,
            kind="false_alarm",
            tier=Tier(flag.tier),
            category=flag.category,
            rules=tuple(flag.rules.split()),
            words=_without_names(fired, _names_near(connection, sealer, flag.record_id, flag.person_id)),
            staff_id=staff_id,
        ),
        fx.Attend(flag.person_id, staff_id, flag.inbox_id),
        fx.Note(flag.record_id, flag.person_id, "event", "false-alarm", "", staff_id),
        fx.Audited(staff_id, "false alarm", flag.person_id, flag.record_id),
    ]
    if _held_for_this_alone(connection, flag):
        effects.append(fx.ResumePrompts(flag.person_id))
        effects.append(fx.Note(flag.record_id, flag.person_id, "event", "prompts-resumed", "", staff_id))
    save(connection, sealer, now, effects)


def _person_of(connection: Connection, staff_id: str) -> str:
    member = select(col(t.Staff.person_id)).where(col(t.Staff.id) == staff_id)
    return str(connection.execute(member).scalar_one())


def _go_on_for_the_others(connection: Connection, now: datetime, flag: t.Flag) -> list[fx.Effect]:
    """What else the person wrote stays unanswered, and climbs by itself: this flag climbed for it so far."""
    if flag.acknowledged_at is not None:
        return []
    programme = load_programme(connection, flag.programme_id)
    others = connection.execute(
        select(t.core(t.Flag)).where(
            col(t.Flag.person_id) == flag.person_id,
            col(t.Flag.id) != flag.id,
            col(t.Flag.drill).is_(False),
            col(t.Flag.tier).in_(_ALARMING),
            col(t.Flag.acknowledged_at).is_(None),
            col(t.Flag.closed_at).is_(None),
            col(t.Flag.rises_at).is_(None),
        )
    )
    return [
        fx.ClimbFlag(one.id, one.rung, now + ladder.patience(programme, Tier(one.tier), one.category))
        for one in others
    ]


def _held_for_this_alone(connection: Connection, flag: t.Flag) -> bool:
    held_at = connection.execute(
        select(col(t.Person.held_at)).where(col(t.Person.id) == flag.person_id)
    ).scalar_one()
    if held_at is None or held_at < flag.raised_at:
        return False  # held before, for something else
    others = select(col(t.Flag.id)).where(
        col(t.Flag.person_id) == flag.person_id,
        col(t.Flag.id) != flag.id,
        col(t.Flag.drill).is_(False),
        col(t.Flag.tier).in_(_ALARMING),
        col(t.Flag.verdict) != "false_alarm",
        col(t.Flag.raised_at) >= held_at,
    )
    return connection.execute(others.limit(1)).first() is None


@dataclass(frozen=True, slots=True)
class Missed:
    """What should have been noticed, as it was filled in."""

    about_id: str  # whom the danger is about
    tier: str
    category: str
    words: str  # in general words, without names


def missed(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, inbox_id: str, new: Missed
) -> str:
    """Raise by hand the flag that the recogniser did not; returns the id of the record it stands in.

    Args:
        inbox_id: the message.
        new: what was entered.

    Raises:
        StaffError: something is missing, or the words tell who it is.
        NotFound: no such message, or it stands in no record.
    """
    arrived = connection.execute(
        select(col(t.Inbox.person_id), col(t.Inbox.record_id)).where(col(t.Inbox.id) == inbox_id)
    ).one_or_none()
    if arrived is None or arrived.record_id is None:
        raise NotFound(str(NotFound.__doc__))
    if new.tier not in ("concern", *_ALARMING):
        raise StaffError("Choose how dangerous it was.")
    if not new.category or new.category not in list(Category):
        raise StaffError("Choose what it was about.")
    words = " ".join(new.words.split())
    if not words or len(words) > LONGEST_WORDS:
        raise StaffError(
            f"Write what should have been noticed, in general words, in {LONGEST_WORDS} characters."
        )
    near = _names_near(connection, tools.sealer, arrived.record_id, new.about_id, arrived.person_id)
    if _NUMBER.search(words) or any(re.search(rf"\b{re.escape(name)}\b", words) for name in near):
        raise StaffError("Leave out names and numbers: these words help to mend the rules, and travel.")
    tier = Tier(new.tier)
    member = _person_of(connection, staff_id)
    found = load_cases(connection, tools.sealer, now, [new.about_id, member], tools.open_channels)
    if new.about_id not in found:
        raise NotFound(str(NotFound.__doc__))
    person = found[new.about_id].person
    draft = Draft(found[new.about_id], tools.wording, now, new_id(now), console_url=tools.console_url)
    flag = ladder.raise_flag(
        draft,
        person,
        arrived.record_id,
        inbox_id,
        tier,
        category=new.category,
        words=words,
        entered_by=staff_id,
    )
    draft.add(
        fx.MarkRecord(arrived.record_id, _worst(connection, arrived.record_id, tier)),
        fx.AcknowledgeFlag(
            flag.id, member, ladder.remind_at(now, person.programme, tier, new.category), alone=True
        ),
        fx.Tune(
            id=new_id(now),
            programme_id=person.programme.id,
            person_id=person.id,
            flag_id=flag.id,
            kind="missed",
            tier=tier,
            category=new.category,
            rules=(),
            words=words,
            staff_id=staff_id,
        ),
        fx.Note(arrived.record_id, person.id, "event", "missed-entered", found[member].person.name, staff_id),
        fx.Audited(staff_id, "missed danger entered", person.id, arrived.record_id),
    )
    if tier in _ALARMING and person.roles & {Role.MENTEE, Role.MENTOR}:
        draft.add(fx.HoldPrompts(person.id))
    save(connection, tools.sealer, now, draft.effects)
    return str(arrived.record_id)


def _worst(connection: Connection, record_id: str, tier: Tier) -> Tier:
    """A record keeps the worst tier that was found in it."""
    before = connection.execute(
        select(col(t.MeetingRecord.tier)).where(col(t.MeetingRecord.id) == record_id)
    ).scalar_one()
    return max(Tier(before), tier, key=lambda one: one.rank)


def _names_near(connection: Connection, sealer: Sealer, record_id: str, *person_ids: str) -> set[str]:
    """The parts of the names of everybody a record may speak of: those in it, their matches, the staff."""
    record = connection.execute(
        select(
            col(t.MeetingRecord.person_id), col(t.MeetingRecord.with_id), col(t.MeetingRecord.programme_id)
        ).where(col(t.MeetingRecord.id) == record_id)
    ).one()
    people = {record.person_id, *person_ids, *filter(None, [record.with_id])}
    for mentee_id, mentor_id in connection.execute(
        select(col(t.Match.mentee_id), col(t.Match.mentor_id)).where(
            col(t.Match.mentee_id).in_(people) | col(t.Match.mentor_id).in_(people)
        )
    ).all():
        people |= {mentee_id, mentor_id}
    people.update(
        connection.execute(
            select(col(t.Staff.person_id)).where(col(t.Staff.programme_id) == record.programme_id)
        ).scalars()
    )
    sealer.keys.load(people)
    rows = connection.execute(
        select(col(t.Person.id), col(t.Person.name)).where(col(t.Person.id).in_(people))
    )
    parts = " ".join(sealer.read(row.id, "person", "name", row.id, row.name) for row in rows).split()
    return {part for part in parts if len(part) >= _SHORTEST_NAME}


def _without_names(words: str, names: set[str]) -> str:
    """Words that fired, with every name in them taken out; the recogniser writes them small."""
    for name in names:
        words = re.sub(rf"\b{re.escape(name)}\b", "[name]", words, flags=re.IGNORECASE)
    return words


def rows(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str) -> list[dict[str, object]]:
    """What the recogniser got wrong in a programme, for whoever mends its rules: who it was is not in it.

    Sorted by what it says and not by when it was, so that the order tells nothing either. That it was
    exported is kept.

    Raises:
        StaffError: whoever asks does not lead the programme.
    """
    member = connection.execute(
        select(col(t.Staff.programme_id), col(t.Staff.role)).where(col(t.Staff.id) == staff_id)
    ).one()
    if member.role != StaffRole.LEAD:
        raise StaffError("This is for the programme's lead. Ask them.")
    kept = connection.execute(
        select(t.core(t.Tuning)).where(col(t.Tuning.programme_id) == member.programme_id)
    ).all()
    sealer.keys.load({row.person_id for row in kept})
    found: list[dict[str, object]] = [
        {
            "kind": row.kind,
            "tier": row.tier,
            "category": row.category,
            "rules": row.rules.split(),
            "words": sealer.read(row.person_id, "tuning", "words", row.id, row.words),
        }
        for row in kept
    ]
    save(connection, sealer, now, [fx.Audited(staff_id, "exported tuning", detail=f"{len(found)} entries")])
    return sorted(found, key=lambda row: (str(row["kind"]), str(row["category"]), str(row["words"])))
