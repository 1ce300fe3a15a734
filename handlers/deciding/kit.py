"""The kit somebody keeps for themselves: each answer is kept as it comes, and the whole of it given back."""

from conversations import kit as say
from conversations import talk
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import KitEntry

_APART = ". "


def keep(draft: Draft, conversation_id: str, turn: talk.Turn[object]) -> None:
    """Keep what was just answered in the kit, and nowhere else."""
    answer = turn.answered
    if answer is None:
        return
    if answer.question == say.SHOW.id:
        draft.add(fx.ShowKit(draft.case.person.id, answer.value is True))
        return
    if answer.question in say.PARTS and isinstance(answer.value, str) and answer.value:
        if answer.question == say.WHO.id:
            entry = _entry(conversation_id, turn.state, answer.key)
            draft.add(fx.AddKitEntry(entry, draft.case.person.id, answer.value))
        else:
            put(draft, conversation_id, turn.state, answer.key, answer.value)


def put(draft: Draft, conversation_id: str, state: talk.State, key: str, words: str) -> None:
    """Put words where the question with that key keeps them, in an entry that is there."""
    part = say.PARTS[key.partition(":")[0]]
    entry = _entry(conversation_id, state, key)
    draft.add(fx.ChangeKitEntry(entry, draft.case.person.id, part, words))


def _entry(conversation_id: str, state: talk.State, key: str) -> str:
    """The id of the entry that is being made, or changed."""
    if state.conversation == say.KIT_CHANGE.name and isinstance(state.snapshot, dict):
        return str(state.snapshot.get("entry", ""))
    return f"{conversation_id}-{key.partition(':')[2]}"


def listed(draft: Draft) -> str:
    """The whole kit, in its order."""
    kit = draft.case.support.kit
    lines = [_line(draft, number, one) for number, one in enumerate(kit, start=1)]
    return "\n".join([draft.words(say.HEAD), *lines, draft.words(say.HOW_TO_CHANGE)])


def _line(draft: Draft, number: int, one: KitEntry) -> str:
    more = _APART.join(part.rstrip(".") for part in (one.helps, one.reach) if part)
    if not more:
        return draft.words(say.ENTRY, number=number, who=one.who)
    return draft.words(say.ENTRY_MORE, number=number, who=one.who, more=more)
