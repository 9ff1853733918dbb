"""A ledger in a database of PostgreSQL, for several who write to it and many who read.

The database says that it is a ledger, and which migrations it has had, in the table `ledger_schema`. Readers see one state of the
ledger (REPEATABLE READ) and wait for nobody. Writers take turns by an advisory lock, in short transactions: what takes long, the
reading of reports, is done outside of them. Text is compared byte by byte (COLLATE "C"), as SQLite does, so that the same reports give
the same bytes in both. A password is never printed: it may stand in the address, better in PGPASSWORD or in the file .pgpass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from reportedly.store.errors import LedgerBusy, LedgerFull, LedgerLost, LedgerProblem, NoLedger, NotALedger, NotWritable
from reportedly.store.sqlite import APPLICATION, Side

WAIT = 20.0  # seconds for which a writer waits for another
NUL = "\x00"
CONNECT = 5  # seconds for which a server is waited for
_ADDRESS = re.compile(r"postgres(?:ql)?(?:\+\w+)?:/")
_LOCK = text(f"SELECT pg_advisory_xact_lock({APPLICATION}, hashtext(current_schema()))")
_MARK = "CREATE TABLE ledger_schema (version BIGINT NOT NULL)"


def is_address(where: Path | str) -> bool:
    """Whether this is the address of a database rather than a path."""
    return isinstance(where, str) and _ADDRESS.match(where) is not None


def shown(address: str) -> str:
    """An address without its password."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return "postgresql://..."
    told = {name: value for name, value in url.query.items() if name in ("host", "port")}
    return URL.create("postgresql", url.username, None, url.host, url.port, url.database, told).render_as_string()


def open_engine(address: str, migrations: Sequence[str], *, create: bool = False) -> Engine:
    """The ledger at an address, brought up to date.

    Raises:
        NoLedger: There is no such database, or no ledger in it, and none was to be made.
        NotALedger: The address cannot be read, the database holds something else, or the driver is not installed.
        LedgerLost: The server does not answer.
        LedgerBusy: Another process is writing.
    """
    if find_spec("psycopg") is None:
        raise NotALedger(
            f"a ledger was asked for at {shown(address)}; the driver psycopg is not installed; run: pip install 'reportedly[postgresql]'"
        )
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # its message may hold the password
        message = "a ledger was asked for at an address of PostgreSQL; it cannot be read; write postgresql://USER@HOST:PORT/DATABASE"
        raise NotALedger(message) from None
    told = {"connect_timeout": CONNECT, "application_name": "reportedly"}
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=told)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        with _readable_errors(engine):
            _migrate(engine, migrations, create)
    except LedgerProblem:
        engine.dispose()
        raise
    return engine


def _migrate(engine: Engine, known: Sequence[str], create: bool) -> None:
    """Run the migrations that the ledger has not had: all of them, or none."""
    with engine.connect() as connection:
        if _had(connection, known, create) == len(known):
            return
    with engine.execution_options(writes=True).begin() as connection:
        had = _had(connection, known, create)  # anew, for another process may have been quicker
        if had == 0:
            connection.exec_driver_sql(_MARK)
            connection.exec_driver_sql("INSERT INTO ledger_schema VALUES (0)")
        driver: Any = connection.connection.driver_connection
        for script in known[had:]:
            driver.execute(script)  # many statements, and percent signs that stand for themselves
        connection.execute(text("UPDATE ledger_schema SET version = :number"), {"number": len(known)})


def _had(connection: Connection, known: Sequence[str], create: bool) -> int:
    """How many migrations a ledger has had; 0 where there is none, and one is to be made."""
    where = _where(connection.engine)
    tables = inspect(connection).get_table_names()
    if "ledger_schema" not in tables:
        if tables:
            raise NotALedger(f"a ledger was asked for at {where}; the database holds other tables; name one of its own: createdb NAME")
        if not create:
            message = f"a ledger was asked for at {where}; the database is empty; make one with: reportedly add REPORT --ledger {where}"
            raise NoLedger(message)
        return 0
    had = int(connection.exec_driver_sql("SELECT version FROM ledger_schema").scalar_one())
    if had > len(known):
        message = f"a ledger of schema {len(known)} or older was asked for; {where} has schema {had}; use a newer version of reportedly"
        raise NotALedger(message)
    return had


@contextmanager
def _readable_errors(engine: Engine) -> Iterator[None]:
    where = _where(engine)
    try:
        yield
    except DBAPIError as error:
        problem = _problem(where, error)
        if problem is None:
            raise
        raise problem from error


def _problem(where: str, error: DBAPIError) -> LedgerProblem | None:
    """What the user can mend about an error; null where there is nothing."""
    state = getattr(error.orig, "sqlstate", None) or ""
    reason = str(error.orig).splitlines()[0] if str(error.orig) else type(error.orig).__name__
    if state == "55P03" or state == "57014":
        return LedgerBusy(
            f"{where} was to be written; another process has been writing to it for {WAIT:.0f} seconds; wait for it, or end it"
        )
    if state in ("42501", "25006"):
        return NotWritable(f"{where} was to be written; the database does not allow it ({reason}); ask for the right to write")
    if state.startswith("53") and state != "53300":
        kept = "nothing of the last step was kept, all before it is"
        return LedgerFull(f"{where} was to be written; the server could not ({reason}); {kept}; make room, and run the command again")
    if "does not exist" in reason and isinstance(error, OperationalError):
        return NoLedger(f"a ledger was asked for at {where}; {reason}; make the database first: createdb NAME")
    if "connection failed" in str(error.orig) or state.startswith("28") or state == "53300":
        return LedgerLost(
            f"a ledger was asked for at {where}; the server could not be reached ({_first_line(error)}); check address and rights"
        )
    if error.connection_invalidated or state.startswith("57P") or isinstance(error, OperationalError | InterfaceError):
        kept = "nothing of the last step was kept, all before it is"
        return LedgerLost(f"{where} was at work; the connection broke off ({reason}); {kept}; run the command again")
    return None


def _where(engine: Engine) -> str:
    return shown(engine.url.render_as_string(hide_password=True))


def _first_line(error: DBAPIError) -> str:
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    return re.sub(r"^.*(?:FATAL|failed):\s*", "", lines[0]) if lines else "no reason given"


def _prepare(connection: Any, _record: object) -> None:
    """Have NUL, which PostgreSQL cannot hold, written as U+FFFD. Texts of reports have none (`intake/wellformed.py`)."""
    from psycopg.types.string import StrDumper, StrDumperUnknown  # noqa: PLC0415 - the driver is no dependency of all

    for dumper in (StrDumper, StrDumperUnknown):
        name = f"Legible{dumper.__name__}"
        connection.adapters.register_dumper(
            str, type(name, (dumper,), {"dump": lambda self, text, up=dumper: up.dump(self, text.replace(NUL, "\ufffd"))})
        )


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT * 1000:.0f}ms'")
        connection.execute(_LOCK)


def copy_rows(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write many rows at once, by COPY."""
    quote = connection.dialect.identifier_preparer.quote
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(table)} ({', '.join(map(quote, columns))}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _for_reading(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


SIDE = Side(readable_errors=_readable_errors, for_reading=_for_reading)
