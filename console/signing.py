"""Signing in (password, then a code where there is a second factor), signing out, and one-time links.

`signed_in` is what every other page depends on; `form` is what every form of theirs depends on.
The two forms that nobody is signed in for carry a token of their own, kept in a cookie as well.
"""

import hmac
import secrets
from typing import Annotated
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import structlog
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection, select
from sqlmodel import col
from starlette.exceptions import HTTPException

from console.once import ACTED
from console.pages import Clock, desk_of, page
from handlers.access import accounts, forms, known_device, recovery, second_factor, signing_in, throttle
from handlers.access.signing_in import Viewer
from handlers.desk import members
from records import tables as t
from records.kinds import StaffRole

router = APIRouter()
log = structlog.get_logger(__name__)

BY_ITSELF = "handrail-live"  # a page that looks again by itself says so: nobody has done anything
_TOUCH_AFTER = signing_in.IDLE / 480  # a minute: not every page needs a write


class SignInFirst(Exception):
    """Nobody is signed in. Carries the page to come back to."""

    def __init__(self, back_to: str) -> None:
        super().__init__("Please sign in first.")
        self.back_to = back_to


def _cookie(request: Request, kind: str) -> str:
    # The prefix makes browsers refuse a cookie set by another host or without https.
    return f"__Host-handrail-{kind}" if desk_of(request).secure else f"handrail-{kind}"


def signed_in(request: Request) -> Viewer:
    """Who is asking.

    Raises:
        SignInFirst: nobody we know, or too long ago.
    """
    viewer = viewer_of(request)
    if viewer is None:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        raise SignInFirst(here if request.method == "GET" else "/")
    return viewer


def viewer_of(request: Request) -> Viewer | None:
    """Who is asking; None where nobody is signed in."""
    desk, token = desk_of(request), request.cookies.get(_cookie(request, "session"), "")
    if not token:
        return None
    now = desk.wall()
    with desk.read() as connection:
        viewer = signing_in.find_login(connection, desk.sealer, now, token)
    if viewer is not None and now - viewer.seen_at > _TOUCH_AFTER and BY_ITSELF not in request.headers:
        login_id = viewer.login_id
        desk.write(lambda connection: signing_in.touch_login(connection, now, login_id))
    return viewer


class OutOfDate(Exception):
    """This form did not come from a page you have open here."""


def form(
    request: Request, viewer: Annotated[Viewer, Depends(signed_in)], csrf: Annotated[str, Form()] = ""
) -> Viewer:
    """Who sent this form, which must come from a page of ours.

    Raises:
        OutOfDate: from a page of this account's that an earlier sign-in was shown.
    """
    if not signing_in.csrf_holds(viewer, csrf):
        if forms.owner(desk_of(request).sealer, csrf) == viewer.staff_id:
            raise OutOfDate(str(OutOfDate.__doc__))
        raise HTTPException(403, str(OutOfDate.__doc__))
    request.scope[ACTED] = True
    return viewer


SignedIn = Annotated[Viewer, Depends(signed_in)]
FromForm = Annotated[Viewer, Depends(form)]


def local_path(wanted: str) -> str:
    """A path within the console to go on to; anything else leads to the first page."""
    parts = urlsplit(wanted)
    safe = wanted.startswith("/") and wanted[1:2] not in ("/", "\\") and wanted.isprintable()
    return wanted if safe and not parts.scheme and not parts.netloc else "/"


def sign_in_url(back_to: str) -> str:
    """Where to sign in, and come back from."""
    return "/sign-in" if back_to == "/" else f"/sign-in?next={quote(back_to, safe='')}"


def _with_form_token(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """A page with a form that nobody is signed in for."""
    token = request.cookies.get(_cookie(request, "form"), "") or secrets.token_urlsafe(24)
    response = page(request, template, None, status, form_token=token, **context)
    secure = desk_of(request).secure
    response.set_cookie(
        _cookie(request, "form"), token, path="/", httponly=True, samesite="lax", secure=secure
    )
    return response


def _own_form(request: Request, given: str) -> bool:
    kept = request.cookies.get(_cookie(request, "form"), "")
    return bool(kept) and hmac.compare_digest(kept.encode(errors="replace"), given.encode(errors="replace"))


def network_of(request: Request) -> str:
    """The network a request comes from: what attempts are counted by."""
    return throttle.network_of(request.client.host) if request.client else "local"


def attempt_of(request: Request, login: str, *, second_step: bool = False) -> throttle.Attempt:
    """Somebody tries to sign in to that account, from here."""
    desk, cookie = desk_of(request), request.cookies.get(_cookie(request, "device"), "")
    device = known_device.read(desk.sealer, desk.wall(), cookie, accounts.read_login(login))
    return throttle.Attempt(accounts.read_login(login)[:60], network_of(request), device, second_step)


def own_attempt(request: Request, viewer: Viewer) -> throttle.Attempt:
    """Somebody who is signed in proves once more who they are: what others try elsewhere does not count."""
    return throttle.Attempt(viewer.login, network_of(request), f"sign-in {viewer.login_id}")


def _refused(request: Request, attempt: throttle.Attempt, staff_id: str | None, what: str) -> None:
    """A sign-in failed: it is logged, and audited where there is such an account. No login, no words."""
    desk = desk_of(request)
    log.warning("sign-in refused", why=what, account=staff_id or "unknown", known_device=bool(attempt.device))
    if staff_id is not None:
        desk.write(lambda c: signing_in.failed(c, desk.sealer, desk.wall(), staff_id, what))


_RELOADED = "This form was out of date. Please try once more."


@router.get("/sign-in", response_class=HTMLResponse)
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address bar
    """The form."""
    if viewer_of(request) is not None:
        return RedirectResponse(local_path(next), 303)
    return _with_form_token(request, "sign_in.html", next=local_path(next), login="", problem="")


@router.post("/sign-in", response_class=HTMLResponse)
def sign_in(
    request: Request,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the name of the field in the form
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """Sign in, or say that it did not work: in the same words whatever was wrong."""
    desk, now, attempt = desk_of(request), desk_of(request).wall(), attempt_of(request, login)
    onward = local_path(next)

    def again(problem: str, status: int) -> Response:
        typed = login[:60] if login.isprintable() else ""
        return _with_form_token(request, "sign_in.html", status, next=onward, login=typed, problem=problem)

    if not _own_form(request, form_token):
        return again(_RELOADED, 403)
    try:
        desk.write(lambda c: throttle.count_attempt(c, desk.sealer, now, attempt))
    except throttle.TooManyAttempts as error:
        _refused(request, attempt, None, "has to wait")
        return again(str(error), 429)
    with desk.read() as connection:
        account = signing_in.find_account(connection, login)
    right = accounts.verify_password(password, account[1] if account else None)
    if account is None or not right:
        _refused(request, attempt, account[0] if account else None, "password")
        return again("That login and password do not go together. Please try again.", 422)
    staff_id, password_hash = account
    with desk.read() as connection:
        asked = second_factor.read(connection, desk.sealer, staff_id).on
    if asked:
        desk.write(lambda c: throttle.take_back(c, desk.sealer, attempt))
        ticket = signing_in.second_step(desk.sealer, desk.wall(), staff_id, password_hash)
        return _with_form_token(request, "sign_in_code.html", next=onward, ticket=ticket, problem="")
    return _open(request, staff_id, login, onward)


def _open(request: Request, staff_id: str, login: str, onward: str, *, with_code: bool = False) -> Response:
    desk, now, attempt = desk_of(request), desk_of(request).wall(), attempt_of(request, login)

    def sign_in(connection: Connection) -> str:
        return signing_in.open_login(
            connection,
            desk.sealer,
            now,
            staff_id,
            login,
            attempt.network,
            attempt.device,
            with_code=with_code,
        )

    if (before := viewer_of(request)) is not None:  # whoever signs in anew leaves no older sign-in open there
        desk.write(lambda c: signing_in.close_login(c, before.login_id))
    token = desk.write(sign_in)
    device = known_device.add(
        desk.sealer, now, request.cookies.get(_cookie(request, "device"), ""), accounts.read_login(login)
    )
    response = RedirectResponse(onward, 303)
    for kind, value, lasts in (
        ("session", token, signing_in.LONGEST),
        ("device", device, known_device.LASTS),
    ):
        response.set_cookie(
            _cookie(request, kind),
            value,
            max_age=int(lasts.total_seconds()),
            path="/",
            httponly=True,
            samesite="lax",
            secure=desk.secure,
        )
    return response


@router.post("/sign-in/code", response_class=HTMLResponse)
def sign_in_code(
    request: Request,
    ticket: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the name of the field in the form
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """The second factor: a code from the app, or a recovery code."""
    desk, now = desk_of(request), desk_of(request).wall()
    onward = local_path(next)

    def again(problem: str, status: int) -> Response:
        return _with_form_token(
            request, "sign_in_code.html", status, next=onward, ticket=ticket, problem=problem
        )

    if not _own_form(request, form_token):
        return again(_RELOADED, 403)
    with desk.read() as connection:
        holder = signing_in.read_second_step(connection, desk.sealer, now, ticket)
    if holder is None:
        late = "That took longer than five minutes. Please begin again."
        return _with_form_token(request, "sign_in.html", 422, next=onward, login="", problem=late)
    staff_id, login = holder
    attempt = attempt_of(request, login, second_step=True)
    try:
        desk.write(lambda c: throttle.count_attempt(c, desk.sealer, now, attempt))
        desk.write(lambda c: second_factor.use(c, desk.sealer, now, staff_id, code[:40]))
    except throttle.TooManyAttempts as error:
        _refused(request, attempt, None, "has to wait")
        return again(str(error), 429)
    except second_factor.WrongCode as error:
        _refused(request, attempt, staff_id, "code")
        return again(str(error), 422)
    return _open(request, staff_id, login, onward, with_code=True)


@router.get("/set-password/{token}", response_class=HTMLResponse)
def set_password_page(request: Request, token: str) -> Response:
    """The form behind a one-time link, to choose a password."""
    return _choose(request, token)


def _choose(
    request: Request, token: str, status: int = 200, problem: str = "", sent: bool = False
) -> Response:
    desk = desk_of(request)
    link = _link(request, token)
    return _with_form_token(
        request,
        "set_password.html",
        status,
        login=link.login,
        waits=link.recovery is not None and not link.recovery.open,
        sent=sent,
        token=token,
        shortest=accounts.SHORTEST_PASSWORD,
        problem=problem,
        when=Clock(ZoneInfo("UTC"), desk.wall()).when(link.recovery.opens_at) if link.recovery else "",
    )


def about_owner(request: Request, staff_id: str) -> tuple[str, str]:
    """What anybody would try first as somebody's password: their name, and the programme's."""
    desk = desk_of(request)
    with desk.read() as connection:
        return members.known_of(connection, desk.sealer, staff_id)


def _link(request: Request, token: str) -> members.Link:
    desk = desk_of(request)
    try:
        with desk.read() as connection:
            return members.link_owner(connection, desk.sealer, desk.wall(), token)
    except accounts.LinkGone as error:
        raise HTTPException(404, str(error)) from None


@router.post("/set-password/{token}/code", response_class=HTMLResponse)
def text_code(request: Request, token: str, form_token: Annotated[str, Form()] = "") -> Response:
    """Text a code to the phone of whoever the link is for, where it waits for one."""
    desk, link = desk_of(request), _link(request, token)
    if not _own_form(request, form_token):
        return _choose(request, token, 403, _RELOADED)
    waits = link.recovery
    if waits is None or waits.open:
        return _choose(request, token)
    try:
        desk.write(lambda c: recovery.text_code(c, desk.tools, desk.now(), desk.wall(), waits.id))
    except accounts.AccountProblem as error:
        return _choose(request, token, 422, str(error))
    desk.wake()
    return _choose(request, token, sent=True)


@router.post("/set-password/{token}", response_class=HTMLResponse)
def set_password(
    request: Request,
    token: str,
    password: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """Set the password, and go on to sign in with it."""
    desk, link = desk_of(request), _link(request, token)
    if not _own_form(request, form_token):
        return _choose(request, token, 403, _RELOADED)
    tries = throttle.Attempt(f"way in {link.staff_id}", network_of(request), second_step=True)
    try:
        accounts.check_password(link.login, password, about_owner(request, link.staff_id))
        if link.recovery is not None:
            desk.write(lambda c: throttle.count_attempt(c, desk.sealer, desk.wall(), tries))
        hashed = accounts.hash_password(password)
        desk.write(lambda c: members.set_password(c, desk.sealer, desk.wall(), token, hashed, code[:20]))
    except throttle.TooManyAttempts as error:
        return _choose(request, token, 429, str(error))
    except recovery.CodeWrong as error:
        _refused(request, tries, link.staff_id, "code from their phone")
        return _choose(request, token, 422, str(error))
    except accounts.AccountProblem as error:
        return _choose(request, token, 422, str(error))
    except accounts.LinkGone as error:
        raise HTTPException(404, str(error)) from None
    return RedirectResponse("/sign-in", 303)


@router.post("/sign-out")
def sign_out(request: Request, viewer: FromForm) -> Response:
    """Sign out here."""
    desk_of(request).write(lambda c: signing_in.close_login(c, viewer.login_id))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(
        _cookie(request, "session"), path="/", httponly=True, samesite="lax", secure=desk_of(request).secure
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # not the cookies: the device stays known
    return response


def _programmes(connection: Connection) -> list[tuple[str, str, str]]:
    query = select(col(t.Programme.id), col(t.Programme.name), col(t.Programme.country))
    rows = connection.execute(query.order_by(col(t.Programme.created_at), col(t.Programme.id)))
    return [(row.id, row.name, row.country) for row in rows]


@router.get("/welcome/{token}", response_class=HTMLResponse)
def welcome_page(request: Request, token: str) -> Response:
    """The form for the first account."""
    return _welcome(request, token)


def _welcome(
    request: Request,
    token: str,
    status: int = 200,
    problem: str = "",
    name: str = "",
    login: str = "",
    phone: str = "",
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        holds = accounts.link_holds(connection, desk.sealer, desk.wall(), token)
        programmes = _programmes(connection)
    if not holds:
        raise HTTPException(404, str(accounts.LinkGone.__doc__))
    return _with_form_token(
        request,
        "welcome.html",
        status,
        programmes=programmes,
        shortest=accounts.SHORTEST_PASSWORD,
        consent=accounts.ALERTS_CONSENT,
        problem=problem,
        name=name,
        login=login,
        phone=phone,
    )


@router.post("/welcome/{token}", response_class=HTMLResponse)
def welcome(
    request: Request,
    token: str,
    name: Annotated[str, Form()] = "",
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    phone: Annotated[str, Form()] = "",
    programme: Annotated[str, Form()] = "",
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """Make the first account, and go on to sign in with it."""
    desk = desk_of(request)
    if not _own_form(request, form_token):
        return _welcome(request, token, 403, _RELOADED, name, login, phone)
    with desk.read() as connection:
        if not accounts.link_holds(connection, desk.sealer, desk.wall(), token):
            raise HTTPException(404, str(accounts.LinkGone.__doc__))
        programmes = {row[0]: row for row in _programmes(connection)}
    if len(programmes) == 1:
        programme = next(iter(programmes))
    try:
        if programme not in programmes:
            raise accounts.AccountProblem("Please choose a programme.")
        accounts.check_account(name, login, password, programmes[programme][1])
        number = accounts.read_phone(phone, programmes[programme][2], desk.tools.ours)
        hashed = accounts.hash_password(password)

        def make(connection: Connection) -> None:
            accounts.use_link(connection, desk.sealer, desk.wall(), token)
            accounts.create_staff(
                connection,
                desk.sealer,
                desk.now(),
                programme_id=programme,
                name=name,
                login=login,
                password_hash=hashed,
                phone=number,
                role=StaffRole.LEAD,
            )

        desk.write(make)
    except accounts.AccountProblem as error:
        return _welcome(request, token, 422, str(error), name, login, phone)
    except accounts.LinkGone as error:
        raise HTTPException(404, str(error)) from None
    return RedirectResponse("/sign-in", 303)
