"""Accounts: who works here, as what, when they were last seen; adding, changing, leaving.

For whoever sees to accounts (`permissions.Manager`). A new colleague chooses their own password, behind a
link that is shown once.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from console.desk import Desk
from console.pages import desk_of, page
from console.permissions import Manager, ManagerForm
from handlers.access import accounts, recovery
from handlers.access.signing_in import Viewer
from handlers.desk import members
from records import reading_staff
from records.kinds import StaffRole
from records.reading import View

router = APIRouter()


@router.get("/staff", response_class=HTMLResponse)
def staff_page(request: Request, viewer: Manager) -> Response:
    """Everybody with an account."""
    return _staff(request, viewer)


def _staff(
    request: Request,
    viewer: Viewer,
    status: int = 200,
    problem: str = "",
    link_for: str = "",
    typed: tuple[str, str, str] = ("", "", ""),
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        found = reading_staff.members(View(connection, desk.sealer, viewer.programme_id))
        link, waits = "", None
        if link_for:
            waits = recovery.find(connection, desk.wall(), link_for)
            token = members.password_link(connection, desk.sealer, desk.wall(), link_for)
            link = f"{desk.tools.console_url}/set-password/{token}"
    return page(
        request,
        "staff.html",
        viewer,
        status,
        members=found,
        roles=list(StaffRole),
        problem=problem,
        link=link,
        link_waits=waits,
        link_name=next((row.name for row in found if row.id == link_for), ""),
        typed=typed,
        consent=accounts.ALERTS_CONSENT,
    )


def _role(text: str) -> StaffRole:
    if text not in list(StaffRole):
        raise accounts.AccountProblem("Please choose a role from the list.")
    return StaffRole(text)


@router.post("/staff", response_class=HTMLResponse)
def add(
    request: Request,
    viewer: ManagerForm,
    name: Annotated[str, Form()] = "",
    login: Annotated[str, Form()] = "",
    phone: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Make an account, and show the link behind which its owner chooses a password."""
    desk, hashed = desk_of(request), members.unusable_password()
    try:
        chosen = _role(role)
        accounts.check_names(name, login)
        number = accounts.read_phone(phone, viewer.country, desk.tools.ours)

        def make(connection: Connection) -> str:
            made = accounts.create_staff(
                connection,
                desk.sealer,
                desk.now(),
                programme_id=viewer.programme_id,
                name=name,
                login=login,
                password_hash=hashed,
                phone=number,
                role=chosen,
                by=viewer.staff_id,
            )
            _tell_leads(connection, desk, viewer, made, chosen)
            return made

        staff_id = desk.write(make)
    except accounts.AccountProblem as error:
        return _staff(request, viewer, 422, str(error), typed=(name, login, phone))
    desk.wake()
    return _staff(request, viewer, link_for=staff_id)


def _tell_leads(connection: Connection, desk: Desk, viewer: Viewer, staff_id: str, role: StaffRole) -> None:
    """An account that reads words is the leads' to know of, at once."""
    if role is not StaffRole.ADMINISTRATOR:
        owner = members.member(connection, viewer.programme_id, staff_id)
        members.tell_leads(connection, desk.tools, desk.now(), by=viewer.staff_id, person_id=owner.person_id)


def _changed(request: Request, viewer: Viewer, change: Callable[[Connection], object]) -> Response:
    try:
        desk_of(request).write(change)
    except accounts.AccountProblem as error:
        return _staff(request, viewer, 422, str(error))
    desk_of(request).wake()
    return RedirectResponse("/staff", 303)


def _owner(request: Request, viewer: Viewer, staff_id: str, change: Callable[..., None]) -> Response:
    """Let a member of staff leave, or come back."""
    desk, here = desk_of(request), {"by": viewer.staff_id, "programme_id": viewer.programme_id}
    return _changed(request, viewer, lambda c: change(c, desk.sealer, desk.now(), staff_id=staff_id, **here))


@router.post("/staff/{staff_id}/role", response_class=HTMLResponse)
def change_role(
    request: Request, viewer: ManagerForm, staff_id: str, role: Annotated[str, Form()] = ""
) -> Response:
    """Give an account another role."""
    desk = desk_of(request)

    def change(connection: Connection) -> None:
        chosen = _role(role)
        members.change_role(
            connection,
            desk.sealer,
            desk.now(),
            by=viewer.staff_id,
            programme_id=viewer.programme_id,
            staff_id=staff_id,
            role=chosen,
        )
        _tell_leads(connection, desk, viewer, staff_id, chosen)

    return _changed(request, viewer, change)


@router.post("/staff/{staff_id}/leave", response_class=HTMLResponse)
def leave(request: Request, viewer: ManagerForm, staff_id: str) -> Response:
    """Somebody works here no longer: signed out at once, off the rota, without alerts."""
    return _owner(request, viewer, staff_id, members.leave)


@router.post("/staff/{staff_id}/return", response_class=HTMLResponse)
def come_back(request: Request, viewer: ManagerForm, staff_id: str) -> Response:
    """Somebody who had left is back."""
    return _owner(request, viewer, staff_id, members.come_back)


@router.post("/staff/{staff_id}/second-factor/off", response_class=HTMLResponse)
def reset_factor(request: Request, viewer: ManagerForm, staff_id: str) -> Response:
    """Somebody lost the phone their codes come from: they sign in by password, and set up a new one.

    For an administrator the codes end only with a new password, behind a link that waits.
    """
    desk = desk_of(request)
    try:
        waits = desk.write(
            lambda connection: members.reset_factor(
                connection,
                desk.tools,
                desk.now(),
                desk.wall(),
                by=viewer.staff_id,
                programme_id=viewer.programme_id,
                staff_id=staff_id,
            )
        )
    except accounts.AccountProblem as error:
        return _staff(request, viewer, 422, str(error))
    desk.wake()
    return _staff(request, viewer, link_for=staff_id) if waits else RedirectResponse("/staff", 303)


@router.post("/staff/{staff_id}/password-link", response_class=HTMLResponse)
def password_link(request: Request, viewer: ManagerForm, staff_id: str) -> Response:
    """A new link to choose a password, for somebody who has forgotten theirs."""
    desk = desk_of(request)
    try:
        desk.write(
            lambda connection: members.offer_link(
                connection,
                desk.tools,
                desk.now(),
                desk.wall(),
                by=viewer.staff_id,
                programme_id=viewer.programme_id,
                staff_id=staff_id,
            )
        )
    except accounts.AccountProblem as error:
        return _staff(request, viewer, 422, str(error))
    desk.wake()
    return _staff(request, viewer, link_for=staff_id)
