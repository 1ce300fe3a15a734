"""Sentences built from parts: none that ends the messages is missed, and no answer ever ends them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.keywords import Command, read

one = st.sampled_from
BEFORE = one(["", "please ", "pls ", "hey, ", "ok ", "can you ", "look, ", "I said ", "omg "])
AFTER = one(["", " please", " now", " thanks", "!!", ".", " already", " 🙏", ", thank you"])
MESSAGES = one(["messages", "texts", "msgs", "text messages", "check-ins", "notifications", "reminders"])
THESE = one(["these ", "all ", "the ", "your ", "any more ", "all of these "])
CONTACT = one(["texting", "messaging", "contacting", "bothering", "writing to"])
KEYWORD = one(
    [
        "STOP",
        "stop",
        "Stop",
        "UNSUBSCRIBE",
        "Cancel",
        "QUIT",
        "END",
        "optout",
        "REVOKE",
        "BAJA",
        "Pare",
        "ALTO",
        "SALIR",
    ]
)
PURPOSE = one(["end", "quit", "opt out", "unsubscribe", "cancel", "stop"])
SEND = one(["Reply ", "Text ", "Txt ", "Send ", "reply ", ""])

ENGLISH = st.one_of(
    st.builds(lambda a, c, z: f"{a}stop {c} me{z}", BEFORE, CONTACT, AFTER),
    st.builds(lambda a, t, m, z: f"{a}stop {t}{m}{z}", BEFORE, THESE, MESSAGES, AFTER),
    st.builds(
        lambda v, z: f"{v}{z}", one(["don't text me", "do not contact me", "dont message me again"]), AFTER
    ),
    st.builds(lambda t, m, z: f"I don't want {t}{m}{z}", THESE, MESSAGES, AFTER),
    st.builds(
        lambda a, v, w, z: f"{a}{v} {w}{z}",
        BEFORE,
        one(["remove", "delete", "take"]),
        one(["me from your list", "me off this list", "my number from the list"]),
        AFTER,
    ).filter(lambda text: "take my number from" not in text),
    st.builds(
        lambda v, w, z: f"{v} {w}{z}",
        one(["lose", "delete", "forget"]),
        one(["my number", "this number"]),
        AFTER,
    ),
    st.builds(
        lambda v, w, z: f"I {v} my {w}{z}", one(["revoke", "withdraw"]), one(["consent", "permission"]), AFTER
    ),
    st.builds(lambda z: f"unsubscribe me{z}", AFTER),
    st.builds(lambda z: f"I opt out{z}", AFTER),
)
MENSAJES = one(["mensajes", "textos", "mensajes de texto", "recordatorios"])
DESPUES = one(["", " por favor", " gracias", "!!", ".", " ya", ", porfa"])
ANTES = one(["", "por favor ", "hola, ", "ya ", "oigan, "])
SPANISH = st.one_of(
    st.builds(
        lambda a, v, z: f"{a}no me {v} más{z}",
        ANTES,
        one(["escriban", "manden", "envíen", "contacten", "molesten"]),
        DESPUES,
    ),
    st.builds(
        lambda a, v, m, z: f"{a}no {v} recibir más {m}{z}", ANTES, one(["quiero", "deseo"]), MENSAJES, DESPUES
    ),
    st.builds(
        lambda a, v, z: f"{a}{v} de su lista{z}",
        ANTES,
        one(["quítenme", "sáquenme", "bórrenme", "quítame"]),
        DESPUES,
    ),
    st.builds(
        lambda a, v, m, z: f"{a}dejen de {v} {m}{z}",
        ANTES,
        one(["mandarme", "enviarme", "mandar"]),
        MENSAJES,
        DESPUES,
    ),
    st.builds(lambda v, z: f"{v} mi consentimiento{z}", one(["retiro", "revoco"]), DESPUES),
    st.builds(lambda v, z: f"{v} de baja{z}", one(["dame", "denme", "quiero darme"]), DESPUES),
)
COPIED = st.one_of(
    st.builds(
        lambda s, k, p, z: f"{s}{k} to {p}{z}",
        SEND,
        KEYWORD,
        PURPOSE,
        one(["", ".", " the messages", " these texts"]),
    ),
    st.builds(
        lambda k, p: f"{k}2{p.split()[0].upper()}",
        one(["STOP", "stop", "Stop"]),
        one(["end", "quit", "cancel"]),
    ),
    st.builds(lambda s, k: f"{s}{k}", one(["Reply ", "Responde ", "Responda ", "Text ", "Envía "]), KEYWORD),
    st.builds(
        lambda k, p: f"Responda {k} para {p}", KEYWORD, one(["salir", "cancelar", "terminar los mensajes"])
    ),
)
ALONE = st.builds(
    lambda k, z: f"{k}{z}",
    one(
        [
            "STOP",
            "stop",
            "Unsubscribe",
            "cancel",
            "BAJA",
            "pare",
            "alto",
            "basta",
            "no más",
            "Stop all",
            "remove",
        ]
    ),
    one(["", ".", "!", "!!!", " please", " por favor", " thanks", " now", "  "]),
)

HABITS = one(
    [
        "drinking",
        "smoking",
        "vaping",
        "using",
        "texting my ex",
        "calling her",
        "gambling",
        "eating sugar",
        "arguing with my mum",
    ]
)
PLACES = one(["the dmv", "my sister's", "the clinic", "the food bank", "court"])
THINGS = one(["my job", "the gym", "my phone contract", "the gambling sites", "my lease", "the night shift"])
ANSWERS = st.one_of(
    st.builds(
        lambda v, h: f"{v} {h}",
        one(["stop", "quit", "Stop", "i want to stop", "gonna quit", "no more"]),
        HABITS,
    ),
    st.builds(lambda p, z: f"stop by {p}{z}", PLACES, one(["", " tomorrow", " before work"])),
    st.builds(lambda v, t: f"{v} {t}", one(["cancel", "quit", "end", "leave"]), THINGS),
    st.builds(lambda v: f"{v} probation", one(["done with", "finished", "off", "end of"])),
    st.builds(lambda v: f"dejar de {v}", one(["fumar", "tomar", "apostar", "gritar", "ver a mi ex"])),
    st.builds(lambda v: f"salir {v}", one(["a caminar", "temprano", "con mis hijos", "más"])),
    st.builds(lambda v: f"{v} stops at 9", one(["the bus", "my shift"])),
    one(
        [
            "the bus stop is far",
            "full stop",
            "baja laboral",
            "me dieron la baja médica",
            "fin de semana con mi hija",
            "alto muchacho",
        ]
    ),
)


def stops(text: str, language: str = "en-US") -> bool:
    found = read(text, language)
    return found is not None and found.kind is Command.STOP


@settings(max_examples=600, deadline=None)
@given(text=st.one_of(ENGLISH, SPANISH, COPIED, ALONE), language=one(["en-US", "en-GB", "es"]))
def test_no_wish_to_stop_is_missed(text: str, language: str) -> None:
    assert stops(text, language)


@settings(max_examples=600, deadline=None)
@given(text=ANSWERS, language=one(["en-US", "en-GB", "es"]))
def test_no_answer_ends_the_messages(text: str, language: str) -> None:
    assert not stops(text, language)
