"""A mentor's words to a mentee: they can begin, answer a nudge, or say by name which of several is meant.

Words to the programme (supervision, cover, expenses, a worry about somebody) are for a coordinator, whoever
wrote last; so are words *about* a mentee. "Ok will do" bothers nobody. What is left is said to a mentee: to
the
one who is named, to the one whose words or of whom a nudge came last, to the only one; with several and no
sign, the mentor is asked once, the coordinator among those asked about, and the words go as they were typed.
"""

import re

from conversations.addressing import (
    Towards,
    clauses,
    greets,
    of_a_third,
    said_to_somebody,
    towards,
    words_of,
)
from conversations.asking import Asks, asks
from conversations.heard import Kind, hear
from conversations.mentor_speech import is_ours, matters
from conversations.names import first_name, means
from conversations.taken_note import only_takes_note
from conversations.whom_for import WHOM, Addressless
from handlers.deciding import after_danger
from handlers.deciding.message import SAME_EXCHANGE, Decided, Message
from handlers.deciding.talking import begin_anew
from handlers.steps import for_a_person, spoken
from records.cases import Person, Relation
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing

# "Tell Dee ...", "for Dee: ...", "dile a Dee que ..."
_FOR = re.compile(
    r"\W*(?:(?:can|could) (?:you|u) |please |pls |por favor |(?:this|that)(?:s| is|'s) )*(?:for|to|tell"
    r"|text|message|"
    r"pass (?:this|it) (?:on )?to|let|ask|para|dile a|avisale a|pasale este a|pasale a|digale a)"
    r"\s+(?P<name>[^\W\d_]+)(?:\s+know)?\s*(?:[:,\-\u2013]|that\b|que\b|\s)\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = re.compile(r"\W*(?P<name>[^\W\d_]+)\s*[:\-\u2013\u2014]\s*(?P<rest>\S.*)", re.DOTALL)
_TO_A_MENTEE = frozenset({Towards.TO, Towards.TELL})


def step(message: Message) -> Decided | None:
    """Pass a mentor's words on, or ask whom they are for; None where they are for nobody of theirs."""
    draft = message.draft
    case, person = draft.case, draft.case.person
    if Role.MENTOR not in person.roles or person.standing is not Standing.ACTIVE or not case.mentees:
        return None
    text = message.text.strip()
    if not message.is_words or not text or after_danger.worries(message) or message.answerable is not None:
        return None
    if (begun := by_name(message)) is not None:
        return begun
    talk = _talk_with(message)
    names = frozenset(first_name(one.name) for one in case.mentees)
    if spoken.rests(message) or (not spoken.spoke(message) and only_takes_note(text, names)):
        return _taken_note_of(message)
    if _for_the_programme(message, text) or talk == "":
        return None
    with_them = _mentee(message, talk)
    if _only_about_them(text):
        return None
    if with_them is not None and for_a_person.names_another(message, with_them, text):
        named = [one for one in case.mentees if first_name(one.name) in words_of(text)]
        if len(named) == 1 and said_to_somebody(text):
            return for_a_person.pass_on(message, named[0], text)
        return for_a_person.hand_over(message)
    if with_them is not None:
        return for_a_person.pass_on(message, with_them, text)
    if talk is not None:
        return None  # with a mentor of their own
    to_somebody = said_to_somebody(text) or greets(text) or text.endswith("?")
    if len(case.mentees) == 1:
        alone = to_somebody and not of_a_third(text)
        return for_a_person.pass_on(message, case.mentees[0], text) if alone else None
    return _ask_whom(message, text)


def by_name(message: Message) -> Decided | None:
    """Words said to a mentee by name go to that one, also while a question of ours waits."""
    case = message.draft.case
    if after_danger.worries(message) or not any(one.relation is Relation.MENTEE for one in case.near):
        return None
    text = message.text.strip()
    chosen = named_first(text, case.mentees)
    if chosen is None or _to_staff(message, text):
        return None
    to, words = chosen
    return for_a_person.pass_on(message, to, words, named=words != text)


def named_first(text: str, people: tuple[Person, ...]) -> tuple[Person, str] | None:
    """Whom the words are for, if they say so, and the words without that."""
    for pattern in (_FOR, _OPENS):
        if found := pattern.fullmatch(text):
            for one in people:
                if means(found["name"], one.name):
                    return one, found["rest"].strip()
    said_to = [
        one
        for one in people
        if any(towards(part, one.name, in_touch=_hailed(part, one)) in _TO_A_MENTEE for part in clauses(text))
    ]
    about = [one for one in people if any(towards(part, one.name) is Towards.ABOUT for part in clauses(text))]
    return (said_to[0], text) if len(said_to) == 1 and not about else None


def _hailed(part: str, one: Person) -> bool:
    """Whether a name that could be a word stands where names do: at the beginning, before words to
    somebody."""
    said = words_of(part)
    return bool(said) and said[0] == first_name(one.name) and said_to_somebody(" ".join(said[1:]))


def _only_about_them(text: str) -> bool:
    """ "He never came, what now": of somebody, and to nobody."""
    return of_a_third(text) and not (said_to_somebody(text) or greets(text))


def _ask_whom(message: Message, text: str) -> Decided:
    draft = message.draft
    people = [one.name for one in draft.case.mentees]
    if draft.case.on_duty or draft.case.staff:
        people.append(draft.coordinator)
    record_id = begin_anew(draft, WHOM, Addressless(text, ", ".join(people)), RecordKind.MESSAGE)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)  # until they have said it


def _taken_note_of(message: Message) -> Decided:
    """It stands beside what it answers; nobody is bothered."""
    last = next((one for one in message.draft.case.said if spoken.was_there(message, one)), None)
    return Decided(InboxOutcome.NOTED, last.record_id if last is not None else None)


def _for_the_programme(message: Message, text: str) -> bool:
    if matters(text) or is_ours(text) or _to_staff(message, text):
        return True
    mentees = message.draft.case.mentees
    if any(towards(part, one.name) is Towards.ABOUT for part in clauses(text) for one in mentees):
        return True
    heard = hear(text)
    return heard is not None and heard.kind in (Kind.WANTS_PERSON, Kind.COMPLAINT)


def _to_staff(message: Message, text: str) -> bool:
    case = message.draft.case
    to = (Towards.TO, Towards.WANTED)
    staff = [one.name for one in case.near if one.relation is Relation.STAFF]
    return any(towards(part, name, in_touch=True) in to for part in clauses(text) for name in staff)


def _talk_with(message: Message) -> str | None:
    """With whom there is talk: the person whose words, or a nudge about whom, came last.

    "" is the staff; None: nobody, or two of them wait for a reply. What waits for a reply is talked of for a
    day; once it has had one, for half a day.
    """
    case, now = message.draft.case, message.draft.now
    waiting = spoken.spoke(message)
    if len({one.who.person_id for one in waiting}) > 1:
        return None
    if waiting:
        return waiting[0].who.person_id
    replied = spoken.replied_at(message)
    for said in case.said:
        if said.handed_at is None or not spoken.was_there(message, said):
            continue
        had_a_reply = replied is not None and replied >= said.handed_at
        if now - said.handed_at > (SAME_EXCHANGE if had_a_reply else for_a_person.A_DAY):
            break
        if said.staff_id is not None:
            return ""
        if said.about is not None:
            return said.about
        if said.message_class == MessageClass.PROMPT and asks(said.text) is not Asks.NOTHING:
            return ""  # "How are you doing? Write back and Robin will read it."
    return None


def _mentee(message: Message, person_id: str | None) -> Person | None:
    return next((one for one in message.draft.case.mentees if one.id == person_id), None)
