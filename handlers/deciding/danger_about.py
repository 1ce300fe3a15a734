"""Whom a danger is about: the writer, or the mentee of whom a mentor tells. Pure.

A doubt falls on the writer, who then gets a signpost; the coordinator reads the words in any case.
"""

import re

from records.cases import Case, Person
from safety.tiers import NEEDS, Assessment, Category

_MENTEE = re.compile(r"\b(?:mentees?|aprendiz|ahijad[oa])\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?:says?|said|told|texts?|texted|wrote|writes|sent|messaged|posted|dice|dijo|cont[oó]"
    r"|escrib(?:e|i[oó])|mand[oó])\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:he|hes|he's|she|shes|she's|his|him|her|they|them|their|[eé]l|ella|le)\b", re.IGNORECASE
)
# The writer as the one who says it ("I told Dee ...", "le dije a Luz ..."), or who wants it.
_I_TOLD = re.compile(
    r"\b(?:i(?:'?ve| have|'?m)?(?: \w+)? (?:told|tell|telling|texted|said|wrote|written|messaged)"
    r"|(?:dije|digo|conté|conte|escribí|escribi|mandé))\b",
    re.IGNORECASE,
)
_I_WANT = re.compile(
    r"\b(?:myself|i(?:'?m| am)? (?:\w+ ){0,2}(?:want to|wanna|going to|gonna|wish|rather) (?:\w+ ){0,2}"
    r"(?:die|dead|end|kill|hurt|hang|cut)|(?:me )?quiero (?:morir|matar)\w*|me voy a matar)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'?m|i'?ve|me|my|myself|yo|mi|estoy|tengo|ando|duermo)\b", re.IGNORECASE)
_KIN = re.compile(
    r"\bm[iy] (?:\w+ )?(?:brother|bro|sister|sis|mum|mom|mother|dad|father|son|daughter|kid|wife|husband"
    r"|partner|girlfriend|boyfriend|friend|mate|cousin|uncle|aunt|neighbou?r"
    r"|herman[oa]|mam[aá]|madre|pap[aá]|padre|hij[oa]|espos[oa]|pareja|novi[oa]|amig[oa]|prim[oa]|t[ií][oa]"
    r"|vecin[oa])\b",
    re.IGNORECASE,
)


def about(case: Case, text: str, assessment: Assessment) -> Person:
    """Whom the words are about.

    A mentee, where their mentor tells of somebody else and names them, or says "my mentee", or names nobody
    and speaks of no kin while they have just one mentee; else the writer.
    """
    if not case.mentees:
        return case.person
    words = set(re.findall(r"\w+", text.casefold()))
    named = [one for one in case.mentees if one.name.split() and one.name.split()[0].casefold() in words]
    of_another = assessment.category == Category.OTHER or _REPORTS.search(text) or _ANOTHER.search(text)
    # "Dee got put out tonight" says nothing of whoever writes it.
    if not of_another and not (named and not _FIRST_PERSON.search(text)):
        return case.person
    if assessment.category != Category.OTHER and _speaks_of_themselves(text):
        return case.person
    if named:
        return named[0] if len(named) == 1 else case.person
    needs = assessment.category in NEEDS and not _FIRST_PERSON.search(text)  # "she has nowhere to sleep"
    another = assessment.category == Category.OTHER or needs
    unnamed = _MENTEE.search(text) or (another and not _KIN.search(text))
    return case.mentees[0] if unnamed and len(case.mentees) == 1 else case.person


def _speaks_of_themselves(text: str) -> bool:
    """Whether the writer wants it: "I told Dee I want to die" is not "Dee told me: I want to die"."""
    reported = _REPORTS.search(_I_TOLD.sub(" ", text))
    return bool(_I_WANT.search(text)) and not reported
