"""Sealing: what people say and who they are is readable only with their own key.

Each person has a random 256-bit key, kept in a key store of its own (a second database),
wrapped by a key derived from SECRET_KEY. Destroying a person's key makes everything sealed
with it unreadable, here and in every backup. Values are AES-256-GCM; the table, column and
row are bound as associated data, so a sealed value moved elsewhere does not open.

Lookups (which person has this number?) go by keyed hash.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from itertools import islice
from threading import Lock
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column, Engine, LargeBinary, MetaData, Select, String, Table, delete, insert, select

from records.among import among, ask
from records.database import scrub
from records.types import UtcDateTime

KEYS = MetaData()
person_key = Table(
    "person_key",
    KEYS,
    Column("person_id", String(40), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

_NONCE = 12
_NAMES = 50_000  # names kept open for searching, some hundred bytes each
_REMEMBERED = 20_000  # opened keys; more would only fill the memory of a large installation


class SealError(Exception):
    """Something sealed cannot be opened."""


class KeyGone(SealError):
    """This person's key was destroyed: they have been erased, and their words cannot be read."""


class WrongSecret(SealError):
    """SECRET_KEY does not open the key store. Put back the SECRET_KEY this data was made with."""


def derive(secret: str, purpose: str) -> bytes:
    """A 256-bit key for one purpose from SECRET_KEY (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"handrail {purpose}".encode()).derive(
        secret.encode()
    )


@cache
def _wrapped(dialect: str) -> Select[Any]:
    query = select(person_key.c.person_id, person_key.c.wrapped)
    return query.where(among(dialect, person_key.c.person_id, "people"))


class KeyStore:
    """Person keys. Those opened last are remembered in memory until destroyed.

    Raises:
        WrongSecret: the store was made with another SECRET_KEY.
    """

    def __init__(self, engine: Engine, secret: str) -> None:
        self._engine = engine
        self._wrap = AESGCM(derive(secret, "key wrapping"))
        self._open: dict[str, AESGCM] = {}
        self.names: dict[str, tuple[bytes, str]] = {}  # by person: their name sealed, and opened
        self._lock = Lock()  # a key that is being opened must not outlive its own destruction
        KEYS.create_all(engine)
        self._try_secret()

    def _try_secret(self) -> None:
        # A wrong secret also makes strangers of everybody, so it is found before anything arrives.
        with self._engine.connect() as connection:
            self.load(connection.execute(select(person_key.c.person_id).limit(1)).scalars().all())

    def create(self, person_ids: Iterable[str], now: datetime) -> None:
        """Make keys, committed before this returns: nothing is ever sealed with a key that could be lost."""
        fresh = {person_id: secrets.token_bytes(32) for person_id in person_ids}
        rows = []
        for person_id, key in fresh.items():
            nonce = secrets.token_bytes(_NONCE)
            wrapped = nonce + self._wrap.encrypt(nonce, key, person_id.encode())
            rows.append({"person_id": person_id, "wrapped": wrapped, "created_at": now})
        if not rows:
            return
        with self._engine.begin() as connection:
            connection.execute(insert(person_key), rows)
        with self._lock:
            self._remember({person_id: AESGCM(key) for person_id, key in fresh.items()})

    def destroy(self, person_id: str) -> None:
        """Erase a person: what is sealed with their key can never be opened again. `scrub` has to follow."""
        with self._lock:
            with self._engine.begin() as connection:
                connection.execute(delete(person_key).where(person_key.c.person_id == person_id))
            self._open.pop(person_id, None)
            self.names.pop(person_id, None)

    def known(self) -> set[str]:
        """Whose keys there are."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(person_key.c.person_id)).scalars())

    def scrub(self) -> bool:
        """Let no destroyed key stay in the store's own files; false where a reader was in the way."""
        return scrub(self._engine, person_key.name)

    def load(self, person_ids: Iterable[str]) -> dict[str, AESGCM]:
        """Open many keys in few queries, and give those that had to be; those that are gone stay gone."""
        wanted = [person_id for person_id in set(person_ids) if person_id not in self._open]
        opened: dict[str, AESGCM] = {}
        for start in range(0, len(wanted), 500):
            these: dict[str, Collection[str]] = {"people": wanted[start : start + 500]}
            with self._lock, self._engine.connect() as connection:
                found = {}
                for person_id, wrapped in ask(connection, _wrapped, these).all():
                    try:
                        key = self._wrap.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], person_id.encode())
                    except InvalidTag:
                        raise WrongSecret(str(WrongSecret.__doc__)) from None
                    found[person_id] = AESGCM(key)
                self._remember(found)
            opened |= found
        return opened

    def _remember(self, opened: dict[str, AESGCM]) -> None:
        """Under the lock. What was opened longest ago is forgotten first, and opened again when needed."""
        self._open |= opened
        for person_id in list(islice(self._open, max(0, len(self._open) - _REMEMBERED))):
            del self._open[person_id]

    def keep_names(self, opened: Mapping[str, tuple[bytes, str]]) -> None:
        """Keep names that were opened, of those whose key is still there."""
        with self._lock:
            self.names |= {one: kept for one, kept in opened.items() if one in self._open}
            for person_id in list(islice(self.names, max(0, len(self.names) - _NAMES))):
                del self.names[person_id]

    def close(self) -> None:
        """Forget the opened keys and let go of the key store."""
        self._open.clear()
        self.names.clear()
        self._engine.dispose()

    def cipher(self, person_id: str) -> AESGCM:
        """The person's cipher.

        Raises:
            KeyGone: the person was erased.
        """
        found = self._open.get(person_id) or self.load([person_id]).get(person_id)
        if found is None:
            raise KeyGone(str(KeyGone.__doc__))
        return found


class Sealer:
    """Seals and opens columns, and makes lookup hashes."""

    def __init__(self, keys: KeyStore, secret: str) -> None:
        self.keys = keys
        self._lookup = derive(secret, "lookup")

    def seal(self, person_id: str, table: str, column: str, row_id: str, text: str) -> bytes:
        """Seal words about a person for one place. Empty words need no seal."""
        if not text:
            return b""
        nonce = secrets.token_bytes(_NONCE)
        bound = f"{table}.{column}.{row_id}".encode()
        return nonce + self.keys.cipher(person_id).encrypt(nonce, text.encode(), bound)

    def open(self, person_id: str, table: str, column: str, row_id: str, sealed: bytes) -> str:
        """Open words sealed for that place.

        Raises:
            KeyGone: the person was erased.
            SealError: the value was altered, or belongs to another row.
        """
        if not sealed:
            return ""
        bound = f"{table}.{column}.{row_id}".encode()
        try:
            return self.keys.cipher(person_id).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound).decode()
        except InvalidTag:
            raise SealError(
                f"{table}.{column} of row {row_id} does not open: it was altered or moved. Restore a backup."
            ) from None

    def read(self, person_id: str, table: str, column: str, row_id: str, sealed: bytes) -> str:
        """Like `open`, for pages and lists: an erased person's words read as "[erased]"."""
        try:
            return self.open(person_id, table, column, row_id, sealed)
        except KeyGone:
            return "[erased]"

    def names(self, sealed: Mapping[str, bytes]) -> dict[str, str]:
        """The names of many people, by person, for searching and putting in order.

        What was opened is kept in memory beside the keys that open it, and goes with the key: ten thousand
        names are opened once, and not for every page.
        """
        kept = self.keys.names
        found: dict[str, str] = {}
        for one, value in sealed.items():
            known = kept.get(one)
            if known is not None and known[0] == value:
                found[one] = known[1]
        fresh = [one for one in sealed if one not in found]
        for start in range(0, len(fresh), 500):
            these = fresh[start : start + 500]
            self.keys.load(these)
            opened = {one: self.read(one, "person", "name", one, sealed[one]) for one in these}
            self.keys.keep_names({one: (sealed[one], name) for one, name in opened.items()})
            found |= opened
        return found

    def lookup(self, *parts: str) -> str:
        """Keyed hash of an address, code or login: the same for the same, telling nothing else."""
        return hmac.new(self._lookup, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
