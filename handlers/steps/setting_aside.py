"""Where a message could not be handled: it is kept whole, for a person, who hears of it at once.

Whoever wrote gets an honest line. What fails in here as well is left out: that the message is kept comes
first.
"""

import contextlib
from collections.abc import Iterator

from conversations import sentences as say
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.steps import control
from records.kinds import InboxOutcome, Lane, MessageClass, RecordKind, Standing


def step(message: Message) -> Decided:
    """Keep it for a person. Of a complaint, for the lead alone."""
    with contextlib.suppress(Exception):
        if private := control.set_aside_for_the_lead(message):
            return private
    draft = message.draft
    so_far = len(draft.effects)  # of the screening
    record_id = message.safety_record
    try:
        record_id = record_id or draft.open_record(RecordKind.MESSAGE)
    except Exception:
        del draft.effects[so_far:]
    _tell(draft, record_id)
    return Decided(InboxOutcome.SET_ASIDE, record_id, needs_person=True)


def _tell(draft: Draft, record_id: str | None) -> None:
    """An honest line to whoever wrote, and one to the staff on duty, who would not look otherwise."""
    person = draft.case.person
    if person.standing is not Standing.STOPPED:  # a stranger is answered once a day: `rules.sending`
        with _one_by_itself(draft):
            draft.say(say.FOR_A_PERSON, record_id, name=draft.coordinator)
    for member in draft.case.to_alert:
        with _one_by_itself(draft):
            link = draft.link(record_id) if record_id else draft.console_url
            line = draft.words(say.STAFF_SET_ASIDE, member, programme=person.programme.name, link=link)
            draft.send(member, line, MessageClass.STAFF_ALERT, record_id, lane=Lane.REPLY)


@contextlib.contextmanager
def _one_by_itself(draft: Draft) -> Iterator[None]:
    """One who cannot be told keeps nobody else from being told."""
    so_far = len(draft.effects)
    try:
        yield
    except Exception:
        del draft.effects[so_far:]
