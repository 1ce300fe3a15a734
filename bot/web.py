"""The web application: webhooks, health, metrics, and the console below them.

A webhook answers only after what it brought is committed. What is not from the provider gets
a 4xx and leaves nothing behind; what we cannot keep in time gets a 503, and what we could not keep a 500.
"""

import asyncio
import contextlib
import math
import signal
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response

from bot import calls, metrics
from bot.arriving import LONGEST_WAIT, TooBusy
from bot.forms import form_fields
from bot.limits import AtMost
from bot.menus import telegram_menus, usual_language
from bot.readyz import ReadyCheck
from bot.wiring import House
from channels.port import BadRequest, Inbound, InboundKind, Unreachable
from channels.telegram_updates import Unreadable
from channels.voice import Voice
from console.app import create_console
from records.database import AlreadyRunning
from records.writer import DatabaseBusy
from scheduler.engines.ticks import CATCH_UP_SECONDS, DUE_SECONDS, every

log = structlog.get_logger(__name__)

_LISTENS = LONGEST_WAIT + 2.0  # seconds in which a provider gets an answer
_COME_AGAIN = 10.0  # seconds, where a locked database says no more


def create_app(house: House) -> FastAPI:
    """The application, running the house for as long as it runs."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with running(house):
            yield

    app = FastAPI(title="Handrail", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_exception_handler(BadRequest, _refuse)
    app.add_exception_handler(TooBusy, _come_again)
    app.add_exception_handler(DatabaseBusy, _come_again)
    app.add_middleware(AtMost)
    _health(app, house)
    if house.sms is not None:
        _sms(app, house)
    if house.telegram is not None and house.settings.public_url:
        _telegram(app, house)
    console = create_console(house)
    app.state.live = console.state.live
    app.mount("/", console)
    return app


@contextlib.asynccontextmanager
async def running(house: House) -> AsyncIterator[None]:
    """Run delivery, ticks, catch-up and the Telegram poll until left; then finish what is under way."""
    house.attach()
    try:
        await house.keep_time()
    except Exception as error:  # the first tick tries again
        log.error("the time could not be kept", error=type(error).__name__)
    tasks: list[asyncio.Task[Any]] = [asyncio.create_task(house.delivery.run(), name="delivery")]
    house.hears_first = True
    tasks.append(asyncio.create_task(_hear_first(house), name="catch-up"))
    telegram = house.telegram
    if telegram is not None:
        tasks.append(asyncio.create_task(_introduce(house), name="telegram-menu"))
        if house.settings.public_url:
            tasks.append(asyncio.create_task(_hook(house), name="telegram-webhook"))
        else:
            tasks.append(
                asyncio.create_task(telegram.poll(_poll_into(house), house.now), name="telegram-poll")
            )
    for task in tasks:
        task.add_done_callback(_report)
    if not house.simulated:
        house.going_live.start()
    house.second_looks.start()
    try:
        await _tick(house)
    except Exception as error:  # the next tick tries again; messages are taken in meanwhile
        log.error("the first tick failed", error=type(error).__name__)
    tasks += [
        asyncio.create_task(every(DUE_SECONDS, "due", partial(_tick, house)), name="ticks"),
        asyncio.create_task(every(CATCH_UP_SECONDS, "catch-up", house.catch_up), name="catch-up ticks"),
    ]
    try:
        yield
    finally:
        delivery, *others = tasks
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await house.delivery.stop()  # before it is cancelled: what it has just marked "sending" is sent
        delivery.cancel()
        await asyncio.gather(delivery, return_exceptions=True)
        await house.close()


async def _tick(house: House) -> None:
    try:
        await house.tick()
    except AlreadyRunning:  # a database server that started anew let another process have it
        log.critical("another Handrail has taken the database; this one stops, so that nothing is sent twice")
        signal.raise_signal(signal.SIGTERM)  # what is under way is finished first


async def _hear_first(house: House) -> None:
    """What came while we were away; only then is it noticed who has not answered."""
    try:
        await house.catch_up()
    finally:
        house.hears_first = False


def _report(task: "asyncio.Task[Any]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a part of the program stopped", part=task.get_name(), error=type(error).__name__)


def _poll_into(house: House) -> Any:
    async def handle(inbounds: Any) -> None:
        await _receive(house, list(inbounds))

    return handle


async def _introduce(house: House) -> None:
    """Tell Telegram what the menu beside the text box offers, in each language."""
    if house.telegram is not None:
        with house.read() as connection:
            menus = telegram_menus(house.wording, usual_language(connection))
        with contextlib.suppress(Unreachable):
            await house.telegram.set_commands(menus)


async def _hook(house: House) -> None:
    """Tell Telegram where to bring updates; again until it has heard."""
    wait = 5.0
    while house.telegram is not None:
        try:
            await house.telegram.set_webhook(f"{house.settings.public_url}/telegram/webhook")
            return
        except Unreachable as error:
            log.warning("Telegram did not take the webhook", code=error.code, next_try_seconds=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 300.0)


async def _receive(house: House, inbounds: list[Inbound], *, within: float | None = None) -> None:
    for inbound, result in zip(inbounds, await house.receive(inbounds, within=within), strict=True):
        metrics.INBOUND.labels(channel=inbound.channel, outcome=result.outcome).inc()


async def _refuse(request: Request, error: Exception) -> Response:
    log.warning("refused at the door", path=request.url.path, why=str(error))
    return Response(str(error), status_code=403, media_type="text/plain")


async def _come_again(_: Request, error: Exception) -> Response:
    """A provider hangs up after fifteen seconds and knows nothing then; so it hears before that."""
    after = error.after if isinstance(error, TooBusy) else _COME_AGAIN
    headers = {"retry-after": str(math.ceil(after))}
    return Response(str(error), status_code=503, media_type="text/plain", headers=headers)


def _health(app: FastAPI, house: House) -> None:
    readiness = ReadyCheck(house)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        """The program is alive."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz(response: Response) -> dict[str, Any]:
        """It can write and read, the keys are there, and nothing waits too long, a signpost above all."""
        wrong, figures = readiness.look()
        response.status_code = 503 if wrong else 200
        return {"status": " ".join(wrong) or "ready", **figures}

    @app.get("/metrics")
    def read_metrics() -> Response:
        """Counters for Prometheus: kinds and numbers, nobody's words."""
        with house.read() as connection:
            metrics.gauge(connection, house.now(), house.tools.held(connection))
        house.arriving.gauge()
        metrics.WRITING.set(house.writer.waiting)
        return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)


def _sms(app: FastAPI, house: House) -> None:
    sms = house.sms
    assert sms is not None  # noqa: S101 - for the type checker; the caller looked

    async def signed(request: Request) -> dict[str, str]:
        """The fields of Twilio's form. Without a signature nothing is read."""
        signature = request.headers.get("x-twilio-signature")
        if not signature:
            raise BadRequest("This request is not signed, so it is not from Twilio.")
        fields = form_fields(request.headers.get("content-type", ""), await request.body())
        query = f"?{request.url.query}" if request.url.query else ""
        sms.verify(request.url.path + query, fields, signature)
        house.going_live.heard()
        return fields

    @app.post("/sms/inbound")
    async def inbound(request: Request) -> Response:
        """A text message came in. Where it cannot be kept, Twilio asks the fallback address (`fallback`)."""
        fields = await signed(request)
        await _receive(house, [sms.parse_inbound(fields, house.now())], within=_LISTENS)
        return Response(calls.NOTHING, media_type="text/xml")

    @app.post("/sms/status")
    async def status(request: Request, outbox: str = "") -> Response:
        """What became of a text message, or of a call."""
        fields = await signed(request)
        parse = Voice.parse_status if "CallSid" in fields else sms.parse_status
        await house.take_receipt(parse(fields, outbox, house.now()))
        return Response(status_code=204)

    @app.post("/sms/voice")
    async def voice(request: Request, outbox: str = "", again: str = "") -> Response:
        """Whoever we rang pressed a key, or none; without `outbox`, somebody rings the number."""
        fields = await signed(request)
        if outbox:
            said = await calls.key_pressed(house, outbox, fields.get("Digits", ""), again=bool(again))
        else:
            said = calls.somebody_rings(house)
        return Response(said, media_type="text/xml")


def _telegram(app: FastAPI, house: House) -> None:
    telegram = house.telegram
    assert telegram is not None  # noqa: S101 - for the type checker; the caller looked

    @app.post("/telegram/webhook")
    async def webhook(request: Request) -> Response:
        """An update from Telegram."""
        telegram.verify_secret(request.headers.get("x-telegram-bot-api-secret-token"))
        house.going_live.heard()
        try:
            update = telegram.parse_update(await request.body(), house.now())
        except Unreadable:  # it is Telegram's; refused, it would come again and again, before all that follow
            log.error("an update from Telegram cannot be read and is left out")
            return Response(status_code=200)
        if update is not None:
            await _receive(house, [update], within=_LISTENS)
            if update.kind is InboundKind.BUTTON:
                await telegram.answer_tap(update)
        return Response(status_code=200)
