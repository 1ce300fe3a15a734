"""`pack preview`: a conversation as phones show it, played with sample answers by the real engine."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any

from rich.align import Align
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bot.sample_words import has_sample, sample
from conversations.questions import Kind
from conversations.segments import count, to_gsm7
from conversations.small_questions import BARRIER, GOOD_AT
from conversations.state import AskedQuestion, Outcome, Turn
from conversations.talk import CONVERSATIONS, Conversation, reply, start
from conversations.wording import Composed, Wording, compose

_WIDTH = 38  # of a phone, in letters
_MOST_TURNS = 20
_KNOWN: dict[str, dict[str, Any]] = {  # where a name alone does not say what stands there
    "strength": {"question": GOOD_AT.id},
    "barrier": {"question": BARRIER.id},
    "reflection": {"prompt": "beginnings-1"},
    "meeting": {"now": "2026-03-02 10:00", "country": "US", "whom": "Alex", "place": "", "words": ""},
    "time": {"quiet_start": "21:00", "quiet_end": "08:00"},
}


class PreviewProblem(Exception):
    """The conversation cannot be shown. The message says what to do instead."""


class Phone(StrEnum):
    """Which phone is shown."""

    SMS = "sms"
    TELEGRAM = "telegram"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: what the person wrote before it ("" at first), and the message, without and with buttons."""

    answer: str
    sms: Composed
    telegram: Composed


def play(wording: Wording, name: str, language: str, answers: Sequence[str] = ()) -> Iterator[Said]:
    """Play a conversation; where no answer is given for a question, a typical one is.

    Raises:
        PreviewProblem: there is no such conversation.
    """
    conversation = CONVERSATIONS.get(name.replace("-", "_"))
    if conversation is None:
        known = ", ".join(sorted(one.replace("_", "-") for one in CONVERSATIONS))
        raise PreviewProblem(f"There is no conversation {name} to show. There are: {known}.")
    given = list(answers)
    try:
        turn: Turn[Any] = start(conversation, _snapshot(conversation, language))
    except (ValueError, LookupError, TypeError):
        raise PreviewProblem(
            f"{name} begins with something that has no sample yet: add it to _KNOWN in bot/pack_preview.py."
        ) from None
    answer = ""
    for _ in range(_MOST_TURNS):
        sms, telegram = (
            compose(wording, language, turn.lines, turn.asked, buttons, unasked=not answer)
            for buttons in (False, True)
        )
        if sms.text:
            yield Said(answer, sms, telegram)
        if turn.outcome is not Outcome.WAITING or turn.asked is None:
            return
        answer = given.pop(0) if given else _typical(turn.asked, language)
        turn = reply(turn.state, answer, language)


def _snapshot(conversation: Conversation[Any, Any], language: str) -> Any:
    known = _KNOWN.get(conversation.name, {})
    given: dict[str, Any] = {}
    for one in fields(conversation.snapshot):
        if one.name in known:
            given[one.name] = known[one.name]
        elif one.type in (str, "str") and (one.default is MISSING or has_sample(language, one.name)):
            given[one.name] = "2026-03-05 15:00" if one.name == "at" else str(sample(language, one.name))
        elif one.default is MISSING:
            given[one.name] = 1 if one.type is int else False if one.type is bool else None
    return conversation.snapshot(**given)


def _typical(asked: AskedQuestion, language: str) -> str:
    """An answer that question can read."""
    spanish = language == "es"
    question = asked.question
    candidates = ["4"] if question.kind is Kind.SCALE else ["1"] if question.options else []
    candidates += ["viernes 18:00", "jueves 15:00"] if spanish else ["Friday 6pm", "Thursday 3pm"]
    candidates += ["45 min", "Alex", "una semana" if spanish else "a week"]
    if question.kind is Kind.TEXT:
        words = {"promise": "promise", "new-promise": "promise", "goal": "goal", "first-goal": "goal"}
        if not question.id.endswith(("-when", "-hour", "-length", "-for")):
            candidates.insert(0, str(sample(language, words.get(question.id, "step"))))
    return next((one for one in candidates if question.reader(one, language) is not None), candidates[0])


def show(said: Iterator[Said], phone: Phone, console: Console) -> None:
    """Print a played conversation: ours on the left, the person's on the right, both phones side by side."""
    for one in said:
        phones = [phone] if phone is not Phone.BOTH else [Phone.SMS, Phone.TELEGRAM]
        console.print(Columns([_screen(one, which) for which in phones], width=_WIDTH, padding=(0, 2)))


def _screen(one: Said, phone: Phone) -> RenderableType:
    message = one.sms if phone is Phone.SMS else one.telegram
    parts: list[RenderableType] = []
    if one.answer:
        theirs = Panel(Text(one.answer), expand=False, border_style="green", padding=(0, 1))
        parts.append(Align.right(theirs))
    cost = count(to_gsm7(message.text))
    units = f"{cost.units} letters{'' if cost.encoding == 'gsm7' else ' (70 each)'}"
    sms = f"{cost.segments} SMS, {units}"
    parts.append(
        Panel(
            Text(message.text),
            subtitle=sms if phone is Phone.SMS else "Telegram",
            subtitle_align="right",
            border_style="yellow" if phone is Phone.SMS and cost.segments > 1 else "blue",
            padding=(0, 1),
        )
    )
    parts += [Text(f"[ {label} ]", justify="center") for label, _ in message.buttons]
    return Group(*parts)


def run_preview(wording: Wording, name: str, language: str, answers: Sequence[str], phone: Phone) -> None:
    """Show a conversation on the terminal.

    Raises:
        PreviewProblem: there is no such conversation, or no such language.
    """
    if language not in wording.languages:
        raise PreviewProblem(f"There is no wording in {language}. There is: {', '.join(wording.languages)}.")
    show(play(wording, name, language, answers), phone, Console())
