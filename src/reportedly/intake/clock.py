"""The clock of what waits: given to whoever fetches politely, so that a test can let a day pass in no time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and waiting.

    Attributes:
        now: The moment, with its zone.
        sleep: Wait so many seconds; may come back earlier.
    """

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
