"""The doctor finds what is wrong, says what to do, and changes nothing."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import respx
from pydantic import SecretStr
from sqlalchemy import Connection, insert, update
from sqlmodel import col

from bot import doctor, foundations, probes
from bot.settings import Settings, SettingsProblem
from handlers.desk.findings import Finding
from handlers.desk.go_live import go_live
from records import effects as fx
from records import tables as t
from records.kinds import Channel, Lane, MessageClass, RecordKind
from records.save import save
from safety.tiers import Tier
from tests.bot.conftest import Installation

HOUR = timedelta(hours=1)
Look = Callable[[Connection, datetime], Finding]


def look(installation: Installation, check: Look, now: datetime) -> Finding:
    with installation.house.read() as connection:
        return check(connection, now)


def robin(installation: Installation) -> str:
    with installation.house.read() as connection:
        return next(iter(doctor.health.reachable(connection, installation.programme_id, ("sms",))))


def keep(installation: Installation, now: datetime, *effects: fx.Effect) -> None:
    installation.house.write(lambda connection: save(connection, installation.house.sealer, now, effects))


def queued(installation: Installation, now: datetime) -> None:
    """An answer that waits to leave."""
    who = robin(installation)
    with installation.house.read() as connection:
        address = connection.execute(t.core(t.Address).select()).one().id
    keep(
        installation,
        now,
        fx.Send(
            "o1", who, who, address, Channel.SMS, "hello", MessageClass.ANSWER, Lane.REPLY, None, "gsm7", 1
        ),
    )


def go_live_all_green(installation: Installation, now: datetime) -> None:
    house, home = installation.house, installation.programme_id
    installation.green(now)
    assert house.write(lambda connection: go_live(connection, house.sealer, now, home))


def state_of(installation: Installation, now: datetime) -> list[Finding]:
    with installation.house.read() as connection:
        return list(doctor.is_live(connection, installation.settings, now))


def test_a_good_installation_is_well(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the program holds it. The test's time is made up, so the server's clock is not compared."""
    monkeypatch.setattr(doctor, "_CLOCKS_APART", timedelta(days=10_000))
    go_live_all_green(installation, now)
    assert installation.settings.backup_mark is not None
    installation.settings.backup_mark.touch()
    os.utime(installation.settings.backup_mark, (now.timestamp(), now.timestamp()))
    with respx.mock:
        respx.get("http://127.0.0.1:8000/healthz").respond(json={"status": "ok"})
        respx.get("https://handrail.example/healthz").respond(json={"status": "ok"})
        respx.get(url__regex=r"https://api\.twilio\.com/.*\.json").respond(json={"status": "active"})
        respx.post(url__regex=r"https://api\.telegram\.org/.*/getMe").respond(
            json={"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "L", "username": "l_bot"}}
        )
        found = list(doctor.examine(installation.settings, now))
    assert [one for one in found if not one.well] == []
    assert {"Twilio", "Telegram", "PUBLIC_URL", "Backup", "On duty", "Clock"} <= {one.what for one in found}


def test_looking_makes_nothing(empty: Settings, now: datetime, tmp_path: Path) -> None:
    if not empty.database_url.startswith("sqlite"):
        pytest.skip("a database on a server is made by its own commands")
    with respx.mock:
        respx.route().mock(side_effect=httpx.ConnectError("nobody there"))
        found = {one.what: one for one in doctor.examine(empty, now)}
    assert "programme add" in found["Records"].do
    assert "Program" in found
    assert not list(tmp_path.rglob("*.db*"))


def test_a_database_of_another_shape_is_named(installation: Installation) -> None:
    with installation.house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    found, engine = foundations.database(installation.settings)
    assert engine is None
    assert "0000" in found.found
    assert "Start Handrail once" in found.do


def test_a_server_that_is_not_there_is_told_plainly(installation: Installation) -> None:
    nowhere = installation.change(database_url="postgresql+psycopg://somebody@/nothing?host=/nowhere")
    found, engine = foundations.database(nowhere)
    assert engine is None
    assert "DATABASE_URL" in found.do
    assert "somebody" not in found.found


def test_settings_that_cannot_be_read_are_listed(now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    def read() -> Settings:
        raise SettingsProblem("SECRET_KEY: too short\nPORT: not a number")

    assert not doctor.run_doctor(read, now)
    printed = capsys.readouterr().out
    assert "WRONG  Settings: SECRET_KEY: too short" in printed
    assert "PORT" in printed


def test_a_poor_secret_is_refused(installation: Installation) -> None:
    assert foundations.secret(installation.settings).well
    poor = foundations.secret(installation.change(secret_key=SecretStr("abc" * 20)))
    assert "easy to guess" in poor.found


@pytest.mark.parametrize(
    ("place", "mode", "said"), [("keys", 0o600, "data folder"), ("away", 0o644, "Others")]
)
def test_a_secret_file_lies_away_from_the_data_and_unread(
    installation: Installation, tmp_path: Path, place: str, mode: int, said: str
) -> None:
    (tmp_path / "away").mkdir()
    file = tmp_path / place / "secret"
    file.write_text("a made-up secret, long enough to be one")
    file.chmod(mode)
    # Records elsewhere: here they share the folder that everything of a test is in.
    settings = installation.change(secret_key_file=file, database_url=f"sqlite:///{tmp_path}/records/h.db")
    assert said in foundations.secret(settings).found
    file.chmod(0o600)
    assert foundations.secret(settings).well == (place == "away")


def test_keys_beside_the_records_are_told_when_phones_are_real(
    installation: Installation, tmp_path: Path
) -> None:
    beside = {"database_url": f"sqlite:///{tmp_path}/a.db", "keys_url": f"sqlite:///{tmp_path}/b.db"}
    assert "same folder" in foundations.key_store(installation.change(**beside)).found
    for_trying = {"twilio_account_sid": "", "telegram_bot_token": SecretStr("")}
    assert foundations.key_store(installation.change(**beside, **for_trying)).well
    one = {"database_url": beside["keys_url"], "keys_url": beside["keys_url"]}
    assert "same database" in foundations.key_store(installation.change(**one)).found


def test_a_key_store_of_another_secret_does_not_open(installation: Installation) -> None:
    other = foundations.key_store(
        installation.change(secret_key=SecretStr("another secret, quite as long as that"))
    )
    assert "Put back the SECRET_KEY" in other.do


def test_a_full_disk_is_told(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    assert "Make room" in doctor.room(installation.settings).do


def test_a_clock_behind_what_was_written_down_is_told(installation: Installation, now: datetime) -> None:
    queued(installation, now)
    behind = look(installation, doctor.clock, now - HOUR)
    assert "Set the clock" in behind.do


def test_a_clock_apart_from_the_servers_is_told(
    installation: Installation, now: datetime, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if backend == "sqlite":
        pytest.skip("a file has no clock of its own")
    found = look(installation, doctor.clock, now - timedelta(days=4000))
    assert "server's" in found.found


def test_what_is_overdue_is_told(installation: Installation, now: datetime) -> None:
    who = robin(installation)
    assert look(installation, doctor.overdue, now).well
    with installation.house.engine.begin() as connection:
        plan = {"id": "p", "person_id": who, "kind": "check_in", "weekday": 0, "at": "12:00"}
        connection.execute(insert(t.Plan).values(**plan, local_date=now.date(), due_at=now))
    assert look(installation, doctor.overdue, now + timedelta(minutes=5)).well
    assert "3 hours" in look(installation, doctor.overdue, now + 3 * HOUR).found


def test_a_programme_that_is_held_is_told_and_is_not_overdue(
    installation: Installation, now: datetime
) -> None:
    (held,) = state_of(installation, now)
    assert "golive" in held.do
    who = robin(installation)
    with installation.house.engine.begin() as connection:
        plan = {"id": "p", "person_id": who, "kind": "check_in", "weekday": 0, "at": "12:00"}
        connection.execute(insert(t.Plan).values(**plan, local_date=now.date(), due_at=now))
    with respx.mock:
        respx.route().mock(side_effect=httpx.ConnectError("nobody there"))
        found = {one.what: one for one in doctor.examine(installation.settings, now + 3 * HOUR)}
    assert found["Schedule"].well
    assert found["Lakeside"].found.startswith("Not live yet")


def test_what_is_no_longer_in_order_once_live_is_told(installation: Installation, now: datetime) -> None:
    go_live_all_green(installation, now)
    (live,) = state_of(installation, now)
    assert (live.well, live.found) == (True, "Live since 2026-11-02.")
    later = state_of(installation, now + timedelta(days=182))
    assert {one.what.removeprefix("Lakeside: ") for one in later[1:]} == {"drill", "signposts"}
    with installation.house.read() as connection:
        held = installation.house.tools.held(connection)
    assert held == frozenset(), "what lapsed holds nothing back"


def test_replies_that_do_not_leave_are_told(installation: Installation, now: datetime) -> None:
    queued(installation, now)
    assert look(installation, doctor.outbox, now + timedelta(minutes=5)).well
    late = look(installation, doctor.outbox, now + HOUR)
    assert late.found.startswith("1 reply or signpost")
    with installation.house.engine.begin() as connection:
        connection.execute(update(t.Outbox).values(state="unknown"))
    unknown = look(installation, doctor.outbox, now + HOUR)
    assert unknown.well
    assert "1 message of today may not have arrived" in unknown.found


@pytest.mark.found("F1")
@pytest.mark.parametrize(
    ("channel", "code", "said", "do"),
    [
        ("sms", "21606", "number we send from", "TWILIO_PHONE_NUMBER"),
        ("sms", "21608", "trial", "Upgrade"),
        ("sms", "21408", "country", "Geo permissions"),
        ("sms", "21704", "Messaging Service", "sender pool"),
        ("sms", "30034", "not registered", "A2P 10DLC"),
        ("sms", "20003", "does not know our account", "TWILIO_AUTH_TOKEN"),
        ("sms", "29999", "refuses", "docs/api/errors/29999"),
        ("telegram", "401", "does not know our bot", "BotFather"),
    ],
)
def test_a_fault_of_our_account_is_named_with_what_to_do(
    installation: Installation, now: datetime, channel: str, code: str, said: str, do: str
) -> None:
    queued(installation, now)
    with installation.house.read() as connection:
        assert not list(doctor.account_faults(connection, now))
    with installation.house.engine.begin() as connection:
        connection.execute(update(t.Outbox).values(channel=channel, reason=f"account {code}"))
    with installation.house.read() as connection:
        [found] = doctor.account_faults(connection, now)
    assert not found.well
    assert said in found.found
    assert "1 message" in found.found
    assert do in found.do


def test_a_flag_nobody_answers_is_told(installation: Installation, now: datetime) -> None:
    who = robin(installation)
    home = installation.programme_id
    keep(installation, now, fx.OpenRecord("r1", home, who, RecordKind.MESSAGE, Channel.SMS))
    flag = fx.RaiseFlag("f1", home, who, "r1", None, Tier.URGENT, "harm", ("a",), "words", "4711")
    keep(installation, now, flag)
    assert look(installation, doctor.flags, now + timedelta(minutes=14)).well
    assert "read it now" in look(installation, doctor.flags, now + timedelta(minutes=16)).do
    keep(installation, now, fx.AcknowledgeFlag("f1", who))
    assert look(installation, doctor.flags, now + HOUR).well


def test_that_nobody_can_sign_in_is_told(installation: Installation, now: datetime) -> None:
    assert look(installation, doctor.sign_in, now).well
    with installation.house.engine.begin() as connection:
        connection.execute(update(t.Staff).values(active=False))
    assert "prints a link" in look(installation, doctor.sign_in, now).do


def test_that_nobody_is_on_duty_is_told(installation: Installation, now: datetime) -> None:
    def find(**settings: object) -> Finding:
        with installation.house.read() as connection:
            return doctor.on_duty(connection, installation.change(**settings), now)

    assert find().well
    assert "no coordinator can be reached" in find(twilio_account_sid="").found  # a number, and no texts
    with installation.house.engine.begin() as connection:
        staff_id = connection.execute(t.core(t.Staff).select()).one().id
        connection.execute(
            insert(t.Rota).values(
                id="x",
                programme_id=installation.programme_id,
                staff_id=staff_id,
                weekday=0,
                start="13:00",
                end="24:00",
            )
        )
    assert "nobody whose shift it is" in find().found  # it is noon
    with installation.house.engine.begin() as connection:
        connection.execute(update(t.Rota).values(start="12:00"))
    assert find().well
    with installation.house.engine.begin() as connection:
        connection.execute(update(t.Address).where(col(t.Address.channel) == "sms").values(blocked=True))
    assert "no coordinator can be reached" in find().found


def test_a_backup_that_stopped_is_told(installation: Installation, now: datetime) -> None:
    assert "not there" in doctor.backup(installation.settings, now).found
    mark = installation.settings.backup_mark
    assert mark is not None
    mark.touch()
    for age, well in ((timedelta(hours=30), True), (timedelta(days=3), False)):
        made = (now - age).timestamp()
        os.utime(mark, (made, made))
        assert doctor.backup(installation.settings, now).well == well
    assert "BACKUP_MARK" in doctor.backup(installation.change(backup_mark=None), now).do


@respx.mock
def test_what_answers_at_an_address_has_to_be_ours() -> None:
    page = respx.get("https://handrail.example/healthz")
    for answer, said in (
        (httpx.Response(200, json={"status": "ok"}), ""),
        (httpx.Response(502), "502"),
        (httpx.Response(200, text="Welcome to nginx"), "something else"),
        (httpx.Response(200, json=["ok"]), "something else"),
    ):
        page.mock(return_value=answer)
        assert (said in probes.answers("https://handrail.example")) if said else True
        assert bool(probes.answers("https://handrail.example")) == bool(said)
    page.mock(side_effect=httpx.ConnectTimeout("slow"))
    assert "nothing answers" in probes.answers("https://handrail.example")


@respx.mock
def test_twilio_has_to_know_the_account(installation: Installation) -> None:
    account = respx.get(url__regex=r"https://api\.twilio\.com/2010-04-01/Accounts/AC0+\.json")
    for answer, said in (
        (httpx.Response(200, json={"status": "active"}), ""),
        (httpx.Response(200, json={"status": "suspended"}), "suspended"),
        (httpx.Response(401), "TWILIO_AUTH_TOKEN"),
        (httpx.Response(503), "503"),
        (httpx.Response(200, text="?"), "unreadable"),
    ):
        account.mock(return_value=answer)
        found = probes.knows_twilio(installation.settings)
        assert (said in found) if said else not found
    account.mock(side_effect=httpx.ConnectError("no"))
    assert "cannot be reached" in probes.knows_twilio(installation.settings)
    assert doctor.reached("Twilio", "it answers 503", "x").found == "It answers 503."


@respx.mock
def test_telegram_has_to_know_the_bot(installation: Installation) -> None:
    respx.post(url__regex=r".*/getMe").respond(
        401, json={"ok": False, "error_code": 401, "description": "No"}
    )
    found = probes.knows_telegram(installation.settings)
    assert found
    assert "12345:token" not in found


@pytest.mark.parametrize(
    ("settings", "found", "well"),
    [
        ({}, "nobody answers rings", True),
        ({"twilio_phone_number": "", "twilio_messaging_service_sid": "MG1"}, "texts only", False),
        ({"twilio_account_sid": ""}, "Off", True),
    ],
)
def test_a_service_without_a_number_cannot_ring(
    empty: Settings, settings: dict[str, str], found: str, well: bool
) -> None:
    finding = doctor.calls(empty.model_copy(update=settings))
    assert found in finding.found
    assert finding.well is well
