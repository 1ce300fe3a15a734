"""The second factor at sign-in: six digits from an app (TOTP, RFC 6238), or a recovery code.

Promises:
- The secret is sealed with its owner's key; recovery codes are kept only as keyed hashes.
- A code works once: the time step it belongs to, and all before it, are used up (RFC 6238, 5.2).
- One that is in force is replaced, or switched off, only with a code from it or a recovery code, or by
  whoever sees to accounts (`handlers.desk.members.reset_factor`).
- Nothing is switched on before a first code has shown that the app has the secret.

Times are real ones. Everything that changes runs in the writer, so that two browsers cannot use one code.
"""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import Connection, select, update
from sqlmodel import col

from records import effects as fx
from records import tables as t
from records.save import save
from records.sealing import Sealer

RECOVERY_CODES = 8
_STEP = 30  # seconds; with SHA-1 and six digits the only form that every app reads
_DRIFT = 1  # steps a phone's clock may be off, either way
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that could be another


class WrongCode(Exception):
    """That code does not fit, or has been used. Wait for the next one in your app, and type that."""


@dataclass(frozen=True, slots=True)
class Factor:
    """What is kept about somebody's second factor.

    Attributes:
        secret: in hexadecimal; empty where there is no second factor.
        pending: a secret that was shown and not confirmed yet.
        used: the last time step a code was taken from.
        recovery: keyed hashes of the recovery codes that are left.
    """

    secret: str = field(default="", repr=False)
    pending: str = field(default="", repr=False)
    used: int = 0
    recovery: tuple[str, ...] = field(default=(), repr=False)

    @property
    def on(self) -> bool:
        """Whether a code is asked for at sign-in."""
        return bool(self.secret)


def read(connection: Connection, sealer: Sealer, staff_id: str) -> Factor:
    """Somebody's second factor, as it is."""
    row = connection.execute(
        select(col(t.Staff.person_id), col(t.Staff.second_factor)).where(col(t.Staff.id) == staff_id)
    ).one()
    if not row.second_factor:
        return Factor()
    kept = json.loads(sealer.open(row.person_id, "staff", "second_factor", staff_id, row.second_factor))
    return Factor(kept["secret"], kept["pending"], kept["used"], tuple(kept["recovery"]))


def _keep(connection: Connection, sealer: Sealer, staff_id: str, factor: Factor) -> None:
    person_id = connection.execute(
        select(col(t.Staff.person_id)).where(col(t.Staff.id) == staff_id)
    ).scalar_one()
    sealed = sealer.seal(person_id, "staff", "second_factor", staff_id, json.dumps(asdict(factor)))
    connection.execute(update(t.Staff).where(col(t.Staff.id) == staff_id).values(second_factor=sealed))


def begin(connection: Connection, sealer: Sealer, now: datetime, staff_id: str, code: str = "") -> None:
    """Make a secret to be set up in an app. An older one stays in force until the new one is confirmed.

    Args:
        code: the code that was typed.

    Raises:
        WrongCode: there is an older one, and the code is neither from it nor a recovery code.
    """
    if read(connection, sealer, staff_id).on:
        use(connection, sealer, now, staff_id, code)
    factor = read(connection, sealer, staff_id)
    _keep(connection, sealer, staff_id, replace(factor, pending=secrets.token_hex(20)))


def address(pending: str, login: str) -> str:
    """The `otpauth:` address that an app reads, from a QR code or typed in."""
    return _totp(pending).get_provisioning_uri(login, "Handrail")


def confirm(
    connection: Connection, sealer: Sealer, now: datetime, staff_id: str, code: str
) -> tuple[str, ...]:
    """Switch the second factor on with a first code; returns the recovery codes, which are never shown again.

    Args:
        code: the code that was typed.

    Raises:
        WrongCode: the app and we do not agree; nothing has changed.
    """
    factor = read(connection, sealer, staff_id)
    step = _step_of(factor.pending, code, now, after=0) if factor.pending else None
    if step is None:
        raise WrongCode(
            "That code does not fit. Check that your phone sets its clock by itself, and try again."
        )
    codes = tuple("".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES))
    kept = tuple(_hashed(sealer, staff_id, each) for each in codes)
    _keep(connection, sealer, staff_id, Factor(factor.pending, "", step, kept))
    save(connection, sealer, now, [fx.Audited(staff_id, "second_factor_on")])
    return tuple(f"{each[:5]}-{each[5:]}" for each in codes)


def use(connection: Connection, sealer: Sealer, now: datetime, staff_id: str, code: str) -> None:
    """Take a code from the app, or a recovery code, and use it up.

    Args:
        code: the code that was typed.

    Raises:
        WrongCode: it fits nothing, or was used before.
    """
    factor = read(connection, sealer, staff_id)
    step = _step_of(factor.secret, code, now, after=factor.used) if factor.on else None
    if step is not None:
        _keep(connection, sealer, staff_id, replace(factor, used=step))
        return
    hashed = _hashed(sealer, staff_id, code)
    if not factor.on or hashed not in factor.recovery:
        raise WrongCode(str(WrongCode.__doc__))
    left = tuple(each for each in factor.recovery if each != hashed)
    _keep(connection, sealer, staff_id, replace(factor, recovery=left))
    save(connection, sealer, now, [fx.Audited(staff_id, "recovery_code_used", detail=f"{len(left)} left")])


def switch_off(connection: Connection, sealer: Sealer, now: datetime, staff_id: str, *, by: str) -> None:
    """No second factor any longer: by its owner, or by whoever sees to accounts when a phone is lost.

    Args:
        by: the staff id of whoever does it.
    """
    row = connection.execute(
        select(col(t.Staff.person_id), col(t.Staff.login)).where(col(t.Staff.id) == staff_id)
    ).one()
    connection.execute(update(t.Staff).where(col(t.Staff.id) == staff_id).values(second_factor=b""))
    save(connection, sealer, now, [fx.Audited(by, "second_factor_off", row.person_id)])


def _totp(secret: str) -> TOTP:
    return TOTP(bytes.fromhex(secret), 6, SHA1(), _STEP)  # noqa: S303 - what apps compute; HMAC does not need more


def _step_of(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """The time step this code belongs to, if it is near now and later than `after`."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    here = int(now.timestamp()) // _STEP
    found = None
    for step in range(here - _DRIFT, here + _DRIFT + 1):
        fits = hmac.compare_digest(_totp(secret).generate(step * _STEP), typed.encode())
        if fits and step > after:
            found = step
    return found


def _hashed(sealer: Sealer, staff_id: str, code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return sealer.lookup("recovery code", staff_id, plain)
