"""One report from where the user points: a file, a web address, or standard input (-).

What is read decides by its content what it is (`intake/readers.py`). A file that holds many reports is refused here, for a record
is of one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reportedly.intake.item import Item, buffered
from reportedly.intake.polite import item_of
from reportedly.intake.readers import choose, read
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.intake.web import fetch

STDIN = "-"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")


def is_address(source: str) -> bool:
    """Whether a user points to an address and not to a file."""
    return _SCHEME.match(source) is not None


def receive(source: str, stdin: BinaryIO | None = None, *, allow_private: bool = False) -> Received:
    """A report as received.

    Args:
        source: A path, an http or https address, or "-".
        stdin: Where the bytes of "-" come from.
        allow_private: Whether addresses on a private network may be fetched.

    Raises:
        OSError: The file is not there, or must not be read.
        CannotRead: What is there is no report, more than one, or too large.
        FetchError: The address could not be fetched.
    """
    if source == STDIN:
        if stdin is None:
            raise CannotRead("a report on standard input was asked for", "there is none", "give a file or an address")
        return single(Item("standard input", buffered(stdin)))
    if is_address(source):
        found = item_of(fetch(source, allow_private), "")
        return single(replace(found, retrieved=None))
    with Path(source).open("rb") as file:
        return single(Item(source, file, Path(source).name))


def interpret(raw: bytes, url: str | None = None) -> Received:
    """The report that bytes hold.

    Raises:
        CannotRead: They are none, or many.
    """
    return single(Item(url or "the file", buffered(raw), url=url))


def single(item: Item) -> Received:
    """The one report of something.

    Raises:
        CannotRead: There is none, or there are more.
    """
    reader = choose(item)
    found: Received | None = None
    for outcome in reader.load()(item, read):
        if isinstance(outcome, Refused):
            raise CannotRead(*_parts(outcome.message), outcome.code)
        if not isinstance(outcome, Received):
            continue
        if found is not None:
            advice = "take them into a ledger with: reportedly add"
            raise CannotRead(f"one report was asked for in {item.origin}", f"it is {reader.name}, and holds more", advice, "many")
        found = outcome
    if found is None:
        raise CannotRead(
            f"a report was asked for in {item.origin}", f"it is {reader.name}, and holds none", "give the report itself", "empty"
        )
    return found


def _parts(message: str) -> tuple[str, str, str]:
    """What was asked, what was found, what to do."""
    asked, _, rest = message.partition("; ")
    found, _, advice = rest.rpartition("; ")
    return asked, found or rest, advice if found else "give the report itself"
