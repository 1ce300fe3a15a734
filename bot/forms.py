"""A form as a provider posts it: read once, within bounds, whatever its header says about letters."""

from urllib.parse import parse_qsl

from channels.port import BadRequest

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 200  # a text with ten pictures has about fifty


def form_fields(content_type: str, body: bytes) -> dict[str, str]:
    """The fields of a form; of two by one name the later one counts.

    What is no UTF-8 is read as U+FFFD. A charset in the header is not looked at: forms are UTF-8.

    Raises:
        BadRequest: it is no form, or has more fields than any form of a provider's.
    """
    if content_type.partition(";")[0].strip().lower() != _FORM:
        raise BadRequest(f"A webhook brings {_FORM}; this is something else.")
    text = body.decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise BadRequest(f"A webhook brings at most {_MOST_FIELDS} fields; this has more.") from None
