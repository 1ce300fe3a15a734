"""An invitation is answered by a yes and by nothing less; anything else is for a person."""

from collections.abc import Callable

import pytest

from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import World

CONSENT = InboxOutcome.CONSENT


def needs_person(world: World) -> bool:
    """Whether the newest message waits for a human."""
    return bool(world.rows(t.Inbox)[-1].needs_person)


@pytest.mark.parametrize(
    "words",
    ["nah im good", "why am i getting this", "thanks", "?"],
)
def test_what_is_no_yes_is_no_consent(make_world: Callable[..., World], words: str) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    dee.hears()
    dee.says(words)
    assert dee.standing is Standing.INVITED
    assert needs_person(world)
    assert world.waiting(dee) == []
    assert len(dee.hears()) == 1
    assert dee.says("START") == [CONSENT]
    assert dee.standing is Standing.ACTIVE


@pytest.mark.parametrize("words", ["yes", "Yes please", "START", "sure"])
def test_a_yes_to_the_invitation_begins_the_welcome(make_world: Callable[..., World], words: str) -> None:
    world = make_world(joined=False)
    assert world.mentee.says(words) == [CONSENT]
    assert world.mentee.standing is Standing.ACTIVE
