"""The console as one application, to be mounted at "/" below the webhooks.

Every answer carries the headers that keep it private: no scripts but our own, no frames, no
referrer, nothing kept by a browser, and nothing but https where that is how people reach us. A form sent from
another site, or that is none of ours (`console.door`), is refused before anything looks at it.
"""

import structlog
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console import (
    account,
    audit,
    calendar,
    card,
    caseload,
    certificate,
    circle,
    erasing,
    going_live,
    kept,
    live,
    log,
    log_list,
    looks,
    match_endings,
    matches,
    matching,
    mentor_readiness,
    milestones,
    pages,
    people,
    people_edit,
    people_list,
    people_new,
    permissions,
    phones,
    pulses,
    recovery,
    requests,
    resources,
    safety,
    safety_times,
    settings,
    signing,
    staff,
    today,
)
from console.desk import Desk
from console.door import Door
from console.once import Once
from handlers.access.signing_in import Viewer
from records import effects as fx
from records.save import save
from records.sealing import KeyGone

logger = structlog.get_logger(__name__)

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_ONLY_HTTPS = "max-age=31536000; includeSubDomains"

_TITLES = {
    400: "That could not be read",
    403: "That did not come from here",
    404: "Nothing here",
    405: "Nothing here",
    410: "This person was erased",
    413: "That is too large",
    414: "That could not be read",
    415: "That could not be read",
    422: "That could not be read",
    429: "Please wait a little",
    500: "Something went wrong on our side",
}
_TEXTS = {
    404: "This page does not exist, or it belongs to another programme.",
    405: "This address cannot be opened that way. Go back, and use the buttons on the page.",
    410: "Nothing about them can be read or written any more.",
    422: "Part of the address or the form makes no sense to us. Go back, check it and try again.",
    500: "Nothing you sent was half-kept. Please try again. If it stays so, tell whoever runs Handrail.",
}


def create_console(desk: Desk) -> FastAPI:
    """The console, working at that desk."""
    console = FastAPI(title="Handrail", docs_url=None, redoc_url=None, openapi_url=None)
    console.state.desk = desk
    console.state.live = live.Live(desk)
    parts = (
        signing,
        today,
        caseload,
        live,
        log_list,
        log,
        safety,
        safety_times,
        looks,
        people_new,
        people_edit,
        mentor_readiness,
        people_list,
        people,
        erasing,
        matches,
        match_endings,
        matching,
        requests,
        resources,
        staff,
        settings,
        going_live,
        calendar,
        card,
        certificate,
        circle,
        milestones,
        pulses,
        audit,
        account,
        recovery,
        kept,
    )
    for part in parts:
        console.include_router(part.router)
    if desk.simulated:
        console.include_router(phones.router)
    console.mount("/static", StaticFiles(directory=pages.HERE / "static"), name="static")
    console.add_exception_handler(signing.SignInFirst, _sign_in_first)
    console.add_exception_handler(signing.OutOfDate, _out_of_date)
    console.add_exception_handler(permissions.NotForYou, _not_for_you)
    console.add_exception_handler(HTTPException, _failed)
    console.add_exception_handler(RequestValidationError, _unreadable)
    console.add_exception_handler(KeyGone, _erased)
    console.add_exception_handler(Exception, _broken)
    console.add_middleware(Once, desk=desk)
    console.add_middleware(Door, error_page=_error_page)
    console.add_middleware(Guard, secure=desk.secure)
    return console


class Guard:
    """Adds the headers, and refuses forms from other sites (by `Sec-Fetch-Site`, which browsers set)."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is another site's form."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _guard(MutableHeaders(scope=message), Request(scope).url.path, secure=self._secure)
            await send(message)

        request = Request(scope)
        origin = request.headers.get("sec-fetch-site", "same-origin")
        if request.method not in ("GET", "HEAD") and origin not in ("same-origin", "none"):
            refused = _error_page(request, 403, "It was sent from another site. Open the page here first.")
            await refused(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def _guard(headers: MutableHeaders, path: str, *, secure: bool) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value
    if secure:  # where people reach us by https, a browser asks for nothing else any more
        headers["Strict-Transport-Security"] = _ONLY_HTTPS
    headers["Cache-Control"] = "public, max-age=300" if path.startswith("/static/") else "no-store"


def _error_page(request: Request, status: int, text: str, viewer: Viewer | None = None) -> Response:
    title = _TITLES.get(status, "That did not work")
    return pages.page(request, "error.html", viewer, status, title=title, text=text)


async def _known_page(request: Request, status: int, text: str) -> Response:
    """The same for whoever is signed in, with the navigation: what is open stands on this page as well."""

    def render() -> Response:
        return _error_page(request, status, text, signing.viewer_of(request))

    return await run_in_threadpool(render)


async def _sign_in_first(request: Request, error: Exception) -> Response:
    assert isinstance(error, signing.SignInFirst)  # noqa: S101 - tells the type checker what it was registered for
    return await kept.keep_typed(request, error.back_to)


async def _out_of_date(request: Request, error: Exception) -> Response:
    """The page was shown to an earlier sign-in of the same account: what was typed is one step away."""
    onward = await kept.keep(request)
    if not onward:
        return await _known_page(request, 403, str(error))
    text = "You have signed in anew since you opened that page, so nothing was done. What you typed is kept."

    def render() -> Response:
        viewer = signing.viewer_of(request)
        title = "Please send it once more"
        return pages.page(
            request, "error.html", viewer, 403, title=title, text=text, onward=onward, onto="Show it"
        )

    return await run_in_threadpool(render)


def _note_refusal(request: Request, status: int, *, audited: bool = False) -> None:
    """Somebody was refused something: logged by the address' pattern, and by account. No words, no names."""
    desk, viewer = pages.desk_of(request), signing.viewer_of(request)
    route = getattr(request.scope.get("route"), "path", "no such address")
    account = viewer.staff_id if viewer else "nobody"
    logger.warning("refused", status=status, method=request.method, route=route, account=account)
    if audited and viewer is not None:
        refused = fx.Audited(viewer.staff_id, "refused", detail=f"{request.method} {route}")
        desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [refused]))


def _not_for_you(request: Request, error: Exception) -> Response:
    if request.url.path == "/":  # an administrator's first page is another one
        return RedirectResponse("/staff", 303)
    _note_refusal(request, 403, audited=True)
    viewer = signing.viewer_of(request)
    return pages.page(request, "error.html", viewer, 403, title="Not for this account", text=str(error))


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    if error.status_code in (401, 403, 404):
        _note_refusal(request, error.status_code)
    plain = error.status_code in _TEXTS and error.detail in ("Not Found", "Method Not Allowed")
    text = _TEXTS[error.status_code] if plain else error.detail
    return _error_page(request, error.status_code, text, signing.viewer_of(request))


async def _unreadable(request: Request, _: Exception) -> Response:
    return await _known_page(request, 422, _TEXTS[422])


async def _erased(request: Request, _: Exception) -> Response:
    return await _known_page(request, 410, _TEXTS[410])


async def _broken(request: Request, _: Exception) -> Response:
    response = _error_page(request, 500, _TEXTS[500])
    _guard(MutableHeaders(raw=response.raw_headers), "", secure=pages.desk_of(request).secure)
    return response
