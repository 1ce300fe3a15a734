"""Whether what somebody wrote down as help would do harm if we gave it back: "call my dealer", "una cerveza".

Read by subject, not by sentence: drugs and who sells them, drink, weapons, blows, bets. In doubt it is not
given back; a list that they ask for themselves still shows all of it, as it is theirs. Pure.
"""

from language.tokens import tokens
from safety.recogniser import assess
from safety.rulebook import BOOK
from safety.tiers import Tier


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LISTS = ("drug", "clear_drug", "hard_drug", "slang_drug", "weapon")
_LETTERS = 3  # shorter ways of saying it ("h") are too often something else
_DRUGS_AND_WEAPONS = frozenset(
    way for name in _LISTS for way in BOOK.lists[name] if way.isalpha() and len(way) >= _LETTERS
) - _set(
    "ice rock speed brown bat hammer tar lean methadone suboxone subutex subs"  # other things, or treatment
)
_HARM = _DRUGS_AND_WEAPONS | _set(
    """
    dealer dealers plug connect pusher trap corner pipe needle rig foil bong joint blunt spliff bud pills
    high smoke smoking score scoring using
    beer beers wine vodka whiskey whisky rum gin tequila cider lager booze liquor pint pints bar pub shots
    drunk drinking bottle
    fight fighting punch hit smash beat stab shoot slap cut cutting burn
    bet bets betting casino slots gamble gambling bookies scratchers
    diler conecte camello puchador tirador trafica droga drogas piedra cristal mota porro coca perico chiva
    heroina fumar fumarme meterme pastillas
    cerveza cervezas cheve cheves chela chelas trago tragos vino ron tequila cantina alcohol copas pisto
    emborracharme chupar
    pelear pelearme golpear golpearlo pegar pegarle madrear cuchillo pistola navaja cortarme quemarme
    apostar apuestas casino tragamonedas
    """
)
_DRINK = _set("drink drinks tomar beber tomarme")
_HARMLESS_DRINK = _set("tea coffee water juice milk soda cocoa squash te cafe agua jugo leche chocolate")
# Turning away from it is help: "call Nadia instead of drinking", "away from the bar".
_AWAY = _set(
    """
    instead not dont no never without avoid away quit stop stopping clean sober leave off resist against
    meeting meetings group sponsor clinic rehab aa na
    vez sin evitar lejos dejar nunca nada junta juntas grupo padrino madrina clinica
    """
)


def may_be_given_back(words: str) -> bool:
    """Whether these words of theirs may come from us as what helps."""
    if assess(words).tier is not Tier.NONE:
        return False
    said = {word for segment in tokens(words) for word in segment}
    if said & _AWAY:
        return True
    return not said & _HARM and not (said & _DRINK and not said & _HARMLESS_DRINK)
