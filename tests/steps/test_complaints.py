"""A complaint is for the lead, from its first word to whatever becomes of it; nobody else reads any of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import update
from sqlmodel import col

from channels.port import InboundKind
from handlers import incoming
from handlers.access import accounts
from handlers.deciding.message import Decided, Message
from records import tables as t
from records.kinds import InboxOutcome, RecordKind, StaffRole
from records.reading import LogFilter, View, log, record
from records.reading_matches import request, requests
from tests.world.world import Phone, World

COMPLAINT = InboxOutcome.COMPLAINT
SECRET = "He told others what I said"
NUDGE = "a request is waiting for you"


@dataclass
class Office:
    """A world in which Robin looks after Dee, and Ada and Noor lead."""

    world: World
    ada: Phone
    noor: Phone

    @property
    def dee(self) -> Phone:
        return self.world.mentee

    def open(self, role: StaffRole = StaffRole.LEAD, caseload: str | None = None) -> list[tuple[str, str]]:
        """What somebody of that role finds among the requests: (kind, words)."""
        with self.world.house.read() as connection:
            view = View(connection, self.world.house.sealer, self.world.programme_id, caseload)
            found = [request(view, role, row.id) for row in requests(view, role)]
            return [(row.kind, row.body) for row in found if row is not None]

    def nudged(self, phone: Phone) -> int:
        """How many texts told that something waits; they say nothing else, and nothing is rung."""
        texts = phone.hears()
        assert all(NUDGE in text and SECRET not in text and "Dee" not in text for text in texts)
        return len(texts)

    def unseen(self) -> None:
        """Robin finds nothing: in no list, no record, no message, whatever it says."""
        world = self.world
        assert self.open(StaffRole.COORDINATOR, world.coordinator.id) == []
        assert not any(row.needs_person for row in world.rows(t.Inbox)), "nothing waits for a coordinator"
        read = world.house.sealer.read
        kept = [read(row.person_id, "inbox", "body", row.id, row.body) for row in world.rows(t.Inbox)]
        kept += [read(e.person_id, "record_entry", "body", e.id, e.body) for e in world.rows(t.RecordEntry)]
        kept += [world.words(row) for row in world.outbox()]
        assert not any(SECRET in words for words in kept)
        with world.house.read() as connection:
            view = View(connection, world.house.sealer, world.programme_id, world.coordinator.id)
            hidden = [row.id for row in world.rows(t.MeetingRecord) if row.kind == RecordKind.COMPLAINT]
            assert all(record(view, one) is None for one in hidden)
            assert not set(hidden) & {row.id for row in log(view, LogFilter())}
        assert not any(NUDGE in text for text in world.coordinator.hears())


def _account(world: World, name: str, number: int, role: StaffRole, person_id: str | None = None) -> Phone:
    phone = world.phone(name, number)
    world.change(
        lambda c: accounts.create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name=name,
            login=f"{name.lower()}-{number}",
            password_hash="x",
            phone=None if person_id else phone.address,
            person_id=person_id,
            role=role,
        )
    )
    return phone


@pytest.fixture
def office(world: World) -> Iterator[Office]:
    ada = _account(world, "Ada", 31, StaffRole.LEAD)
    noor = _account(world, "Noor", 32, StaffRole.LEAD)
    _account(world, "Robin", 33, StaffRole.COORDINATOR, world.coordinator.id)
    _looked_after_by(world, world.coordinator.id)
    for phone in (ada, noor, world.mentee, world.coordinator):
        phone.hears()
    found = Office(world, ada, noor)
    yield found
    found.unseen()


def _looked_after_by(world: World, person_id: str) -> None:
    mine = update(t.Person).where(col(t.Person.id) == world.mentee.id)
    world.change(lambda c: c.execute(mine.values(coordinator_id=person_id)))


def silence(office: Office) -> None:
    office.world.passes(days=6)


def stop(office: Office) -> None:
    office.dee.says("STOP")


def pause(office: Office) -> None:
    office.dee.says("PAUSE 2 weeks")


def goals(office: Office) -> None:
    office.dee.says("GOALS")
    silence(office)


def the_next_check_in(office: Office) -> None:
    office.dee.says("PROMISE")
    office.dee.says("skip")
    office.world.at("Fri 18:00")


@pytest.mark.parametrize("then", [silence, stop, pause, goals, the_next_check_in])
def test_a_complaint_that_is_begun_reaches_the_lead(office: Office, then: Callable[[Office], None]) -> None:
    assert office.dee.says("COMPLAIN") == [COMPLAINT]
    assert office.open() == [("complaint_begun", "")]
    assert (office.nudged(office.ada), office.nudged(office.noor)) == (1, 1)
    then(office)
    assert office.open() == [("complaint_begun", "")]
    assert (office.nudged(office.ada), office.nudged(office.noor)) == (0, 0)


def test_one_that_is_told_to_its_end_is_one_complaint(office: Office) -> None:
    office.dee.says("COMPLAIN")
    assert office.dee.says(SECRET) == [COMPLAINT]
    assert office.open() == [("complaint", SECRET)]
    assert office.nudged(office.ada) == 1, "the second text a minute later would say the same"


def test_one_that_is_told_a_day_later_is_told_of_again(office: Office) -> None:
    office.dee.says("COMPLAIN")
    office.world.passes(days=1)
    assert office.dee.says(SECRET) == [COMPLAINT]
    assert office.nudged(office.ada) == 2


def test_what_cannot_be_used_as_an_answer_is_kept_with_it(office: Office) -> None:
    office.dee.says("COMPLAIN")
    assert office.dee.says("\U0001f44e") == [COMPLAINT]
    assert office.dee.says("ok") == [COMPLAINT]
    assert office.open() == [("complaint_begun", ""), ("complaint", "\U0001f44e"), ("complaint", "ok")]


def test_to_begin_twice_is_one_beginning(office: Office) -> None:
    office.dee.says("COMPLAIN")
    office.dee.says("COMPLAIN")
    assert office.open() == [("complaint_begun", "")]
    assert office.dee.says(f"COMPLAIN {SECRET}") == [COMPLAINT]
    assert office.open() == [("complaint", SECRET)]
    assert office.world.waiting(office.dee) == []


# --- whose phone -------------------------------------------------------------------------------------


def test_the_lead_hears_of_it_by_day(office: Office) -> None:
    office.world.at("Tue 22:30")
    office.dee.says(f"COMPLAIN {SECRET}")
    assert office.nudged(office.ada) == 0
    office.world.at("Wed 08:01")
    assert office.nudged(office.ada) == 1


def test_not_the_lead_who_looks_after_them(office: Office) -> None:
    _looked_after_by(office.world, office.ada.id)
    office.dee.says(f"COMPLAIN {SECRET}")
    assert (office.nudged(office.ada), office.nudged(office.noor)) == (0, 1)


def test_unless_nobody_else_leads(world: World) -> None:
    _account(world, "Robin", 33, StaffRole.LEAD, world.coordinator.id)
    _looked_after_by(world, world.coordinator.id)
    world.coordinator.hears()
    world.mentee.says(f"COMPLAIN {SECRET}")
    (text,) = world.coordinator.hears()
    assert NUDGE in text


def test_a_lead_who_complains_is_not_told_of_it(office: Office) -> None:
    assert office.ada.says(f"COMPLAIN: {SECRET}") == [COMPLAINT]
    assert office.nudged(office.noor) == 1
    assert not any(NUDGE in text for text in office.ada.hears())


# --- no words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [InboundKind.VOICE, InboundKind.PHOTO, InboundKind.VIDEO, InboundKind.FILE])
def test_a_voice_note_in_answer_is_the_leads(office: Office, kind: InboundKind) -> None:
    office.dee.says("COMPLAIN")
    office.dee.hears()
    assert office.dee.sends(kind, SECRET) == COMPLAINT
    kept = office.open()
    assert [one for one, _ in kept] == ["complaint_begun", "complaint"]
    assert SECRET in kept[1][1]
    assert "not words" in kept[1][1]
    (heard,) = office.dee.hears()
    assert "Ada" in heard
    assert "Robin" not in heard
    assert "What happened?" in heard, "words are still welcome"
    assert office.dee.says(SECRET) == [COMPLAINT]


def test_a_photo_soon_after_a_complaint_is_the_leads(office: Office) -> None:
    office.dee.says(f"COMPLAIN {SECRET}")
    assert office.dee.sends(InboundKind.PHOTO) == COMPLAINT
    assert len(office.open()) == 2


def test_a_photo_at_another_time_is_for_the_coordinator(world: World) -> None:
    world.mentee.says(f"COMPLAIN {SECRET}")
    world.passes(hours=1)
    assert world.mentee.sends(InboundKind.PHOTO) == InboxOutcome.FOR_A_PERSON


def test_somebody_who_has_stopped_may_go_on_and_is_not_answered(office: Office) -> None:
    office.dee.says("STOP")
    office.dee.hears()
    assert office.dee.says(f"COMPLAIN {SECRET}") == [COMPLAINT]
    assert office.dee.says(f"{SECRET}, twice") == [COMPLAINT]
    assert office.dee.sends(InboundKind.VOICE) == COMPLAINT
    assert office.dee.hears() == []
    assert len(office.open()) == 3


# --- what fails ----------------------------------------------------------------------------------------


def breaks(*_: object) -> Decided | None:
    raise RuntimeError("a defect")


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("text", [f"COMPLAIN {SECRET}", f"i have a complaint: {SECRET}", SECRET])
def test_a_complaint_that_cannot_be_handled_is_set_aside_for_the_lead(
    office: Office, text: str, asked: bool
) -> None:
    if asked or text == SECRET:
        office.dee.says("COMPLAIN")
    assert _taken(office, text, (breaks,)) == COMPLAINT
    assert any(SECRET in words for _, words in office.open())


def _taken(office: Office, text: str, steps: tuple[Callable[[Message], Decided | None], ...]) -> InboxOutcome:
    """Take a text in by these steps, as `receive` would."""
    world = office.world
    taken = world.change(
        lambda c: incoming.take(c, world.house.tools, world.now, {0: office.dee.inbound(text)}, steps)
    )
    return taken[0].outcome


def test_more_of_a_complaint_that_cannot_be_handled_is_too(office: Office) -> None:
    office.dee.says("COMPLAIN he was rude")
    assert _taken(office, SECRET, (breaks,)) == COMPLAINT
    assert ("complaint", SECRET) in office.open()


def test_other_words_that_cannot_be_handled_are_for_a_coordinator(world: World) -> None:
    office = Office(world, world.mentor, world.mentor)
    assert _taken(office, "can somebody call me", (breaks,)) == InboxOutcome.SET_ASIDE
    assert any(row.needs_person for row in world.rows(t.Inbox))
