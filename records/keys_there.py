"""Whether every living person's key is there: without it nothing they write can be kept, or read.

A key store that is missing, or older than the records, shows itself only when somebody writes. So it is
looked at before the program starts, and again by whoever asks whether it is ready.
"""

from sqlalchemy import Engine, select
from sqlmodel import col

from records import tables as t
from records.sealing import Sealer, SealError

_ERASED = "erased"  # the audit log's word for whom no key is kept


class KeysMissing(SealError):
    """Keys of living people are missing from the key store."""

    def __init__(self, missing: int, people: int) -> None:
        super().__init__(
            f"The key store lacks the keys of {missing} of {people} people: it is new, another's, or older "
            "than the records. Put back the copy of KEYS_URL that was made after the records' copy, then "
            "start again. Nothing was changed; what people text meanwhile is fetched from Twilio afterwards."
        )
        self.missing = missing


def missing_keys(engine: Engine, sealer: Sealer) -> tuple[int, int]:
    """How many living people have no key, and how many people there are."""
    with engine.connect() as connection:
        people = set(connection.execute(select(col(t.Person.id))).scalars())
        erased = set(
            connection.execute(select(col(t.Audit.person_id)).where(col(t.Audit.action) == _ERASED)).scalars()
        )
    living = people - erased
    return len(living - sealer.keys.known()), len(living)


def check_keys(engine: Engine, sealer: Sealer) -> None:
    """Make sure that every living person's key is there.

    Raises:
        KeysMissing: says how many are not, and what to do.
    """
    missing, people = missing_keys(engine, sealer)
    if missing:
        raise KeysMissing(missing, people)
