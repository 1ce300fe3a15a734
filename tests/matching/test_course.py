"""What comes next in a match: at most one thing, none of it twice, whatever day it is looked at."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.match_moments import Course, Kind, following

SINCE = date(2026, 1, 5)
WEEK = timedelta(weeks=1)


def lived(course: Course, days: range, every: int = 7) -> list[tuple[int, Kind]]:
    """What somebody would hear, looked at once in so many days."""
    done: list[tuple[int, Kind]] = []
    for day in days:
        if day % every:
            continue
        today = SINCE + timedelta(days=day)
        found = following(
            Course(
                **{name: getattr(course, name) for name in course.__slots__ if name != "done"},
                done={kind for _, kind in done},
            ),
            today,
        )
        if found is not None and found.on <= today:
            done.append((day, found.kind))
    return done


def test_how_it_goes_is_asked_three_times() -> None:
    asked = lived(Course(SINCE, (), as_mentee=True), range(200), every=1)
    assert asked == [(14, Kind.FIT_2), (42, Kind.FIT_6), (84, Kind.FIT_12)]


def test_who_was_away_is_not_asked_about_weeks_long_gone() -> None:
    assert lived(Course(SINCE, (), as_mentee=True), range(60, 200), every=1) == [
        (60, Kind.FIT_6),
        (84, Kind.FIT_12),
    ]


def test_four_weeks_hold_everything_and_two_the_most_needed() -> None:
    ending = Course(
        SINCE, (), as_mentee=True, how="planned", ends_on=SINCE + 4 * WEEK, told_on=SINCE + timedelta(days=1)
    )
    assert [kind for _, kind in lived(ending, range(1, 28), every=1)] == [
        Kind.TOLD,
        Kind.LOOK_BACK,
        Kind.PARTING,
        Kind.ONWARD,
    ]
    soon = Course(SINCE, (), as_mentee=True, how="planned", ends_on=SINCE + 2 * WEEK, told_on=SINCE)
    assert [kind for _, kind in lived(soon, range(14))] == [Kind.TOLD, Kind.ONWARD]


def test_after_the_end() -> None:
    over = Course(SINCE, (Kind.TOLD,), as_mentee=True, until=SINCE, how="planned")
    assert lived(over, range(100)) == [(0, Kind.CLOSED), (7, Kind.AFTERWARDS)]
    again = Course(SINCE, (), as_mentee=True, until=SINCE, how="finished", matched_again=True)
    assert lived(again, range(100)) == []
    mentor = Course(SINCE, (), as_mentee=False, until=SINCE, how="planned")
    assert lived(mentor, range(100)) == [(0, Kind.CLOSED)]
    left = Course(SINCE, (), as_mentee=True, until=SINCE, how="left", asks_later=True)
    assert lived(left, range(100)) == [(14, Kind.LEFT_EARLY)]


def test_after_a_death_custody_or_a_move_nothing_comes() -> None:
    for how in ("died", "custody", "moved", "moved_away", ""):
        over = Course(SINCE, (), as_mentee=True, until=SINCE, how=how, asks_later=True)
        assert lived(over, range(200)) == []


courses = st.builds(
    Course,
    since=st.just(SINCE),
    done=st.sets(st.sampled_from(list(Kind))),
    as_mentee=st.booleans(),
    until=st.none() | st.integers(0, 90).map(lambda days: SINCE + timedelta(days=days)),
    how=st.sampled_from(["", "planned", "finished", "left", "died", "custody", "moved"]),
    ends_on=st.none() | st.integers(0, 90).map(lambda days: SINCE + timedelta(days=days)),
    told_on=st.none() | st.integers(0, 60).map(lambda days: SINCE + timedelta(days=days)),
    changed=st.booleans(),
    asks_later=st.booleans(),
    matched_again=st.booleans(),
)


@given(courses, st.integers(0, 120))
def test_nothing_is_said_twice_and_after_a_death_nothing_at_all(course: Course, days: int) -> None:
    found = following(course, SINCE + timedelta(days=days))
    if found is not None:
        assert found.kind not in course.done
    if course.until is not None and course.how in ("died", "custody"):
        assert found is None


def test_who_walked_on_before_anybody_asked_is_asked_once() -> None:
    old = Course(SINCE, (), as_mentee=True)
    assert lived(old, range(300, 500), every=1) == [(300, Kind.FIT_12)]
