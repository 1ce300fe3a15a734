"""The words around the code say what is there: settings, links, commands, dependencies."""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import typer

from bot.__main__ import app
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("programmes/*.md"), *ROOT.glob("docs/**/*.md")])
_OURS_ALONE = {".git", ".venv", ".venv-bench", "data", "build", "__pycache__"}


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def prose(page: Path) -> str:
    """A page without its blocks of code, whose brackets are no links."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^ {4}.*$", "", text, flags=re.MULTILINE))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made of their words."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_env_example_has_every_setting_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", text, flags=re.MULTILINE)
    assert len(listed) == len(set(listed)), "a setting stands in .env.example twice"
    assert set(listed) == {name.upper() for name in Settings.model_fields}


def test_every_setting_in_env_example_is_explained_above_it() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if re.match(r"(# )?[A-Z][A-Z_]+=", line):
            assert re.match(r"# \S", above), line


def test_env_example_works_once_the_secret_is_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    filled = tmp_path / ".env"
    filled.write_text(text.replace("SECRET_KEY=\n", f"SECRET_KEY={'s' * 40}\n", 1), encoding="utf-8")
    settings = Settings(_env_file=filled)
    assert settings.database_url == Settings.model_fields["database_url"].default
    assert settings.keys_url == Settings.model_fields["keys_url"].default
    assert (settings.sms, settings.telegram, settings.simulated_phones) == (False, False, False)
    assert settings.host == "127.0.0.1"


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target} does not exist"
        assert there.is_relative_to(ROOT), f"{target} leads out of the repository"
        if anchor:
            assert anchor in anchors(there), f"{target}: no such heading"


def test_every_decision_is_in_the_index_and_short() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    records = sorted(folder.glob("0*.md"))
    assert records
    for record in records:
        assert f"({record.name})" in index, record.name
        assert len(record.read_text(encoding="utf-8").splitlines()) <= 40, record.name


@pytest.mark.parametrize("which", ["run", "develop", "measure"])
def test_every_dependency_has_its_reason(which: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    lists = {"run": project["project"]["dependencies"], "develop": groups["dev"], "measure": groups["bench"]}
    text = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    section = text.split(f"## To {which}\n", 1)[1].split("\n## ", 1)[0]
    reasons = dict(re.findall(r"^\| ([\w.-]+) \| (.{10,}) \|$", section, flags=re.MULTILINE))
    assert set(reasons) == {re.split(r"[\[<>=~! ]", line, maxsplit=1)[0] for line in lists[which]}


def commands() -> Iterator[tuple[str, str]]:
    """Every `python -m bot ...` that a page names, and the page."""
    for page in PAGES:
        for words in re.findall(r"-m bot((?: [a-z][a-z-]*)+)", page.read_text(encoding="utf-8")):
            yield words.strip(), str(page.relative_to(ROOT))


def test_every_command_that_is_named_exists() -> None:
    cli = typer.main.get_command(app)
    found = list(commands())
    assert any(page == "README.md" for _, page in found)
    for words, page in found:
        here = cli
        for word in words.split():
            if not hasattr(here, "commands"):
                break  # the rest is what the command is given
            assert word in here.commands, f"{page}: there is no command `python -m bot {words}`"
            here = here.commands[word]


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        if page.parent.name == "reference":
            continue  # lists of phrases, where "make" is only a word
        for target in re.findall(r"(?:`|^    )make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert target in targets, f"{page.name}: there is no `make {target}`"


def test_every_module_that_is_named_exists() -> None:
    """Paths in backticks that look like ours."""
    for page in PAGES:
        named = r"`((?:bot|channels|console|conversations|handlers|records|safety|scheduler|tests)/[\w/.-]*)"
        for path in re.findall(named, page.read_text(encoding="utf-8")):
            folder, _, name = path.rpartition("/")
            # `records/database.Writer` names something inside a module.
            module = ROOT / folder / f"{name.partition('.')[0]}.py"
            assert (ROOT / path).exists() or module.exists(), f"{page.name}: {path}"


def test_no_file_names_the_computer_it_was_written_on() -> None:
    machine = re.compile(rb"(?<![\w.~-])/(?:work/(?:main|shared)|tmp/brief|root/)")
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        ours_alone = any(part in _OURS_ALONE or part.endswith(("_cache", ".egg-info")) for part in parts)
        if ours_alone or parts[0] in {".env", ".hypothesis"} or not path.is_file() or path == Path(__file__):
            continue
        assert not machine.search(path.read_bytes()), path.relative_to(ROOT)
