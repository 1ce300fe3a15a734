"""What somebody writes down for hard days: made, sent back, changed, shown, deleted by text; and a slip
they tell of.

Its messages have a record of the kit's kind, whose words nobody reads, as what they say is theirs alone.
"""

from typing import Any

from conversations import own_plan as say
from conversations import talk
from conversations.keywords import Keyword
from conversations.own_plan import OWN_PLAN, OWN_PLAN_SHOW, OwnOrder, PlanShower, Writer, read_own_order
from handlers.deciding import own_plan
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import carry, let_go
from handlers.deciding.when_seen import seen
from handlers.steps.for_a_person import hand_over
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier


def step(message: Message, keyword: Keyword) -> Decided:
    """Send it, begin it, or change it."""
    draft = message.draft
    person = draft.case.person
    if person.standing is Standing.CUSTODY:
        return hand_over(message)  # nobody knows who holds the phone
    kept = draft.case.own_plan
    order = read_own_order(keyword.rest) if keyword.rest else None
    match order:
        case None if kept.words:
            return _said(message, own_plan.listed(draft))
        case None:
            return _begun(message, OWN_PLAN, Writer(draft.readers))
        case _ if not kept.words:
            return _said(message, draft.words(say.EMPTY))
        case OwnOrder.CHANGE:
            return _begun(message, OWN_PLAN, Writer(first=False))
        case OwnOrder.SHOW:
            return _begun(message, OWN_PLAN_SHOW, PlanShower(draft.readers))
        case OwnOrder.HIDE:
            draft.add(fx.ShowOwnPlan(person.id, shown=False))
            return _said(message, draft.words(say.HIDDEN))
        case OwnOrder.OFF:
            draft.add(fx.DropOwnPlan(person.id))
            return _said(message, draft.words(say.GONE))


def _begun(message: Message, conversation: talk.Conversation[Any, Any], snapshot: object) -> Decided:
    draft = message.draft
    for one in (OWN_PLAN, OWN_PLAN_SHOW):
        let_go(draft, one)
    record_id = draft.open_record(RecordKind.KIT)
    carry(draft, draft.new_id(), record_id, talk.start(conversation, snapshot), MessageClass.ANSWER)
    return Decided(InboxOutcome.COMMAND, record_id)


def _said(message: Message, text: str) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.KIT)
    draft.add(fx.CloseRecord(record_id, "answered"))
    draft.send(draft.case.person, text, MessageClass.ANSWER, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def slip(message: Message) -> Decided | None:
    """A slip told by somebody who keeps this, in words that screening lets pass: answered, and for a person
    to see.
    """
    draft = message.draft
    person = draft.case.person
    if message.tier is not Tier.NONE or not message.is_words or person.standing is not Standing.ACTIVE:
        return None
    if (
        not say.tells_of_a_slip(message.text)
        or Role.MENTEE not in person.roles
        or not draft.case.own_plan.words
    ):
        return None
    record_id = draft.open_record(RecordKind.MESSAGE)
    # The question that waits stays open, and is not put again beside this.
    draft.send(person, own_plan.after_a_slip(draft, seen(draft)), MessageClass.ANSWER, record_id)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
