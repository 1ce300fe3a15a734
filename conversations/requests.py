"""What people ask of the record about them: to know it, to correct it, to have it deleted, to complain.

None of it happens by itself: each becomes something a named human has to do, and the words say who reads
it and who does not. A complaint is the lead's alone.
"""

from dataclasses import dataclass

from conversations.lines import line
from conversations.questions import text, yes_no
from conversations.talk import Conversation, Talk, Unclear, register

_WORDS = 300
_COMPLAINT_WORDS = 5000  # more than any channel brings in one message

RECORD_SUMMARY = line("record-summary", "since", "check_ins", "messages", "goals", "steps")
RECORD_READERS = line("record-readers", "readers")
RECORD_READERS_MENTOR = line("record-readers-mentor", "readers", "mentor")
RECORD_KIT = line("record-kit", "number")
RECORD_KIT_SHOWN = line("record-kit-shown", "number")
RECORD_SMALL = line("record-small", "number")
RECORD_HOW = line("record-how")
COPY_ASKED = line("copy-asked", "readers")

CORRECTION_KEPT = line("correction-kept", "coordinator")
DELETE_EXPLAINED = line("delete-explained", "leads")
DELETE_ASKED = line("delete-asked", "readers")
DELETE_NOT = line("delete-not")

COMPLAINT_LEAD = line("complaint-lead", "lead", "coordinator")
COMPLAINT_ONLY_LEAD = line("complaint-only-lead", "lead")
COMPLAINT_LEADS = line("complaint-leads", "leads")
COMPLAINT_NO_LEAD = line("complaint-no-lead", "coordinator")
COMPLAINT_KEPT = line("complaint-kept")
COMPLAINT_MORE = line("complaint-more")
COMPLAINT_NOT_WORDS = line("complaint-not-words")  # for the lead

WHAT_IS_WRONG = text("what-is-wrong", _WORDS)
SURE_TO_DELETE = yes_no("sure-to-delete")
WHAT_HAPPENED = text("what-happened", _COMPLAINT_WORDS)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks; the first names of those it concerns, "" where there is none.

    `lead` and `coordinator` are the same where the coordinator leads the programme. `leads` are all who do.
    """

    coordinator: str
    lead: str = ""
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is wrong in the record, in their words."""

    words: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """Whether they want it."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """What happened, in their words; "" where they wrote nothing that could be used."""

    words: str


def complaint_readers(lead: str, coordinator: str, leads: str = "") -> tuple[str, dict[str, str]]:
    """The line that says who reads a complaint and who does not, with what stands in it.

    `leads` are all who lead the programme, where they are several.
    """
    if leads and leads != lead:
        return COMPLAINT_LEADS, {"leads": leads}
    if not lead:
        return COMPLAINT_NO_LEAD, {"coordinator": coordinator}
    if lead == coordinator:
        return COMPLAINT_ONLY_LEAD, {"lead": lead}
    return COMPLAINT_LEAD, {"lead": lead, "coordinator": coordinator}


async def correct(talk: Talk, person: Asker) -> Correction:
    """Ask what is wrong."""
    return Correction(await talk.ask(WHAT_IS_WRONG))


async def delete(talk: Talk, person: Asker) -> Deletion:
    """Say what must be kept and why, and ask once."""
    await talk.say(DELETE_EXPLAINED, leads=person.leads or person.lead or person.coordinator)
    return Deletion(await talk.ask(SURE_TO_DELETE))


async def complain(talk: Talk, person: Asker) -> Complaint:
    """Say who reads it, then ask what happened."""
    wording, names = complaint_readers(person.lead, person.coordinator, person.leads)
    await talk.say(wording, **names)
    try:
        return Complaint(await talk.ask(WHAT_HAPPENED))
    except Unclear:
        return Complaint("")  # the lead asks


CORRECTION = register(Conversation("correction", 1, Asker, correct))
DELETION = register(Conversation("deletion", 1, Asker, delete))
COMPLAINT = register(Conversation("complaint", 1, Asker, complain))
