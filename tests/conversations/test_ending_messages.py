"""What the kinds of words in a text say about ending the messages, in either language, with slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.ending_messages import ends_messages
from conversations.stopping import wants_no_more

ENDS = [
    "I'd rather not hear from you again",
    "would you kindly cease sending these weekly messages to my telephone",
    "I would like to not get the text messages any longer",
    "I hereby revoke any and all prior express consent",
    "would you mind not texting me any longer",
    "could you please stop these now",
    "leave me the hell alone with these texts",
    "take me off la lista",
    "borrame de your list",
    "cancelen mi suscripcion",
    "dejen d molestar con sus mensajitos",
    "no estoy interesada gracias",
    "dame d baja",
    "delet my numbr",
    "no kero mas mensages",
    "stoppp texxting meee",
    "dnt msg me no more",
    "plz discontinu all remindrs",
]
ENDS_NOTHING = [
    "don't take me off the list",
    "please don't stop texting me",
    "you don't text me any more",
    "I need to stop texting my ex",
    "I have to stop sending these messages at night",
    "how do I stop these texts",
    "hay manera de parar los mensajes",
    "if I stop the texts will Robin know",
    "no, call me",
    "no one interested",
    "take me to the list",
    "will stop texting me",
    "can you take me",
    "let me be mad",
    "I didn't get the message",
    "I don't like it when I miss your texts",
    "he wants to stop the messages",
    "cancel my appointment with the doctor",
    "leave me a message",
    "para mi el mensaje llega tarde",
]


@pytest.mark.found("A2")
@pytest.mark.parametrize("text", ENDS)
def test_what_the_words_do_is_read_not_the_phrase(text: str) -> None:
    assert wants_no_more(text)


@pytest.mark.found("A2")
@pytest.mark.parametrize("text", ENDS_NOTHING)
def test_what_is_of_somebody_else_or_asked_or_refused_ends_nothing(text: str) -> None:
    assert not wants_no_more(text)


@given(st.lists(st.sampled_from(" ".join(ENDS + ENDS_NOTHING).lower().split()), max_size=40))
def test_any_words_in_any_order_are_read(words: list[str]) -> None:
    assert ends_messages(words) in (True, False)
