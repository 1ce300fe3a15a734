"""What each card of the page that changes a person shows of what is kept, and does.

Each is a form of its own; what is wrong in it is a `StaffError` and stands on its card.
"""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from sqlalchemy import Connection

from console.desk import Desk
from handlers.desk import addresses, conditions, mentor_readiness, people, training
from handlers.desk import phrase as agreed_phrase
from handlers.desk.ending import end_messages
from handlers.desk.staff import StaffError
from handlers.enrolling.enrol_cells import read_day
from records.kinds import Channel, Role, Stage

_STRANGE_DATE = "That is not a date. Write it as 2026-05-31 (year, month, day)."


def _day(fields: dict[str, str], name: str) -> date | None:
    written = fields.get(name, "")
    found = read_day(written)
    if written and found is None:
        raise StaffError(_STRANGE_DATE)
    return found


def _kept_details(c: Connection, desk: Desk, person_id: str, _: dict[str, str]) -> dict[str, str]:
    row = people.person_row(c, person_id)
    return {
        "name": desk.sealer.read(person_id, "person", "name", person_id, row.name),
        "language": row.language,
        "timezone": row.timezone,
        "released_on": row.released_on.isoformat() if row.released_on else "",
        "coordinator": row.coordinator_id or "",
    }


def _kept_stage(c: Connection, desk: Desk, person_id: str, _: dict[str, str]) -> dict[str, str]:
    return {"stage": people.person_row(c, person_id).stage}


def _kept_rhythm(c: Connection, desk: Desk, person_id: str, _: dict[str, str]) -> dict[str, str]:
    plan = people.check_in_plan(c, person_id)
    return {"weekday": str(plan.weekday), "at": plan.at} if plan else {"weekday": "", "at": ""}


def _kept_word(c: Connection, desk: Desk, person_id: str, fields: dict[str, str]) -> dict[str, str]:
    return {"word": addresses.word_of(c, person_id, fields.get("address", ""))}


# What each card shows of what is kept, as it shows it: a page that was open for long must not undo it.
NOW: dict[str, Callable[[Connection, Desk, str, dict[str, str]], dict[str, str]]] = {
    "details": _kept_details,
    "stage": _kept_stage,
    "rhythm": _kept_rhythm,
    "word": _kept_word,
}


def _details(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    people.edit_details(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        name=fields.get("name", ""),
        language=fields.get("language", ""),
        timezone=fields.get("timezone", ""),
        released_on=_day(fields, "released_on"),
        coordinator_id=fields.get("coordinator") or None,
    )


def _rhythm(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    at, weekday = conditions.read_time(fields.get("at", "")), fields.get("weekday", "")
    if at is None or weekday not in map(str, range(7)):
        raise StaffError("Choose a day and a time.")
    people.set_check_in(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        weekday=int(weekday),
        at=time(at.hour, at.minute),
    )


def _stage(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("stage") not in list(Stage):
        raise StaffError("Choose where they are.")
    people.set_stage(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, stage=Stage(fields["stage"])
    )


def _pause(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    until = _day(fields, "until")
    people.pause(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id, until=until)


def _end(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("sure") != "yes":
        raise StaffError("Tick that they asked for it: nothing is sent to them any more after this.")
    end_messages(c, desk.tools, desk.now(), staff_id=by, person_id=person_id, how=fields.get("how", ""))


def _resume(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    people.resume(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id)


def _number(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("channel") not in desk.ways:
        raise StaffError("Choose a channel.")
    addresses.add_number(
        c,
        desk.tools,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        channel=Channel(fields["channel"]),
        written=fields.get("number", ""),
        retire=bool(fields.get("retire")),
        invite=fields.get("how") != "link",
        word=fields.get("word", ""),
    )


def _word(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    addresses.set_word(
        c,
        desk.tools,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        address_id=fields.get("address", ""),
        written=fields.get("word", ""),
    )


def _theirs(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    addresses.confirm_theirs(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, address_id=fields.get("address", "")
    )


def _phrase(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    agreed_phrase.set_phrase(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, phrase=fields.get("phrase", "")
    )


def _link(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> str:
    if Channel.TELEGRAM not in desk.ways:
        raise StaffError("Telegram is not set up here.")
    return addresses.make_link(c, desk.tools, desk.now(), staff_id=by, person_id=person_id)


def _retire(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    addresses.retire(
        c, desk.tools, desk.now(), staff_id=by, person_id=person_id, address_id=fields.get("address", "")
    )


def _role(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    if fields.get("role") not in (Role.MENTEE, Role.MENTOR):
        raise StaffError("Choose mentee or mentor.")
    people.change_role(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        role=Role(fields["role"]),
        on=fields.get("on") == "yes",
    )


def _condition(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    new = conditions.NewCondition(
        kind=fields.get("kind", ""),
        other_id=fields.get("other", ""),
        start=fields.get("start", ""),
        end=fields.get("end", ""),
        app=fields.get("app", ""),
    )
    conditions.add_condition(c, desk.sealer, desk.now(), staff_id=by, person_id=person_id, new=new)


def _condition_end(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    conditions.end_condition(
        c, desk.sealer, desk.now(), staff_id=by, person_id=person_id, condition_id=fields.get("condition", "")
    )


def _consent(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    people.add_consent(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        by=fields.get("by", ""),
        on=_day(fields, "on"),
        how=fields.get("how", ""),
        wording=fields.get("wording", ""),
    )


def _readiness(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    mentor_readiness.add_readiness(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        kind=fields.get("kind", ""),
        given_on=_day(fields, "given_on"),
        good_until=_day(fields, "good_until"),
    )


def _training(c: Connection, desk: Desk, by: str, person_id: str, fields: dict[str, str]) -> None:
    training.add_training(
        c,
        desk.sealer,
        desk.now(),
        staff_id=by,
        person_id=person_id,
        topic=fields.get("topic", ""),
        hours=fields.get("hours", ""),
        on_day=_day(fields, "on_day"),
        about=fields.get("about", ""),
    )


PARTS: dict[str, Callable[[Connection, Desk, str, str, dict[str, str]], Any]] = {
    "details": _details,
    "rhythm": _rhythm,
    "stage": _stage,
    "pause": _pause,
    "resume": _resume,
    "end": _end,
    "number": _number,
    "link": _link,
    "retire": _retire,
    "word": _word,
    "theirs": _theirs,
    "phrase": _phrase,
    "role": _role,
    "condition": _condition,
    "condition-end": _condition_end,
    "consent": _consent,
    "readiness": _readiness,
    "training": _training,
}
