"""Who is at the other end: somebody who asks who we are, somebody else, or the one we mean.

"Who is this?" is a question and never an opt-out. That a phone is another's is said in a few ways: not me,
not her, no longer hers, I'm his brother, no such person here. Asked "Is this Bo?", each of them is a no;
unasked, a kinship alone ("I'm his brother") is talk, and counts only where it says that the other is not
there, or opens with "this is".
"""

import re

from conversations.names import first_name
from language.folding import plain

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MOST_WORDS = 25

_WHO = re.compile(
    r"\b(?:who(?:'?s| is| are| r| dis| this| was| sent| am i)?(?: even)? (?:this|dis|dat|it|you|"
    r"u|yall|these|texting|messaging|contacting|talking|speaking|writing)"
    r"|who (?:dis|dat|r u|are you|is it|are u)|wh?os? (?:this|dis)|(?:do|should) (?:i|we) know (?:you|"
    r"u|this)|who gave you|(?:how|where)(?: \w+)? (?:you|u|yall)(?: \w+){0,2} (?:get|got|find|"
    r"have) (?:my|this) (?:number|info|details)"
    r"|(?:what|wot|wat)(?:'?s| is| the hell is| even is| kind of)? (?:this|dis)(?: (?:about|number|"
    r"for|all about|even|thing|text))*|(?:what|which) (?:company|organi[sz]ation|program\w*|org|"
    r"agency|number|place) (?:is|are|r)"
    r"|name of (?:your|this) (?:company|organi[sz]ation|program\w*)|(?:dont|don't|do not) (?:know|"
    r"recogni[sz]e|have) (?:this|your|the) number|unknown number|who from|from who"
    r"|(?:quien|kien|qien)(?:es)? (?:es|eres|son|sos|habla|me (?:habla|escribe|manda|mando)|escribe|"
    r"manda|esta|fue|le dio|te dio)|con quien (?:hablo|tengo)|de (?:parte )?(?:de )?quien|"
    r"de donde (?:son|es|me|saco|sacaron|sacaste)"
    r"|como (?:consigui\w+|han conseguido|sac\w+|obtuv\w+|tienen?s?) mi (?:numero|telefono|contacto)|"
    r"que es esto|de que (?:es|se trata|programa|organizacion)|no (?:tengo|conozco) (?:este|su|"
    r"tu) numero)\b"
)
_WHO_ALONE = frozenset(
    {
        "who",
        "who?",
        "quien",
        "kien",
        "who dis",
        "huh who",
        "who that",
        "wrong who",
        "what is this",
        "what this",
    }
)
_NOT_A_QUESTION = re.compile(
    r"\b(?:know who|tell (?:me|them|him|her) who|see who|ask (?:him|her|them)|se quien|find out)\b"
)


def asks_who(text: str) -> bool:
    """Whether this asks who writes, or how we came by the number."""
    said = _folded(text)
    words = said.split()
    if not words or len(words) > _MOST_WORDS or _NOT_A_QUESTION.search(said):
        return False
    return said in _WHO_ALONE or bool(_WHO.search(said))


_KIN = (
    r"(?:brother|bro|sister|sis|mum|mom|mam|mother|dad|father|son|daughter|wife|husband|girlfriend|gf|"
    r"boyfriend|bf|partner|cousin|uncle|aunt|auntie|nan|gran|grandma|grandad|friend|roommate"
    r"|flatmate|landlord|neighbour|neighbor|niece|nephew|stepdad|stepmum|missus|fiancee?|ex|baby mama|"
    r"kid|hermano|hermana|mama|madre|papa|padre|hijo|hija|esposa|esposo|mujer|marido|novia|novio|"
    r"pareja"
    r"|primo|prima|tio|tia|abuela|abuelo|amigo|amiga|companero|companera|cunado|cunada|suegra|suegro|"
    r"sobrino|sobrina)"
)
_IS_KIN = re.compile(
    r"\b(?:i'?m|im|i am|this is|its|it's|here is|you got|youre talking to|soy|habla|es|aqui|"
    rf"le habla) (?:his|her|their|the|su|la|el|[a-z]+'?s|\w+s) (?:\w+ )?{_KIN}\b|\bthis is (?:mum|mom|"
    rf"dad|nan|the mother|the father)\b|\b(?:su|la|el) {_KIN} (?:habla|soy|aqui)\b"
)
_OTHERS_PHONE = re.compile(
    r"\b(?:this is (?:his|her|their|\w+'?s) (?:old |new |\w+ )?(?:phone|number|cell|mobile)|(?:his|"
    r"her|their|\w+s) (?:\w+ )?(?:phone|number)s? now)\b"
)
_GONE = re.compile(
    r"\b(?:(?:he|she|they|[a-z]+)(?:'?s| is| was| are| has| got| been| has been| not)? (?:not here|"
    r"aint here|isnt here|not in|gone|away|inside|locked up|in (?:hospital|jail|prison|custody|rehab|"
    r"county)|sent back|passed away|dead|moved|asleep)"
    r"|(?:he|she|they|[a-z]+) (?:lost|sold|gave|dropped|broke|changed|swapped|left|dont have|"
    r"doesnt have|does not have|don't have|doesn't have|no longer has|aint got|hasnt got|got rid of|"
    r"forgot)(?: \w+){0,3} (?:phone|number|cell|mobile|sim|this one)"
    r"|lo (?:encerraron|agarraron|detuvieron|llevaron)|(?:el|ella) (?:no esta|ya no esta|"
    r"esta (?:pres[oa]|en|intern)\w*|se fue|perdio|vendio|cambio|dejo|ya no tiene)|no (?:esta|"
    r"se encuentra)|perdio (?:este|el|su)|esta preso)\b"
)
_NOT_THEM = re.compile(
    r"\b(?:wrong (?:number|person|phone|guy|girl|one|numero|contact)|numero (?:equivocado|incorrecto|"
    r"malo)|persona equivocada|(?:te|se|les|os) (?:has |ha |han |habeis )?equivoc\w+|me confund\w+"
    r"|(?:this|it|that|thats)(?: is|'?s)? (?:not|aint|isnt|isn't|is no longer|no longer|"
    r"not even) (?:even )?(?:me|him|her|them|his|hers|the right|who|[a-z]+'?s?)(?: (?:phone|number|"
    r"anymore|any more|no more|at all|person|cell))*(?=$| (?:she|he|they|its|it|wrong|sorry|i|who|"
    r"anymore|u|you|but))"
    r"|(?:this|it) (?:aint|isnt|isn't) (?:me|him|her|them|[a-z]+)(?: (?:anymore|any more|no more|"
    r"phone|number))*(?=$| (?:she|he|they|its|wrong|sorry|i|this))"
    r"|not (?:him|her) (?:any ?more|no more|now)|no (?:longer|more) (?:him|her|his|hers)|"
    r"(?:looking for|want|trying to reach|meant for|after) (?:somebody|someone|some one|another|"
    r"a different|the wrong)(?: \w+)?(?: else)?|busca\w* a (?:otra|otro) \w+"
    r"|(?:dont|don't|do not|never) (?:know|heard of|met) (?:no |any |anyone |anybody |a |nobody |"
    r"no one |somebody )(?:called |named |by that name|with that name|of that name)?\w*|(?:there is|"
    r"theres|there's|there aint|aint) no(?:body| one)? (?:\w+ )?(?:here|by that name|called)|"
    r"no \w+ (?:here|lives here|at this number)"
    r"|(?:got|have|had) (?:this|a new|the) (?:number|sim|phone|cell)(?: \w+){0,4} (?:ago|week|month|"
    r"yesterday|today|now|recently|last|second ?hand|used)|just got (?:this|a new|the) (?:number|sim|"
    r"phone)|new (?:owner|number|sim)|(?:this|my) (?:phone|number) (?:belongs|was reassigned|"
    r"used to be)"
    r"|(?:number|phone|sim) (?:has |was |got )?(?:changed|reassigned|recycled)|changed (?:his|her|"
    r"their|the) number|(?:doesnt|doesn't|does not|dont|no longer) (?:have|has|use|uses|own|"
    r"owns) (?:this|that|the) (?:number|phone)|(?:is|its) not (?:his|her|their) (?:number|phone)"
    r"|(?:gave|given|put) (?:you |u |them |down )?(?:my|the wrong) number by mistake|business line|"
    r"not who (?:u|you) think|aqui no (?:vive|hay|esta)|no es aqui|(?:este|el) (?:numero|movil|"
    r"telefono|celular) (?:ya )?no es (?:de|el|suyo)|ya no (?:tiene|es|usa) (?:este|su|de|el)"
    r"|cambio de (?:numero|telefono)|no conozco a (?:ning\w+|nadie|esa|ese|\w+)|no (?:hay|"
    r"existe) (?:ning\w+|nadie)|ahora es mio)\b"
)
_NOT_ME = re.compile(
    r"^(?:(?:no|nah|nope|hi|sorry|um|hello|hola|nel) )*(?:not (?:me|him|her|them|[a-z]+|"
    r"the right person)|no soy(?: (?:yo|el|ella|[a-z]+))?|it'?s not me|(?:this|it) (?:is not|isnt|"
    r"aint) (?:me|him|her|[a-z]+)|yo no soy(?: \w+)?)(?: (?:anymore|any more|sorry|no more|mate|bro|"
    r"man|boss))*$"
)


def is_somebody_else(text: str, *, asked: bool) -> bool:
    """Whether this says that the phone is not, or no longer, of the person we mean.

    Args:
        text: what was written.
        asked: whether we have just asked whether it is they.
    """
    said = _folded(text)
    if not said or len(said.split()) > _MOST_WORDS:
        return False
    if asked and _NOT_ME.fullmatch(said):
        return True
    if _ITS_ME.search(said) and not _IS_KIN.search(said):
        return False
    if _THEIR_NEW_NUMBER.search(said) and "wrong" not in said:
        return False
    if _NOT_THEM.search(said):
        return True
    if asked and (_IS_KIN.search(said) or _OTHERS_PHONE.search(said) or _GONE.search(said)):
        return True
    kin = _IS_KIN.search(said)
    opens = re.match(r"(?:(?:hi|hello|hey|hola|sorry|no|nah) )*(?:this is|soy|le habla|habla) ", said)
    return bool((kin or _OTHERS_PHONE.search(said)) and (_GONE.search(said) or (kin and opens))) or bool(
        _OTHERS_PHONE.search(said) and _GONE.search(said)
    )


# Whose number changes is still here, and says so: a coordinator sees to it.
_THEIR_NEW_NUMBER = re.compile(
    r"\bmy (?:phone |cell )?(?:number|phone|sim) (?:has |just |is |will )?(?:be )?chang(?:ed?|ing)\b"
    r"|\bmy new (?:phone |cell )?(?:number|phone|sim)\b"
    r"|\bi(?:'?ve)? (?:have|got) a new (?:phone |cell )?(?:number|sim)\b(?!.*\b(?:ago|weeks?|months?|used)\b)"
)
_ITS_ME = re.compile(
    r"\b(?:it'?s me|its me|this is me|thats me|that's me|still me|i am|soy yo|(?:yes|yeah|yea|yep|si|"
    r"claro) (?:it'?s|its|this is|soy|it is)|speaking|this is (?:he|she|him|her)$|same (?:person|"
    r"number|phone)|la misma|el mismo|still my (?:number|phone)|mi numero todavia"
    r"|sigo siendo|u got (?:her|him|me)|you got (?:her|him|me))\b"
)
_YES = re.compile(
    r"^(?:(?:hi|hello|hey|hola|lol|haha|oh|um|ok) )*(?:yes|yeah|yea|yep|yup|yh|ya|y|yessir|yes ?sir|"
    r"yess+|si|sip|simon|claro|correct|correcto|right|sure|affirmative|it is|indeed|of course|"
    r"por supuesto|asi es|exacto)\b"
)


def says_it_is_they(text: str, name: str) -> bool | None:
    """The answer to "Is this NAME?": true, false, or None where it is neither, or names somebody else.

    Args:
        text: what was written.
        name: whom we asked for.
    """
    if is_somebody_else(text, asked=True):
        return False
    said = _folded(text)
    words = said.split()
    mine = first_name(name)
    if _SOMEBODY_ELSE_TALKS.search(said) and not _ITS_ME.search(said):
        return None  # of her, him: whoever writes may be another
    named = _SAYS_A_NAME.search(said)
    if named and named["name"] not in _NO_NAMES and named["name"] != mine:
        return None  # another's name: asked once more, and nothing said meanwhile
    if mine in words and all(word == mine or word in _AROUND_A_NAME for word in words):
        return True
    if _ITS_ME.search(said) or (_YES.match(said) and not re.search(r"\b(?:no|not|but|wrong)\b", said)):
        return True
    if text.strip()[:1] in "👍✅✔👌💯":
        return True
    if re.match(r"^(?:no|nope|nah|nel|negative)\b", said):
        return False
    return None


def yes_it_is(text: str, name: str) -> bool:
    """Whether this is a yes with who they are behind it ("yes its ann"): a yes to what was asked."""
    return bool(_YES.match(_folded(text))) and says_it_is_they(text, name) is True


_SOMEBODY_ELSE_TALKS = re.compile(
    r"\b(?:he|she|his|her|hers|him|hes|shes|he's|she's|they|their|ella|su|lo|suyo)\b"
)
_AROUND_A_NAME = frozenset(
    """
    yes yeah yea yep yup ya si hi hello hey hola here this is it its it's im i'm i am soy speaking still
    the one and only mate bro lol haha con habla el la same me my name ok sorry late reply thats that's
    right aqui dime mr mrs ms miss señor
    """.split()  # noqa: SIM905 - one can read and mend it as a line of words
)
_SAYS_A_NAME = re.compile(r"\b(?:this is|it'?s|its|im|i'm|i am|soy|name is|me llamo)\s+(?P<name>[a-z]+)\b")
_NO_NAMES = frozenset(
    [
        "me",
        "he",
        "she",
        "him",
        "her",
        "still",
        "not",
        "the",
        "a",
        "an",
        "your",
        "my",
        "his",
        "yo",
        "el",
        "la",
        "su",
        "mi",
        "ok",
        "fine",
        "good",
        "here",
        "there",
        "who",
        "what",
        "at",
        "in",
        "on",
        "so",
        "just",
        "really",
    ]
)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(plain(text)))
