"""Where in a pack a fault stands, so that an editor can go there. Pure text; for TOML as people write it."""

import re

_SECTION = re.compile(r"\s*(\[+)\s*([\w.]+)\s*\]+")
_KEY = re.compile(r'\s*"?([\w-]+)"?\s*=')
_ABOUT = re.compile(r'"?((?:[\w-]+(?:\[\d+\])?\.)*[\w-]+(?:\[\d+\])?)"?')
_PLACE = re.compile(r"resources\.toml, place (\d+): ")
_SAYS_LINE = re.compile(r"\(at line (\d+),")


def with_lines(faults: list[str], programme: str, places: str) -> list[str]:
    """Each fault with its file and line in front, in the order of the files."""
    keys, rows = key_lines(programme), place_lines(places)
    found = [(*_where(fault, keys, rows), fault) for fault in faults]
    found.sort(key=lambda one: (one[0] != "programme.toml", one[1]))
    return [f"{file}:{line}: {fault.removeprefix('resources.toml, ')}" for file, line, fault in found]


def _where(fault: str, keys: dict[str, int], rows: list[int]) -> tuple[str, int]:
    if said := _SAYS_LINE.search(fault):
        return fault.partition(" ")[0], int(said[1])
    if place := _PLACE.match(fault):
        return "resources.toml", rows[int(place[1]) - 1] if int(place[1]) <= len(rows) else 1
    if fault.startswith("resources.toml"):
        return "resources.toml", 1
    about = _ABOUT.match(fault)
    path = about[1] if about else ""
    while path and path not in keys:  # a key that is missing: its section
        path = path.rpartition(".")[0]
    return "programme.toml", keys.get(path, 1)


def key_lines(text: str) -> dict[str, int]:
    """The line of each section and of each key in it. Sections that come several times are numbered through
    the file: `pulses[2]`, `pulses.questions[5].es`."""
    found: dict[str, int] = {}
    count: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _SECTION.match(line):
            section = head[2]
            if head[1] == "[[":
                count[section] = count.get(section, 0) + 1
                found.setdefault(section, number)
                section = f"{section}[{count[section]}]"
            found.setdefault(section, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{section}.{key[1]}" if section else key[1], number)
    return found


def place_lines(text: str) -> list[int]:
    """The line on which each place of a `resources.toml` begins."""
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if re.match(r"\s*\[\[\s*resource\s*\]\]", line)]
