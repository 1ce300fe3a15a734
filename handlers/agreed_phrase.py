"""A phrase that a coordinator agreed on with somebody shows that a new number is theirs.

Kept as a keyed hash alone, good for one number, never for staff. `records.arrivals` finds whose it is; a
wrong guess is answered as any stranger is. Earlier numbers are theirs no longer and hear one neutral line of
it; a coordinator looks.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from conversations import numbers
from handlers.colleagues import is_colleague
from handlers.message import Decided, Message
from handlers.old_number import last_line
from handlers.people import person_row
from handlers.staff import StaffError
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing
from records.save import save
from safety.recogniser import assess
from safety.tiers import Tier


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


def set_phrase(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str, phrase: str
) -> None:
    """Keep the phrase somebody agreed on, in place of an earlier one; "" takes it away.

    Raises:
        StaffError: it is too short or not theirs alone, or they are staff.
        KeyGone: they were erased.
    """
    person = person_row(connection, person_id)
    kept = None
    if phrase.strip():
        if person.standing == Standing.UNKNOWN:
            raise StaffError("Nobody has said who this is yet. Say that first.")
        if is_colleague(connection, person_id):
            raise StaffError("Staff change their number on the staff page, never by a phrase.")
        read = numbers.read_phrase(phrase)
        if read is None:
            raise StaffError("Write at least three words and twelve letters, and at most 80.")
        if assess(phrase, ()).tier is not Tier.NONE:
            raise StaffError("These words would raise an alarm. Agree on others.")
        kept = tools.sealer.lookup("phrase", read)
        taken = (col(t.Person.phrase) == kept) & (col(t.Person.id) != person_id)
        if connection.execute(select(col(t.Person.id)).where(taken).limit(1)).first() is not None:
            raise StaffError("Please agree on another phrase.")
        tools.sealer.keys.cipher(person_id)  # nobody who was erased is found again
    connection.execute(update(t.Person).where(col(t.Person.id) == person_id).values(phrase=kept))
    done = "phrase agreed" if kept else "phrase taken away"
    save(connection, tools.sealer, now, [fx.Audited(staff_id, done, person_id)])
