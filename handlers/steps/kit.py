"""KIT: the list of people somebody keeps for themselves, made, sent back and changed by text.

What it says stands in the kit alone. Its messages have a record of their own kind, whose words nobody reads,
and no question of another conversation is put in the same message.
"""

from dataclasses import replace

from conversations import kit as say
from conversations import talk
from conversations.addressing import SECOND_PERSON, words_of
from conversations.keywords import Keyword
from conversations.kit import KIT, KIT_CHANGE, KIT_SHOW, ROOM, Changer, Keeper, Order, Shower, read_order
from conversations.questions import QUESTIONS, Kind
from handlers.deciding import kit, news, own_plan
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import go_on_waiting
from handlers.steps import hearing, spoken, theirs_alone
from handlers.steps.for_a_person import hand_over
from records import effects as fx
from records.cases import KitEntry, Talking
from records.kinds import InboxOutcome, Standing
from safety.tiers import Tier

_ALL = (KIT, KIT_CHANGE, KIT_SHOW)


def step(message: Message, keyword: Keyword) -> Decided:
    """Send the kit, begin one, or change it."""
    draft = message.draft
    if draft.case.person.standing is Standing.CUSTODY:
        return hand_over(message)  # nobody knows who holds the phone
    support = draft.case.support
    read = read_order(keyword.rest) if keyword.rest else None
    if read is None:
        return theirs_alone.say(message, kit.listed(draft)) if support.kit else _build(message)
    order, number = read
    match order:
        case Order.ADD if len(support.kit) >= ROOM:
            return theirs_alone.say(message, draft.words(say.FULL, number=ROOM))
        case Order.ADD:
            begun = _build(message)  # whom they named beside it is theirs alone, and not for the inbox
            return replace(begun, outcome=InboxOutcome.OWN) if len(keyword.rest.split()) > 1 else begun
        case Order.HIDE:
            draft.add(fx.ShowKit(draft.case.person.id, shown=False))
            return theirs_alone.say(message, draft.words(say.HIDDEN))
        case _ if not support.kit:
            return theirs_alone.say(message, draft.words(say.EMPTY))
        case Order.SHOW:
            return theirs_alone.begin(message, KIT_SHOW, Shower(draft.readers), _ALL)
    entry = _which(support.kit, number)
    if entry is None:
        return theirs_alone.say(message, f"{draft.words(say.WHICH)}\n{kit.listed(draft)}")
    if order is Order.CHANGE:
        return theirs_alone.begin(message, KIT_CHANGE, Changer(entry.id, entry.who), _ALL)
    draft.add(fx.RemoveKitEntry(entry.id))
    return theirs_alone.say(message, draft.words(say.REMOVED, who=entry.who))


def _which(entries: tuple[KitEntry, ...], number: int) -> KitEntry | None:
    if number == 0 and len(entries) == 1:
        return entries[0]
    return entries[number - 1] if 1 <= number <= len(entries) else None


def _build(message: Message) -> Decided:
    draft = message.draft
    entries = draft.case.support.kit
    readers = "" if entries else draft.readers  # asked once, with the first list
    return theirs_alone.begin(message, KIT, Keeper(readers, ROOM - len(entries), first=not entries), _ALL)


def is_news(message: Message, waiting: Talking) -> bool:
    """Whether words at a question about an entry are rather news for a person: in doubt they go to one."""
    asked = waiting.state.waiting
    part = say.PARTS.get(asked.question) if asked is not None else None
    if part not in ("helps", "reach"):
        return part is not None and hearing.tells_grave_news(message)
    return news.is_news(message) or news.tells_of_somebody(message, _who(waiting))


def _who(waiting: Talking) -> str:
    """Whom the entry that is asked about is for."""
    state = waiting.state
    number = state.waiting.about if state.waiting else ""
    snapshot = state.snapshot if isinstance(state.snapshot, dict) else {}
    new = state.answers.get(say.NEW_WHO.id) or snapshot.get("who", "")
    return str(state.answers.get(f"{say.WHO.id}:{number}", new))


def theirs(message: Message, waiting: Talking) -> bool:
    """Whether these words can only be for the list, though they name somebody: they speak to nobody.

    Where a person has spoken since we asked, it is decided as for any question.
    """
    asked = waiting.state.waiting
    if asked is None or QUESTIONS[asked.question].kind is not Kind.TEXT:
        return False
    text = message.text.rstrip()
    spoken_to = not SECOND_PERSON.isdisjoint(words_of(text)) or text.endswith(("?", "\uff1f"))
    since = waiting.handed_at or waiting.opened_at
    if spoken_to or any(one.at > since for one in spoken.spoke(message)):
        return False
    return talk.reads(waiting.state, message.text, message.draft.case.person.language)


# --- an answer ----------------------------------------------------------------------------------------------


def answered(message: Message, waiting: Talking) -> Decided:
    """What becomes of a message that was an answer for the kit: its words stand there, and not in the inbox.

    Where they worry, a person has to be able to read them.
    """
    if message.tier is not Tier.NONE:
        return Decided(InboxOutcome.ANSWER, message.safety_record or waiting.record_id, needs_person=True)
    return Decided(InboxOutcome.OWN, waiting.record_id)


def more(message: Message, waiting: Talking) -> Decided | None:
    """Another text before our reply came belongs to the answer just given ("my sister", then "Anna")."""
    key = next(reversed(list(waiting.state.answers)), "")
    question = QUESTIONS.get(key.partition(":")[0])
    so_far = waiting.state.answers.get(key)
    kept = question is not None and (question.id in say.PARTS or question.id in own_plan.PARTS)
    if question is None or not kept or not isinstance(so_far, str) or not so_far:
        return None
    if news.is_news(message):
        return None
    draft = message.draft
    whole = question.read(f"{so_far} {message.text}", draft.case.person.language)
    if whole is None or not whole.value:
        return None
    state = replace(waiting.state, answers={**waiting.state.answers, key: question.dump(whole.value)})
    if question.id in own_plan.PARTS:
        own_plan.put(draft, waiting.id, question.id, str(whole.value))
    else:
        kit.put(draft, waiting.id, state, key, str(whole.value))
    go_on_waiting(draft, waiting, state)  # its question is on its way, and goes out once
    return answered(message, waiting)
