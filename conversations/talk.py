"""The engine: a conversation is a function, and it is durable by replay.

What is stored is the answers. To take a turn, the function runs again from the top: answered
questions return at once, and it stops at the first open one. Nothing is kept in memory between
turns and no event loop is involved; the engine drives the coroutine by hand.

Promises:
- Answers are kept by key, so that adding, removing or reordering questions does not break a
  conversation in mid-flight; an answer the changed question cannot read is asked again.
- Nothing said is said again, and nothing is said late: a line whose place is before the newest
  answer is passed over.
- A reply is read against the question that was put to the person, even if an edit retired it.
- Misuse (a key asked twice, awaiting anything but `talk`, talking while stopping) is an error at
  once, whatever the conversation catches.
"""

import re
from collections.abc import Callable, Coroutine, Generator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Never, TypeVar

from conversations.lines import LINES
from conversations.plain import Unreadable, from_plain, to_plain
from conversations.questions import QUESTIONS, Question
from conversations.state import (
    Answer,
    AskedQuestion,
    Gap,
    Line,
    Outcome,
    State,
    Status,
    Turn,
    Value,
    Waiting,
)

__all__ = [
    "CONVERSATIONS",
    "Answer",
    "AskedQuestion",
    "Conversation",
    "ConversationError",
    "DoubleKey",
    "ForeignAwait",
    "Line",
    "NoReply",
    "Outcome",
    "State",
    "Status",
    "Talk",
    "TalkError",
    "TalkingWhileStopping",
    "Turn",
    "Unclear",
    "Undeclared",
    "UnknownConversation",
    "Waiting",
    "end",
    "reads",
    "refresh",
    "register",
    "reply",
    "silence",
    "start",
    "tap",
]

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")


class TalkError(Exception):
    """The base of everything the engine raises."""


class NoReply(TalkError):
    """Nobody answered within the question's patience, nor after one reminder."""


class Unclear(TalkError):
    """The reply stayed unclear after asking once more, and the question declares no default."""


class ConversationError(TalkError):
    """A conversation breaks a rule of the engine; the function has to be corrected."""


class DoubleKey(ConversationError):
    """One key was asked twice in a run. Give the question `about=`, or a `talk.part()` of its own."""


class ForeignAwait(ConversationError):
    """Something other than `talk` was awaited. Conversations do no I/O and know no clock."""


class TalkingWhileStopping(ConversationError):
    """Something was said or asked from a `finally` or an `except` while stopping at a question."""


class Undeclared(ConversationError):
    """A line or a question is used that is not declared, or with other variables than declared."""


class UnknownConversation(TalkError):
    """A stored conversation or question has no code any more. Keep it declared until nobody waits on it."""


class Talk:
    """What a conversation talks through. `part` gives a scope of its own to a helper conversation."""

    __slots__ = ("_run", "_scope")

    def __init__(self, run: "_Run", scope: str = "") -> None:
        self._run = run
        self._scope = scope

    async def ask(self, question: Question[T], *, about: str | int = "", **variables: Value) -> T:
        """Put a question and return its answer.

        Args:
            question: what to ask.
            about: which round of a loop this is, so that each round keeps its own answer.
            **variables: what stands in the sentence.

        Raises:
            NoReply: nobody answered, and the reminder brought nothing.
            Unclear: the reply stayed unclear and the question declares no default.
        """
        run = self._run
        key = self._scope + question.id + (f":{about}" if about != "" else "")
        if run.stopping and run.fault is not None:
            await _Open(key, question, "", variables)  # a loop that catches everything: break out of it
        run.must_be_running(f"question {key!r} is asked")
        if QUESTIONS.get(question.id) is not question:
            run.misuse(Undeclared(f"question {question.id!r} is not the registered one; declare it once"))
        if variables.keys() != question.variables:
            run.misuse(Undeclared(f"question {question.id!r} is asked with other variables than declared"))
        if key in run.asked_keys:
            run.misuse(DoubleKey(f"{key!r} is asked twice; use about= or talk.part()"))
        run.asked_keys.add(key)
        gap = run.state.gaps.get(key)
        if gap is not None:
            run.settle(key)
            raise NoReply(key) if gap is Gap.NO_REPLY else Unclear(key)
        if key in run.state.answers:
            try:
                value = question.load(run.state.answers[key])
            except Unreadable:
                pass  # the question changed under a stored answer: ask it again
            else:
                run.settle(key)
                return value
        run.open = _Open(key, question, str(about), variables)
        await run.open
        raise AssertionError("the engine never resumes a stopped conversation")

    async def say(self, wording: str, **variables: Value) -> None:
        """Say a declared line, once."""
        run = self._run
        run.must_be_running(f"line {wording!r} is said")
        if LINES.get(wording) != variables.keys():
            run.misuse(Undeclared(f"line {wording!r} is not declared with these variables"))
        identity = self._scope + wording
        count = run.counts[identity] = run.counts.get(identity, 0) + 1
        run.lines.append(Line(identity if count == 1 else f"{identity}#{count}", wording, variables))

    def part(self, name: str) -> "Talk":
        """A scope of its own, so that a helper conversation's questions and lines keep apart."""
        if not re.fullmatch(r"[a-z0-9-]+", name):
            self._run.misuse(ConversationError(f"part {name!r}: use small letters, digits and hyphens only"))
        return Talk(self._run, f"{self._scope}{name}/")


@dataclass(frozen=True, slots=True)
class Conversation(Generic[S, R]):
    """A conversation: its name, its revision, what it begins with, and the function itself."""

    name: str
    revision: int
    snapshot: type[S]
    run: Callable[[Talk, S], Coroutine[Any, Any, R]]


CONVERSATIONS: dict[str, Conversation[Any, Any]] = {}
"""Every registered conversation by name."""


def register(conversation: Conversation[S, R]) -> Conversation[S, R]:
    """Make a conversation known, so that its stored states can go on.

    Raises:
        ValueError: another conversation has that name.
    """
    if conversation.name in CONVERSATIONS:
        raise ValueError(f"conversation {conversation.name!r} is registered twice; choose another name")
    CONVERSATIONS[conversation.name] = conversation
    return conversation


def start(conversation: Conversation[S, R], snapshot: S) -> Turn[R]:
    """Begin a conversation with what is known now."""
    state = State(conversation.name, conversation.revision, to_plain(snapshot))
    return _drive(conversation, state)


def reply(state: State, text: str, language: str) -> Turn[Any]:
    """Take a reply to the waiting question; a conversation that is over returns a stale turn."""
    waiting = state.waiting
    if waiting is None:
        return _stale(state)
    question = _question(waiting)
    read = question.read(text, language)
    if read is not None:
        return _answered(
            state, waiting, Answer(waiting.key, question.id, question.dump(read.value), read.words)
        )
    if not waiting.re_asks:
        return _drive(_conversation(state), state, again=True)
    if question.default is not None:
        default = question.dump(question.default)
        return _answered(state, waiting, Answer(waiting.key, question.id, default, text, by_default=True))
    return _without_answer(state, waiting, Gap.UNCLEAR)


def tap(state: State, key: str, code: str) -> Turn[Any]:
    """Take a tapped button; one that belongs to another question returns a stale turn."""
    waiting = state.waiting
    if waiting is None or waiting.key != key:
        return _stale(state)
    question = _question(waiting)
    try:
        value = question.tapped(code)
    except Unreadable:
        return _stale(state)
    return _answered(state, waiting, Answer(key, question.id, question.dump(value)))


def reads(state: State, text: str, language: str) -> bool:
    """Whether this text can answer the waiting question; changes nothing."""
    return state.waiting is not None and _question(state.waiting).read(text, language) is not None


def silence(state: State) -> Turn[Any]:
    """The waiting question's patience is over: first the one gentle reminder, if it has one, then
    `NoReply`."""
    waiting = state.waiting
    if waiting is None:
        return _stale(state)
    if not waiting.reminded and _question(waiting).reminds:
        return _drive(_conversation(state), state, reminder=True)
    return _without_answer(state, waiting, Gap.NO_REPLY)


def refresh(state: State) -> Turn[Any]:
    """Put the waiting question again as the code asks it now; go on if it is no longer asked."""
    if state.waiting is None:
        return _stale(state)
    return _drive(_conversation(state), state)


def end(state: State) -> State:
    """Close a waiting conversation from outside: STOP, a newer one, a coordinator."""
    if state.waiting is None:
        return state
    return replace(state, waiting=None, status=Status.ENDED)


def _answered(state: State, waiting: Waiting, answer: Answer) -> Turn[Any]:
    state = replace(state, answers={**state.answers, waiting.key: answer.value})
    turn = _drive(_conversation(state), state, settled=waiting.key)
    return replace(turn, answered=answer)


def _without_answer(state: State, waiting: Waiting, gap: Gap) -> Turn[Any]:
    state = replace(state, gaps={**state.gaps, waiting.key: gap})
    return _drive(_conversation(state), state, settled=waiting.key)


def _stale(state: State) -> Turn[Any]:
    return Turn(state, Outcome(state.status.value), stale=True)


def _conversation(state: State) -> Conversation[Any, Any]:
    try:
        return CONVERSATIONS[state.conversation]
    except KeyError:
        raise UnknownConversation(f"no conversation {state.conversation!r} is registered") from None


def _question(waiting: Waiting) -> Question[Any]:
    try:
        return QUESTIONS[waiting.question]
    except KeyError:
        raise UnknownConversation(f"no question {waiting.question!r} is registered") from None


class _Open:
    """The question a run stopped at; awaiting it hands it to the engine."""

    __slots__ = ("about", "key", "question", "variables")

    def __init__(self, key: str, question: Question[Any], about: str, variables: Mapping[str, Value]) -> None:
        self.key = key
        self.question = question
        self.about = about
        self.variables = variables

    def __await__(self) -> Generator["_Open", None, None]:
        yield self


class _Run:
    """One run from the top: what was asked and said, and the first misuse, which nobody can swallow."""

    __slots__ = ("_newest", "_settled", "asked_keys", "counts", "fault", "lines", "open", "state", "stopping")

    def __init__(self, state: State, newest: str) -> None:
        self.state = state
        self.asked_keys: set[str] = set()
        self.counts: dict[str, int] = {}
        self.lines: list[Line] = []
        self.open: _Open | None = None
        self.stopping = False
        self.fault: ConversationError | None = None
        self._newest = newest
        self._settled = 0

    def settle(self, key: str) -> None:
        """A question returned at once. What was said before the newest answer is the past."""
        if self._newest not in self.asked_keys or key == self._newest:
            self._settled = len(self.lines)

    def split(self) -> tuple[list[Line], list[Line]]:
        """Lines whose moment has passed, and lines to say now."""
        said = set(self.state.said)
        past = [line for line in self.lines[: self._settled] if line.id not in said]
        due = [line for line in self.lines[self._settled :] if line.id not in said]
        return past, due

    def must_be_running(self, what: str) -> None:
        if self.stopping:
            self.misuse(TalkingWhileStopping(f"{what} while stopping at a question; move it out of there"))

    def misuse(self, fault: ConversationError) -> Never:
        self.fault = self.fault or fault
        raise fault


def _drive(
    conversation: Conversation[S, R],
    state: State,
    settled: str = "",
    *,
    again: bool = False,
    reminder: bool = False,
) -> Turn[R]:
    """Run from the top to the first open question or the end, and make a turn of it."""
    run = _Run(state, settled)
    result: R | None = None
    outcome = Outcome.FINISHED
    coroutine = conversation.run(Talk(run), from_plain(conversation.snapshot, state.snapshot))
    try:
        stopped_at = coroutine.send(None)
    except StopIteration as finished:
        result = finished.value
    except NoReply:
        outcome = Outcome.NO_REPLY
    except Unclear:
        outcome = Outcome.UNCLEAR
    except Exception:
        if run.fault is None:
            raise
    else:
        outcome = Outcome.WAITING
        _stop(run, coroutine, stopped_at)
    if run.fault is not None:
        raise run.fault
    return _turn(conversation, run, outcome, result, again=again, reminder=reminder)


def _stop(run: _Run, coroutine: Coroutine[Any, Any, Any], stopped_at: object) -> None:
    """Let go of a coroutine at its question. What it catches on the way out changes nothing."""
    if stopped_at is None or stopped_at is not run.open:
        run.fault = run.fault or ForeignAwait("a conversation may await nothing but talk")
    run.stopping = True
    try:
        coroutine.close()
    except Exception as error:
        if run.fault is None:
            raise ConversationError("a conversation fails while stopping at a question") from error


def _turn(
    conversation: Conversation[Any, R],
    run: _Run,
    outcome: Outcome,
    result: R | None,
    *,
    again: bool,
    reminder: bool,
) -> Turn[R]:
    past, due = run.split()
    before = run.state.waiting
    waiting: Waiting | None = None
    asked: AskedQuestion | None = None
    if outcome is Outcome.WAITING and run.open is not None:
        opened = run.open
        same = before is not None and before.key == opened.key
        asked = AskedQuestion(
            opened.question, opened.key, opened.variables, again=again and same, reminder=reminder and same
        )
        waiting = Waiting(opened.key, opened.question.id, opened.about)
        if same and before is not None:
            waiting = replace(
                before,
                question=opened.question.id,
                re_asks=before.re_asks + again,
                reminded=before.reminded or reminder,
            )
    status = Status.ENDED if outcome is Outcome.UNCLEAR else Status(outcome.value)
    state = replace(
        run.state,
        revision=conversation.revision,
        said=(*run.state.said, *(line.id for line in past), *(line.id for line in due)),
        waiting=waiting,
        status=status,
        result=to_plain(result),
    )
    return Turn(state, outcome, tuple(due), asked, result=result)
