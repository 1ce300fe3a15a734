"""What somebody writes down for hard days: made, sent back, changed, shown, deleted by text; and a slip
they tell of.

Its messages have a record of the kit's kind, whose words nobody reads, as what they say is theirs alone.
"""

from conversations import own_plan as say
from conversations.keywords import Keyword
from conversations.own_plan import OWN_PLAN, OWN_PLAN_SHOW, OwnOrder, PlanShower, Writer, read_own_order
from handlers.deciding import own_plan
from handlers.deciding.message import Decided, Message
from handlers.deciding.when_seen import seen
from handlers.steps import theirs_alone
from handlers.steps.for_a_person import hand_over
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier

_ALL = (OWN_PLAN, OWN_PLAN_SHOW)


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
            return theirs_alone.say(message, own_plan.listed(draft))
        case None:
            return theirs_alone.begin(message, OWN_PLAN, Writer(draft.readers), _ALL)
        case _ if not kept.words:
            return theirs_alone.say(message, draft.words(say.EMPTY))
        case OwnOrder.CHANGE:
            return theirs_alone.begin(message, OWN_PLAN, Writer(first=False), _ALL)
        case OwnOrder.SHOW:
            return theirs_alone.begin(message, OWN_PLAN_SHOW, PlanShower(draft.readers), _ALL)
        case OwnOrder.HIDE:
            draft.add(fx.ShowOwnPlan(person.id, shown=False))
            return theirs_alone.say(message, draft.words(say.HIDDEN))
        case OwnOrder.OFF:
            draft.add(fx.DropOwnPlan(person.id))
            return theirs_alone.say(message, draft.words(say.GONE))


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
