"""What is said to a text that answers nothing: what was heard, who will see it when, and what helps until
then.

`step` answers questions about us at once; whatever question of ours waits is put again in the same message.
For everything else `acknowledgement` gives the line for what was heard, None for the general one. Nothing
here decides who gets the message: all but questions about us wait for a person.
"""

from conversations import acknowledging as say
from conversations import heard, keywords
from conversations.heard import ABOUT_US, GRAVE, PRESSING, Heard, Kind
from conversations.questions import QUESTIONS
from conversations.questions import Kind as Asks
from conversations.weighing import weigh
from handlers.deciding import after_danger, places
from handlers.deciding.draft import Draft
from handlers.deciding.goals import good_news
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import answer
from handlers.deciding.when_seen import seen
from records import effects as fx
from records.kinds import InboxOutcome, RecordKind, Role, Standing
from safety.tiers import Tier


def step(message: Message) -> Decided | None:
    """Answer a question about us; None for everything else, and where it is not sure that it is one."""
    person = message.draft.case.person
    joined = person.standing in (Standing.ACTIVE, Standing.PAUSED)
    if not joined or Role.COORDINATOR in person.roles or not message.is_words:
        return None
    words = heard.hear(message.text)
    if words is None or words.kind not in ABOUT_US or _may_be_an_answer(message):
        return None
    found = weigh(words, message.meaning)
    if found is None or not found.sure:
        return None
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.CloseRecord(record_id, "answered"))
    answer(draft, about_us(draft, found.kind), record_id)
    return Decided(InboxOutcome.COMMAND, record_id)


def _may_be_an_answer(message: Message) -> bool:
    """In somebody's own words "ask if it is private" is a step: there a question has to be one plainly."""
    waiting = message.answerable
    asked = waiting.state.waiting if waiting is not None else None
    if asked is None or QUESTIONS[asked.question].kind is not Asks.TEXT:
        return False
    return not message.text.rstrip().endswith(("?", "\uff1f")) and not heard.opens_as_question(message.text)


def about_us(draft: Draft, kind: Kind) -> str:
    """The true answer to a question about us."""
    wording = say.ABOUT[kind]
    programme = draft.case.person.programme.name
    given = {"programme": programme, "name": draft.coordinator, "readers": draft.readers}
    return draft.words(wording, None, **{name: given[name] for name in sorted(say.needs(wording))})


def asked_for(message: Message) -> bool:
    """Whether this asks for something, so that it gets an answer however much was said just now."""
    if message.is_words and ("?" in message.text or heard.opens_as_question(message.text)):
        return True
    found = _heard(message)
    return found is not None and found.kind not in (Kind.THANKS, Kind.GREETING)


def is_grave(message: Message) -> bool:
    """Whether this tells of something that no question of ours may stand beside. In doubt, it does."""
    if not message.is_words:
        return False
    words = heard.hear(message.text)
    if words is not None and words.kind in GRAVE:
        return True  # examples are not asked: a question too few costs nothing
    found = _heard(message)
    return found is not None and found.kind in GRAVE


def tells_grave_news(message: Message) -> bool:
    """Whether it plainly does, so that it is no answer of theirs either."""
    words = heard.hear(message.text) if message.is_words else None
    if words is None or words.kind not in GRAVE:
        return False  # what examples alone tell of is not sure
    found = _heard(message)
    return found is not None and found.kind in GRAVE


def pressing(message: Message, *, own_words: bool) -> bool:
    """Whether this cannot be meant as an answer to a question of ours: a plea, or where somebody is.

    Args:
        message: what came.
        own_words: whether the question asks for words of their own: there only a plea is none.
    """
    words = _by_words(message)
    if words is None or words.kind not in PRESSING:
        return False
    found = _weighed(message, words)
    if found is None or found.kind is not words.kind:
        return False
    return not own_words or heard.is_plea(message.text)


def acknowledgement(message: Message, record_id: str) -> str | None:
    """The line for what was heard, with what follows from it; None where the general one is the honest
    one."""
    draft = message.draft
    found = _heard(message)
    if found is None or found.kind is Kind.THANKS:
        return None
    if found.kind in ABOUT_US:
        return about_us(draft, found.kind)
    given: dict[str, str] = {"name": draft.coordinator, "seen": seen(draft)}
    match found.kind:
        case Kind.NEED:
            wording = say.HEARD_NEED if places.any_for(draft, found.need) else say.HEARD_NEED_NO_PLACE
            return draft.words(wording, None, **given)
        case Kind.WANTS_PERSON:
            return draft.words(say.HEARD_WANTS_PERSON, None, emergency=draft.emergency, **given)
        case Kind.GREETING:
            return draft.words(say.HEARD_GREETING, None, programme=draft.case.person.programme.name, **given)
        case Kind.ASKS_ABOUT_US:
            programme = draft.case.person.programme.name
            return draft.words(say.WHO_WE_ARE, None, programme=programme, name=draft.coordinator)
        case Kind.CUSTODY if found.sure and Role.MENTEE in draft.case.person.roles:
            # A phone in a property bag is read by others: nothing unasked leaves until a person has looked.
            draft.add(fx.HoldPrompts(draft.case.person.id))
        case Kind.CUSTODY:  # not sure, or told by somebody else: a person looks before anything is held
            return draft.words(say.HEARD_CUSTODY_UNSURE, None, **given)
        case Kind.GOOD_NEWS if found.sure:
            good_news(draft, record_id, message.text)
    return draft.words(say.HEARD[found.kind], None, **given)


def _heard(message: Message) -> Heard | None:
    return _weighed(message, _by_words(message))


def _asks_for_a_person(message: Message) -> bool:
    """In a word of ours (PERSON), or with nothing but a call for help: nothing is weighed against that."""
    keyword = keywords.read(message.text, message.draft.case.person.language)
    return (keyword is not None and keyword.kind is keywords.Command.PERSON) or heard.is_plea(message.text)


def _by_words(message: Message) -> Heard | None:
    if not message.is_words:
        return None
    if message.tier is Tier.NONE and _asks_for_a_person(message):
        return Heard(Kind.WANTS_PERSON)
    found = heard.hear(message.text)
    # What worries is answered as such; where somebody is counts all the same.
    worries = after_danger.worries(message)
    if worries and (found is None or found.kind not in (Kind.CUSTODY, Kind.HOSPITAL)):
        return None
    return found


def _weighed(message: Message, words: Heard | None) -> Heard | None:
    """With what examples say, unless the text worries: then nobody but words is asked."""
    if not message.is_words or after_danger.worries(message) or _asks_for_a_person(message):
        return words
    return weigh(words, message.meaning)
