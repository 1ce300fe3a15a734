"""Our packages are top-level names: nothing else that is installed may bring one of the same name."""

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = {
    "bot",
    "console",
    "channels",
    "scheduler",
    "handlers",
    "rules",
    "records",
    "conversations",
    "safety",
    "language",
    "programmes",
    "simulation",
    "benchmarks",
    "tests",
}


def test_no_locked_dependency_brings_a_package_of_our_name() -> None:
    taken = {name: owners for name, owners in packages_distributions().items() if name in ROOMS}
    ours = {name: owners for name, owners in taken.items() if set(owners) != {"handrail"}}
    assert ours == {}


def test_no_folder_or_module_takes_a_name_of_the_standard_library() -> None:
    rooms = [ROOT / room for room in sorted(ROOMS - {"tests", "benchmarks", "simulation"})]
    modules = {room.name for room in rooms} | {
        path.parent.name for room in rooms for path in room.rglob("__init__.py") if path.parent != room
    }
    assert modules & set(sys.stdlib_module_names) == set()


def test_init_files_are_empty() -> None:
    filled = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
        if path.read_text().strip()
    ]
    assert filled == []
