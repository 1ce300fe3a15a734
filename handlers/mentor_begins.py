"""A mentor's words to a mentee: they can begin, answer a nudge, or say by name which of several is meant.

Words to the programme (supervision, cover, a worry about somebody, expenses) are for a coordinator, whoever
wrote last. So are words *about* a mentee. What is left is said to a mentee: to the one who is named, to the
one of whom something was handed over last, to the only one; with several and no sign, the mentor is asked
once, and the words go as they were typed.
"""

import re

from conversations.heard import Kind, hear
from conversations.names import addresses, first_name, means, plain, speaks_of
from conversations.whom_for import WHOM, Addressless
from handlers import for_a_person
from handlers.message import Decided, Message
from handlers.talking import begin_anew
from records.cases import Person
from records.kinds import InboxOutcome, RecordKind, Role, Standing
from safety.tiers import Tier

_TO_THE_PROGRAMME = re.compile(
    r"\b(?:supervis\w+|cover|expenses?|training|refresher|coordinator|programme|program|am i (?:meant|"
    r"supposed|allowed|ok)|should i report"
    r"|report this|step(?:ping)? down|carry on|time off|weeks? off|on (?:leave|holiday|vacation)|"
    r"matched|new mentee|clearance|dbs|rota"
    r"|boss|guidance|safeguard\w*|worried about|im worried|i'm worried|concerned|what (?:shd|should|"
    r"do) i do|need (?:advice|help|support|to talk)"
    r"|supervision|gastos|capacitacion|coordinador\w*|programa|preocupa\w*|que hago|fondo|reporto|"
    r"debo|relevo)\b"
)
# "Tell Dee ...", "for Dee: ...", "Dee - ...", "dile a Dee que ..."
_FOR = re.compile(
    r"\W*(?:(?:can|could) (?:you|u) |please |pls |por favor )*(?:for|to|tell|text|message|"
    r"pass (?:this|it) (?:on )?to|let|ask|para|dile a|avisale a|pasale este a|pasale a|digale a)"
    r"\s+(?P<name>[^\W\d_]+)(?:\s+know)?\s*(?:[:,\-\u2013]|that\b|que\b|\s)\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = re.compile(r"\W*(?P<name>[^\W\d_]+)\s*[:\-\u2013\u2014]\s*(?P<rest>\S.*)", re.DOTALL)
_THIRD = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|hes|shes|he's|she's|ella|le|lo)\b")
_SECOND = re.compile(
    r"\b(?:you|u|ur|your|yours|ya|yourself|hey|hi|hello|hola|yo|te|ti|tu|tus|contigo|estas|andas|vas|"
    r"puedes|quieres|mate|bro|mija|mijo)\b"
)


_GOES_ON = r"(?:you|u|there|are|im|i|see|can|do|did|how|what|hope|estas|como)\b"


def step(message: Message) -> Decided | None:
    """Pass a mentor's words on, or ask whom they are for; None where they are for nobody of theirs."""
    draft = message.draft
    case, person = draft.case, draft.case.person
    if Role.MENTOR not in person.roles or person.standing is not Standing.ACTIVE or not case.mentees:
        return None
    text = message.text.strip()
    if not message.is_words or not text or message.tier is not Tier.NONE or message.answerable is not None:
        return None
    chosen = named_first(text, case.mentees)
    if chosen is not None:
        return for_a_person.pass_on(message, *chosen)
    if for_a_person.closes(text) or _for_the_programme(message, text):
        return None
    spoken_of = _spoken_of_last(message)
    if spoken_of is not None:
        if _THIRD.search(plain(text)) and not _SECOND.search(plain(text)):
            return None  # "I'll ring her after work" is about them
        return for_a_person.pass_on(message, spoken_of, text)
    if not _SECOND.search(plain(text)) or _THIRD.search(plain(text)):
        return None
    if len(case.mentees) == 1:
        return for_a_person.pass_on(message, case.mentees[0], text)
    names = ", ".join(one.name for one in case.mentees)
    record_id = begin_anew(draft, WHOM, Addressless(text, names), RecordKind.MESSAGE)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)  # until they have said it


def by_name(message: Message) -> Decided | None:
    """While a question of ours waits: words said to a mentee by name go to them all the same."""
    case = message.draft.case
    chosen = named_first(message.text.strip(), case.mentees) if message.tier is Tier.NONE else None
    if chosen is None or _for_the_programme(message, message.text):
        return None
    return for_a_person.pass_on(message, *chosen)


def named_first(text: str, people: tuple[Person, ...]) -> tuple[Person, str] | None:
    """Whom the words are for, if they begin by saying so, and the words without that."""
    for pattern in (_FOR, _OPENS):
        if found := pattern.fullmatch(text):
            for one in people:
                if means(found["name"], one.name):
                    return one, found["rest"].strip()
    for one in people:
        hailed = rf"\W*(?:\w+\W+)?{re.escape(first_name(one.name))}(?:\s*[,!:]|\b\W+{_GOES_ON})"
        if addresses(text, {first_name(one.name)}) or re.match(hailed, plain(text)):
            return one, text
    return None


def _for_the_programme(message: Message, text: str) -> bool:
    case, said = message.draft.case, plain(text)
    if _TO_THE_PROGRAMME.search(said):
        return True
    if any(
        addresses(text, {first_name(one.name)}) or first_name(one.name) in said.split() for one in case.staff
    ):
        return True
    if any(speaks_of(text, one.name) for one in case.mentees):
        return True
    heard = hear(text)
    return heard is not None and heard.kind in (Kind.WANTS_PERSON, Kind.COMPLAINT)


def _spoken_of_last(message: Message) -> Person | None:
    """The mentee whose words, or a nudge about whom, were handed over last; None where it was two."""
    case, now = message.draft.case, message.draft.now
    lately = [
        said
        for said in case.said
        if said.about is not None
        and said.handed_at is not None
        and now - said.handed_at <= for_a_person.A_DAY
        and message.inbound.received_at >= said.handed_at - for_a_person.ROUNDING
    ]
    answered = max(
        (heard.at for heard in case.heard if heard.outcome == InboxOutcome.FOR_A_PERSON), default=None
    )
    open_ones = [
        said for said in lately if answered is None or (said.handed_at and said.handed_at > answered)
    ]
    who = {said.about for said in (open_ones or lately[:1])}
    if len(who) != 1:
        return None
    return next((one for one in case.mentees if one.id in who), None)
