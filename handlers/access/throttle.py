"""Throttling: whoever guesses is slowed down, and nobody is locked out by it.

What failed is counted by whom it could be:

- a browser that has signed in to that account before (a *known device*) has a count of its own, and no other;
- every other try is counted for that account from that network, and for that network whatever the account;
- the second step (a code, after a right password) is counted for the account as well: nobody gets so far who
  does not have its password.

So however many try, from wherever: the first try from a network of one's own, and one from a known device,
are always looked at. From the fifth failure on each count asks for a wait after the last one, which doubles
up to a few minutes and never becomes a lock. Networks are told apart by /24 (IPv4) and /64 (IPv6): one line
of a provider has that many addresses. Times are real ones.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select
from sqlmodel import col

from records import tables as t
from records.ids import new_id
from records.sealing import Sealer

FREE = 5  # failures that cost nothing but their own time
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)
LONGEST_WAIT_FOR_CODES = timedelta(minutes=15)  # six digits are few
COUNTS_FOR = timedelta(hours=6)


class TooManyAttempts(Exception):
    """Too many tries have failed here. The message says how long to wait."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries what, from where.

    Attributes:
        account: the login, as it is kept; or what else is guessed at.
        network: where it comes from, as `network_of` says.
        device: the known device it comes from; "" from any other.
        second_step: whether the password was right already.
    """

    account: str
    network: str
    device: str = ""
    second_step: bool = False

    def counts(self) -> tuple[tuple[str, ...], ...]:
        """What it is counted under."""
        step = "code" if self.second_step else "password"
        if self.device:
            return ((step, "device", self.device, self.account),)
        own = (step, "account", self.account) if self.second_step else (step, self.account, self.network)
        return (own, ("network", self.network))


def wait_after(failures: int, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """How long after the last of so many failures the next try has to wait."""
    if failures < FREE:
        return timedelta(0)
    doubled: timedelta = FIRST_WAIT * (1 << min(failures - FREE, 20))
    return min(doubled, longest)


def network_of(address: str) -> str:
    """The network an address belongs to; what is no address stands for itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    wide = 24 if found.version == 4 else 64
    return str(ipaddress.ip_network(f"{found}/{wide}", strict=False))


def count_attempt(connection: Connection, sealer: Sealer, now: datetime, attempt: Attempt) -> None:
    """Count a try that is about to be made, so that many at once gain nothing.

    Args:
        attempt: what was tried, and from where.

    Raises:
        TooManyAttempts: it has to wait. It is not counted then.
    """
    connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.at) <= now - COUNTS_FOR))
    keys = _keys(sealer, attempt)
    rows = connection.execute(
        select(func.count().label("failures"), func.max(col(t.LoginAttempt.at)).label("last"))
        .where(col(t.LoginAttempt.key).in_(keys))
        .group_by(col(t.LoginAttempt.key))
    ).all()
    longest = LONGEST_WAIT_FOR_CODES if attempt.second_step else LONGEST_WAIT
    left = max((row.last + wait_after(row.failures, longest) - now for row in rows), default=timedelta(0))
    if left > timedelta(0):
        raise TooManyAttempts(
            f"Too many tries have failed here. Please wait {_in_words(left)}, then try again."
        )
    connection.execute(insert(t.LoginAttempt), [{"id": new_id(now), "key": key, "at": now} for key in keys])


def _in_words(left: timedelta) -> str:
    seconds = int(left.total_seconds()) + 1
    return f"{seconds} seconds" if seconds < 100 else f"{-(-seconds // 60)} minutes"


def take_back(connection: Connection, sealer: Sealer, attempt: Attempt) -> None:
    """The try counted last was a good one after all."""
    for key in _keys(sealer, attempt):
        newest = select(func.max(col(t.LoginAttempt.id))).where(col(t.LoginAttempt.key) == key)
        connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.id) == newest.scalar_subquery()))


def forgive(connection: Connection, sealer: Sealer, attempt: Attempt) -> None:
    """They are in: their own failures are forgotten; those of others from the same network still count."""
    own = [sealer.lookup("attempt", *parts) for parts in attempt.counts() if parts[0] != "network"]
    connection.execute(delete(t.LoginAttempt).where(col(t.LoginAttempt.key).in_(own)))


def _keys(sealer: Sealer, attempt: Attempt) -> list[str]:
    return [sealer.lookup("attempt", *parts) for parts in attempt.counts()]
