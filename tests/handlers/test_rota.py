"""The rota: who is on, whose phone rings, what the writer is told, and what staff may ask by text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.access import accounts
from handlers.desk import members, rota
from records import duty
from records import tables as t
from records.duty import Shift
from records.kinds import InboxOutcome, StaffRole
from tests.world.world import Phone, World

HASH = accounts.hash_password("seven tall lamps glow")
DANGER = {"en-US": "i want to kill myself", "en-GB": "i want to kill myself", "es": "me quiero matar"}


# --- reading it -----------------------------------------------------------------------------------


def shift(weekday: int, start: str, end: str, person: str = "ana") -> Shift:
    return Shift(person, weekday, start, end)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "on"),
    [
        ("2026-03-02T08:59:59-06:00", False),  # a Monday in Chicago
        ("2026-03-02T09:00:00-06:00", True),
        ("2026-03-02T16:59:59-06:00", True),
        ("2026-03-02T17:00:00-06:00", False),
        ("2026-03-03T10:00:00-06:00", False),
        ("2026-03-09T09:00:00-05:00", True),  # the clocks have changed; nine is nine
        ("2026-03-09T08:30:00-05:00", False),
    ],
)
def test_a_turn_is_wall_clock_time(moment: str, on: bool) -> None:
    found = duty.on_duty([shift(0, "09:00", "17:00")], at(moment), "America/Chicago")
    assert found == ({"ana"} if on else set())


def test_a_night_is_two_turns_without_a_gap() -> None:
    night = [shift(4, "20:00", "24:00"), shift(5, "00:00", "06:00")]
    for moment in ("2026-03-06T23:59:59-06:00", "2026-03-07T00:00:00-06:00", "2026-03-07T05:59:00-06:00"):
        assert duty.on_duty(night, at(moment), "America/Chicago") == {"ana"}
    assert not duty.on_duty(night, at("2026-03-07T06:00:00-06:00"), "America/Chicago")


def test_the_next_turn_is_found_in_this_week_or_the_next() -> None:
    turns = [shift(0, "09:00", "17:00"), shift(2, "13:00", "15:00")]
    chicago = "America/Chicago"
    assert duty.next_start(turns, at("2026-03-02T08:00:00-06:00"), chicago) == at("2026-03-02T09:00:00-06:00")
    assert duty.next_start(turns, at("2026-03-02T09:00:00-06:00"), chicago) == at("2026-03-04T13:00:00-06:00")
    assert duty.next_start(turns, at("2026-03-06T09:00:00-06:00"), chicago) == at("2026-03-09T09:00:00-05:00")
    assert duty.next_start([], at("2026-03-06T09:00:00-06:00"), chicago) is None


# --- writing it -----------------------------------------------------------------------------------


def test_times_are_kept_in_one_form_and_in_order() -> None:
    typed = [("b", 0, "9.30", "24:00"), ("a", 1, "9:00", "0:00"), ("a", 0, "8:00", "12:00")]
    assert rota.check(typed) == [
        ("a", 0, "08:00", "12:00"),
        ("a", 1, "09:00", "24:00"),
        ("b", 0, "09:30", "24:00"),
    ]


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        ([("a", 0, "nine", "17:00")], "not a time of day"),
        ([("a", 0, "24:00", "24:00")], "not a time of day"),
        ([("a", 0, "9:60", "17:00")], "not a time of day"),
        ([("a", 0, "22:00", "6:00")], "two turns"),
        ([("a", 0, "9:00", "9:00")], "ends before it begins"),
        ([("a", 7, "9:00", "17:00")], "no such weekday"),
        ([("a", 0, "9:00", "17:00"), ("a", 0, "16:00", "18:00")], "twice"),
    ],
)
def test_what_makes_no_sense_is_refused(turns: Sequence[rota.Turn], says: str) -> None:
    with pytest.raises(rota.RotaProblem, match=says):
        rota.check(turns)


# --- in a programme -------------------------------------------------------------------------------


@dataclass
class Team:
    """A world whose coordinator has an account, with a colleague, Noor."""

    world: World
    noor: Phone
    staff: dict[str, str]

    def put(self, *turns: tuple[str, int, str, str]) -> None:
        """Put a rota: name, weekday, from, to."""
        self.world.change(
            lambda c: rota.put(
                c,
                self.world.house.sealer,
                self.world.now,
                by=self.staff["robin"],
                programme_id=self.world.programme_id,
                turns=[(self.staff[name], *rest) for name, *rest in turns],
            )
        )

    def forget(self) -> None:
        """Everybody has read what came."""
        for phone in (self.world.coordinator, self.noor, self.world.mentee):
            phone.hears()


def make_team(folder: Path, language: str = "en-US") -> Team:
    world = World(folder, language)
    noor = world.phone("Noor", 40)
    staff = {}
    for name, person_id, phone in (
        ("robin", world.coordinator.id, None),
        ("noor", None, noor.address),
    ):
        staff[name] = world.change(
            lambda c, name=name, person_id=person_id, phone=phone: accounts.create_staff(
                c,
                world.house.sealer,
                world.now,
                programme_id=world.programme_id,
                name=name.title(),
                login=f"{name}@example.org",
                password_hash=HASH,
                phone=phone,
                person_id=person_id,
                role=StaffRole.LEAD if name == "robin" else StaffRole.COORDINATOR,
            )
        )
    team = Team(world, noor, staff)
    team.forget()
    return team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = make_team(tmp_path)
    yield made
    made.world.check()
    made.world.close()


@pytest.fixture(params=["en-US", "en-GB", "es"])
def spoken(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Team]:
    made = make_team(tmp_path, request.param)
    yield made
    made.world.close()


def events(team: Team) -> list[str]:
    page = team.world.record_of(team.world.mentee, "safety")
    return [entry.label for entry in page.entries if entry.kind == "event"]


def test_without_a_rota_every_phone_rings(team: Team) -> None:
    team.world.mentee.says(DANGER["en-US"])
    assert len(team.world.coordinator.hears()) == len(team.noor.hears()) == 1
    assert "has been alerted" in team.world.mentee.hears()[0]
    assert "alerted" in events(team)


def test_the_phone_of_whoever_is_on_rings(team: Team) -> None:
    team.put(("noor", 0, "9:00", "17:00"), ("robin", 1, "9:00", "17:00"))
    team.world.mentee.says(DANGER["en-US"])  # Monday at ten
    assert team.world.coordinator.hears() == []
    assert len(team.noor.hears()) == 1
    assert "has been alerted" in team.world.mentee.hears()[0]


@pytest.mark.mission("never.3")
def test_when_nobody_is_on_the_reply_says_so_and_every_phone_rings_all_the_same(team: Team) -> None:
    team.put(("noor", 1, "9:00", "17:00"))
    team.world.mentee.says(DANGER["en-US"])
    (reply,) = team.world.mentee.hears()
    assert "nobody is on duty until 9:00" in reply
    assert "has been alerted" not in reply
    assert len(team.world.coordinator.hears()) == len(team.noor.hears()) == 1
    assert "alerted-off-duty" in events(team)


def test_a_turn_far_off_is_not_promised_as_an_hour(team: Team) -> None:
    team.put(("noor", 4, "9:00", "17:00"))
    team.world.mentee.says(DANGER["en-US"])
    (reply,) = team.world.mentee.hears()
    assert "9:00" not in reply
    assert "No person has seen" in reply


def test_somebody_on_duty_without_a_phone_alerts_nobody_so_all_are_woken(team: Team) -> None:
    team.put(("noor", 0, "9:00", "17:00"))
    address = next(row for row in team.world.rows(t.Address) if row.person_id == team.noor.id)
    team.world.change(
        lambda c: (
            c.execute(
                t.core(t.Address).update().where(t.core(t.Address).c.id == address.id).values(blocked=True)
            )
            and None
        )
    )
    team.world.mentee.says(DANGER["en-US"])
    assert len(team.world.coordinator.hears()) == 1
    assert "has been alerted" not in team.world.mentee.hears()[0]


def test_who_left_hears_no_alert_and_is_off_the_rota(team: Team) -> None:
    team.put(("noor", 0, "9:00", "17:00"), ("robin", 0, "9:00", "17:00"))
    noor = team.noor.id
    team.world.change(
        lambda c: members.leave(
            c,
            team.world.house.sealer,
            team.world.now,
            by=team.staff["robin"],
            programme_id=team.world.programme_id,
            staff_id=team.staff["noor"],
        )
    )
    assert [row.staff_id for row in team.world.rows(t.Rota)] == [team.staff["robin"]]
    team.world.mentee.says(DANGER["en-US"])
    assert team.noor.hears() == []
    assert len(team.world.coordinator.hears()) == 1
    assert noor not in {member.id for member in team.world.mentee.case.staff}


def test_only_those_who_work_here_stand_on_the_rota(team: Team) -> None:
    team.put(("noor", 0, "9:00", "17:00"))
    before = team.world.rows(t.Rota)
    with pytest.raises(rota.RotaProblem, match="not working here"):
        team.world.change(
            lambda c: rota.put(
                c,
                team.world.house.sealer,
                team.world.now,
                by=team.staff["robin"],
                programme_id=team.world.programme_id,
                turns=[("somebody", 0, "9:00", "17:00")],
            )
        )
    assert team.world.rows(t.Rota) == before


# --- by text --------------------------------------------------------------------------------------

LIST = {"en-US": "LIST", "en-GB": "What's open?", "es": "lista"}
WHO = {"en-US": "Who's on?", "en-GB": "WHO IS ON", "es": "¿Quién está de turno?"}


def test_list_gives_codes_and_numbers_and_nothing_of_anybody(spoken: Team) -> None:
    world, language = spoken.world, spoken.world.place.language
    assert world.coordinator.says(LIST[language]) == [InboxOutcome.COMMAND]
    (nothing,) = world.coordinator.hears()
    assert "0" in nothing
    world.mentee.says(DANGER[language])
    (flag,) = world.rows(t.Flag)
    spoken.forget()
    world.coordinator.says(LIST[language])
    (listed,) = world.coordinator.hears()
    assert f"{flag.code}." in listed
    assert ": 1." in listed
    assert world.place.mentee not in listed
    world.coordinator.says(f"ACK {flag.code}")
    world.coordinator.hears()
    spoken.noor.says(LIST[language])
    assert f"{flag.code} ({world.place.coordinator})" in spoken.noor.hears()[0]
    assert [row.detail for row in world.rows(t.Audit) if row.action == "acknowledged"] == ["by text"]


def test_who_is_on_names_colleagues(spoken: Team) -> None:
    world, language = spoken.world, spoken.world.place.language
    world.coordinator.says(WHO[language])
    (everybody,) = world.coordinator.hears()
    assert "Noor" in everybody
    assert world.place.coordinator in everybody
    spoken.put(("noor", 0, "9:00", "17:00"))
    spoken.noor.says(WHO[language])
    (on,) = spoken.noor.hears()
    assert "Noor" in on
    assert world.place.coordinator not in on
    spoken.put(("noor", 2, "9:00", "17:00"))
    spoken.noor.says(WHO[language])
    (nobody,) = spoken.noor.hears()
    assert "Noor" not in nobody
    assert "9" in nobody


def test_to_anybody_else_these_are_words_like_others(team: Team) -> None:
    for phone in (team.world.mentee, team.world.mentor):
        assert phone.says("LIST") == [InboxOutcome.FOR_A_PERSON]
        assert phone.says("who is on?") == [InboxOutcome.FOR_A_PERSON]
