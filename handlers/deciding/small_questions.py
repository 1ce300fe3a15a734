"""Small questions: which of them fits behind a check-in, and what becomes of the answers.

At most one a check-in, in the same message as the goodbye; only in a week that was good, or short and no hard
one; never the first time, and never beside danger. Each is put once, whatever came of it.
"""

from dataclasses import dataclass
from typing import Any

from conversations import small_questions as say
from conversations.check_in import CheckIn
from conversations.small_questions import BARRIER, HELPED_BY, Asked, Barrier, InTheWay, Strength
from conversations.talk import Conversation
from handlers.deciding import places
from handlers.deciding.draft import Draft
from records import effects as fx
from records.kinds import Standing
from records.programme_choices import Asks

_HARD, _GOOD = 2, 4  # how the week was: at most, at least
_SETTLED_IN = 2  # check-ins, this one among them
# Something good first; then what is in the way.
_IN_TURN = (say.GOOD_AT.id, BARRIER.id, say.GOT_THROUGH.id, say.OTHERS_SAY.id)


@dataclass(frozen=True, slots=True)
class Small:
    """A small question that may be put now."""

    conversation: Conversation[Asked, Any]
    asked: Asked


def after(draft: Draft, result: Any) -> Small | None:
    """The small question that fits behind what was just finished; None where none does."""
    if not isinstance(result, CheckIn) or result.mood is None or result.wants_contact or result.brief:
        return None
    short = result.went is None and result.mood > _HARD
    if not (short or result.mood >= _GOOD) or draft.case.person.standing is not Standing.ACTIVE:
        return None
    asked = draft.case.support.asked | _not_chosen(draft)
    question = next((one for one in _IN_TURN if one not in asked), None)
    if question is None or draft.case.kept.check_ins < _SETTLED_IN or beside_danger(draft):
        return None
    return Small(say.IN_THE_WAY if question == BARRIER.id else say.STRENGTH, Asked(question, draft.new_id()))


def _not_chosen(draft: Draft) -> frozenset[str]:
    """The questions that their programme does without."""
    off = draft.case.person.programme.choices.off
    left_out = frozenset(say.STRENGTHS) if Asks.STRENGTHS in off else frozenset[str]()
    return left_out | {BARRIER.id} if Asks.BARRIERS in off else left_out


def beside_danger(draft: Draft) -> bool:
    """Whether words of theirs suggested danger lately, or somebody still sees to that."""
    case = draft.case
    return (
        case.person.held
        or any(isinstance(effect, fx.RaiseFlag | fx.AddToFlag) for effect in draft.effects)
        or any(heard.tier != "none" for heard in case.heard)
        or any(flag.person_id == case.person.id and not flag.drill for flag in case.open_flags)
    )


def give_back(draft: Draft, record_id: str, mood: int) -> None:
    """In a hard week: one strength, in the words in which they told it."""
    if mood > _HARD:
        return
    told = [one for one in draft.case.support.answers if one.question in say.STRENGTHS]
    if not told or beside_danger(draft):
        return
    one = told[(draft.now.toordinal() // 7) % len(told)]
    draft.note(record_id, "event", "strength-given-back")
    draft.before.append(draft.words(say.GIVEN_BACK[one.question], words=one.text))


def keep_strength(draft: Draft, result: Strength) -> None:
    """A strength, as they put it."""
    if result.words:
        draft.add(fx.AnswerSmall(result.kept_as, draft.case.person.id, result.words))


def keep_barrier(draft: Draft, result: InTheWay) -> None:
    """What is in the way now, in place of what was before; with where to find help, if there are places."""
    if result.barrier is None:
        return
    person_id = draft.case.person.id
    draft.add(
        fx.AnswerSmall(result.kept_as, person_id, result.barrier.value),
        fx.EndSmall(person_id, BARRIER.id, result.kept_as),
    )
    need = HELPED_BY.get(result.barrier)
    if result.barrier is Barrier.NONE:
        line = draft.words(say.BARRIER_NONE)
    elif need is not None and places.any_for(draft, need):
        line = draft.words(say.BARRIER_PLACES, word=draft.words(say.NEED_WORDS[result.barrier]))
    else:
        line = draft.words(say.BARRIER_KEPT, coordinator=draft.coordinator)
    draft.before.append(line)
