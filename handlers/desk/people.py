"""What a coordinator changes about a person: details, rhythm, stage, pause, roles, consent.

Every change is audited by what was changed, never with the words of it. A check-in that is moved
comes once, not twice; custody stops everything unasked-for, and coming out begins with one gentle line.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from conversations import sentences as say
from conversations.welcome import MENTOR_WELCOME, WELCOME
from handlers.deciding import early_days, plans
from handlers.deciding.draft import Draft
from handlers.desk.colleagues import check_may_change
from handlers.desk.conditions import curfew_problem
from handlers.desk.staff import NotFound, StaffError
from handlers.enrolling.enrol_cells import LONGEST_NAME, name_faults
from handlers.enrolling.enrol_check import LONGEST_HOW
from handlers.enrolling.programmes import LANGUAGES, is_timezone
from handlers.enrolling.welcoming import send_invitations
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.cases import Programme
from records.consents import consent_row
from records.ids import new_id
from records.kinds import DAY_TAKEN, TALKING, MessageClass, PlanKind, RecordKind, Role, Stage, Standing
from records.load import load_cases, programme_of
from records.save import save
from records.sealing import Sealer
from rules import times

# Stands for "until they say otherwise" while a paused person is in custody.
_OPEN_END = datetime(2999, 1, 1, tzinfo=UTC)
LONGEST_WORDING = 500


def person_row(connection: Connection, person_id: str) -> Any:
    """The person's row.

    Raises:
        NotFound: no such person.
    """
    row = connection.execute(select(t.core(t.Person)).where(col(t.Person.id) == person_id)).first()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    return row


def programme_row(connection: Connection, programme_id: str) -> Programme:
    """The programme."""
    found = select(t.core(t.Programme)).where(col(t.Programme.id) == programme_id)
    return programme_of(connection.execute(found).one())


def edit_details(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    name: str,
    language: str,
    timezone: str,
    released_on: date | None,
    coordinator_id: str | None,
) -> None:
    """Change who somebody is to us. A change of zone moves their plans to the same local time there.

    Args:
        name: what they are called.
        language: a BCP 47 tag.
        timezone: IANA.
        released_on: the day they came out; none: not known.
        coordinator_id: whose caseload they are on; none: nobody's.

    Raises:
        StaffError: a field cannot be as it was written.
    """
    person, name = person_row(connection, person_id), name.strip()
    check_may_change(connection, staff_id, person_id)
    if fault := next(name_faults(name), None):
        raise StaffError(fault)
    if language not in LANGUAGES:
        raise StaffError("Please choose a language from the list.")
    if not is_timezone(timezone):
        raise StaffError("Write the name of a place as in America/Chicago or Europe/London.")
    if coordinator_id is not None and coordinator_id not in coordinators(connection, person.programme_id):
        raise StaffError("Please choose a coordinator from the list.")
    changed = [
        what
        for what, before, after in (
            ("name", sealer.read(person_id, "person", "name", person_id, person.name), name),
            ("language", person.language, language),
            ("timezone", person.timezone, timezone),
            ("release date", person.released_on, released_on),
            ("coordinator", person.coordinator_id, coordinator_id),
        )
        if before != after
    ]
    if not changed:
        return
    connection.execute(
        update(t.Person)
        .where(col(t.Person.id) == person_id)
        .values(
            name=sealer.seal(person_id, "person", "name", person_id, name),
            language=language,
            timezone=timezone,
            released_on=released_on,
            coordinator_id=coordinator_id,
        )
    )
    effects: list[fx.Effect] = [fx.Audited(staff_id, "changed", person_id, detail=", ".join(changed))]
    if "timezone" in changed:
        for plan in _plans(connection, person_id):
            if plan.due_at is not None:
                effects.append(_in_zone(plan, now, timezone))
    known = any(plan.kind == PlanKind.EARLY_DAYS for plan in _plans(connection, person_id))
    if "release date" in changed and not known and _is_mentee(connection, person_id):
        planned = early_days.planned_for(new_id(now), person_id, timezone, released_on, now)
        effects += [planned] if planned else []
    save(connection, sealer, now, effects)


def _is_mentee(connection: Connection, person_id: str) -> bool:
    mine = select(col(t.Membership.id)).where(
        col(t.Membership.person_id) == person_id,
        col(t.Membership.role) == Role.MENTEE,
        col(t.Membership.until).is_(None),
    )
    return connection.execute(mine.limit(1)).first() is not None


def coordinators(connection: Connection, programme_id: str) -> list[str]:
    """The person ids of everybody with an active account in the programme."""
    query = select(col(t.Staff.person_id)).where(
        col(t.Staff.programme_id) == programme_id, col(t.Staff.active), col(t.Staff.role) != "administrator"
    )
    return list(connection.execute(query).scalars())


def check_in_problem(connection: Connection, programme: Programme, person_id: str | None, at: time) -> str:
    """Why a check-in cannot be at that local time; "" where it can.

    Args:
        programme: theirs, for its quiet hours.
        at: a wall-clock time where they are.
    """
    start, end = time.fromisoformat(programme.quiet_start), time.fromisoformat(programme.quiet_end)
    if at in times.QuietHours(start, end):
        return f"This is in the quiet hours ({start:%H:%M} to {end:%H:%M}). Choose a time outside them."
    return curfew_problem(connection, person_id, at) if person_id else ""


def set_check_in(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    weekday: int,
    at: time,
) -> None:
    """Move the weekly check-in, and the small step's prompt three days after it.

    Args:
        weekday: 0 is Monday.
        at: a wall-clock time where they are.

    Raises:
        StaffError: it would be in quiet hours or in a curfew, or there is no such day.
    """
    person = person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    if not 0 <= weekday <= 6:
        raise StaffError("Please choose a day.")
    if problem := check_in_problem(connection, programme_row(connection, person.programme_id), person_id, at):
        raise StaffError(problem)
    known = {plan.kind: plan for plan in _plans(connection, person_id)}
    effects: list[fx.Effect] = []
    after = now
    for kind, day in plans.check_in_and_mid_week(weekday):
        plan, clock = known.get(kind), f"{at:%H:%M}"
        if plan is None:
            move = plans.weekly(new_id(now), person_id, kind, day, clock, person.timezone, after)
        else:
            move = _moved(connection, plan, after, person.timezone, day, clock)
        after = move.due_at or after
        waits = plan is not None and plan.due_at is None and person.standing == Standing.CUSTODY
        effects.append(plans.laid_down(move) if waits else move)
    save(connection, sealer, now, [*effects, fx.Audited(staff_id, "changed", person_id, detail="check-in")])


def check_in_plan(connection: Connection, person_id: str) -> fx.SetPlan | None:
    """The plan of their weekly check-in; None where they have none."""
    return next((plan for plan in _plans(connection, person_id) if plan.kind == PlanKind.CHECK_IN), None)


def _plans(connection: Connection, person_id: str) -> list[fx.SetPlan]:
    query = select(t.core(t.Plan)).where(col(t.Plan.person_id) == person_id)
    return [
        fx.SetPlan(
            row.id,
            row.person_id,
            PlanKind(row.kind),
            row.weekday,
            row.at,
            row.local_date,
            row.due_at,
            row.every_weeks,
        )
        for row in connection.execute(query.order_by(col(t.Plan.id)))
    ]


def _moved(
    connection: Connection, plan: fx.SetPlan, after: datetime, timezone: str, weekday: int, at: str
) -> fx.SetPlan:
    """The plan at its new time; no sooner than a few days after it last came round."""
    came = select(func.max(col(t.Occurrence.local_date))).where(
        col(t.Occurrence.plan_id) == plan.id, col(t.Occurrence.outcome).not_in((DAY_TAKEN, TALKING))
    )
    last = connection.execute(came).scalar_one_or_none()
    return plans.moved(plan, weekday, at, timezone, after, last)


def _in_zone(plan: fx.SetPlan, now: datetime, timezone: str) -> fx.SetPlan:
    """The plan on the same date, at its hour there. Where that is past, as after a move east, it is due now:
    that week's prompt still comes, the same day or when the quiet hours end."""
    due = times.instant(plan.local_date, time.fromisoformat(plan.at), ZoneInfo(timezone))
    return replace(plan, due_at=max(now, due))


def set_stage(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str, stage: Stage
) -> None:
    """Move somebody on the way home. In custody nothing is sent; what waited is let go, answers kept.

    Somebody who comes out and had joined gets one line, at the next time that is allowed; somebody who had
    not is invited. A STOP stays a STOP, and a pause a pause.

    Args:
        stage: where they are on the way home.
    """
    person = person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    if stage == person.stage:
        return
    connection.execute(update(t.Person).where(col(t.Person.id) == person_id).values(stage=stage))
    save(connection, tools.sealer, now, [fx.Audited(staff_id, "changed", person_id, detail=f"stage {stage}")])
    standing = Standing(person.standing)
    if stage is Stage.CUSTODY and standing in (Standing.ACTIVE, Standing.PAUSED, Standing.INVITED):
        if standing is not Standing.PAUSED:
            _until(connection, person_id, None)  # a pause that ended otherwise does not come back
        elif person.paused_until is None:
            _until(connection, person_id, _OPEN_END)
        let_go = fx.EndConversations(person_id, "custody")
        save(connection, tools.sealer, now, [let_go, fx.SetStanding(person_id, Standing.CUSTODY)])
    elif standing is Standing.CUSTODY:
        _come_back(connection, tools, now, person)


def _until(connection: Connection, person_id: str, until: datetime | None) -> None:
    connection.execute(update(t.Person).where(col(t.Person.id) == person_id).values(paused_until=until))


def _come_back(connection: Connection, tools: Tools, now: datetime, person: Any) -> None:
    effects: list[fx.Effect] = [
        _moved(connection, plan, now, person.timezone, plan.weekday, plan.at)
        for plan in _plans(connection, person.id)
        if plan.due_at is None and plan.kind in (PlanKind.CHECK_IN, PlanKind.SMALL_STEP)
    ]
    paused = person.paused_until is not None and person.paused_until > now
    if not _joined(connection, person):
        save(connection, tools.sealer, now, [*effects, fx.SetStanding(person.id, Standing.INVITED)])
        send_invitations(connection, tools, now, [person.id])
    elif paused:
        until = None if person.paused_until >= _OPEN_END else person.paused_until
        save(connection, tools.sealer, now, [*effects, fx.SetPause(person.id, True, until)])
    else:
        save(connection, tools.sealer, now, [*effects, fx.SetStanding(person.id, Standing.ACTIVE)])
        _until(connection, person.id, None)
        case = load_cases(connection, tools.sealer, now, [person.id])[person.id]
        if Role.MENTEE in case.person.roles:
            draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
            record_id = draft.open_record(RecordKind.MESSAGE)
            names = {"name": case.person.name, "programme": case.person.programme.name}
            draft.say(say.BACK_AGAIN, record_id, MessageClass.PROMPT, **names)
            early_days.plan(draft)
            draft.add(fx.CloseRecord(record_id, "back"))
            save(connection, tools.sealer, now, draft.effects)


def _joined(connection: Connection, person: Any) -> bool:
    """Whether they ever said yes: the welcome was begun, or gone through. Staff are in by their account."""
    if person.welcomed_at is not None:
        return True
    begun = select(col(t.Conversation.id)).where(
        col(t.Conversation.person_id) == person.id,
        col(t.Conversation.name).in_((WELCOME.name, MENTOR_WELCOME.name)),
    )
    return connection.execute(begun.limit(1)).first() is not None


def pause(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    until: date | None,
) -> None:
    """Let prompts rest until the morning of that day, or until they or we say otherwise.

    Args:
        until: the local day on which prompts come again; none: until somebody says so.

    Raises:
        StaffError: the day is not ahead, or there is nothing to pause.
    """
    person = person_row(connection, person_id)
    check_may_change(connection, staff_id, person_id)
    if person.standing not in (Standing.ACTIVE, Standing.PAUSED):
        raise StaffError("Only somebody who gets messages can be paused.")
    ends = None
    if until is not None:
        programme = programme_row(connection, person.programme_id)
        morning = time.fromisoformat(programme.quiet_end)
        ends = times.instant(until, morning, ZoneInfo(person.timezone))
        if ends <= now or until.year > 2900:
            raise StaffError("Choose a day that lies ahead, or leave it empty.")
    save(
        connection,
        sealer,
        now,
        [
            fx.SetPause(person_id, True, ends),
            fx.EndConversations(person_id, "paused"),
            fx.Audited(staff_id, "paused", person_id),
        ],
    )


def resume(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str) -> None:
    """End a pause; prompts come again when they are next due.

    Raises:
        StaffError: they have not paused.
    """
    check_may_change(connection, staff_id, person_id)
    if person_row(connection, person_id).standing != Standing.PAUSED:
        raise StaffError("They have not paused the messages.")
    effects: list[fx.Effect] = [fx.SetPause(person_id, on=False), fx.Audited(staff_id, "resumed", person_id)]
    save(connection, sealer, now, effects)


def change_role(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    role: Role,
    on: bool,
) -> None:
    """Let somebody begin or end a part. The person stays, and so do their records.

    Args:
        role: which part they play.
        on: whether they begin or end it.

    Raises:
        StaffError: they are in a match in that part, it is a coordinator's, or it is so already.
    """
    if role is Role.COORDINATOR:
        raise StaffError("Coordinators are added and taken out on the staff page.")
    check_may_change(connection, staff_id, person_id)
    if person_row(connection, person_id).standing == Standing.UNKNOWN:
        raise StaffError("Nobody has said who this is yet. Add them as a person first.")
    membership = (col(t.Membership.person_id) == person_id) & (col(t.Membership.role) == role)
    now_open = membership & col(t.Membership.until).is_(None)
    known = connection.execute(select(col(t.Membership.id)).where(now_open)).first() is not None
    if known == on:
        raise StaffError(
            f"They are {'' if on else 'not '}a {role} already." if on else f"They are not a {role}."
        )
    if on:
        row = {"id": new_id(now), "person_id": person_id, "role": role, "since": now}
        connection.execute(insert(t.Membership).values(**row))
    else:
        theirs = col(t.Match.mentor_id) if role is Role.MENTOR else col(t.Match.mentee_id)
        matched = select(col(t.Match.id)).where(theirs == person_id, col(t.Match.until).is_(None))
        if connection.execute(matched.limit(1)).first() is not None:
            raise StaffError("End or move their match first, so that the other one is told kindly.")
        connection.execute(update(t.Membership).where(now_open).values(until=now))
    effects: list[fx.Effect] = [
        fx.Audited(staff_id, "role begun" if on else "role ended", person_id, detail=role)
    ]
    if role is Role.MENTEE and not on:
        # No part, no prompts.
        effects += [
            plans.laid_down(plan) for plan in _plans(connection, person_id) if plan.due_at is not None
        ]
        effects.append(fx.EndConversations(person_id, "ended"))
    save(connection, sealer, now, effects)


def add_consent(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    by: str,
    on: date | None,
    how: str,
    wording: str,
) -> None:
    """Keep evidence that somebody agreed, beside what is there already.

    Args:
        by: who asked them.
        on: the day they agreed.
        how: how they said so.
        wording: what they agreed to.

    Raises:
        StaffError: a part of it is missing.
    """
    person = person_row(connection, person_id)
    by, how, wording = by.strip(), how.strip(), wording.strip()
    today = now.astimezone(ZoneInfo(person.timezone)).date()
    if not by or len(by) > LONGEST_NAME:
        raise StaffError("Write who asked this person and heard them agree.")
    if on is None or on > today:
        raise StaffError("Write the day they agreed. It cannot lie ahead.")
    if not how or len(how) > LONGEST_HOW:
        raise StaffError('Write how they agreed, as in "signed form" or "in person".')
    if not wording or len(wording) > LONGEST_WORDING:
        raise StaffError("Write which wording they agreed to: its name and version, or the words.")
    row = consent_row(sealer, now, person_id, by=by, on=on, how=how, wording=wording)
    connection.execute(insert(t.Consent).values(row))
    save(connection, sealer, now, [fx.Audited(staff_id, "consent added", person_id)])
