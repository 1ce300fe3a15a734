"""Who says that they do not speak our language is answered in the other one."""

import pytest

from conversations.identity import is_somebody_else
from conversations.keywords import Command, read
from records.kinds import InboxOutcome
from tests.world.world import World


def test_no_hablo_ingles_is_answered_in_spanish(world: World) -> None:
    dee = world.mentee
    dee.hears()
    assert dee.says("no hablo inglés") == [InboxOutcome.COMMAND]
    assert "en español" in dee.hears()[0]


@pytest.mark.parametrize(
    ("language", "text"), [("es", "no hablo ingles"), ("en-US", "i dont speak spanish"), ("en-GB", "no")]
)
def test_what_we_do_not_write_anyway_changes_nothing(language: str, text: str) -> None:
    found = read(text, language)
    assert found is None or found.kind is not Command.LANGUAGE


def test_somebody_with_a_new_number_is_still_here() -> None:
    assert not is_somebody_else("I got a new number whats yours for me to save", asked=False)
    assert is_somebody_else("i got a new number last week who is this", asked=False)
