"""One process at a time: a lock on a file, which ends with the process that holds it, however that ends."""

from __future__ import annotations

from pathlib import Path
from typing import IO


class Locked(OSError):
    """Another process is at work with this file."""


def alone(path: Path) -> IO[str]:
    """A file that no other process has until this one closes it.

    Raises:
        Locked: Another has it.
    """
    file = path.open("w", encoding="utf-8")
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Locked(f"{path} is in use") from error
    return file
