"""`copy-to`: takes the records, and the keys, to another database."""

from contextlib import ExitStack

from bot.settings import SettingsProblem
from bot.wiring import read_settings
from records.copying import copy_keys, copy_records
from records.database import claim, open_engine


def copy_to(database_url: str, keys_url: str) -> None:
    """Copy what the settings name to these addresses; keys only where an address is given.

    Raises:
        SettingsProblem: both addresses are the same, or the same as now.
        AlreadyRunning: Handrail runs on one of them; stop it first.
        CopyProblem: nothing was copied; says why.
    """
    settings = read_settings()
    places = [settings.database_url, settings.keys_url, database_url, keys_url]
    if len(set(places)) < len(places):
        raise SettingsProblem(
            "A copy needs a new database and a new key store, each with an address of its own. "
            "Give addresses that .env does not name yet."
        )
    old, new = open_engine(settings.database_url), open_engine(database_url)
    with ExitStack() as stack:
        for engine in (old, new):
            stack.callback(engine.dispose)
            held = claim(engine)
            if held is not None:
                stack.callback(held.close)
        print(f"{copy_records(old, new)} rows of records copied and counted.")
        if keys_url:
            print(f"{_copy_keys(settings.keys_url, keys_url)} keys copied and counted.")
    print("Now write the new addresses behind DATABASE_URL" + (" and KEYS_URL." if keys_url else "."))
    print("Keep the old files until you have seen Handrail run on the new ones, then destroy them.")


def _copy_keys(here: str, there: str) -> int:
    old, new = open_engine(here), open_engine(there)
    try:
        return copy_keys(old, new)
    finally:
        old.dispose()
        new.dispose()
