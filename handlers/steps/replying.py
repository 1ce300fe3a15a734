"""Sixth step: the waiting question, if this message can be its answer.

A text can answer only a question that had been handed over before the text was written.
Several texts in a row are one answer while nothing has been said in between. A reply that is
unclear and short is asked about once; one that says something else is for a person, and the
question stays open. A tapped button answers only the question it belongs to.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from channels.port import InboundKind
from conversations import keywords, names, talk
from conversations import sentences as say
from conversations.acknowledging import NEWS
from conversations.addressing import Towards, towards
from conversations.check_in import CHEERFUL, HARD, MOOD
from conversations.heard import tells_good_news
from conversations.kept_apart import NAMELESS, OWN, PRIVATE, THOUGHTS
from conversations.match_moments import HOW_IT_GOES, LOW, ONCE, PARTING, THANKS, score
from conversations.questions import QUESTIONS, Kind
from conversations.small_questions import SMALL
from conversations.whom_for import ASKS_WHOM, only_names
from handlers.deciding import intents, mentor_routing, news
from handlers.deciding.goals import good_news
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import carry, end_quietly
from handlers.steps import for_a_person, hearing, kit, mentor_begins, reflecting, spoken
from language.tokens import tidy
from records import effects as fx
from records.cases import HeardBefore, Relation, Talking
from records.kinds import InboxOutcome, MessageClass, RecordKind
from safety.tiers import Tier

# An unclear reply of more words than this says something a person should read.
_SHORT = 3
# A finger that comes down twice on one button.
_ONE_TAP = timedelta(seconds=10)
# Several texts in a row, written as one.
_ONE_BREATH = timedelta(minutes=2)
_ANSWERS = (InboxOutcome.ANSWER, InboxOutcome.OWN)
_ONE_THOUGHT = timedelta(minutes=10)  # "friday", and a little later "6pm"
_GOES_ON = re.compile(
    r"\W*(?:and|also|plus|then|n|&|\+|or|y|e|tambien|también|luego|ademas|además|o)\b", re.IGNORECASE
)


def step(message: Message) -> Decided | None:
    """Answer the waiting question; None where there is none, or this cannot be its answer."""
    if message.inbound.kind is InboundKind.BUTTON:
        return _tapped(message)
    if (thought := reflecting.more(message)) is not None:
        return thought
    if not message.is_words or not message.text.strip():
        return None
    whom = _asked_whom(message)
    waiting = whom or message.answerable
    if waiting is None:
        return _more_of_the_same(message)
    if waiting.name in THOUGHTS:  # what worries is read by a person, so it is not said to be theirs alone
        return reflecting.thought(message, waiting) if message.tier is Tier.NONE else None
    language = message.draft.case.person.language
    private = waiting.name in PRIVATE
    settled = private or whom is not None or (waiting.name in OWN and kit.theirs(message, waiting))
    settled = settled or _parting_words(message, waiting)
    if waiting.name in ONCE and not settled and (begun := mentor_begins.by_name(message)):
        return begun  # "Dee: did you ring them?" is said to Dee, whatever we asked meanwhile
    if (waiting.name in OWN and kit.is_news(message, waiting)) or (
        waiting.name in SMALL | ONCE and news.is_news(message) and not _how_it_goes(message, waiting)
    ):
        return for_a_person.hand_over(message)
    if not private and waiting.name not in OWN and _tells_what_happened(message, waiting):
        return for_a_person.hand_over(message)
    if not private and _is_a_plea(message, waiting):
        return for_a_person.hand_over(message)  # never an answer, and never a wrong one
    if not settled and mentor_routing.asks_staff(message, waiting):
        return for_a_person.hand_over(message)
    reads = talk.reads(waiting.state, message.text, language)
    if not reads and (more := _goes_on(message)) is not None:
        return more
    text, beside = message.text, False
    if not settled:
        found = spoken.carry_out(message, spoken.decide(message, waiting))
        if isinstance(found, Decided):
            return found
        names_them = reads and waiting.name in spoken.SETTLING  # "not dee" says whose it is
        if found is None and not names_them and (begun := mentor_begins.by_name(message)):
            return begun
        if found is not None:
            text, beside = found.text, found.needs_person
    whole = message.text
    if text == whole:
        text = whole = _with_what_came_before(message, waiting, language)
    if (
        not settled
        and text == message.text
        and (
            _for_somebody(message, waiting)
            or (not talk.reads(waiting.state, text, language) and _says_something_else(message))
        )
    ):
        return for_a_person.hand_over(message)
    turn = talk.reply(waiting.state, text, language)
    if turn.answered and (ended := _grave_week(message, waiting, turn)):
        return ended
    if turn.answered and turn.answered.words:  # "4 but my dad is ill": nobody is told that this is good
        turn = replace(turn, lines=tuple(line for line in turn.lines if line.wording not in CHEERFUL))
    if turn.answered and text != whole:  # the record has all that was said
        turn = replace(turn, answered=replace(turn.answered, words=tidy(whole)))
    told = turn.answered.words if turn.answered and waiting.name not in OWN else ""
    if told and tells_good_news(told):  # "5 got my own place!"
        message.draft.before.append(message.draft.words(NEWS))
        good_news(message.draft, waiting.record_id, told)
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    if waiting.name in OWN:
        return kit.answered(message, waiting)
    if private:
        if turn.answered is None:  # what cannot be used as an answer is the lead's as well
            intents.add_to_complaint(message.draft, waiting.record_id, message.text)
        return Decided(InboxOutcome.COMPLAINT, waiting.record_id)
    # "need help", "got arrested": what we cannot read, a person should, even while we ask again.
    unread = turn.answered is None and any(char.isalpha() for char in message.text)
    unclear = unread or turn.outcome is talk.Outcome.UNCLEAR
    beside = beside or mentor_routing.of_the_programme(message, waiting)
    if waiting.name in NAMELESS and message.tier is Tier.NONE and not (unclear or beside):
        return Decided(InboxOutcome.OWN, waiting.record_id)
    return Decided(InboxOutcome.ANSWER, waiting.record_id, needs_person=unclear or beside)


def _asked_whom(message: Message) -> Talking | None:
    """The question that waits for a name, where a text is nothing but one, whatever came since."""
    case = message.draft.case
    known = {names.first_name(one.name) for one in case.near if one.relation is Relation.MENTEE}
    if message.tier is not Tier.NONE or not only_names(message.text, known):
        return None
    return next(
        (
            one
            for one in case.person.talking
            if one.state.waiting is not None
            and one.state.waiting.question in ASKS_WHOM
            and one.handed_at is not None
            and one.handed_at - for_a_person.ROUNDING <= message.inbound.received_at
        ),
        None,
    )


def _tapped(message: Message) -> Decided:
    outbox_id, _, code = message.inbound.button.rpartition(":")
    waiting = message.waiting
    if (
        waiting is not None
        and waiting.state.waiting is not None
        and _asked_there(message, waiting, outbox_id)
    ):
        turn = talk.tap(waiting.state, waiting.state.waiting.key, code)
        if not turn.stale:
            carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
            if waiting.name in OWN:
                return kit.answered(message, waiting)
            return Decided(InboxOutcome.ANSWER, waiting.record_id)
    record_id = next((s.record_id for s in message.draft.case.said if s.outbox_id == outbox_id), None)
    before = message.before
    if before is not None and _tapped_twice(message, before):
        return Decided(InboxOutcome.NOTED, record_id or before.record_id)
    if before is None or before.outcome != InboxOutcome.STALE:  # tapping on and on is answered once
        message.draft.say(say.STALE_BUTTON, record_id or message.draft.open_record(RecordKind.MESSAGE))
    return Decided(InboxOutcome.STALE, record_id)


def _tapped_twice(message: Message, before: HeardBefore) -> bool:
    """Whether the tap just before was on the same button, and counted."""
    return (
        before.kind == InboundKind.BUTTON
        and before.outcome in (*_ANSWERS, InboxOutcome.NOTED)
        and before.text in (message.text, "")  # "": kept elsewhere
        and message.inbound.received_at - before.at <= _ONE_TAP
    )


def _asked_there(message: Message, waiting: Talking, outbox_id: str) -> bool:
    """Whether that message carried the question that waits: the newest copy of it, or an earlier one."""
    if waiting.outbox_id == outbox_id or (
        waiting.state.waiting and waiting.state.waiting.asked_in == outbox_id
    ):
        return True
    draft = message.draft
    carrier = next((s for s in draft.case.said if s.outbox_id == outbox_id), None)
    asked = talk.refresh(waiting.state).asked
    if carrier is None or carrier.record_id != waiting.record_id or asked is None:
        return False
    if [code for _, code in carrier.buttons] != [option.code for option in asked.question.options]:
        return False
    # Two questions of one talk may have the same buttons (yes, no): only its words tell them apart.
    wording = asked.question.wording
    sentences = (
        draft.wording.render(draft.case.person.language, one, **asked.variables)
        for one in (wording, f"{wording}.again")
    )
    return any(sentence in carrier.text for sentence in sentences)


_TELL = re.compile(r"\W*(?:(?i:please|pls|por favor)\W+)?(?i:tell|ask|dile a|preguntale a)\s+([^\W\d_]+)")
_NAMES = frozenset({"call-name", "first-name"})  # a name is the answer there


def _for_somebody(message: Message, waiting: Talking) -> bool:
    """Whether words at a free-text question are a question of their own, or plainly meant for somebody."""
    asked = waiting.state.waiting
    if asked is None or QUESTIONS[asked.question].kind is not Kind.TEXT:
        return False
    text = message.text.strip()
    if text.endswith(("?", "\uff1f")):
        return True
    case = message.draft.case
    known = {names.first_name(one.name) for one in case.near}
    keyword = keywords.read(text, case.person.language)
    if keyword is not None and keyword.kind is keywords.Command.MENTOR and keyword.to:
        return True
    if told := _TELL.match(text):
        return told[1].casefold() in known or told[1][0].isupper()
    if asked.question in _NAMES:
        return False
    return names.addresses(text, known)


def _grave_week(message: Message, waiting: Talking, turn: talk.Turn[Any]) -> Decided | None:
    """ "3 my nan died": the week is kept as they said, and nothing more is asked.

    After a hard week what comes next asks who may get in touch, and that is right.
    """
    answered, draft = turn.answered, message.draft
    if answered is None or answered.question != MOOD.id or not answered.words:
        return None
    hard = isinstance(answered.value, int) and answered.value <= HARD
    if hard or not hearing.tells_grave_news(message):
        return None
    draft.note(waiting.record_id, "answer", MOOD.id, f"{answered.value} ({answered.words})")
    draft.add(fx.CloseRecord(waiting.record_id, "finished"))
    end_quietly(draft, waiting)
    line = hearing.acknowledgement(message, waiting.record_id)
    line = line or draft.words(say.FOR_A_PERSON, name=draft.coordinator)
    draft.send(draft.case.person, line, MessageClass.ANSWER, waiting.record_id)
    return Decided(InboxOutcome.ANSWER, waiting.record_id, needs_person=True)


def _tells_what_happened(message: Message, waiting: Talking) -> bool:
    """Whether words tell what happened, or ask, where what somebody wants to do was asked for; or tell of
    something grave, where they cannot be read as an answer either."""
    asked = waiting.state.waiting
    if asked is None:
        return False
    if asked.question in news.PLANS:
        return (
            news.happened(message.text)
            or news.asks(message.text)
            or (hearing.tells_grave_news(message) and not news.is_plan(message.text))
        )
    readable = talk.reads(waiting.state, message.text, message.draft.case.person.language)
    return not readable and hearing.tells_grave_news(message)


def _how_it_goes(message: Message, waiting: Talking) -> bool:
    """ "1 he never calls": a low number says how it goes, and a person is told of it as of any news."""
    return waiting.name == HOW_IT_GOES.name and 0 < score(message.text) <= LOW


def _parting_words(message: Message, waiting: Talking) -> bool:
    """Words to the very person for whom they were asked: they are read back before they go."""
    asked, snapshot = waiting.state.waiting, waiting.state.snapshot
    if waiting.name != PARTING.name or asked is None or asked.question != THANKS.id:
        return False
    other = str(snapshot.get("other", "")) if isinstance(snapshot, dict) else ""
    return bool(other) and towards(message.text, other, in_touch=True) in (Towards.TO, Towards.TELL)


def _is_a_plea(message: Message, waiting: Talking) -> bool:
    """A cry for help, a word of ours, where somebody is: not what the question asks for."""
    asked = waiting.state.waiting
    if asked is None:
        return False
    own_words = QUESTIONS[asked.question].kind is Kind.TEXT
    language = message.draft.case.person.language
    if not own_words and talk.reads(waiting.state, message.text, language):
        return False
    return hearing.pressing(message, own_words=own_words)


def _with_what_came_before(message: Message, waiting: Talking, language: str) -> str:
    """The text, or with the one just before it where that alone could not be read: "friday", then "6pm"."""
    before = message.before
    if (
        before is None
        or before.outcome != InboxOutcome.ANSWER
        or before.record_id != waiting.record_id
        or message.inbound.received_at - before.at > _ONE_THOUGHT
        or waiting.state.waiting is None
        or not waiting.state.waiting.re_asks
        or talk.reads(waiting.state, message.text, language)
    ):
        return message.text
    joined = f"{before.text} {message.text}"
    return joined if talk.reads(waiting.state, joined, language) else message.text


def _says_something_else(message: Message) -> bool:
    return len(message.text.split()) > _SHORT


def _more_of_the_same(message: Message) -> Decided | None:
    """Another text while our reply is still on its way belongs to the answer just given.

    Where that could not be read, the two together may be: "friday", then "6pm". A question, a need or news is
    no more of an answer.
    """
    before = message.before
    said = message.draft.case.said
    if before is None or before.outcome not in _ANSWERS or before.record_id is None:
        return None
    if not said or said[0].record_id != before.record_id or said[0].handed_at is not None:
        return None
    if message.inbound.received_at - before.at > _ONE_BREATH:
        return None  # our reply is stuck somewhere, and they have something new to say
    if _asks_for_something(message, before):
        return for_a_person.hand_over(message)
    waiting, language = message.waiting, message.draft.case.person.language
    if before.outcome == InboxOutcome.OWN:
        same = waiting is not None and waiting.record_id == before.record_id
        return kit.more(message, waiting) if same and waiting is not None else None
    if waiting is not None and waiting.record_id == before.record_id:
        joined = _with_what_came_before(message, waiting, language)
        if joined != message.text:
            carry(
                message.draft,
                waiting.id,
                waiting.record_id,
                talk.reply(waiting.state, joined, language),
                MessageClass.ANSWER,
            )
            return Decided(InboxOutcome.ANSWER, before.record_id)
    if (more := _goes_on(message)) is not None:
        return more
    message.draft.note(before.record_id, "answer", "more", message.text)
    return Decided(InboxOutcome.ANSWER, before.record_id)


def _asks_for_something(message: Message, before: HeardBefore) -> bool:
    """Whether another text in one breath is a question, a need or news, and no more of the answer: it is
    answered whatever is on its way."""
    if message.text.rstrip().endswith(("?", "\uff1f")) or message.tier is not Tier.NONE:
        return True
    return before.outcome != InboxOutcome.OWN and hearing.asked_for(message)


def _goes_on(message: Message) -> Decided | None:
    """A step or goal that goes on in the next text ("and call my PO"): the answer is both together."""
    before, waiting = message.before, message.waiting
    if before is None or before.outcome != InboxOutcome.ANSWER or before.record_id is None:
        return None
    if message.inbound.received_at - before.at > _ONE_BREATH or waiting is None:
        return None
    if waiting.record_id != before.record_id or not waiting.state.answers:
        return None
    key = list(waiting.state.answers)[-1]
    question = QUESTIONS.get(key.rsplit("/", 1)[-1].partition(":")[0])
    so_far = waiting.state.answers[key]
    if question is None or question.kind is not Kind.TEXT or not isinstance(so_far, str) or not so_far:
        return None
    if not _GOES_ON.match(message.text) and before.text.rstrip()[-1:] not in ",&":
        return None
    whole = question.read(f"{so_far} {message.text}", message.draft.case.person.language)
    if whole is None:
        return None
    draft = message.draft
    state = replace(waiting.state, answers={**waiting.state.answers, key: question.dump(whole.value)})
    draft.note(before.record_id, "answer", question.id, str(whole.value))
    carry(draft, waiting.id, waiting.record_id, talk.refresh(state), MessageClass.ANSWER)
    return Decided(InboxOutcome.ANSWER, before.record_id)
