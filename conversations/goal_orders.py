"""What somebody says is to become of a goal: "GOAL DONE 1", "finished goal three", "quita la meta 2".

A fixed form ("GOAL", a word, a number) always counts. In somebody's own words a goal has to be named, and
what happens to it said outright; whatever stands behind that is looked at: after "but", "almost", "not" or a
question nothing counts as reached. What may be meant, and may not be, is `sure=False`: it is asked back.
What is said about a goal in any other way is none of these, and goes on to a person.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from conversations import phrases
from conversations.step_words import CHANGE_WORDS
from language.folding import fold_in_place, visible


class Order(StrEnum):
    """What is to become of a goal."""

    DONE = "done"
    DROP = "drop"
    PARK = "park"
    CHANGE = "change"
    BACK = "back"  # taken up again
    SHOW = "show"  # the mentor may see it
    HIDE = "hide"
    HELP = "help"  # small questions that make it clearer


@dataclass(frozen=True, slots=True)
class GoalOrder:
    """An order that was read.

    Attributes:
        order: what is to become of it.
        number: which goal; 0 where none was named.
        words: for CHANGE, what it is to say.
        sure: whether it can be meant in no other way.
        loose: in somebody's own words, not in the fixed form.
        more: they say more beside it, which a person should read.
    """

    order: Order
    number: int = 0
    words: str = ""
    sure: bool = True
    loose: bool = False
    more: bool = False


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FIXED = {
    Order.DONE: "done finished complete completed reached achieved hecha hecho lista listo cumplida cumplido"
    " lograda logrado terminada terminado",
    Order.DROP: "drop dropped remove delete scrap quitar quita borrar borra eliminar elimina",
    Order.PARK: "park parked pause hold later pausar pausa aparcar aparca",
    Order.CHANGE: "change edit reword cambiar cambia cambio",
    Order.BACK: "back resume again unpark retomar retoma volver reanudar",
    Order.SHOW: "share compartir comparte mostrar",
    Order.HIDE: "hide unshare private ocultar oculta privada privado",
    Order.HELP: "help clearer smart ayuda",
}
_ORDER = {word: order for order, words in _FIXED.items() for word in words.split()}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            *("1 one uno first 1st primera primer", "2 two dos second 2nd segunda segundo"),
            *("3 three tres third 3rd tercera tercer", "4 four cuatro fourth 4th cuarta"),
            *("5 five cinco", "6 six seis", "7", "8", "9"),
        ),
        start=1,
    )
    for word in words.split()
}
_GOAL = re.compile(r"\b(?:goals?|metas?|objetivos?)\b")
_OPENS = re.compile(r"\W*(?:goals?|metas?|objetivos?)\b(?:@\w+)?[\s:#,\-]*")
_ORDER_OPENS = re.compile(
    r"\W*(?P<order>share|hide|unshare|compartir|comparte|ocultar)\s+(?:goal|meta|objetivo)\b[\s:#]*"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TO = re.compile(r"\s+(?:to|por)\b\s*|\s*[:=,\-\u2013]\s*")
_A = re.compile(r"\s+a\b\s*")  # "cambiar 2 a ..."; in English it belongs to what comes
_FEW = 4  # words behind an order that add nothing a person has to read
_MOST = 30  # words; longer texts are for a person
_COURTESY = _set(
    """
    please pls plz thanks thank thx ty you u ok okay now today gracias dios god bless finally ya porfa
    por favor hoy lol yay woo yes so much the list muchas a al fin bot
    """
)
# Before which nothing counts as reached, and no wish is sure.
_GUARD = _set(
    """
    not isnt aint havent hasnt didnt dont doesnt wont cant wasnt never no almost nearly if unless hope
    wish should yet maybe but right why how what when until till before once casi todavia aun cuando
    como pero ojala tampoco quiza quizas si hasta antes except nor
    """
)
_LOOSE = {
    order: phrases.whole(name)
    for order, name in (
        (Order.HIDE, "goal_hide"),
        (Order.SHOW, "goal_show"),
        (Order.DONE, "goal_done"),
        (Order.PARK, "goal_park"),
        (Order.BACK, "goal_back"),
        (Order.DROP, "goal_drop"),
        (Order.CHANGE, "goal_change"),
    )
}
_MAYBE = phrases.whole("goal_drop_maybe")
_SOFTLY = phrases.lead("polite", "greeting")
# "my goal is to see my kids", "nueva meta: ahorrar": a goal in a sentence. "My goal is going well" is none.
_SETS = re.compile(
    r"\W*(?:(?:ok|hey|hi|hola|so|and|y|bot)\b[\s,]*)*"
    r"(?:(?:i have a |my |a |here'?s a |tengo una |mi |una )?(?:new|next|another|nueva|nuevo|otra|otro) "
    r"(?:goal|meta|objetivo)(?: is(?: to)?| es)?[\s:,\-]+(?!(?:is|was|for|would|of|es|era|para|de)\b)"
    r"|my (?:(?:big|main|first|real|only) )?goal is to (?!not know\b)"
    r"|mi (?:meta|objetivo) es (?=\w+(?:ar|er|ir|arme|erme|irme|arlo|erlo|irlo|arla|erla|irla)\b))"
    r"(?P<rest>\S.*)",
    re.DOTALL,
)


def number_word(word: str) -> int:
    """A number that a goal may have, as a digit or in words; 0 for any other word."""
    return _NUMBERS.get(word, 0) or (int(word) if word.isdecimal() and len(word) == 2 else 0)


@lru_cache(maxsize=8)  # several steps ask about the same message
def read(text: str) -> GoalOrder | None:
    """The order that a message gives, None where it gives none."""
    text = visible(text)
    folded = fold_in_place(text)
    if not _GOAL.search(folded[:200]):
        return None
    return _fixed(text, folded) or _in_own_words(text, folded)


def _fixed(text: str, folded: str) -> GoalOrder | None:
    if (found := _ORDER_OPENS.match(folded)) is not None:
        order, rest_at = _ORDER[found["order"]], found.end()
        said = _words(folded, rest_at)
        if said and (number := number_word(said[0][0])) and _only_courtesies(said[1:]):
            return GoalOrder(order, number)
        return None
    opened = _OPENS.match(folded)
    if opened is None:
        return None
    said = _words(folded, opened.end())
    if not said or len(said) > _MOST:
        return None
    first, second = said[0], said[1] if len(said) > 1 else ("", 0, 0)
    if first[0] in _ORDER:
        order, number, behind = _ORDER[first[0]], number_word(second[0]), second[2]
        left = said[2:] if number else said[1:]
    elif second[0] in _ORDER and number_word(first[0]):
        order, number, behind = _ORDER[second[0]], number_word(first[0]), second[2]
        left = said[2:]
    else:
        return None
    if not left or _only_courtesies(left):
        # "Goal 2 done?" asks; "META lista" names nothing and may be anything.
        return None if text.rstrip().endswith("?") else GoalOrder(order, number)
    if order is Order.CHANGE and number:
        typed = text[first[1] : first[2]]
        led = _TO.match(folded, behind) or (
            _A.match(folded, behind) if first[0].startswith("cambi") else None
        )
        if typed.isupper() or led is not None:
            return GoalOrder(order, number, text[led.end() if led else behind :].strip())
    return None


def _in_own_words(text: str, folded: str) -> GoalOrder | None:
    said = [word for word, _, _ in _words(folded, 0)]
    if not 2 <= len(said) <= _MOST:
        return None
    spaced = _SOFTLY.sub("", "".join(f"{word} " for word in said))
    words = spaced.split()
    asks = text.rstrip().endswith(("?", "\uff1f"))
    for order, pattern in _LOOSE.items():
        if (size := _longest(pattern, words)) == 0:
            continue
        behind = [word.replace("'", "") for word in words[size:]]
        guarded = not _GUARD.isdisjoint(behind)
        if order is Order.DONE and (guarded or asks):
            return None
        number = _number_in(words[:size])
        says_more = sum(word not in _COURTESY for word in behind) > _FEW
        if order is Order.CHANGE:  # to what is asked, unless it says so
            to = _new_words(text, folded)
            return GoalOrder(order, number, to, loose=True, more=not to and says_more)
        # To take something from the mentor's eyes, or to rest, harms nobody; what is shown or gone is asked.
        careful = order in (Order.DROP, Order.SHOW, Order.DONE)
        sure = not careful or all(word in _COURTESY for word in behind)
        return GoalOrder(order, number, "", sure and not (guarded and careful), loose=True, more=says_more)
    if (size := _longest(_MAYBE, words)) and not asks:
        says_more = len(words) - size > _FEW
        return GoalOrder(Order.DROP, _number_in(words[:size]), sure=False, loose=True, more=says_more)
    return None


def _longest(pattern: re.Pattern[str], words: list[str]) -> int:
    """How many words at the beginning are one of these wordings; 0 where none are."""
    sizes = range(len(words), 1, -1)
    return next((n for n in sizes if pattern.fullmatch("".join(f"{word} " for word in words[:n]))), 0)


def _number_in(words: list[str]) -> int:
    return next((found for word in reversed(words) if (found := number_word(word))), 0)


_NAMED = r"(?:goal|meta|objetivo)\s*(?:number|num|no|nr|numero|#)?\s*\w+\s*"
_CHANGED_TO = re.compile(_NAMED + r"(?:to\s|por\s|:)\s*(?P<rest>\S.*)", re.DOTALL)
_CAMBIADA_A = re.compile(r".*?\bcambi\w*\b.*?" + _NAMED + r"(?:a\s|por\s|:)\s*(?P<rest>\S.*)", re.DOTALL)


def _new_words(text: str, folded: str) -> str:
    found = _CHANGED_TO.search(folded) or _CAMBIADA_A.match(folded)
    words = text[found.start("rest") :].strip() if found else ""
    return "" if fold_in_place(words).rstrip(".!") in CHANGE_WORDS else words  # "to something else"


def _words(folded: str, start: int) -> list[tuple[str, int, int]]:
    return [(one[0], one.start(), one.end()) for one in _WORD.finditer(folded, start)]


def _only_courtesies(said: list[tuple[str, int, int]]) -> bool:
    return all(word in _COURTESY for word, _, _ in said)


def sets(text: str) -> str:
    """The goal that a sentence sets ("my goal is to see my kids"); "" where it sets none, or asks."""
    text = visible(text)
    folded = fold_in_place(text)
    found = _SETS.match(folded) or _bare(folded)
    if found is None or "?" in text:
        return ""
    return text[found.start("rest") :].strip().rstrip(".")


def _bare(folded: str) -> re.Match[str] | None:
    """ "goal get my own place": the word in small letters, and something to do behind it."""
    found = _BARE.match(folded)
    return found if found is not None and found["verb"] in _GOAL_VERBS else None


_BARE = re.compile(
    r"\W*(?:goals?|metas?|objetivo)\s+(?:is\s+|es\s+)?(?:to\s+)?(?P<rest>(?P<verb>[^\W_]+)\s+\S.*)", re.DOTALL
)
_GOAL_VERBS = _set(
    """
    get find see be have stay keep move quit stop learn lose own rent work become eat sleep walk live
    cook drive pass spend save make start go pay buy build meet talk call write read take join practice
    practise speak open
    tener ver dejar vivir ser estar aprender trabajar rentar dormir comer caminar mudarme encontrar bajar
    ahorrar conseguir hacer empezar pagar comprar hablar llamar buscar ir sacar terminar
    """
)


# --- a step that names its goal -----------------------------------------------------------------------

_STEP_VERBS = _set(
    """
    call ring phone text go ask get find write send email visit apply fill look talk speak buy pay book
    meet make finish start print bring pick take check sign register open clean read join practice
    practise save update finish drop llamar llama ir voy pedir preguntar buscar escribir mandar visitar
    llenar hablar comprar pagar hacer conseguir terminar empezar llevar revisar firmar abrir limpiar
    leer ahorrar sacar
    """
)
_STEP_FOR = re.compile(
    r"\W*(?P<word>(?:small |next |pequeno )?(?:step|paso))\s+"
    r"(?:(?:for|on|towards|para|de)\s+(?:la\s+)?(?:goal|meta|objetivo)\s+)?(?:number |numero )?#?"
    r"(?P<number>[1-9]\d?)\b(?P<gap>\s*[:,\-\u2013]\s*|\s+)(?P<rest>\S.*)",
    re.DOTALL,
)


def step_for(text: str) -> tuple[int, str] | None:
    """The number of a goal and a step towards it: "STEP 2 ring the council", "paso 2: llamar".

    Without a mark between them only before a word for something that one does: "step 4 is hard" is talk,
    and "STEP 2 meetings this week" a step with a number in it.
    """
    text = visible(text)
    folded = fold_in_place(text)
    found = _STEP_FOR.match(folded)
    if found is None or text.rstrip().endswith("?"):
        return None
    rest = text[found.start("rest") :].strip()
    fixed = bool(found["gap"].strip())
    named = "goal" in found[0][: found.start("number")] or "meta" in found[0][: found.start("number")]
    first = _words(fold_in_place(rest), 0)
    if not (fixed or named or (first and first[0][0] in _STEP_VERBS)):
        return None
    return int(found["number"]), rest
