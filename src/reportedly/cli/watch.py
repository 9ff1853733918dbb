"""The command that watches feeds, sitemaps and pages: `reportedly watch`."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.add import AllowPrivate, LogJson, Quiet
from reportedly.cli.ledger import DEFAULT, LedgerPath, opened
from reportedly.cli.problem import BadData, Misuse
from reportedly.cli.screen import complain

if TYPE_CHECKING:
    from reportedly.intake.clock import Clock
    from reportedly.run.watch_list import WatchList
    from reportedly.run.watching import Happened

SUFFIX = ".watch.jsonl"
QUIETLY = frozenset({"unchanged", "listed"})  # what --quiet does not tell


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(watch)


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="What to watch; docs/watch.md has the form.")],
    ledger: LedgerPath = DEFAULT,
    state: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What is remembered between runs; beside the ledger, if left out.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask what is due, then end.")] = False,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    log_json: LogJson = False,
) -> None:
    r"""Watch feeds, sitemaps and pages: add what is new, and what changed as the next version. Ctrl-C ends it cleanly.

    \b
    Examples:
      reportedly watch feeds.toml --ledger crisis.sqlite
      reportedly watch feeds.toml --ledger crisis.sqlite --once --quiet
    """
    from reportedly.cli.progress import Reporter
    from reportedly.intake.polite import Polite
    from reportedly.run.alone import Locked
    from reportedly.run.watch_state import State
    from reportedly.run.watching import Watch

    watched = _watch_list(feeds)
    if state is None and "://" in str(ledger):
        raise Misuse("a watch remembers beside its ledger; the ledger is a database and no file; say where with --state FILE")
    remembered = state or Path(f"{ledger}{SUFFIX}")
    reporter = Reporter(quiet, log_json)

    def tell(happened: Happened) -> None:
        if log_json:
            reporter.log(happened.event, at=_moment(clock), url=happened.url, code=happened.code, message=happened.message)
        elif not (quiet and happened.event in QUIETLY):
            complain(f"{_moment(clock)} {happened.event} {happened.url}{f' {happened.message}' if happened.message else ''}")

    with _until_stopped() as clock:
        try:
            with opened(ledger, create=True) as file, State(remembered, clock.now()) as memory:
                Watch(watched, file, memory, Polite(allow_private, watched.delay, clock), clock, tell).run(once=once)
        except Locked as error:
            raise Misuse(f"a watch was to begin; another is at work with {remembered}; end it, or say another file with --state") from error


def _watch_list(path: Path) -> WatchList:
    from reportedly.run.watch_list import BadWatchList, watch_list

    try:
        return watch_list(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misuse(f"a list of what to watch was asked for at {path}; {(error.strerror or str(error)).lower()}; name a file") from error
    except (BadWatchList, UnicodeDecodeError) as error:
        raise BadData(f"{path}: {error}") from error


@contextmanager
def _until_stopped() -> Iterator[Clock]:
    """A clock whose sleep ends when the process is told to end. What is being kept at that moment is kept to its end."""
    from reportedly.intake.clock import Clock
    from reportedly.run.watching import Stopped

    stop = threading.Event()

    def end(_number: int, _frame: object) -> None:
        if stop.is_set():
            sys.exit(130)  # asked twice
        stop.set()

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield Clock(sleep=sleep)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _moment(clock: Clock) -> str:
    from reportedly.intake.clock import stamp

    return stamp(clock.now())
