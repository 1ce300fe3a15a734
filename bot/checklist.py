"""`golive`: what has to be in order before people's own phones are written to, and what is still open.

Most of it is looked up: secrets, reachable staff, a drill, quiet hours, signposts, the public address. The
rest only people know; a member of staff answers for it by name, in the console or with `golive confirm`.
It only reads, holds no lock, and works beside the running program.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from bot import foundations, private_files, probes
from bot.settings import Settings, SettingsProblem
from handlers.access import accounts
from handlers.desk.confirming import ITEMS, confirmed
from handlers.desk.findings import Finding
from handlers.enrolling.places import doubt_about
from records import health, live
from records.cases import Programme
from records.facts import setting
from records.kinds import Channel
from safety.directory import SIGNPOSTS, STALE_AFTER_DAYS, stale

HEARD = "heard at the door"  # when a provider's true request last reached us, and at which address
_BELIEVED_FOR = timedelta(days=1)  # so long that shows that the address works
_FEWEST_PEOPLE = 2  # one alone is asleep, ill or on a train at some time
_DRILLED = timedelta(days=180)
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
    yield from installation(settings)
    found, engine = foundations.database(settings)
    yield found
    if engine is None:
        return
    try:
        with engine.connect() as connection:
            if outside and settings.public_url:
                yield heard(connection, settings, now) or knock(settings)
            if not health.programmes(connection):
                raise SettingsProblem("There is no programme yet. First: python -m bot programme add FOLDER")
            yield from inside(connection, settings, now)
    finally:
        engine.dispose()


# --- the installation ------------------------------------------------------------------------------------


def installation(settings: Settings) -> Iterator[Finding]:
    """What can be looked at without the records: the secret, the keys, the ways to a phone."""
    yield foundations.secret(settings)
    yield foundations.key_store(settings)
    yield private_files.others_can_read(settings)
    yield from foundations.ways(settings)


def heard(connection: Connection, settings: Settings, now: datetime) -> Finding | None:
    """That a provider's own request reached us at PUBLIC_URL lately: no look of ours shows it better."""
    at, _, url = setting(connection, HEARD).partition(" ")
    if url != settings.public_url or now - datetime.fromisoformat(at) > _BELIEVED_FOR:
        return None
    return Finding(_door(settings), "A rightly signed request has reached us there.")


def knock(settings: Settings) -> Finding:
    """Try PUBLIC_URL from here: with text messages as Twilio would, else only whether Handrail answers."""
    if not settings.sms:
        return foundations.public_url(settings)
    wrong = probes.checks_signatures(settings)
    if not wrong:
        return Finding(_door(settings), "They reach us, and false ones are refused.")
    return Finding(
        _door(settings),
        f"{wrong[0].upper()}{wrong[1:].rstrip('.')}.",
        "Start Handrail, and look at PUBLIC_URL, the proxy in front, and TWILIO_AUTH_TOKEN. Where this "
        "computer cannot reach its own public address, ring your Twilio number: that shows it as well.",
    )


def _door(settings: Settings) -> str:
    return "Signed requests" if settings.sms else "PUBLIC_URL"


# --- the programmes --------------------------------------------------------------------------------------


def inside(connection: Connection, settings: Settings, now: datetime) -> Iterator[Finding]:
    """What the records tell, programme by programme."""
    for programme in health.programmes(connection):
        yield sign_in(connection, programme)
        yield reachable(connection, settings, programme)
        yield drill(connection, programme, now)
        yield quiet_hours(programme)
        yield retention(connection, programme)
        yield signposts(programme, now)
        yield places(connection, programme)
        yield from _answered_for(connection, settings, programme, now)


def _answered_for(
    connection: Connection, settings: Settings, programme: Programme, now: datetime
) -> Iterator[Finding]:
    there = confirmed(connection, programme.id, now)
    for item, words in ITEMS.items():
        if item == "fallback" and not settings.sms:
            continue
        if item == "us-registration" and (programme.country != "US" or not settings.sms):
            continue
        what = f"{programme.name}: {item}"
        if item in there:
            one = there[item]
            detail = f" ({one.detail})" if one.detail else ""
            said = f"{one.login} said on {one.at:%Y-%m-%d}: {words}{detail}."
            yield Finding(what, said, item=item, programme_id=programme.id)
        else:
            more = ' --detail "..."' if item == "us-registration" else ""
            yield Finding(
                what,
                f"Nobody has said yet that {words}.",
                "When it is so, say it under Team, Going live in the console; or, with Handrail stopped: "
                f"python -m bot golive confirm {item} --by LOGIN{more}",
                item,
                programme.id,
            )


def sign_in(connection: Connection, programme: Programme) -> Finding:
    """Somebody can read the programme's records and answer for it."""
    return _finding(
        programme,
        "accounts",
        "" if accounts.any_staff(connection, programme.id) else "Nobody can sign in.",
        "Somebody can sign in.",
        "Handrail prints a link for the first account when it starts; more are made under Team, Accounts.",
    )


def reachable(connection: Connection, settings: Settings, programme: Programme) -> Finding:
    """Two people at least would get an alert."""
    number = len(health.reachable(connection, programme.id, _real(settings)))
    return _finding(
        programme,
        "people to alert",
        "" if number >= _FEWEST_PEOPLE else f"An alert would reach {number} of the two people it takes.",
        f"An alert would reach {number} people: something was delivered to each, or they answered.",
        "A phone counts once something was delivered to it, or it wrote to us: run the drill below, or have "
        "them text in. A phone is given under Team, Accounts in the console, in people.csv, or with "
        "python -m bot staff add --phone. On Telegram, they open the link that the import printed.",
    )


def drill(connection: Connection, programme: Programme, now: datetime) -> Finding:
    """Two people have answered a practice alert lately."""
    number = health.drilled(connection, programme.id, now - _DRILLED)
    days = _DRILLED.days
    return _finding(
        programme,
        "drill",
        ""
        if number >= _FEWEST_PEOPLE
        else f"{number} of two people answered a practice alert in the last {days} days.",
        f"{number} people answered a practice alert in the last {days} days.",
        "Ring the phones for practice: under Today, Times and drills in the console; or, Handrail stopped, "
        "python -m bot drill --as LOGIN. Two people answer ACK and the number they got.",
    )


def quiet_hours(programme: Programme) -> Finding:
    """Nobody is written to at night: eight hours at least, begun by ten, not over before seven."""
    start, end = time.fromisoformat(programme.quiet_start), time.fromisoformat(programme.quiet_end)
    length = (_since_midnight(end) - _since_midnight(start)) % timedelta(days=1)
    evening = time(12) < start <= _LATEST_START
    sane = evening and _EARLIEST_END <= end < time(12) and length >= _SHORTEST_QUIET
    said = f"{programme.quiet_start} to {programme.quiet_end}"
    return _finding(
        programme,
        "quiet hours",
        "" if sane else f"{said} leaves part of the night open.",
        f"{said}.",
        "Begin them by 22:00 and end them at 07:00 or later, under Team, Settings in the console.",
    )


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def retention(connection: Connection, programme: Programme) -> Finding:
    """It is decided how long words are kept."""
    days = health.retention_days(connection, programme.id)
    return _finding(
        programme,
        "retention",
        "" if days is not None else "How long words are kept after somebody left is not decided.",
        f"Words are kept for {days} days after somebody left.",
        "Decide it, as your privacy notice says it, under Team, Settings in the console.",
    )


def signposts(programme: Programme, now: datetime) -> Finding:
    """Whom we name to people in danger was checked lately."""
    ours = [one for one in SIGNPOSTS if one.country == programme.country and one.verified]
    old = [one for one in stale(now.date()) if one in ours]
    unsure = sum(one.country == programme.country and not one.verified for one in SIGNPOSTS)
    unsent = f" {unsure} more are not confirmed, and are never sent." if unsure else ""
    if not ours:
        return _finding(
            programme,
            "signposts",
            f"None is known for {programme.country}.",
            "",
            "Add those of your country to safety/data/signposts.toml, and have somebody dial them.",
        )
    return _finding(
        programme,
        "signposts",
        f"Not checked for {STALE_AFTER_DAYS} days: {', '.join(one.name for one in old)}." if old else "",
        f"{len(ours)} for {programme.country}, all checked within {STALE_AFTER_DAYS} days.{unsent}",
        "Dial each, then write the day behind `checked` in safety/data/signposts.toml.",
    )


def places(connection: Connection, programme: Programme) -> Finding:
    """No place that helps is the sample's, or another country's."""
    listed = health.resources(connection, programme.id)
    doubts = [doubt for name, how in listed if (doubt := doubt_about(name, how, programme.country))]
    return _finding(
        programme,
        "places that help",
        " ".join(doubts),
        f"{len(listed)} are listed, none of them the sample's or another country's.",
        "Put them right in resources.toml, or take them out; then, with Handrail stopped: "
        "python -m bot programme places FOLDER",
    )


def _real(settings: Settings) -> tuple[Channel, ...]:
    """Where alerts will go: the channels that are on, or any real one before they are."""
    on = tuple(name for name in foundations.channels(settings) if name is not Channel.PHONES)
    return on or (Channel.SMS, Channel.TELEGRAM)


def _finding(programme: Programme, what: str, wrong: str, well: str, do: str) -> Finding:
    what = f"{programme.name}: {what}"
    return (
        Finding(what, wrong, do, programme_id=programme.id)
        if wrong
        else Finding(what, well, programme_id=programme.id)
    )


# --- what became of it -----------------------------------------------------------------------------------


def outlook(settings: Settings, now: datetime, *, well: bool) -> str:
    """In a sentence or two, where the programmes stand, after everything has been looked at."""
    found, engine = foundations.database(settings)
    if engine is None:
        return f"{found.what}: {found.found}"
    try:
        with engine.connect() as connection:
            held = live.held(connection)
    finally:
        engine.dispose()
    if not held:
        return "Live." if well else "Live; what is marked OPEN was in order once and needs somebody now."
    if well:
        return "Everything is in order. While Handrail runs it goes live by itself, within seconds."
    return "Not live yet: nothing that people have not asked for leaves until nothing is OPEN."
