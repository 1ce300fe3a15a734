"""Beginning: the invitation, and the welcome that follows a yes."""

from conversations import sentences as say
from conversations.mentor_words import INVITE_MENTOR
from conversations.welcome import MENTOR_WELCOME, WELCOME, Newcomer
from handlers.deciding.draft import Draft
from handlers.deciding.talking import begin
from records import effects as fx
from records.kinds import MessageClass, RecordKind, Role, Standing


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


def invite(draft: Draft) -> None:
    """The first message, once, to somebody whose consent is on record."""
    record_id = draft.open_record(RecordKind.WELCOME)
    person = draft.case.person
    mentors = Role.MENTOR in person.roles and Role.MENTEE not in person.roles
    line = INVITE_MENTOR if mentors else say.INVITE
    draft.say(line, record_id, MessageClass.INVITATION, programme=person.programme.name)
    draft.add(fx.CloseRecord(record_id, "invited"))
