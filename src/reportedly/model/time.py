"""Times: expressions in the text, and the intervals that figures and events hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Precision = Literal["year", "quarter", "season", "month", "week", "day", "part_of_day", "minute", "interval"]
TimeBasis = Literal["stated", "relative to publication", "carried over", "report date"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class When:
    """An interval of calendar days, closed at both ends.

    Attributes:
        first: First day, ISO 8601 (`2022-01-06`), or null where the beginning is open.
        last: Last day, ISO 8601, or null where the end is open.
        precision: The finest unit that the text gives.
        basis: Whence the interval is known.
    """

    first: str | None = field(metadata={"json": "from"})
    last: str | None = field(metadata={"json": "to"})
    precision: Precision
    basis: TimeBasis


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in the text.

    Attributes:
        quote: The words.
        start: Offset of the first character.
        end: Offset after the last.
        first: First day meant, ISO 8601; null where it cannot be told.
        last: Last day meant; null where it cannot be told or is open.
        type: TIMEX3 type.
        value: TIMEX3 value (`1998-01-08`, `1998-W02`, `P3D`, `PRESENT_REF`), empty where none can be given.
        precision: The finest unit that the text gives.
        basis: `stated` where the text names the day, `relative to publication` where it was worked out.
        direction: `since` and `until` open the interval at one end; `on` does not.
    """

    quote: str
    start: int
    end: int
    first: str | None = field(metadata={"json": "from"})
    last: str | None = field(metadata={"json": "to"})
    type: TimeType
    value: str
    precision: Precision = "day"
    basis: TimeBasis = "stated"
    direction: Literal["on", "since", "until"] = "on"
