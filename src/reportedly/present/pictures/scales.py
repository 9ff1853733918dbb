"""Scales: from amounts and moments to places on a picture, and the ticks that a person expects on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor, log10

from reportedly.present.amounts import say_number

DAY = 86_400.0
_STEPS = (1, 2, 5, 7, 14, 30, 61, 91, 183, 365, 730, 1825, 3650, 36_500)  # days between ticks
_END_OF_DAY = timedelta(hours=23, minutes=59)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale.

    Attributes:
        low: The value that stands at `first`.
        high: The value that stands at `last`.
        first: Where the scale begins on the picture.
        last: Where it ends.
    """

    low: float
    high: float
    first: float
    last: float

    def at(self, value: float) -> float:
        """Where a value stands; what is beyond the scale stands at its end."""
        if self.high == self.low:
            return (self.first + self.last) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.first + min(1.0, max(0.0, share)) * (self.last - self.first)


def second_of(stamp: str | None) -> float | None:
    """A moment in seconds; a day alone means its end, as in the ledger. Null for what is no moment."""
    try:
        moment = datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    if len(stamp or "") == len("2022-01-09"):
        moment += _END_OF_DAY
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None


def amounts(values: Sequence[float], first: float, last: float) -> Scale:
    """A scale for amounts: from nothing to above the highest, so that heights can be compared."""
    low, high = min([0.0, *values]), max([0.0, *values])
    step = _nice((high - low or 1) / 4)
    return Scale(floor(low / step) * step, max(ceil(high * 1.04 / step), 1) * step, first, last)


def amount_ticks(scale: Scale) -> list[tuple[float, str]]:
    """Ticks of amounts, each with its label."""
    step = _nice((scale.high - scale.low) / 4)
    count = int((scale.high - scale.low) / step + 0.001)
    values = [scale.low + step * at for at in range(count + 1)]
    return [(value, say_number(int(value) if value == int(value) else round(value, 6))) for value in values]


def moments(values: Sequence[float], first: float, last: float) -> Scale:
    """A scale for moments: whole days around them."""
    low, high = (floor(min(values) / DAY) * DAY, ceil(max(values) / DAY) * DAY) if values else (0.0, DAY)
    return Scale(low, high if high > low else low + DAY, first, last)


def moment_ticks(scale: Scale, most: int = 7) -> list[tuple[float, str]]:
    """Ticks of days, each with its label; the year on the first and where it changes."""
    days = (scale.high - scale.low) / DAY
    step = next((each for each in _STEPS if days / each <= most), _STEPS[-1])
    ticks, year = [], None
    for at in range(int(days / step) + 1):
        second = scale.low + at * step * DAY
        day = datetime.fromtimestamp(second, UTC)
        said = f"{day.day} {day:%b}" + (f" {day.year}" if day.year != year else "")
        ticks.append((second, said))
        year = day.year
    return ticks


def _nice(step: float) -> float:
    """The step above it that people count in: 1, 2, 5, 10, 20, ..."""
    size = 10.0 ** floor(log10(step)) if step > 0 else 1.0
    chosen = next(size * each for each in (1, 2, 5, 10) if step <= size * each * 1.000001)
    return max(chosen, 1.0)
