"""The command line: `python -m bot COMMAND`, or `handrail COMMAND`."""

import asyncio
import secrets
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from records.kinds import StaffRole

app = typer.Typer(
    help="Handrail: mentor-mentee check-ins by text message and Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
staff = typer.Typer(help="Accounts for the console.", no_args_is_help=True)
programme = typer.Typer(help="Programmes.", no_args_is_help=True)
golive = typer.Typer(
    help="What has to be in order before real phones are written to.", invoke_without_command=True
)
signposts = typer.Typer(help="The places that people in danger are told of.", no_args_is_help=True)
pack = typer.Typer(help="Programme packs, before they are used.", no_args_is_help=True)
app.add_typer(staff, name="staff")
app.add_typer(pack, name="pack")
app.add_typer(signposts, name="signposts")
app.add_typer(golive, name="golive")
app.add_typer(programme, name="programme")


def main() -> None:
    """Run a command; what goes wrong is told in a sentence, not a stack trace."""
    from sqlalchemy.exc import OperationalError

    from bot.pack_preview import PreviewProblem
    from bot.private_files import only_ours
    from bot.settings import SettingsProblem
    from channels.port import ChannelError
    from conversations.wording import WordingError
    from handlers.access.accounts import AccountProblem
    from handlers.alarm.drills import NobodyToDrill
    from handlers.desk.confirming import ConfirmationProblem
    from handlers.enrolling.programmes import PackProblem, UnknownProgramme
    from records.database import DatabaseError
    from records.sealing import SealError
    from safety.directory import UnknownCountry

    told = (
        SettingsProblem,
        DatabaseError,
        SealError,
        WordingError,
        AccountProblem,
        ConfirmationProblem,
        NobodyToDrill,
        PackProblem,
        PreviewProblem,
        UnknownProgramme,
        UnknownCountry,
        ChannelError,
    )
    only_ours()
    try:
        app()
    except told as error:
        fail(str(error))
    except OperationalError as error:  # what it says names hosts and people
        fail(
            f"The database cannot be used ({type(error.orig).__name__}). Look at DATABASE_URL and KEYS_URL, "
            "and whether the file or server of each is there and may be read. Then: python -m bot doctor"
        )


def fail(message: str) -> NoReturn:
    """Say what is wrong and stop."""
    print(message, file=sys.stderr)
    raise SystemExit(1)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port on this machine.", min=1, max=65535)] = 8000,
    data: Annotated[Path, typer.Option(help="Where the demonstration keeps its data.")] = Path("data/demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin again from the start.")] = False,
) -> None:
    """Show a sample programme with simulated phones."""
    from bot.demo import run_demo

    run_demo(port, data, fresh=fresh)


@app.command()
def run() -> None:
    """Run for real, with the settings in .env."""
    from bot.serve import serve

    serve()


@app.command()
def chat(
    as_name: Annotated[str, typer.Option("--as", help="Whose phone: Dee, Luz, Terry or Robin.")] = "Dee",
    data: Annotated[Path, typer.Option(help="Where this chat keeps its data.")] = Path("data/chat"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin again from the first hello.")] = False,
) -> None:
    """Talk to it in this terminal, from the first hello on."""
    from bot.chat import run_chat

    asyncio.run(run_chat(as_name, data, fresh=fresh))


@app.command()
def doctor() -> None:
    """Look over this installation and say what is wrong and what to do. Works while Handrail runs."""
    from bot.clock import RealClock
    from bot.doctor import run_doctor
    from bot.logs import set_up_logging
    from bot.wiring import read_settings

    set_up_logging(quiet=True)
    if not run_doctor(read_settings, RealClock().now()):
        raise SystemExit(1)


@app.command()
def fallback() -> None:
    """Print what Twilio is to answer where Handrail fails, for two TwiML Bins (docs/how-to/twilio.md)."""
    from bot.fallback import print_fallbacks
    from bot.foundations import database
    from bot.wiring import read_settings
    from records import health

    found, engine = database(read_settings())
    if engine is None:
        fail(f"{found.what}: {found.found} {found.do}")
    try:
        with engine.connect() as connection:
            places = tuple(
                dict.fromkeys((one.country, one.language) for one in health.programmes(connection))
            )
    finally:
        engine.dispose()
    if not places:
        fail("There is no programme yet. Make one: python -m bot programme add FOLDER")
    print_fallbacks(places)


@app.command()
def drill(as_login: Annotated[str, typer.Option("--as", help="The login of whoever runs it.")]) -> None:
    """Try the phones of the whole staff with an alert that says it is a drill, and tell each step."""
    from bot.drill import run_drill

    if not run_drill(as_login):
        raise SystemExit(1)


@golive.callback()
def golive_list(context: typer.Context) -> None:
    """List what has to be in order before real phones are written to, and what is still open."""
    if context.invoked_subcommand is not None:
        return
    from bot.checklist import check, outlook
    from bot.clock import RealClock
    from bot.doctor import report
    from bot.logs import set_up_logging
    from bot.wiring import read_settings

    set_up_logging(quiet=True)
    settings, now = read_settings(), RealClock().now()
    well = report(check(settings, now), mark="OPEN")
    print(outlook(settings, now, well=well), flush=True)
    if not well:
        raise SystemExit(1)


@golive.command("confirm")
def golive_confirm(
    items: Annotated[list[str], typer.Argument(help="What somebody answers for; `golive` lists them.")],
    by: Annotated[str, typer.Option("--by", help="Their login.")],
    detail: Annotated[str, typer.Option(help="What there is to add: where it is kept, who looked.")] = "",
) -> None:
    """Keep that a member of staff answers for something that has to be in order."""
    from bot.confirming import confirm_items

    confirm_items(items, by, detail)


@app.command()
def tuning(as_login: Annotated[str, typer.Option("--as", help="The login of a lead.")]) -> None:
    """Print what the screen for danger got wrong, without names: for `python -m safety misses`."""
    from bot.tuning import print_tuning

    print_tuning(as_login)


@signposts.command("check")
def signposts_check(
    country: Annotated[str, typer.Option(help="Only these: GB, US, IE.")] = "",
) -> None:
    """List the places that nobody has confirmed, or not for half a year."""
    from bot.clock import RealClock
    from bot.signposts import check_signposts

    if not check_signposts(RealClock().now().date(), country):
        raise SystemExit(1)


@app.command("copy-to")
def copy_to(
    database: Annotated[str, typer.Argument(help="Address of the new, empty database for the records.")],
    keys: Annotated[str, typer.Option("--keys", help="Address of a new database for the keys.")] = "",
) -> None:
    """Copy the records, and the keys, to other databases: from SQLite to PostgreSQL, or back."""
    from bot.copying import copy_to as copy

    copy(database, keys)


@app.command()
def secret() -> None:
    """Print a good SECRET_KEY."""
    print(secrets.token_urlsafe(48))


@app.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="A CSV file; docs/how-to/people-csv.md has the columns.")],
    into: Annotated[str, typer.Option("--programme", help="Which programme, where there are several.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Only check; change nothing.")] = False,
) -> None:
    """Enrol people from a file: checked as a whole first, nothing half-imported."""
    from bot.enrolling import import_file

    if file.is_dir():
        fail(f"{file} is a folder. Name the people file in it: {file / 'people.csv'}")
    if not file.is_file():
        fail(f"There is no file {file}.")
    asyncio.run(import_file(file.read_bytes(), into, only_check=check))


@staff.command("add")
def staff_add(
    name: Annotated[str, typer.Option(prompt="Their name")],
    login: Annotated[str, typer.Option(prompt="Their login")],
    phone: Annotated[str, typer.Option(help="Their phone, for alerts: +447...")] = "",
    role: Annotated[
        StaffRole | None,
        typer.Option(
            help="What they may see and do; if not given, lead for the first account, then coordinator."
        ),
    ] = None,
    into: Annotated[str, typer.Option("--programme", help="Which programme, where there are several.")] = "",
) -> None:
    """Make an account. The password is asked for, never given on the command line."""
    from bot.enrolling import add_staff

    password = typer.prompt(
        "Their password (12 characters or more)", hide_input=True, confirmation_prompt=True
    )
    add_staff(name, login, password, phone, into, role)


@staff.command("link")
def staff_link() -> None:
    """Print a one-time link to make the first account."""
    from bot.enrolling import print_first_link

    print_first_link()


@pack.command("check")
def pack_check(
    folder: Annotated[
        Path | None, typer.Argument(help="The pack; without one, the wording that comes with Handrail.")
    ] = None,
) -> None:
    """Say what is wrong with a pack, with file and line, and proof-read every text in it."""
    from bot.pack_check import run_check

    if not run_check(folder):
        raise SystemExit(1)


@pack.command("preview")
def pack_preview(
    conversation: Annotated[str, typer.Argument(help="Such as check-in or mid-week.")],
    language: Annotated[str, typer.Option(help="en-US, en-GB or es.")] = "en-US",
    folder: Annotated[Path | None, typer.Option("--pack", help="With the sentences of this pack.")] = None,
    answer: Annotated[list[str] | None, typer.Option(help="What to answer, in turn.")] = None,
    phone: Annotated[str, typer.Option(help="sms, telegram or both.")] = "both",
) -> None:
    """Show a conversation as phones do, with sample answers."""
    from bot.pack_check import own_lines
    from bot.pack_preview import Phone, PreviewProblem, run_preview

    if phone not in tuple(Phone):
        raise PreviewProblem(f"There is no phone {phone}. Give --phone one of: {', '.join(Phone)}.")
    run_preview(own_lines(folder), conversation, language, answer or [], Phone(phone))


@programme.command("add")
def programme_add(
    folder: Annotated[
        Path, typer.Argument(help="A programme pack; programmes/README.md says what is in it.")
    ],
) -> None:
    """Make a programme from a pack."""
    from bot.enrolling import add_programme
    from bot.pack_check import refuse_errors

    refuse_errors(folder)
    add_programme(folder)


@programme.command("change")
def programme_change(
    folder: Annotated[Path, typer.Argument(help="The pack, as it is to be from now on.")],
    into: Annotated[str, typer.Option("--programme", help="Which programme, where there are several.")] = "",
) -> None:
    """Take in what a changed pack says: rhythm, conversations, themes, sentences, places."""
    from bot.enrolling import change_programme
    from bot.pack_check import refuse_errors

    refuse_errors(folder)
    change_programme(folder, into)


@programme.command("places")
def programme_places(
    folder: Annotated[Path, typer.Argument(help="The folder with the resources.toml to read.")],
    into: Annotated[str, typer.Option("--programme", help="Which programme, where there are several.")] = "",
) -> None:
    """Let the places that help be those of this resources.toml, instead of those that are there."""
    from bot.enrolling import change_places

    change_places(folder, into)


if __name__ == "__main__":
    main()
