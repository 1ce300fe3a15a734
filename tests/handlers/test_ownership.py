"""Whose a text is, as a table; and that nothing is ever taken for an answer that was not handed over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.check_in import MOOD
from conversations.questions import QUESTIONS, Kind
from conversations.requests import SURE_TO_DELETE
from conversations.welcome import CHECK_IN_DAY
from handlers.deciding.ownership import Asked, Known, Owner, Spoke, Whose, whose

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TERRY, ROBIN = Known("Terry", "terry"), Known("Robin")
PEOPLE = (TERRY, ROBIN)
Q, P, BOTH, ASK, NOBODY = Owner.QUESTION, Owner.PERSON, Owner.BOTH, Owner.ASK, Owner.NOBODY


def asked(question_id: str, *, at: datetime = AT, language: str = "en-US") -> Asked:
    question: Any = QUESTIONS[question_id]

    def read(text: str) -> object | None:
        found = question.read(text, language)
        return None if found is None else question.dump(found.value)

    return Asked(question_id, question.kind, at, read)


def after(question: Asked | None, theirs: str, text: str, who: Known = TERRY) -> Whose:
    """A person spoke a minute after our question."""
    return whose(text, question, [Spoke(who, theirs, AT + MINUTE)], PEOPLE)


MOODS, WENT, SHARE, DELETE = asked(MOOD.id), asked("step-went"), asked("share-step"), asked(SURE_TO_DELETE.id)
STEP, DAY, NAME = asked("next-step"), asked(CHECK_IN_DAY.id), asked("call-name")


@pytest.mark.found("D1", "D2", "D3")
@pytest.mark.parametrize(
    ("question", "theirs", "text", "owner"),
    [
        (SHARE, "Tues 5pm?", "yeah", P),
        (SHARE, "Morning! Cold one today.", "yes", Q),
        (SHARE, "Can you make Thursday?", "you can tell him yeah", Q),
        (DELETE, "shall I call you tomorrow?", "yes", P),
        (DELETE, "You good for Friday?", "YES delete the lot", Q),
        (MOODS, "How's the flat?", "5", Q),
        (MOODS, "Proud of you for going.", "3 tbh", Q),
        (MOODS, "just saw this, you ok?", "good thanks", P),
        (MOODS, "Rate your cooking out of 5 then chef?", "5", ASK),
        (WENT, "Did you ring your brother in the end?", "not yet", ASK),
        (WENT, "Did you ring your brother in the end?", "3, nah i bottled it terry", BOTH),
        (STEP, "Good chat yesterday. Mind yourself.", "get my CSCS card booked", Q),
        (STEP, "Good chat yesterday. Mind yourself.", "u too bro", P),
        (STEP, "What you up to this weekend?", "nothin much u?", P),
        (STEP, "I'm late", "see you at five", P),
        (STEP, "Why don't you give that barber a shout?", "yeah i'll do that", ASK),
        (STEP, "Can you email me the name?", "my small step is the meeting thurs", Q),
        (DAY, "Which day shall we grab that coffee?", "thursday", ASK),
        (DAY, "Which day shall we grab that coffee?", "thurs for coffee, ur buying", P),
        (DAY, "Love that photo you sent.", "thursdays 6pm", Q),
        (NAME, "Hi, I'm Terry, your mentor.", "Marcus", Q),
    ],
)
def test_whose_it_is(question: Asked, theirs: str, text: str, owner: Owner) -> None:
    assert after(question, theirs, text).owner is owner


@pytest.mark.parametrize(
    ("question", "text", "to", "words"),
    [
        (SHARE, "yes, and terry pls dont be mad at me", TERRY, "and terry pls dont be mad at me"),
        (SHARE, "No. But I would like a word with Robin about it.", ROBIN, "But I would like a word with"),
        (MOODS, "2. can terry ring me tho?", TERRY, "can terry ring me tho?"),
    ],
)
def test_each_gets_their_own_words(question: Asked, text: str, to: Known, words: str) -> None:
    found = whose(text, question, [], PEOPLE)
    assert found.owner is BOTH
    assert found.to == to
    assert found.words.startswith(words)


def test_where_nobody_has_spoken_what_is_read_is_ours_and_what_is_not_is_nobodys() -> None:
    assert whose("4", MOODS, [], PEOPLE).owner is Q
    assert whose("bananas", MOODS, [], PEOPLE).owner is NOBODY


@pytest.mark.parametrize("question", [MOODS, WENT, SHARE, DELETE, DAY])
def test_what_our_question_cannot_read_is_theirs(question: Asked) -> None:
    assert after(question, "you ok?", "mum is ill").owner is P


def test_with_no_question_of_ours_it_is_whoever_spoke_last() -> None:
    assert after(None, "you ok?", "yeah better now") == Whose(P, TERRY)
    assert after(None, "Do you want the voucher?", "yes please", ROBIN) == Whose(P, ROBIN)


QUESTION_IDS = [
    MOOD.id,
    "step-went",
    "share-step",
    "sure-to-delete",
    "next-step",
    "check-in-day",
    "call-name",
]


@given(
    text=st.text(max_size=60)
    | st.sampled_from(["yes", "4", "terry, yes", "tell Terry 4", "no. 5", "friday"]),
    theirs=st.text(max_size=60) | st.sampled_from(["you ok?", "4pm?", "rate it out of 5?"]),
    id_=st.sampled_from(QUESTION_IDS),
    later=st.integers(-600, 600),
    who=st.sampled_from(PEOPLE),
)
def test_every_text_has_one_owner_and_only_what_is_read_answers(
    text: str, theirs: str, id_: str, later: int, who: Known
) -> None:
    question = asked(id_)
    found = whose(text, question, [Spoke(who, theirs, AT + timedelta(seconds=later))], PEOPLE)
    if found.owner is Q and question.kind is not Kind.WHEN:
        assert question.read(found.answer or text) is not None
    if found.owner in (P, BOTH):
        assert found.to in PEOPLE
    if found.owner is ASK:
        assert found.doubt
