"""What staff do from their phones: ACK."""

from conversations import fixed as say
from handlers.message import Decided, Message
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role


def acknowledge(message: Message, code: str) -> Decided | None:
    """ "ACK 4711": this member of staff answers for the flag. Without a code: the newest open one."""
    draft = message.draft
    person = draft.case.person
    if Role.COORDINATOR not in person.roles:
        return None
    wanted = code.strip()
    open_flags = [flag for flag in draft.case.flags if not wanted or flag.code == wanted]
    waiting = [flag for flag in open_flags if flag.acknowledged_at is None]
    if waiting:
        flag = waiting[0]
        draft.add(fx.AcknowledgeFlag(flag.id, person.id))
        draft.add(fx.Note(flag.record_id, flag.person_id, "event", "acknowledged", person.name))
        draft.say(say.ACK_CONFIRMED, flag.record_id, MessageClass.ANSWER, code=flag.code)
        return Decided(InboxOutcome.COMMAND, flag.record_id)
    record_id = open_flags[0].record_id if open_flags else draft.open_record(RecordKind.MESSAGE)
    if open_flags:
        draft.say(
            say.ACK_ALREADY, record_id, code=open_flags[0].code, name=open_flags[0].acknowledged_by_name
        )
    else:
        draft.say(say.ACK_UNKNOWN, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
