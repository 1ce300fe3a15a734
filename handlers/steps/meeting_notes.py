"""A mentor's note of a meeting becomes a meeting record; it is never passed on to the mentee unasked.

Comes before the question that waits and before a mentor's words to their mentees. Where a text plainly
tells of a meeting it is kept and read back, and a question that waits is put again afterwards. Where that
is in doubt the mentor is asked, unless a question waits, whose answer it may be.
"""

from conversations import talk
from conversations.addressing import SECOND_PERSON, greets, words_of
from conversations.heard import Kind, hear
from conversations.intents import Intent
from conversations.kept_apart import PRIVATE
from conversations.meeting_notes import READ_BACK, SORT_OUT, Kept, is_undo
from conversations.meeting_reading import Told, may_tell, read
from conversations.mentor_speech import matters
from conversations.names import first_name
from conversations.plain import from_plain
from handlers.deciding import meeting_notes
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import begin_anew, carry, go_on
from handlers.steps import spoken
from records.cases import Person, Talking
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier

_WRITES = (Standing.ACTIVE, Standing.PAUSED)


def step(message: Message) -> Decided | None:
    """Keep a meeting, or ask about it; None where the text tells of none."""
    draft = message.draft
    person = draft.case.person
    if Role.MENTOR not in person.roles or person.standing not in _WRITES or not message.is_words:
        return None
    if message.tier not in (Tier.NONE, Tier.CONCERN):
        return None
    if (answered := _undone(message) or _answered(message)) is not None:
        return answered
    waiting = message.answerable
    if (waiting is not None and waiting.name in PRIVATE) or not draft.case.mentees:
        return None
    names = [one.name for one in draft.case.mentees]
    told = read(message.text, person.language, names, meeting_notes.today(draft)) or _by_example(message)
    if told is None or (waiting is not None and not told.sure):
        return None
    mentee = _mentee(message, told)
    if told.sure and mentee is not None:
        return _kept(message, told, mentee)
    doubt = meeting_notes.in_doubt(draft, told, mentee, message.text)
    record_id = begin_anew(draft, SORT_OUT, doubt, RecordKind.MESSAGE)
    # Until they have said what it is, a coordinator can read it.
    return Decided(InboxOutcome.FOR_A_PERSON, message.safety_record or record_id, needs_person=True)


def _mentee(message: Message, told: Told) -> Person | None:
    """Whom they met. A mentor of one need not say the name: but where another name stands there, it is
    asked."""
    mentees = message.draft.case.mentees
    named = [one for one in mentees if first_name(one.name) == told.name]
    return named[0] if told.name and len(named) == 1 else None


def _kept(message: Message, told: Told, mentee: Person) -> Decided:
    draft = message.draft
    before = _same_meeting(message, told, mentee)
    if before is not None:  # told once more, or better
        waiting, kept = before
        onward = meeting_notes.put_right(draft, kept, message.text)
        go_on(draft, waiting, onward)
        return Decided(InboxOutcome.COMMAND, waiting.record_id)
    kept = meeting_notes.keep(draft, mentee, told, message.text)
    record_id = begin_anew(draft, READ_BACK, kept, RecordKind.MESSAGE)
    return Decided(
        InboxOutcome.COMMAND, message.safety_record or record_id, needs_person=_asks_for_more(message)
    )


def _same_meeting(message: Message, told: Told, mentee: Person) -> tuple[Talking, Kept] | None:
    """The meeting that is being read back, where this tells of the same one."""
    for waiting in message.draft.case.person.talking:
        if waiting.name == READ_BACK.name:
            kept = from_plain(Kept, waiting.state.snapshot)
            if kept.person_id == mentee.id and kept.on == told.on.isoformat():
                return waiting, kept
    return None


def _asks_for_more(message: Message) -> bool:
    """Whether a coordinator has to read it all the same: it worries, or asks for something."""
    heard = hear(message.text)
    wants = heard is not None and heard.kind in (Kind.WANTS_PERSON, Kind.COMPLAINT, Kind.NEED)
    asks = "?" in message.text or matters(message.text)
    return wants or asks or message.tier is not Tier.NONE


def _undone(message: Message) -> Decided | None:
    """UNDO takes back the meeting just read back, whoever has spoken since."""
    if not is_undo(message.text):
        return None
    for waiting in message.draft.case.person.talking:
        if waiting.name == READ_BACK.name:
            turn = talk.reply(waiting.state, message.text, message.draft.case.person.language)
            carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
            return Decided(InboxOutcome.ANSWER, waiting.record_id)
    return None


def _answered(message: Message) -> Decided | None:
    """What was said to the meeting just read back, where nobody has spoken since: for nobody else."""
    waiting = message.answerable
    if waiting is None or waiting.name != READ_BACK.name:
        return None
    asked_at = waiting.handed_at or waiting.opened_at
    if any(one.at > asked_at for one in spoken.spoke(message)):
        return None
    turn = talk.reply(waiting.state, message.text, message.draft.case.person.language)
    if turn.answered is None:
        return None
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    return Decided(InboxOutcome.ANSWER, waiting.record_id, needs_person=message.tier is not Tier.NONE)


def _by_example(message: Message) -> Told | None:
    """What is like the examples of a meeting, and said to nobody: asked about, so that it reaches nobody
    unasked."""
    said = set(words_of(message.text))
    if message.answerable is not None or message.tier is not Tier.NONE or not may_tell(message.text):
        return None
    if not SECOND_PERSON.isdisjoint(said) or greets(message.text):
        return None
    if message.meaning is None or message.meaning.intent is not Intent.MET:
        return None
    draft = message.draft
    named = [first_name(one.name) for one in draft.case.mentees if first_name(one.name) in said]
    return meeting_notes.unsure(draft, message.text, named[0] if len(named) == 1 else "")
