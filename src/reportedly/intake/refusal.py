"""What cannot be read: the error that every reader raises, and the size that all of them hold to.

    CannotRead
    └── FetchError    a web address (intake/web.py)

A file that is not there is an `OSError` as everywhere.
"""

from __future__ import annotations

LARGEST = 10_000_000  # bytes of a report that are read, also after decompression


class CannotRead(ValueError):
    """A source that no report can be read from.

    Attributes:
        asked: What was asked for.
        found: What was found.
        advice: What to do.
    """

    def __init__(self, asked: str, found: str, advice: str) -> None:
        super().__init__(f"{asked}; {found}; {advice}")
        self.asked, self.found, self.advice = asked, found, advice


class FetchError(CannotRead):
    """A web address that could not, or must not, be fetched."""


def too_large(what: str) -> CannotRead:
    """The error for a source beyond the limit."""
    limit = f"at most {LARGEST // 1_000_000} MB of a report were asked for"
    return CannotRead(limit, f"{what} is larger", "give its text alone, or split it into reports")
