"""Fourth step: whether somebody wants our messages at all.

STOP is final: nothing unprompted follows it, on any channel. START begins again. HELP is always
answered. Only a plain yes to the invitation is consent; a no is respected, and all else is for a
person to read. Until a programme is live, nobody but its staff joins it. Whoever is in custody comes
back by a person's hand. A stopped person's other words are kept for a human, and neither answered nor
taken for START; a bare yes, which may answer what was asked before the STOP, is told how messages come back.
"""

from channels.port import InboundKind
from conversations import control, keywords, segments, staff_words, talk
from conversations import sentences as say
from conversations.acknowledging import WHO_WE_ARE, WHO_WE_ARE_INVITED
from conversations.control import PAUSE
from conversations.identity import says_it_is_they, yes_it_is
from conversations.keywords import Command, Keyword
from conversations.reading import read_yes_no
from conversations.welcome import IS_YOU
from handlers.deciding import intents
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import answer, carry
from handlers.deciding.welcoming import begin_welcome
from handlers.steps import for_a_person
from handlers.steps.control import more_of_a_complaint
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Stage, Standing
from rules import times


def step(message: Message) -> Decided | None:
    """Honour STOP, START and HELP, and answer invitations; None for everything else."""
    draft = message.draft
    person = draft.case.person
    read = keyword(message)
    if read is Command.STOP:
        return _stop(message)
    if read is Command.WRONG_NUMBER and _may_be_somebody_else(message):
        return wrong_number(message)
    if (answered := _is_it_they(message)) is not None:
        return answered
    if read is Command.WHO and _asks_who_we_are(message):
        return _who_we_are(message)
    if person.standing is Standing.STOPPED:
        return _while_stopped(message, read)
    if complaint := _complaint_of_whoever_has_not_joined(message):
        return complaint
    if _too_early(message) and read is not Command.HELP:
        return for_a_person.not_open_yet(message)
    if person.standing is Standing.UNKNOWN and _asks_to_join(message):
        return _join(message)
    if message.inbound.kind is InboundKind.START_LINK:
        return _start_link(message)
    if read is Command.HELP:
        return _help(message)
    if person.standing is Standing.INVITED:
        return _invited(message, read)
    if read is Command.START and person.standing is not Standing.UNKNOWN:
        return _start(message)
    return None


def _is_it_they(message: Message) -> Decided | None:
    """The answer to the welcome's "Is this NAME?", as people give it; None where it is neither yes nor no."""
    waiting = message.answerable
    asked = waiting.state.waiting if waiting is not None else None
    if waiting is None or asked is None or asked.question != IS_YOU.id or not message.is_words:
        return None
    person = message.draft.case.person
    they = says_it_is_they(message.text, person.name)
    if they is None:
        return None
    if not they:
        return wrong_number(message)
    turn = talk.reply(waiting.state, "1", person.language)
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    return Decided(InboxOutcome.ANSWER, waiting.record_id)


def _asks_who_we_are(message: Message) -> bool:
    """Whether that is asked of us; a coordinator's "¿Quién está de turno?" asks for colleagues."""
    person = message.draft.case.person
    if Role.COORDINATOR in person.roles and staff_words.read(message.text) is not None:
        return False
    return person.standing in (Standing.INVITED, Standing.ACTIVE, Standing.PAUSED)


def _who_we_are(message: Message) -> Decided:
    """Who writes, and for whom. It ends nothing; whoever asked stays as they are."""
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    invited = draft.case.person.standing is Standing.INVITED
    line = draft.words(
        WHO_WE_ARE_INVITED if invited else WHO_WE_ARE,
        programme=draft.case.person.programme.name,
        name=draft.coordinator,
    )
    answer(draft, line, record_id)
    return Decided(InboxOutcome.CONSENT, record_id)


def _too_early(message: Message) -> bool:
    return not message.live and Role.COORDINATOR not in message.draft.case.person.roles


def _complaint_of_whoever_has_not_joined(message: Message) -> Decided | None:
    """For the lead alone, as everybody's is: all else they write is read by coordinators."""
    person, draft = message.draft.case.person, message.draft
    if person.standing not in (Standing.UNKNOWN, Standing.INVITED) and not _too_early(message):
        return None
    asked = _read(message) if message.is_words else None
    if asked is None or asked.kind is not Command.COMPLAIN:
        agrees = person.standing is Standing.INVITED and read_yes_no(message.text, person.language)
        goes_on = asked is None and not agrees and not _asks_to_join(message)
        return more_of_a_complaint(message) if goes_on else None
    record_id = draft.open_record(RecordKind.COMPLAINT)
    intents.complain(draft, record_id, asked.rest or message.text)
    return Decided(InboxOutcome.COMPLAINT, record_id)


def keyword(message: Message) -> Command | None:
    """STOP, START, HELP or "wrong number", as the carrier or we read it."""
    # What the carrier acted on counts, whatever we would have read.
    carrier = {"STOP": Command.STOP, "START": Command.START, "HELP": Command.HELP}
    acted = carrier.get(message.inbound.opt_out)
    # Carriers take YES for START; it is an answer, to what was asked before a STOP as well. Their other words
    # for START count only for somebody who has stopped.
    lifts = message.draft.case.person.standing is Standing.STOPPED and not keywords.is_bare_yes(message.text)
    if acted is not None and (acted is not Command.START or lifts):
        return acted
    if message.inbound.kind in _NO_WORDS:
        return None
    found = keywords.read(message.text, message.draft.case.person.language)
    if not message.is_words:  # a caption, an edit, a card: the wish to stop counts there as well
        return found.kind if found and found.kind is Command.STOP else None
    heard = (*carrier.values(), Command.WRONG_NUMBER, Command.WHO)
    return found.kind if found and found.kind in heard else None


# What carries no words of somebody's own: a tap, a link's code, what a provider tells of a chat.
_NO_WORDS = frozenset(
    {
        InboundKind.BUTTON,
        InboundKind.START_LINK,
        InboundKind.REACTION,
        InboundKind.GROUP,
        InboundKind.BLOCKED,
        InboundKind.UNBLOCKED,
    }
)


def _stop(message: Message) -> Decided:
    draft = message.draft
    person = draft.case.person
    already = person.standing is Standing.STOPPED
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(
        fx.SetStanding(person.id, Standing.STOPPED),
        fx.EndConversations(person.id, "stopped"),
        fx.CloseRecord(record_id, "stopped"),
    )
    draft.before.clear()
    # The carrier's own confirmation is not said twice; a second STOP needs no second one either.
    if not message.inbound.opt_out and not already:
        draft.say(say.STOP_CONFIRMED, record_id, MessageClass.STOP_OR_HELP, programme=person.programme.name)
    said_more = _read(message)
    return Decided(InboxOutcome.CONSENT, record_id, needs_person=bool(said_more and said_more.rest))


def _asks_to_join(message: Message) -> bool:
    """Whether somebody unknown texted the programme's word, or opened its Telegram link."""
    word = message.draft.case.person.programme.join_word
    said = message.is_words or message.inbound.kind is InboundKind.START_LINK
    return bool(word) and said and keywords.join_word(message.text) == word


def _join(message: Message) -> Decided:
    """Texting the word is the consent. A coordinator sees that somebody new is here, without a mentor."""
    draft = message.draft
    person = draft.case.person
    today = times.local_time(draft.now, person.timezone).date()
    draft.add(fx.Join(draft.new_id(), person.id, today))
    return Decided(InboxOutcome.CONSENT, begin_welcome(draft), needs_person=True)


def _may_be_somebody_else(message: Message) -> bool:
    person = message.draft.case.person
    return Role.COORDINATOR not in person.roles and person.standing in (
        Standing.INVITED,
        Standing.ACTIVE,
        Standing.PAUSED,
    )


def wrong_number(message: Message) -> Decided:
    """Somebody else may have this phone: nothing more is sent there, and a coordinator is told.

    The address is kept, so that a START from it is understood.
    """
    draft = message.draft
    person = draft.case.person
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(
        fx.SetStanding(person.id, Standing.STOPPED),
        fx.EndConversations(person.id, "stopped"),
        fx.CloseRecord(record_id, "stopped"),
    )
    draft.note(record_id, "event", "wrong-person")
    draft.before.clear()
    draft.say(control.WRONG_NUMBER, record_id, MessageClass.STOP_OR_HELP, programme=person.programme.name)
    return Decided(InboxOutcome.CONSENT, record_id, needs_person=True)


def _read(message: Message) -> Keyword | None:
    return keywords.read(message.text, message.draft.case.person.language)


def _while_stopped(message: Message, keyword: Command | None) -> Decided:
    wants_again = message.inbound.kind is InboundKind.START_LINK or (
        message.is_words and keywords.restarts(message.text)
    )
    if keyword is Command.START or wants_again:
        if not message.draft.case.person.roles:
            # Nobody has enrolled them: a wrong number that stopped and starts is a stranger as before.
            message.draft.add(fx.SetStanding(message.draft.case.person.id, Standing.UNKNOWN))
            return for_a_person.stranger(message)
        if _too_early(message):  # they may be written to again, once there is something to say
            message.draft.add(fx.SetStanding(message.draft.case.person.id, Standing.INVITED))
            return for_a_person.not_open_yet(message)
        return _start(message)
    if keyword is Command.HELP:
        return _help(message)
    asked = _read(message) if message.is_words else None
    if asked is not None and asked.kind is Command.COMPLAIN:
        message.draft.before.clear()
        return Decided(
            InboxOutcome.COMPLAINT, intents.complain_silently(message.draft, asked.rest or message.text)
        )
    message.draft.before.clear()
    if more := more_of_a_complaint(message):
        return more
    if message.is_words and keywords.is_bare_yes(message.text) and _not_told_how_to_start(message.draft):
        return _help(message)
    record_id = message.draft.open_record(RecordKind.MESSAGE)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)


def _not_told_how_to_start(draft: Draft) -> bool:
    """Whether somebody who stopped has roles here, and has not just been told how messages come back."""
    line = _help_line(draft)
    told = any(one.text == line and draft.now - one.at < for_a_person.A_DAY for one in draft.case.said)
    return bool(draft.case.person.roles) and not told


def _start(message: Message) -> Decided:
    draft = message.draft
    person = draft.case.person
    if draft.here and draft.here.blocked:
        draft.add(fx.BlockAddress(draft.here.id, blocked=False))
    if person.stage is Stage.CUSTODY or person.standing is Standing.CUSTODY:
        # Whose phone it is there, nobody knows: coming back is a coordinator's to confirm.
        if person.standing is Standing.STOPPED:  # that, and no more, they can take back
            draft.add(fx.SetStanding(person.id, Standing.CUSTODY))
        return for_a_person.hand_over(message)
    if message.waiting is not None and message.waiting.name == PAUSE.name:
        draft.add(fx.EndConversations(person.id, "started"))  # "for how long?" is answered by that
    if person.standing is Standing.ACTIVE:
        record_id = draft.open_record(RecordKind.MESSAGE)
        draft.say(say.START_CONFIRMED, record_id, programme=person.programme.name)
        draft.add(fx.CloseRecord(record_id, "answered"))
        return Decided(InboxOutcome.CONSENT, record_id)
    if not person.welcomed:
        # Stopped before the welcome was over, or before it began: begin at the beginning.
        return Decided(InboxOutcome.CONSENT, begin_welcome(draft))
    record_id = draft.open_record(RecordKind.MESSAGE)
    if person.standing is Standing.PAUSED:
        draft.add(fx.SetPause(person.id, on=False))
    else:
        draft.add(fx.SetStanding(person.id, Standing.ACTIVE))
    draft.add(fx.CloseRecord(record_id, "started"))
    if not message.inbound.opt_out:
        draft.say(say.START_CONFIRMED, record_id, programme=person.programme.name)
    return Decided(InboxOutcome.CONSENT, record_id)


def _start_link(message: Message) -> Decided:
    draft = message.draft
    person = draft.case.person
    if person.stage is Stage.CUSTODY:
        return _start(message)
    if message.invited or person.standing is Standing.INVITED:
        return Decided(InboxOutcome.CONSENT, begin_welcome(draft))
    if person.standing is Standing.UNKNOWN:
        record_id = draft.open_record(RecordKind.MESSAGE)
        draft.say(say.BAD_CODE, record_id)
        return Decided(InboxOutcome.STRANGER, record_id, needs_person=True)
    return _start(message)


def _help(message: Message) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    if message.inbound.opt_out != "HELP":
        draft.send(draft.case.person, _help_line(draft), MessageClass.STOP_OR_HELP, record_id)
    draft.add(fx.CloseRecord(record_id, "answered"))
    return Decided(InboxOutcome.CONSENT, record_id)


def _help_line(draft: Draft) -> str:
    """What one can text, in one segment however long the names are."""
    person = draft.case.person
    names = {"programme": person.programme.name, "coordinator": draft.coordinator}
    if person.standing is Standing.STOPPED:
        return draft.words(say.HELP_STOPPED, None, **names)
    mentee = Role.MENTEE in person.roles
    whole = draft.words(say.HELP if mentee else control.HELP_MENTOR, None, **names)
    if draft.buttons(person) or segments.count(segments.to_gsm7(whole)).segments == 1:
        return whole
    short = control.HELP_SHORT if mentee else control.HELP_MENTOR_SHORT
    return draft.words(short, None, programme=person.programme.name)


def _invited(message: Message, keyword: Command | None) -> Decided | None:
    """The first words after an invitation. Only a yes begins; a no is left to a person, who can ask again
    some day; what is neither is kept for them, and the invitation stays open."""
    if not (message.is_words or message.inbound.kind is InboundKind.BUTTON):
        return None
    person = message.draft.case.person
    read = read_yes_no(message.text, person.language)
    agrees = (read is not None and read[0]) or yes_it_is(message.text, person.name)
    if keyword is Command.START or agrees:
        return Decided(InboxOutcome.CONSENT, begin_welcome(message.draft))
    if read is not None:
        record_id = message.draft.open_record(RecordKind.WELCOME)
        message.draft.say(say.INVITE_DECLINED, record_id, programme=message.draft.case.person.programme.name)
        message.draft.add(fx.CloseRecord(record_id, "declined"))
        return Decided(InboxOutcome.ANSWER, record_id, needs_person=True)
    return for_a_person.hand_over(message) if message.text.strip() else None
