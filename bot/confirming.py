"""Answering for a part of going live from the command line."""

from collections.abc import Sequence

from bot.wiring import House, read_settings
from handlers.desk.confirming import ConfirmationProblem, confirm, staff_of
from records.database import AlreadyRunning


def confirm_items(items: Sequence[str], login: str, detail: str) -> None:
    """Keep that a member of staff answers for these items.

    Raises:
        ConfirmationProblem: an item or the login is not known, words are missing, or Handrail runs, so that
            the console is the place for it.
    """
    settings = read_settings()
    try:
        house = House(settings)
    except AlreadyRunning:
        raise ConfirmationProblem(
            f"Handrail runs. Sign in and confirm it there: {settings.console_url}/going-live"
        ) from None
    try:
        house.write(
            lambda connection: confirm(
                connection, house.sealer, house.now(), items, staff_of(connection, login), detail
            )
        )
    finally:
        house.shut()
    print(f"Kept: {', '.join(items)}. `python -m bot golive` lists what is open.")
