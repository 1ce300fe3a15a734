"""A number for the week, days after the check-in was let go with "no reply": it is still that week's answer.

Only where nothing else waits, and that check-in is less than a week old and has no answer yet. Its record
gets the answer; nothing more is asked. Words that worry are no answer; news of a death is not thanked for.
"""

from conversations.acknowledging import LATE
from conversations.check_in import MOOD
from handlers.deciding import after_danger
from handlers.deciding.message import Decided, Message
from handlers.steps import for_a_person, hearing
from records import effects as fx
from records.kinds import InboxOutcome, Standing


def step(message: Message) -> Decided | None:
    """Keep a late answer; None for everything else."""
    draft = message.draft
    person = draft.case.person
    if message.waiting is not None or not message.is_words or person.standing is not Standing.ACTIVE:
        return None
    read = MOOD.read(message.text, person.language)
    record_id = draft.case.unanswered_check_in if read is not None else None
    if read is None or record_id is None or after_danger.worries(message):
        return None
    value = f"{read.value} ({read.words})" if read.words else str(read.value)
    draft.note(record_id, "answer", MOOD.id, value)
    draft.add(fx.CloseRecord(record_id, "finished"))
    if hearing.tells_grave_news(message):
        return for_a_person.hand_over(message)
    draft.say(LATE, record_id, name=person.name)
    return Decided(InboxOutcome.ANSWER, record_id)
