"""Making a programme from its pack: what is refused, and with which words."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from handlers.enrolling.enrol import check_file
from handlers.enrolling.programmes import (
    PackProblem,
    UnknownProgramme,
    create_programme,
    load_programme,
    read_pack,
)
from records.sealing import Sealer
from tests.enrolling.people_file import HOME, NOW, SAMPLE, people, written

PACK = '[programme]\nname = "Lakeside"\ncountry = "US"\nlanguage = "es"\ntimezone = "America/Chicago"\n'


def test_a_programme_is_made_from_its_pack(engine: Engine) -> None:
    with engine.begin() as connection:
        made = create_programme(connection, NOW, read_pack(PACK))
        home = load_programme(connection, made)
    assert home == replace(HOME, id=made, language="es")


def test_a_second_programme_of_the_same_name_is_refused(engine: Engine, programme: str) -> None:
    pack = read_pack((SAMPLE / "programme.toml").read_text(encoding="utf-8"))
    with engine.begin() as connection, pytest.raises(PackProblem, match="another name"):
        create_programme(connection, NOW, pack)


def test_enrolling_into_no_programme_says_how_to_make_one(engine: Engine, sealer: Sealer) -> None:
    with engine.connect() as connection, pytest.raises(UnknownProgramme, match="programme add"):
        check_file(connection, sealer, NOW, "none", written(people()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "not valid TOML"),
        (PACK.replace("Lakeside", ""), "programme.name"),
        (PACK.replace("Lakeside", "L" * 41), "40 letters"),
        (PACK.replace('"US"', '"UK"'), "programme.country"),
        (PACK.replace('"es"', '"fr"'), "programme.language"),
        (PACK.replace("America/Chicago", "EST"), "programme.timezone"),
        (PACK.replace('"US"', "7"), "programme.country"),
        (PACK + "colour = 1\n", "programme.colour"),
        (PACK + "[quiet]\n", '"quiet"'),
        ("programme = 1\n", '"programme"'),
        (PACK + '[quiet_hours]\nstart = "late"\n', "times of day"),
        (PACK + '[quiet_hours]\nstart = "01:00"\n', "cover the night"),
        (PACK + '[quiet_hours]\nend = "05:00"\n', "cover the night"),
        (PACK + '[quiet_hours]\nstart = "08:00+01:00"\n', "times of day"),
    ],
)
def test_a_pack_with_a_fault_is_refused_with_what_to_change(text: str, words: str) -> None:
    with pytest.raises(PackProblem, match=words.replace(".", r"\.")):
        read_pack(text)


def test_every_fault_of_a_pack_is_named_at_once() -> None:
    with pytest.raises(PackProblem) as caught:
        read_pack("")
    assert len(str(caught.value).splitlines()) == 4
