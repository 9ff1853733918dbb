"""From what a user points to, to reports as received: files, folders of them, addresses, and whatever they hold.

What each thing is and who reads it, `intake/readers.py` decides. What cannot be read as a report becomes a `Refused`, and the
rest goes on. Nothing is passed over in silence: an empty folder, a file of no known kind and a link that leads out of the folder
are told.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportedly.intake.item import Fetch, Item, Noted, Outcome
from reportedly.intake.limits import LIMITS, Limits
from reportedly.intake.readers import choose, read, readers
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.intake.source import is_address
from reportedly.intake.wellformed import well_formed

__all__ = ["Given", "Refused", "take_in"]


@dataclass(frozen=True, slots=True)
class Given:
    """What was said on the command line about all reports given there.

    Attributes:
        published: When they were published.
        outlet: Who published them.
        url: Where.
        columns: Which columns of a table are which fields.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def take_in(
    sources: Sequence[str | Path],
    given: Given | None = None,
    *,
    fetch: Fetch | None = None,
    tell: Callable[[Noted], None] | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Received | Refused]:
    """All reports of files, folders (in order of their paths) and addresses.

    Args:
        sources: Where they are.
        given: What the user said of all of them.
        fetch: What fetches addresses; without it none is fetched.
        tell: Takes notes that are no failures: columns that were guessed, what was passed over.
        limits: How much is read.

    Raises:
        FileNotFoundError: There is no such file.
    """
    given = given or Given()
    for source in sources:
        for outcome in _outcomes(source, given, fetch, limits):
            if isinstance(outcome, Noted):
                if tell is not None:
                    tell(outcome)
            else:
                yield well_formed(outcome) if isinstance(outcome, Received) else outcome


def _outcomes(source: str | Path, given: Given, fetch: Fetch | None, limits: Limits) -> Iterator[Outcome]:
    if isinstance(source, str) and is_address(source):
        yield from _address(source, given, fetch, limits)
        return
    path = Path(source)
    if path.is_dir():
        yield from _folder(path, given, fetch, limits)
    else:
        yield from _file(path, given, fetch, limits)


def _address(url: str, given: Given, fetch: Fetch | None, limits: Limits) -> Iterator[Outcome]:
    if fetch is None:
        yield Refused(url, "", "not-followed", f"the page at {url} was asked for; nothing is fetched here; save it and add the file")
        return
    try:
        item = fetch(url)
    except CannotRead as error:
        yield Refused(url, "", error.code, str(error))
        return
    yield from _read(replace(item, fetch=fetch, columns=given.columns, limits=limits), given)


def _folder(folder: Path, given: Given, fetch: Fetch | None, limits: Limits) -> Iterator[Outcome]:
    """All files of known kinds; the others are counted."""
    known = {suffix for reader in readers() for suffix in reader.suffixes}
    passed: dict[str, int] = {}
    found = 0
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or path.is_dir():
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            message = f"a report was asked for at {path}; it is a link that leads out of {folder}; name the file itself"
            yield Refused(str(path), "", "link", message)
        elif path.suffix.lower() in known:
            found += 1
            yield from _file(path, given, fetch, limits)
        else:
            ending = path.suffix.lower() or "no ending"
            passed[ending] = passed.get(ending, 0) + 1
    if passed:
        shown = ", ".join(f"{count:,} with {ending}" for ending, count in sorted(passed.items(), key=lambda each: (-each[1], each[0]))[:6])
        message = f"{sum(passed.values()):,} files of no known kind were passed over: {shown}; name a file itself to have it read as text"
        yield Noted(str(folder), "passed-over", message)
    if not found:
        message = f"reports were asked for in {folder}; it holds no file of a known kind; see which are known with: reportedly formats"
        yield Refused(str(folder), "", "empty", message)


def _file(path: Path, given: Given, fetch: Fetch | None, limits: Limits) -> Iterator[Outcome]:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
            message = f"a report was asked for at {path}; it is a device and no file; name a file, a folder or an address"
            yield Refused(str(path), "", "not-a-file", message)
            return
        with path.open("rb") as stream:
            item = Item(str(path), stream, path.name, url=given.url, columns=given.columns, fetch=fetch, limits=limits)
            yield from _read(item, given)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise
        yield Refused(str(path), "", "not-readable", f"a report was asked for at {path}; {error.strerror}; check its permissions")


def _read(item: Item, given: Given) -> Iterator[Outcome]:
    """What something holds, with what the user said of it: of a single report that goes before its own word, of many it fills gaps."""
    try:
        many = choose(item).many
    except CannotRead as error:
        yield item.refused(error)
        return
    for outcome in read(item):
        yield _with(outcome, given, many) if isinstance(outcome, Received) else outcome


def _with(received: Received, given: Given, many: bool) -> Received:
    if given.published is not None and not (many and received.published):
        received = replace(received, published=given.published, published_basis="argument", published_evidence=None)
    if given.outlet is not None and not (many and received.outlet):
        received = replace(received, outlet=given.outlet)
    return received
