"""What a person is told when their words worry us, and what somebody hears who rings the number.

`reply` gives a short, warm, plain answer in the person's language: what to do, one to three places to turn
to, and the truth about who knows. It says that it is automatic and whether an alert has gone to anybody; it
never suggests that someone is watching. It fits in two text messages in every language, never repeats what
the person wrote, never promises secrecy, and a second answer within the hour is worded differently.

The sentences are in `data/replies.toml`, the places in `data/signposts.toml`. They follow what Samaritans and
#chatsafe ask of people who speak about suicide.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import resources
from tomllib import loads
from typing import Any, Literal

from safety.directory import EMERGENCY, SIGNPOSTS, Signpost, UnknownCountry, choose, stale
from safety.tiers import Assessment, Category, Tier

__all__ = ["SIGNPOSTS", "Signpost", "UnknownCountry", "choose", "gsm_units", "reply", "spoken", "stale"]

TWO_SEGMENTS = 306
"""GSM-7 units in two joined text messages (GSM 03.38: 153 in each)."""

SOON_AFTER_RELEASE_DAYS = 28
"""Overdose deaths are many times as likely in the first two weeks, and still more likely in the next two
(PMC2955973: 7.5 times in the United Kingdom, 8.4 in Washington State, in the first two weeks)."""

Alerted = Literal["someone", "nobody", "today", "morning", "known"]
"""Who has been told: somebody on duty; nobody; or, of a concern, that a person is told today, is told in the
morning, has been told already."""

_WORDING: Mapping[str, Any] = loads(
    (resources.files("safety") / "data" / "replies.toml").read_text(encoding="utf-8")
)
_DOUBLE = frozenset("^{}\\[~]|€\f")
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def gsm_units(text: str) -> int | None:
    """How many GSM-7 units a text takes; None if it holds a character that GSM-7 has not (GSM 03.38)."""
    if any(ch not in _GSM and ch not in _DOUBLE for ch in text):
        return None
    return len(text) + sum(ch in _DOUBLE for ch in text)


def reply(
    assessment: Assessment,
    country: str,
    language: str,
    *,
    alerted: Alerted,
    again: bool = False,
    local: datetime | None = None,
    nation: str = "",
    days_since_release: int | None = None,
    duty_from: str = "",
    mentor: bool = True,
    for_mentor: bool = False,
    name: str = "",
) -> str:
    """The text that answers an assessment.

    Args:
        assessment: what the message was found to be; its tier must not be none.
        country: "GB", "US" or "IE": where the person is.
        language: "en-US", "en-GB" or "es".
        alerted: "someone" only if an alert has really been queued for a person who is on duty.
        again: whether the person had such an answer within the last hour.
        local: the time where the person is.
        nation: within the country ("England", "Scotland"), when known.
        days_since_release: whole days since the person was released, when known.
        duty_from: when nobody is on duty, the local time at which somebody is ("9:00"), when known.
        mentor: whether the person has a mentor whom MENTOR reaches.
        name: who is told of a concern, for "today", "morning" and "known".
        for_mentor: the reader is a mentor who told us of a mentee: guidance, and a line for themselves.

    Raises:
        UnknownCountry: there are no signposts for this country.
        ValueError: the tier is none: there is nothing to answer.
    """
    if assessment.tier is Tier.NONE:
        raise ValueError("A message that does not worry gets no safety reply; do not call reply() for it.")
    words = _WORDING[_tongue(language)]
    chosen = choose(country, assessment.tier, assessment.category, language, local, nation)
    neutral = assessment.category == Category.ABUSE
    closing = _closing(words, alerted, again, neutral, duty_from).format(name=name)
    soon = days_since_release is not None and 0 <= days_since_release <= SOON_AFTER_RELEASE_DAYS
    if for_mentor:
        body = str(words["guidance"]["again" if again else "first"])
    else:
        body = _body(words, assessment, again, soon)
    emergencies = [
        one for one in SIGNPOSTS if one.country == country and one.way == EMERGENCY and one.verified
    ]
    lines = [one for one in chosen if one.way != EMERGENCY]
    for kept in _fewer(lines):
        text = _filled(body, words, country, emergencies, kept, neutral, mentor) + " " + closing
        units = gsm_units(text)
        if units is not None and units <= TWO_SEGMENTS:
            break
    return text


def spoken(
    country: str,
    language: str,
    local: datetime | None = None,
    nation: str = "",
    *,
    only_calls: bool = False,
) -> tuple[str, ...]:
    """Sentences for a voice that answers somebody who rings the number: nobody is there, these people are.

    Args:
        country, language, local, nation: as for `choose`.
        only_calls: leave out what only takes texts; a caller may have no phone that can write.

    Raises:
        UnknownCountry: there are no signposts for this country.
    """
    tongue = _tongue(language)
    words = _WORDING[tongue]["spoken"]
    chosen = choose(country, Tier.EMERGENCY, Category.SUICIDE, language, local, nation)
    emergencies = [one for one in chosen if one.way == EMERGENCY]
    others = [one for one in chosen if one.way != EMERGENCY and (one.takes_calls or not only_calls)]
    return (
        words["opening"],
        *(words["emergency"].format(emergency=one.spoken[tongue]) for one in emergencies),
        *(words["option"].format(option=one.spoken[tongue]) for one in others),
        *([words["always_open"]] if all(one.opens is None for one in others) else []),
        words["closing"],
    )


def _tongue(language: str) -> str:
    tongue = language.split("-", maxsplit=1)[0]
    return tongue if tongue in _WORDING else "en"


def _body(words: Mapping[str, Any], assessment: Assessment, again: bool, soon_after_release: bool) -> str:
    tier, category = assessment.tier.value, assessment.category
    if soon_after_release and category == Category.RELAPSE and assessment.tier is not Tier.EMERGENCY:
        return str(words["soon_after_release"]["again" if again else "first"])
    if not again:
        return str(words[tier].get(category) or words[tier]["danger"])
    if category == Category.ABUSE:
        return str(words["again"]["abuse" if assessment.tier is Tier.URGENT else f"abuse_{tier}"])
    if assessment.tier is Tier.EMERGENCY and category in {Category.OVERDOSE, Category.CHILD}:
        return str(words["again"][category])
    return str(words["again"][tier])


def _filled(
    body: str,
    words: Mapping[str, Any],
    country: str,
    emergencies: Sequence[Signpost],
    lines: Sequence[Signpost],
    neutral: bool,
    mentor: bool,
) -> str:
    """A body with its places filled in; a part that has nothing to offer is left out whole."""
    tongue = next(name for name, those in _WORDING.items() if those is words)
    call = emergencies[0].how[tongue] if emergencies else ""
    options = words["or"].join((one.plain if neutral else one.how)[tongue] for one in lines)
    if lines and all(one.opens is None for one in lines):
        options += words["always_open"]
    if not mentor:
        body = body.replace(", {or_mentor}", "").replace(" {mentor}.", "")
    return body.format(
        emergency=call,
        Emergency=call[:1].upper() + call[1:],
        options=options,
        mentor=words["mentor"],
        or_mentor=words["or_mentor"],
        silent=words["silent"].get(country, ""),
    )


def _fewer(lines: Sequence[Signpost]) -> list[Sequence[Signpost]]:
    """All lines, then fewer until one is left; one by text stays as long as there are two."""
    out: list[Sequence[Signpost]] = [lines]
    if len(lines) > 2:
        texts = [one for one in lines if one.way == "text"]
        out.append([lines[0], texts[0]] if texts and lines[0] is not texts[0] else lines[:2])
    if len(lines) > 1:
        out.append(lines[:1])
    return out


def _closing(words: Mapping[str, Any], alerted: Alerted, again: bool, neutral: bool, duty_from: str) -> str:
    closing = words["closing"]
    if alerted == "nobody" and duty_from:
        return str(closing["nobody_until"]).format(until=duty_from)
    if alerted in ("today", "morning", "known"):
        return str(closing[alerted])
    manner = "_plain" if neutral else "_again" if again else ""
    return str(closing[alerted + manner])
