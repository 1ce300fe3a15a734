"""What somebody wrote down as help comes back from us only where it helps."""

import pytest

from handlers.deciding.harmful_help import may_be_given_back

HELP = """
ring Nadia upstairs
go for a walk by the lake
call my sponsor instead of my dealer
stay away from the bar
get to a meeting
a cup of tea and the radio
drink water and breathe
llamar a mi hermana
tomar un te y respirar
ir a una junta en vez de tomar
orar con mi mamá
take the kids to the park
"""
HARM = """
call my dealer
see the plug
a couple beers
have a drink
just one pint to calm down
punch the wall
smoke some crack
go to the bar
put a bet on
llamar al conecte
unas cheves con mi primo
fumar mota
tomar hasta dormir
meterme algo
agarrar la navaja
"""


@pytest.mark.parametrize("words", [line for line in HARM.splitlines() if line])
def test_what_would_do_harm_is_not_given_back(words: str) -> None:
    assert not may_be_given_back(words)


@pytest.mark.parametrize("words", [line for line in HELP.splitlines() if line])
def test_what_helps_is(words: str) -> None:
    assert may_be_given_back(words)
