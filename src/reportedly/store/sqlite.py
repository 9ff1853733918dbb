"""A ledger in a file of SQLite, in WAL mode.

The file says that it is a ledger (`application_id`), and which migrations it has had (`user_version`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from reportedly.store.errors import LedgerBusy, LedgerFull, NoLedger, NotALedger, NotWritable

APPLICATION = 0x52455044  # "REPD", in the header of the file
WAIT = 20.0  # seconds for which a writer waits for another
SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Side:
    """What differs between the databases when a ledger is open.

    Attributes:
        readable_errors: Turns the database's own errors into those of `store/errors.py`.
        for_reading: The engine, set up for transactions that only read.
    """

    readable_errors: Callable[[Engine], AbstractContextManager[None]]
    for_reading: Callable[[Engine], Engine]


def open_engine(path: Path, migrations: Sequence[str], *, create: bool = False) -> Engine:
    """The ledger at a path, brought up to date.

    Raises:
        NoLedger: There is no such file, and none was to be made.
        NotALedger: The file is something else.
        LedgerBusy: Another process is writing.
        NotWritable: The system does not let it be opened.
    """
    _check(path, create)
    if _is_archived(path):  # nobody can be writing to it
        engine = create_engine(
            URL.create("sqlite", database=f"file:{quote(str(path))}", query={"immutable": "1", "uri": "true"}), hide_parameters=True
        )
    else:
        engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True, connect_args={"timeout": WAIT})
        event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with _readable_errors(engine):
        _migrate(engine, path, migrations)
    return engine


def _migrate(engine: Engine, path: Path, known: Sequence[str]) -> None:
    """Run the migrations that the ledger has not had, each of them whole or not at all."""
    while (had := _had(engine, path, known)) < len(known):
        number = had + 1
        marks = f"PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {number};"
        raw = engine.raw_connection()
        try:
            raw.cursor().executescript(f"BEGIN IMMEDIATE;\n{known[had]}\n{marks}\nCOMMIT;")
        except sqlite3.OperationalError:
            raw.rollback()
            if _had(engine, path, known) == had:  # else another process was quicker
                raise
        finally:
            raw.close()


def _had(engine: Engine, path: Path, known: Sequence[str]) -> int:
    """How many migrations a ledger has had.

    Raises:
        NotALedger: It is none, or has had some that are not known here.
    """
    with engine.connect() as connection:
        had = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        is_ledger = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one()) == APPLICATION
        is_empty = not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
    if not (is_ledger or is_empty):
        raise NotALedger(f"a ledger was asked for at {path}; it is another database; name a file that reportedly made, or a new one")
    if had > len(known):
        message = f"a ledger of schema {len(known)} or older was asked for; {path} has schema {had}; use a newer version of reportedly"
        raise NotALedger(message)
    return had


@contextmanager
def _readable_errors(engine: Engine) -> Iterator[None]:
    path = unquote(str(engine.url.database)).removeprefix("file:")
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        problem = _problem(path, _reason(error))
        if problem is None:
            raise
        raise problem from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if isinstance(error, DatabaseError) and not isinstance(error.orig, sqlite3.DatabaseError):
            raise
        if "malformed" in str(error) or "not a database" in str(error):
            raise NotALedger(f"a ledger was asked for at {path}; the file is damaged ({_reason(error)}); restore it from a copy") from error
        raise


def _problem(path: str, reason: str) -> LedgerBusy | LedgerFull | NotWritable | None:
    """What the user can mend about an error; null where there is nothing."""
    if "locked" in reason or "busy" in reason:
        return LedgerBusy(
            f"{path} was to be written; another process has been writing to it for {WAIT:.0f} seconds; wait for it, or end it"
        )
    if "readonly" in reason or "unable to open" in reason:
        return NotWritable(f"{path} was to be opened and written; the system does not allow it ({reason}); check its permissions")
    if "full" in reason or "disk I/O" in reason:
        kept = "nothing of the last step was kept, all before it is"
        return LedgerFull(f"{path} was to be written; the system could not ({reason}); {kept}; make room, and run the command again")
    return None


def _check(path: Path, create: bool) -> None:
    if not path.exists():
        if create and path.parent.is_dir():
            return
        if create:
            raise NoLedger(f"a ledger was to be made at {path}; there is no folder {path.parent}; make it first")
        raise NoLedger(f"a ledger was asked for at {path}; there is no such file; make one with: reportedly add REPORT --ledger {path}")
    if path.is_dir():
        raise NotALedger(f"a ledger was asked for at {path}; that is a folder; name a file, such as {path / 'crisis.sqlite'}")
    try:
        with path.open("rb") as file:
            header = file.read(len(SQLITE))
    except OSError as error:
        raise NotWritable(f"{path} was to be opened; the system does not allow it ({error.strerror}); check its permissions") from error
    if not header and create:
        return
    if not header.startswith(SQLITE):
        what = "no SQLite file" if header else "an empty file"
        raise NotALedger(f"a ledger was asked for at {path}; it is {what}; name a file that reportedly made, or a new one")


def _is_archived(path: Path) -> bool:
    """Whether a ledger stands where this process may write nothing, whole: then it is read as it is."""
    log = path.with_name(f"{path.name}-wal")
    in_use = log.exists() and log.stat().st_size > 0
    return path.exists() and not in_use and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by hand, below
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.execute(text("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"))


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)


SIDE = Side(readable_errors=_readable_errors, for_reading=lambda engine: engine)
