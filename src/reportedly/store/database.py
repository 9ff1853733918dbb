"""Opening a ledger file: SQLite in WAL mode, brought up to date by ordered migrations.

A ledger says that it is one (`application_id`), and which migrations it has had (`user_version`). The page, a loader and a
reader can be at work at once; a writer waits for another for a few seconds, and then says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from reportedly.store.errors import LedgerBusy, NoLedger, NotALedger

APPLICATION = 0x52455044  # "REPD", in the header of the file
Transaction = Connection  # by this name the layers above speak of one
WAIT = 5.0  # seconds for which a writer waits for another
SQLITE = b"SQLite format 3\x00"


def open_engine(path: Path, *, create: bool = False) -> Engine:
    """The ledger at a path, brought up to date.

    Args:
        path: The file.
        create: Whether to make it where there is none.

    Raises:
        NoLedger: There is no such file, and none was to be made.
        NotALedger: The file is something else.
        LedgerBusy: Another process is writing.
    """
    _check(path, create)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with readable_errors(path):
        migrate(engine, path)
    return engine


def migrate(engine: Engine, path: Path) -> None:
    """Run the migrations that the ledger has not had.

    Raises:
        NotALedger: It is none, or has had some that are not known here.
    """
    known = migrations()
    with engine.connect() as connection:
        had = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        is_ledger = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one()) == APPLICATION
        is_empty = not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
    if not (is_ledger or is_empty):
        raise NotALedger(f"a ledger was asked for at {path}; it is another database; name a file that reportedly made, or a new one")
    if had > len(known):
        message = f"a ledger of schema {len(known)} or older was asked for; {path} has schema {had}; use a newer version of reportedly"
        raise NotALedger(message)
    for number, script in enumerate(known[had:], start=had + 1):
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.executescript(
                f"BEGIN IMMEDIATE;\n{script}\nPRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {number};\nCOMMIT;"
            )
        finally:
            raw.close()


def migrations() -> tuple[str, ...]:
    """The migrations, in order of their file names."""
    folder = files("reportedly.store").joinpath("migrations")
    return tuple(
        item.read_text(encoding="utf-8") for item in sorted(folder.iterdir(), key=lambda item: item.name) if item.name.endswith(".sql")
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger."""
    with readable_errors(Path(str(engine.url.database))), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it, or nothing."""
    with readable_errors(Path(str(engine.url.database))), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn the database's own errors into ones that say what to do.

    Raises:
        LedgerBusy: Another process is writing.
        NotALedger: The file is no database, or is damaged.
    """
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        if "locked" in str(error) or "busy" in str(error):
            message = f"{path} was to be written; another process has been writing to it for {WAIT:.0f} seconds; wait for it, or end it"
            raise LedgerBusy(message) from error
        if "readonly" in str(error) or "unable to open" in str(error):
            raise NotALedger(
                f"{path} was to be opened and written; the system does not allow it ({_reason(error)}); check its permissions"
            ) from error
        raise
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if isinstance(error, DatabaseError) and not isinstance(error.orig, sqlite3.DatabaseError):
            raise
        if "malformed" in str(error) or "not a database" in str(error):
            raise NotALedger(f"a ledger was asked for at {path}; the file is damaged ({_reason(error)}); restore it from a copy") from error
        raise


def _check(path: Path, create: bool) -> None:
    if not path.exists():
        if create and path.parent.is_dir():
            return
        if create:
            raise NoLedger(f"a ledger was to be made at {path}; there is no folder {path.parent}; make it first")
        raise NoLedger(f"a ledger was asked for at {path}; there is no such file; make one with: reportedly add REPORT --ledger {path}")
    if path.is_dir():
        raise NotALedger(f"a ledger was asked for at {path}; that is a folder; name a file, such as {path / 'crisis.sqlite'}")
    with path.open("rb") as file:
        header = file.read(len(SQLITE))
    if not header and create:
        return
    if not header.startswith(SQLITE):
        what = "no SQLite file" if header else "an empty file"
        raise NotALedger(f"a ledger was asked for at {path}; it is {what}; name a file that reportedly made, or a new one")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by hand, below
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.execute(text("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"))


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)
