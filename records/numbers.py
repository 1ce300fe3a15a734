"""Whether a phone number looks like one that is in use. Pure.

Numbering plans move faster than any list of them: area codes go live before a library knows them. So a number
of the right shape that no list has yet is taken, and said to be unusual wherever it stands, until they have
written from it. What no plan can have (a digit that never stands there, numbers kept for film) is refused.
"""

import re

import phonenumbers

# North America: no area code has a 9 in the middle, 37 or 96 in front, or 11 at its end; and no exchange 11.
_NORTH_AMERICA = re.compile(
    r"(?!37|96|\d11|\d9)[2-9]\d{2}(?!\d11|55501)[2-9]\d{6}",
)
# The United Kingdom: mobiles only, without pagers and personal numbers, and without those kept for film.
_BRITISH_MOBILE = re.compile(r"7(?!700900)[1-57-9]\d{8}")
_SHAPES = {1: _NORTH_AMERICA, 44: _BRITISH_MOBILE}


def has_a_shape(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a number that no list has could be one all the same."""
    if not phonenumbers.is_possible_number(number):
        return False
    shape = _SHAPES.get(number.country_code or 0)
    return shape is None or shape.fullmatch(phonenumbers.national_significant_number(number)) is not None


def is_unusual(written: str) -> bool:
    """Whether a number in E.164 is in no list of numbers in use; what is no number is not unusual."""
    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return False
    return not phonenumbers.is_valid_number(number)
