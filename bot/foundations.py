"""What everything stands on: the secret, the key store, the records, the ways to a phone.

Looked at by `doctor` and by `golive`. Nothing here holds a lock or changes anything.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from bot import probes
from bot.settings import Settings
from handlers.desk.findings import Finding
from records import schema
from records.database import open_engine
from records.keys_there import KeysMissing, missing_keys
from records.kinds import Channel
from records.sealing import KeyStore, Sealer, SealError

_FEWEST_CHARACTERS = 12  # different ones in a secret that nobody typed for fun


def channels(settings: Settings) -> tuple[Channel, ...]:
    """The ways to a phone that are on."""
    on = {Channel.SMS: settings.sms, Channel.TELEGRAM: settings.telegram}
    return tuple(name for name, there in (on | {Channel.PHONES: settings.simulated_phones}).items() if there)


def ways(settings: Settings) -> Iterator[Finding]:
    """Which ways to a phone are on, and how one switches on those that are off."""
    if not real(settings):
        none = "None leads to people's own phones."
        yield Finding("Ways to a phone", none, "Give TELEGRAM_BOT_TOKEN or the TWILIO_ settings in .env.")
        return
    for name, on, how in (
        ("Text messages", settings.sms, "the TWILIO_ settings"),
        ("Telegram", settings.telegram, "TELEGRAM_BOT_TOKEN"),
    ):
        yield Finding(name, "On." if on else f"Off: {how} in .env would switch it on.")


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for a server or for memory."""
    scheme, _, path = url.partition(":///")
    return Path(path).resolve() if scheme.startswith("sqlite") and path and path != ":memory:" else None


def real(settings: Settings) -> bool:
    """Whether people's own phones are on."""
    return settings.sms or settings.telegram


def secret(settings: Settings) -> Finding:
    """SECRET_KEY is strong, kept away from the data, and nobody else on this computer can read its file."""
    what, file = "SECRET_KEY", settings.secret_key_file
    if len(set(settings.secret)) < _FEWEST_CHARACTERS:
        return Finding(
            what,
            "It is long, but easy to guess.",
            "Make one with `python -m bot secret` before anybody is enrolled. Where people are enrolled "
            "already, their words were sealed with the old one: ask for help before you change it.",
        )
    if file is not None:
        folders = [one.parent for url in (settings.database_url, settings.keys_url) if (one := file_of(url))]
        if any(file.resolve().is_relative_to(folder) for folder in folders):
            return Finding(
                what,
                "Its file lies in the data folder, so whoever takes that folder can read everything.",
                f"Move {file} somewhere else and say so in SECRET_KEY_FILE.",
            )
        if file.stat().st_mode & 0o077:
            return Finding(what, "Others on this computer can read its file.", f"Say `chmod 600 {file}`.")
    return Finding(what, "Strong, and away from the data.")


def key_store(settings: Settings) -> Finding:
    """The key store opens with this SECRET_KEY and lies apart from the records."""
    what = "Key store"
    keys, records = file_of(settings.keys_url), file_of(settings.database_url)
    if settings.keys_url == settings.database_url or (keys is not None and keys == records):
        return Finding(
            what,
            "It is the same database as the records, so no copy of the one goes without the other.",
            "Give KEYS_URL a database of its own.",
        )
    if real(settings) and keys is not None and records is not None and keys.parent == records.parent:
        return Finding(
            what,
            "It lies in the same folder as the records, so whoever copies the one copies the other.",
            "Stop Handrail, move the file to a folder of its own and say so in KEYS_URL.",
        )
    if keys is not None and not keys.is_file():
        return Finding(what, "There is none yet; the first start makes it.")
    engine = open_engine(settings.keys_url)
    try:
        if not inspect(engine).has_table("person_key"):
            return Finding(what, "There is none yet; the first start makes it.")
        store = KeyStore(engine, settings.secret)
        missing, people = _missing(settings, Sealer(store, settings.secret))
        store.close()
        if missing:
            return Finding(
                what, f"It lacks the keys of {missing} of {people} people.", str(KeysMissing(missing, people))
            )
    except SealError as error:
        return Finding(what, "It does not open.", str(error))
    except SQLAlchemyError as error:
        return Finding(
            what,
            f"It cannot be read ({type(error).__name__}).",
            "Look at KEYS_URL, and whether its file or server is there and may be read.",
        )
    finally:
        engine.dispose()
    return Finding(what, "It opens.")


def _missing(settings: Settings, sealer: Sealer) -> tuple[int, int]:
    """How many living people have no key; none where there are no records to look at yet."""
    file = file_of(settings.database_url)
    if file is not None and not file.is_file():
        return 0, 0
    engine = open_engine(settings.database_url)
    try:
        if schema.current(engine) != schema.head():
            return 0, 0
        return missing_keys(engine, sealer)
    finally:
        engine.dispose()


def database(settings: Settings) -> tuple[Finding, Engine | None]:
    """The records are there and in the shape this program works with; and a way to read them, if so."""
    what = "Records"
    file = file_of(settings.database_url)
    if file is not None and not file.is_file():
        return Finding(
            what, "There are none yet.", "Make a programme: python -m bot programme add FOLDER"
        ), None
    engine = open_engine(settings.database_url)
    try:
        found = schema.current(engine)
        if found == schema.head():
            schema.compare(engine)
    except schema.SchemaDiffers as error:
        engine.dispose()
        return Finding(what, str(error), "Stop Handrail, and restore a backup: docs/how-to/backup.md."), None
    except SQLAlchemyError as error:
        engine.dispose()
        do = "Look at DATABASE_URL, and whether its file or server is there and may be read."
        return Finding(what, f"They cannot be read ({type(error).__name__}).", do), None
    if found != schema.head():
        engine.dispose()
        do = "Start Handrail once: it brings an older shape up to date. If it says it cannot, do as it says."
        return Finding(what, f"Their shape is {found or 'not made yet'}, not {schema.head()}.", do), None
    return Finding(what, "There, and in the right shape."), engine


def public_url(settings: Settings) -> Finding:
    """The address that others know leads here."""
    wrong = probes.answers(settings.public_url)
    if wrong:
        return Finding(
            "PUBLIC_URL",
            f"{settings.public_url}: {wrong}.",
            "Look at the domain, its certificate, and the proxy in front of Handrail.",
        )
    return Finding("PUBLIC_URL", "It leads here.")
