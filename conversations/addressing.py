"""Whom words are said to, whom they are about, and what they answer: read from how a text is built.

Nothing here knows a sentence by heart. A text is taken apart into clauses; in each, a name is somebody who is
spoken to ("Terry u about?", "cheers terry"), to whom words shall go ("tell Terry ..."), who is wanted ("can Terry
ring me", "a word with Robin"), or somebody who is spoken *of* ("Beto dice ...", "I think Will is angry"). The
closed classes of the two languages decide: who is addressed (you, te), greetings, prepositions, the verb that
follows a name. A name that is a word as well counts only where `conversations.names` says that it is one.
"""

import re
from enum import StrEnum

from conversations.names import NAMES_THAT_ARE_WORDS, addresses, first_name, plain


class Towards(StrEnum):
    """How a clause stands to a person."""

    NONE = "none"
    TO = "to"
    PASS = "pass"
    WANTED = "wanted"
    ABOUT = "about"


class Asks(StrEnum):
    """What somebody's words want to hear."""

    NOTHING = "nothing"
    YES_NO = "yes_no"
    WHEN = "when"
    NUMBER = "number"
    OPEN = "open"


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
    ok okay kk thanks thank thx ty cheers gracias sorry yes yeah yea yep yup no nah nope si sure please pls plz
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
    with about to from for of at by on than like and or see saw seeing met meet meeting call calling called ring
    ringing text texting tell told telling ask asked asking help helping hate hates love loves like likes miss
    trust know knows think thinks thought hope hopes say says said that if because cos con a de sobre para por
    que ver llamar a decirle contarle mr mrs my the visit take bring thank
    """
)
_AFTER_NAME = _set(
    """
    is was has had does did will would wont cant cannot couldnt wouldnt isnt wasnt hasnt hadnt doesnt didnt dont
    aint never always still just keeps kept says said told went got came left lost made took thinks seems wants
    needs might may must should could also
    es esta fue era ha habia dijo dice dijeron va iba anda tiene tenia quiere queria necesita vino llego falto pidio
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
    r"(?:can i|could i|may i|id like|i would like|like|i need|need|i want|want|wanna|gotta|i have|rather|prefer"
    r"|quiero|quisiera|necesito|ocupo|puedo|me gustaria)"
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|weds|tomorrow|tmrw|tmr|tonight|today"
    r"|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|manana|hoy|weekends?|weekdays?"
    r"|\d{1,2}(?::\d\d)? ?(?:am|pm|oclock)|\d{1,2}:\d\d|a las \d+|noon|midday)\b"
)
_NUMBER = re.compile(r"\b(?:\d+|one|two|three|four|five|zero|uno|dos|tres|cuatro|cinco)\b")
_YES_NO = _set(
    """
    yes yeah yea yep yup ye yess ok okay k sure course definitely defo absolutely no nah nope not never maybe si
    claro simon dale vale sale orale ya nel nunca quiza please pls
    """
)
_AGREES = re.compile(
    r"\W*(?:go (?:for it|ahead)|count me in|sounds good|that works|works for me|do it|im (?:in|down)"
    r"|why not|hazlo|adelante|cuenta conmigo|me parece)\b"
)
_WHEN = re.compile(r"\b(?:when|what time|which (?:day|night)|what day|cuando|a que hora|que dia)\b")
_HOW_MANY = re.compile(
    r"\b(?:rate|out of|how (?:many|much|long|old)|what number|score|scale|cuant[oa]s?|que numero|del 1)\b"
)
_OPEN = re.compile(
    r"\W*(?:(?:so|and|but|hey|hi|ok|well|y|oye|pero)\W+)*(?:how|hows|what|whats|why|who|whos|where|wheres|which|que"
    r"|como|donde|quien|cual|por que)\b"
)
_QUESTION = re.compile(
    r"\W*(?:(?:so|and|but|hey|hi|ok|well|y|oye|pero)\W+)*(?:do|did|does|are|is|r|have|has|can|could|will|would|shall"
    r"|should|want|wanna|fancy|you|u|need|ok if|quieres|puedes|vas|ya|te)\b"
)
_REQUEST = re.compile(
    r"\b(?:let me know|can you|please|pls|call me|text me|bring|come|meet|dime|avisame|llamame|\w+ame)\b"
)


def words_of(text: str) -> list[str]:
    """Small plain words, without apostrophes or marks."""
    return re.findall(r"[^\W_]+", plain(text).replace("'", "").replace("\u2019", ""))


# --- clauses -----------------------------------------------------------------------------------------

_BREAK = re.compile(
    r"(?<=[.!?;])\s+|\n+|\s+[-\u2013\u2014]+\s+|(?<=[!?])(?=\w)"
    r"|,\s*(?=(?:and|but|also|tell|ask|can|could|let|y|pero|dile|avisale|preguntale|puede)\b)"
    r"|\s+(?=(?:and|but|y|pero|n|&)\s+(?:tell|ask|let|can|could|please|pls|dile|avisale|preguntale|puede)\b)",
    re.IGNORECASE,
)
_FIRST_ANSWER = re.compile(r"\W*([^\W_]+)\s*,\s*(?=\S)")
_ANSWERS = _YES_NO | _set("1 2 3 4 5 one two three four five uno dos tres cuatro cinco done partly hecho")


def clauses(text: str) -> tuple[str, ...]:
    """A text in its clauses, as they were typed: at the end of a sentence, at a dash, before "and tell ..." and
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
        return Towards.PASS
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
            rf"\b(?:can|could|would|will|get|have|ask|puede|podria) {who} (?:pls |please |to )?(?:\w+ ){{0,2}}(?:me|us|conmigo|back)\b",
            rf"\b{who} (?:can|could|puede) (?:\w+ )?(?:call|ring|text|phone|bell|llamar\w*|marcar\w*) ?(?:me)?\b",
            rf"\b{_WISH} (?:\w+ ){{0,3}}?(?:talk|speak|chat|word|hablar|platicar|see|ver|ask|preguntar\w*|decir\w*)"
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
    if with_comma or (closes and before[-1] in SECOND_PERSON | THANKS | _YES_NO):
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


# --- what is asked, and what answers -----------------------------------------------------------------------


def asks(text: str) -> Asks:
    """What somebody's words want to hear; their last question counts."""
    asked = [part for part in clauses(text) if part.rstrip().endswith(("?", "\uff1f"))]
    if not asked:
        asked = [part for part in clauses(text) if _QUESTION.match(plain(part))][-1:]
        if not asked or len(words_of(asked[-1])) < 2:
            return Asks.NOTHING
    last = plain(asked[-1])
    if _WHEN.search(last):
        return Asks.WHEN
    if _HOW_MANY.search(last):
        return Asks.NUMBER
    return (
        Asks.OPEN
        if _OPEN.match(last)
        and not re.search(r"\b(?:how about|what about|why (?:dont|don't) (?:you|we|u))\b", last)
        else Asks.YES_NO
    )


def proposes(text: str) -> bool:
    """Whether words that ask nothing still wait for a yes: a request, a suggestion."""
    said = plain(text)
    return _REQUEST.search(said) is not None or (_DAY.search(said) is not None and said_to_somebody(text))


def names_a_day(text: str) -> bool:
    """Whether a day or a time of day is in it."""
    return _DAY.search(plain(text)) is not None


def has_number(text: str) -> bool:
    """Whether a small number is in it."""
    return _NUMBER.search(plain(text)) is not None


def opens_with_yes_or_no(text: str) -> bool:
    """Whether it begins as answers to a question do that wants a yes or a no."""
    said = words_of(text)
    return bool(said) and (said[0] in _YES_NO or _AGREES.match(" ".join(said)) is not None)


def answers(text: str, asked: Asks) -> bool:
    """Whether a text fits what somebody's words want to hear."""
    if asked is Asks.YES_NO:
        return opens_with_yes_or_no(text) or names_a_day(text)
    if asked is Asks.WHEN:
        return names_a_day(text) or has_number(text)
    if asked is Asks.NUMBER:
        return has_number(text)
    return asked is Asks.OPEN and len(words_of(text)) > 1 and not has_number(text)


_SMALL = _set(
    """
    that this what when where which your with about from have will would shall could should want need them they
    there here just some been does next last good like para como esta este cuando donde sobre tiene quiere algo
    then than into over were more much very also still back take make know tell days week
    """
)


def topics(text: str) -> frozenset[str]:
    """The words of content in a text, cut so that their forms are one ("check-ins", "check in")."""
    return frozenset(word[:5] for word in words_of(text) if len(word) > 3 and word not in _SMALL)
