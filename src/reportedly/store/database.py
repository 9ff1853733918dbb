"""Opening a ledger: a file of SQLite, or a database of PostgreSQL for those who write to it together.

Both are brought up to date by ordered migrations and say which they have had. A transaction that reads sees one state of the
ledger; one that writes is alone, for where a report belongs depends on all the others, and is written whole or not at all. The page,
a loader and a reader can be at work at once; a writer waits for another for some seconds, and then says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine

from reportedly.store import postgresql, sqlite

Transaction = Connection  # by this name the layers above speak of one


def open_engine(where: Path | str, *, create: bool = False) -> Engine:
    """The ledger at a path or an address, brought up to date.

    Args:
        where: The file, or the address of a database (`postgresql://user@host/name`).
        create: Whether to make a ledger where there is none.

    Raises:
        LedgerProblem: There is none, it is something else, or it cannot be opened.
    """
    if postgresql.is_address(where):
        return postgresql.open_engine(str(where), migrations("postgresql"), create=create)
    return sqlite.open_engine(Path(where), migrations("sqlite"), create=create)


def shown(where: Path | str) -> str:
    """A ledger's path or address as it may be printed: without a password."""
    return postgresql.shown(str(where)) if postgresql.is_address(where) else str(where)


def migrations(dialect: str = "sqlite") -> tuple[str, ...]:
    """The migrations of a dialect, in order of their file names."""
    folder = files("reportedly.store").joinpath("migrations")
    folder = folder.joinpath(dialect) if dialect != "sqlite" else folder
    return tuple(
        item.read_text(encoding="utf-8") for item in sorted(folder.iterdir(), key=lambda item: item.name) if item.name.endswith(".sql")
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger."""
    side = _side(engine)
    with side.readable_errors(engine), side.for_reading(engine).connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it, or nothing."""
    with _side(engine).readable_errors(engine), engine.execution_options(writes=True).begin() as connection:
        yield connection


def _side(engine: Engine) -> sqlite.Side:
    return postgresql.SIDE if engine.dialect.name == "postgresql" else sqlite.SIDE
