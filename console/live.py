"""News for open pages, as it comes: something is new; a colleague has the same person's page open.

A page that is open listens at `/live` (server-sent events). What it is told holds nobody's words: only that
it should look again, which it does as any page is asked for, with all that this account may and may not see.
One look-out serves every page that listens: every two seconds it asks a few questions on one connection,
however many listen, and none while nobody does. Whoever is signed out, or whose account is closed, is told
so and hears no more. Two processes at one database each tell the pages that listen to them; colleagues are
seen by those at the same process.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from console import permissions
from console.desk import Desk
from console.pages import desk_of
from console.permissions import Reader
from handlers.access.signing_in import Viewer, still_signed_in
from handlers.desk import at_the_door
from records import reading_news
from records.reading import View

router = APIRouter()
log = structlog.get_logger(__name__)

_EVERY = 2.0  # seconds between two looks
_SIGN_OF_LIFE = 20.0  # seconds; a proxy gives up a connection on which nothing comes
_MOST_EACH = 12  # pages of one account that listen


@dataclass(eq=False, slots=True)
class Page:
    """A page that listens: whose it is, whom it shows ("" where that is nobody), and what it has seen."""

    viewer: Viewer
    person_id: str
    seen: str
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    news: bool = False
    over: bool = False
    here: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Live:
    """Everybody who listens, and the look-out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pages: set[Page] = set()
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    def close(self) -> None:
        """End every page's connection, without a word: the program stops, and pages will ask for the next."""
        self._closed = True
        for page in self._pages:
            page.woken.set()

    async def listen(self, viewer: Viewer, person_id: str, seen: str) -> AsyncIterator[str]:
        """What to send to a page, until it goes away, or its sign-in ends.

        Args:
            viewer: whose page it is.
            person_id: whom it shows; "" for nobody.
            seen: the mark that stood on the page: news since then is told at once.
        """
        page = Page(viewer, person_id, seen)
        self._pages.add(page)
        self._meet()
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_out(), name="live")
        try:
            yield "retry: 3000\n\n"
            while not (page.over or self._closed):
                with suppress(TimeoutError):
                    await asyncio.wait_for(page.woken.wait(), _SIGN_OF_LIFE)
                page.woken.clear()
                if not self._closed:
                    yield _told(page)
        finally:
            self._pages.discard(page)
            self._meet()

    def has_room(self, viewer: Viewer) -> bool:
        """Whether one more page of that account may listen."""
        return sum(page.viewer.staff_id == viewer.staff_id for page in self._pages) < _MOST_EACH

    def _meet(self) -> None:
        """Tell those who have the same person's page open of each other."""
        for page in self._pages:
            others = {
                one.viewer.staff_id: one.viewer.name
                for one in self._pages
                if page.person_id
                and (one.person_id, one.viewer.programme_id) == (page.person_id, page.viewer.programme_id)
                and one.viewer.staff_id != page.viewer.staff_id
            }
            here = tuple(sorted(others.values()))
            if here != page.here:
                page.here = here
                page.woken.set()

    async def _look_out(self) -> None:
        while self._pages:
            try:
                await self._look()
            except Exception as error:  # the next look tries again
                log.warning("no look at what is new", error=type(error).__name__)
            await asyncio.sleep(_EVERY)

    async def _look(self) -> None:
        pages = list(self._pages)
        programmes = {page.viewer.programme_id for page in pages}
        people = {page.person_id for page in pages if page.person_id}
        logins = {page.viewer.login_id for page in pages}

        def ask() -> tuple[frozenset[str], dict[str, str]]:
            with self._desk.read() as connection:
                signed_in = still_signed_in(connection, self._desk.wall(), logins)
                return signed_in, reading_news.marks(connection, programmes, people)

        signed_in, marks = await run_in_threadpool(ask)
        for page in pages:
            page.over = page.over or page.viewer.login_id not in signed_in
            mark = marks[page.person_id or page.viewer.programme_id]
            if mark != page.seen:
                page.news, page.seen = True, mark
            if page.over or page.news:
                page.woken.set()


def _told(page: Page) -> str:
    if page.over:
        return "event: over\ndata: -\n\n"
    said = ""
    if page.news:
        page.news = False
        said += "event: news\ndata: -\n\n"
    if page.here != page.told:
        page.told = page.here
        said += f"event: here\ndata: {json.dumps(page.here)}\n\n"
    return said or ": still here\n\n"


def mark(view: View, person_id: str = "") -> str:
    """What a page carries that listens: it is another once there is news for that page."""
    of = person_id or view.programme_id
    programmes, people = ((), (of,)) if person_id else ((of,), ())
    return reading_news.marks(view.connection, programmes, people)[of]


def _sees(desk: Desk, viewer: Viewer, person_id: str) -> bool:
    with desk.read() as connection:
        return permissions.view(desk, connection, viewer).sees(person_id)


@router.get("/live")
async def live(request: Request, viewer: Reader, person: str = "", seen: str = "") -> Response:
    """Listen. It is for the script of our pages: by hand, this address leads to the first page."""
    if "text/event-stream" not in request.headers.get("accept", ""):
        return RedirectResponse("/", 303)
    desk = desk_of(request)
    if person and (
        at_the_door.row_id(person) is None or not await run_in_threadpool(_sees, desk, viewer, person)
    ):
        raise HTTPException(404, "There is no such person here.")
    hub: Live = request.app.state.live
    if not hub.has_room(viewer):
        return Response(status_code=204)  # the browser asks no more; the page works as without script
    return StreamingResponse(
        hub.listen(viewer, person, seen), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )
