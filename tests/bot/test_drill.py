"""A drill: every phone of the staff is tried, each step is told, and nobody's number or name."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.drill import drill, run_drill
from bot.settings import Settings, SettingsProblem
from bot.wiring import House
from channels.port import Receipt, ReceiptState, Refused
from handlers.access import accounts
from handlers.alarm.drills import NobodyToDrill
from handlers.desk.confirming import ConfirmationProblem
from records import effects as fx
from records import tables as t
from records.kinds import Channel, RecordKind
from safety.tiers import Tier
from tests.world.world import Phone, Wire, World

STAFF = {"robin": "Robin", "noor": "Noor"}


class Team:
    """A world in which Robin and Noor are on the staff and can be texted and called."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder, joined=False)
        self.world.wires["voice"] = Wire("voice")
        self.world.restart()
        self.robin, self.noor = self.world.coordinator, self.world.phone("Noor", 40)
        self.staff = {login: self._account(login) for login in STAFF}
        self.told: list[str] = []

    def _account(self, login: str) -> str:
        mine = {"person_id": self.robin.id} if login == "robin" else {"phone": self.noor.address}
        return self.world.change(
            lambda c: accounts.create_staff(
                c,
                self.world.house.sealer,
                self.world.now,
                programme_id=self.world.programme_id,
                name=STAFF[login],
                login=login,
                password_hash="none",
                **mine,
            )
        )

    def drill(self, *script: Callable[[], Awaitable[None]]) -> bool:
        """Run a drill in which these things happen, one after another; then it is stopped."""
        things = iter(script)
        stopped = False

        async def wait() -> None:
            nonlocal stopped
            await self.world.house.delivery.drain()
            happens = next(things, None)
            stopped = happens is None
            if happens is not None:
                await happens()
                await self.world.house.delivery.drain()

        return self.world.run(
            drill(
                self.world.house,
                self.staff["robin"],
                tell=self.told.append,
                stopped=lambda: stopped,
                wait=wait,
            )
        )

    # What can happen

    def acks(self, phone: Phone) -> Callable[[], Awaitable[None]]:
        """Somebody answers their text with its code, 20 seconds later."""

        async def happen() -> None:
            self.world.clock.hold(self.world.now + timedelta(seconds=20))
            code = next(word for word in phone.inbox[-1].text.split() if word.strip(".").isdecimal())
            await self.world.house.receive([phone.inbound(f"ACK {code.strip('.')}")])

        return happen

    def nothing_for(self, minutes: int) -> Callable[[], Awaitable[None]]:
        """Time passes, and the ladder rises."""

        async def happen() -> None:
            self.world.clock.hold(self.world.now + timedelta(minutes=minutes))
            await self.world.house.tick()

        return happen

    def presses_1(self, phone: Phone) -> Callable[[], Awaitable[None]]:
        """Somebody answers their call and presses 1."""

        async def happen() -> None:
            call = next(one for one in self.world.wire("voice").taken if one.to == phone.address)
            await self.world.house.take_receipt(
                Receipt("voice", call.id, "CA1", ReceiptState.DELIVERED, self.world.now)
            )
            await self.world.house.pressed(call.id)

        return happen

    def steps(self, login: str) -> list[str]:
        """What was told of one of them."""
        return [line.split(f"{login} ", 1)[1].strip() for line in self.told if f" {login} " in line]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path)
    yield team
    team.world.close()


def test_one_answers_the_text_and_one_the_call(team: Team) -> None:
    well = team.drill(
        team.acks(team.robin), team.nothing_for(15), team.presses_1(team.noor), team.nothing_for(0)
    )
    assert well, team.told
    assert team.steps("robin")[:3] == ["text written", "text handed to the provider", "ACKNOWLEDGED"]
    assert team.steps("noor") == [
        "text written",
        "text handed to the provider",
        "call asked for",
        "phone rings",
        "call answered",
        "ACKNOWLEDGED",
    ]
    assert team.told[-2:] == [
        "ok     robin: acknowledged after 20 s",
        "ok     noor: acknowledged after 920 s",
    ]
    for phone in (team.robin, team.noor):
        assert any("DRILL" in one.text for one in phone.inbox)
    assert "drill" in team.world.wire("voice").taken[0].text


def test_it_names_nobody_but_by_login(team: Team) -> None:
    team.drill(team.acks(team.robin), team.nothing_for(15))
    told = "\n".join(team.told)
    for secret in (team.robin.address, team.noor.address, *STAFF.values(), "Lakeside", "ACK"):
        assert secret not in told.replace("ACKNOWLEDGED", "")


def test_who_answers_nothing_has_failed_it(team: Team) -> None:
    well = team.drill(team.acks(team.robin), team.nothing_for(15), team.nothing_for(15))
    assert not well
    assert team.told[-1] == "WRONG  noor: did not acknowledge"


def test_a_text_that_does_not_arrive_is_told_and_the_call_comes_at_once(team: Team) -> None:
    team.world.wire().fates_at[team.noor.address] = [Refused("no", "30003")]
    well = team.drill(team.acks(team.robin), team.presses_1(team.noor), team.nothing_for(0))
    assert well, team.told
    assert "text did not arrive (30003)" in team.steps("noor")
    assert "phone rings" in team.steps("noor")


def test_stopped_before_its_end_it_says_who_is_missing(team: Team) -> None:
    assert not team.drill()
    assert team.told[-2:] == ["WRONG  robin: did not acknowledge", "WRONG  noor: did not acknowledge"]


def test_once_it_is_over_no_phone_rings_for_it(team: Team) -> None:
    team.drill(team.acks(team.robin))
    heard = [len(phone.inbox) for phone in (team.robin, team.noor)]
    team.world.passes(days=3)
    assert [len(phone.inbox) for phone in (team.robin, team.noor)] == heard
    assert team.world.wire("voice").tries == []
    assert {flag.acknowledged_by for flag in team.world.rows(t.Flag)} == {team.robin.id, None}


def test_a_colleague_cannot_pass_it_for_somebody(team: Team) -> None:
    async def robin_takes_noors() -> None:
        code = next(word for word in team.noor.inbox[-1].text.split() if word.strip(".").isdecimal())
        await team.world.house.receive([team.robin.inbound(f"ACK {code.strip('.')}")])

    assert not team.drill(team.acks(team.robin), robin_takes_noors)
    assert "acknowledged by robin" in team.steps("noor")
    assert team.told[-1] == "WRONG  noor: did not acknowledge"


def test_answering_a_drill_takes_nothing_that_is_real(team: Team) -> None:
    noor = next(row.person_id for row in team.world.rows(t.Staff) if row.login == "noor")
    team.world.effects(
        fx.OpenRecord("r-real", team.world.programme_id, noor, RecordKind.SAFETY, Channel.SMS),
        fx.RaiseFlag(
            id="f-real",
            programme_id=team.world.programme_id,
            person_id=noor,
            record_id="r-real",
            inbox_id=None,
            tier=Tier.URGENT,
            category="suicide",
            rules=(),
            words="",
            code="9999",
        ),
    )
    assert team.drill(team.acks(team.robin), team.acks(team.noor)), team.told
    (real,) = [flag for flag in team.world.rows(t.Flag) if not flag.drill]
    assert real.acknowledged_at is None


def test_nothing_of_it_is_danger(team: Team) -> None:
    team.drill(team.acks(team.robin))
    assert all(flag.drill for flag in team.world.rows(t.Flag))
    assert all(row.message_class == "staff_alert" for row in team.world.rows(t.Outbox) if row.flag_id)


# The command


def given(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr("bot.drill.read_settings", lambda: settings)


def test_without_real_phones_it_says_so(monkeypatch: pytest.MonkeyPatch, empty: Settings) -> None:
    without = {"twilio_account_sid": "", "telegram_bot_token": type(empty.telegram_bot_token)("")}
    given(monkeypatch, empty.model_copy(update=without))
    with pytest.raises(SettingsProblem, match="none are set up"):
        run_drill("robin")


def test_while_it_runs_it_points_to_the_console(monkeypatch: pytest.MonkeyPatch, empty: Settings) -> None:
    given(monkeypatch, empty)
    running = House(empty)
    try:
        with pytest.raises(SettingsProblem, match=r"https://handrail\.example/safety"):
            run_drill("robin")
    finally:
        running.shut()


def test_a_login_that_is_nobodys_is_refused_and_nothing_starts(
    monkeypatch: pytest.MonkeyPatch, empty: Settings
) -> None:
    given(monkeypatch, empty)
    with pytest.raises(ConfirmationProblem, match="Nobody can sign in"):
        run_drill("nobody")
    House(empty).shut()  # it let go of everything


def test_with_nobody_to_reach_it_says_so(tmp_path: Path) -> None:
    team = Team(tmp_path)
    try:
        addresses = t.core(t.Address)
        team.world.change(lambda c: c.execute(addresses.update().values(retired_at=team.world.now)))
        with pytest.raises(NobodyToDrill):
            team.drill()
    finally:
        team.world.close()
