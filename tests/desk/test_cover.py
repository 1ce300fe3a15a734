"""Cover that is granted: another mentor stands in for the time, and it ends by itself."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from bot.enrolling import enrol_and_invite
from handlers.desk import cover, mentor_readiness
from handlers.desk.cover import Days
from handlers.desk.staff import StaffError
from handlers.enrolling import enrol
from handlers.enrolling.enrol_check import NEEDED
from records import tables as t
from records.ids import new_id
from records.kinds import Channel
from tests.world.world import Phone, World

MakeWorld = Callable[..., World]


def another_mentor(world: World, *, ready: bool = True) -> Phone:
    """Alex, who has joined, is cleared and trained, and walks with nobody."""
    alex = world.phone("Alex", 41)
    place = world.place
    rows = [
        "name,role,channel,number,language,country,timezone,mentor,check_in,consent_by,consent_on,consent_how",
        f"Alex,mentor,sms,{alex.address},{place.language},{place.country},{place.timezone}"
        ",,,Robin,2025-12-01,form",
    ]
    with world.house.read() as connection:
        sealer, now = world.house.sealer, world.now
        written = "\n".join(rows).encode()
        checked = enrol.check_file(connection, sealer, now, world.programme_id, written, (Channel("sms"),))
    assert not checked.problems, checked.problems
    world.change(lambda c: enrol_and_invite(c, world.house, world.programme_id, checked))
    world.deliver()
    for text in (place.yes, place.yes, place.skip, place.skip):
        alex.says(text)
    alex.hears()
    if ready:
        for kind in NEEDED:
            world.change(
                lambda c, kind=kind: mentor_readiness.add_readiness(
                    c,
                    world.house.sealer,
                    world.now,
                    staff_id="desk",
                    person_id=alex.id,
                    kind=kind,
                    given_on=date(2025, 6, 1),
                    good_until=None,
                )
            )
    return alex


def ask(world: World, text: str = "COVER from jan 12 to jan 16") -> str:
    """Terry asks; the request's id."""
    world.mentor.says(text)
    world.mentor.hears()
    world.coordinator.hears()
    return str(world.rows(t.Request)[-1].id)


def grant(world: World, request_id: str, by: Phone, first: int = 12, last: int = 16) -> str:
    days = Days(date(2026, 1, first), date(2026, 1, last))
    found = world.change(
        lambda c: cover.grant(
            c, world.house.tools, world.now, staff_id="desk", request_id=request_id, by_id=by.id, days=days
        )
    )
    world.deliver()
    return found


@pytest.mark.mission("4.6")
def test_all_three_hear_of_it_and_the_request_is_closed(world: World) -> None:
    alex = another_mentor(world)
    grant(world, ask(world), alex)
    assert world.mentee.hears() == [
        "From January 12 to January 16, Alex is here for you in place of Terry. MENTOR and your"
        " words reach Alex. Nothing else changes."
    ]
    assert world.mentor.hears()[-1].startswith("Alex stands in for you from January 12 to January 16.")
    assert alex.hears()[-1].startswith("You stand in for Terry from January 12 to January 16: Dee.")
    (request,) = world.rows(t.Request)
    assert request.closed_at is not None
    assert world.record_of(world.mentee, "message").row.outcome == "cover"


def test_for_the_time_nudges_and_words_go_to_whoever_stands_in_and_then_back(world: World) -> None:
    alex = another_mentor(world)
    grant(world, ask(world), alex)
    for phone in (world.mentee, world.mentor, alex):
        phone.hears()
    world.mentee.says("MENTOR before it begins")
    assert world.mentor.hears() == ["Dee: before it begins"]
    world.at("Mon 10:00")  # the 12th
    world.mentee.hears()
    world.mentee.says("MENTOR are you there?")
    assert alex.hears() == ["Dee: are you there?"]
    assert world.mentor.hears() == []
    assert "Passed on to Alex" in world.mentee.hears()[-1]
    alex.says("yes, how are you?")
    assert world.mentee.hears() == ["Alex: yes, how are you?"]
    alex.says("Met Dee 30 min, talked work")
    assert "Noted: Dee" in alex.hears()[-1]
    assert world.record_of(world.mentee, "meeting").row.with_name == "Alex"
    alex.says("yes")
    world.at("Fri 18:00")  # the 16th
    for answer in ("4", "call the library"):
        world.mentee.says(answer)
    assert "May I tell Alex" in world.mentee.hears()[-1]
    world.mentee.says("yes")
    assert "Dee checked in" in alex.hears()[-1]
    assert world.mentor.hears() == []
    world.at("Sat 10:00")  # it is over, by itself
    world.mentee.hears()
    world.mentee.says("MENTOR back again?")
    assert world.mentor.hears() == ["Dee: back again?"]
    assert alex.hears() == []
    world.check()


def test_the_mentee_may_name_either(world: World) -> None:
    alex = another_mentor(world)
    grant(world, ask(world), alex)
    world.at("Mon 10:00")
    for phone in (world.mentee, world.mentor, alex):
        phone.hears()
    world.mentee.says("tell Alex I'm running late")
    assert alex.hears() == ["Dee: I'm running late"]


def test_who_cannot_stand_in(world: World) -> None:
    request_id = ask(world)
    green = another_mentor(world, ready=False)
    with pytest.raises(StaffError, match="not ready"):
        grant(world, request_id, green)
    with pytest.raises(StaffError, match="another mentor"):
        grant(world, request_id, world.mentor)
    with pytest.raises(StaffError, match="another mentor"):
        grant(world, request_id, world.mentee)
    with pytest.raises(StaffError, match="Only a mentor"):
        grant(world, request_id, world.coordinator)
    assert [row.by_id for row in world.rows(t.Cover)] == [None]


def test_a_condition_keeps_them_apart(world: World) -> None:
    alex = another_mentor(world)
    request_id = ask(world)
    world.change(
        lambda c: c.execute(
            insert(t.Condition).values(
                id=new_id(world.now),
                person_id=world.mentee.id,
                kind="no_contact",
                other_id=alex.id,
                recorded_at=world.now,
                recorded_by="desk",
                start="",
                end="",
                detail=b"",
            )
        )
    )
    with pytest.raises(StaffError, match="no contact"):
        grant(world, request_id, alex)


def test_a_condition_that_comes_later_ends_it_at_once(world: World) -> None:
    alex = another_mentor(world)
    grant(world, ask(world), alex)
    world.at("Mon 10:00")
    world.change(
        lambda c: c.execute(
            insert(t.Condition).values(
                id=new_id(world.now),
                person_id=world.mentee.id,
                kind="no_contact",
                other_id=alex.id,
                recorded_at=world.now,
                recorded_by="desk",
                start="",
                end="",
                detail=b"",
            )
        )
    )
    alex.hears()
    world.mentee.says("MENTOR hello?")
    assert alex.hears() == []


@pytest.mark.parametrize(("first", "last"), [(16, 12), (1, 2)])
def test_days_that_make_no_sense(world: World, first: int, last: int) -> None:
    alex = another_mentor(world)
    request_id = ask(world)
    with pytest.raises(StaffError):
        grant(world, request_id, alex, first, last)


def test_nobody_stands_in_twice_at_one_time(world: World) -> None:
    alex = another_mentor(world)
    grant(world, ask(world), alex)
    world.passes(days=1)
    again = ask(world, "COVER from jan 14 to jan 20")
    with pytest.raises(StaffError, match="already"):
        grant(world, again, alex, 14, 20)
    grant(world, again, alex, 17, 20)
    with pytest.raises(StaffError, match="closed"):
        grant(world, again, alex, 21, 22)


def test_who_gets_no_messages_is_told_by_a_person(world: World) -> None:
    alex = another_mentor(world)
    world.mentee.says("PAUSE 2 weeks")
    world.mentee.hears()
    grant(world, ask(world), alex)
    assert world.mentee.hears() == []
    assert ("not-told", "") in [
        (entry.label, entry.text) for entry in world.record_of(world.mentee, "message").entries
    ]


def test_cover_whose_days_were_not_plain_can_be_granted(world: World) -> None:
    alex = another_mentor(world)
    world.mentor.says("COVER my mum is ill")
    for text in ("for a bit", "i cant say"):
        world.mentor.says(text)
    world.mentor.hears()
    grant(world, str(world.rows(t.Request)[-1].id), alex)
    (row,) = world.rows(t.Cover)
    assert row.by_id == alex.id
    assert row.ends_at - row.starts_at == timedelta(days=5)


def test_at_night_nobody_is_woken(world: World) -> None:
    alex = another_mentor(world)
    request_id = ask(world)
    world.at("Mon 23:30")
    alex.hears()
    grant(world, request_id, alex, 13, 16)
    assert (world.mentee.hears(), alex.hears()) == ([], [])
    world.at("Tue 10:00")
    assert "in place of Terry" in world.mentee.hears()[-1]


def test_in_spanish(make_world: MakeWorld) -> None:
    world = make_world("es")
    alex = another_mentor(world)
    grant(world, ask(world, "RELEVO del 12 al 16 de enero"), alex)
    assert world.mentee.hears() == [
        "Desde el 12 de enero hasta el 16 de enero, Alex te atiende en lugar de Marta. Manda MENTOR y"
        " tus palabras. Todo sigue igual."
    ]


def test_meetings_of_that_time_go_to_whoever_stands_in_and_all_hear_of_it(world: World) -> None:
    alex = another_mentor(world)
    for text in ("MEET", "wednesday jan 14 3pm library", "yes"):
        world.mentor.says(text)
    assert [row.state for row in world.rows(t.Meeting)] == ["agreed"]
    request = ask(world)
    world.mentee.hears()
    grant(world, request, alex)
    (told,) = world.mentee.hears()
    assert "Wednesday" in told
    assert "Alex comes" in told
    assert "Dee, Wednesday" in alex.hears()[-1]
    (meeting,) = world.rows(t.Meeting)
    assert meeting.mentor_id == alex.id
    assert meeting.set_by == alex.id
    world.mentor.hears()
    world.at("Wed 10:00")  # the 7th: nothing yet
    world.passes(days=6, hours=8)  # the 13th: the day before
    assert any("Dee" in text and "library" in text for text in alex.hears())
    assert not any("library" in text for text in world.mentor.hears())
    world.check()


def test_a_curfew_of_the_mentees_holds_for_whoever_stands_in(world: World) -> None:
    alex = another_mentor(world)
    world.change(
        lambda c: c.execute(
            insert(t.Condition).values(
                id=new_id(world.now),
                person_id=world.mentee.id,
                kind="curfew",
                start="20:00",
                end="07:00",
                detail=b"",
                recorded_at=world.now,
                recorded_by="desk",
            )
        )
    )
    grant(world, ask(world), alex)
    world.at("Mon 10:00")
    alex.hears()
    alex.says("MEET tomorrow 8:30pm library")
    world.deliver()
    assert "Right?" not in " ".join(alex.hears())
    assert world.rows(t.Meeting) == []
