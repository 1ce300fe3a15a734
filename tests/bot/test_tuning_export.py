"""From a false alarm to the list of what would need a rule; and the signposts to look at again."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.settings import SettingsProblem
from bot.signposts import check_signposts
from bot.tuning import print_tuning
from handlers.access import accounts
from handlers.alarm import tuning
from handlers.alarm.tuning import Missed
from handlers.desk.confirming import ConfirmationProblem
from records import tables as t
from records.kinds import StaffRole
from safety.__main__ import main
from safety.directory import UnknownCountry
from tests.world.world import World


def account(world: World, login: str, role: StaffRole) -> str:
    return world.change(
        lambda c: accounts.create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name=login.title(),
            login=login,
            password_hash="none",
            role=role,
        )
    )


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Dee wrote something that sounded like danger and was none, and something that was, and was missed."""
    made = World(tmp_path)
    settings = made.house.settings
    monkeypatch.setattr("bot.tuning.read_settings", lambda: settings)
    lea = account(made, "lea", StaffRole.LEAD)
    account(made, "ana", StaffRole.COORDINATOR)
    made.mentee.says("i want to die")
    (flag,) = made.rows(t.Flag)
    made.mentee.says("the blue folder again")
    line = made.rows(t.Inbox)[-1]
    made.change(lambda c: tuning.false_alarm(c, made.house.sealer, made.now, staff_id=lea, flag_id=flag.id))
    words = Missed(made.mentee.id, "urgent", "suicide", "the blue folder again")
    made.change(
        lambda c: tuning.missed(c, made.house.tools, made.now, staff_id=lea, inbox_id=line.id, new=words)
    )
    yield made
    made.restart()
    made.close()


def test_what_was_wrong_leaves_without_whom_and_becomes_a_list_of_work(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {row.id for row in world.rows(t.Person)}
    (alarm, missed) = world.rows(t.Tuning)
    world.house.shut()
    print_tuning("lea")
    printed = capsys.readouterr().out
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [(row["kind"], row["tier"], row["words"]) for row in rows] == [
        ("false_alarm", "urgent", "want to die"),
        ("missed", "urgent", "the blue folder again"),
    ]
    assert all(set(row) == {"kind", "tier", "category", "rules", "words"} for row in rows)
    assert not any(one in printed for one in people | {alarm.id, missed.id, "Dee", "2026"})
    world.restart()
    assert [row.staff_id for row in world.rows(t.Audit) if row.action == "exported tuning"] == [
        alarm.staff_id
    ]

    monkeypatch.setattr("sys.stdin", io.StringIO(printed))
    assert main(["misses"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Missed and entered by hand: 1. Still missed, or rated lower: 1.",
        "",
        "suicide (1)",
        "  should be urgent, is none: the blue folder again",
        "",
        "False alarms: 1.",
        "  1  want-to-die: want to die",
    ]


def test_only_a_lead_gets_it_and_not_beside_a_running_program(world: World) -> None:
    with pytest.raises(SettingsProblem, match=r"Handrail runs\. Sign in as a lead"):
        print_tuning("lea")
    world.house.shut()
    with pytest.raises(SettingsProblem, match="for the programme's lead"):
        print_tuning("ana")
    with pytest.raises(ConfirmationProblem, match="Nobody can sign in"):
        print_tuning("nobody")


def test_signposts_to_look_at_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert not check_signposts(date(2026, 8, 1), "GB")
    told = capsys.readouterr().out
    assert "UNCONFIRMED  GB: FRANK" in told
    assert " US: " not in told
    assert "OLD" not in told
    assert not check_signposts(date(2027, 8, 1))
    assert "OLD          GB: Samaritans" in capsys.readouterr().out
    with pytest.raises(UnknownCountry, match="There are: GB, IE, US"):
        check_signposts(date(2026, 8, 1), "FR")
