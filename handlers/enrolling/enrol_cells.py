"""One cell of a people file: numbers, days and times as people and spreadsheets write them.

Pure. What is wrong comes back as a sentence that never repeats what stands in the cell.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult
from phonenumbers.timezone import time_zones_for_number

from handlers.enrolling.enrol_file import JOINERS
from handlers.enrolling.programmes import LANGUAGES, is_timezone
from language.folding import plain
from records.numbers import has_a_shape

K = TypeVar("K", bound=StrEnum)

LONGEST_NAME = 60
NO_TEXTS = {
    PhoneNumberType.FIXED_LINE: "a landline",
    PhoneNumberType.TOLL_FREE: "a freephone number",
    PhoneNumberType.PREMIUM_RATE: "a premium-rate number",
    PhoneNumberType.SHARED_COST: "a shared-cost number",
    PhoneNumberType.PAGER: "a pager",
    PhoneNumberType.UAN: "a company's number",
    PhoneNumberType.VOICEMAIL: "a mailbox",
}
_TOO_LONG = "This number is too long. Check it, and write one number only."
_LENGTHS = {
    ValidationResult.TOO_SHORT: "This number is too short. Check for missing digits.",
    ValidationResult.TOO_LONG: _TOO_LONG,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "The area code is missing. Write the whole number.",
}
_DAYS = (
    ("monday", "mon", "lunes"),
    ("tuesday", "tue", "martes"),
    ("wednesday", "wed", "miercoles"),
    ("thursday", "thu", "jueves"),
    ("friday", "fri", "viernes"),
    ("saturday", "sat", "sabado"),
    ("sunday", "sun", "domingo"),
)
_WEEKDAY = {name: number for number, names in enumerate(_DAYS) for name in names}
_CHECK_IN = re.compile(r"([^\W\d]+)\.?,?\s+(\d{1,2})(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?")


def read_number(written: str, country: str, *, real: bool) -> tuple[str, str]:
    """A number as people and spreadsheets write it, in E.164; or what is wrong with it.

    One of the right shape that no list of numbers has (a new area code) is taken;
    `records.numbers.is_unusual` tells those apart, and whoever takes one says so.

    Args:
        written: the cell.
        country: where a number without a + is from.
        real: whether texts will really be sent there; numbers kept for film and tests will not do then.

    Returns:
        The number and "", or "" and a sentence.
    """
    tidy = written.strip().lstrip("'’").strip()  # some spreadsheets export the sign for "this is text"
    if not tidy:
        return "", "Write the phone number, with + and the country code."
    if re.fullmatch(r"\+?\d+([.,]\d+)?[eE]\+?\d+", tidy) or re.fullmatch(r"\d{8,}[.,]0+", tidy):
        return (
            "",
            "The spreadsheet has shortened this number. Format the column as text and type it again.",
        )
    if not re.fullmatch(r"\+?[\d\s()./‐-―-]+", tidy):
        return "", "A phone number has digits only, and a + before the country code."
    try:
        number = phonenumbers.parse(tidy, country)
    except NumberParseException as error:
        if error.error_type == NumberParseException.TOO_LONG:
            return "", _TOO_LONG
        return "", "This is not a phone number. Write it with + and the country code."
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason in _LENGTHS:
        return "", _LENGTHS[reason]
    unknown = real and not phonenumbers.is_valid_number(number)
    if reason != ValidationResult.IS_POSSIBLE or (unknown and not has_a_shape(number)):
        return (
            "",
            "There is no such number in this country. Check the digits, or write + and the country code.",
        )
    if number.country_code != phonenumbers.country_code_for_region(country):
        return "", "This number is from another country than this person. Correct the number or the country."
    if real and (kind := NO_TEXTS.get(phonenumbers.number_type(number))):
        return "", f"This is {kind}, which takes no texts. Write a mobile number."
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), ""


def read_good_from(written: str) -> tuple[date, date | None] | None:
    """Between which days it is good: "2026-05-31", "2026-05-31 to 2028-05-31"; None where unclear."""
    given, _, until = written.partition(" to ")
    start, end = read_day(given.strip()), read_day(until.strip())
    if start is None or (until and end is None) or (end is not None and end < start):
        return None
    return start, end


def read_check_in(written: str) -> tuple[int, time] | None:
    """Weekday and time from "Friday 18:00", "fri 6pm", "viernes 18:00"; None where unclear."""
    found = _CHECK_IN.fullmatch(plain(written).strip())
    if found is None:
        return None
    day, hour, minute, half = found.groups()
    hours = int(hour)
    if day not in _WEEKDAY or (minute is None and half is None):
        return None
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours > 23 or int(minute or 0) > 59:
        return None
    return _WEEKDAY[day], time(hours, int(minute or 0))


def name_faults(name: str) -> Iterator[str]:
    """What is wrong with a name."""
    if not name:
        yield "Write what this person is called."
    elif len(name) > LONGEST_NAME:
        yield f"Write at most {LONGEST_NAME} letters."
    elif not any(sign.isalpha() for sign in name) or name[0] in "=+-@" or any(map(_strange, name)):
        yield "This does not look like a name. Write what this person is called."


def _strange(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "C" and sign not in JOINERS


def one_of(kind: type[K], written: str) -> K | None:
    """One of a closed set of words, whatever the case; None for anything else."""
    try:
        return kind(written.lower())
    except ValueError:
        return None


def read_language(written: str) -> str | None:
    """One of our languages from "en-us", "en_GB"; None for anything else."""
    wanted = written.replace("_", "-").lower()
    return next((language for language in LANGUAGES if language.lower() == wanted), None)


def read_day(written: str) -> date | None:
    """A date written 2026-05-31; None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        return None
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2999 else None  # others leave the calendar in some time zone


def zone_of(number: str) -> str | None:
    """The zone that a number's own digits tell, where they tell just one."""
    if not number:
        return None
    zones = time_zones_for_number(phonenumbers.parse(number))
    return zones[0] if len(zones) == 1 and is_timezone(zones[0]) else None
