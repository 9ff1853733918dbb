"""What a reader of the record should know went wrong, or was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Bad or unclear data, kept as a value in the record. A bug is an exception instead.

    Attributes:
        code: A stable name, such as `no-publication-date`.
        level: `info` (nothing lost), `warning` (something left open), `error` (the report could not be read).
        message: What was looked for, what was found, what can be done.
        start: Where in the canonical text, if it is about a place in it.
        end: Offset after the last character concerned.
    """

    code: str
    level: Level
    message: str
    start: int | None = None
    end: int | None = None
