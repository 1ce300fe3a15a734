"""The question to all mentors comes round for one of them; or what the others answered comes back.

Which of the two it is stands in the question: once answers went back, nobody is asked any more.
"""

from conversations import circle as say
from conversations.circle import CIRCLE, Asked
from handlers.deciding.draft import Draft
from handlers.deciding.talking import begin
from records import effects as fx
from records.kinds import MessageClass, RecordKind, Role


def come_round(draft: Draft) -> bool:
    """Ask, or give back; False where there is nothing for them (any more)."""
    now = draft.case.circle
    if Role.MENTOR not in draft.case.person.roles or not now.question_id:
        return False
    if now.over:
        return _give_back(draft)
    if now.answered:
        return False
    asked = Asked(now.question_id, now.words, draft.coordinator)
    begin(draft, CIRCLE, asked, RecordKind.CIRCLE, MessageClass.PROMPT)
    return True


def _give_back(draft: Draft) -> bool:
    now = draft.case.circle
    if not now.back:
        return False
    lines = [draft.words(say.BACK, words=now.words), *(draft.words(say.ONE, words=one) for one in now.back)]
    record_id = draft.open_record(RecordKind.CIRCLE)
    draft.send(draft.case.person, "\n".join(lines), MessageClass.PROMPT, record_id)
    draft.add(fx.CloseRecord(record_id, "shared"))
    return True
