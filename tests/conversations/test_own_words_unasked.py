"""A person's own words on a locked screen: what tells a stranger gives way in what comes unasked.

The sixty steps were written for this by imagining ten people, in both languages.
"""

import pytest

from conversations import sentences
from conversations.check_in import CHECK_IN, Mentee
from conversations.discreet import telling_words, tells_a_stranger
from conversations.nudges import after_check_in
from conversations.self_care import LOOK_BACK, Promiser
from conversations.small_steps import MID_WEEK, SMALL_STEP, Stepper, Underway
from conversations.state import Line
from conversations.talk import Turn, reply, silence, start
from conversations.wording import LANGUAGES, compose
from tests.conversations.test_wording import WORDING

TELLING = (
    "see my PO tuesday 10am",
    "get the ankle bracelet off",
    "urine test friday b4 work",
    "go to NA tonight",
    "meeting with my sponser",
    "90 days clean",
    "court friday 9am",
    "call my public defender",
    "pay my fines at the courthouse",
    "cita con mi oficial",
    "ir a la corte el viernes",
    "no tomar esta semana",
    "hablar con mi agente de probatoria",
    "prueba de orina el lunes",
    "junta de AA a las 7",
    "sign on at probation",
    "pick up my script from chemist",
    "see drug worker thurs",
    "move out of the hostel",
    "dont go near the pub",
    "tag off on monday",
    "see the psych doc abt my meds",
    "drop at the clinic",
    "stay out the trap house",
    "presentarme con el juez",
    "firmar en el juzgado",
    "terapia el jueves",
    "ver a mi padrino",
    "dejar de fumar mota",
    "llevar los papeles de la condicional",
)
NEUTRAL = (
    "ring my sister sunday",
    "pay the phone bill",
    "cook dinner 4 the kids",
    "walk to the lake every morning",
    "read 10 pages",
    "buy work boots",
    "drop off 3 applications",
    "sign up for gym",
    "fix the bike",
    "llamar a mi mama",
    "buscar zapatos para el trabajo",
    "caminar con el perro",
    "mandar 3 solicitudes",
    "dormir 8 horas",
    "cocinar con mi hija",
    "sort out universal credit form",
    "text my nan",
    "get bus pass",
    "look at 2 flats",
    "take my lad to the park",
    "start college course",
    "clean the kitchen",
    "open a bank account",
    "do laundry weds",
    "sacar mi licencia de manejar",
    "arreglar la bici",
    "comprar despensa",
    "estudiar para el examen",
    "ir a misa con mi abuela",
    "pedir turno de manana en el trabajo",
)


@pytest.mark.parametrize("words", TELLING)
def test_what_tells_a_stranger(words: str) -> None:
    assert tells_a_stranger(words)
    assert tells_a_stranger(words.upper())
    assert tells_a_stranger(f"{words}!!")


@pytest.mark.parametrize("words", NEUTRAL)
def test_what_anybody_may_read(words: str) -> None:
    assert telling_words(words) == ()


def texts(turn: Turn[object], language: str, *, unasked: bool) -> list[str]:
    found = []
    for buttons in (True, False):
        message = compose(WORDING, language, turn.lines, turn.asked, buttons, unasked=unasked)
        found += [message.text, *(label for label, _ in message.buttons)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", TELLING)
def test_nothing_unasked_carries_it(words: str, language: str) -> None:
    """Every prompt with words of theirs in it, and the reminder of each."""
    asked = [
        start(MID_WEEK, Underway("Dee", words)),
        start(SMALL_STEP, Stepper("Dee", words, None)),
        start(LOOK_BACK, Promiser("Dee", words)),
        silence(start(MID_WEEK, Underway("Dee", words)).state),
        silence(start(LOOK_BACK, Promiser("Dee", words)).state),
    ]
    mentee = Mentee(name="Dee", coordinator="Dana", mentor="Alex", step=words, variant=0, unanswered=0)
    went = reply(start(CHECK_IN, mentee).state, "4", language)
    assert words in " ".join(texts(went, language, unasked=False)), "an answer carries their words whole"
    asked.append(silence(went.state))
    for turn in asked:
        assert turn.asked is not None
        for text in texts(turn, language, unasked=True):
            assert words not in text
            assert '"' not in text, "what is nobody's own stands without quotation marks"
    for line in sentences.SELF_CARE_REMINDER:
        said = (Line(line, line, {"promise": words}),)
        assert words not in compose(WORDING, language, said, None, False, unasked=True).text
    nudge = after_check_in("Dee", words, False, 1)
    assert words not in compose(WORDING, language, nudge, None, False).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_words_come_back_as_they_were_said(language: str) -> None:
    for words in NEUTRAL:
        shown = " ".join(texts(start(MID_WEEK, Underway("Dee", words)), language, unasked=True))
        assert words in shown
