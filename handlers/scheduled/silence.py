"""Silence is an answer: one gentle reminder, then the record says "no reply".

A reminder that is so late that its own patience would be over by now is not sent: the question is let go, and
quietly. So are a small question, and one for a list of their own, without a reminder. That nobody answered
tells a mentor something only where we were there to hear it. Whoever has let several check-ins
go by is not reminded of the next, and their mentor is not told the same over and over. A reminder is one of
the things of which one comes a day (`handlers.scheduled.planner`): it waits for a free day or two, then the
question is let go without it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations import nudges, talk
from conversations.check_in import CHECK_IN, QUIETER_AFTER
from conversations.kept_apart import OWN
from conversations.match_moments import ONCE
from conversations.meetings import END_ALONE, NEVER_REMINDED
from conversations.questions import PATIENCE, QUESTIONS
from conversations.reflections import UNHURRIED
from conversations.seeking import UNPRESSED
from conversations.small_questions import SMALL
from conversations.wording import compose
from handlers.deciding import gone
from handlers.deciding.draft import Draft
from handlers.deciding.talking import carry, end_quietly, let_go
from handlers.scheduled import planner
from handlers.scheduled.planner import Unplanned
from records import effects as fx
from records.cases import Talking
from records.kinds import Lane, MessageClass, RecordKind, Standing
from rules import times
from rules.times import Away


def silence(draft: Draft, waiting: Talking, away: Away | None = None) -> datetime | None:
    """The waiting question's patience is over; `away`: when nothing ran, if that was for days.

    Returns:
        When to look at it again, where nothing is to happen today; else None.
    """
    if draft.case.person.standing is not Standing.ACTIVE:
        draft.add(fx.EndConversations(draft.case.person.id, "no_reply"))
        return None
    if gone.cannot_go_on(waiting):
        draft.add(*gone.ended(draft.case.person.id, waiting))
        return None
    asked_once = NEVER_REMINDED | UNPRESSED
    if waiting.name in asked_once or (waiting.name in END_ALONE and _too_old(waiting, draft.now)):
        let_go(draft, talk.CONVERSATIONS[waiting.name], "no_reply")
        return None
    if waiting.name in OWN | SMALL:  # nobody is reminded of a list of their own, nor of a small question
        if waiting.name in OWN:
            draft.add(fx.CloseRecord(waiting.record_id, "ended"))
        end_quietly(draft, waiting)
        return None
    if _too_old(waiting, draft.now):
        give_up(draft, waiting, away)
        return None
    if waiting.name == CHECK_IN.name and draft.case.asked.unanswered >= QUIETER_AFTER:
        give_up(draft, waiting, away)
        return None
    turn = talk.silence(waiting.state)
    if waiting.name in UNHURRIED | ONCE and turn.outcome is talk.Outcome.WAITING:
        turn = talk.silence(turn.state)  # nobody is reminded of it
    if turn.outcome is talk.Outcome.WAITING or turn.lines:
        decided = planner.decide(draft.case, draft.now, Unplanned.REMINDER, _over_on(draft, waiting))
        if decided.day is not None:
            return _same_hour(draft, decided.day)
        if not decided.goes:
            give_up(draft, waiting, away)
            return None
    carry(draft, waiting.id, waiting.record_id, turn, MessageClass.PROMPT)
    if turn.outcome is talk.Outcome.NO_REPLY and waiting.name not in END_ALONE:
        give_up(draft, waiting, away)
    return None


def _over_on(draft: Draft, waiting: Talking) -> date:
    """The local date on which the question's patience was over first."""
    asked = QUESTIONS.get(waiting.state.waiting.question) if waiting.state.waiting else None
    over = (waiting.handed_at or waiting.opened_at) + (asked.patience if asked else PATIENCE)
    return planner.leaves_on(draft.case.person, over)


def _same_hour(draft: Draft, day: date) -> datetime:
    local = times.local_time(draft.now, draft.case.person.timezone)
    return times.instant(day, local.time(), ZoneInfo(draft.case.person.timezone))


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
