"""What is long over, denied, taken back or told of a story is a concern at most; what is meant stays."""

import pytest

from safety import past_times
from safety.recogniser import assess
from safety.tiers import Tier

ALARMING = (Tier.URGENT, Tier.EMERGENCY)

OVER = [
    "I was suicidal in 2011 in county, coach little league these days",
    "In the winter of 1994 I stood on a bridge in Leeds till a bus driver talked to me",
    "hace como 12 años me quise quitar la vida, gracias a Dios ya ni me reconozco",
    "wrote a suicide note 9 yrs ago, my sister still has it",
    "took an overdose in 2014. hes 15 now and plays rugby",
    "en el 2009 me tome un bote de pastillas, me lavaron el estomago. hoy soy abuelo",
    "En mi primera noche en prisión pensé en colgarme. Ya llovió",
    "had a gun in my mouth in '04. choir practice tonight was lovely though",
    "overdosed in 09, I train the volunteers now",
    "en el 98 me apuñalaron saliendo del bar",
]
STILL_MEANT = [
    "been depressed since 2014 and tonight i took all my pills",
    "i tried to hang myself in 2009 and im going to kill myself tonight",
    "took a load of pills at 9 tonight",
    "took all my pills at 22:30",
    "took the lot at 21 45",
    "i was 22 the first time. just swallowed a bottle of pills",
    "voy a matarme con 30 pastillas",
    "hace años que lo pienso, esta noche me voy a matar",
    "hace un mes que quiero morirme",
    "six months now since she died and i still want to die",
    "in my thirties with nothing and i want to kill myself",
    "turned 40 and want to die",
    "estoy en mis peores momentos, quiero morirme",
    "took all my pills in 90 minutes",
    "took a bottle of 90 pills",
    "i overdosed in 09 and i just overdosed again",
    "en 60 minutos me voy a matar",
]
DENIED = [
    "the nurse asked me did i want to die and i said no i want my tea",
    "la doctora me pregunto si me queria morir y le dije que no",
    "no tengo intencion de hacerme daño, solo estoy contestando el formulario",
    "my doctor asks do i think about suicide, i say never, i think about my knees",
    "when i said im gonna jump i meant the rope swing at the lake",
    "the want to die thing was a joke about the heat",
    "lo de que me quiero morir fue por la vergüenza en la boda",
]
MEANT = [
    "not being dramatic but i want to die",
    "no es broma, me quiero matar",
    "i swear im not joking im going to kill myself",
    "she asked what i want. i want to die",
    "my life is a joke. i want to kill myself",
    "they think im joking but i took all my pills",
    "mum says im being dramatic. took 40 pills",
    "mi vida es una broma, voy a matarme",
    "todo fue por mi culpa, quiero morirme",
    "asked the doctor for help and they sent me home so i took all my pills, no point anymore",
    "he asked for water then passed out, hes not breathing, no pulse",
    "mi hija pregunta por mi y voy a matarme para no estorbar",
    "nadie me quiere voy a matarme",
    "when i said i want to die i meant it",
    "he stabbed me, if its bad call 911",
    "if you are in call 999 hes got a knife",
    "me apuñalaron si es tarde llame al 112",
    "when i said im going to kill myself i meant every word",
    "when i said i was going to jump i wasnt joking",
    "the doctor asked if i want to die and i said yes",
    "they asked if i was suicidal. i told them i am",
    "my po asked am i suicidal and i lied, i want to kill myself tonight",
    "cuando dije que me queria matar era en serio",
    "a nadie le importo me quiero matar",
    "none of them answer going to kill myself",
    "no tengo pensamientos buenos quiero morirme",
]
STORIES = [
    "the film where the man wants to kill himself and an angel comes, whats it called",
    "that song about wanting to die is number one again",
    "la peli esa del tipo que se quiere tirar de un puente, la vi entera",
]
NOT_STORIES = [
    "watching a film and i want to kill myself",
    "turned the telly off and took all my pills",
    "got bad news took all the pills",
    "hes seen the article hes got a gun",
    "outside the disco, hes got a knife",
    "despues de la noticia voy a matarme",
    "escuche nuestra cancion y quiero morirme",
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
        (" at 19 i left home ", False),
        (" at 22 30 ", False),
        (" nine years ago ", True),
        (" nine months ago ", False),
        (" hace veinte anos ", True),
        (" hace veinte anos que quiero irme ", False),
        (" tomorrow at noon ", False),
    ],
)
def test_times_that_are_over(words: str, over: bool) -> None:
    assert past_times.tells(words) is over
