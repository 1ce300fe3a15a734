"""What comes into an open page by itself: when, to whom, at which cost, and when it ends."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

import pytest
from console_rows import Browser, Desk, Rows, ago, create_console, every
from sqlalchemy import event

from console import live
from console.live import Live
from handlers.access import signing_in
from handlers.access.signing_in import Viewer
from records import reading_news
from records import tables as t
from records.kinds import InboxOutcome


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look more often than in life."""
    monkeypatch.setattr(live, "_EVERY", 0.02)
    monkeypatch.setattr(live, "_SIGN_OF_LIFE", 0.3)


def viewer(desk: Desk, login: str = "ana@example.org") -> Viewer:
    """Somebody who signs in now."""
    (staff,) = every(desk, t.Staff, login=login)
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )
    with desk.read() as connection:
        found = signing_in.find_login(connection, desk.sealer, desk.wall(), token)
    assert found is not None
    return found


def mark(desk: Desk, person_id: str = "") -> str:
    """What stands on a page that is opened now."""
    with desk.read() as connection:
        return reading_news.marks(connection, ["pr"], [person_id] if person_id else [])[person_id or "pr"]


async def hears(stream: AsyncIterator[str], what: str) -> str:
    """The next that is said of that kind; what is said besides is passed over."""
    async with asyncio.timeout(10):
        async for said in stream:
            if f"event: {what}" in said:
                return said
    raise AssertionError(f"no {what}")


async def silent(stream: AsyncIterator[str]) -> None:
    """Nothing is said for some looks."""
    async with asyncio.timeout(10):
        assert await anext(stream) == ": still here\n\n"


NEWS: list[tuple[str, Callable[[Rows], object]]] = [
    (
        "words that wait",
        lambda rows: rows.heard(
            "dev", "x", at=ago(minutes=1), needs_person=True, outcome=InboxOutcome.FOR_A_PERSON
        ),
    ),
    ("attended", lambda rows: rows.change(t.Inbox, _waits(rows), attended_at=ago(minutes=0))),
    ("a flag is taken", lambda rows: rows.change(t.Flag, _flag(rows), acknowledged_at=ago(minutes=0))),
    ("a flag is closed", lambda rows: rows.change(t.Flag, _flag(rows), closed_at=ago(minutes=0))),
    ("trouble", lambda rows: rows.said("mia", "x", state="failed", reason="30003", at=ago(minutes=1))),
    ("held", lambda rows: rows.change(t.Person, "mia", held_at=ago(minutes=1))),
]


def _waits(rows: Rows) -> str:
    return str(every(rows.desk, t.Inbox, person_id="mia", needs_person=True)[0].id)


def _flag(rows: Rows) -> str:
    return str(every(rows.desk, t.Flag)[0].id)


@pytest.mark.parametrize("what", range(len(NEWS)), ids=[name for name, _ in NEWS])
def test_what_is_new_is_told_once(desk: Desk, rows: Rows, what: int) -> None:
    async def scene() -> None:
        hub = Live(desk)
        async with aclosing(hub.listen(viewer(desk), "", mark(desk))) as stream:
            await anext(stream)
            await silent(stream)
        async with aclosing(hub.listen(viewer(desk), "", mark(desk))) as stream:
            await anext(stream)
            NEWS[what][1](rows)
            said = await hears(stream, "news")
            assert said == "event: news\ndata: -\n\n", "nobody's words, no name, no number"

    asyncio.run(scene())


def test_what_came_between_the_page_and_its_listening_is_told(desk: Desk, rows: Rows) -> None:
    async def scene() -> None:
        before = mark(desk, "mia")
        rows.heard("mia", "hello?", at=ago(minutes=0))
        async with aclosing(Live(desk).listen(viewer(desk), "mia", before)) as stream:
            await hears(stream, "news")

    asyncio.run(scene())


def test_a_persons_page_hears_of_that_person_alone(desk: Desk, rows: Rows) -> None:
    async def scene() -> None:
        async with aclosing(Live(desk).listen(viewer(desk), "mia", mark(desk, "mia"))) as stream:
            await anext(stream)
            rows.heard("dev", "not about Mia", at=ago(minutes=0))
            await silent(stream)

    asyncio.run(scene())


@pytest.mark.parametrize("how", ["signed out", "account closed", "idle"])
def test_it_ends_when_the_sign_in_does(desk: Desk, rows: Rows, how: str) -> None:
    async def scene() -> None:
        who = viewer(desk)
        async with aclosing(Live(desk).listen(who, "", mark(desk))) as stream:
            await anext(stream)
            if how == "signed out":
                desk.write(lambda c: signing_in.close_login(c, who.login_id))
            elif how == "account closed":
                rows.change(t.Staff, who.staff_id, active=False)
            else:
                rows.change(t.Login, who.login_id, seen_at=desk.wall() - signing_in.IDLE)
            await hears(stream, "over")
            with pytest.raises(StopAsyncIteration):
                await anext(stream)

    asyncio.run(scene())


def test_colleagues_on_one_page_hear_of_each_other_and_of_leaving(desk: Desk, rows: Rows) -> None:
    rows.person("bea", "Bea Holm", "coordinator")
    rows.staff("bea", "bea@example.org")

    async def scene() -> None:
        hub = Live(desk)
        async with aclosing(hub.listen(viewer(desk), "mia", mark(desk, "mia"))) as first:
            await anext(first)
            elsewhere = hub.listen(viewer(desk, "bea@example.org"), "dev", mark(desk, "dev"))
            same = hub.listen(viewer(desk, "bea@example.org"), "mia", mark(desk, "mia"))
            async with aclosing(elsewhere):
                await anext(elsewhere)
                async with aclosing(same):
                    await anext(same)
                    assert '["Bea Holm"]' in await hears(first, "here")
                    assert '["Ana Lindqvist"]' in await hears(same, "here")
                assert "[]" in await hears(first, "here")

    asyncio.run(scene())


def test_a_hundred_pages_ask_no_more_than_one_and_hold_no_connection(desk: Desk, rows: Rows) -> None:
    asked = 0

    def count(*_: object) -> None:
        nonlocal asked
        asked += 1

    async def looks(pages: int) -> int:
        hub = Live(desk)
        who = [viewer(desk) for _ in range(pages)]
        streams = [hub.listen(one, "", mark(desk)) for one in who]
        for stream in streams:
            await anext(stream)
        await asyncio.sleep(0.1)
        before = asked
        await hub._look()
        found = asked - before
        assert desk.engine.pool.checkedout() <= 1, "at most the look-out's own"  # type: ignore[attr-defined]  # of its pool
        for stream in streams:
            await stream.aclose()
        return found

    event.listen(desk.engine, "before_cursor_execute", count)
    # On a busy machine a beat of the look-out itself may fall into one count, not into every one of three.
    one = min(asyncio.run(looks(1)) for _ in range(3))
    assert 0 < one <= 8
    assert min(asyncio.run(looks(100)) for _ in range(3)) == one


def test_the_program_stops_and_so_does_every_stream(desk: Desk, rows: Rows) -> None:
    async def scene() -> None:
        hub = Live(desk)
        stream = hub.listen(viewer(desk), "", mark(desk))
        await anext(stream)
        hub.close()
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    asyncio.run(scene())


def test_listening_is_for_whoever_may_see(desk: Desk, rows: Rows, browser: Browser, ana: Browser) -> None:
    listens = {"Accept": "text/event-stream"}
    assert ana.get("/live").headers["location"] == "/", "by hand: to the first page"
    assert ana.get("/live?person=nobody", headers=listens).status_code == 404
    assert ana.get("/live?person=eve", headers=listens).status_code == 404
    assert Browser(create_console(desk)).get("/live", headers=listens).status_code == 303


def test_looking_again_by_itself_keeps_nobody_signed_in(desk: Desk, rows: Rows, ana: Browser) -> None:
    long_ago = desk.wall() - signing_in.IDLE / 2
    for login in every(desk, t.Login):
        rows.change(t.Login, login.id, seen_at=long_ago)
    assert ana.get("/", headers={"Handrail-Live": "1"}).status_code == 200
    assert {login.seen_at for login in every(desk, t.Login)} == {long_ago}
    assert ana.get("/").status_code == 200
    assert long_ago not in {login.seen_at for login in every(desk, t.Login)}


def test_pages_say_what_they_listen_to(desk: Desk, ana: Browser) -> None:
    assert "data-live-seen" in ana.get("/").text
    assert 'data-live-person="mia"' in ana.get("/people/mia").text
    assert "live.js" not in ana.get("/rota").text
