"""`golive`: what has to be in order before people's own phones are written to, and what is still open.

Some of it is looked up: secrets, reachable staff, quiet hours, signposts, the public address. The rest only
people know; a member of staff answers for it by name (`golive confirm ITEM --by LOGIN`), in the audit log.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from bot import doctor, probes
from bot.doctor import Finding
from bot.settings import Settings, SettingsProblem
from bot.wiring import House, read_settings
from handlers.confirming import ITEMS, confirm, confirmed
from records import health
from records.cases import Programme
from records.kinds import Channel
from safety.directory import SIGNPOSTS, STALE_AFTER_DAYS, stale

_FEWEST_PEOPLE = 2  # one alone is asleep, ill or on a train at some time
_SHORTEST_QUIET = timedelta(hours=8)
_LATEST_START, _EARLIEST_END = time(22), time(7)


def check(settings: Settings, now: datetime, *, outside: bool = True) -> Iterator[Finding]:
    """Everything that has to be in order, the installation first, then each programme.

    Args:
        settings: of the installation.
        now: aware UTC.
        outside: whether to try the public address too, for which the program has to run.

    Raises:
        SettingsProblem: there is no database, or no programme, to look at.
    """
    yield doctor.secret(settings)
    yield doctor.key_store(settings)
    if outside and settings.sms:
        wrong = probes.checks_signatures(settings)
        yield _finding("Signed requests", wrong, "They reach us, and false ones are refused.", _PUBLIC)
    elif outside and settings.public_url:
        yield doctor.public_url(settings)
    found, engine = doctor.database(settings)
    if engine is None:
        yield found
        return
    try:
        yield found
        with engine.connect() as connection:
            programmes = health.programmes(connection)
            if not programmes:
                raise SettingsProblem("There is no programme yet. First: python -m bot programme add FOLDER")
            yield doctor.sign_in(connection, now)
            for programme in programmes:
                yield from _of_programme(connection, settings, programme, now)
    finally:
        engine.dispose()


_PUBLIC = "Start Handrail, and look at PUBLIC_URL, the proxy in front, and TWILIO_AUTH_TOKEN."


def _of_programme(
    connection: Connection, settings: Settings, programme: Programme, now: datetime
) -> Iterator[Finding]:
    yield reachable(connection, settings, programme)
    yield quiet_hours(programme)
    yield signposts(programme, now)
    there = confirmed(connection, programme.id, now)
    for item, words in ITEMS.items():
        if item == "us-registration" and (programme.country != "US" or not settings.sms):
            continue
        what = f"{programme.name}: {item}"
        if item in there:
            one = there[item]
            detail = f" ({one.detail})" if one.detail else ""
            yield Finding(what, f"{one.login} said on {one.at:%Y-%m-%d}: {words}{detail}.")
        else:
            said = f"Nobody has said yet that {words}."
            yield Finding(what, said, f"When it is so: python -m bot golive confirm {item} --by LOGIN")


def reachable(connection: Connection, settings: Settings, programme: Programme) -> Finding:
    """Two people at least would get an alert."""
    number = len(health.reachable(connection, programme.id, _real(settings)))
    return _finding(
        f"{programme.name}: people to alert",
        "" if number >= _FEWEST_PEOPLE else f"An alert would reach {number} of the two people it takes.",
        f"An alert would reach {number} people.",
        "Give coordinators an account with a phone (python -m bot staff add --phone), or import them.",
    )


def quiet_hours(programme: Programme) -> Finding:
    """Nobody is written to at night: eight hours at least, begun by ten, not over before seven."""
    start, end = time.fromisoformat(programme.quiet_start), time.fromisoformat(programme.quiet_end)
    length = (_since_midnight(end) - _since_midnight(start)) % timedelta(days=1)
    evening = time(12) < start <= _LATEST_START
    sane = evening and _EARLIEST_END <= end < time(12) and length >= _SHORTEST_QUIET
    said = f"{programme.quiet_start} to {programme.quiet_end}"
    return _finding(
        f"{programme.name}: quiet hours",
        "" if sane else f"{said} leaves part of the night open.",
        f"{said}.",
        "Begin them by 22:00 and end them at 07:00 or later, in programme.toml.",
    )


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def signposts(programme: Programme, now: datetime) -> Finding:
    """Whom we name to people in danger was checked lately."""
    ours = [one for one in SIGNPOSTS if one.country == programme.country and one.verified]
    old = [one for one in stale(now.date()) if one in ours]
    what = f"{programme.name}: signposts"
    if not ours:
        return Finding(
            what,
            f"None is known for {programme.country}.",
            "Add those of your country to safety/data/signposts.toml, and have somebody dial them.",
        )
    return _finding(
        what,
        f"Not checked for {STALE_AFTER_DAYS} days: {', '.join(one.name for one in old)}." if old else "",
        f"{len(ours)} for {programme.country}, all checked within {STALE_AFTER_DAYS} days.",
        "Dial each, then write the day behind `checked` in safety/data/signposts.toml.",
    )


def confirm_items(items: Sequence[str], login: str, detail: str) -> None:
    """Keep that a member of staff answers for these items.

    Raises:
        ConfirmationProblem: an item or the login is not known, or words are missing.
        AlreadyRunning: Handrail runs; stop it first.
    """
    house = House(read_settings())
    try:
        house.write(lambda connection: confirm(connection, house.sealer, house.now(), items, login, detail))
    finally:
        house.shut()
    print(f"Kept: {', '.join(items)}. `python -m bot golive` lists what is open.")


def _real(settings: Settings) -> tuple[Channel, ...]:
    """Where alerts will go: the channels that are on, or any real one before they are."""
    on = tuple(name for name in doctor.channels(settings) if name is not Channel.PHONES)
    return on or (Channel.SMS, Channel.TELEGRAM)


def _finding(what: str, wrong: str, well: str, do: str) -> Finding:
    if wrong:
        return Finding(what, wrong[0].upper() + wrong[1:].rstrip(".") + ".", do)
    return Finding(what, well)
