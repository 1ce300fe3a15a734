"""What must not go wrong unseen: keys, places, readiness, numbers of staff, what is heard when we fail."""

import socket
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, update
from sqlmodel import col

from bot import __main__ as main
from bot import checklist, doctor, fallback, foundations, serve, wiring
from bot.readyz import ReadyCheck
from bot.settings import SettingsProblem
from bot.wiring import House
from conversations.segments import count
from handlers.access import accounts
from handlers.enrolling.places import doubt_about
from records import effects as fx
from records import tables as t
from records.keys_there import KeysMissing
from records.kinds import Channel, InboxOutcome, Lane, MessageClass, OutboxState
from records.save import save
from records.sealing import person_key
from tests.bot.conftest import Installation
from tests.world.world import World

URGENT = "i want to end my life"


def lose_keys(installation: Installation, *, but: str = "") -> None:
    engine = installation.house.sealer.keys._engine
    with engine.begin() as connection:
        connection.execute(delete(person_key).where(person_key.c.person_id != but))


@pytest.mark.found("O1")
def test_it_does_not_start_without_the_keys_of_the_living(installation: Installation) -> None:
    lose_keys(installation)
    installation.house.shut()
    with pytest.raises(KeysMissing, match=r"lacks the keys of \d+ of \d+ people.*Put back the copy"):
        House(installation.settings)


@pytest.mark.found("O1")
def test_doctor_golive_and_readyz_say_so(installation: Installation, now: datetime) -> None:
    assert foundations.key_store(installation.settings).well
    lose_keys(installation)
    for findings in (
        doctor.examine(installation.settings, now),
        checklist.installation(installation.settings),
    ):
        found = next(one for one in findings if one.what == "Key store")
        assert not found.well
        assert "lacks the keys" in found.found
    wrong, _ = ReadyCheck(installation.house).look()
    assert "keys_missing" in wrong


@pytest.mark.found("O1")
@pytest.mark.parametrize("text", [URGENT, "quiero morir", "hello, is anybody there"])
def test_somebody_whose_key_is_gone_is_heard_screened_and_answered(tmp_path_world: World, text: str) -> None:
    world = tmp_path_world
    dee, address = world.mentee.id, world.mentee.address
    keys = world.house.sealer.keys
    with keys._engine.begin() as connection:
        connection.execute(delete(person_key).where(person_key.c.person_id == dee))
    keys._open.pop(dee, None)
    world.coordinator.hears()
    behind = world.mentor
    (first, second) = world.receive(world.mentee.inbound(text), behind.inbound("STEP rest"))
    assert first.outcome in (InboxOutcome.SAFETY, InboxOutcome.STRANGER)
    assert second.outcome is InboxOutcome.COMMAND, "nobody behind waits"
    world.deliver()
    answers = [one.text for one in world.wire().taken if one.to == address]
    assert answers
    kept = [row for row in world.rows(t.Inbox) if row.id == first.inbox_id]
    assert kept
    assert kept[0].person_id != dee
    if text != "hello, is anybody there":
        assert len(world.rows(t.Flag)) == 1
        assert world.coordinator.hears(), "a phone rang"


@pytest.mark.found("O1")
def test_what_is_set_aside_is_answered_honestly_and_a_person_told(
    tmp_path_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handlers import incoming

    def fails(_: object) -> None:
        raise ValueError("odd")

    world = tmp_path_world
    world.coordinator.hears()
    steps = tuple(fails if step.__module__ == "handlers.steps.commands" else step for step in incoming.STEPS)
    monkeypatch.setattr(incoming, "STEPS", steps)
    monkeypatch.setattr(incoming.decide, "__defaults__", (steps, True))
    assert world.mentee.says("the library was shut") == [InboxOutcome.SET_ASIDE]
    world.deliver()
    assert "Robin" in world.mentee.hears()[0]
    assert any("could not be handled" in said for said in world.coordinator.hears())


# --- places ---


@pytest.mark.found("O3")
@pytest.mark.parametrize(
    ("name", "how", "country"),
    [
        ("Lakeside Housing Desk", "call 312-555-0142, weekdays 9 to 4", "US"),
        ("A desk of ours", "ring 312-555-0167", "US"),
        ("Night shelter", "call (773) 342-1234", "GB"),
        ("Albergue", "llama al +1 773 342 1234", "ES"),
    ],
)
def test_the_samples_and_another_countrys_places_are_doubted(name: str, how: str, country: str) -> None:
    assert doubt_about(name, how, country)


@pytest.mark.found("O3")
@pytest.mark.parametrize(
    ("how", "country"),
    [
        ("0141 276 6153, any hour", "GB"),
        ("call (773) 342-1234", "US"),
        ("walk in at 12 Mill Street", "GB"),
        ("call 211", "US"),
    ],
)
def test_a_place_of_ones_own_is_not(how: str, country: str) -> None:
    assert doubt_about("Simon House", how, country) == ""


@pytest.mark.found("O3")
def test_golive_lists_them(installation: Installation, now: datetime) -> None:
    def put(connection: Connection) -> None:
        connection.execute(
            t.core(t.Resource).insert(),
            [
                {
                    "id": "r1",
                    "programme_id": installation.programme_id,
                    "need": "housing",
                    "name": "Lakeside Housing Desk",
                    "how": "312-555-0142",
                    "language": "",
                }
            ],
        )

    installation.house.write(put)
    with installation.house.read() as connection:
        (found,) = [
            one
            for one in checklist.inside(connection, installation.settings, now)
            if one.what.endswith("places that help")
        ]
    assert not found.well
    assert "Lakeside Housing Desk" in found.found


# --- readiness ---


@pytest.mark.found("O4")
def test_readiness_tries_a_write(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    readiness = ReadyCheck(installation.house)
    assert readiness.look()[0] == []

    def full(_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(installation.house, "write", full)
    assert readiness.look()[0] == ["cannot_write"]


@pytest.mark.found("O4")
def test_a_signpost_that_waits_and_an_outbox_that_only_retries_are_seen(
    installation: Installation, now: datetime
) -> None:
    house = installation.house
    with house.read() as connection:
        address = connection.execute(t.core(t.Address).select()).first()
    assert address is not None
    who = address.person_id
    send = fx.Send(
        "o1", who, who, address.id, Channel.SMS, "words", MessageClass.SAFETY, Lane.SAFETY, None, "gsm7", 1
    )
    house.write(lambda c: save(c, house.sealer, now - timedelta(minutes=20), [send]))
    house.write(
        lambda c: c.execute(
            update(t.Outbox).where(col(t.Outbox.id) == "o1").values(retry_at=now + timedelta(minutes=1))
        )
    )
    with house.read() as connection:
        assert not doctor.outbox(connection, now).well
    house.clock.hold(now)  # type: ignore[attr-defined]  # the clock of a demonstration
    assert "signpost_waits" in ReadyCheck(house).look()[0]


# --- numbers of staff ---


@pytest.mark.found("O5")
@pytest.mark.parametrize(
    ("written", "country", "why"),
    [
        ("0141 276 6153", "GB", "landline"),
        ("07911 123", "GB", "whole"),
        ("+1 800 222 1222", "US", "freephone"),
        ("not a number", "US", "whole"),
    ],
)
def test_a_number_that_takes_no_texts_is_refused(written: str, country: str, why: str) -> None:
    with pytest.raises(accounts.AccountProblem, match=why):
        accounts.read_phone(written, country)


@pytest.mark.found("O5")
@pytest.mark.parametrize("proof", ["delivered", "heard", "answered"])
def test_only_a_number_that_was_reached_counts(installation: Installation, now: datetime, proof: str) -> None:
    house = installation.house
    with house.read() as connection:
        address = connection.execute(t.core(t.Address).select()).first()
        assert address is not None
        house.write(lambda c: c.execute(update(t.Address).values(last_heard_at=None)))
    with house.read() as connection:
        before = doctor.health.reachable(connection, installation.programme_id, ("sms",))
    assert address.person_id not in before
    if proof == "heard":
        house.write(lambda c: c.execute(update(t.Address).values(last_heard_at=now)))
    elif proof == "answered":
        installation.drill(now, "robin")
    else:
        who = address.person_id
        send = fx.Send(
            "o1",
            who,
            who,
            address.id,
            Channel.SMS,
            "x",
            MessageClass.STAFF_ALERT,
            Lane.SAFETY,
            None,
            "gsm7",
            1,
        )
        house.write(lambda c: save(c, house.sealer, now, [send]))
        house.write(lambda c: c.execute(update(t.Outbox).values(state=OutboxState.DELIVERED)))
    with house.read() as connection:
        assert address.person_id in doctor.health.reachable(connection, installation.programme_id, ("sms",))


# --- when we fail ---


@pytest.mark.found("O6")
@pytest.mark.parametrize(
    ("country", "language", "number"), [("US", "en-US", "911"), ("GB", "en-GB", "999"), ("US", "es", "911")]
)
def test_the_fallback_names_whom_to_call_without_us(country: str, language: str, number: str) -> None:
    made = fallback.fallback(country, language)
    assert number in made.message
    assert " ".join(number) in made.voice, "digit by digit"
    for text in (made.message, made.voice):
        assert "<Response>" in text
    assert "can call" in made.voice
    assert "llama al" in made.voice, "nobody can look up there who rings"
    assert "8 5 2 5 8" not in made.voice, "a caller's phone may not write"
    assert "7 4 1" not in made.voice, "a caller's phone may not write"
    assert len(made.voice) < 4_000
    assert "text to this number" not in made.voice, "nobody would read it"
    assert "In danger" in made.message
    assert "En peligro" in made.message, "nobody can look up there who writes"
    said = unescape(made.message.partition("<Message>")[2].partition("</Message>")[0])
    assert count(said).segments <= 2
    english = said[said.index("This number") :].partition(" Ahora")[0]
    assert "741741" not in english, "nobody has confirmed it in English"
    assert "988" in made.message or country == "GB"
    assert "Samaritans" in made.message or country == "US"


@pytest.mark.found("O6")
def test_golive_asks_for_it(installation: Installation, now: datetime) -> None:
    with installation.house.read() as connection:
        found = [one.item for one in checklist.inside(connection, installation.settings, now)]
    assert "fallback" in found


@pytest.mark.found("O2")
def test_doctor_sees_columns_that_are_not_of_this_version(installation: Installation) -> None:
    engine = installation.house.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE setting ADD COLUMN odd VARCHAR")
    found, _ = foundations.database(installation.settings)
    assert not found.well
    assert "setting.odd is not ours" in found.found


@pytest.mark.found("O6")
def test_the_fallback_is_not_printed_for_nobody(
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = installation.change(database_url=f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setattr(wiring, "read_settings", lambda: settings)
    with pytest.raises(SystemExit) as ended:
        main.fallback()
    assert ended.value.code == 1
    assert "programme add" in capsys.readouterr().err


@pytest.mark.enable_socket
def test_a_port_that_is_taken_is_told_before_anything_is_set_up(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = installation.change(host="127.0.0.1", port=other.getsockname()[1])
        with pytest.raises(SettingsProblem, match="choose another port"):
            serve.check_port(taken)
    serve.check_port(taken)
