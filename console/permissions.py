"""Who may see and do what in the console: `docs/explanation/roles.md`, as code.

A coordinator sees the people on their own caseload and those on nobody's; a lead sees the whole programme;
an administrator sees to accounts, rota and settings, and reads nobody's words. Every page asks here: it
depends on `Reader`, `ReaderForm`, `Lead` or `Manager`, and reads through `view`, whose queries are held
to the programme and the caseload.
"""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import Connection

from console.desk import Desk
from console.signing import FromForm, SignedIn
from handlers.access.signing_in import Viewer
from records.kinds import StaffRole
from records.reading import View


class NotForYou(Exception):
    """This is not part of what your account is for. The message says whose it is."""


_WORDS = (
    "Your account looks after accounts, the rota and settings. What people write is read by their "
    "coordinators and the programme's lead. If you need to read it as well, ask the lead for an account "
    "of that kind."
)
_LEADS = "This is for the programme's lead. If you need it for your work, ask them."
_IN_CHARGE = "This is for the programme's lead and its administrator. If something should change, ask them."
_MANAGERS = "Accounts, rota and settings are in other hands here. If something should change, ask {who}."


def may_read_words(viewer: Viewer) -> bool:
    """Whether they may read what people write: everybody but an administrator."""
    return viewer.role is not StaffRole.ADMINISTRATOR


def answers_for_programme(viewer: Viewer) -> bool:
    """Whether they answer for the programme as a whole: everybody but a coordinator."""
    return viewer.role is not StaffRole.COORDINATOR


def view(desk: Desk, connection: Connection, viewer: Viewer) -> View:
    """What this viewer may see: pass it to every query of `records.reading*`."""
    caseload = viewer.person_id if viewer.role is StaffRole.COORDINATOR else None
    return View(connection, desk.sealer, viewer.programme_id, caseload, desk.now())


def reader(viewer: SignedIn) -> Viewer:
    """Somebody who may read words.

    Raises:
        NotForYou: an administrator.
    """
    if not may_read_words(viewer):
        raise NotForYou(_WORDS)
    return viewer


def reader_form(viewer: FromForm) -> Viewer:
    """The same, for a form."""
    return reader(viewer)


def lead(viewer: SignedIn) -> Viewer:
    """A lead.

    Raises:
        NotForYou: anybody else.
    """
    if viewer.role is not StaffRole.LEAD:
        raise NotForYou(_LEADS)
    return viewer


def lead_form(viewer: FromForm) -> Viewer:
    """The same, for a form."""
    return lead(viewer)


def in_charge(viewer: SignedIn) -> Viewer:
    """A lead or an administrator.

    Raises:
        NotForYou: a coordinator.
    """
    if not answers_for_programme(viewer):
        raise NotForYou(_IN_CHARGE)
    return viewer


def in_charge_form(viewer: FromForm) -> Viewer:
    """The same, for a form."""
    return in_charge(viewer)


def manager(viewer: SignedIn) -> Viewer:
    """Somebody who sees to accounts, rota and settings.

    Raises:
        NotForYou: anybody else.
    """
    if not viewer.manages:
        raise NotForYou(
            _MANAGERS.format(who="the administrator" if viewer.role is StaffRole.LEAD else "the lead")
        )
    return viewer


def manager_form(viewer: FromForm) -> Viewer:
    """The same, for a form."""
    return manager(viewer)


Reader = Annotated[Viewer, Depends(reader)]
ReaderForm = Annotated[Viewer, Depends(reader_form)]
Lead = Annotated[Viewer, Depends(lead)]
LeadForm = Annotated[Viewer, Depends(lead_form)]
InCharge = Annotated[Viewer, Depends(in_charge)]
InChargeForm = Annotated[Viewer, Depends(in_charge_form)]
Manager = Annotated[Viewer, Depends(manager)]
ManagerForm = Annotated[Viewer, Depends(manager_form)]
