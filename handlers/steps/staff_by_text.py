"""What staff do from their phones: ACK, LIST, WHO IS ON. For coordinators only; names only colleagues.

From a number that its owner has not said is theirs (`handlers.desk.colleagues`), ACK counts for nobody.
"""

import re

from conversations import account_words, staff_words
from conversations import sentences as say
from conversations.hours import WeekdayTime
from conversations.staff_words import StaffCommand
from handlers.alarm import ladder
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role
from rules import times

_CODES = 6  # more would not fit one text message
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")  # "2175, calling now"


def step(message: Message) -> Decided | None:
    """LIST and WHO IS ON; None where it is neither, or comes from somebody who is no coordinator."""
    draft = message.draft
    if not message.is_words or Role.COORDINATOR not in draft.case.person.roles:
        return None
    wanted = staff_words.read(message.text)
    if wanted is None:
        return None
    line = _listed(draft) if wanted is StaffCommand.LIST else _who_is_on(draft)
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.send(draft.case.person, line, MessageClass.ANSWER, record_id)
    draft.add(fx.CloseRecord(record_id, "answered"))
    return Decided(InboxOutcome.COMMAND, record_id)


def _listed(draft: Draft) -> str:
    """Codes of open flags, those nobody has taken first, and how many people of theirs wait."""
    case = draft.case
    flags = sorted(case.flags, key=lambda flag: flag.acknowledged_at is not None)
    codes = [
        f"{flag.code} ({_first(flag.acknowledged_by_name)})" if flag.acknowledged_at else flag.code
        for flag in flags[:_CODES]
    ]
    if len(flags) > _CODES:
        codes.append(f"+{len(flags) - _CODES}")
    waiting, link = case.waiting, f"{draft.console_url}/"
    if not codes:
        return draft.words(staff_words.LISTED_NONE, messages=waiting, link=link)
    return draft.words(staff_words.LISTED, code=", ".join(codes), messages=waiting, link=link)


def _who_is_on(draft: Draft) -> str:
    case = draft.case
    if case.on_duty:
        return draft.words(staff_words.ON_NOW, name=", ".join(_first(one.name) for one in case.on_duty))
    if case.duty_from is None:
        return draft.words(staff_words.NOBODY_ON)
    start = times.local_time(case.duty_from, case.person.programme.timezone)
    when = WeekdayTime(start.weekday(), start.hour, start.minute)
    return draft.wording.render(case.person.language, staff_words.NOBODY_ON_UNTIL, when=when)


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.strip() else "?"


def acknowledge(message: Message, code: str) -> Decided | None:
    """ "ACK 4711", also in a sentence: this member of staff answers for the flag.

    Without a code: the newest that rang.
    """
    draft = message.draft
    person = draft.case.person
    if Role.COORDINATOR not in person.roles:
        return None
    if draft.here is not None and draft.here.unproven:  # nobody has shown that this is their phone
        record_id = draft.open_record(RecordKind.MESSAGE)
        draft.say(account_words.ACK_UNPROVEN, record_id, link=f"{draft.console_url}/account")
        draft.add(fx.CloseRecord(record_id, "not counted"))
        return Decided(InboxOutcome.COMMAND, record_id)
    found = _CODE.search(code)
    wanted = found[0] if found else code.strip()
    # A colleague's drill counts under whoever sent its code: it says who that was, and who did not answer.
    meant = [flag for flag in draft.case.flags if flag.drill and flag.code == wanted]
    open_flags = meant or [flag for flag in draft.case.to_answer if not wanted or flag.code == wanted]
    waiting = [flag for flag in open_flags if flag.acknowledged_at is None]
    if waiting:
        flag = waiting[0]
        draft.add(
            ladder.acknowledgement(
                draft.now, person.programme, flag.id, flag.tier, person.id, category=flag.category
            )
        )
        draft.add(fx.Note(flag.record_id, flag.person_id, "event", "acknowledged", person.name))
        if draft.case.account:
            draft.add(
                fx.Audited(draft.case.account, "acknowledged", flag.person_id, flag.record_id, "by text")
            )
        draft.say(say.ACK_CONFIRMED, flag.record_id, MessageClass.ANSWER, code=flag.code)
        return Decided(InboxOutcome.COMMAND, flag.record_id)
    record_id = open_flags[0].record_id if open_flags else draft.open_record(RecordKind.MESSAGE)
    if open_flags and open_flags[0].acknowledged_by_name == person.name:
        draft.say(say.ACK_CONFIRMED, record_id, MessageClass.ANSWER, code=open_flags[0].code)
    elif open_flags:
        draft.say(
            say.ACK_ALREADY, record_id, code=open_flags[0].code, name=open_flags[0].acknowledged_by_name
        )
    else:
        draft.say(say.ACK_UNKNOWN, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
