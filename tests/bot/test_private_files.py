"""Nobody else on the computer reads an installation: what is made is private, what is not is told."""

import os
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from bot import checklist, doctor, private_files
from tests.bot.conftest import Installation

ROOT = Path(__file__).parents[2]


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.mark.found("J3")
def test_the_commands_of_the_readme_make_files_that_only_their_owner_reads(tmp_path: Path) -> None:
    """With the usual umask, under which anybody may read what is made."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    make_env = next(line.strip() for line in lines if line.strip().endswith(".env.example .env"))
    (tmp_path / ".env.example").write_text(f"SECRET_KEY={'s3cret-' * 6}\n", encoding="utf-8")
    subprocess.run(["sh", "-c", f"umask 022; {make_env}"], cwd=tmp_path, check=True)
    command = f"umask 022; exec {sys.executable} -m bot programme add {ROOT / 'programmes' / 'sample'}"
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT)}
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True, env=environment, capture_output=True)
    made = {path.relative_to(tmp_path).as_posix(): mode(path) for path in tmp_path.rglob("*")}
    del made[".env.example"]
    assert {"data", "data/keys", "data/handrail.db", "data/keys/handrail-keys.db", ".env"} <= set(made)
    assert [name for name, found in made.items() if found not in ("0o600", "0o700")] == []


@pytest.mark.found("J3")
@pytest.mark.parametrize("which", ["env", "records", "journal", "keys", "folder", "backup"])
@pytest.mark.parametrize("rights", [0o044, 0o040, 0o004])
def test_what_others_can_read_is_named_with_the_command_that_closes_it(
    installation: Installation, tmp_path: Path, which: str, rights: int
) -> None:
    settings = installation.settings
    keys = private_files.file_of(settings.keys_url) or tmp_path / "none"
    records = private_files.file_of(settings.database_url) or keys  # on a server there are none
    assert settings.backup_mark is not None
    env, copy = tmp_path / "the.env", settings.backup_mark.parent / "handrail-2026-03-02.db"
    for file in (env, copy):
        file.touch(mode=0o600)
    assert private_files.others_can_read(settings, env).well
    loose = {
        "env": env,
        "records": records,
        "journal": records.with_name(records.name + "-wal"),
        "keys": keys,
        "folder": keys.parent,
        "backup": copy,
    }[which]
    loose.chmod(stat.S_IMODE(loose.stat().st_mode) | rights)
    found = private_files.others_can_read(settings, env)
    assert not found.well
    assert str(loose) in found.found
    assert found.do.startswith(f"Say `chmod go= {loose}`")


@pytest.mark.found("J3")
def test_doctor_and_golive_look(installation: Installation, now: datetime) -> None:
    keys = private_files.file_of(installation.settings.keys_url)
    assert keys is not None
    keys.chmod(0o644)
    for findings in (
        doctor.examine(installation.settings, now),
        checklist.installation(installation.settings),
    ):
        one = next(finding for finding in findings if finding.what == "Files")
        assert not one.well
        assert str(keys) in one.found
