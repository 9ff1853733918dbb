"""A server of PostgreSQL for tests: started on a temporary folder, reached by a socket in it, ended with the tests.

Debian has the server in `postgresql-15`; where none is installed, tests that need one are skipped and say so. It does not run as root, so
that root starts it as another user.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

USER, PASSWORD = "keeper", "not to be seen"
MISSING = "PostgreSQL's server is not installed (Debian: apt-get install postgresql-15)"
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Attributes:
        folder: What it keeps its data and its socket in.
        programs: Where `postgres` and `pg_ctl` are.
    """

    folder: Path
    programs: Path

    def address(self, database: str, password: str = PASSWORD) -> str:
        """The address of a database."""
        return f"postgresql://{USER}:{quote(password)}@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The address of a database that is made for it."""
        name = f"ledger_{next(_NUMBERS)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Have a statement executed."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def has_role(self, name: str) -> bool:
        """Whether there is such a user."""
        import psycopg

        with psycopg.connect(self.address("postgres")) as connection:
            return connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is not None


@cache
def server() -> Server:
    """The server of this process; started when it is first asked for."""
    pytest.importorskip("psycopg")
    programs = _programs()
    if programs is None:
        pytest.skip(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    passwords = folder / "password"
    passwords.write_text(PASSWORD)
    if os.geteuid() == 0:
        shutil.chown(folder, **_other())
        shutil.chown(passwords, **_other())
    data = folder / "data"
    login = ["-U", USER, "--pwfile", passwords, "-A", "scram-sha-256"]
    _run([programs / "initdb", "-D", data, *login, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], folder)
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=40"
    _run([programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", settings, "start"], folder)
    started = Server(folder, programs)
    atexit.register(_stop, started)
    return started


def _stop(started: Server) -> None:
    _run([started.programs / "pg_ctl", "-D", started.folder / "data", "-m", "immediate", "stop"], started.folder)
    shutil.rmtree(started.folder, ignore_errors=True)


def _programs() -> Path | None:
    """Where the server's programs are: the newest of Debian's folders, else the search path."""
    return next((each.parent for each in _candidates() if each.exists() and (each.parent / "pg_ctl").exists()), None)


def _candidates() -> Iterator[Path]:
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve()


def _other() -> dict[str, Any]:
    """The user that the server runs as where root starts it."""
    names = {each.pw_name for each in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def _run(command: list[Any], folder: Path) -> None:
    given = {**_other(), "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=60, check=False, **given)
    assert done.returncode == 0, done.stdout + done.stderr
