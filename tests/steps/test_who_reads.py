"""RECORD, COPY, DELETE and the welcome name those whose accounts can open what is written; nobody else."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlmodel import col

from handlers.access import accounts
from records import tables as t
from records.kinds import StaffRole
from records.reading import View, record
from tests.world.world import Phone, World

WORDS = {"en-US": ("RECORD", "DELETE"), "en-GB": ("RECORD", "DELETE"), "es": ("MI REGISTRO", "BORRAR")}
NAMES = ("Robin", "Kim", "Sam", "Lou", "Adi", "Iker")


class Team:
    """A programme with accounts: who coordinates, who leads, and one who administers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.staff = {phone.name: phone for phone in (world.coordinator, *world.more_staff)}
        self.roles: dict[str, StaffRole] = {}

    def account(self, name: str, role: StaffRole) -> None:
        world, phone = self.world, self.staff.get(name)
        self.roles[name] = role
        world.change(
            lambda c: accounts.create_staff(
                c,
                world.house.sealer,
                world.now,
                programme_id=world.programme_id,
                name=name,
                login=f"{name.lower()}@example.org",
                password_hash="",
                person_id=phone.id if phone else None,
                role=role,
            )
        )

    def looks_after(self, phone: Phone, name: str | None) -> None:
        owner = self.staff[name].id if name else None
        row = col(t.Person.id) == phone.id
        self.world.change(lambda c: c.execute(update(t.Person).where(row).values(coordinator_id=owner)))

    def who_can_open(self, phone: Phone) -> set[str]:
        """Those who are shown a record of that person, asked through the console's own eyes."""
        world, found = self.world, set()
        newest = self.newest(phone)
        for account in world.rows(t.Staff):
            if account.role == StaffRole.ADMINISTRATOR or not account.active:
                continue
            caseload = account.person_id if account.role == StaffRole.COORDINATOR else None
            with world.house.read() as connection:
                view = View(connection, world.house.sealer, world.programme_id, caseload, world.now)
                sees = view.sees(phone.id)
                assert (record(view, newest) is not None) == sees
            if sees:
                found.add(account.login.partition("@")[0].title())
        return found

    def newest(self, phone: Phone) -> str:
        rows = [row for row in self.world.rows(t.MeetingRecord) if row.person_id == phone.id]
        return str(max(row.id for row in rows if row.with_id is None))


def named(text: str) -> set[str]:
    return {name for name in NAMES if name in text}


@pytest.fixture(params=["en-US", "en-GB", "es"])
def team(request: pytest.FixtureRequest, make_world: Callable[..., World]) -> Team:
    """The coordinator of the place, Kim, Sam and Lou. Kim is on duty as everybody is; Adi administers."""
    world = make_world(request.param, more_staff=("Kim", "Sam", "Lou"))
    made = Team(world)
    made.account(world.place.coordinator, StaffRole.COORDINATOR)
    made.account("Kim", StaffRole.COORDINATOR)
    made.account("Lou", StaffRole.LEAD)
    made.account("Adi", StaffRole.ADMINISTRATOR)
    for phone in (world.mentee, world.mentor, *made.staff.values()):
        phone.hears()
    return made


@pytest.mark.mission("5.2")
@pytest.mark.found("J6")
@pytest.mark.parametrize("owner", ["", "Kim", "place", "Sam"])  # Sam has no account and cannot read
def test_the_record_names_exactly_those_who_can_open_it(team: Team, owner: str) -> None:
    world, dee = team.world, team.world.mentee
    team.looks_after(dee, {"": None, "place": world.place.coordinator}.get(owner, owner))
    asks, deletes = WORDS[world.place.language]
    dee.says(asks)
    told = " ".join(dee.hears())
    assert named(told) - {world.place.mentor} == team.who_can_open(dee)
    assert world.place.mentor in told
    if owner != "place":
        assert world.place.coordinator not in told or not owner
    dee.says("COPIA" if world.place.language == "es" else "COPY")
    assert named(" ".join(dee.hears())) == team.who_can_open(dee)
    dee.says(deletes)
    assert named(" ".join(dee.hears())) == {"Lou"}, "only a lead erases"
    dee.says(world.place.yes)
    assert named(" ".join(dee.hears())) == team.who_can_open(dee)


@pytest.mark.found("J6")
def test_a_flag_opens_the_record_to_whoever_was_alerted_and_it_says_so(team: Team) -> None:
    world, dee = team.world, team.world.mentee
    team.looks_after(dee, "Kim")
    asks, _ = WORDS[world.place.language]
    dee.says("quiero morir" if world.place.language == "es" else "i want to kill myself")
    for phone in (dee, *team.staff.values()):
        phone.hears()
    dee.says(asks)
    assert named(" ".join(dee.hears())) == team.who_can_open(dee)
    assert len(team.who_can_open(dee)) == 3
    world.change(lambda c: c.execute(update(t.Flag).values(closed_at=world.now)))
    world.passes(minutes=2)
    dee.says(asks)
    assert named(" ".join(dee.hears())) == team.who_can_open(dee) == {"Kim", "Lou"}


@pytest.mark.found("J6")
def test_an_account_that_ended_or_administers_is_not_named(team: Team) -> None:
    world, dee = team.world, team.world.mentee
    kim = col(t.Staff.login) == "kim@example.org"
    world.change(lambda c: c.execute(update(t.Staff).where(kim).values(active=False)))
    dee.says(WORDS[world.place.language][0])
    said = named(" ".join(dee.hears()))
    assert said == team.who_can_open(dee) == {world.place.coordinator, "Lou"}


@pytest.mark.mission("1.4")
@pytest.mark.found("J6")
@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_the_welcome_names_them_before_anything_is_asked(
    make_world: Callable[..., World], language: str
) -> None:
    world = make_world(language, joined=False, more_staff=("Kim", "Lou"))
    team = Team(world)
    team.account("Kim", StaffRole.COORDINATOR)
    team.account("Lou", StaffRole.LEAD)
    team.looks_after(world.mentee, "Kim")
    for phone in (world.mentee, world.mentor):
        told = []
        for answer in (world.place.yes, world.place.yes, world.place.skip, world.place.skip):
            phone.says(answer)
            told += [line for text in phone.hears() for line in text.splitlines()]
        (kept,) = (line for line in told if ("guarda" if language == "es" else " kept") in line)
        assert named(kept) - {world.place.mentor} == {"Kim", "Lou"}, "not the coordinator who has no account"


@pytest.mark.mission("1.4")
@pytest.mark.found("J6")
def test_a_mentor_is_told_who_reads_what_they_write_to_their_mentee(team: Team) -> None:
    world = team.world
    team.looks_after(world.mentor, "Kim")
    team.looks_after(world.mentee, world.place.coordinator)
    world.mentor.says(WORDS[world.place.language][0])
    said = named(" ".join(world.mentor.hears()))
    assert said == {"Kim", world.place.coordinator, "Lou"}


@pytest.mark.found("J6")
def test_a_large_team_is_counted_when_all_of_it_reads(make_world: Callable[..., World]) -> None:
    world = make_world(more_staff=("Kim", "Sam", "Lou", "Iker"))
    team = Team(world)
    for name in ("Robin", "Kim", "Sam", "Iker"):
        team.account(name, StaffRole.COORDINATOR)
    team.account("Lou", StaffRole.LEAD)
    world.mentee.hears()
    world.mentee.says("RECORD")
    assert "all 5 people on the team" in " ".join(world.mentee.hears())
    team.looks_after(world.mentee, "Kim")
    world.passes(minutes=2)
    world.mentee.says("RECORD")
    assert "by Kim and Lou" in " ".join(world.mentee.hears())


@pytest.mark.found("J6")
def test_a_complaint_names_every_lead_and_no_one_else(team: Team) -> None:
    world, dee = team.world, team.world.mentee
    team.account("Sam", StaffRole.LEAD)
    dee.says("QUEJA" if world.place.language == "es" else "COMPLAIN")
    assert named(" ".join(dee.hears())) == {"Lou", "Sam"}
