"""Telegram's menu goes with the language of the chat."""

from pathlib import Path

import pytest

from bot.menus import telegram_menus, usual_language
from bot.wiring import read_wording
from handlers.enrolling import programmes
from tests.world.world import World


@pytest.mark.parametrize(
    ("language", "help_is"), [("en-GB", "What I can do here"), ("es", "Qué puedo hacer aquí")]
)
def test_an_app_in_any_other_language_shows_the_programmes(
    tmp_path: Path, language: str, help_is: str
) -> None:
    world = World(tmp_path / "world", language, joined=False)
    with world.house.read() as connection:
        menus = telegram_menus(read_wording(), usual_language(connection))
    world.close()
    assert dict(menus[""])["help"] == help_is
    assert dict(menus["es"])["help"] == "Qué puedo hacer aquí"
    assert [word for word, _ in menus[""]] == [word for word, _ in menus["es"]], "the commands are the same"


def test_programmes_of_several_languages_share_the_usual_one(tmp_path: Path) -> None:
    world = World(tmp_path / "world", "es", joined=False)
    pack = programmes.read_pack(
        '[programme]\nname = "Harbour"\ncountry = "GB"\nlanguage = "en-GB"\ntimezone = "Europe/London"\n'
        '[quiet_hours]\nstart = "21:00"\nend = "08:00"\n'
    )
    world.change(lambda c: programmes.create_programme(c, world.now, pack))
    with world.house.read() as connection:
        assert usual_language(connection) == "en-US"
    world.close()
