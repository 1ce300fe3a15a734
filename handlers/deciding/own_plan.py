"""What somebody wrote down for hard days: kept as it comes, given back whole, and what helped before after
a slip. Pure.
"""

from conversations import own_plan as say
from conversations import talk
from handlers.deciding import early_days
from handlers.deciding.draft import Draft
from handlers.deciding.harmful_help import may_be_given_back
from records import effects as fx
from records.kinds import Standing
from rules import times

PARTS = frozenset(part.id for part in say.PARTS)


def keep(draft: Draft, conversation_id: str, turn: talk.Turn[object]) -> bool:
    """Keep what was just answered, and nowhere else; whether it was an answer for this at all."""
    answer = turn.answered
    if answer is None or answer.question not in (*PARTS, say.SHOW.id):
        return False
    if answer.question == say.SHOW.id:
        draft.add(fx.ShowOwnPlan(draft.case.person.id, answer.value is True))
    elif isinstance(answer.value, str) and answer.value:
        put(draft, conversation_id, answer.question, answer.value)
    return True


def put(draft: Draft, conversation_id: str, question: str, said: str) -> None:
    """Put words where that question keeps them, in place of those before."""
    person_id, known = draft.case.person.id, draft.case.own_plan
    words = {**dict(known.words), question: said}
    kept = tuple((part.id, words[part.id]) for part in say.PARTS if part.id in words)
    draft.add(fx.KeepOwnPlan(known.id or f"{conversation_id}-own", person_id, kept, new=not known.id))


def listed(draft: Draft) -> str:
    """All of it, in the order of the questions."""
    kept = draft.case.own_plan
    lines = [draft.words(say.PART_LINES[part], words=words) for part, words in kept.words]
    return "\n".join([draft.words(say.HEAD), *lines, draft.words(say.HOW_TO_CHANGE)])


def what_helped(draft: Draft) -> str:
    """What they wrote that helped before, and what they wanted to do first; "" where they wrote neither.

    What would do harm is no help, and is not given back.
    """
    if draft.case.person.standing is Standing.CUSTODY:
        return ""  # nobody knows who holds the phone
    kept = draft.case.own_plan
    lines = []
    if (helped := kept.said(say.HELPED.id)) and may_be_given_back(helped):
        lines.append(draft.words(say.HELPED_BEFORE, words=helped))
    if (first := kept.said(say.FIRST.id)) and may_be_given_back(first):
        lines.append(draft.words(say.THEIR_PLAN, words=first))
    return "\n".join(lines)


def after_a_slip(draft: Draft, seen: str) -> str:
    """The answer to a slip: no blame, what helped before, who will see it, whom to call; soon after release
    the note.
    """
    options = early_days.line_to_call(draft)
    given = {"name": draft.coordinator, "seen": seen}
    if options:
        text = draft.words(say.NO_BLAME, None, options=options, **given)
    else:
        text = draft.words(say.NO_BLAME_ALONE, None, **given)
    today = times.local_time(draft.now, draft.case.person.timezone).date()
    soon = early_days.is_due(draft.case.person.released_on, today)
    return "\n\n".join(filter(None, (text, what_helped(draft), early_days.note(draft) if soon else "")))
