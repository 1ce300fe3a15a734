"""Bringing in programmes, people and staff from the command line."""

import asyncio
from pathlib import Path

from sqlalchemy import Connection, select
from sqlmodel import col

from bot.foundations import real
from bot.settings import SettingsProblem
from bot.wiring import House, read_settings
from bot.wiring import read_wording as read_base_wording
from channels.port import Unreachable
from conversations import overriding
from handlers.access import accounts
from handlers.enrolling import enrol, programmes
from handlers.enrolling.place_rows import Place
from handlers.enrolling.places import doubt_about
from handlers.enrolling.welcoming import send_invitations
from records import tables as t
from records.kinds import Channel, StaffRole


def add_programme(folder: Path) -> None:
    """Make a programme from a pack, and enrol nobody yet."""
    house = House(read_settings())
    try:
        pack = read_pack(folder)
        if real(house.settings):
            _refuse_the_samples(pack.resources, pack.country)
        house.write(lambda connection: programmes.create_programme(connection, house.now(), pack))
    finally:
        house.shut()
    print(f"{pack.name} is there. Next: python -m bot import {folder / 'people.csv'}")


def change_places(folder: Path, into: str) -> None:
    """Let the places of a folder's `resources.toml` be a programme's, instead of those that it has."""
    file = folder / "resources.toml"
    if not file.is_file():
        raise programmes.PackProblem(f"There is no {file}. programmes/sample has one to begin with.")
    places = programmes.read_places(_text(file))
    house = House(read_settings())
    try:
        programme_id = which_programme(house, into)
        with house.read() as connection:
            country = programmes.load_programme(connection, programme_id).country
        if real(house.settings):
            _refuse_the_samples(places, country)
        house.write(lambda connection: programmes.list_places(connection, programme_id, places))
    finally:
        house.shut()
    print(f"{len(places)} places are listed now, and none that were there before.")


def _refuse_the_samples(places: tuple[Place, ...], country: str) -> None:
    """Before people's own phones are reached, no place of the sample's or of another country is left in it.

    Raises:
        PackProblem: names each once, with where it stands in the file.
    """
    found: dict[str, list[str]] = {}
    for number, place in enumerate(places, start=1):
        if doubt := doubt_about(place.name, place.how, country):
            found.setdefault(doubt, []).append(str(number))  # the same in each of its languages
    if found:
        raise programmes.PackProblem(
            "\n".join(f"resources.toml, place {' and '.join(at)}: {doubt}" for doubt, at in found.items())
        )


def read_pack(folder: Path) -> programmes.Pack:
    """Read a programme pack.

    Raises:
        PackProblem: there is none, or something in it is wrong.
    """
    pack, faults = look_into(folder)
    if faults:
        raise programmes.PackProblem("\n".join(faults))
    return pack


def look_into(folder: Path) -> tuple[programmes.Pack, list[str]]:
    """A pack as far as it can be read, and every fault in any of its files, with file and line in front.

    Raises:
        PackProblem: there is none.
    """
    file = folder / "programme.toml"
    if not file.is_file():
        raise programmes.PackProblem(f"There is no {file}. Copy programmes/sample to begin your own.")
    places, unread = folder / "resources.toml", list[str]()
    wording, faults = _read_wording(folder, unread)
    text = _read(file, unread)
    listed = _read(places, unread) if places.is_file() else ""
    pack, found = programmes.look_into(text, listed, wording)
    if any(fault.startswith(file.name) for fault in unread):  # nor can anything be said to be missing in it
        found = [fault for fault in found if not fault.startswith(file.name)]
    return pack, [*unread, *found, *faults]


def _read(file: Path, unread: list[str]) -> str:
    """A file of a pack; "" for one that is not text in UTF-8, which is added to `unread`."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"wording/{file.name}" if file.suffix == ".ftl" else file.name
        line = error.object[: error.start].count(b"\n") + 1
        unread.append(
            f"{where}:{line}: {where} is not text in UTF-8: byte {error.start + 1} cannot be read. "
            "Open it in an editor, save it as UTF-8, and try again."
        )
        return ""


def _read_wording(folder: Path, unread: list[str]) -> tuple[dict[str, str], list[str]]:
    """A pack's sentences of its own by language, and what does not fit in them."""
    wording: dict[str, str] = {}
    faults = []
    for file in sorted((folder / "wording").glob("*.ftl")):
        if file.stem not in programmes.LANGUAGES:
            known = ", ".join(f"{one}.ftl" for one in programmes.LANGUAGES)
            faults.append(f"wording/{file.name}:1: the file of a language is one of: {known}.")
            continue
        wording[file.stem] = _read(file, unread)
        read = overriding.read(read_base_wording(), file.stem, wording[file.stem])
        faults += [f"wording/{file.name}:{one.line}: {one.what}" for one in read.problems]
    return wording, faults


def change_programme(folder: Path, into: str) -> None:
    """Take a pack in anew for a programme that is there: all that Settings does not hold."""
    pack = read_pack(folder)
    house = House(read_settings())
    try:
        programme_id = which_programme(house, into)
        with house.read() as connection:
            country = programmes.load_programme(connection, programme_id).country
        if real(house.settings):
            _refuse_the_samples(pack.resources, country)
        house.write(lambda connection: programmes.change_programme(connection, programme_id, pack))
    finally:
        house.shut()
    print(
        "Places, themes, rhythm, conversations and sentences are as the pack has them now. Quiet hours, "
        "the times of alerts and how long words are kept stay as they are under Settings."
    )


def _text(file: Path) -> str:
    """A file of the pack, read.

    Raises:
        PackProblem: it is not text in UTF-8.
    """
    unread: list[str] = []
    text = _read(file, unread)
    if unread:
        raise programmes.PackProblem(unread[0])
    return text


async def import_file(data: bytes, into: str, *, only_check: bool) -> None:
    """Check a people file as a whole and enrol everybody in it, or list every problem."""
    house = House(read_settings())
    try:
        programme_id = which_programme(house, into)
        channels = house.ways or (Channel.SMS, Channel.TELEGRAM)
        with house.read() as connection:
            checked = enrol.check_file(
                connection, house.sealer, house.now(), programme_id, data, channels, house.tools.ours
            )
        if checked.problems:
            for problem in checked.problems:
                print(problem)
            number = len(checked.problems)
            raise SystemExit(f"{number} problem{'s' if number > 1 else ''}. Nothing was imported.")
        for doubt in checked.doubts:
            print(doubt)
        if only_check:
            print(f"{len(checked.people)} people, no problems. Nothing was imported.")
            by_link = sum(person.channel is Channel.TELEGRAM for person in checked.people)
            if by_link:
                print(f"{by_link} on Telegram: the import prints a link to give to each of them.")
            return
        summary = await asyncio.to_thread(
            house.write, lambda connection: enrol_and_invite(connection, house, programme_id, checked)
        )
        made = [f"{number} {role}{'' if number == 1 else 's'}" for role, number in summary.roles.items()]
        print(", ".join(made) + " enrolled.")
        if summary.invited:
            print(
                f"{len(summary.invited)} invitations wait to be sent by `make run`, outside quiet hours, "
                "once the programme is live (`python -m bot golive`)."
            )
        await _print_codes(house, summary.codes)
    finally:
        await house.close()


async def _print_codes(house: House, codes: tuple[tuple[str, str], ...]) -> None:
    if not codes:
        return
    name = ""
    if house.telegram is not None:
        try:
            name = await house.telegram.username()
        except Unreachable as error:
            print(error)
    print("Links for Telegram, good for one person and 14 days each. Give each person theirs:")
    print("nothing reaches a chat before its owner has opened the link.")
    for person, code in codes:
        link = f"https://t.me/{name}?start={code}" if name else f"https://t.me/<your bot>?start={code}"
        print(f"  {person}: {link}")


def enrol_and_invite(
    connection: Connection, house: House, programme_id: str, checked: enrol.Checked
) -> enrol.Summary:
    """Enrol everybody, and queue the one invitation each may get; in one transaction."""
    now = house.now()
    summary = enrol.enrol(connection, house.sealer, now, programme_id, checked)
    send_invitations(connection, house.tools, now, summary.invited)
    return summary


def which_programme(house: House, name: str) -> str:
    """The programme meant: the named one, or the only one.

    Raises:
        SettingsProblem: there is none, or it is not clear which.
    """
    with house.read() as connection:
        rows = connection.execute(select(col(t.Programme.id), col(t.Programme.name))).all()
    found = [row.id for row in rows if not name or row.name.casefold() == name.casefold()]
    if len(found) == 1:
        return str(found[0])
    if not rows:
        raise SettingsProblem("There is no programme yet. First: python -m bot programme add FOLDER")
    names = ", ".join(row.name for row in rows)
    raise SettingsProblem(f"Say which programme with --programme: {names}.")


def add_staff(name: str, login: str, password: str, phone: str, into: str, role: StaffRole | None) -> None:
    """Make an account for a coordinator, a lead or an administrator."""
    accounts.check_account(name, login, password)
    password_hash = accounts.hash_password(password)
    house = House(read_settings())
    try:
        programme_id = which_programme(house, into)
        with house.read() as connection:
            country = programmes.load_programme(connection, programme_id).country
        number = accounts.read_phone(phone, country, house.tools.ours) if phone else None
        house.write(
            lambda connection: accounts.create_staff(
                connection,
                house.sealer,
                house.now(),
                programme_id=programme_id,
                name=name,
                login=login,
                password_hash=password_hash,
                phone=number,
                role=role or accounts.usual_role(connection, programme_id),
            )
        )
    finally:
        house.shut()
    print(f"{accounts.read_login(login)} can sign in.")


def print_first_link() -> None:
    """Print a one-time link for the first account."""
    from bot.serve import tell_first_link

    house = House(read_settings())
    try:
        with house.read() as connection:
            if accounts.any_staff(connection):
                print("There is an account already. Whoever can sign in makes more under Team, Accounts.")
        tell_first_link(house)
    finally:
        house.shut()
