"""Known devices: a browser that signed in to an account before says so with a cookie that only we can write.

It opens nothing. It only keeps its owner from having to wait while somebody else guesses
(`handlers.access.throttle`), and it is good for the logins that signed in there, for about a year.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from handlers.desk import at_the_door
from records.sealing import Sealer

LASTS = timedelta(days=400)  # what browsers keep a cookie for at most
_MOST = 6  # people who share a browser; the earliest is forgotten


def read(sealer: Sealer, now: datetime, cookie: str, login: str) -> str:
    """The device a cookie names, if that login has signed in there; else "".

    Args:
        cookie: what the browser brought.
        login: the login, as it is kept.
    """
    since, device, *proofs = f"{cookie[:600]}.".split(".")
    made = at_the_door.epoch(since)
    if made is None or not proofs or not made <= now + timedelta(days=1) or now - made > LASTS:
        return ""
    right = _proof(sealer, since, device, login)
    return device if any(hmac.compare_digest(right, proof) for proof in proofs if proof.isascii()) else ""


def add(sealer: Sealer, now: datetime, cookie: str, login: str) -> str:
    """The cookie with that login on it; what is none of ours, or too old, begins anew.

    Args:
        cookie: what the browser brought.
        login: the login, as it is kept.
    """
    since, device, *proofs = f"{cookie[:600]}.".split(".")
    made = at_the_door.epoch(since)
    own = made is not None and now - made <= LASTS and device.isascii() and device.isalnum() and proofs
    if not own:
        since, device, proofs = str(int(now.timestamp())), secrets.token_hex(12), []
    proof = _proof(sealer, since, device, login)
    kept = [one for one in proofs if one != proof and one.isascii() and one.isalnum()]
    return ".".join([since, device, *kept[-(_MOST - 1) :], proof])


def _proof(sealer: Sealer, since: str, device: str, login: str) -> str:
    return sealer.lookup("known device", since, device, login)[:32]
