"""Beginning: the invitation, and the welcome that follows a yes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from conversations import fixed as say
from conversations.welcome import MENTOR_WELCOME, WELCOME, Newcomer
from handlers.draft import Draft
from handlers.talking import begin
from handlers.tools import Tools
from records import effects as fx
from records.kinds import MessageClass, RecordKind, Role, Standing
from records.load import load_cases
from records.save import save
from records.types import new_id


def begin_welcome(draft: Draft) -> str:
    """Somebody said yes: they are active from now on, and are told what this is. Returns the record's id."""
    person = draft.case.person
    draft.add(fx.SetStanding(person.id, Standing.ACTIVE), fx.EndConversations(person.id, "replaced"))
    if person.roles == {Role.COORDINATOR}:
        return _staff_joined(draft)
    newcomer = Newcomer(
        name=person.name,
        programme=person.programme.name,
        coordinator=draft.coordinator,
        emergency=draft.emergency,
        mentor=draft.mentor_names,
        readers=draft.readers,
    )
    mentor_only = Role.MENTOR in person.roles and Role.MENTEE not in person.roles
    return begin(
        draft,
        MENTOR_WELCOME if mentor_only else WELCOME,
        newcomer,
        RecordKind.WELCOME,
        MessageClass.ANSWER,
    )


def _staff_joined(draft: Draft) -> str:
    """Staff know what this is: from now on their phone rings, and that is all."""
    person = draft.case.person
    record_id = draft.open_record(RecordKind.WELCOME)
    draft.add(fx.Welcomed(person.id), fx.CloseRecord(record_id, "started"))
    draft.say(say.START_CONFIRMED, record_id, programme=person.programme.name)
    return record_id


def send_invitations(connection: Connection, tools: Tools, now: datetime, person_ids: Sequence[str]) -> None:
    """Queue invitations; the rules hold back any that may not go."""
    effects: list[fx.Effect] = []
    for case in load_cases(connection, tools.sealer, now, person_ids, tools.open_channels).values():
        draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
        invite(draft)
        effects += draft.effects
    save(connection, tools.sealer, now, effects)


def invite(draft: Draft) -> None:
    """The first message, once, to somebody whose consent is on record."""
    record_id = draft.open_record(RecordKind.WELCOME)
    draft.say(say.INVITE, record_id, MessageClass.INVITATION, programme=draft.case.person.programme.name)
    draft.add(fx.CloseRecord(record_id, "invited"))
