"""`run`: the web server, around the house."""

import contextlib
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn

from bot import checklist
from bot.foundations import real
from bot.limits import most_connections
from bot.logs import set_up_logging
from bot.settings import Settings, SettingsProblem
from bot.web import create_app
from bot.wiring import House, read_settings
from handlers.access import accounts


def serve() -> None:
    """Run for real until told to stop.

    Raises:
        SettingsProblem: there is no channel to run with, or the port is taken.
    """
    settings = read_settings()
    if not (settings.sms or settings.telegram or settings.simulated_phones):
        raise SettingsProblem(
            "There is no way to anybody's phone yet. Give TELEGRAM_BOT_TOKEN or the TWILIO_ settings in "
            ".env, or try `make demo`, which needs none."
        )
    set_up_logging(as_json=settings.log_json)
    house = House(settings)
    check_port(settings)
    tell_first_link(house)
    tell_what_is_open(house)
    serve_house(house, settings)


def check_port(settings: Settings) -> None:
    """Before anything is set up, see that the port is free.

    Raises:
        SettingsProblem: something listens there already, or it may not be used.
    """
    try:
        family, *_, place = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(place)
    except OSError as error:
        raise SettingsProblem(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}): another program has "
            "it, perhaps an earlier Handrail. Stop that one, or choose another port: PORT in .env for `make "
            "run`, `python -m bot demo --port 8001` for the demonstration."
        ) from None


def serve_house(house: House, settings: Settings) -> None:
    """Serve until interrupted."""
    app = create_app(house)
    web = _Server(uvicorn.Config(app, **web_options(settings)), app.state.live.close)
    with contextlib.suppress(KeyboardInterrupt):  # raised once more when everything is finished
        web.run()
    if not web.started:
        sys.exit(3)  # as uvicorn does where it cannot start


class _Server(uvicorn.Server):
    """A web server that first ends the pages that listen: it would wait for them until its patience ends."""

    def __init__(self, config: uvicorn.Config, end_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_listening = end_listening

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told to stop."""
        self._end_listening()
        super().handle_exit(sig, frame)


def web_options(settings: Settings) -> dict[str, Any]:
    """How the web server listens."""
    return {
        "host": settings.host,
        "port": settings.port,
        "log_config": None,
        "access_log": False,
        "limit_concurrency": most_connections(),
        "proxy_headers": True,  # believed from this machine only: a proxy in front of us
        "timeout_graceful_shutdown": 3,  # with delivery's last call, within the ten that containers are given
    }


def tell_first_link(house: House) -> None:
    """While nobody can sign in, print the one-time link that makes the first account."""
    with house.read() as connection:
        if accounts.any_staff(connection):
            return
    token = house.write(
        lambda connection: accounts.first_account_link(connection, house.sealer, house.wall())
    )
    print("Nobody can sign in yet. Make the first account here (once, within a day):")
    print(f"  {house.settings.console_url}/welcome/{token}", flush=True)


def tell_what_is_open(house: House) -> None:
    """Beside real channels, say that they are held, or what is no longer in order."""
    if not real(house.settings):
        return
    try:
        number = sum(not one.well for one in checklist.check(house.settings, house.now(), outside=False))
    except SettingsProblem as problem:
        print(problem, flush=True)
        return
    with house.read() as connection:
        held = house.tools.held(connection)
    where = f"`python -m bot golive` and {house.settings.console_url}/going-live list it."
    if held:
        print(
            "HELD: nothing that people have not asked for leaves until everything is in order; still open: "
            f"{number}. {where} Whoever writes in is heard and answered, and danger is seen to.",
            flush=True,
        )
    elif number:
        print(f"Live, but no longer in order: {number}. {where}", flush=True)
