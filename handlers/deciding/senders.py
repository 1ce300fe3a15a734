"""Who can be answered at all.

A text may come from what is no telephone: a short code ("22395"), a company's name ("VERIZON"), a service
number ("611"), a messaging service, or a number of our own. An answer there is lost, costs money, or
comes back to us and is answered again. So whatever such a sender writes is kept and screened, and
nothing is ever queued to go back to it.

Source: Twilio's `From` is E.164 for a telephone; a short code stands there as bare digits, an alphanumeric
sender as its name, a messaging service as "MG…".
"""

import re
from collections.abc import Collection

from channels.port import CAN
from records.cases import Address

_E164 = re.compile(r"\+[1-9]\d{7,14}")  # ITU-T E.164: fifteen digits at most; fewer than eight is a code


def can_be_answered(address: Address | None, ours: Collection[str] = ()) -> bool:
    """Whether a message can go to this address. `ours`: numbers that are our own."""
    if address is not None and address.silenced:
        return False
    if address is None or not CAN[address.channel].segments:  # a chat can always be answered
        return True
    return address.value not in ours and _is_telephone(address.value)


def _is_telephone(sender: str) -> bool:
    return _E164.fullmatch(sender) is not None
