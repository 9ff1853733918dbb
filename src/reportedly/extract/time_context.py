"""What a form of time is placed by, and what its place is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.extract.calendar import Period
from reportedly.model.time import TimeBasis, TimeType

Tense = Literal["past", "over", "future", "open"]  # over: past for certain


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is placed by.

    Attributes:
        published: Day of publication, null where unknown.
        told: The last date that the text told of, null where none is near.
        told_here: Whether it stands in the same sentence.
        told_near: Whether it stands in the same paragraph.
        quarter: The last quarter that the text named, null where it named none.
        story: Whether the text tells of years far from its publication.
        tense: Of the verb that governs the expression.
        end_of_range: Whether the expression ends a range that the last date told begins.
    """

    published: date | None
    told: Period | None = None
    told_here: bool = False
    told_near: bool = False
    quarter: Period | None = None
    story: bool = False
    tense: Tense = "open"
    end_of_range: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A form with its place.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value, "" where none can be given.
        period: The calendar unit meant; null where there is none.
        basis: Whence it is known.
    """

    type: TimeType
    value: str
    period: Period | None
    basis: TimeBasis


def dated(period: Period | None, basis: TimeBasis, part: str | None = None, clock: str | None = None) -> Placed:
    """A period, with a part or a time of the day where it is one."""
    timed = bool(part or clock)
    kind: TimeType = "TIME" if timed else "DATE"
    if period is None:
        return Placed(kind, "", None, basis)
    value = period.value
    if timed and period.unit == "day":
        value += "T" + (clock or part or "")
    return Placed(kind, value, period, basis)
