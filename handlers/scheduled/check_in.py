"""What the weekly check-in knows when it begins: the step and its goal, and what it remembers of last time.

Only what may be said again is handed on: no words that worried, that told of something bad, or that would
tell a stranger anything.
"""

import re

from conversations import heard
from conversations.check_in import TINY, Last, Mentee
from conversations.discreet import tells_a_stranger
from conversations.heard import Kind
from conversations.small_steps import STEP_LENGTH
from conversations.vocabulary import FEELINGS, FILLERS, LINKS, STARTERS, WEEK_WORDS
from handlers.deciding import goals
from handlers.deciding.draft import Draft
from handlers.deciding.small_questions import beside_danger
from language.folding import plain
from records.cases import Goal, LastTime, Person
from records.kinds import StepState

# Who answers briefly is asked one thing; every so often all of it, so that a step has its chance again.
_WHOLE_AGAIN = 4
_HARD, _GOOD = 2, 4  # how the week was: at most, at least
_QUOTED = 60  # letters; more is no line any more
_NUMBER = re.compile(
    r"\W*(?:[1-5]|one|two|three|four|five|uno|dos|tres|cuatro|cinco)\b(?:\s*/\s*5)?[\s,.:;!\-]*",
    re.IGNORECASE,
)
_SAYS_NOTHING = (
    FILLERS
    | STARTERS
    | LINKS
    | FEELINGS
    | {part for ways in WEEK_WORDS.values() for way in ways for part in way.split()}
)
_BAD = frozenset({Kind.BAD_NEWS, Kind.HOSPITAL, Kind.CUSTODY})


def known(draft: Draft, *, weekly: bool = True) -> Mentee:
    """Everything a check-in begins with; `weekly`: whether the next comes in a week."""
    case, person = draft.case, draft.case.person
    step = person.open_step
    goal = goals.find(person, step.goal_id) if step is not None else None
    missed = _missed(person)
    last = case.last_time if not beside_danger(draft) else LastTime()
    return Mentee(
        name=person.name,
        coordinator=draft.coordinator,
        mentor=case.mentors[0].name if case.mentors else "",
        step=step.text if step else "",
        variant=case.asked.check_ins,
        unanswered=case.asked.unanswered,
        weekly=weekly,
        step_goal=goal.text if goal in person.goals and goal is not None else "",
        step_goal_id=goal.id if goal in person.goals and goal is not None else "",
        missed=missed,
        tiny=_tiny(draft, step.text) if step is not None and missed else "",
        goals=goals.several(person),
        last=_last(last),
        hard=_hard(last),
        news=last.news if _may_be_said(last.news) else "",
        brief=last.brief and case.asked.check_ins % _WHOLE_AGAIN != 0,
    )


def goal_in_turn(draft: Draft) -> Goal:
    """The goal that a step is looked for this week: each has its turn."""
    mine = sorted(draft.case.person.goals, key=lambda one: one.number)
    return mine[draft.now.toordinal() // 7 % len(mine)]


def _missed(person: Person) -> int:
    """How many steps in a row did not happen, before the one that is open."""
    number = 0
    for step in person.steps:
        if step.state == StepState.NOT_YET:
            number += 1
        elif step.state != StepState.OPEN:
            break
    return number


def _tiny(draft: Draft, step: str) -> str:
    """Five minutes of a step; "" where it is that already, or the words grow too long."""
    words = draft.words(TINY, step=step)
    is_tiny = step.startswith(draft.words(TINY, step="").rstrip())
    return "" if is_tiny or len(words) > STEP_LENGTH else words


def _hard(last: LastTime) -> str:
    """What was hard in a heavy week, without the number; "" where it tells no more than that it was hard."""
    words = _NUMBER.sub("", last.words).strip()
    if last.mood is None or last.mood > _HARD or not _may_be_said(words):
        return ""
    telling = [word for word in re.findall(r"[^\W_]+", plain(words)) if word not in _SAYS_NOTHING]
    return words if telling else ""


def _last(last: LastTime) -> Last:
    told = heard.hear(last.words) if last.words else None
    if told is not None and told.kind in _BAD:
        return Last.LOSS
    if last.mood is None:
        return Last.NOTHING
    if last.mood <= _HARD:
        return Last.HEAVY
    return Last.GOOD if last.mood >= _GOOD else Last.NOTHING


def _may_be_said(words: str) -> bool:
    """Whether their words from then may be said to them again: short, and about nothing bad or private."""
    if not words or len(words) > _QUOTED or "?" in words or tells_a_stranger(words):
        return False
    told = heard.hear(words)
    return told is None or told.kind not in (*_BAD, Kind.COMPLAINT, Kind.WANTS_PERSON, Kind.NEED)
