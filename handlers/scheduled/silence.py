"""Silence is an answer: one gentle reminder, then the record says "no reply"."""

from conversations import nudges, talk
from conversations.check_in import CHECK_IN
from conversations.wording import compose
from handlers.deciding import gone
from handlers.deciding.draft import Draft
from handlers.deciding.talking import carry
from records import effects as fx
from records.cases import Talking
from records.kinds import Lane, MessageClass, RecordKind, Standing


def silence(draft: Draft, waiting: Talking) -> None:
    """The waiting question's patience is over."""
    if draft.case.person.standing is not Standing.ACTIVE:
        draft.add(fx.EndConversations(draft.case.person.id, "no_reply"))
        return
    if gone.cannot_go_on(waiting):
        draft.add(*gone.ended(draft.case.person.id, waiting))
        return
    turn = talk.silence(waiting.state)
    carry(draft, waiting.id, waiting.record_id, turn, MessageClass.PROMPT)
    if turn.outcome is talk.Outcome.NO_REPLY:
        give_up(draft)


def give_up(draft: Draft) -> None:
    """Everything that waits is let go with "no reply": the question asked, and any that it interrupted."""
    draft.add(fx.EndConversations(draft.case.person.id, "no_reply"))
    if any(waiting.name == CHECK_IN.name for waiting in draft.case.person.talking):
        _tell_mentor(draft)


def _tell_mentor(draft: Draft) -> None:
    """A mentor hears that it is quiet, without guesses why: a word from a person does more than a bot."""
    person = draft.case.person
    for mentor in draft.case.mentors[:1]:
        lines = nudges.quiet(person.name)
        message = compose(draft.wording, mentor.language, lines, None, buttons=False)
        record_id = draft.open_record(RecordKind.NUDGE, with_id=mentor.id)
        draft.send(mentor, message, MessageClass.PROMPT, record_id, about=person, lane=Lane.NUDGE)
        draft.add(fx.CloseRecord(record_id, "nudged"))
