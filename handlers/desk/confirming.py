"""Somebody answers for a part of going live: a notice that was given, a backup that was tried.

What only a person can know is confirmed by a member of staff, by name and date, and stands in the audit log.
A confirmation counts for a year, that of a backup for half a year; then it is asked for again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from handlers.access.accounts import read_login
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.save import save
from records.sealing import Sealer

LONGEST_DETAIL = 300  # characters

ITEMS = {
    "privacy": "the privacy notice is written, and people get it before they join",
    "confidentiality": "what mentors and staff must pass on (the limits of confidentiality) is written down "
    "and told to people",
    "consent": "the wording that people agree to was read by whoever answers for it",
    "backup": "records, keys and SECRET_KEY are backed up apart, and a restore was tried",
    "fallback": "Twilio has a fallback address for texts and calls that says whom to call where we fail",
    "us-registration": "the sender is registered for texting in the US, or need not be (say which)",
}
"""What can be confirmed, and what somebody says with it."""

_LIFE = {"backup": timedelta(days=183)}
_YEAR = timedelta(days=366)


class ConfirmationProblem(Exception):
    """Something about a confirmation is not right; the message says what."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who answered for an item, when, and what they added."""

    item: str
    staff_id: str
    login: str
    at: datetime
    detail: str


def confirm(
    connection: Connection, sealer: Sealer, now: datetime, items: Sequence[str], staff_id: str, detail: str
) -> None:
    """Keep that a member of staff answers for these items in their programme.

    Args:
        items: what they answer for.
        detail: what they say about it.

    Raises:
        ConfirmationProblem: there is no such item, or words are missing or too long.
    """
    if unknown := [item for item in items if item not in ITEMS]:
        raise ConfirmationProblem(
            f"There is nothing called “{unknown[0]}” to confirm. There are: {', '.join(ITEMS)}."
        )
    detail = " ".join(detail.split())
    if len(detail) > LONGEST_DETAIL:
        raise ConfirmationProblem(f"That is too long. Say it in {LONGEST_DETAIL} characters at most.")
    if "us-registration" in items and not detail:
        raise ConfirmationProblem(
            "For us-registration, say which it is as the detail: “campaign approved on 3 May”, or "
            "“no US numbers”."
        )
    home = select(col(t.Staff.programme_id)).where(col(t.Staff.id) == staff_id)
    programme_id = connection.execute(home).scalar_one()
    for item in items:
        connection.execute(
            insert(t.Confirmation).values(
                id=new_id(now),
                programme_id=programme_id,
                item=item,
                detail=detail,
                staff_id=staff_id,
                at=now,
            )
        )
        save(connection, sealer, now, [fx.Audited(staff_id, "confirmed", detail=item)])


def staff_of(connection: Connection, login: str) -> str:
    """Whose login it is: the id of their account.

    Raises:
        ConfirmationProblem: nobody can sign in with it.
    """
    query = select(col(t.Staff.id)).where(col(t.Staff.login) == read_login(login), col(t.Staff.active))
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise ConfirmationProblem(
            f"Nobody can sign in as “{login}”. Who answers for this needs an account: python -m bot staff add"
        )
    return str(found)


def confirmed(connection: Connection, programme_id: str, now: datetime) -> dict[str, Confirmed]:
    """What somebody answers for in a programme now, by item; the newest word of each."""
    rows = connection.execute(
        select(t.core(t.Confirmation), col(t.Staff.login))
        .outerjoin(t.Staff, col(t.Staff.id) == col(t.Confirmation.staff_id))
        .where(col(t.Confirmation.programme_id) == programme_id)
        .order_by(col(t.Confirmation.at), col(t.Confirmation.id))
    )
    return {
        row.item: Confirmed(row.item, row.staff_id, row.login or "", row.at, row.detail)
        for row in rows
        if row.at > now - _LIFE.get(row.item, _YEAR)
    }
