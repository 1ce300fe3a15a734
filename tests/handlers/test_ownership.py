"""Whose a text is, as a table; and that nothing is ever taken for an answer that was not handed over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.questions import Kind
from handlers.ownership import Owner, Spoke, Waiting, owner

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Q, P, BOTH, ASK = Owner.QUESTION, Owner.PERSON, Owner.BOTH, Owner.ASK


def waiting(id_: str, kind: Kind, *, reads: bool = True, at: datetime = AT) -> Waiting:
    return Waiting(id_, kind, at, reads)


MOOD = waiting("mood", Kind.SCALE)
WENT = waiting("step-went", Kind.CHOICE)
SHARE = waiting("share-step", Kind.YES_NO)
DELETE = waiting("sure-to-delete", Kind.YES_NO)
STEP = waiting("next-step", Kind.TEXT)
DAY = waiting("check-in-day", Kind.WHEN)
NAME = waiting("call-name", Kind.TEXT)


@pytest.mark.found("D1", "D2", "D3")
@pytest.mark.parametrize(
    ("question", "theirs", "text", "whose"),
    [
        (SHARE, "Tues 5pm?", "yeah", P),
        (SHARE, "Morning! Cold one today.", "yes", Q),
        (SHARE, "Can you make Thursday?", "you can tell him yeah", Q),
        (DELETE, "shall I call you tomorrow?", "yes", P),
        (DELETE, "You good for Friday?", "YES delete the lot", Q),
        (MOOD, "How's the flat?", "5", Q),
        (MOOD, "Proud of you for going.", "3 tbh", Q),
        (MOOD, "just saw this, you ok?", "good thanks", P),
        (MOOD, "Rate your cooking out of 5 then chef?", "5", ASK),
        (WENT, "Did you ring your brother in the end?", "not yet", ASK),
        (WENT, "Did you ring your brother in the end?", "3, nah i bottled it with my brother terry", BOTH),
        (STEP, "Good chat yesterday. Mind yourself.", "get my CSCS card booked", Q),
        (STEP, "Good chat yesterday. Mind yourself.", "u too bro", P),
        (STEP, "What you up to this weekend?", "nothin much u?", P),
        (STEP, "Why don't you give that barber a shout?", "yeah i'll do that", ASK),
        (STEP, "Can you email me the name?", "my small step is the meeting thurs", Q),
        (DAY, "Which day shall we grab that coffee?", "thursday", ASK),
        (DAY, "Which day shall we grab that coffee?", "thurs for coffee, ur buying", P),
        (DAY, "Love that photo you sent.", "thursdays 6pm", Q),
        (NAME, "Hi, I'm Terry, your mentor.", "Marcus", Q),
    ],
)
def test_whose_it_is(question: Waiting, theirs: str, text: str, whose: Owner) -> None:
    assert owner(text, question, Spoke("Terry", theirs, AT + MINUTE, "terry")) is whose


def test_where_nobody_has_spoken_it_is_ours() -> None:
    assert owner("anything", MOOD, None) is Q


@pytest.mark.parametrize("question", [MOOD, WENT, SHARE, STEP, DAY, NAME, DELETE])
def test_what_our_question_cannot_read_is_theirs(question: Waiting) -> None:
    unread = Waiting(question.id, question.kind, question.at, reads=False)
    assert owner("mum is ill", unread, Spoke("Terry", "you ok?", AT + MINUTE)) is P


@given(
    text=st.text(max_size=60),
    theirs=st.text(max_size=60),
    reads=st.booleans(),
    kind=st.sampled_from(Kind),
    id_=st.sampled_from(["mood", "share-step", "sure-to-delete", "next-step", "check-in-day", "call-name"]),
    after=st.integers(-600, 600),
)
def test_every_text_has_one_owner_and_what_is_unread_answers_nothing(
    text: str, theirs: str, reads: bool, kind: Kind, id_: str, after: int
) -> None:
    spoke = Spoke("Terry", theirs, AT + timedelta(seconds=after))
    whose = owner(text, waiting(id_, kind, reads=reads), spoke)
    assert whose in Owner
    if whose in (Owner.QUESTION, Owner.BOTH):
        plain_yes_or_no = id_ in ("share-step", "sure-to-delete")
        assert reads or plain_yes_or_no
