"""A phrase that a coordinator agreed on with somebody shows that a new number is theirs.

Kept as a keyed hash alone, good for one number, never for staff. `records.arrivals` finds whose it is; a
wrong guess is answered as any stranger is. Earlier numbers are theirs no longer and hear one neutral line of
it; a coordinator looks.
"""

from conversations import numbers
from handlers.deciding.last_line import last_line
from handlers.deciding.message import Decided, Message
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing


def link(message: Message) -> None:
    """Before the walk: the number they wrote from is theirs, and the others on that channel are not."""
    draft = message.draft
    person, here = draft.case.person, draft.here
    if not message.linked or here is None:
        return
    record_id = draft.open_record(RecordKind.MESSAGE)
    others = [one for one in person.addresses if one.id != here.id and one.channel == here.channel]
    draft.add(
        fx.EndConversations(person.id, "replaced"),  # its question stands on another phone
        *(last_line(draft, one) for one in others),
        fx.OpenRequest(draft.new_id(), person.programme.id, person.id, record_id, "number", ""),
        fx.CloseRecord(record_id, "number_linked"),
    )
    draft.note(record_id, "event", "number-linked")
    message.linked_record = record_id


def step(message: Message) -> Decided | None:
    """After the screening: say that it worked."""
    if not message.linked:
        return None
    draft = message.draft
    # Somebody who had stopped stays stopped: this confirms what they just did, and nothing else follows.
    stopped = draft.case.person.standing is Standing.STOPPED
    if not stopped:
        draft.say(numbers.NUMBER_LINKED, message.linked_record, MessageClass.ANSWER)
    return Decided(InboxOutcome.CONSENT, message.linked_record, needs_person=False)
