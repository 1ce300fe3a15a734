"""Whom words are said to, whom they are about, and what they answer: read from how a text is built.

Nothing here knows a sentence by heart. A text is taken apart into clauses; in each, a name is somebody who is
spoken to ("Terry u about?", "cheers terry"), to whom words shall go ("tell Terry ..."), who is wanted ("can
Terry
ring me", "a word with Robin"), or somebody who is spoken *of* ("Beto dice ...", "I think Will is angry"). The
closed classes of the two languages decide: who is addressed (you, te), greetings, prepositions, the verb that
follows a name. A name that is a word as well counts only where `conversations.names` says that it is one.
"""

import re
from enum import StrEnum

from conversations.names import NAMES_THAT_ARE_WORDS, addresses, first_name
from language.folding import plain


class Towards(StrEnum):
    """How a clause stands to a person."""

    NONE = "none"
    TO = "to"
    TELL = "tell"
    WANTED = "wanted"
    ABOUT = "about"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SECOND_PERSON = _set(
    """
    you u ur your yours youre youve youll ya yall yourself urself te ti tu tus contigo usted ustedes vos estas
    andas vas puedes quieres tienes eres sabes
    """
)
FRIEND = _set(
    """
    mate m8 bro bruv bruh fam pal man dude homie buddy sis hun love carnal wey guey compa mano jefe mija mijo
    hijo hija hermano hermana vato
    """
)
_GREETING = _set("hi hey hello hiya hola oye yo alright morning evening afternoon wassup sup buenas buenos")
_COURTESY = _set(
    """
    ok okay kk thanks thank thx ty cheers gracias sorry yes yeah yea yep yup no nah nope si sure please pls
    plz
    aww ah oh haha lol jaja and but so also y pero e n well right cool great perdon
    """
)
THANKS = _set("thanks thank thx ty cheers ta gracias appreciate appreciated")
FAREWELL = re.compile(
    r"\b(?:see (?:you|u|ya|yous)|cya|laters?|nos vemos|hasta (?:luego|pronto|manana)|take care)\b"
)
_THIRD = _set("he she him her his hers hes shes himself herself ella")
_BEFORE_OBJECT = _set(
    """
    with about to from for of at by on than like and or see saw seeing met meet meeting call calling called
    ring
    ringing text texting tell told telling ask asked asking help helping hate hates love loves like likes miss
    trust know knows think thinks thought hope hopes say says said that if because cos con a de sobre para por
    que ver llamar a decirle contarle mr mrs my the visit take bring thank
    """
)
_AFTER_NAME = _set(
    """
    is was has had does did will would wont cant cannot couldnt wouldnt isnt wasnt hasnt hadnt doesnt didnt
    dont
    aint never always still just keeps kept says said told went got came left lost made took thinks seems
    wants
    needs might may must should could also
    es esta fue era ha habia dijo dice dijeron va iba anda tiene tenia quiere queria necesita vino llego falto
    pidio
    parece sigue nunca siempre estaba estuvo
    """
)
# "Robin did that letter come", "Terry is there a group": the verb comes first, as in questions.
_INVERTED = _set("did does do is was has have can could will would are were should")
_SUBJECT = _set("that this there these my our it you u they we i the anyone anybody someone somebody")
_MAYBE_OF = _set("no se me le lo la ya nos")
_NO_VERB = _set(
    """
    this thats that's this whats hows wheres theres its lets yes thanks cheers always perhaps sometimes plus
    guess class bus boss news days weeks hours afterwards
    """
)
_WISH = (
    r"(?:can i|could i|may i|id like|i would like|like|i need|need|i want|want|wanna|gotta|i have|rather"
    r"|prefer"
    r"|quiero|quisiera|necesito|ocupo|puedo|me gustaria)"
)
YES_NO = _set(
    """
    yes yeah yea yep yup ye yess ok okay k sure course definitely defo absolutely no nah nope not never maybe
    si
    claro simon dale vale sale orale ya nel nunca quiza please pls
    """
)


def words_of(text: str) -> list[str]:
    """Small plain words, without apostrophes or marks."""
    return re.findall(r"[^\W_]+", plain(text).replace("'", ""))


# --- clauses -----------------------------------------------------------------------------------------

_BREAK = re.compile(
    r"(?<=[.!?;])\s+|\n+|\s+[-\u2013\u2014]+\s+|(?<=[!?])(?=\w)"
    r"|,\s*(?=(?:and|but|also|tell|ask|can|could|let|y|pero|dile|avisale|preguntale|puede)\b)"
    r"|\s+(?=(?:and|but|y|pero|n|&)\s+(?:tell|ask|let|can|could|please|pls|dile|avisale|preguntale|puede)\b)",
    re.IGNORECASE,
)
_FIRST_ANSWER = re.compile(r"\W*([^\W_]+)\s*,\s*(?=\S)")
_ANSWERS = YES_NO | _set("1 2 3 4 5 one two three four five uno dos tres cuatro cinco done partly hecho")


def clauses(text: str) -> tuple[str, ...]:
    """A text in its clauses, as they were typed: at the end of a sentence, at a dash, before "and tell ..."
    and
    behind an answer that stands alone ("3, nah i bottled it")."""
    found = []
    for part in _BREAK.split(text.strip()):
        opening = _FIRST_ANSWER.match(part)
        if opening and plain(opening[1]) in _ANSWERS:
            found += [opening[1], part[opening.end() :]]
        else:
            found.append(part)
    return tuple(stripped for part in found if (stripped := part.strip()) and words_of(stripped)) or (text,)


# --- people in a clause ------------------------------------------------------------------------------


def towards(clause: str, name: str, *, in_touch: bool = False) -> Towards:
    """How a clause stands to somebody.

    Args:
        clause: one of `clauses`.
        name: theirs.
        in_touch: whether they have just spoken: a name anywhere in the reply then speaks to them, unless it
            plainly speaks of them.
    """
    first, said = first_name(name), words_of(clause)
    if not first or first not in said:
        return Towards.NONE
    spaced = " ".join(said)
    who = re.escape(first)
    if re.match(
        rf"(?:\w+ ){{0,3}}?(?:tell|let|dile a|digale a|avisale a|pasale a) {who}\b", spaced
    ) and not re.match(
        r"(?:\w+ )*?(?:didnt|dont|never|not|will|ill|gonna|to|may|can|cant|no) (?:u |you |i )?(?:tell|let)",
        spaced,
    ):
        return Towards.TELL
    if _wants(spaced, who):
        return Towards.WANTED
    if first in NAMES_THAT_ARE_WORDS and re.search(rf"[^\W\d_]\s+{who.capitalize()}\b", clause) is None:
        if addresses(clause, {first}):
            return Towards.TO
        return Towards.ABOUT if spoken_of(said[said.index(first) + 1 :]) else Towards.NONE
    return _in_place(clause, said, first, in_touch=in_touch)


def _wants(spaced: str, who: str) -> bool:
    return any(
        re.search(pattern, spaced) is not None
        for pattern in (
            rf"\b(?:can|could|would|will|get|have|ask|puede|podria) {who} (?:pls |please "
            rf"|to )?(?:\w+ ){{0,2}}(?:me|us|conmigo|back)\b",
            rf"\b{who} (?:can|could|puede) (?:\w+ )?(?:call|ring|text|phone|bell|llamar\w*"
            rf"|marcar\w*) ?(?:me)?\b",
            rf"\b{_WISH} (?:\w+ ){{0,3}}?(?:talk|speak|chat|word|hablar|platicar|see|ver|ask|preguntar\w*"
            rf"|decir\w*)"
            rf" (?:to |with |w |con |a )?{who}\b",
            rf"\b(?:que|have|get) (?:me )?(?:llame|marque|hable|busque)?n? ?{who}\b(?= (?:me|to|call|ring))",
            rf"\bque {who} me \w+\b",
        )
    )


def _in_place(clause: str, said: list[str], first: str, *, in_touch: bool) -> Towards:
    at = said.index(first)
    before, after = said[:at], said[at + 1 :]
    opens = all(
        word in _GREETING or word in _COURTESY or word in THANKS or word in FRIEND or word == "u"
        for word in before
    )
    marked = re.search(rf"\b{re.escape(first)}\s*[,:!\-\u2013\u2014]", plain(clause)) is not None
    if before and before[-1] in _BEFORE_OBJECT and not opens:
        return Towards.ABOUT
    if opens:
        if marked or (not after and (before or in_touch)):
            return Towards.TO
        if not after:
            return Towards.TO
        hailed = any(word in _GREETING or word in THANKS for word in before)
        return Towards.TO if hailed or not spoken_of(after) else Towards.ABOUT
    if spoken_of(after):
        return Towards.ABOUT
    closes = not after or all(word in _COURTESY or word in FRIEND for word in after)
    with_comma = re.search(rf",\s*{re.escape(first)}\W*\Z", plain(clause)) is not None
    if with_comma or (closes and before[-1] in SECOND_PERSON | THANKS | YES_NO):
        return Towards.TO
    return Towards.TO if in_touch else Towards.ABOUT


def spoken_of(after: list[str]) -> bool:
    """Whether what follows a name is a verb whose subject that name is."""
    if not after:
        return False
    word, then = after[0], after[1] if len(after) > 1 else ""
    if word in _INVERTED and then in _SUBJECT:
        return False
    if word in _MAYBE_OF:
        return bool(then) and then not in SECOND_PERSON and not then.endswith(("s", "es"))
    if word in _AFTER_NAME:
        return then not in SECOND_PERSON or word in ("told", "said", "says", "has", "had")
    if word in _NO_VERB or word in SECOND_PERSON:
        return False
    third = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    past = len(word) > 4 and word.endswith("ed") and not word.endswith("eed")
    return third or past


def plainly_spoken_of(after: list[str]) -> bool:
    """The same, by verbs that can be nothing else: "Terry can't come", but not "Aunt Doris"."""
    return bool(after) and after[0] in _AFTER_NAME


def said_to_somebody(text: str) -> bool:
    """Whether words speak to a person: you, a friend's word, thanks, a farewell."""
    said = words_of(text)
    enclitic = any(
        re.fullmatch(r"\w{2,}(?:ame|eme|ime|dme)", word) and word not in ("same", "name", "game")
        for word in said
    )
    return (
        enclitic
        or any(word in SECOND_PERSON or word in FRIEND or word in THANKS for word in said)
        or FAREWELL.search(" ".join(said)) is not None
    )


def greets(text: str) -> bool:
    """Whether it opens as one opens to a person."""
    said = words_of(text)
    return bool(said) and said[0] in _GREETING


def of_a_third(text: str) -> bool:
    """Whether it speaks of somebody who is not there."""
    return any(word in _THIRD for word in words_of(text)) or "\u00e9l" in text.casefold().split()
