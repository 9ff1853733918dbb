"""What a figure says of the amount, as an interval, and how two such statements stand to each other.

    exact 30        30 to 30             at least 30    30 and up           between 3 and 5   3 to 5
    about 300       rounded to 300       more than 30   above 30            dozens            24 and up
    fewer than 50   below 50             at most 50     up to 50

"More than 740" after 748 agrees. "More than 740", then 748: the bound was the number rounded down; the number refines it.
"At least 30", then 33 is a rise: a floor is what was known, not a rounding.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from reportedly.model.figure import Figure, Number

Comparison = Literal["same", "agrees", "narrower", "higher", "lower"]
ROUNDED = 0.1  # a bound that lies within a tenth below the number is the number rounded


@dataclass(frozen=True, slots=True)
class Bounds:
    """The amounts that a figure allows, both ends included."""

    low: float
    high: float

    def meet(self, other: Bounds) -> bool:
        """Whether some amount is allowed by both."""
        return self.low <= other.high and other.low <= self.high


def stated(figure: Figure) -> Number | None:
    """The one number that stands for a figure: as stated, else its lower bound, else its upper."""
    return next((value for value in (figure.number, figure.low, figure.high) if value is not None), None)


def bounds(figure: Figure) -> Bounds:
    """The interval of amounts that a figure allows."""
    value = stated(figure)
    if value is None:
        return Bounds(-math.inf, math.inf)
    match figure.qualifier:
        case "exact":
            return Bounds(value, value)
        case "about":
            half = _unit(value) / 2
            return Bounds(value - half, value + half)
        case "between":
            return Bounds(_or(figure.low, -math.inf), _or(figure.high, math.inf))
        case "less_than" | "at_most":
            return Bounds(0, _or(figure.high, value))
        case _:
            return Bounds(_or(figure.low, value), math.inf)


def compare(new: Figure, before: Figure) -> Comparison:
    """How a figure stands to the one before: the same, in agreement, narrower, or higher or lower."""
    value, old = stated(new), stated(before)
    if value is None or old is None:
        return "agrees"
    allowed, stood = bounds(new), bounds(before)
    if value == old and new.qualifier == before.qualifier:
        return "same"
    if value == old:
        return "narrower" if _width(allowed) < _width(stood) else "agrees"
    if not allowed.meet(stood):
        return "higher" if value > old else "lower"
    if _width(allowed) >= _width(stood):
        return "agrees" if value < old or new.qualifier not in ("more_than", "at_least") else "higher"
    return "narrower" if _is_rounding_of(before, value) else "higher" if value > old else "lower"


def compatible(one: Figure, other: Figure) -> bool:
    """Whether both can hold at once."""
    return stated(one) == stated(other) or bounds(one).meet(bounds(other))


def says_the_amount_of(one: Figure, other: Figure) -> bool:
    """Whether a figure means the amount of another, be it rounded: "more than 160" of 164."""
    value, amount = stated(one), stated(other)
    if value is None or amount is None:
        return False
    return value == amount or (compatible(one, other) and abs(value - amount) < ROUNDED * max(value, amount))


def _is_rounding_of(before: Figure, value: Number) -> bool:
    """Whether the earlier words are a way to say the number: rounded, a range about it, or a vague word."""
    if before.qualifier in ("about", "between", "vague", "less_than", "at_most"):
        return True
    old = stated(before)
    return before.qualifier == "more_than" and old is not None and (value - old) < ROUNDED * value


def _unit(value: Number) -> float:
    """The place of the last digit that is not zero: 300 was rounded to hundreds, 5800 to hundreds, 12 to ones."""
    if value == 0 or value != int(value):
        return 0.0
    unit = 1
    while int(value) % (unit * 10) == 0:
        unit *= 10
    return float(unit)


def _width(interval: Bounds) -> float:
    return interval.high - interval.low


def _or(value: Number | None, other: float) -> float:
    return other if value is None else value
