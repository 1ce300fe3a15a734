"""Commands where something is not there yet, or not right: a sentence with what to do, and no traceback."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import update

from bot import __main__ as main
from bot import checklist, doctor, enrolling
from bot.settings import Settings
from bot.wiring import House
from handlers.access import accounts
from handlers.enrolling import programmes
from records import health
from records import tables as t
from tests.bot.conftest import PACK, Installation

PLACE = '[[resource]]\nneed = "housing"\nname = "{name}"\nhow = "call {number}"\nlanguage = "{language}"\n'
SAMPLES = "".join(
    PLACE.format(name="Lakeside Housing Desk", number="312-555-0142", language=one) for one in ("en-US", "es")
)
OWN = PLACE.format(name="Harbour Rooms", number="our office", language="en-US")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_KEY", "a made-up secret, long enough to be one")
    before = os.umask(0o022)  # `main` lets new files be ours alone, for the whole process
    yield
    os.umask(before)


def told(words: Sequence[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that fails says."""
    monkeypatch.setattr("sys.argv", ["handrail", *words])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code not in (0, None)
    shown = capsys.readouterr()
    return shown.out + shown.err


@pytest.mark.parametrize(
    ("words", "do"),
    [
        ("fallback", "programme add"),
        ("golive", "programme add"),
        ("tuning --as robin", "needs an account"),
        ("golive confirm fallback --by robin", "needs an account"),
        ("drill --as robin", "TELEGRAM_BOT_TOKEN"),
        ("import people.csv", "There is no file"),
        ("programme add nowhere", "Copy programmes/sample"),
        ("programme places nowhere", "programmes/sample has one"),
        ("programme places .", "First: python -m bot programme add"),
        ("copy-to sqlite:///new.db", "Start this Handrail on it once"),
        ("copy-to nonsense", "Write it as sqlite"),
        ("copy-to postgresql+psycopg://nobody@127.0.0.1:1/none", "The database cannot be used"),
        ("signposts check --country XX", "There are: GB"),
        ("demo --port 99999", "--port"),
    ],
)
@pytest.mark.enable_socket
def test_in_an_empty_folder_every_command_says_what_to_do(
    tmp_path: Path, words: str, do: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "resources.toml").write_text(OWN, encoding="utf-8")
    assert do in told(words.split(), monkeypatch, capsys)


@pytest.mark.parametrize(
    ("url", "do"),
    [
        ("nonsense", "Write it as sqlite"),
        ("postgresql+psycopg://nobody:hush@127.0.0.1:1/none", "The database cannot be used"),
        ("sqlite:////proc/nowhere/handrail.db", "cannot be made"),
    ],
)
@pytest.mark.enable_socket
def test_a_database_that_cannot_be_reached_is_told_without_its_address(
    url: str, do: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    said = told(["staff", "link"], monkeypatch, capsys)
    assert do in said
    assert "hush" not in said


# --- places that help ---


@pytest.fixture
def lakeside(empty: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with a programme in which nobody runs."""
    house = House(empty)
    house.write(lambda c: programmes.create_programme(c, house.now(), programmes.read_pack(PACK, SAMPLES)))
    house.shut()
    monkeypatch.setattr(enrolling, "read_settings", lambda: empty)
    return empty


def listed(settings: Settings) -> list[str]:
    house = House(settings)
    try:
        with house.read() as connection:
            (one,) = health.programmes(connection)
            return [name for name, _ in health.resources(connection, one.id)]
    finally:
        house.shut()


def test_the_places_of_a_programme_that_is_there_are_changed(lakeside: Settings, tmp_path: Path) -> None:
    (tmp_path / "resources.toml").write_text(OWN, encoding="utf-8")
    enrolling.change_places(tmp_path, "")
    assert listed(lakeside) == ["Harbour Rooms"]


def test_a_sample_in_two_languages_is_told_once_with_where_it_stands(
    lakeside: Settings, tmp_path: Path
) -> None:
    (tmp_path / "resources.toml").write_text(OWN + SAMPLES, encoding="utf-8")
    with pytest.raises(programmes.PackProblem) as refused:
        enrolling.change_places(tmp_path, "")
    assert str(refused.value).count("Lakeside Housing Desk") == 1
    assert str(refused.value).startswith("resources.toml, place 2 and 3: ")
    assert listed(lakeside) == ["Lakeside Housing Desk"] * 2, "nothing was changed"
    (tmp_path / "programme.toml").write_text(PACK.replace("Lakeside", "Another"), encoding="utf-8")
    with pytest.raises(programmes.PackProblem, match="place 2 and 3: "):
        enrolling.add_programme(tmp_path)


# --- accounts and phones ---


def test_the_command_for_the_first_link_says_that_there_is_an_account(
    lakeside: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolling.print_first_link()
    assert "/welcome/" in capsys.readouterr().out
    house = House(lakeside)
    with house.read() as connection:
        (one,) = health.programmes(connection)
    house.write(
        lambda c: accounts.create_staff(
            c,
            house.sealer,
            house.now(),
            programme_id=one.id,
            name="Robin",
            login="robin",
            password_hash="none",
        )
    )
    house.shut()
    enrolling.print_first_link()
    said = capsys.readouterr().out
    assert "There is an account already" in said
    assert "/welcome/" not in said


def test_a_phone_that_was_only_entered_has_to_be_tried(installation: Installation) -> None:
    house = installation.house
    house.write(lambda c: c.execute(update(t.Address).values(last_heard_at=None)) and None)
    with house.read() as connection:
        found = doctor.on_duty(connection, installation.settings, house.now())
        (one,) = health.programmes(connection)
        assert not found.well
        for do in (found.do, checklist.reachable(connection, installation.settings, one).do):
            assert "drill" in do
            assert "text in" in do
