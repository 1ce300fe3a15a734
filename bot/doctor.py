"""`doctor`: looks over an installation and says in plain words what is wrong and what to do.

It only reads, holds no lock, and works beside the running program. Each check is a small function that
returns what it found; what cannot be looked at because something before it is broken is left out.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from bot import probes
from bot.settings import Settings, SettingsProblem
from handlers import accounts
from records import duty, health, schema
from records.database import open_engine
from records.kinds import Channel
from records.sealing import KeyStore, SealError
from scheduler.due import next_due

_FIRST = "python -m bot programme add FOLDER"
_LEAST_ROOM = 500_000_000  # bytes; a full disk loses what arrives
_FEWEST_CHARACTERS = 12  # different ones in a secret that nobody typed for fun
_LATE = timedelta(minutes=10)
_WAITED = timedelta(minutes=15)
_CLOCKS_APART = timedelta(minutes=2)
_BACKUP = timedelta(days=2)
_NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `do` says what to do about it; it is empty where all is well."""

    what: str
    found: str
    do: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing has to be done."""
        return not self.do


Check = Callable[[], Finding]


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything that can be looked at, the foundations first."""
    yield secret(settings)
    yield key_store(settings)
    yield room(settings)
    found, engine = database(settings)
    if engine is None:
        yield found
    else:
        try:
            yield found
            with engine.connect() as connection:
                for look in (clock, overdue, outbox, flags, sign_in):
                    yield look(connection, now)
                yield on_duty(connection, settings, now)
        finally:
            engine.dispose()
    yield program(settings)
    if settings.telegram:
        yield reached("Telegram", probes.knows_telegram(settings), "TELEGRAM_BOT_TOKEN")
    if settings.sms:
        yield reached("Twilio", probes.knows_twilio(settings), "the TWILIO_ settings")
    if settings.public_url:
        yield public_url(settings)
    if settings.sms or settings.telegram:
        yield backup(settings, now)


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for a server or for memory."""
    scheme, _, path = url.partition(":///")
    return Path(path).resolve() if scheme.startswith("sqlite") and path and path != ":memory:" else None


def real(settings: Settings) -> bool:
    """Whether people's own phones are on."""
    return settings.sms or settings.telegram


# --- the foundations -------------------------------------------------------------------------------


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
        KeyStore(engine, settings.secret).close()
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


def room(settings: Settings) -> Finding:
    """There is room on the disk that the data is on."""
    what = "Disk"
    files = [file for url in (settings.database_url, settings.keys_url) if (file := file_of(url))]
    places = {next(p for p in file.parents if p.exists()) for file in files} or {Path.cwd()}
    least = min(shutil.disk_usage(place).free for place in places)
    found = f"{least / 1e9:.1f} GB free."
    if least < _LEAST_ROOM:
        return Finding(
            what, found, "Make room on the disk that the data is on: when it is full, nothing can be kept."
        )
    return Finding(what, found)


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
    except SQLAlchemyError as error:
        engine.dispose()
        do = "Look at DATABASE_URL, and whether its file or server is there and may be read."
        return Finding(what, f"They cannot be read ({type(error).__name__}).", do), None
    if found != schema.head():
        engine.dispose()
        do = "Start Handrail once: it brings an older shape up to date. If it says it cannot, do as it says."
        return Finding(what, f"Their shape is {found or 'not made yet'}, not {schema.head()}.", do), None
    return Finding(what, "There, and in the right shape."), engine


# --- the day -----------------------------------------------------------------------------------------


def clock(connection: Connection, now: datetime) -> Finding:
    """The computer's clock agrees with the database server's, and with what was written down."""
    what, do = "Clock", "Set the clock, and let it be kept right by the network (NTP)."
    if connection.dialect.name == "postgresql":
        there: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        apart = abs(there.astimezone(UTC) - now)
        if apart > _CLOCKS_APART:
            return Finding(what, f"It is {apart.total_seconds():.0f} s apart from the database server's.", do)
    newest = health.newest_moment(connection)
    if newest is not None and newest > now + _CLOCKS_APART:
        return Finding(what, "It shows an earlier time than some messages were kept with.", do)
    return Finding(what, f"{now:%Y-%m-%d %H:%M} UTC.")


def overdue(connection: Connection, now: datetime) -> Finding:
    """Nothing that was due is still waiting."""
    due = next_due(connection)
    if due is not None and now - due > _LATE:
        return Finding(
            "Schedule",
            f"Something has been due for {_spoken(now - due)}.",
            "See whether Handrail runs (below). If it does, look in its log for “a part of the program "
            "stopped”.",
        )
    return Finding("Schedule", "Nothing is overdue.")


def outbox(connection: Connection, now: datetime) -> Finding:
    """Replies and signposts leave."""
    late = health.stuck(connection, now - _WAITED)
    if late:
        return Finding(
            "Outbox",
            f"{_number(late, 'reply or signpost', 'replies or signposts')} should have left "
            "more than 15 minutes ago.",
            "See whether Handrail runs and reaches Twilio and Telegram (below). Until it does, call people.",
        )
    unknown = health.of_unknown_fate(connection, now - _NEXT_DAY)
    if unknown:
        return Finding("Outbox", f"It moves. {_number(unknown, 'message')} of today may not have arrived.")
    return Finding("Outbox", "It moves.")


def flags(connection: Connection, now: datetime) -> Finding:
    """No safety flag waits for somebody."""
    waiting = health.unanswered_flags(connection, now - _WAITED)
    if waiting:
        return Finding(
            "Safety flags",
            f"{_number(waiting, 'flag')} waited for more than 15 minutes with nobody on it.",
            "Open Today in the console and read it now.",
        )
    return Finding("Safety flags", "None waits.")


def sign_in(connection: Connection, _: datetime) -> Finding:
    """Somebody can read the records."""
    if not accounts.any_staff(connection):
        return Finding(
            "Accounts",
            "Nobody can sign in.",
            "Stop Handrail and say `python -m bot staff link` for the first account.",
        )
    return Finding("Accounts", "Somebody can sign in.")


def on_duty(connection: Connection, settings: Settings, now: datetime) -> Finding:
    """In every programme an alert would reach somebody now."""
    what = "On duty"
    programmes = health.programmes(connection)
    if not programmes:
        return Finding(what, "There is no programme yet.", f"Make one: {_FIRST}")
    for programme in programmes:
        there = health.reachable(connection, programme.id, channels(settings))
        if not there:
            return Finding(
                what,
                f"In {programme.name}, no coordinator can be reached by phone.",
                "Give one an account with a phone (python -m bot staff add --phone), or import one.",
            )
        rota = health.shifts(connection, programme.id)
        if rota and not duty.on_duty(rota, now, programme.timezone) & there:
            return Finding(
                what,
                f"In {programme.name}, nobody whose shift it is can be reached.",
                "Fill this hour in the rota. Until then an alert goes to every coordinator.",
            )
    return Finding(what, "An alert would reach somebody now.")


def channels(settings: Settings) -> tuple[Channel, ...]:
    """The ways to a phone that are on."""
    on = {Channel.SMS: settings.sms, Channel.TELEGRAM: settings.telegram}
    return tuple(name for name, there in (on | {Channel.PHONES: settings.simulated_phones}).items() if there)


# --- the world ------------------------------------------------------------------------------------------


def program(settings: Settings) -> Finding:
    """The program runs on this computer."""
    wrong = probes.answers(f"http://{settings.host}:{settings.port}")
    if wrong:
        do = "Start it with `make run`, or let the computer start it by itself."
        return Finding("Program", f"Handrail does not run here: {wrong}.", do)
    return Finding("Program", "Handrail runs.")


def reached(name: str, wrong: str, look_at: str) -> Finding:
    """A provider answers and knows us."""
    if wrong:
        return Finding(
            name, f"{wrong[0].upper()}{wrong[1:].rstrip('.')}.", f"Look at {look_at} and the network."
        )
    return Finding(name, "It answers and knows us.")


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


def backup(settings: Settings, now: datetime) -> Finding:
    """A backup was made lately, as the file in BACKUP_MARK tells."""
    what, mark = "Backup", settings.backup_mark
    if mark is None:
        return Finding(
            what,
            "Nothing tells whether there is one.",
            "Let your backup touch a file when it has succeeded, and name that file in BACKUP_MARK.",
        )
    if not mark.exists():
        return Finding(what, f"{mark} is not there: no backup has succeeded.", "Make one now, then see why.")
    age = now - datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    if age > _BACKUP:
        return Finding(what, f"The last one is {_spoken(age)} old.", "Make one now, then see why it stopped.")
    return Finding(what, f"The last one is {_spoken(age)} old.")


def report(findings: Iterable[Finding], mark: str = "WRONG") -> bool:
    """Print findings as they come, those that need something behind a mark; whether all is well."""
    well = True
    for one in findings:
        print(f"{'ok' if one.well else mark:<6} {one.what}: {one.found}", flush=True)
        if one.do:
            print(f"       → {one.do}", flush=True)
        well = well and one.well
    return well


def run_doctor(read: Callable[[], Settings], now: datetime) -> bool:
    """Look over the installation that the settings describe and print what was found; whether all is well."""
    try:
        settings = read()
    except SettingsProblem as problem:
        return report(
            Finding("Settings", line, "Put it right in .env; .env.example explains each setting.")
            for line in str(problem).splitlines()
        )
    print("ok     Settings: They can be read.")
    return report(examine(settings, now))


def _number(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _spoken(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 120:
        return _number(minutes, "minute")
    return _number(minutes // 60, "hour") if minutes < 2880 else _number(minutes // 1440, "day")
