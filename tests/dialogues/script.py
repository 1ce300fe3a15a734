"""Dialogues of the whole house that a coordinator can read: everybody's phone, the clock, and the record.

A dialogue is a text file: a title, what is known, then what people do. `@ Fri 18:00` lets time pass,
`Dee: words` is what somebody writes (` / ` between texts sent in a row), `Dee taps: Done` a button,
`Dee sends: photo` something else, `record of Dee` opens the newest meeting record, `desk: ...` is what a
coordinator does in the console (see `DESK`). Everything indented is what the house makes of it: `>` what
arrives on a phone, `|` what stands in the record. `@ 130 days` lets a long time pass.

After a change of wording, `python -m tests.dialogues.script` rewrites the files: read the diff.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.logs import set_up_logging
from channels.port import InboundKind
from handlers.desk import addresses, people, places
from handlers.desk import phrase as agreed_phrase
from handlers.enrolling.place_rows import place_of
from records.kinds import Channel as ChannelName
from records.kinds import Stage
from records.reading import RecordPage
from tests.world.world import Phone, World

HERE = Path(__file__).parent / "transcripts"
LANGUAGES = ("en-US", "en-GB", "es")
# What differs from run to run: the code of an alert and the address of a record.
_CODE = re.compile(
    r"(?<=ACK )\d{4}\b|\b\d{4}(?=: | (?:is yours|is still open|has been taken|queda|ya |sigue))"
)
_LINK = re.compile(r"https?://\S+")


def play(source: str, make: Callable[..., World]) -> str:
    """The dialogue, with everything the house does written anew."""
    head, _, body = source.partition("\n\n")
    known = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("#"))
    joined = {} if known.get("people", "joined") == "joined" else {"joined": False}
    world = make(known["language"], known.get("channel", "sms"), **joined)
    phones = [world.coordinator, world.mentor, world.mentee, world.stranger()]
    by_name = {phone.name: phone for phone in phones}
    written = [head, ""]
    if joined:
        written += _arrives(phones)
    for line in body.splitlines():
        if line.startswith(" ") or (not line and written[-1] == ""):
            continue
        written.append(line)
        if found := re.fullmatch(r"@ (\d+) days", line):
            world.passes(days=int(found[1]))
        elif line.startswith("@ "):
            world.at(line.removeprefix("@ "))
        elif line.startswith("desk: "):
            _at_the_desk(world, by_name, line.removeprefix("desk: "))
        elif line.startswith("record of "):
            name, _, kind = line.removeprefix("record of ").partition(": ")
            written += _record(world.record_of(by_name[name], kind))
        elif line and not line.startswith("#"):
            _does(world, by_name, line)
        written += _arrives(phones)
    world.check()
    return "\n".join(written).rstrip() + "\n"


def _word(world: World, mine: Phone, word: str) -> None:
    here = mine.case.person.addresses[0].id
    world.change(lambda c: addresses.set_word(c, **_desk(world, mine), address_id=here, written=word))


def _shares(world: World, mine: Phone, other: Phone, word: str) -> None:
    number, way = other.address, ChannelName(other.channel)
    more = {"channel": way, "written": number, "retire": True, "invite": False, "word": word}
    world.change(lambda c: addresses.add_number(c, **_desk(world, mine), **more))


def _phrase(world: World, mine: Phone, phrase: str) -> None:
    world.change(lambda c: agreed_phrase.set_phrase(c, **_desk(world, mine), phrase=phrase))


def _stage(stage: Stage) -> Callable[[World, Phone], None]:
    return lambda world, mine: world.change(lambda c: people.set_stage(c, **_desk(world, mine), stage=stage))


def _desk(world: World, about: Phone) -> dict[str, Any]:
    return {"tools": world.house.tools, "now": world.now, "staff_id": "desk", "person_id": about.id}


# What a coordinator does: names of phones stand in capitals.
def _place(world: World, written: str) -> None:
    """A place that helps, checked today: its parts as in a pack's resources.toml, with semicolons between."""
    row = dict(part.strip().split("=", 1) for part in written.split(";"))
    place = place_of(row | {"tonight": "tonight" in row, "checked_on": world.local.date()})
    mine = {"staff_id": world.coordinator.id, "programme_id": world.programme_id, "place": place}
    world.change(lambda c: places.add(c, world.house.sealer, world.now, **mine))


DESK: dict[str, Callable[..., None]] = {
    r"NAME begins with (\w+)": _word,
    r"NAME uses the phone of NAME as well, and begins with (\w+)": _shares,
    r"the phrase of NAME is (.+)": _phrase,
    r"NAME is in custody": _stage(Stage.CUSTODY),
    r"NAME is back": _stage(Stage.TRANSITION),
    r"a place: (.+)": _place,
}


def _at_the_desk(world: World, by_name: dict[str, Phone], line: str) -> None:
    names = "|".join(by_name)
    for pattern, act in DESK.items():
        if found := re.fullmatch(pattern.replace("NAME", f"({names})"), line):
            act(world, *(by_name.get(word, word) for word in found.groups()))
            world.deliver()
            return
    raise ValueError(f"nobody at the desk knows how to do this: {line}")


def _does(world: World, by_name: dict[str, Phone], line: str) -> None:
    who, _, what = line.partition(": ")
    if who.endswith(" taps"):
        by_name[who.removesuffix(" taps")].taps(what)
    elif who.endswith(" sends"):
        by_name[who.removesuffix(" sends")].sends(InboundKind(what))
    else:
        by_name[who].says(*(_with_code(world, text) for text in what.split(" / ")))


def _with_code(world: World, text: str) -> str:
    alerts = [found[0] for one in world.coordinator.inbox if (found := _CODE.search(one.text))]
    return text.replace("####", alerts[-1]) if alerts else text


def _arrives(phones: list[Phone]) -> Iterator[str]:
    for phone in phones:
        shown = phone.inbox[len(phone.inbox) - phone.unheard :]
        for message, text in zip(shown, phone.hears(), strict=True):
            lead = f"    > {phone.name:8} "
            lines = _LINK.sub("<link>", _CODE.sub("####", text)).splitlines()
            yield from (lead + lines[0], *(f"{'    >':{len(lead)}}{more}".rstrip() for more in lines[1:]))
            if message.buttons:
                yield f"{'    >':{len(lead)}}" + " ".join(f"[{button.label}]" for button in message.buttons)


def _record(page: RecordPage) -> Iterator[str]:
    row = page.row
    with_whom = f" with {row.with_name}" if row.with_name else ""
    danger = f", {row.tier}" if row.tier != "none" else ""
    yield f"    | {row.kind} of {row.name}{with_whom}: {row.outcome or 'open'}{danger}"
    for flag in page.flags:
        taken = f"taken by {flag.acknowledged_by}" if flag.acknowledged_at else "nobody has taken it"
        yield f"    | flag, {flag.tier}: {taken}"
    for entry in page.entries:
        yield f"    | {entry.kind} {entry.label}{': ' if entry.text else ''}{entry.text}"
    for line in page.lines:
        if not line.inbound and line.state not in ("sent", "delivered"):
            yield f"    | not on a phone: {line.state} {line.reason}".rstrip()


def files() -> list[Path]:
    """Every dialogue there is."""
    return sorted(HERE.glob("*/*.txt"))


def _rewrite() -> None:
    set_up_logging(quiet=True)
    for file in files():
        with tempfile.TemporaryDirectory() as folder:
            made: list[World] = []

            def make(*args: str, folder: str = folder, made: list[World] = made, **more: bool) -> World:
                made.append(World(Path(folder), *args, **more))
                return made[-1]

            file.write_text(play(file.read_text(encoding="utf-8"), make), encoding="utf-8")
            made[0].close()


if __name__ == "__main__":
    _rewrite()
