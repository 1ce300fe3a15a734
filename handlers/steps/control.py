"""What people do with the messages and the record by texting a word: fifth step, second half.

Whoever says it all in one text is answered at once; otherwise one question follows. A question that
was waiting stays open, and is put again in the same message, except after PAUSE: then all is quiet.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from channels.port import InboundKind
from conversations import control, own_plan, requests, seeking, talk
from conversations import sentences as say
from conversations.control import Rester, Speaker, Timer
from conversations.hours import WeekdayTime, read_any_hour
from conversations.how_often import asks_how_often, read_how_often
from conversations.kept_apart import PRIVATE
from conversations.keywords import Command, Keyword
from conversations.pausing import read_rest
from conversations.small_questions import BARRIER, IN_THE_WAY, Asked, InTheWay, which_barrier
from handlers.deciding import how_often, intents
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.deciding.results import retime
from handlers.deciding.small_questions import keep_barrier
from handlers.deciding.talking import answer, begin, let_go
from handlers.steps.for_a_person import closes, hand_over
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, PlanKind, RecordKind, Role, Standing
from rules import times

# A request for the record is short; longer texts need not be read twice to know.
_SHORT = 80
_SOON = timedelta(minutes=30)  # what comes after a complaint within this time belongs to it
_NOT_WORDS = frozenset(kind for kind in InboundKind if kind.value in say.CANNOT_SEE)
_COMPLAINING = ("complain", "queja", "quejar", "reclamo")
_ANSWER_WORDS = ("COPY", "COPIA")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def step(message: Message, keyword: Keyword) -> Decided | None:
    """Carry out one of these commands; None where it is none."""
    carry_out = _COMMANDS.get(keyword.kind)
    return None if carry_out is None else carry_out(message, keyword)


def _record(message: Message, _: Keyword) -> Decided:
    draft = message.draft
    kept = draft.case.kept
    since = times.local_time(kept.since, draft.case.person.timezone).date()
    lines = [
        draft.words(
            requests.RECORD_SUMMARY,
            since=intents.day_in_words(draft, since, year=True),
            check_ins=kept.check_ins,
            messages=kept.messages,
            goals=kept.goals,
            steps=kept.steps,
        )
    ]
    if mentor := draft.mentor_names:
        lines.append(draft.words(requests.RECORD_READERS_MENTOR, readers=draft.readers, mentor=mentor))
    else:
        lines.append(draft.words(requests.RECORD_READERS, readers=draft.readers))
    support = draft.case.support
    if support.kit:
        own = requests.RECORD_KIT_SHOWN if support.kit_shown else requests.RECORD_KIT
        lines.append(draft.words(own, number=len(support.kit)))
    if support.answers:
        lines.append(draft.words(requests.RECORD_SMALL, number=len(support.answers)))
    notes = draft.case.own_plan
    if notes.words:
        lines.append(draft.words(own_plan.RECORD_SHOWN if notes.shown else own_plan.RECORD))
    if area := draft.case.search.area:
        lines.append(draft.words(seeking.RECORD_AREA, area=area))
    lines.append(draft.words(requests.RECORD_HOW))
    return _answered(message, "\n".join(lines))


def _copy(message: Message, keyword: Keyword) -> Decided | None:
    """COPY means all of the record only after RECORD has offered it, or when it says so."""
    offered = any(word in said.text for said in message.draft.case.said[:3] for word in _ANSWER_WORDS)
    if not keyword.loose and not offered:
        return None
    record_id = message.draft.open_record(RecordKind.MESSAGE)
    intents.copy(message.draft, record_id)
    return _confirmed(message, record_id)


# --- settling ------------------------------------------------------------------------------------------


def _pause(message: Message, keyword: Keyword) -> Decided:
    """Quiet at once; how long is asked, and need not be answered."""
    draft = message.draft
    person = draft.case.person
    if person.standing is Standing.CUSTODY:
        return hand_over(message)  # it is quiet already, and only a coordinator ends that
    found = read_rest(keyword.rest, person.language) if keyword.rest else None
    draft.add(fx.EndConversations(person.id, "paused"))
    if found is not None:
        record_id = draft.open_record(RecordKind.MESSAGE)
        intents.rest(draft, record_id, found[0])
        draft.add(fx.CloseRecord(record_id, "paused"))
        draft.say_what_is_left(record_id)
        return Decided(InboxOutcome.COMMAND, record_id)
    draft.add(fx.SetPause(person.id, on=True))
    return _asked(message, control.PAUSE, Rester(person.name))


def _time(message: Message, keyword: Keyword) -> Decided:
    draft = message.draft
    programme = draft.case.person.programme
    if (asked := read_how_often(keyword.rest) or asks_how_often(keyword.rest)) is not None:
        line = how_often.settle(draft, asked)
        return hand_over(message) if line is None else _answered(message, line)
    at = _named_time(draft, keyword.rest)
    night = at is not None and control.is_quiet(at, programme.quiet_start, programme.quiet_end)
    if at is None or night:
        return _asked(message, control.TIME, Timer(programme.quiet_start, programme.quiet_end, night))
    record_id = draft.open_record(RecordKind.MESSAGE)
    retime(draft, record_id, at)
    return _confirmed(message, record_id)


def _named_time(draft: Draft, text: str) -> WeekdayTime | None:
    """The day and time that were named; where only the time was, the day stays."""
    plan = draft.case.person.plan(PlanKind.CHECK_IN)
    found = read_any_hour(text) or (read_any_hour(f"{_DAYS[plan.weekday]} {text}") if plan else None)
    return found[0] if found else None


def _language(message: Message, keyword: Keyword) -> Decided:
    draft = message.draft
    person = draft.case.person
    wanted = control.which_language(keyword.rest, person.country)
    if wanted is None and keyword.rest:
        wanted = control.named_language(keyword.rest, person.country)
    if wanted is None:
        return _asked(message, control.LANGUAGE, Speaker(person.name))
    record_id = draft.open_record(RecordKind.MESSAGE)
    intents.speak(draft, record_id, wanted)
    return _confirmed(message, record_id)


def _barrier(message: Message, keyword: Keyword) -> Decided | None:
    """What is in the way now; what cannot be read as one of them is for a person."""
    draft = message.draft
    if Role.MENTEE not in draft.case.person.roles:
        return None
    asked = Asked(BARRIER.id, draft.new_id(), wanted=True)
    put = fx.AskSmall(asked.kept_as, draft.case.person.id, BARRIER.id)
    if not keyword.rest:
        let_go(draft, IN_THE_WAY)
        draft.add(put)
        return _asked(message, IN_THE_WAY, asked)
    named = which_barrier(keyword.rest, draft.case.person.language)
    if named is None:
        return hand_over(message)
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.note(record_id, "answer", BARRIER.id, draft.words(f"ask-barrier.{named.value}"))
    draft.add(put)
    keep_barrier(draft, InTheWay(asked.kept_as, named))
    return _confirmed(message, record_id)


# --- asking a human ---------------------------------------------------------------------------------------


def _wrong(message: Message, keyword: Keyword) -> Decided:
    if not keyword.rest:
        return _asked(message, requests.CORRECTION, intents.asker(message.draft))
    record_id = message.draft.open_record(RecordKind.MESSAGE)
    intents.correct(message.draft, record_id, keyword.rest)
    return _confirmed(message, record_id)


def _delete(message: Message, _: Keyword) -> Decided:
    return _asked(message, requests.DELETION, intents.asker(message.draft))


def _complain(message: Message, keyword: Keyword) -> Decided:
    """The words stand in the request to the lead, and nowhere a mentor or coordinator reads."""
    draft = message.draft
    intents.finish_begun(draft)
    let_go(draft, requests.COMPLAINT)
    if not keyword.rest:
        asker = intents.asker(draft)
        record_id = begin(draft, requests.COMPLAINT, asker, RecordKind.COMPLAINT, MessageClass.ANSWER)
        intents.begin_complaint(draft, record_id)
        return Decided(InboxOutcome.COMPLAINT, record_id)
    record_id = draft.open_record(RecordKind.COMPLAINT)
    wording, names = requests.complaint_readers(*_readers(draft))
    intents.complain(draft, record_id, keyword.rest)
    thanks = draft.before.pop()
    draft.before.append(f"{thanks}\n{draft.words(wording, None, **names)}")
    return _confirmed(message, record_id, InboxOutcome.COMPLAINT)


def _readers(draft: Draft) -> tuple[str, str, str]:
    asker = intents.asker(draft)
    return asker.lead, asker.coordinator, asker.leads


def more_of_a_complaint(message: Message) -> Decided | None:
    """What still belongs to a complaint: what comes soon after it, or changes it; in doubt, it does.

    Also what is no words, while the question waits. Whoever has stopped is not answered.
    """
    draft, before = message.draft, message.before
    made = before.record_id if before and before.outcome == InboxOutcome.COMPLAINT else None
    edited = message.inbound.kind is InboundKind.EDIT
    soon = before is not None and draft.now - before.at < _SOON
    if message.inbound.kind in _NOT_WORDS:
        asked = message.waiting.record_id if message.waiting and message.waiting.name in PRIVATE else None
        record_id = asked or (made if soon else None)
        return None if record_id is None else _not_words(message, record_id)
    if made is None or not (edited or (soon and message.is_words and message.answerable is None)):
        return None
    if not message.text.strip() or closes(message.text):
        return None
    intents.add_to_complaint(draft, made, message.text)
    said = draft.case.said
    unanswered = bool(said) and said[0].record_id == made and said[0].handed_at is None
    if not unanswered and _is_answered(draft):  # several texts in a row are answered once
        draft.say(requests.COMPLAINT_MORE, made)
    return Decided(InboxOutcome.COMPLAINT, made)


def _is_answered(draft: Draft) -> bool:
    return draft.case.person.standing is not Standing.STOPPED


def _not_words(message: Message, record_id: str) -> Decided:
    """A voice note or a photo for the lead: nobody else is told that it came."""
    draft = message.draft
    person = draft.case.person
    kept = draft.wording.render(person.programme.language, requests.COMPLAINT_NOT_WORDS)
    intents.add_to_complaint(draft, record_id, "\n".join(filter(None, (kept, message.text.strip()))))
    if _is_answered(draft):
        line = say.CANNOT_SEE[message.inbound.kind.value]
        answer(draft, draft.words(line, name=intents.asker(draft).lead or person.programme.name), record_id)
    return Decided(InboxOutcome.COMPLAINT, record_id)


def set_aside_for_the_lead(message: Message) -> Decided | None:
    """A message that could not be handled, where it is part of a complaint, or may be: for the lead alone.

    Reads no more than it must, as reading may be what failed.
    """
    waiting, before = message.waiting, message.before
    asked = waiting is not None and waiting.name in PRIVATE
    made = before is not None and before.outcome == InboxOutcome.COMPLAINT
    soon = before is not None and message.draft.now - before.at < _SOON
    if not (asked or (made and soon) or any(word in message.text.casefold() for word in _COMPLAINING)):
        return None
    record_id = message.draft.open_record(RecordKind.COMPLAINT)
    intents.add_to_complaint(message.draft, record_id, message.text)
    return Decided(InboxOutcome.COMPLAINT, record_id)


# --- how they are answered ---------------------------------------------------------------------------------


def _asked(message: Message, conversation: talk.Conversation[Any, Any], snapshot: Any) -> Decided:
    record_id = begin(message.draft, conversation, snapshot, RecordKind.MESSAGE, MessageClass.ANSWER)
    return Decided(InboxOutcome.COMMAND, record_id)


def _answered(message: Message, line: str) -> Decided:
    record_id = message.draft.open_record(RecordKind.MESSAGE)
    message.draft.before.append(line)
    return _confirmed(message, record_id)


def _confirmed(message: Message, record_id: str, outcome: InboxOutcome = InboxOutcome.COMMAND) -> Decided:
    """Say what stands ready to be said, and put a waiting question again with it."""
    draft = message.draft
    if outcome is not InboxOutcome.COMPLAINT:
        draft.add(fx.CloseRecord(record_id, "answered"))
    if message.waiting is not None and outcome is not InboxOutcome.COMPLAINT:
        line = "\n".join(draft.before)
        draft.before.clear()
        answer(draft, line, record_id)
    else:
        draft.say_what_is_left(record_id)
    return Decided(outcome, record_id)


_COMMANDS: dict[Command, Callable[[Message, Keyword], Decided | None]] = {
    Command.PAUSE: _pause,
    Command.TIME: _time,
    Command.BARRIER: _barrier,
    Command.LANGUAGE: _language,
    Command.RECORD: _record,
    Command.COPY: _copy,
    Command.WRONG: _wrong,
    Command.DELETE: _delete,
    Command.COMPLAIN: _complain,
}
