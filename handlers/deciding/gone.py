"""Conversations whose code is gone: a stored question that this program cannot put, read or go on from.

Promises: nobody is silenced by one. It is ended, the record says so, and what the person writes walks on as
if no question waited. What can still go on is left alone.
"""

from dataclasses import replace

import structlog

from conversations import talk
from conversations.questions import QUESTIONS
from conversations.state import Status
from records import effects as fx
from records.cases import Case, Talking

log = structlog.get_logger(__name__)


def cannot_go_on(waiting: Talking) -> bool:
    """Whether the code of that conversation, or of its question, is no longer there or no longer fits."""
    asked = waiting.state.waiting
    if asked is None or asked.question not in QUESTIONS:
        return True
    try:
        talk.refresh(waiting.state)
    except Exception:  # whatever it is, it will be so again at every message
        return True
    return False


def let_go(case: Case) -> tuple[Case, list[fx.Effect]]:
    """The case without the conversations that cannot go on, and the effects that end them."""
    gone = [one for one in case.person.talking if cannot_go_on(one)]
    if not gone:
        return case, []
    left = tuple(one for one in case.person.talking if one not in gone)
    effects = [effect for one in gone for effect in ended(case.person.id, one)]
    return replace(case, person=replace(case.person, talking=left)), effects


def ended(person_id: str, waiting: Talking) -> list[fx.Effect]:
    """The effects that end a conversation which cannot go on, with a note of it in its record."""
    log.error("a conversation cannot go on; it was ended", conversation=waiting.id, name=waiting.name)
    return [
        fx.Note(waiting.record_id, person_id, "event", "cannot-go-on"),
        fx.CloseRecord(waiting.record_id, "ended"),
        fx.PutConversation(
            id=waiting.id,
            person_id=person_id,
            record_id=waiting.record_id,
            name=waiting.name,
            status=Status.ENDED,
            state=talk.end(waiting.state),
        ),
    ]
