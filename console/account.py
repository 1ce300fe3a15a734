"""One's own account: the password, and the second factor, set up with a drawing that an app reads."""

from collections.abc import Callable
from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from console.pages import desk_of, page
from console.signing import FromForm, SignedIn, own_attempt
from handlers.access import accounts, second_factor, signing_in, throttle
from handlers.access.signing_in import Viewer
from handlers.desk import colleagues, members, staff
from records import reading_staff
from records.reading import View

router = APIRouter()


@router.get("/account", response_class=HTMLResponse)
def account_page(request: Request, viewer: SignedIn) -> Response:
    """Name, role, and whether a code is asked for at sign-in."""
    return _account(request, viewer)


def _account(
    request: Request,
    viewer: Viewer,
    status: int = 200,
    problem: str = "",
    recovery: tuple[str, ...] = (),
    setting_up: bool = False,
    password_problem: str = "",
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        factor = second_factor.read(connection, desk.sealer, viewer.staff_id)
        view = View(connection, desk.sealer, viewer.programme_id)
        numbers = reading_staff.own_numbers(view, viewer.person_id)
    address = second_factor.address(factor.pending, viewer.login) if setting_up and factor.pending else ""
    drawn = _drawing(address) if address else ""
    return page(
        request,
        "account.html",
        viewer,
        status,
        factor=factor,
        numbers=numbers,
        address=address,
        drawing=Markup(drawn),  # noqa: S704 - segno's own drawing of letters and digits
        recovery=recovery,
        problem=problem,
        password_problem=password_problem,
        password_changed=request.query_params.get("changed") == "password",
        shortest=accounts.SHORTEST_PASSWORD,
    )


def _drawing(address: str) -> str:
    return segno.make(address, error="m").svg_inline(omitsize=True, border=4, light="#fff", dark="#000")


@router.post("/account/password", response_class=HTMLResponse)
def change_password(
    request: Request,
    viewer: FromForm,
    current: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Choose another password. The old one is asked for: a browser left open must not be enough."""
    desk, now, attempt = desk_of(request), desk_of(request).wall(), own_attempt(request, viewer)

    def again(problem: str, status: int = 422) -> Response:
        return _account(request, viewer, status, password_problem=problem)

    try:
        desk.write(lambda c: throttle.count_attempt(c, desk.sealer, now, attempt))
    except throttle.TooManyAttempts as error:
        return again(str(error), 429)
    with desk.read() as connection:
        account = signing_in.find_account(connection, viewer.login)
    before = account[1] if account else ""
    if not accounts.verify_password(current, before or None):
        return again("That is not your password now. Please try again.")
    desk.write(lambda c: throttle.take_back(c, desk.sealer, attempt))
    try:
        accounts.check_password(viewer.login, password, (viewer.name, viewer.programme))
        hashed = accounts.hash_password(password)
        desk.write(
            lambda c: members.change_password(
                c,
                desk.sealer,
                now,
                staff_id=viewer.staff_id,
                login_id=viewer.login_id,
                before=before,
                password_hash=hashed,
            )
        )
    except accounts.AccountProblem as error:
        return again(str(error))
    return RedirectResponse("/account?changed=password", 303)


@router.post("/account/numbers/{address_id}/mine", response_class=HTMLResponse)
def prove_number(request: Request, viewer: FromForm, address_id: str) -> Response:
    """A number that a colleague entered is theirs indeed: from now on an ACK from it counts."""
    desk = desk_of(request)
    try:
        desk.write(
            lambda c: colleagues.prove_number(
                c, desk.sealer, desk.now(), staff_id=viewer.staff_id, address_id=address_id
            )
        )
    except staff.NotFound:
        raise HTTPException(404, "There is no such number of yours.") from None
    return RedirectResponse("/account", 303)


@router.post("/account/second-factor/begin", response_class=HTMLResponse)
def begin(request: Request, viewer: FromForm, code: Annotated[str, Form()] = "") -> Response:
    """Make a secret and show it. One that is in force is replaced only with a code of its own."""
    desk, now = desk_of(request), desk_of(request).wall()
    with desk.read() as connection:
        replaces = second_factor.read(connection, desk.sealer, viewer.staff_id).on

    def make(connection: Connection) -> None:
        second_factor.begin(connection, desk.sealer, now, viewer.staff_id, code[:40])

    if (refused := _proved(request, viewer, make, counted=replaces)) is not None:
        return refused
    return _account(request, viewer, setting_up=True)


def _proved(
    request: Request, viewer: Viewer, change: Callable[[Connection], None], *, counted: bool = True
) -> Response | None:
    """Make a change that a code proves; what to show where the code was wrong."""
    desk, now, attempt = desk_of(request), desk_of(request).wall(), own_attempt(request, viewer)
    try:
        if counted:
            desk.write(lambda c: throttle.count_attempt(c, desk.sealer, now, attempt))
        desk.write(change)
    except throttle.TooManyAttempts as error:
        return _account(request, viewer, 429, str(error))
    except second_factor.WrongCode as error:
        return _account(request, viewer, 422, str(error))
    if counted:
        desk.write(lambda c: throttle.take_back(c, desk.sealer, attempt))
    return None


@router.post("/account/second-factor/confirm", response_class=HTMLResponse)
def confirm(request: Request, viewer: FromForm, code: Annotated[str, Form()] = "") -> Response:
    """Switch it on with a first code; the recovery codes are shown this once."""
    desk, now = desk_of(request), desk_of(request).wall()
    try:
        codes = desk.write(lambda c: second_factor.confirm(c, desk.sealer, now, viewer.staff_id, code[:40]))
    except second_factor.WrongCode as error:
        return _account(request, viewer, 422, str(error), setting_up=True)
    return _account(request, viewer, recovery=codes)


@router.post("/account/second-factor/off", response_class=HTMLResponse)
def switch_off(request: Request, viewer: FromForm, code: Annotated[str, Form()] = "") -> Response:
    """Switch it off, with one more code: a browser left open must not be enough."""
    desk, now = desk_of(request), desk_of(request).wall()

    def off(connection: Connection) -> None:
        second_factor.use(connection, desk.sealer, now, viewer.staff_id, code[:40])
        second_factor.switch_off(connection, desk.sealer, now, viewer.staff_id, by=viewer.staff_id)

    if (refused := _proved(request, viewer, off)) is not None:
        return refused
    return RedirectResponse("/account", 303)
