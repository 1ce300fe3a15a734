"""Forms of the console: a token of one copy of a page, acting once, and keeping what was typed.

A form's token says for whose sign-in the page was made, which copy of the page it is, and whose account
that was, with a proof that only we can make. From this follows:

- **Once.** The same copy of a form, sent again with the same words, is the same act: it is done once, and
  the second click is shown what came of the first. Two processes agree through the database.
- **Kept.** Where the sign-in has ended meanwhile, what was typed is kept for a day, for that account alone,
  and given back after signing in. It is sealed with a secret that stands only in the address given to the
  browser; passwords and codes are never kept.
"""

import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from handlers.access.signing_in import Viewer
from records import tables as t
from records.sealing import Sealer, derive

ANSWERS_KEPT = timedelta(minutes=10)  # a second click comes within seconds
BEGUN_KEPT = timedelta(days=2)  # a browser that is opened again may send an old form again
FORMS_KEPT = timedelta(days=1)
LARGEST = 64_000  # bytes of a form that is kept
_NONCE = 12
_SECRET = ("password", "phrase", "code", "current", "secret", "csrf", "token")


# --- tokens ----------------------------------------------------------------------------------------


def token(sealer: Sealer, viewer: Viewer) -> str:
    """A token for the forms of one copy of a page."""
    copy = secrets.token_urlsafe(12)
    return f"{viewer.csrf}.{copy}.{viewer.staff_id}.{_proof(sealer, viewer.staff_id, copy)}"


def is_copy(given: str) -> bool:
    """Whether this token says which copy of a page it comes from."""
    return given.count(".") == 3


def owner(sealer: Sealer, given: str) -> str | None:
    """The account a form's page was made for; None where it was not made by us."""
    _, _, rest = given.partition(".")
    copy, _, rest = rest.partition(".")
    staff_id, _, proof = rest.partition(".")
    if not copy or not staff_id:
        return None
    right = _proof(sealer, staff_id, copy)
    return staff_id if hmac.compare_digest(right.encode(), proof.encode(errors="replace")) else None


def _proof(sealer: Sealer, staff_id: str, copy: str) -> str:
    return sealer.lookup("form", staff_id, copy)[:32]


# --- once ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a form. `body` is empty for one that led on to another page, and once it is old."""

    status: int  # 0: it is being worked on
    location: str
    body: str = field(repr=False)
    at: datetime


def begin(connection: Connection, now: datetime, form_id: str) -> bool:
    """Begin to work on this copy of a form; False where that was begun before."""
    table = t.core(t.SentForm)
    connection.execute(delete(table).where(table.c.at <= now - BEGUN_KEPT))
    connection.execute(
        update(table).where(table.c.at <= now - ANSWERS_KEPT, table.c.answer != b"").values(answer=b"")
    )
    row = {"id": form_id, "at": now, "status": 0, "location": "", "answer": b""}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    made = dialect.insert(table).values(**row).on_conflict_do_nothing().returning(table.c.id)
    return connection.execute(made).first() is not None


def release(connection: Connection, form_id: str) -> None:
    """Nothing was done: it may be sent again."""
    connection.execute(delete(t.SentForm).where(col(t.SentForm.id) == form_id))


def settle(connection: Connection, form_id: str, secret: str, answer: Answered) -> None:
    """Keep what came of it, for whoever clicked twice.

    Args:
        form_id: which copy of a form.
        secret: what answers are sealed with.
        answer: what came of it.
    """
    body = _seal(secret, form_id, answer.body) if answer.body else b""
    connection.execute(
        update(t.SentForm)
        .where(col(t.SentForm.id) == form_id)
        .values(status=answer.status, location=answer.location, answer=body)
    )


def answered(connection: Connection, form_id: str, secret: str) -> Answered | None:
    """What came of it; None where nothing was, and it may be sent again."""
    row: Any = connection.execute(select(t.core(t.SentForm)).where(col(t.SentForm.id) == form_id)).first()
    if row is None:
        return None
    return Answered(row.status, row.location, _open(secret, form_id, row.answer) or "", row.at)


# --- kept ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A form to be given back: where it was going, and what was in it."""

    path: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    at: datetime


def keep(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    staff_id: str,
    path: str,
    fields: list[tuple[str, str]],
) -> str:
    """Keep a form for that account; returns the secret for its address.

    Args:
        path: where the form was sent.
        fields: what was filled in.
    """
    secret = secrets.token_urlsafe(24)
    form_id = sealer.lookup("kept form", secret)
    told = [(name, value) for name, value in fields if not any(word in name for word in _SECRET)]
    connection.execute(delete(t.KeptForm).where(col(t.KeptForm.at) <= now - FORMS_KEPT))
    row = {"id": form_id, "staff_id": staff_id, "at": now, "path": path}
    sealed = _seal(secret, form_id, json.dumps(told))
    connection.execute(t.core(t.KeptForm).insert().values(**row, fields=sealed))
    return secret


def kept(connection: Connection, sealer: Sealer, now: datetime, staff_id: str, secret: str) -> Kept | None:
    """What was kept under that secret for that account; None where there is nothing, or it is too old.

    Args:
        secret: what the fields are sealed with.
    """
    form_id = sealer.lookup("kept form", secret)
    row: Any = connection.execute(
        select(t.core(t.KeptForm)).where(
            col(t.KeptForm.id) == form_id,
            col(t.KeptForm.staff_id) == staff_id,
            col(t.KeptForm.at) > now - FORMS_KEPT,
        )
    ).first()
    opened = _open(secret, form_id, row.fields) if row is not None else None
    if opened is None:
        return None
    return Kept(row.path, tuple((name, value) for name, value in json.loads(opened)), row.at)


def _seal(secret: str, row_id: str, text: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(derive(secret, "form")).encrypt(nonce, text.encode(), row_id.encode())


def _open(secret: str, row_id: str, sealed: bytes) -> str | None:
    if not sealed:
        return None
    try:
        opened = AESGCM(derive(secret, "form")).decrypt(sealed[:_NONCE], sealed[_NONCE:], row_id.encode())
    except InvalidTag:
        return None
    return opened.decode()
