"""Dialogues of one phone with the whole house, as files that a coordinator can read.

`me:` is what the mentee writes, `(Fri 18:00)` lets time pass until then, `bot:` is what arrives. The
program is restarted between any two turns, so nothing is remembered that is not kept.

After a change of wording, `python -m tests.control.texting` rewrites the files: read the diff.
"""

import tempfile
from pathlib import Path

from records import tables as t
from tests.world.world import World

HERE = Path(__file__).parent / "transcripts"
INDENT = "     "
PLACE = {
    "en-US": ("Lakeside Housing Desk", "call 312-555-0142"),
    "en-GB": ("Lakeside Housing Desk", "ring 020 7946 0142"),
    "es": ("Mesa de Vivienda", "llama al 312-555-0142"),
}


def play(source: str, language: str, folder: Path) -> str:
    """The dialogue with everything the program says written anew."""
    world = World(folder, language)
    try:
        add_place(world, language)
        world.mentee.hears()
        written = []
        for line in source.splitlines():
            if line.startswith("me: "):
                world.restart()
                world.mentee.says(line.removeprefix("me: "))
            elif line.startswith("("):
                world.at(line.strip("()"))
            elif line.startswith("#") or not line:
                pass
            else:
                continue
            written.append(line)
            written += ["bot: " + text.replace("\n", "\n" + INDENT) for text in world.mentee.hears()]
        world.check()
        return "\n".join(written) + "\n"
    finally:
        world.close()


def add_place(world: World, language: str) -> None:
    """The programme lists one place to live."""
    name, how = PLACE[language]
    row = {"id": "place", "programme_id": world.programme_id, "need": "housing", "name": name, "how": how}
    row |= {"language": "", "checked_on": world.now.date()}
    world.change(lambda connection: connection.execute(t.core(t.Resource).insert().values(**row)))


def files() -> list[Path]:
    """Every dialogue there is."""
    return sorted(HERE.glob("*/*.txt"))


if __name__ == "__main__":
    for file in files():
        with tempfile.TemporaryDirectory() as folder:
            file.write_text(
                play(file.read_text(encoding="utf-8"), file.parent.name, Path(folder) / "world"),
                encoding="utf-8",
            )
