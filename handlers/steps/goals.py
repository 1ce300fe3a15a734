"""Goals and steps by a word: GOAL, GOALS, STEP, DONE, and what is to become of a goal ("GOAL PARK 2").

What is told in one text is kept at once, and what is not clear is asked after that. GOALS gives the plan back
in two segments at most, "more" the rest of it; a mentor gets what a mentee of theirs shows them and nothing
else. A question that was waiting stays open.
"""

import re

from conversations import goals as say
from conversations import segments
from conversations import sentences as plain
from conversations.goal_orders import Order, read, sets, step_for
from conversations.goals import GOAL_HELP, GOAL_ORDER, STEP_GOAL_OF, Chooser, Chosen, Sharpener, StepKeeper
from conversations.keywords import Command, Keyword
from conversations.lines import pick
from conversations.names import means
from conversations.questions import QUESTIONS, Kind
from conversations.small_steps import GOAL_LENGTH, SMALL_STEP, STEP_LENGTH, Stepper
from handlers.deciding import goals
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import answer, begin_anew, let_go
from handlers.steps.for_a_person import hand_over
from language.folding import fold_in_place, visible
from records import effects as fx
from records.cases import Goal, Person
from records.kinds import (
    UNSETTLED,
    GoalState,
    InboxOutcome,
    MessageClass,
    RecordKind,
    Role,
    Standing,
    StepState,
)
from safety.tiers import Tier

_MOST_SEGMENTS = 2
_DONE_SHOWN = 2
_HORIZONS = ("week", "short", "long", "")
_MORE = frozenset(
    {"more", "goals more", "more please", "more pls", "the rest", "mas", "metas mas", "mas por favor"}
)
# A goal can be chosen for this only where it is not so already.
_CAN_BE = {
    Order.BACK: frozenset({GoalState.PARKED, GoalState.REACHED, GoalState.DROPPED}),
    Order.DROP: frozenset({GoalState.OPEN, GoalState.PARKED}),
    Order.DONE: frozenset({GoalState.OPEN, GoalState.PARKED}),
}
_OPEN = frozenset({GoalState.OPEN})
_MINE = re.compile(r"\W*(?:my|mi)\b")


def step(message: Message, keyword: Keyword) -> Decided | None:
    """Carry out one of these commands; None where it is none, or may be an answer in their own words."""
    shows = keyword.kind in (Command.GOALS, Command.GOAL_ORDER)
    if shows and message.draft.case.person.standing is Standing.CUSTODY:
        return hand_over(message)  # nobody knows who holds the phone
    match keyword.kind:
        case Command.DONE:
            return _done(message)
        case Command.GOALS:
            return _goals(message, keyword)
        case Command.GOAL_ORDER:
            return _order(message)
        case Command.STEP if keyword.rest:
            return _step(message, keyword)
        case Command.GOAL if keyword.rest:
            return _goal(message, keyword.rest)
        case Command.GOAL if _mine_there_are(message):
            return _goals(message, keyword)
        case Command.STEP | Command.GOAL:
            return _ask(message, keyword.kind)
    return None


def in_own_words(message: Message) -> Decided | None:
    """What no keyword is: "more" behind a plan; "my goal is to ..."; a mentor's "goals Dee". Else None.

    While a question waits for words of their own, what sets a goal is its answer.
    """
    if message.tier is not Tier.NONE or message.draft.case.person.standing is Standing.CUSTODY:
        return None
    if (found := more(message)) is not None or (found := _of_a_mentee(message)) is not None:
        return found
    waiting = message.answerable
    asked = waiting.state.waiting if waiting is not None else None
    if asked is not None and QUESTIONS[asked.question].kind is Kind.TEXT:
        return None
    goal = sets(message.text) if Role.MENTEE in message.draft.case.person.roles else ""
    return _goal(message, goal) if goal and len(goal) <= GOAL_LENGTH else None


# --- setting ------------------------------------------------------------------------------------------


def _done(message: Message) -> Decided:
    draft = message.draft
    done = draft.case.person.open_step
    record_id = draft.open_record(RecordKind.SMALL_STEP)
    if done is None:
        draft.add(fx.CloseRecord(record_id, "answered"))
        answer(draft, draft.words(plain.NO_OPEN_STEP), record_id)
    else:
        draft.add(fx.CloseStep(done.id, StepState.DONE), fx.CloseRecord(record_id, "finished"))
        draft.note(record_id, "agreed", "step-done", done.text)
        answer(draft, draft.words(pick(plain.DONE_CELEBRATED, draft.turn), step=done.text), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _step(message: Message, keyword: Keyword) -> Decided:
    """ "STEP call the clinic": kept as it is. Which of several goals it is for is asked if nothing tells."""
    draft = message.draft
    person = draft.case.person
    record_id = draft.open_record(RecordKind.SMALL_STEP)
    numbered = step_for(message.text)
    goal = _numbered(person.goals, numbered[0]) if numbered is not None else None
    rest = numbered[1] if numbered is not None and goal is not None else _whole_step(keyword, numbered)
    words = rest[:STEP_LENGTH]
    step_id = goals.next_step(draft, record_id, words, goal.id if goal is not None else None)
    draft.add(fx.CloseRecord(record_id, "finished"))
    if goal is not None:
        answer(draft, draft.words(say.STEP_FOR, goal=goal.text, step=words), record_id)
    elif (several := goals.several(person)) and not _has_goal(draft, step_id):
        draft.before.append(draft.words(plain.STEP_KEPT, step=words))
        begin_anew(draft, STEP_GOAL_OF, StepKeeper(step_id, words, several), RecordKind.SMALL_STEP)
    else:
        answer(draft, draft.words(plain.STEP_KEPT, step=words), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _whole_step(keyword: Keyword, numbered: tuple[int, str] | None) -> str:
    """The words of a step: with the number before it, where no goal has that."""
    return f"{numbered[0]} {numbered[1]}" if numbered is not None else keyword.rest


def _has_goal(draft: Draft, step_id: str) -> bool:
    return any(isinstance(one, fx.AddStep) and one.id == step_id and one.goal_id for one in draft.effects)


def _goal(message: Message, rest: str) -> Decided:
    """ "GOAL a place of my own": kept at once; how far off it is, and who may see it, is asked."""
    draft = message.draft
    person = draft.case.person
    words = rest[:GOAL_LENGTH]
    record_id = draft.open_record(RecordKind.SMALL_STEP)
    goal_id = goals.add(draft, record_id, words, None)
    draft.add(fx.CloseRecord(record_id, "finished"))
    known = goals.find(person, goal_id)
    line = draft.words(plain.GOAL_KEPT, goal=words)
    coming = message.waiting is not None and message.waiting.outbox_state in UNSETTLED
    if coming or (known is not None and known.state is GoalState.OPEN):
        answer(draft, line, record_id)  # nothing more is asked where it is there, or a question is on its way
        return Decided(InboxOutcome.COMMAND, record_id)
    draft.before.append(line)
    mentor = goals.mentor_to_show(draft) if Role.MENTEE in person.roles else ""
    begin_anew(
        draft, SMALL_STEP, Stepper(person.name, words, None, goal_id, mentor, new=True), RecordKind.SMALL_STEP
    )
    return Decided(InboxOutcome.COMMAND, record_id)


def _ask(message: Message, kind: Command) -> Decided:
    """GOAL asks for a goal; STEP for a step, towards the only goal, or towards one of several."""
    draft = message.draft
    person = draft.case.person
    mentor = goals.mentor_to_show(draft)
    stepper = Stepper(person.name, mentor=mentor)
    if kind is Command.STEP and len(person.goals) == 1:
        goal = person.goals[0]
        stepper = Stepper(person.name, goal.text, goal.horizon, goal.id)
    elif kind is Command.STEP and person.goals:
        stepper = Stepper(person.name, goals=goals.several(person))
    return Decided(InboxOutcome.COMMAND, begin_anew(draft, SMALL_STEP, stepper, RecordKind.SMALL_STEP))


# --- what becomes of a goal ---------------------------------------------------------------------------


def _order(message: Message) -> Decided | None:
    """At once where it is clear which goal is meant and that it is; else it is asked."""
    draft = message.draft
    person = draft.case.person
    order = read(message.text)
    if order is None:
        return None
    everything = (*person.goals, *person.past_goals)
    can_be = tuple(one for one in everything if one.state in _CAN_BE.get(order.order, _OPEN))
    if order.order is Order.PARK:
        can_be = person.goals
    named = _numbered(everything, order.number) if order.number else None
    only = can_be[0] if len(can_be) == 1 and not order.number else None
    goal = named or only
    if order.loose and (not everything or Role.MENTEE not in person.roles or message.tier is not Tier.NONE):
        return None  # about something, or somebody, else; beside words that worry nothing is celebrated
    if not everything:
        return _said(message, draft.words(say.PLAN_EMPTY))
    if goal is None and not can_be:
        return _said(message, draft.words(say.NO_SUCH))
    if order.order is Order.SHOW and not goals.mentor_to_show(draft):
        return _said(message, draft.words(say.NO_MENTOR))
    if goal is not None and order.order is Order.HELP:
        started = begin_anew(draft, GOAL_HELP, Sharpener(goal.id, goal.text), RecordKind.SMALL_STEP)
        return Decided(InboxOutcome.COMMAND, started)
    # The only goal there is was not named: whether it is reached or dropped is asked.
    sure = order.sure and (
        named is not None or order.order not in (Order.DONE, Order.DROP) or not order.loose
    )
    if goal is None or not sure or (order.order is Order.CHANGE and not order.words):
        if order.order is Order.HELP or (order.number and named is None):
            return _said(message, f"{draft.words(say.NO_SUCH)}\n{_pages(draft)[0]}")
        number = goal.number if goal is not None else 0
        mentor = goals.mentor_to_show(draft)
        offered = goals.listed(can_be if goal is None else (goal,))
        chooser = Chooser(order.order, offered, number, order.words, sure, mentor)
        asked = begin_anew(draft, GOAL_ORDER, chooser, RecordKind.SMALL_STEP)
        return Decided(InboxOutcome.COMMAND, asked, needs_person=order.more)
    record_id = draft.open_record(RecordKind.SMALL_STEP)
    goals.apply(draft, record_id, Chosen(order.order, goal.id, order.words))
    draft.add(fx.CloseRecord(record_id, "finished"))
    line = "\n".join(draft.before)
    draft.before.clear()
    _answer(draft, line, record_id)
    return Decided(InboxOutcome.COMMAND, record_id, needs_person=order.more)


def _numbered(of: tuple[Goal, ...], number: int) -> Goal | None:
    """The goal with that number; where an old one had it as well, the one that is about."""
    found = [one for one in of if one.number == number]
    return min(found, key=lambda one: one.state is not GoalState.OPEN, default=None)


# --- to look at ---------------------------------------------------------------------------------------


def _goals(message: Message, keyword: Keyword) -> Decided | None:
    """The plan; for a mentor, what a mentee shows them."""
    draft = message.draft
    roles = draft.case.person.roles
    if Role.MENTOR in roles and (keyword.rest or Role.MENTEE not in roles):
        named = [one for one in draft.case.mentees if not keyword.rest or means(keyword.rest, one.name)]
        if named:
            return _shown(message, named)
    if not keyword.rest:
        return _said(message, _pages(draft)[0])
    if fold_in_place(keyword.rest).strip() in _MORE:
        return more(message)
    return _goal(message, keyword.rest)


def _mine_there_are(message: Message) -> bool:
    """ "My goal", from somebody who has one, asks to see it; "goal" sets another."""
    mine = _MINE.match(fold_in_place(visible(message.text)))
    return mine is not None and bool(message.draft.case.person.goals)


_WHOSE = re.compile(
    r"\W*(?:goals|metas)\s+(?:of |for |de )?(?P<name>[^\W\d_]+)\W*|\W*(?P<of>[^\W\d_]+)'?s goals\W*"
)


def _of_a_mentee(message: Message) -> Decided | None:
    """ "goals dee", in small letters, from a mentor of theirs."""
    if Role.MENTOR not in message.draft.case.person.roles:
        return None
    found = _WHOSE.fullmatch(fold_in_place(visible(message.text)))
    if found is None:
        return None
    name = found["name"] or found["of"]
    named = [one for one in message.draft.case.mentees if means(name, one.name)]
    return _shown(message, named) if named else None


def more(message: Message) -> Decided | None:
    """ "More", behind a plan that had more: its next part; None where it was said to something else."""
    draft = message.draft
    word = " ".join(fold_in_place(visible(message.text)).strip(" .!?").split())
    if word not in _MORE or not draft.case.said:
        return None
    pages = _pages(draft)
    said = segments.to_gsm7(draft.case.said[0].text)
    shown = next((at for at, page in enumerate(pages[:-1]) if segments.to_gsm7(page) in said), None)
    if shown is None:
        return _said(message, pages[0]) if word != "more" and "goals" in word else None
    return _said(message, pages[shown + 1])


def _pages(draft: Draft) -> list[str]:
    """The plan in texts of two segments at most: goals by how far off they are, the step under its goal."""
    lines = _lines(draft)
    if not lines:
        return [draft.words(say.PLAN_EMPTY)]
    more = draft.words(say.PLAN_MORE)
    pages: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        tried = "\n".join([*pages[-1], line] + ([] if last else [more]))
        if pages[-1] and segments.count(segments.to_gsm7(tried)).segments > _MOST_SEGMENTS:
            pages[-1].append(more)
            pages.append([])
        pages[-1].append(line)
    return ["\n".join(page) for page in pages]


def _lines(draft: Draft) -> list[str]:
    """A line for each goal, with its step; a heading stands in the line of the goal it is above."""
    person = draft.case.person
    step = person.open_step
    lines = []
    for horizon in _HORIZONS:
        heading = [draft.words(say.PLAN_HORIZON[horizon])]
        for goal in goals.listed(tuple(one for one in person.goals if (one.horizon or "") == horizon)):
            line = [*heading, draft.words(say.PLAN_GOAL, number=goal.number, goal=goal.text)]
            if step is not None and step.goal_id == goal.id:
                line.append(draft.words(say.PLAN_STEP_OF, step=step.text))
            lines.append("\n".join(line))
            heading = []
    done = [one for one in person.steps if one.state == StepState.DONE][:_DONE_SHOWN]
    if step is not None and goals.find(person, step.goal_id) not in person.goals:
        lines.append(draft.words(say.PLAN_STEP, step=step.text))
    elif step is None and (lines or done):
        lines.append(draft.words(say.PLAN_NO_STEP))
    past = sorted(person.past_goals, key=lambda one: one.number)
    parked = [one for one in past if one.state is GoalState.PARKED]
    lines += [draft.words(say.PLAN_PARKED, number=one.number, goal=one.text) for one in parked]
    lines += [draft.words(say.PLAN_REACHED, goal=one.text) for one in past if one.state is GoalState.REACHED]
    return lines + [draft.words(say.PLAN_DONE, step=one.text) for one in done]


def _shown(message: Message, mentees: list[Person]) -> Decided:
    """What each of these mentees shows this mentor: sealed as that mentee's words, and in their record."""
    draft = message.draft
    asked = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(asked, "answered"))
    for mentee in mentees:
        record_id = draft.open_record(RecordKind.NUDGE, mentee, with_id=draft.case.person.id)
        shown = [one for one in draft.case.shown_goals if one.person_id == mentee.id]
        lines = [draft.words(say.SHOWN_HEAD, name=mentee.name)]
        for goal in shown:
            horizon = draft.words(say.PLAN_HORIZON[goal.horizon.value if goal.horizon else ""]).rstrip(":")
            lines.append(draft.words(say.SHOWN_GOAL, goal=goal.text, horizon=horizon))
        text = "\n".join(lines) if shown else draft.words(say.SHOWN_NONE, name=mentee.name)
        draft.send(draft.case.person, text, MessageClass.ANSWER, record_id, about=mentee)
        draft.add(fx.CloseRecord(record_id, "nudged"))
    return Decided(InboxOutcome.COMMAND, asked)


def _answer(draft: Draft, line: str, record_id: str) -> None:
    """Answer; a question about a goal that was still open is settled by what they say now."""
    waiting = draft.case.person.talking
    if waiting and waiting[0].name == GOAL_ORDER.name:
        let_go(draft, GOAL_ORDER)
        draft.send(draft.case.person, line, MessageClass.ANSWER, record_id)
    else:
        answer(draft, line, record_id)


def _said(message: Message, line: str) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    _answer(draft, line, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
