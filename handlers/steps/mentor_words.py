"""What a mentor does by a word: SEEN, CALL and NOTE after a nudge, SUPERVISION and COVER for themselves.

For mentors only; to anybody else these are words like any others. None of them is ever passed on to a mentee,
but for "call" in small letters to one who has just asked something; CALL in capitals is a word of ours.
While the question of a complaint waits, all that is written belongs to it.
"""

from conversations import mentor_words as words
from conversations.addressing import words_of
from conversations.asking import names_a_day
from conversations.days import span_ahead
from conversations.discreet import tells_a_stranger
from conversations.meeting_notes import HOW
from conversations.mentor_words import CALL, COVER, NOTE, Away, Caller, CoverWanted, Noter, Said, Word
from conversations.names import first_name, means
from conversations.requests import PRIVATE
from conversations.sentences import RELAY
from handlers.deciding import meetings, mentor_words
from handlers.deciding.message import SAME_EXCHANGE, Decided, Message
from handlers.deciding.relaying import reachable
from handlers.deciding.talking import answer, begin_anew
from handlers.deciding.when_seen import seen
from handlers.steps import spoken
from records import effects as fx
from records.cases import Person, SaidBefore
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing
from safety.tiers import Tier

_WRITES = (Standing.ACTIVE, Standing.PAUSED)
_QUOTED = 80  # of what a mentee wrote about when they are free


def step(message: Message) -> Decided | None:
    """Do what one of these words asks for; None where it is none, or may be meant for somebody."""
    draft = message.draft
    person = draft.case.person
    if Role.MENTOR not in person.roles or person.standing not in _WRITES or not message.is_words:
        return None
    if message.tier not in (Tier.NONE, Tier.CONCERN):
        return None
    if message.answerable is not None and message.answerable.name in PRIVATE:
        return None
    said = words.read(message.text, person.language, mentor_words.today(draft))
    if said is None:
        return None
    match said.word:
        case Word.SEEN:
            return _seen(message)
        case Word.CALL:
            return _call(message, said)
        case Word.NOTE:
            return _note(message, said)
        case Word.SUPERVISION:
            return _supervision(message, said)
        case Word.COVER:
            return _cover(message, said)
        case Word.MET:
            return _say(message, HOW) if draft.case.mentees and _nobody_spoke(message) else None


# --- after a nudge -----------------------------------------------------------------------------------------


def _seen(message: Message) -> Decided | None:
    """What was seen is noted where it stands; nobody is sent it, whoever wrote last."""
    found = _nudged(message) or _written(message)
    if found is None:
        return None
    mentee, nudge = found
    draft = message.draft
    if nudge.record_id is not None:
        draft.add(fx.Note(nudge.record_id, mentee.id, "event", "seen", draft.case.person.name))
    answer(draft, draft.words(words.SEEN_THANKS), nudge.record_id or draft.open_record(RecordKind.NUDGE))
    return Decided(InboxOutcome.COMMAND, nudge.record_id)


def _call(message: Message, said: Said) -> Decided | None:
    draft = message.draft
    mentee = _mentee(message, said.rest) if said.rest else _of_the_talk(message)
    if mentee is None:
        return None
    if not reachable(draft, mentee):
        record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentee.id)
        line = draft.words(words.CALL_NO_NUMBER, None, name=mentee.name, coordinator=draft.coordinator)
        answer(draft, line, record_id)
        return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
    caller = Caller(mentee.id, mentee.name, _free(message, mentee), meetings.chosen_time(draft, mentee))
    return Decided(InboxOutcome.COMMAND, begin_anew(draft, CALL, caller, RecordKind.MESSAGE))


def _free(message: Message, mentee: Person) -> str:
    """What the mentee themselves wrote to this mentor last about a day or a time; "" for nothing.

    Their own words alone, never ours about them.
    """
    frame = message.draft.words(RELAY, None, name=mentee.name, text="")
    for said in message.draft.case.said:
        if said.relayed and said.about == mentee.id and spoken.was_there(message, said):
            text = said.text.removeprefix(frame)
            if text != said.text and names_a_day(text) and not tells_a_stranger(text):
                return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + "..."
    return ""


def _note(message: Message, said: Said) -> Decided | None:
    draft = message.draft
    mentees = draft.case.mentees
    if not mentees:
        return None
    if not said.rest:
        return _say(message, words.NOTE_HOW)
    first, _, more = said.rest.partition(" ")
    named = next((one for one in mentees if means(first.strip(":,-"), one.name)), None)
    about = named or _about(message, said.rest)
    if about is None:
        noter = Noter(said.rest, ", ".join(one.name for one in mentees))
        record_id = begin_anew(draft, NOTE, noter, RecordKind.MESSAGE)
        # Until they have said whom it is about, a coordinator can read it.
        return Decided(InboxOutcome.FOR_A_PERSON, message.safety_record or record_id, needs_person=True)
    text = more.strip() if named and first[-1:] in ":,-" and more.strip() else said.rest
    record_id = mentor_words.keep_note(draft, about, text)
    _say_it(message, record_id)
    return Decided(
        InboxOutcome.COMMAND,
        message.safety_record or record_id,
        needs_person=message.tier is not Tier.NONE,
    )


def _about(message: Message, text: str) -> Person | None:
    """Whom a note is about: who is named in it, of whom the nudge was, or the only one."""
    mentees = message.draft.case.mentees
    said = set(words_of(text))
    named = [one for one in mentees if first_name(one.name) in said]
    if named:
        return named[0] if len(named) == 1 else None
    found = _nudged(message)
    return found[0] if found else mentees[0] if len(mentees) == 1 else None


def _of_the_talk(message: Message) -> Person | None:
    """Whom a word without a name is about: of whom the nudge was, or the only one.

    Where somebody's words wait for a reply it is for them, unless it stands in capitals, as a word of ours.
    """
    mentees = message.draft.case.mentees
    if (found := _nudged(message)) is not None:
        return found[0]
    spoke = spoken.spoke(message)
    if spoke and not message.text.strip(" .!").isupper():
        return None
    last = next((one for one in mentees if spoke and one.id == spoke[0].who.person_id), None)
    return last or (mentees[0] if len(mentees) == 1 else None)


def _mentee(message: Message, name: str) -> Person | None:
    return next((one for one in message.draft.case.mentees if means(name.strip(" .!"), one.name)), None)


def _nudged(message: Message) -> tuple[Person, SaidBefore] | None:
    """The mentee of the newest nudge, where nobody has spoken to the mentor since."""
    for said in message.draft.case.said:
        if not spoken.was_there(message, said):
            continue
        if said.relayed or said.staff_id is not None:
            return None
        if said.message_class == MessageClass.PROMPT and said.about is not None:
            for mentee in message.draft.case.mentees:
                if mentee.id == said.about:
                    return mentee, said
    return None


def _written(message: Message) -> tuple[Person, SaidBefore] | None:
    """The mentee whose words stand newest on the mentor's phone."""
    for said in message.draft.case.said:
        if spoken.was_there(message, said) and said.relayed:
            for mentee in message.draft.case.mentees:
                if mentee.id == said.about:
                    return mentee, said
    return None


def _nobody_spoke(message: Message) -> bool:
    """Whether no person's words wait for a reply here."""
    return not spoken.spoke(message)


# --- for themselves ----------------------------------------------------------------------------------------


def _supervision(message: Message, said: Said) -> Decided:
    draft = message.draft
    if not said.rest and _asked_lately(message, Word.SUPERVISION):
        return _asked_already(message)
    record_id = draft.open_record(RecordKind.MESSAGE)
    mentor_words.supervision(draft, record_id, said.rest)
    draft.add(fx.CloseRecord(record_id, "answered"))
    _say_it(message, record_id)
    return Decided(InboxOutcome.COMMAND, message.safety_record or record_id)


def _cover(message: Message, said: Said) -> Decided:
    """With its days it is asked for at once; without, they are asked for."""
    draft = message.draft
    if not said.rest and _asked_lately(message, Word.COVER) and message.answerable is None:
        return _asked_already(message)
    today = mentor_words.today(draft)
    span = span_ahead(said.rest, draft.case.person.language, today) if said.rest else None
    if span is None:
        away = Away(today.isoformat(), draft.case.person.language, said.rest[:160])
        record_id = begin_anew(draft, COVER, away, RecordKind.MESSAGE)
        return Decided(InboxOutcome.COMMAND, message.safety_record or record_id)
    record_id = draft.open_record(RecordKind.MESSAGE)
    mentor_words.cover(draft, record_id, CoverWanted(span[0].isoformat(), span[1].isoformat(), said.rest))
    draft.add(fx.CloseRecord(record_id, "answered"))
    _say_it(message, record_id)
    return Decided(InboxOutcome.COMMAND, message.safety_record or record_id)


def _asked_lately(message: Message, word: Word) -> bool:
    """Whether they asked for the same within the same half day: it stands, and is not asked for twice."""
    draft = message.draft
    language, today = draft.case.person.language, mentor_words.today(draft)
    for heard in draft.case.heard:
        if heard.outcome == InboxOutcome.COMMAND and draft.now - heard.at < SAME_EXCHANGE:
            found = words.read(heard.text, language, today)
            if found is not None and found.word is word:
                return True
    return False


def _asked_already(message: Message) -> Decided:
    draft = message.draft
    line = draft.words(words.ASKED_ALREADY, None, coordinator=draft.coordinator, seen=seen(draft))
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    answer(draft, line, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


# --- how they are answered ---------------------------------------------------------------------------------


def _say(message: Message, wording: str) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    answer(draft, draft.words(wording), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _say_it(message: Message, record_id: str) -> None:
    """Say what stands ready to be said; a question that waits is put again with it."""
    draft = message.draft
    line = "\n".join(draft.before)
    draft.before.clear()
    answer(draft, line, record_id)
