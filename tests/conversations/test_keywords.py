"""Which command a message is: many rows each way, and what must never be taken for one."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.keywords import START_WORDS, Command, Keyword, read, restarts

WHOLE = {
    Command.STOP: """
        STOP / stop / Stop. / "STOP" / “Stop” / stop!!! / STOP 🛑 / stop / s.t.o.p / /stop / STOP?
        / STOPALL / stop all / Unsubscribe / CANCEL / End / quit / Revoke / OPTOUT / opt out / Opt-Out
        / ＳＴＯＰ / ALTO / ¡Alto! / parar / BASTA / ¡ya basta! / Cancelar / detener / NO MAS / no más
        / no más mensajes""",
    Command.START: """
        START / start! / UNSTOP / Empezar / INICIAR / continuar / /start / opt in / start again""",
    Command.HELP: "HELP / help? / Info / AYUDA / ¡ayuda! / información / /help",
    Command.DONE: """
        DONE / done! / Done ✅ / did it / I did it!! / I’ve done it / all done / hecho / ¡Hecho! / Listo
        / lo hice / ya lo hice 🎉 / Lo logré / ya terminé""",
    Command.STEP: "STEP / my step / PASO / mi paso?",
    Command.GOAL: "GOAL / META / mi meta / objetivo",
    Command.GOALS: "GOALS / my goals / METAS / mis metas",
    Command.PROMISE: "PROMISE / promesa / my promise",
    Command.MENTOR: "MENTOR / mentora / tell my mentor",
    Command.ACK: "ACK / ack.",
}

LOOSE = {
    Command.STOP: """
        stop texting me / please stop sending me these / take me off this list / leave me alone bot
        / don't text me again / unsubscribe me please / Stop texting me!!! / STOP TEXTING ME
        / stop messaging me please / please stop / stop please / can you stop texting me
        / could you please stop texting me every day / quit texting me / stop sending messages
        / stop these messages / no more texts please / no more messages
        / I don't want these messages anymore / i dont want to get these texts
        / I don’t want any more texts / do not contact me / don’t text this number
        / dont message me ever again / remove me from your list / remove my number / take me off
        / leave me alone / i want to unsubscribe / how do i unsubscribe / how do i stop these messages
        / opt me out / I want to opt out of this / hey, stop texting me / ok stop
        / just stop texting me already
        / ok thanks stop / no thanks, stop / I said stop / I told you to stop texting me / stop stop please
        / I want to stop getting these texts / cancel these messages / turn off notifications
        / end these texts / you need to stop messaging me / stop all messages
        / i don't want to be texted anymore / stop sending me this shit / stop bothering me man / no stop
        / no me escriban mas / dejen de mandarme mensajes / quítame de la lista / No me escriban más
        / ya no me escriban por favor / no me manden mensajes / no me manden más mensajes
        / no quiero más mensajes / ya no quiero recibir mensajes / no quiero que me escriban
        / deja de escribirme / dejen de molestarme / déjame en paz / dejenme en paz bot
        / sáquenme de esta lista / bórrame de tu lista / borren mi número / basta de mensajes
        / quiero darme de baja / dame de baja por favor / cancelar la suscripción
        / por favor no me escribas más / no me envíen nada / paren de mandarme textos / parar mensajes
        / oye, alto""",
    Command.START: """
        start texting me again / please start messages again / you can text me again / resubscribe me
        / sign me back up / start sending me the messages / quiero volver a recibir mensajes
        / puedes escribirme de nuevo""",
    Command.PERSON: """
        can you call me / Can someone call me? / call me / please call me back / call me when you can
        / call me tomorrow / call me at 5pm / call me on Friday please / could somebody please ring me
        / I need to talk to a person / i need to speak to someone / can I talk to a real person
        / I want a human / talk to a human / a real person please / can i speak to my coordinator
        / I'd like to talk to someone / is there someone i can talk to / give me a call
        / I need someone to call me / i need a callback / pueden llamarme / ¿Me pueden llamar?
        / ¿alguien puede llamarme? / llámame / llámenme por favor / puedes llamarme mañana
        / necesito hablar con alguien / quiero hablar con una persona / ¿Puedo hablar con mi coordinadora?
        / hablar con una persona real / quiero que me llamen / me puedes llamar
        / ¿me llamas? / necesito que me llamen urgente""",
}

# Answers, plans, feelings, other people's words: none of these may be taken for a command.
NOT = """quit drinking / done with probation / i want to stop smoking / stop worrying about it
        / end of the week / cancel my gym appointment / i quit my job / stop by later
        / he won't stop calling me / I'm done / im done / i am so done with this / stop smoking
        / Stop drinking and call my sister / quit smoking / I need to stop texting my ex
        / i want to stop texting her / stop texting him / I want to stop / make it stop
        / I can't stop crying / it won't stop / they won't leave me alone / my ex won't stop texting me
        / she said stop texting me / He told me to stop texting him / "leave me alone", he said
        / stop it 😂
    / stop and think / stop or go / don't text me because I'm at work
    / stop this because it hurts / stop at the store / bus stop / the bus stop was closed / non-stop work
        / Stop, breathe and count to ten / stop. think. breathe / Stop! haha you are funny
        / don't text me after 9 / text me later / text me tomorrow / take me off probation
        / take me to the list / i don't want this life / i don't want to / no more / no more drinking
        / no more drama / cancel my appointment / cancel my order
        / end the day with a walk / the end / in the end it was ok / start over / start a new job
        / i want to start / start saving money / help me / I need help with rent / help my mom move
        / i helped / info about housing / done with work / almost done / not done / done my laundry
        / did it rain / didn't do it / i did it twice / step by step / Step one is to call
        / one step at a time / my goal is to get a job / Goal is housing / goals are hard / promise me
        / I promise to call / promised / Mentor was great this week / mentor didn't call
        / my mentor helped me / Mentor's car broke / my mentor said to wait / met my mentor
        / tell the truth / tell my mom I'm sorry / Tell her I love her / tell my son the truth
        / tell Sam the truth / tell me more / tell my mentor the truth / tell my mentor everything
        / I will tell my mentor tomorrow / ask my mentor for help / ask for help / ask my boss for a raise
        / message my sister / text my mom / let it go / let my son play / call me crazy but it went well
        / call me Bob / call my sister / she will call me / he never called me / they can call my lawyer
        / talk to my boss / talk to my sister / I talked to someone about rent / human rights
        / be a real person / yes / no / 4 / ok / thanks / good / 👍 / ... / ? / 🙂🙂 / it was a good week
        / not yet / partly / dejar de beber / quiero dejar de fumar / dejé el trabajo / no quiero más
        / no quiero seguir así / no puedo más / para mi mamá / para el viernes / para mañana
        / alto y claro / basta con caminar / cancelar el pedido / terminar la solicitud / fin de semana
        / empezar a trabajar / quiero empezar de nuevo / continuar estudiando / ayuda con la renta
        / necesito ayuda / ayudar a mi hermana / hecho un desastre / listo para trabajar / ya estoy listo
        / paso a paso / paso por la oficina / mi meta es trabajar / prometo llamar / mi mentor me ayudó
        / Mentora fue muy buena / decirle a mi mentora que necesito ayuda / decirle la verdad
        / dile la verdad / mi ex no deja de llamarme / me dijo que parara / no me escriben mis hijos
        / sácame de aquí / quítame esto / llamar a mi hermana / hablar con mi jefe / hablar con mi hermana
        / puedo llamarla / él no me llama / dejen de fumar / no me mandaron nada / la lista de compras
        / dile a mi mamá que la quiero"""

RESTS = [
    ("stop, I'm using again", Keyword(Command.STOP, "I'm using again")),
    ("STOP. who is this", Keyword(Command.STOP, "who is this")),
    ("Stop\nwrong number", Keyword(Command.STOP, "wrong number")),
    ("STOP - I moved away", Keyword(Command.STOP, "I moved away")),
    ("stop I don't want this", Keyword(Command.STOP, "I don't want this")),
    ("stop wrong number", Keyword(Command.STOP, "wrong number")),
    ("stop texting me, I moved", Keyword(Command.STOP, "I moved", loose=True)),
    ("Please stop. I'm not okay", Keyword(Command.STOP, "I'm not okay", loose=True)),
    ("Hey, stop texting me. I moved", Keyword(Command.STOP, "I moved", loose=True)),
    ("Not interested. STOP", Keyword(Command.STOP, "Not interested.")),
    ("Who is this? Stop texting me.", Keyword(Command.STOP, "Who is this?", loose=True)),
    ("No me escriban más, me mudé", Keyword(Command.STOP, "me mudé", loose=True)),
    (
        "Stop texting me this is the wrong number",
        Keyword(Command.STOP, "this is the wrong number", loose=True),
    ),
    ("stop texting me and tell Sam bye", Keyword(Command.STOP, "and tell Sam bye", loose=True)),
    ("Alto, me mudé", Keyword(Command.STOP, "me mudé")),
    ("¿Quién es? No me escriban más", Keyword(Command.STOP, "¿Quién es?", loose=True)),
    ("STEP call the landlord", Keyword(Command.STEP, "call the landlord")),
    ("Step: call the landlord", Keyword(Command.STEP, "call the landlord")),
    ("/step call the landlord", Keyword(Command.STEP, "call the landlord")),
    ("GOAL get my licence", Keyword(Command.GOAL, "get my licence")),
    ("META: terminar la escuela", Keyword(Command.GOAL, "terminar la escuela")),
    ("PROMISE a walk every day", Keyword(Command.PROMISE, "a walk every day")),
    ("ACK 4F2K", Keyword(Command.ACK, "4F2K")),
    ("ack: 12", Keyword(Command.ACK, "12")),
    ("ACK #12", Keyword(Command.ACK, "12")),
    ("MENTOR running late", Keyword(Command.MENTOR, "running late")),
    ("Mentor: running late", Keyword(Command.MENTOR, "running late")),
    ("/mentor running late", Keyword(Command.MENTOR, "running late")),
    ("mentor I'll be late", Keyword(Command.MENTOR, "I'll be late", loose=True)),
    ("TELL I'm late", Keyword(Command.MENTOR, "I'm late")),
    ("tell my mentor I'll be late", Keyword(Command.MENTOR, "I'll be late", loose=True)),
    ("Tell my mentor that the bus broke down", Keyword(Command.MENTOR, "the bus broke down", loose=True)),
    ("please tell my mentor the bus broke", Keyword(Command.MENTOR, "the bus broke", loose=True)),
    ("Can you let my mentor know I’m late?", Keyword(Command.MENTOR, "I’m late?", loose=True)),
    ("tell Sam I'm late", Keyword(Command.MENTOR, "I'm late", loose=True, to="Sam")),
    ("Tell Sam Jones I'm late", Keyword(Command.MENTOR, "I'm late", loose=True, to="Sam Jones")),
    ("tell Sam Ill be late", Keyword(Command.MENTOR, "Ill be late", loose=True, to="Sam")),
    ("TELL Sam I'm late", Keyword(Command.MENTOR, "I'm late", loose=True, to="Sam")),
    ("let sam know that I got the job", Keyword(Command.MENTOR, "I got the job", loose=True, to="sam")),
    ("ask Sam if we can meet", Keyword(Command.MENTOR, "if we can meet", loose=True, to="Sam")),
    ("ask my mentor to call me", Keyword(Command.MENTOR, "to call me", loose=True)),
    ("Can my mentor call me?", Keyword(Command.MENTOR, "Can my mentor call me?", loose=True)),
    ("dile a mi mentor que llego tarde", Keyword(Command.MENTOR, "llego tarde", loose=True)),
    ("Dile a José que llego tarde", Keyword(Command.MENTOR, "llego tarde", loose=True, to="José")),
    ("avísale a mi mentora que no puedo ir", Keyword(Command.MENTOR, "no puedo ir", loose=True)),
    ("¿Puedes decirle a mi mentora que voy?", Keyword(Command.MENTOR, "voy?", loose=True)),
    ("MENTORA llego tarde", Keyword(Command.MENTOR, "llego tarde")),
    ("¿Puede llamarme mi mentora?", Keyword(Command.MENTOR, "¿Puede llamarme mi mentora?", loose=True)),
]


def cells(listed: str) -> list[str]:
    return [text.strip() for text in re.split(r"\s/ ", listed.strip())]


WHOLE_ROWS = [(text, kind) for kind, listed in WHOLE.items() for text in cells(listed)]
LOOSE_ROWS = [(text, kind) for kind, listed in LOOSE.items() for text in cells(listed)]


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
@pytest.mark.parametrize(("text", "kind"), WHOLE_ROWS)
def test_a_whole_message_keyword_always_wins(text: str, kind: Command, language: str) -> None:
    assert read(text, language) == Keyword(kind)


@pytest.mark.parametrize(("text", "kind"), LOOSE_ROWS)
def test_own_wording(text: str, kind: Command) -> None:
    for language in ("en-GB", "es"):
        assert read(text, language) == Keyword(kind, loose=True)


@pytest.mark.parametrize(("text", "expected"), RESTS)
def test_what_was_said_beside_it_is_kept_as_typed(text: str, expected: Keyword) -> None:
    assert read(text, "en-US") == expected
    assert read(text, "es") == expected


# A meeting is no command of its own in small letters where it may be said to somebody else.
MEETINGS = [
    ("MEET thurs 3pm library", Keyword(Command.MEET, "thurs 3pm library")),
    ("meet thurs 3pm library", Keyword(Command.MEET, "thurs 3pm library", loose=True)),
    ("Meet: thursday", Keyword(Command.MEET, "thursday")),
    ("CITA jueves 3pm biblioteca", Keyword(Command.MEET, "jueves 3pm biblioteca")),
    ("meet", Keyword(Command.MEET)),
    ("meet me thursday at 3", None),
    ("meet you thursday 3pm library?", None),
    ("meet my PO thursday 3pm", None),
    ("meet with my sister friday 5pm", None),
    ("meet thursday", None),
    ("cita con el doctor el jueves a las 3", None),
    ("MOVE fri 4pm", Keyword(Command.MOVE, "fri 4pm")),
    ("move fri 4pm", Keyword(Command.MOVE, "fri 4pm", loose=True)),
    ("mover la cita al viernes 4pm", Keyword(Command.MOVE, "viernes 4pm", loose=True)),
    ("can we move the meeting to friday 4pm", Keyword(Command.MOVE, "friday 4pm", loose=True)),
    ("move in with my sister", None),
    ("move to my sister's friday", None),
    ("CALL OFF", Keyword(Command.CALL_OFF)),
    ("call it off", Keyword(Command.CALL_OFF)),
    ("CALL OFF sorry, I'm ill", Keyword(Command.CALL_OFF, "sorry, I'm ill")),
    ("call off thursday", Keyword(Command.CALL_OFF, "thursday", loose=True)),
    ("call off work thursday", None),
    ("cancel the meeting", Keyword(Command.CALL_OFF, loose=True)),
    ("please cancel our meeting", Keyword(Command.CALL_OFF, loose=True)),
    ("cancelar la cita", Keyword(Command.CALL_OFF, loose=True)),
    ("anular la cita del jueves", Keyword(Command.CALL_OFF, "del jueves", loose=True)),
    ("cancel my meeting with my PO", None),
    ("cancel", Keyword(Command.STOP)),
    ("cancelar", Keyword(Command.STOP)),
    ("meetings", Keyword(Command.MEETINGS)),
    ("mis citas", Keyword(Command.MEETINGS)),
]


@pytest.mark.parametrize(("text", "expected"), MEETINGS)
def test_meetings_are_asked_for(text: str, expected: Keyword | None) -> None:
    assert read(text, "en-US") == expected
    assert read(text, "es") == expected


@pytest.mark.parametrize("text", cells(NOT))
def test_everything_else_walks_on(text: str) -> None:
    assert read(text, "en-US") is None
    assert read(text, "es") is None


def test_there_are_many_rows_each_way() -> None:
    assert len(WHOLE_ROWS) + len(LOOSE_ROWS) + len(RESTS) >= 150
    assert len(cells(NOT)) >= 100


@pytest.mark.parametrize("text", ["para", "¡PARA!", "para ya", "ya para"])
def test_para_means_stop_only_to_somebody_who_texts_in_spanish(text: str) -> None:
    assert read(text, "es-US") == Keyword(Command.STOP)
    assert read(text, "en-US") is None


@pytest.mark.parametrize(
    "text", ["ERROR mi calle es Oak", "Error: mi calle es Oak", "/error mi calle es Oak"]
)
def test_error_corrects_only_for_somebody_who_texts_in_spanish(text: str) -> None:
    assert read(text, "es") == Keyword(Command.WRONG, "mi calle es Oak")
    assert read(text, "en-US") is None


@pytest.mark.parametrize("text", ["START", "unstop", "Start!", "empezar"])
def test_a_stopped_person_may_come_back(text: str) -> None:
    assert restarts(text)


@pytest.mark.parametrize("text", ["", "no", "YES", "Sí", "si, por favor", "yes but later", "stop", "HELP"])
def test_nothing_else_restarts(text: str) -> None:
    assert not restarts(text)


def test_start_words_are_start() -> None:
    assert {"start", "unstop"} <= START_WORDS
    assert all(read(word, "en-US") == Keyword(Command.START) for word in START_WORDS)


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "👍", "\u200b"])
def test_a_message_without_words_is_no_command(text: str) -> None:
    assert read(text, "en-US") is None


PIECES = [
    "stop",
    "texting",
    "me",
    "please",
    "I",
    "said",
    "tell",
    "Sam",
    "call",
    "mentor",
    "no",
    "mas",
    "que",
    ",",
    ".",
]
PIECES += [
    "\n",
    "can",
    "you",
    "ok",
    "dile",
    "a",
    "mi",
    "GOAL",
    ":",
    "messages",
    "of",
    "the",
    "any",
    "more",
    "5pm",
]


@given(
    st.text(max_size=1600) | st.lists(st.sampled_from(PIECES), max_size=200).map(" ".join),
    st.text(max_size=8),
)
def test_never_raises_and_rest_comes_from_the_text(text: str, language: str) -> None:
    found = read(text, language)
    if found:
        assert isinstance(found, Keyword)
        assert len(found.rest) <= len(text)
        assert found.rest == found.rest.strip()


@given(
    st.sampled_from(["STOP", "opt out", "no más", "unsubscribe"]),
    st.text(" \n\t.!?\"'“”*🙏👍❤️-", max_size=20),
)
def test_marks_and_emoji_around_a_keyword_change_nothing(word: str, around: str) -> None:
    assert read(around + word + around, "en-US") == Keyword(Command.STOP)


HARD = [
    "please ",
    "stop ",
    "tell my mentor ",
    "I want you to ",
    "more of the ",
    ". ",
    "stop, ",
    "ok ",
    "a",
    "'",
    "-",
    "¿",
    "\n",
    " ",
]


@pytest.mark.parametrize("piece", HARD)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "tell" + (piece * size)[:size] + "!x"
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            read(text, "en-US")
            best = min(best, time.process_time() - began)
        return best

    # Twenty times the length: a quadratic reader would need 400 times as long.
    assert seconds(100_000) < 100 * max(seconds(5_000), 0.0005)


@pytest.mark.parametrize(
    "text", ["my number changed", "my number has changed", "my new number is 555 0100", "I have a new number"]
)
def test_whose_number_changes_is_still_here(text: str) -> None:
    """They tell us, from the phone we know; nothing ends by that."""
    assert read(text, "en-US") is None


@pytest.mark.parametrize(
    "text", ["this number changed hands", "this is a new number", "I have a new number since two weeks ago"]
)
def test_who_has_somebody_elses_number_is_not_written_to_again(text: str) -> None:
    found = read(text, "en-US")
    assert found is not None
    assert found.kind is Command.WRONG_NUMBER
