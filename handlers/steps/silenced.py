"""What comes from the number of somebody who has died: their family, or whoever has it by now.

Nothing ever goes back there, not even to say so. Danger was screened before; everything else is put in front
of a person, STOP and START as well: neither may bring messages back to that number.
"""

from handlers.deciding.message import Decided, Message
from records.kinds import InboxOutcome, RecordKind


def step(message: Message) -> Decided | None:
    """Keep it for a person, in silence."""
    draft = message.draft
    if draft.here is None or not draft.here.silenced:
        return None
    record_id = message.safety_record or draft.open_record(RecordKind.MESSAGE)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
