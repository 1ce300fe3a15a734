"""`doctor`: looks over an installation and says in plain words what is wrong and what to do.

It only reads, holds no lock, and works beside the running program. Each check is a small function that
returns what it found; what cannot be looked at because something before it is broken is left out.
"""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from bot import checklist, foundations, private_files, probes
from bot.foundations import channels, file_of, real
from bot.settings import Settings, SettingsProblem
from channels.verdicts import mend
from conversations import intents
from conversations.intents import BadExamples
from handlers.access import accounts
from handlers.desk.findings import Finding
from records import duty, health, live
from scheduler.due import next_due

_FIRST = "python -m bot programme add FOLDER"
_LEAST_ROOM = 500_000_000  # bytes; a full disk loses what arrives
_LATE = timedelta(minutes=10)
_WAITED = timedelta(minutes=15)
_CLOCKS_APART = timedelta(minutes=2)
_BACKUP = timedelta(days=2)
_NEXT_DAY = timedelta(days=1)


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything that can be looked at, the foundations first."""
    yield foundations.secret(settings)
    yield foundations.key_store(settings)
    yield private_files.others_can_read(settings)
    yield room(settings)
    found, engine = foundations.database(settings)
    if engine is None:
        yield found
    else:
        try:
            yield found
            with engine.connect() as connection:
                yield clock(connection, now)
                yield overdue(connection, now, live.held(connection) if real(settings) else ())
                for look in (outbox, flags, sign_in):
                    yield look(connection, now)
                yield from account_faults(connection, now)
                yield on_duty(connection, settings, now)
                if real(settings):
                    yield from is_live(connection, settings, now)
        finally:
            engine.dispose()
    yield second_look()
    yield program(settings)
    if settings.telegram:
        yield reached("Telegram", probes.knows_telegram(settings), "TELEGRAM_BOT_TOKEN")
    else:
        yield Finding("Telegram", "Off.")
    if settings.sms:
        yield reached("Twilio", probes.knows_twilio(settings), "the TWILIO_ settings")
    else:
        yield Finding("Twilio", "Off.")
    yield calls(settings)
    if settings.public_url:
        yield foundations.public_url(settings)
    if real(settings):
        yield backup(settings, now)


# --- the ground ----------------------------------------------------------------------------------------


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


def second_look() -> Finding:
    """What reads messages a second time can be loaded, and reads."""
    what = "Second look"
    try:
        from safety.second_look import SecondLook

        SecondLook().look(["hello"])
        intents.read()
    except BadExamples as error:
        return Finding(what, "The examples of what people mean cannot be used.", str(error))
    except Exception as error:
        cause = type(error.__cause__ or error).__name__
        return Finding(what, f"It cannot be loaded ({cause}); the rules go on.", "Install Handrail anew.")
    return Finding(what, "It reads.")


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


def overdue(connection: Connection, now: datetime, held: Collection[str] = ()) -> Finding:
    """Nothing that was due is still waiting, but in programmes that are held."""
    due = next_due(connection, held)
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


def account_faults(connection: Connection, now: datetime) -> Iterator[Finding]:
    """No provider refuses our account; else what is wrong with it, in plain words. Messages wait."""
    for channel, code, number in health.account_faults(connection, now - _NEXT_DAY):
        found, do = mend(channel, code)
        yield Finding(
            "Provider",
            f"{_number(number, 'message')} could not leave: {found} (code {code}).",
            f"{do} What waits goes by itself then.",
        )


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
            "Start Handrail again: it prints a link for the first account.",
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
                "Let one whose phone is entered text in or answer a drill. Where none is: give an account a "
                "phone (python -m bot staff add --phone), or import one.",
            )
        rota = health.shifts(connection, programme.id)
        if rota and not duty.on_duty(rota, now, programme.timezone) & there:
            return Finding(
                what,
                f"In {programme.name}, nobody whose shift it is can be reached.",
                "Fill this hour in the rota. Until then an alert goes to every coordinator.",
            )
    return Finding(what, "An alert would reach somebody now.")


def is_live(connection: Connection, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Every programme is live, and what was in order when it went live still is."""
    since = live.since(connection)
    found = list(checklist.inside(connection, settings, now))
    for programme in health.programmes(connection):
        if programme.id in since:
            yield Finding(programme.name, f"Live since {since[programme.id]:%Y-%m-%d}.")
            yield from (one for one in found if one.programme_id == programme.id and not one.well)
        else:
            yield Finding(
                programme.name,
                "Not live yet: nothing that people have not asked for leaves.",
                "See what is open: python -m bot golive",
            )


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


def calls(settings: Settings) -> Finding:
    """An alert that nobody answers makes a phone ring."""
    if settings.calls:
        return Finding("Calls", "An alert that nobody answers rings.")
    if settings.sms:
        return Finding(
            "Calls",
            "An alert that nobody answers cannot ring: a Messaging Service sends texts only.",
            "Give TWILIO_PHONE_NUMBER a number that can call, beside the service.",
        )
    return Finding("Calls", "Off: alerts are written only. With a Twilio number, phones ring too.")


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
