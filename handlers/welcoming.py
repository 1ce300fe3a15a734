"""Beginning: the invitation, and the welcome that follows a yes."""

from conversations import fixed as say
from conversations.welcome import MENTOR_WELCOME, WELCOME, Newcomer
from handlers.draft import Draft
from handlers.talking import begin
from records import effects as fx
from records.kinds import MessageClass, RecordKind, Role, Standing


def begin_welcome(draft: Draft) -> str:
    """Somebody said yes: they are active from now on, and are told what this is. Returns the record's id."""
    person = draft.case.person
    draft.add(fx.SetStanding(person.id, Standing.ACTIVE), fx.EndConversations(person.id, "replaced"))
    newcomer = Newcomer(
        name=person.name,
        programme=person.programme.name,
        coordinator=draft.coordinator,
        emergency=draft.emergency,
        mentor=draft.case.mentors[0].name if draft.case.mentors else "",
    )
    mentor_only = Role.MENTOR in person.roles and Role.MENTEE not in person.roles
    return begin(
        draft,
        MENTOR_WELCOME if mentor_only else WELCOME,
        newcomer,
        RecordKind.WELCOME,
        MessageClass.ANSWER,
    )


def invite(draft: Draft) -> None:
    """The first message, once, to somebody whose consent is on record."""
    record_id = draft.open_record(RecordKind.WELCOME)
    draft.say(say.INVITE, record_id, MessageClass.INVITATION, programme=draft.case.person.programme.name)
    draft.add(fx.CloseRecord(record_id, "invited"))
