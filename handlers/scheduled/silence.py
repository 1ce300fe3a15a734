"""Silence is an answer: one gentle reminder, then the record says "no reply".

A reminder that is so late that its own patience would be over by now is not sent: the question is let go, and
quietly. So are a small question, and one for a list of their own, without a reminder. That nobody answered
tells a mentor something only where we were there to hear it. Whoever has let several check-ins
go by is not reminded of the next, and their mentor is not told the same over and over.
"""

from datetime import datetime

from conversations import nudges, talk
from conversations.check_in import CHECK_IN, QUIETER_AFTER
from conversations.kit import OWN
from conversations.match_moments import ONCE
from conversations.meetings import ASKED_ONCE, END_ALONE
from conversations.questions import PATIENCE, QUESTIONS
from conversations.reflections import UNHURRIED
from conversations.small_questions import SMALL
from conversations.wording import compose
from handlers.deciding import gone
from handlers.deciding.draft import Draft
from handlers.deciding.talking import carry, end_quietly, let_go
from records import effects as fx
from records.cases import Talking
from records.kinds import Lane, MessageClass, RecordKind, Standing
from rules.times import Away


def silence(draft: Draft, waiting: Talking, away: Away | None = None) -> None:
    """The waiting question's patience is over; `away`: when nothing ran, if that was for days."""
    if draft.case.person.standing is not Standing.ACTIVE:
        draft.add(fx.EndConversations(draft.case.person.id, "no_reply"))
        return
    if gone.cannot_go_on(waiting):
        draft.add(*gone.ended(draft.case.person.id, waiting))
        return
    if waiting.name in ASKED_ONCE or (waiting.name in END_ALONE and _too_old(waiting, draft.now)):
        let_go(draft, talk.CONVERSATIONS[waiting.name], "no_reply")
        return
    if waiting.name in OWN | SMALL:  # nobody is reminded of a list of their own, nor of a small question
        if waiting.name in OWN:
            draft.add(fx.CloseRecord(waiting.record_id, "ended"))
        end_quietly(draft, waiting)
        return
    if _too_old(waiting, draft.now):
        give_up(draft, waiting, away)
        return
    if waiting.name == CHECK_IN.name and draft.case.asked.unanswered >= QUIETER_AFTER:
        give_up(draft, waiting, away)
        return
    turn = talk.silence(waiting.state)
    if waiting.name in UNHURRIED | ONCE and turn.outcome is talk.Outcome.WAITING:
        turn = talk.silence(turn.state)  # nobody is reminded of it
    carry(draft, waiting.id, waiting.record_id, turn, MessageClass.PROMPT)
    if turn.outcome is talk.Outcome.NO_REPLY and waiting.name not in END_ALONE:
        give_up(draft, waiting, away)


def give_up(draft: Draft, waiting: Talking, away: Away | None = None) -> None:
    """Everything that waits is let go with "no reply": the question asked, and any that it interrupted."""
    draft.add(fx.EndConversations(draft.case.person.id, "no_reply"))
    quietly = _too_old(waiting, draft.now) or (away is not None and away.covers(waiting.due_at))
    if not quietly and any(one.name == CHECK_IN.name for one in draft.case.person.talking):
        _tell_mentor(draft)


def _too_old(waiting: Talking, now: datetime) -> bool:
    """Whether a reminder sent when it was due would have been waited for in vain by now."""
    asked = QUESTIONS.get(waiting.state.waiting.question) if waiting.state.waiting else None
    patience = asked.patience if asked else PATIENCE
    return waiting.due_at is not None and now - waiting.due_at >= patience


def _tell_mentor(draft: Draft) -> None:
    """A mentor hears that it is quiet, without guesses why: a word from a person does more than a bot."""
    person = draft.case.person
    for mentor in draft.case.mentors[:1]:
        lines = nudges.quiet(person.name, draft.case.asked.unanswered)
        if not lines:
            return
        message = compose(draft.wording, mentor.language, lines, None, buttons=False)
        record_id = draft.open_record(RecordKind.NUDGE, with_id=mentor.id)
        draft.send(mentor, message, MessageClass.PROMPT, record_id, about=person, lane=Lane.NUDGE)
        draft.add(fx.CloseRecord(record_id, "nudged"))
