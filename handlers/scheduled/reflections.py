"""A question to think over comes round, for a mentor who wants one; or the one line that offers it.

It is the last to come on any day (`handlers.scheduled.planner`).
After the last question, or after several that found no answer, one kind line is said and none comes
any more; the word REFLECT brings them back.
"""

from conversations import reflections as say
from conversations.reflections import REFLECT, WEEKLY, Invited, Thinker
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import somebody_now
from handlers.deciding.talking import begin
from records import effects as fx
from records.kinds import MessageClass, RecordKind


def offer(draft: Draft) -> None:
    """Offer it, once."""
    invited = Invited(draft.case.person.name, draft.coordinator)
    begin(draft, WEEKLY, invited, RecordKind.REFLECTION, MessageClass.PROMPT)


def ask(draft: Draft) -> bool:
    """Put the next question; False where it was the last line instead, and none comes any more."""
    so_far, person = draft.case.reflections, draft.case.person
    if so_far.unanswered >= say.LEFT_ALONE_AFTER:
        _last_line(draft, say.LEFT_ALONE)
        return False
    prompt = say.next_prompt(so_far.asked, so_far.left_out)
    if prompt is None:
        _last_line(draft, say.LAST)
        return False
    thinker = Thinker(prompt.id, draft.coordinator, somebody_now(draft), so_far.number)
    record_id = begin(draft, REFLECT, thinker, RecordKind.REFLECTION, MessageClass.PROMPT)
    draft.add(fx.Note(record_id, person.id, "event", f"{say.ASKED}{prompt.id}"))
    return True


def _last_line(draft: Draft, line: str) -> None:
    record_id = draft.open_record(RecordKind.REFLECTION)
    draft.say(line, record_id, MessageClass.PROMPT, name=draft.case.person.name)
    if line == say.LAST:
        draft.note(record_id, "event", say.OVER)
    draft.add(fx.CloseRecord(record_id, "closed"))
