"""Who else on this computer can read the installation: its settings, records, keys and backups.

The program makes its own files such that only their owner reads them (`only_ours`); what somebody copied,
or an older version made, is looked at by `doctor` and `golive`. The file in SECRET_KEY_FILE is looked at with
the secret itself.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.foundations import file_of
from bot.settings import Settings
from handlers.desk.findings import Finding

_OTHERS = 0o077  # any right of the group or of everybody
_BESIDE = ("", "-wal", "-shm", ".lock")  # what SQLite and we keep beside a database
_BACKUPS = ("*.db", "*.sql", "*.dump", "*.gz", "*.gpg", "*.age")


def only_ours() -> None:
    """From now on nobody but the owner can read what this process makes."""
    os.umask(_OTHERS)


def others_can_read(settings: Settings, env_file: Path = Path(".env")) -> Finding:
    """Nobody else on this computer can read settings, records, keys, or backups beside the mark."""
    what = "Files"
    if os.name != "posix":
        return Finding(what, "Who can read them is not looked at on this system.")
    open_to_others = [one for one in dict.fromkeys(_files(settings, env_file)) if _readable(one)]
    if not open_to_others:
        return Finding(what, "Only their owner can read settings, records and keys.")
    named = [str(one) for one in open_to_others]
    return Finding(
        what,
        f"Others on this computer can read {', '.join(named)}.",
        f"Say `chmod go= {' '.join(named)}`, as the user that runs Handrail.",
    )


def _readable(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except OSError:  # not there, or not for us to see: then not for others either
        return False


def _files(settings: Settings, env_file: Path) -> Iterator[Path]:
    yield env_file
    folders: list[Path] = []
    for url in (settings.database_url, settings.keys_url):
        database = file_of(url)
        if database is None:
            continue
        if database.parent not in folders:
            folders.append(database.parent)
            if database.parent != Path.cwd():  # a program's own folder may well be read
                yield database.parent
        yield from (database.with_name(database.name + more) for more in _BESIDE)
    if settings.backup_mark is not None:
        for pattern in _BACKUPS:
            yield from sorted(settings.backup_mark.parent.glob(pattern))
