"""A carrier's own notice is told from what a person writes about messages and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.carrier_notices import recognise

NOTICES = [
    "Unable to send message - Message Blocking is active.",
    "Free Msg: Unable to send message - Message Blocking is active.",
    "Message not delivered. Recipient unable to receive.",
    "Your message could not be delivered. The number you are texting is not a valid wireless number.",
    "MESSAGE UNDELIVERABLE",
    "Msg 2114: subscriber not reachable",
    "Error: Invalid number. Please re-send using a valid 10 digit mobile number or valid short code.",
    "This subscriber is not accepting messages.",
    "Shortcode messaging is blocked on this account. Call customer care at 611.",
    "We're sorry, the mobile number you have tried to reach is no longer in service.",
    "Your text was not sent because premium messaging is blocked.",
    "Delivery failed: the recipient is unavailable.",
    "Service access denied: your message was not sent.",
    "SMS failure: destination invalid",
    "No se pudo entregar el mensaje. El abonado no está disponible.",
    "Su mensaje no pudo ser enviado: bloqueo de mensajes activo.",
    "Mensaje no entregado",
    "El destinatario no puede recibir mensajes.",
    "Error: el número de destino no existe.",
    "Imposible enviar el mensaje. Servicio de mensajería bloqueado.",
]
PEOPLE = [
    "my messages aren't getting delivered to Terry",
    "I was unable to send the message yesterday, phone got blocked",
    "did my message go through?",
    "the number you gave me is not in service",
    "message blocked? why",
    "the service is not available today",
    "texts are blocked in here",
    "he has not received my text",
    "not delivered yet, the package",
    "i can't send texts at work",
    "she blocked the number",
    "I'm not available for messages now",
    "could not make it, bus was late",
    "the shelter is not accepting people",
    "the clinic is not in service on sunday",
    "no pude enviar el mensaje ayer",
    "mi mensaje no llegó",
    "no puedo recibir mensajes en el trabajo, yo llamo luego",
    "el mensaje era para ti",
    "they said the number is not valid",
    "cant talk, message u later",
    "",
    "4",
]


@pytest.mark.found("B1")
@pytest.mark.parametrize("text", NOTICES)
def test_a_carriers_notice_is_known(text: str) -> None:
    assert recognise(text)


@pytest.mark.found("B1")
@pytest.mark.parametrize("text", PEOPLE)
def test_a_persons_words_are_not_taken_for_one(text: str) -> None:
    assert not recognise(text)


_WHAT = ("message", "msg", "your message", "the text message", "SMS", "this message")
_WHOM = ("the subscriber", "recipient", "the destination number", "this mobile number", "the recipient")
_NOT_DONE = (
    "was not sent",
    "could not be delivered",
    "has not been delivered",
    "failed to send",
    "is undeliverable",
)
_CANNOT = ("is not reachable", "is unavailable", "cannot receive messages", "is blocked", "is invalid")
_BEFORE = ("", "Error: ", "Free Msg: ", "AT&T: ", "SYSTEM NOTICE - ")


@pytest.mark.found("B1")
@given(
    st.sampled_from(_BEFORE),
    st.one_of(
        st.tuples(st.sampled_from(_WHAT), st.sampled_from(_NOT_DONE)),
        st.tuples(st.sampled_from(_WHOM), st.sampled_from(_CANNOT)),
    ),
    st.sampled_from((".", "", "!", ". Error 4470.")),
)
def test_one_built_of_such_parts_is_known(before: str, said: tuple[str, str], after: str) -> None:
    assert recognise(f"{before}{said[0]} {said[1]}{after}".upper())
    assert recognise(f"{before}{said[0]} {said[1]}{after}")
