"""A rule of the checks that is set aside in a line says there why."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
BARE = re.compile(r"#\s*(type: ignore(\[[^\]]*\])?|noqa(: ?[A-Z0-9, ]+)?)\s*$")


def test_whoever_sets_a_rule_aside_says_why() -> None:
    rooms = [folder for folder in HOUSE.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    files = [file for room in rooms for file in room.rglob("*.py")]
    assert HOUSE / "console" / "app.py" in files
    bare = [
        f"{file.relative_to(HOUSE)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if BARE.search(line)
    ]
    assert bare == [], "say why, behind the rule: `# noqa: B006 - FastAPI copies it`"
