"""What cannot be read: the error that every reader raises, the value that a run keeps of it, and the size that all of them hold to.

    CannotRead        this source, and nothing else of it
    └── FetchError    a web address (intake/web.py)

A file that is not there is an `OSError` as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 10_000_000  # bytes of a report that are read, also after decompression
SHOWN = 200  # characters of refused content that are kept


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be read as a report.

    Attributes:
        origin: File and line.
        content: Its first characters.
        code: A stable name.
        message: What was asked, what was found, what to do.
    """

    origin: str
    content: str
    code: str
    message: str


class CannotRead(ValueError):
    """A source that no report can be read from.

    Attributes:
        asked: What was asked for.
        found: What was found.
        advice: What to do.
        code: A stable name for the kind of trouble.
    """

    def __init__(self, asked: str, found: str, advice: str, code: str = "cannot-read") -> None:
        super().__init__(f"{asked}; {found}; {advice}")
        self.asked, self.found, self.advice, self.code = asked, found, advice, code


class FetchError(CannotRead):
    """A web address that could not, or must not, be fetched."""


def too_large(what: str, limit: int = LARGEST, kind: str = "a report") -> CannotRead:
    """The error for a source beyond the limit."""
    asked = f"at most {limit // 1_000_000} MB of {kind} were asked for"
    return CannotRead(asked, f"{what} is larger", "give its text alone, or split it into reports", "too-large")
