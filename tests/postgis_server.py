"""A PostgreSQL with PostGIS for the tests alone: a cluster of its own, gone when they end.

Nothing of a server that the machine may have is touched: data, socket and port are private.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import resource
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

USER = "register"
OPTIONS = "-c fsync=off -c full_page_writes=off -c max_connections=100 -c shared_buffers=32MB"


def binaries() -> Path | None:
    """Folder of the newest PostgreSQL that has PostGIS; None where there is none."""
    found = [
        path
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if (path / "initdb").is_file()
        and Path("/usr/share/postgresql", path.parent.name, "extension", "postgis.control").is_file()
    ]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    """A private cluster; run by an unprivileged user, because PostgreSQL refuses root."""

    def __init__(self):
        self._binaries = binaries()
        if self._binaries is None:
            raise RuntimeError("PostgreSQL with PostGIS is missing: run tools/setup.sh")
        self.folder = Path(tempfile.mkdtemp(prefix="postgis-"))
        self.port = _free_port()
        self._as = {}
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._as = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self._data = self.folder / "data"
        self._run("initdb", "-D", self._data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()
        self.sql("CREATE DATABASE with_postgis")
        self.sql("CREATE EXTENSION postgis", "with_postgis")

    def _run(self, name: str, *arguments, first: Callable[[], None] | None = None) -> None:
        done = subprocess.run(
            [self._binaries / name, *map(str, arguments)],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=120,
            preexec_fn=first,
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr}")

    def start(self, first: Callable[[], None] | None = None) -> None:
        """Start the server and wait for it; *first* runs in the process that becomes it."""
        where = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {OPTIONS}"
        self._run(
            "pg_ctl", "-D", self._data, "-o", where, "-l", self.folder / "log", "-w", "start", first=first
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; ``immediate`` is as if the machine had lost its power."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    @contextlib.contextmanager
    def small_files(self, most: int) -> Iterator[None]:
        """For as long as it lasts, the server writes no file beyond *most* bytes; it is started anew for it.

        PostgreSQL heeds the error that a write gives then, as it does on a full disk. The journal, whose
        files have 16 MB, must fit.
        """
        self.stop()
        # what starts the server hands its own limit on; to lower that needs no rights
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        self.start(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard)))
        try:
            yield
        finally:
            self.stop()
            self.start()

    def remove(self) -> None:
        """Stop the server and delete its data."""
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def uri(self, database: str = "postgres") -> str:
        """Data source URI of a database, as QGIS writes it."""
        return f"dbname='{database}' host=127.0.0.1 port={self.port} user='{USER}' sslmode=disable"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What psql answers to a statement, unaligned."""
        address = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", database)
        done = subprocess.run(
            [self._binaries / "psql", *address, "-v", "ON_ERROR_STOP=1", "-AtXqc", statement],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def database(self, template: str = "with_postgis") -> str:
        """URI of a new database with PostGIS and nothing else; ``template1`` gives one without PostGIS."""
        name = "t" + uuid.uuid4().hex[:12]
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.uri(name)
