"""Whatever people send, in whatever order, a conversation waits or has ended, and its state can be stored."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import (
    calling_off,
    catalogue,
    circle,
    control,
    goals,
    kit,
    lessons,
    meeting_notes,
    meetings,
    mentor_words,
    own_plan,
    pulses,
    reflections,
    requests,
    seeking,
    small_questions,
    wellbeing,
    whom_for,
)
from conversations.check_in import CHECK_IN, Last, Mentee
from conversations.goals_listed import Listed
from conversations.self_care import LOOK_BACK, SELF_CARE, Carer, Promiser
from conversations.small_steps import MID_WEEK, SMALL_STEP, Horizon, Stepper, Underway
from conversations.talk import (
    CONVERSATIONS,
    Outcome,
    State,
    Status,
    Turn,
    end,
    refresh,
    reply,
    silence,
    start,
    tap,
)
from conversations.welcome import MENTOR_WELCOME, WELCOME, Newcomer
from conversations.whom_for import WHICH_ONE, WHOM, Addressless, Doubtful

words = st.text(min_size=1, max_size=30)
maybe = st.one_of(st.just(""), words)
count = st.integers(min_value=0, max_value=1000)
listed = st.builds(Listed, id=words, number=st.integers(1, 9), text=words)
newcomer = st.builds(Newcomer, name=words, programme=words, coordinator=words, emergency=words, mentor=maybe)
begun = st.one_of(
    st.tuples(
        st.just(CHECK_IN),
        st.builds(
            Mentee,
            **{"name": words, "coordinator": words, "mentor": maybe, "step": maybe, "variant": count},
            **{"step_goal": maybe, "step_goal_id": maybe, "missed": st.integers(0, 3), "tiny": maybe},
            **{"goals": st.lists(listed, max_size=4).map(tuple), "last": st.sampled_from(Last)},
            **{"hard": maybe, "news": maybe},
        ),
    ),
    st.tuples(st.sampled_from([WELCOME, MENTOR_WELCOME]), newcomer),
    st.tuples(
        st.just(SMALL_STEP),
        st.builds(
            Stepper,
            **{"name": words, "goal": maybe, "horizon": st.none() | st.sampled_from(Horizon)},
            **{"goal_id": maybe, "mentor": maybe, "new": st.booleans()},
            goals=st.lists(listed, max_size=4).map(tuple),
        ),
    ),
    st.tuples(
        st.just(goals.GOAL_ORDER),
        st.builds(
            goals.Chooser,
            **{"order": st.sampled_from(goals.Order), "goals": st.lists(listed, max_size=4).map(tuple)},
            **{"number": st.integers(0, 9), "words": maybe, "sure": st.booleans(), "mentor": maybe},
        ),
    ),
    st.tuples(st.just(goals.GOAL_HELP), st.builds(goals.Sharpener, goal_id=words, goal=words)),
    st.tuples(
        st.just(goals.STEP_GOAL_OF),
        st.builds(goals.StepKeeper, step_id=words, step=words, goals=st.lists(listed, max_size=4).map(tuple)),
    ),
    st.tuples(st.just(MID_WEEK), st.builds(Underway, name=words, step=words, variant=count)),
    st.tuples(st.just(SELF_CARE), st.builds(Carer, name=words)),
    st.tuples(st.just(control.PAUSE), st.builds(control.Rester, name=words)),
    st.tuples(
        st.just(control.TIME),
        st.builds(
            control.Timer,
            quiet_start=st.sampled_from(["21:00", "20:00", "00:00"]),
            quiet_end=st.sampled_from(["08:00", "09:30", "00:00"]),
            night=st.booleans(),
        ),
    ),
    st.tuples(st.just(control.LANGUAGE), st.builds(control.Speaker, name=words)),
    st.tuples(
        st.just(seeking.RESOURCES),
        st.builds(
            seeking.Seeker,
            name=words,
            need=st.none() | st.sampled_from(control.Need),
            local=st.sampled_from(["", "housing", "food housing"]),
        ),
    ),
    st.tuples(st.just(seeking.WHERE), st.builds(seeking.Placer, area=maybe)),
    st.tuples(st.just(seeking.PLACES_HELPED), st.builds(seeking.Told, list_id=words)),
    st.tuples(st.just(own_plan.OWN_PLAN), st.builds(own_plan.Writer, readers=maybe, first=st.booleans())),
    st.tuples(st.just(own_plan.OWN_PLAN_SHOW), st.builds(own_plan.PlanShower, readers=words)),
    st.tuples(
        st.sampled_from([requests.CORRECTION, requests.DELETION, requests.COMPLAINT]),
        st.builds(requests.Asker, coordinator=words, lead=maybe),
    ),
    st.tuples(st.just(LOOK_BACK), st.builds(Promiser, name=words, promise=words, variant=count)),
    st.tuples(
        st.just(WHICH_ONE), st.builds(Doubtful, words=words, person=words, person_id=maybe, coordinator=words)
    ),
    st.tuples(st.just(WHOM), st.builds(Addressless, words=words, people=words)),
    st.tuples(
        st.just(circle.CIRCLE), st.builds(circle.Asked, question_id=words, words=words, coordinator=words)
    ),
    st.tuples(
        st.just(pulses.PULSE),
        st.builds(
            pulses.Asked,
            round_id=words,
            programme=words,
            coordinator=words,
            questions=st.just(
                (
                    pulses.Put("listened", "Heard?", choice=True),
                    pulses.Put("better", "What else?", choice=False),
                )
            ),
        ),
    ),
    st.tuples(
        st.just(lessons.LESSON),
        st.builds(lessons.Learner, topic=st.sampled_from(sorted(lessons.Topic)), number=st.integers(1, 6)),
    ),
    st.tuples(st.just(kit.KIT), st.builds(kit.Keeper, readers=words, room=st.integers(1, 6))),
    st.tuples(st.just(kit.KIT_CHANGE), st.builds(kit.Changer, entry=words, who=words)),
    st.tuples(st.just(kit.KIT_SHOW), st.builds(kit.Shower, readers=words)),
    st.tuples(
        st.just(meeting_notes.SORT_OUT),
        st.builds(
            meeting_notes.InDoubt,
            words=words,
            doubtful=st.booleans(),
            person_id=maybe,
            people=words,
            on=st.just("2026-01-05"),
            minutes=count,
            place=maybe,
            about=maybe,
        ),
    ),
    st.tuples(
        st.just(meeting_notes.READ_BACK),
        st.builds(
            meeting_notes.Kept,
            record_id=words,
            person_id=words,
            meeting=words,
            on=st.just("2026-01-05"),
            minutes=count,
            place=maybe,
            about=maybe,
            asked=st.booleans(),
        ),
    ),
    st.tuples(
        st.just(meetings.MEETING),
        st.builds(
            meetings.Meeter,
            people=words,
            words=st.sampled_from(["", "thurs 3pm library", "31 feb"]),
            now=st.just("2026-01-05 10:00"),
            country=st.sampled_from(["US", "GB"]),
            whom=maybe,
            closed=st.sampled_from(["", "20:00-07:00"]),
        ),
    ),
    st.tuples(
        st.just(meetings.BEFORE_IT),
        st.builds(meetings.Goer, meeting=words, whom=words, at=st.just("2026-01-08 15:00"), place=words),
    ),
    st.tuples(
        st.just(meetings.AFTER_IT),
        st.builds(meetings.Afterwards, meeting=words, whom=words, at=st.just("2026-01-08 15:00")),
    ),
    st.tuples(
        st.just(meetings.AFTER_IT_TOO),
        st.builds(meetings.AlsoThere, record=words, mentee=words, whom=words, at=st.just("2026-01-08 15:00")),
    ),
    st.tuples(
        st.just(calling_off.CALLING_OFF),
        st.builds(calling_off.Leaver, meeting=words, whom=words, at=st.just("2026-01-08 15:00")),
    ),
    st.tuples(
        st.just(mentor_words.CALL), st.builds(mentor_words.Caller, person_id=words, name=words, known=maybe)
    ),
    st.tuples(
        st.just(wellbeing.WELLBEING),
        st.builds(wellbeing.Asked, name=words, programme=words, coordinator=words, signposts=words),
    ),
    st.tuples(
        st.just(whom_for.MENTEE_OR_STAFF),
        st.builds(whom_for.HeldBack, words=words, name=words, coordinator=words),
    ),
    st.tuples(st.just(mentor_words.NOTE), st.builds(mentor_words.Noter, words=words, people=words)),
    st.tuples(
        st.just(mentor_words.COVER),
        st.builds(
            mentor_words.Away,
            today=st.just("2026-01-05"),
            tongue=st.sampled_from(["en-US", "es"]),
            said=maybe,
        ),
    ),
    st.tuples(
        st.just(small_questions.STRENGTH),
        st.builds(
            small_questions.Asked, question=st.sampled_from(sorted(small_questions.STRENGTHS)), kept_as=words
        ),
    ),
    st.tuples(
        st.just(small_questions.IN_THE_WAY),
        st.builds(small_questions.Asked, question=st.just("barrier"), kept_as=words),
    ),
    st.tuples(
        st.just(reflections.WEEKLY),
        st.builds(reflections.Invited, name=words, coordinator=words, asked_for=st.booleans()),
    ),
    st.tuples(
        st.just(reflections.REFLECT),
        st.builds(
            reflections.Thinker,
            prompt=st.sampled_from([one.id for one in reflections.PROMPTS]),
            coordinator=words,
            support=words,
            variant=count,
        ),
    ),
)
replies = st.one_of(
    st.sampled_from(
        [
            "1",
            "2",
            "3",
            "4",
            "5",
            "yes",
            "no",
            "skip",
            "done",
            "not yet",
            "sí",
            "fri 6pm",
            "call Jo",
            "👍",
            "",
        ]
    ),
    st.text(max_size=200),
)
inputs = st.one_of(
    st.tuples(st.just("reply"), replies),
    st.tuples(
        st.just("tap"), st.sampled_from(["1", "5", "yes", "no", "done", "change", "skip", "keep", "nonsense"])
    ),
    st.tuples(st.just("tap elsewhere"), st.sampled_from(["mood", "step", "x"])),
    st.tuples(st.just("silence"), st.just("")),
    st.tuples(st.just("refresh"), st.just("")),
    st.tuples(st.just("end"), st.just("")),
)


def taken(state: State, kind: str, text: str, language: str) -> Turn[Any]:
    if kind == "reply":
        return reply(state, text, language)
    if kind == "tap":
        return tap(state, state.waiting.key if state.waiting else "mood", text)
    if kind == "tap elsewhere":
        return tap(state, f"{text}-other", "1")
    if kind == "silence":
        return silence(state)
    if kind == "end":
        closed = end(state)
        return Turn(closed, Outcome(closed.status.value))
    return refresh(state)


@settings(deadline=None, max_examples=150)
@given(
    began=begun,
    sent=st.lists(inputs, max_size=12),
    language=st.sampled_from(["en-US", "en-GB", "es"]),
)
def test_any_inputs_leave_it_waiting_or_ended(
    began: tuple[Any, Any], sent: list[tuple[str, str]], language: str
) -> None:
    assert catalogue.needed_wording()
    conversation, snapshot = began
    turn: Turn[Any] = start(conversation, snapshot)
    said: list[str] = [line.id for line in turn.lines]
    for kind, text in sent:
        stored = State.from_json(turn.state.to_json())
        assert stored == turn.state
        before = turn.state
        turn = taken(stored, kind, text, language)
        assert turn == taken(State.from_json(before.to_json()), kind, text, language)
        said.extend(line.id for line in turn.lines)
        if turn.stale:
            assert turn.state == before
        if before.status is not Status.WAITING:
            assert turn.state == before
            assert turn.asked is None
        assert (turn.state.waiting is not None) == (turn.state.status is Status.WAITING)
        if turn.asked is not None:
            assert turn.state.waiting is not None
            assert turn.state.waiting.key == turn.asked.key
        assert set(before.answers) <= set(turn.state.answers)
    assert len(said) == len(set(said)), "a line was said twice"
    assert len(CONVERSATIONS) == 51, "every conversation is among those begun here"


@settings(deadline=None, max_examples=100)
@given(began=begun, language=st.sampled_from(["en-US", "es"]), sent=st.lists(replies, max_size=40))
def test_no_conversation_asks_more_than_five_questions(
    began: tuple[Any, Any], language: str, sent: list[str]
) -> None:
    conversation, snapshot = began
    turn: Turn[Any] = start(conversation, snapshot)
    keys = {turn.asked.key} if turn.asked else set()
    for text in sent:
        turn = reply(turn.state, text, language)
        if turn.asked:
            keys.add(turn.asked.key)
    assert len(keys) <= 5
    for _ in range(20):
        turn = silence(turn.state)
    assert turn.state.status is not Status.WAITING
