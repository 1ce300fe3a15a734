"""Carrying a conversation on: a turn of the engine becomes effects.

Which conversation owns the waiting question is a rule: the one opened last. When it ends, an
earlier one that still waits is taken up again, in the same message, so that the person always
sees the question we are waiting for. An answer stands in the record as soon as it arrives.
"""

from dataclasses import dataclass, replace
from typing import Any

from conversations import segments, talk
from conversations import sentences as say
from conversations.kept_apart import NAMELESS, OWN, PRIVATE, THOUGHTS
from conversations.meetings import ASKED_ONCE
from conversations.questions import QUESTIONS, Kind
from conversations.small_questions import SMALL
from conversations.state import Status
from conversations.wording import Composed, compose
from handlers.deciding import goals, kit, own_plan, small_questions
from handlers.deciding.draft import Draft
from handlers.deciding.onward import Onward
from handlers.deciding.results import apply_result
from records import effects as fx
from records.cases import Relation, Talking
from records.kinds import NOT_LEFT, UNSETTLED, MessageClass, RecordKind, Standing

_MOST_SEGMENTS = 2  # of a goodbye with a small question behind it
# How a turn's outcome ends the row and words the record.
_ENDS = {
    talk.Outcome.FINISHED: Status.FINISHED,
    talk.Outcome.NO_REPLY: Status.NO_REPLY,
    talk.Outcome.UNCLEAR: Status.ENDED,
    talk.Outcome.ENDED: Status.ENDED,
}


def begin(
    draft: Draft,
    conversation: talk.Conversation[Any, Any],
    snapshot: Any,
    kind: RecordKind,
    message_class: MessageClass,
) -> str:
    """Start a conversation with the case's person; returns the record's id."""
    mentor = next((one.person_id for one in draft.case.near if one.relation is Relation.MENTOR), None)
    record_id = draft.open_record(kind, with_id=mentor)
    conversation_id = draft.new_id()
    carry(draft, conversation_id, record_id, talk.start(conversation, snapshot), message_class)
    return record_id


def carry(
    draft: Draft, conversation_id: str, record_id: str, turn: talk.Turn[Any], message_class: MessageClass
) -> None:
    """Turn what the engine decided into effects: notes, one message, the stored state, the end."""
    person = draft.case.person
    if turn.answered and turn.state.conversation in OWN:
        if not own_plan.keep(draft, conversation_id, turn):
            kit.keep(draft, conversation_id, turn)
    elif turn.answered and turn.state.conversation not in PRIVATE | THOUGHTS | NAMELESS:
        draft.note(record_id, "answer", turn.answered.question, _readable(draft, turn.answered))
    goals.keep(draft, conversation_id, record_id, turn)
    before = _before(draft, conversation_id) if turn.answered else None
    if before is not None and before.outbox_id and before.outbox_state in NOT_LEFT:
        draft.add(fx.Withdraw(before.outbox_id))
    over = turn.outcome is not talk.Outcome.WAITING
    stopped, onward = False, None
    if over:
        draft.add(fx.CloseRecord(record_id, turn.outcome.value))
        if turn.outcome is talk.Outcome.FINISHED:
            result = goals.result_of(draft, conversation_id, turn)
            onward = apply_result(draft, record_id, result, _asked_about(turn))
            stopped = fx.SetStanding(person.id, Standing.STOPPED) in draft.effects
            if stopped:
                message_class = MessageClass.STOP_OR_HELP  # the last words before they get no more
    if turn.outcome is talk.Outcome.UNCLEAR:
        draft.before.append(draft.words(say.UNCLEAR_FOR_A_PERSON, name=draft.coordinator))
    person = draft.case.person  # who may have chosen another language just now
    message = compose(
        draft.wording,
        person.language,
        turn.lines,
        turn.asked,
        buttons=draft.buttons(person),
        unasked=message_class is MessageClass.PROMPT,
        discreet=person.discreet,
    )
    if onward is not None:
        draft.before.extend([message.text] if message.text else [])
        _put(draft, conversation_id, record_id, turn, None)
        _begin_on(draft, record_id, onward, message_class)
        return
    # After silence nothing is taken up again: somebody who does not answer is not asked more.
    answered = turn.outcome in (talk.Outcome.FINISHED, talk.Outcome.UNCLEAR) and not stopped
    resumed = _interrupted(draft, conversation_id) if answered else None
    small = None
    if resumed:
        message = _with_question(draft, message, resumed)
    elif turn.answered and turn.outcome is talk.Outcome.FINISHED:
        small = _small_question(draft, message, turn.result)
        message = small.message if small else message
    outbox_id = draft.send(person, message, message_class, record_id) if message.text else None
    if outbox_id is None and not over:
        _never_asked(draft, conversation_id, record_id, turn)
        return
    if small and outbox_id:
        asked = small.small.asked
        draft.add(fx.AskSmall(asked.kept_as, person.id, asked.question))
        _put(draft, draft.new_id(), record_id, small.turn, outbox_id)
    if resumed and outbox_id:
        _put(draft, resumed.id, resumed.record_id, talk.refresh(resumed.state), outbox_id)
    _put(draft, conversation_id, record_id, turn, outbox_id)


@dataclass(frozen=True, slots=True)
class _With:
    """A small question, and the message that it closes."""

    small: small_questions.Small
    turn: talk.Turn[Any]
    message: Composed


def _small_question(draft: Draft, message: Composed, result: Any) -> _With | None:
    """A small question behind the goodbye, where there is one that fits; never a text more for it."""
    small = small_questions.after(draft, result)
    if small is None:
        return None
    person = draft.case.person
    turn = talk.start(small.conversation, small.asked)
    asked = compose(draft.wording, person.language, turn.lines, turn.asked, buttons=draft.buttons(person))
    text = f"{message.text}\n\n{asked.text}"
    if segments.count(segments.to_gsm7("\n\n".join([*draft.before, text]))).segments > _MOST_SEGMENTS:
        return None
    return _With(small, turn, Composed(text, asked.buttons))


def go_on(draft: Draft, waiting: Talking, onward: Onward | None) -> None:
    """What waits has been dealt with outside its own question: it ends, and leads on to something or
    nothing."""
    let_go_of(draft, waiting, "finished")
    if onward is None:
        draft.say_what_is_left(waiting.record_id)
    else:
        _begin_on(draft, waiting.record_id, onward, MessageClass.ANSWER)


def _begin_on(draft: Draft, record_id: str, onward: Onward, message_class: MessageClass) -> None:
    carry(draft, draft.new_id(), record_id, talk.start(onward.conversation, onward.snapshot), message_class)


def _asked_about(turn: talk.Turn[Any]) -> str:
    """The step as it was when the conversation began; "" where there was none."""
    snapshot = turn.state.snapshot
    return str(snapshot.get("step", "")) if isinstance(snapshot, dict) else ""


def answer(draft: Draft, line: str, record_id: str) -> None:
    """Answer something else; the question that waits is put again in the same message.

    One that is still on its way comes by itself, and once; a small question is put once, and only waits.
    """
    waiting = draft.case.person.talking[0] if draft.case.person.talking else None
    if waiting is None or _on_its_way(waiting) or waiting.name in SMALL:
        draft.send(draft.case.person, line, MessageClass.ANSWER, record_id)
    else:
        ask_again(draft, waiting, line)


def _on_its_way(waiting: Talking) -> bool:
    """Whether the message that carries the question has still to leave."""
    return waiting.outbox_state in UNSETTLED


def ask_again(draft: Draft, waiting: Talking, line: str) -> None:
    """Say something else first, then put the waiting question once more in the same message."""
    turn = talk.refresh(waiting.state)
    draft.before.append(line)
    carry(draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)


def begin_anew(
    draft: Draft, conversation: talk.Conversation[Any, Any], snapshot: Any, kind: RecordKind
) -> str:
    """Start what somebody asked for; one of the same kind that still waits gives way, so that nothing is
    asked twice. Returns the record's id."""
    let_go(draft, conversation)
    return begin(draft, conversation, snapshot, kind, MessageClass.ANSWER)


def let_go(draft: Draft, conversation: talk.Conversation[Any, Any], outcome: str = "replaced") -> None:
    """End what waits of that kind: something newer takes its place, or nobody answered."""
    for waiting in draft.case.person.talking:
        if waiting.name == conversation.name:
            let_go_of(draft, waiting, outcome)


def let_go_of(draft: Draft, waiting: Talking, outcome: str) -> None:
    """End one conversation that waits; `outcome` words its record."""
    draft.add(fx.CloseRecord(waiting.record_id, outcome))
    end_quietly(draft, waiting)


def end_quietly(draft: Draft, waiting: Talking) -> None:
    """End one conversation, without a word."""
    draft.add(
        fx.PutConversation(
            id=waiting.id,
            person_id=draft.case.person.id,
            record_id=waiting.record_id,
            name=waiting.name,
            status=Status.ENDED,
            state=talk.end(waiting.state),
        )
    )


def go_on_waiting(draft: Draft, waiting: Talking, state: talk.State) -> None:
    """Keep a conversation with other answers; the question that waits is neither put again nor answered."""
    asked = QUESTIONS[state.waiting.question] if state.waiting else None
    draft.add(
        fx.PutConversation(
            id=waiting.id,
            person_id=draft.case.person.id,
            record_id=waiting.record_id,
            name=waiting.name,
            status=Status.WAITING,
            state=state,
            question=waiting.question,
            outbox_id=waiting.outbox_id,
            patience=int(asked.patience.total_seconds()) if asked else 0,
        )
    )


def _put(
    draft: Draft, conversation_id: str, record_id: str, turn: talk.Turn[Any], outbox_id: str | None
) -> None:
    over = turn.outcome is not talk.Outcome.WAITING
    asked = turn.asked
    state = turn.state
    if asked and outbox_id and state.waiting is not None and not state.waiting.asked_in:
        before = _before(draft, conversation_id)
        same = before is not None and before.state.waiting and before.state.waiting.key == asked.key
        first = before.outbox_id if before is not None and same else None
        state = replace(state, waiting=replace(state.waiting, asked_in=first or outbox_id))
    draft.add(
        fx.PutConversation(
            id=conversation_id,
            person_id=draft.case.person.id,
            record_id=record_id,
            name=turn.state.conversation,
            status=_ENDS[turn.outcome] if over else Status.WAITING,
            state=state,
            question=asked.key if asked else "",
            outbox_id=outbox_id if asked else None,
            patience=int(asked.question.patience.total_seconds()) if asked else 0,
        )
    )


def _before(draft: Draft, conversation_id: str) -> Talking | None:
    """The conversation as it waited until now."""
    return next((one for one in draft.case.person.talking if one.id == conversation_id), None)


def _never_asked(draft: Draft, conversation_id: str, record_id: str, turn: talk.Turn[Any]) -> None:
    """There is nowhere to send the question: it must not wait for an answer that cannot come."""
    draft.add(
        fx.CloseRecord(record_id, "not_sent"),
        fx.PutConversation(
            id=conversation_id,
            person_id=draft.case.person.id,
            record_id=record_id,
            name=turn.state.conversation,
            status=Status.ENDED,
            state=talk.end(turn.state),
        ),
    )


def _interrupted(draft: Draft, conversation_id: str) -> Talking | None:
    """The conversation that waited before this one took over, if its question has been put."""
    earlier = next(
        # What belongs to the person alone would stand in the record of something else; a small question is
        # put once, and one about a meeting tomorrow is never repeated: that may have moved since.
        (
            one
            for one in draft.case.person.talking
            if one.id != conversation_id and one.name not in OWN | THOUGHTS | SMALL | ASKED_ONCE
        ),
        None,
    )
    return None if earlier is None or _on_its_way(earlier) else earlier


def _with_question(draft: Draft, message: Composed, resumed: Talking) -> Composed:
    person = draft.case.person
    turn = talk.refresh(resumed.state)
    again = compose(draft.wording, person.language, turn.lines, turn.asked, buttons=draft.buttons(person))
    return Composed("\n\n".join(part for part in (message.text, again.text) if part), again.buttons)


def _readable(draft: Draft, answer: talk.Answer) -> str:
    """An answer as a coordinator reads it, in the programme's language; the person's own words beside it."""
    question = QUESTIONS[answer.question]
    language = draft.case.person.programme.language
    if question.kind in (Kind.CHOICE, Kind.YES_NO):
        code = {True: "yes", False: "no"}.get(answer.value, answer.value)  # type: ignore[arg-type]  # any other is looked up in vain
        text = next(draft.wording.render(language, o.label) for o in question.options if o.code == code)
    elif question.kind is Kind.WHEN:
        text = draft.wording.day_and_time(language, question.load(answer.value))
    else:
        text = str(answer.value)
    return f"{text} ({answer.words})" if answer.words and answer.words != text else text
