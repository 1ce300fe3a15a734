"""The day after: a mentor who told us of a danger, or was told of one, is asked how they are.

It also says that they may take a break, and whom to call at any hour. An answer is for a person, like any
words outside a conversation.
"""

from conversations import sentences as say
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import somebody_now
from records import effects as fx
from records.kinds import MessageClass, RecordKind


def ask(draft: Draft, flag_id: str, *, nothing_to_ask: bool) -> None:
    """Ask the case's person, unless it was a false alarm or they are asked already; the flag is done with."""
    draft.add(fx.Debriefed(flag_id))
    if nothing_to_ask:
        return
    mentor = draft.case.person
    record_id = draft.open_record(RecordKind.NUDGE)
    draft.say(
        say.MENTOR_DEBRIEF,
        record_id,
        MessageClass.PROMPT,
        name=mentor.name,
        coordinator=draft.coordinator,
        signposts=somebody_now(draft),
    )
    draft.add(fx.CloseRecord(record_id, "asked"))
