"""What nobody wrote is noted; what somebody wrote is never swallowed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.automatic_texts import AutomaticKind, AutomaticText, recognise

SENT = [
    "Hi Sam, how was your week? Answer 1 (hard) to 5 (great). STOP ends the messages.",
    "Last week you said: call the landlord about the deposit. Did it happen? 1 yes, 2 partly, 3 not yet",
    "¿Qué tal tu semana? Responde de 1 a 5.",
    "Thanks!",
]
FIRST = SENT[0]

TAPBACKS = [
    f"Liked “{FIRST}”",
    f"Loved “{FIRST}”",
    f"Disliked “{FIRST}”",
    f"Laughed at “{FIRST}”",
    f"Emphasized “{FIRST}”",
    f"Emphasised “{FIRST}”",
    f"Questioned “{FIRST}”",
    f'Liked "{FIRST}"',
    f"Removed a like from “{FIRST}”",
    f"Removed a heart from “{FIRST}”",
    f"Removed an exclamation from “{FIRST}”",
    f"Reacted 👍 to “{FIRST}”",
    f"Reacted ❤️ to “{FIRST}”",
    f"Reacted with 👍🏽 to “{FIRST}”",
    f"Removed 👍 from “{FIRST}”",
    f"👍 to “{FIRST}”",
    f"\u200a\u200b👍\u200b to “\u200a{FIRST}\u200a”",
    f"👨‍👩‍👧 to “{FIRST}”",
    f"Le gustó “{FIRST}”",
    f"Le encantó “{FIRST}”",
    f"No le gustó “{FIRST}”",
    f"Se rió de “{FIRST}”",
    f"Enfatizó «{FIRST}»",
    f"Reaccionó con 👍 a “{FIRST}”",
    f"Quitó un corazón de “{FIRST}”",
    f"👍 a “{SENT[2]}”",
    "Liked “Hi Sam, how was your week? Answer 1 (ha…”",
    "Liked “Hi Sam, how was your week? Answer",  # cut off by the carrier, closing quote and all
    'Liked "Thanks!"',
    "Liked “Reply STOP to end”",  # older than what we remember
    "Loved “Something sent long ago.”",
    "Loved an image",
    "Liked an attachment",
    "Laughed at an image",
    "Le encantó una imagen",
    "Reacted ❤️ to an image",
]

REACTIONS = [  # in every wording: a verb in the past, said by nobody, and what it is about
    "Loved a movie",
    "Liked a movie",
    "Emphasized a movie",
    "Laughed at a link",
    "Loved 2 images",
    "Questioned an audio message",
    "Removed an exclamation mark from a movie",
    "Le encantó una película",
    "Se rió de una foto",
    "Exclamó por una imagen",
    "Reaccionó con ❤️ a una imagen",
    "Exclamó por “algo viejo”",
    f"Exclamó por “{SENT[2]}”",
    f"Exclaimed at “{FIRST}”",
    f"Hizo énfasis en “{SENT[2]}”",
    f"Added a question mark to “{FIRST}”",
    f"Highlighted “{FIRST}”",
    f"A Ann le gustó “{SENT[2]}”",
    f"Le dio un corazón a “{SENT[2]}”",
]

AUTO_REPLIES = [
    "I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get there.",
    "I'm driving with Focus turned on. I'll see your message when I get where I'm going.",
    "I'm driving. I'll see your message when I get where I'm going.",
    "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through.)",
    "I'm driving right now",
    "Auto-reply: I am at work",
    "[Auto-Reply] Can't talk now",
    "Automatic reply: Out of office",
    "AUTOMATED RESPONSE - closed today",
    "Out of office",
    "Out of office until Monday",
    "I'm out of office.",
    "I am currently out of the office until 3 June.",
    "Hello, I am out of the office and will be back on Monday.",
    "Estoy conduciendo",
    "Estoy conduciendo con la función “No molestar” activada. Veré tu mensaje cuando llegue.",
    "Estoy manejando. Veré tu mensaje cuando llegue.",
    "Respuesta automática: fuera de la oficina",
    "Estoy fuera de la oficina hasta el lunes.",
    "Thanks for contacting us. This number is not monitored.",
    "Hi! This is an automated message from the clinic.",
    "Your order is ready. Reply STOP to opt out.",
    "Welcome! Msg&data rates may apply.",
]

ECHOES = [
    FIRST,
    FIRST.upper(),
    f"“{FIRST}”",
    f"> {FIRST}",
    f"Fwd: {FIRST}",
    FIRST[:40] + "…",
    FIRST[:60],
    SENT[2],
]

WORDS = [
    "",
    "4",
    "👍",
    "STOP",
    "Liked your idea thanks",
    "Liked it",
    "Loved it!",
    "Loved talking to you",
    "loved “the walk” today",
    "Loved “The Wire” and “Oz”",
    'Loved "The Wire"',
    "Liked “the group” a lot",
    "Liked a movie with my son",
    "loved a movie",
    "Liked the movie",
    "Loved a girl",
    "Wanted “the big room”",
    "Watched “The Wire”",
    "Dijo “vete”",
    "Habló de “la casa”",
    "I don't get “Thanks!”",
    "Laughed at myself",
    "Questioned everything",
    "Questioned by police again",
    "Le gustó mi comida a mi hija",
    "Le encantó",
    "Removed a tooth",
    "👍 to that",
    "👍 to everything you said",
    "- to “be fair”, yes",
    "I'm driving to work now",
    "I'm driving my sister mad",
    "I'm driving, text you later about the job",
    "Estoy conduciendo un taxi ahora",
    "Estoy manejando mejor mi tiempo",
    "I'm out of the office at the housing place",
    "I'm out of work",
    "I'm out",
    "They sent me an automatic reply and never called",
    "got an auto reply from the landlord",
    "the automatic reply said to wait",
    "What does reply STOP to end mean?",
    "I can't talk now",
    "call the landlord about the deposit",
    "Last week you said",
    "how was your week",
    "Thanks!",
    f"{FIRST} 4",
    f"“{FIRST}” it was a 4",
    "Hi Sam, how was your week? mine was good",
    "Hi Sam, how was your week",
    "do not disturb me",
    "Thanks...",
    "It says reply STOP to end",
    "I got a call and this is an automated message was all it said",
    "My sister has notifications silenced",
    "I'm not receiving notifications on my new phone",
    "they told me do not reply to this text",
]


@pytest.mark.found("G5")
@pytest.mark.parametrize("text", REACTIONS)
def test_a_reaction_is_no_speech_in_any_wording(text: str) -> None:
    found = recognise(text, SENT)
    assert found is not None
    assert found.kind is AutomaticKind.TAPBACK


@pytest.mark.parametrize("text", TAPBACKS)
def test_tapbacks(text: str) -> None:
    found = recognise(text, SENT)
    assert found
    assert found.kind is AutomaticKind.TAPBACK


def test_a_tapback_tells_what_it_is_about() -> None:
    assert recognise(f"Liked “{FIRST}”", SENT) == AutomaticText(AutomaticKind.TAPBACK, FIRST)
    assert recognise("Loved an image", SENT) == AutomaticText(AutomaticKind.TAPBACK)


@pytest.mark.parametrize("text", AUTO_REPLIES)
def test_auto_replies(text: str) -> None:
    assert recognise(text, SENT) == AutomaticText(AutomaticKind.AUTO_REPLY)


@pytest.mark.parametrize("text", ECHOES)
def test_echoes(text: str) -> None:
    found = recognise(text, SENT)
    assert found
    assert found.kind is AutomaticKind.ECHO
    assert recognise(text, []) is None


@pytest.mark.parametrize("text", WORDS)
def test_real_words_are_never_swallowed(text: str) -> None:
    assert recognise(text, SENT) is None


@given(st.text(max_size=1600), st.lists(st.text(max_size=200), max_size=5))
def test_never_raises(text: str, sent: list[str]) -> None:
    assert recognise(text, sent) is None or isinstance(recognise(text, sent), AutomaticText)


@given(st.sampled_from(SENT), st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30))
def test_our_words_with_an_answer_behind_them_are_an_answer(sent: str, answer: str) -> None:
    assert recognise(f"{sent}\n{answer}", SENT) is None


PIECES = [
    "Liked “",
    "👍",
    "i'm driving ",
    "reply stop to ",
    "this is an ",
    "'",
    "...",
    "“",
    "”",
    " ",
    "\n",
    "a ",
    ". ",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("opening", ["", "Liked “a"])
def test_time_grows_with_length_and_no_faster(piece: str, opening: str) -> None:
    def seconds(size: int) -> float:
        text = opening + (piece * size)[:size] + "?"
        best = 9.0
        for _ in range(3):
            began = time.perf_counter()
            recognise(text, SENT)
            best = min(best, time.perf_counter() - began)
        return best

    assert seconds(100_000) < 100 * max(seconds(5_000), 0.0005)
