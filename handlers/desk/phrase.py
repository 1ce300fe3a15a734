"""The phrase a coordinator agrees on with somebody, by which a new number is known as theirs.

Kept as a keyed hash alone. `records.arrivals` finds whose it is, and `handlers.steps.agreed_phrase` answers.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from conversations import numbers
from handlers.desk.colleagues import is_colleague
from handlers.desk.people import person_row
from handlers.desk.staff import StaffError
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.kinds import Standing
from records.save import save
from safety.recogniser import assess
from safety.tiers import Tier


def set_phrase(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, person_id: str, phrase: str
) -> None:
    """Keep the phrase somebody agreed on, in place of an earlier one; "" takes it away.

    Args:
        phrase: the words agreed on; "" for none.

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
