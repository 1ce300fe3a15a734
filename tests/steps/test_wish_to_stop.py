"""A wish to stop is honoured however it is put; who asks who we are stays; another's phone is set apart."""

from collections.abc import Callable

import pytest

from channels.port import InboundKind
from records.kinds import InboxOutcome, Standing
from tests.world.world import World

MakeWorld = Callable[..., World]

COPIED = [
    "STOP to end the messages",
    "Stop to quit",
    "Reply STOP",
    "STOP2QUIT",
    "Text STOP to cancel.",
    '"STOP"',
    "send stop to opt out pls",
    "Reply STOP to unsubscribe",
]
PLAIN = [
    "REMOVE",
    "remove me",
    "I opt out",
    "lose my number",
    "do not text",
    "I revoke consent",
    "take me off your list",
    "I don't wish to receive any more of these. God bless.",
    "omg just stop already",
    "not interested please stop",
    "unsuscribe",
    "delete my number from your system",
    "refrain from contacting me",
]
SPANISH = [
    "BAJA",
    "Salir",
    "PARE",
    "Responde STOP",
    "alto por favor",
    "no más",
    "ya no me escriban",
    "quítenme de su lista, gracias",
    "Retiro mi consentimiento",
    "ya no quiero recibir estos mensajes",
    "Responda PARE para salir",
]
ANSWERS = [
    "stop drinking",
    "quit my job",
    "done with probation",
    "stop texting my ex",
    "unsubscribe from them betting emails",
    "cancel my phone contract",
    "my PO took me off the weekly list",
    "dont take me off the list",
    "dejar de fumar",
    "salir temprano",
    "me di de baja en el gimnasio",
    "no me escriben mis hijos",
    "end of the month is always hard",
    "remove the tattoo on my neck",
]
PAUSES = ["dont text me this week", "no texts til monday please", "no me escriban esta semana"]


def after_a_week(world: World) -> list[str]:
    world.mentee.hears()
    world.at("Fri 18:00")
    return world.mentee.hears()


@pytest.mark.found("A1")
@pytest.mark.parametrize("text", COPIED)
def test_a_copied_instruction_stops_the_messages(world: World, text: str) -> None:
    assert world.mentee.says(text) == [InboxOutcome.CONSENT]
    world.deliver()
    (said,) = world.mentee.hears()
    assert said.startswith("You won't get any more messages")
    assert after_a_week(world) == []


@pytest.mark.found("A2")
@pytest.mark.parametrize("text", PLAIN)
def test_plain_wordings_stop_them(world: World, text: str) -> None:
    assert world.mentee.says(text) == [InboxOutcome.CONSENT]
    assert world.mentee.standing is Standing.STOPPED
    world.deliver()
    assert len(world.mentee.hears()) == 1


@pytest.mark.found("A3")
@pytest.mark.parametrize("language", ["es", "en-US"])
@pytest.mark.parametrize("text", SPANISH)
def test_spanish_stops_them_for_everybody(make_world: MakeWorld, language: str, text: str) -> None:
    world = make_world(language)
    world.mentee.says(text)
    assert world.mentee.standing is Standing.STOPPED


@pytest.mark.found("A1", "A2", "A3")
@pytest.mark.parametrize(
    "kind", [InboundKind.PHOTO, InboundKind.EDIT, InboundKind.CONTACT, InboundKind.VIDEO]
)
@pytest.mark.parametrize("text", ["Reply STOP", "remove me", "BAJA"])
def test_as_caption_edit_or_card_too(world: World, kind: InboundKind, text: str) -> None:
    world.mentee.sends(kind, text)
    assert world.mentee.standing is Standing.STOPPED


@pytest.mark.found("A1")
@pytest.mark.parametrize(
    "text",
    [
        "Liked “Reply STOP to end the messages.”",
        "FLASH SALE! 40% off this weekend only. Shop now. Reply STOP to opt out",
        "No le gustó “Responde BAJA para terminar”",
        "PizzaTime: Buy 1 get 1 free tonight! Txt STOP to end",
    ],
)
def test_a_machines_words_stop_nothing(world: World, text: str) -> None:
    world.mentee.says(text)
    assert world.mentee.standing is Standing.ACTIVE


@pytest.mark.found("A2", "A3")
@pytest.mark.parametrize("text", ANSWERS)
@pytest.mark.parametrize("waits", [True, False])
def test_an_answer_never_stops(world: World, text: str, waits: bool) -> None:
    if waits:
        world.at("Fri 18:00")
        world.mentee.says("4")
        world.deliver()
    world.mentee.says(text)
    assert world.mentee.standing is Standing.ACTIVE


@pytest.mark.found("A2")
@pytest.mark.parametrize("text", PAUSES)
def test_a_pause_is_no_stop(world: World, text: str) -> None:
    world.mentee.says(text)
    assert world.mentee.standing is not Standing.STOPPED


# --- who is this? ----------------------------------------------------------------------------------------


@pytest.mark.found("A4")
@pytest.mark.parametrize(
    "text",
    ["who is this?", "who dis", "whos this??", "how did u get my number", "quien es", "kien me escribe"],
)
def test_who_is_this_is_answered_and_the_person_stays(world: World, text: str) -> None:
    world.mentee.says(text)
    world.deliver()
    (said,) = world.mentee.hears()
    assert "This is Lakeside, an automated check-in" in said
    assert world.mentee.standing is Standing.ACTIVE
    assert after_a_week(world) != []


@pytest.mark.found("A4")
def test_as_the_first_reply_it_keeps_the_invitation_open(make_world: MakeWorld) -> None:
    world = make_world(joined=False)
    world.mentee.hears()
    world.mentee.says("who is this?")
    world.deliver()
    (said,) = world.mentee.hears()
    assert "Reply YES to begin" in said
    assert world.mentee.standing is Standing.INVITED
    world.mentee.says("yes its dee")
    world.deliver()
    assert world.mentee.standing is Standing.ACTIVE


@pytest.mark.found("A4")
def test_after_words_that_were_passed_on(world: World) -> None:
    world.mentor.says("Dee: you about tuesday?")
    world.deliver()
    world.mentee.hears()
    world.mentee.says("who is this?")
    world.deliver()
    assert any("This is Lakeside" in one for one in world.mentee.hears())
    assert world.mentee.standing is Standing.ACTIVE


# --- is this you? -------------------------------------------------------------------------------------------


def asked_who(make_world: MakeWorld) -> World:
    world = make_world(joined=False)
    world.mentee.hears()
    world.mentee.says("YES")
    world.deliver()
    assert "Dee" in world.mentee.hears()[-1]
    return world


@pytest.mark.found("A5")
@pytest.mark.parametrize(
    "text",
    [
        "no im his brother",
        "no this is his sister",
        "this isnt dee anymore she lost this phone",
        "nah this aint dee",
        "she sold me this phone",
        "soy su hermana, ella perdio este celular",
        "no soy dee",
    ],
)
def test_somebody_elses_phone_is_set_apart(make_world: MakeWorld, text: str) -> None:
    world = asked_who(make_world)
    world.mentee.says(text)
    world.deliver()
    assert world.mentee.standing is Standing.STOPPED
    (said,) = world.mentee.hears()
    assert "Dee" not in said
    assert "wrong-person" in [entry.label for entry in world.record_of(world.mentee).entries]
    assert after_a_week(world) == []


@pytest.mark.found("A5")
@pytest.mark.parametrize(
    "text",
    [
        "wrong number",
        "this is not dees phone any more",
        "I just got this number last week",
        "this is his girlfriend, he lost this phone",
        "u got the wrong person",
    ],
)
def test_also_unasked(world: World, text: str) -> None:
    world.mentee.says(text)
    assert world.mentee.standing is Standing.STOPPED


@pytest.mark.found("A5")
@pytest.mark.parametrize(
    "text", ["im his brother so i had to go", "my sister lost her phone", "saw my mum today"]
)
def test_talk_of_kin_is_talk(world: World, text: str) -> None:
    world.mentee.says(text)
    assert world.mentee.standing is Standing.ACTIVE


@pytest.mark.found("A6")
@pytest.mark.parametrize(
    "text",
    [
        "yes this is dee",
        "yes it's Dee",
        "yeah its me",
        "si soy yo",
        "Dee here",
        "speaking",
        "yessir its still dee",
    ],
)
def test_yes_in_their_words_is_a_yes(make_world: MakeWorld, text: str) -> None:
    world = asked_who(make_world)
    assert world.mentee.says(text) == [InboxOutcome.ANSWER]
    world.deliver()
    assert "Sorry" not in world.mentee.hears()[-1]
    assert world.mentee.standing is Standing.ACTIVE


@pytest.mark.found("A6")
@pytest.mark.parametrize("text", ["yes this is ann", "its Tim"])
def test_another_name_is_no_yes(make_world: MakeWorld, text: str) -> None:
    world = asked_who(make_world)
    world.mentee.says(text)
    world.deliver()
    said = world.mentee.hears()[-1]
    assert "RECORD" not in said
    assert "what should I call you" not in said.lower()
