"""`tuning`: what coordinators said the recogniser got wrong, for whoever mends its rules."""

import json
import sys

from bot.settings import SettingsProblem
from bot.wiring import House, read_settings
from handlers.alarm.tuning import rows
from handlers.desk.confirming import staff_of
from handlers.desk.staff import StaffError
from records.database import AlreadyRunning


def print_tuning(login: str) -> None:
    """Print a JSON object for each false alarm and each miss of a programme. Who it was is not in it.

    Args:
        login: of the lead who asks; that they did is kept.

    Raises:
        SettingsProblem: they do not lead the programme, or Handrail runs, so that the console is the place.
        ConfirmationProblem: nobody has this login.
    """
    settings = read_settings()
    try:
        house = House(settings)
    except AlreadyRunning:
        raise SettingsProblem(
            f"Handrail runs. Sign in as a lead and download it there: {settings.console_url}/safety"
        ) from None
    try:
        found = house.write(
            lambda connection: rows(
                connection, house.sealer, house.now(), staff_id=staff_of(connection, login)
            )
        )
    except StaffError as error:
        raise SettingsProblem(str(error)) from None
    finally:
        house.shut()
    for row in found:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
