"""Whether a place that helps can be told to somebody on a real phone.

Not the sample's, and not another country's: a mentee in Scotland who texts RESOURCES must not get a made-up
number in Chicago because a file was left as it was.
"""

import re

import phonenumbers

# Numbers kept for film and books: North America's 555-0100 to 0199, Ofcom's ranges for drama.
_MADE_UP = re.compile(
    r"\b555[-. ]?01\d\d\b"
    r"|\b(?:0|\+?44 ?)(?:7700[ -]?900|20[ -]?7946[ -]?0|113[ -]?496[ -]?0|161[ -]?496[ -]?0)\d{3}\b"
)
_SAMPLES = frozenset(
    {
        "lakeside housing desk",
        "second shift jobs club",
        "harbor street clinic",
        "sunday circle",
        "library id help",
        "harbor night shelter",
        "lakeside food table",
    }
)
_NEIGHBOURS = ("US", "GB", "IE", "ES", "MX", "CA", "AU")


def doubt_about(name: str, how: str, country: str) -> str:
    """Why this place must not be told to people of that country; "" where nothing speaks against it."""
    if name.strip().casefold() in _SAMPLES or _MADE_UP.search(how):
        return f'"{name}" is the sample\'s, or its number is made up. Put one of your own places there.'
    own = [match.number for match in phonenumbers.PhoneNumberMatcher(how, country)]
    if any(phonenumbers.region_code_for_number(number) == country for number in own):
        return ""
    for other in _NEIGHBOURS:
        if other == country:
            continue
        for match in phonenumbers.PhoneNumberMatcher(how, other):
            region = phonenumbers.region_code_for_number(match.number)
            if region and region != country:
                return f'The number of "{name}" is from {region}, and the programme is in {country}.'
    return ""
