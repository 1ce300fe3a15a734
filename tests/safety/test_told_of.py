"""What is long over, denied, taken back or told of a story is a concern at most; what is meant stays."""

import pytest

from safety import past_times
from safety.recogniser import assess
from safety.tiers import Tier

ALARMING = (Tier.URGENT, Tier.EMERGENCY)

OVER = [
    "I was suicidal in 2011 in county, coach little league these days",
    "took a load of pills at 21, theyre all grown up now my kids",
    "In the winter of 1994 I stood on a bridge in Leeds till a bus driver talked to me",
    "hace como 12 años me quise quitar la vida, gracias a Dios ya ni me reconozco",
    "wrote a suicide note 9 yrs ago, my sister still has it",
    "in my twenties i tried to hang myself. im a grandad of four",
    "En mi primera noche en prisión pensé en colgarme. Ya llovió",
]
STILL_MEANT = [
    "been depressed since 2014 and tonight i took all my pills",
    "i tried to hang myself in 2009 and im going to kill myself tonight",
    "took a load of pills at 9 tonight",
    "i was 22 the first time. just swallowed a bottle of pills",
    "hace años que lo pienso, esta noche me voy a matar",
]
DENIED = [
    "the nurse asked me did i want to die and i said no i want my tea",
    "la doctora me pregunto si me queria morir y le dije que no",
    "nobody is going to kill themselves over a parking fine",
    "no tengo intencion de hacerme daño, solo estoy contestando el formulario",
    "the i want to die text was a joke about the karaoke",
]
MEANT = [
    "not being dramatic but i want to die",
    "no es broma, me quiero matar",
    "i swear im not joking im going to kill myself",
    "she asked what i want. i want to die",
]
STORIES = [
    "the film where the man wants to kill himself and an angel comes, whats it called",
    "that song about wanting to die is number one again",
    "la serie esa del tipo que se quiere matar, la vi entera",
]
NOT_STORIES = [
    "watching a film and i want to kill myself",
    "turned the telly off and took all my pills",
]


@pytest.mark.parametrize("text", [*OVER, *DENIED, *STORIES])
def test_what_is_only_told_of_alarms_nobody(text: str) -> None:
    assert assess(text).tier not in ALARMING


@pytest.mark.parametrize("text", [*STILL_MEANT, *MEANT, *NOT_STORIES])
def test_what_is_meant_still_alarms(text: str) -> None:
    assert assess(text).tier in ALARMING


@pytest.mark.parametrize(
    ("words", "over"),
    [
        (" in 2003 i was inside ", True),
        (" since 2003 i am inside ", False),
        (" at 19 i left home ", True),
        (" at 7 i left home ", False),
        (" at 16 hrs ", False),
        (" nine years ago ", True),
        (" in 60 minutes ", False),
        (" hace veinte tacos ya ", True),
        (" tomorrow at noon ", False),
    ],
)
def test_times_that_are_over(words: str, over: bool) -> None:
    assert past_times.tells(words) is over
