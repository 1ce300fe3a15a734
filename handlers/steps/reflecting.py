"""What a mentor does with the question to think over: asks for it, ends it, answers it, sends an answer on.

What they write to it is theirs: no record, no inbox and no page has it. So it is taken for an answer unless
it begins with somebody's name, or somebody has spoken since; then it goes where it would have gone. In
doubt it is kept, the reply says so and how it gets to somebody after all: nothing private goes to a person
by mistake.
"""

from dataclasses import replace
from datetime import time, timedelta

from channels.port import InboundKind
from conversations import reflections as say
from conversations import talk
from conversations.hours import WeekdayTime
from conversations.reading import read_yes_no
from conversations.reflections import REFLECT, REFLECTION, SENT, WEEKLY, Invited
from conversations.state import Status
from handlers.deciding import plans
from handlers.deciding.message import Decided, Message
from handlers.deciding.ownership import Owner
from handlers.deciding.talking import answer, begin_anew, carry, let_go
from handlers.steps import for_a_person, hearing, mentor_begins, spoken
from records import effects as fx
from records.cases import Reflection, Talking
from records.kinds import InboxOutcome, MessageClass, PlanKind, RecordKind, Role

# Several texts in a row, written as one; and how soon a bare yes is still about what we have just said.
_ONE_BREATH = timedelta(minutes=2)
_SOON = timedelta(minutes=30)


# --- by a word -----------------------------------------------------------------------------------------


def begin(message: Message) -> Decided | None:
    """REFLECT: one a week, at a time of their own; who has it already is told when it comes."""
    draft = message.draft
    person = draft.case.person
    if Role.MENTOR not in person.roles:
        return None
    plan = person.plan(PlanKind.REFLECTION)
    if plan is None or plan.due_at is None:
        invited = Invited(person.name, draft.coordinator, asked_for=True)
        record_id = begin_anew(draft, WEEKLY, invited, RecordKind.REFLECTION)
        return Decided(InboxOutcome.COMMAND, record_id)
    at = time.fromisoformat(plan.at)
    when = draft.wording.day_and_time(person.language, WeekdayTime(plan.weekday, at.hour, at.minute))
    record_id = draft.open_record(RecordKind.REFLECTION)
    draft.add(fx.CloseRecord(record_id, "answered"))
    answer(draft, draft.words(say.ALREADY, when=when), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def end(message: Message) -> Decided | None:
    """REFLECT OFF: none comes any more, and none that waits is asked again."""
    draft = message.draft
    person = draft.case.person
    if Role.MENTOR not in person.roles:
        return None
    for kind in (PlanKind.REFLECTION, PlanKind.REFLECTION_OFFER):
        if (plan := person.plan(kind)) is not None:
            draft.add(plans.laid_down(plans.as_it_is(plan, person.id)))
    for conversation in (REFLECT, WEEKLY):
        let_go(draft, conversation)
    left = tuple(one for one in person.talking if one.name not in say.UNHURRIED)
    draft.case = replace(draft.case, person=replace(person, talking=left))
    record_id = draft.open_record(RecordKind.REFLECTION)
    draft.add(fx.CloseRecord(record_id, "closed"))
    answer(draft, draft.words(say.OFF), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def share(message: Message) -> Decided | None:
    """SHARE: what they wrote last goes to whoever looks after them; it never goes to a mentee."""
    draft = message.draft
    if Role.MENTOR not in draft.case.person.roles:
        return None
    last = draft.case.reflections.last
    if last is not None and not last.sent and _words(last):
        return _send(message, last)
    record_id = draft.open_record(RecordKind.REFLECTION)
    draft.add(fx.CloseRecord(record_id, "answered"))
    answer(draft, draft.words(say.NOTHING_TO_SHARE), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _send(message: Message, last: Reflection) -> Decided:
    draft = message.draft
    person = draft.case.person
    draft.add(
        fx.OpenRequest(
            draft.new_id(), person.programme.id, person.id, last.record_id, "reflection", _words(last)
        )
    )
    draft.note(last.record_id, "event", SENT)
    answer(draft, draft.words(say.SHARED, readers=draft.readers), last.record_id)
    return Decided(InboxOutcome.COMMAND, last.record_id)


def _words(last: Reflection) -> str:
    """What they wrote; "" where they skipped it."""
    return str(last.state.answers.get(REFLECTION.id, ""))


# --- in their own words ----------------------------------------------------------------------------------


def thought(message: Message, waiting: Talking) -> Decided:
    """What is written while the question waits."""
    if hearing.pressing(message, own_words=True):
        return for_a_person.hand_over(message)
    text = message.text
    asked_at = waiting.handed_at or waiting.started_at
    if any(asked_at is None or one.at > asked_at for one in spoken.spoke(message)):
        decided = spoken.decide(message, waiting)
        # Where it could be for either it is asked elsewhere, and read by a coordinator meanwhile: not here.
        found = None if decided.owner is Owner.ASK else spoken.carry_out(message, decided)
        if isinstance(found, Decided):
            return found
        text = found.text if found is not None else text
    if (begun := mentor_begins.by_name(message)) is not None:
        return begun
    turn = talk.reply(waiting.state, text, message.draft.case.person.language)
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    return Decided(InboxOutcome.OWN, waiting.record_id)


def more(message: Message) -> Decided | None:
    """What follows at once on something private is private as well; a yes to our last line sends it."""
    draft, before = message.draft, message.before
    private = before is not None and before.outcome == InboxOutcome.OWN
    if message.inbound.kind is InboundKind.EDIT:
        heard = draft.case.heard
        changed = next((one for one in heard if one.provider_id == message.inbound.refers_to), None)
        if changed is None or changed.outcome != InboxOutcome.OWN:
            return None
    elif before is None or not private or not message.is_words or not message.text.strip():
        return None
    elif _says_yes(message):
        last = draft.case.reflections.last
        soon = message.inbound.received_at - before.at <= _SOON
        ours = bool(draft.case.said) and draft.case.said[0].record_id == before.record_id
        return _send(message, last) if last is not None and not last.sent and soon and ours else None
    elif message.inbound.received_at - before.at > _ONE_BREATH or for_a_person.closes(message.text):
        return None
    elif (begun := mentor_begins.by_name(message)) is not None:
        return begun
    last = draft.case.reflections.last
    if last is None or last.sent or (before is not None and before.record_id != last.record_id):
        return None
    _add(message, last)
    return Decided(InboxOutcome.OWN, last.record_id)


def _says_yes(message: Message) -> bool:
    found = read_yes_no(message.text, message.draft.case.person.language)
    return found is not None and found[0]


def _add(message: Message, last: Reflection) -> None:
    """To what they wrote, as it is kept: in the conversation, and nowhere else."""
    words = "\n".join(filter(None, (_words(last), message.text.strip())))
    answers = {**last.state.answers, REFLECTION.id: words[: say.REFLECTION_LENGTH]}
    message.draft.add(
        fx.PutConversation(
            id=last.conversation_id,
            person_id=message.draft.case.person.id,
            record_id=last.record_id,
            name=REFLECT.name,
            status=Status.FINISHED,
            state=replace(last.state, answers=answers),
        )
    )
