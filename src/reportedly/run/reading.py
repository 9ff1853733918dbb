"""Reading a report so that nothing is lost and nothing stops a run.

A text on which a step fails, or that takes longer than it may, is kept unread with an issue that says so. The time that a text may take
grows with its length, so that it is a sign of trouble and not of size. It is watched by an alarm of the system, which also ends a
regular expression that has lost itself; where there is none (outside of the main thread) only a pool of workers keeps the time.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reportedly.intake.received import Received
from reportedly.intake.reporting import report_of
from reportedly.model.issue import Issue
from reportedly.model.record import Record

Reader = Callable[[Received], Record]

LIMIT = 60.0  # seconds that a report may take
A_CHARACTER = 0.0005  # seconds more for each character, some ten times what a slow machine needs
AGAIN = 1.0  # seconds after which the alarm rings once more, should something have swallowed it


class TooLong(BaseException):
    """A text takes longer than it may. No library's `except Exception` is to catch it."""


def limit_of(received: Received, limit: float = LIMIT) -> float:
    """Seconds that a report may take."""
    return limit + A_CHARACTER * len(received.text)


def read_safely(received: Received, read: Reader | None = None, limit: float = LIMIT) -> Record:
    """The record of a report; where reading it fails or takes too long, the report with an issue that says so.

    Args:
        received: The report.
        read: What reads it; the pipeline, if left out.
        limit: Seconds that a short report may take.

    Raises:
        NoModel: No English model is installed; no report can be read.
    """
    from reportedly.parse.model import NoModel  # noqa: PLC0415 - nothing heavy is loaded before a report is to be read
    from reportedly.run.pipeline import read_received  # noqa: PLC0415

    seconds = limit_of(received, limit)
    try:
        with _within(seconds):
            return (read or read_received)(received)
    except NoModel:
        raise
    except TooLong:
        return unread(received, "reading-timed-out", f"it took longer than {seconds:.0f} seconds")
    except Exception as error:
        return unread(received, "reading-failed", f"a step failed with {type(error).__name__}: {error}")


def unread(received: Received, code: str, found: str) -> Record:
    """A report that is kept without having been read, with an issue that says what was found."""
    message = f"the report was to be read; {found}; it is kept unread; please report this"
    return Record(report_of(received), issues=(*received.issues, Issue(code, "error", message)))


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise `TooLong` here when so many seconds have passed."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
