"""A programme is held until all is in order, goes live by itself and stays so; what commands say of that."""

import threading
from collections.abc import Iterator
from datetime import datetime

import httpx
import pytest
import respx
from sqlalchemy import select
from sqlmodel import col
from typer.testing import CliRunner

from bot import confirming, go_live_watch
from bot.__main__ import app
from bot.serve import tell_what_is_open
from bot.settings import Settings
from handlers.desk.confirming import ITEMS, ConfirmationProblem
from handlers.desk.findings import LiveState
from handlers.enrolling import programmes
from records import live
from records import tables as t
from records.facts import setting
from tests.bot.conftest import PACK, Installation

DOOR = "https://handrail.example/sms/voice"


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[respx.Route]:
    """PUBLIC_URL, where the program answers as it should, and no time has to pass between two knocks."""
    monkeypatch.setattr(go_live_watch, "_KNOCKS_APART", 0.0)
    answers = iter((200, 403) * 50)
    with respx.mock:
        yield respx.post(DOOR).mock(
            side_effect=lambda request: httpx.Response(next(answers), text="<Response/>")
        )


def held(installation: Installation) -> bool:
    with installation.house.read() as connection:
        return installation.programme_id in installation.house.tools.held(connection)


def live_state(installation: Installation) -> LiveState:
    with installation.house.read() as connection:
        return installation.house.live_state(connection, installation.programme_id)


def look(installation: Installation) -> None:
    installation.house.going_live._next_knock = 0.0
    installation.house.going_live.look()


def test_with_the_last_item_it_goes_live(
    installation: Installation, now: datetime, door: respx.Route
) -> None:
    look(installation)
    assert held(installation)
    assert live_state(installation) == LiveState(live=False, open=3 + len(ITEMS))
    installation.green(now, but="privacy")
    look(installation)
    assert live_state(installation) == LiveState(live=False, open=1)
    installation.say(now, "privacy", by="kim")
    look(installation)
    assert live_state(installation) == LiveState(live=True, open=0)
    with installation.house.read() as connection:
        assert live.since(connection) == {installation.programme_id: now}
        logged = select(col(t.Staff.login), col(t.Audit.at)).join(
            t.Audit, col(t.Audit.staff_id) == col(t.Staff.id)
        )
        (row,) = connection.execute(logged.where(col(t.Audit.action) == "went_live"))
        assert row.at == now


def test_without_an_answer_at_the_public_address_it_does_not(
    installation: Installation, now: datetime, door: respx.Route
) -> None:
    installation.green(now)
    door.mock(side_effect=httpx.ConnectError("down"))
    look(installation)
    assert live_state(installation) == LiveState(live=False, open=1)
    installation.house.going_live.heard()  # Twilio itself came in there
    installation.house.write(lambda connection: None)  # that is kept by now
    calls = door.call_count
    look(installation)
    assert not held(installation)
    assert door.call_count == calls, "there was no need to knock"


def test_that_a_request_came_in_is_written_down_now_and_then(
    installation: Installation, now: datetime
) -> None:
    for _ in range(3):
        installation.house.going_live.heard()
    installation.house.write(lambda connection: None)
    with installation.house.read() as connection:
        assert setting(connection, "heard at the door") == f"{now.isoformat()} https://handrail.example"


def test_once_live_it_stays_so_and_says_what_lapsed(
    installation: Installation, now: datetime, door: respx.Route, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.green(now)
    look(installation)
    installation.keep_words(None)
    look(installation)
    assert live_state(installation) == LiveState(live=True, open=1)
    tell_what_is_open(installation.house)
    assert "Live, but no longer in order: 1." in capsys.readouterr().out


def test_a_programme_that_is_added_later_waits_for_itself_alone(
    installation: Installation, now: datetime, door: respx.Route
) -> None:
    installation.green(now)
    look(installation)
    other = programmes.read_pack(PACK.replace("Lakeside", "Hillside"))
    second = installation.house.write(lambda c: programmes.create_programme(c, now, other))
    look(installation)
    assert not held(installation)
    with installation.house.read() as connection:
        assert installation.house.tools.held(connection) == {second}
        found = installation.house.findings(connection, second)
    assert not [one for one in found if "Lakeside" in one.what]


def test_beside_the_program_a_thread_looks_whenever_something_changes(
    installation: Installation, now: datetime, door: respx.Route, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(go_live_watch, "_SHORTEST_PAUSE", 0.0)
    installation.green(now, but="privacy")
    went = threading.Event()
    watch = installation.house.going_live
    watch._went_live, watch._next_knock = went.set, 0.0
    watch.start()
    assert not went.wait(0.2)
    installation.say(now, "privacy")
    watch.wake()
    assert went.wait(10)
    watch.stop()
    assert not held(installation)


def test_a_start_says_that_it_is_held_and_how_much_is_open(
    installation: Installation, now: datetime, door: respx.Route, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_what_is_open(installation.house)
    said = capsys.readouterr().out
    assert said.startswith("HELD: ")
    assert f"still open: {len(ITEMS) + 3}." in said
    assert "https://handrail.example/going-live" in said
    installation.green(now)
    look(installation)
    capsys.readouterr()
    tell_what_is_open(installation.house)
    assert capsys.readouterr().out == ""


def test_simulated_phones_are_never_held(empty: Settings, installation: Installation) -> None:
    installation.house.settings = empty.model_copy(update={"simulated_phones": True})
    assert live_state(installation) == LiveState(live=True, open=0)


def test_while_it_runs_the_list_is_read_and_the_console_is_named(
    installation: Installation, now: datetime, door: respx.Route, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("bot.wiring", "bot.confirming"):
        monkeypatch.setattr(f"{module}.read_settings", lambda: installation.settings)
    monkeypatch.setattr("bot.clock.RealClock.now", lambda self: now)

    def listed() -> tuple[int, str]:
        done = CliRunner().invoke(app, ["golive"])
        return done.exit_code, done.stdout

    code, text = listed()
    assert code == 1
    assert "OPEN   Lakeside: retention: " in text
    assert text.splitlines()[-1].startswith("Not live yet")
    with pytest.raises(ConfirmationProblem, match=r"https://handrail\.example/going-live"):
        confirming.confirm_items(["privacy"], "robin", "")
    installation.green(now)
    code, text = listed()
    assert (code, text.splitlines()[-1][:23]) == (0, "Everything is in order.")
    look(installation)
    assert listed()[1].splitlines()[-1] == "Live."
    installation.keep_words(None)
    code, text = listed()
    assert code == 1
    assert "was in order once" in text.splitlines()[-1]


def test_when_it_is_stopped_the_command_keeps_an_answer(
    installation: Installation,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bot.confirming.read_settings", lambda: installation.settings)
    installation.house.shut()
    confirming.confirm_items(["privacy", "consent"], "robin", "leaflet of May")
    assert "Kept: privacy, consent." in capsys.readouterr().out
    with pytest.raises(ConfirmationProblem, match="needs an account"):
        confirming.confirm_items(["backup"], "nobody", "")
    with installation.house.engine.connect() as connection:
        kept = connection.execute(select(col(t.Confirmation.item), col(t.Confirmation.detail))).all()
    assert {tuple(row) for row in kept} == {("privacy", "leaflet of May"), ("consent", "leaflet of May")}
