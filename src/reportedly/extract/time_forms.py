"""What an expression of time says by itself, before it is known when it was said.

A form is what the grammar reads; `time_anchor.py` gives it a place in the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reference = Literal["publication", "narrative", "either", "here"]  # here: "this year", a story's own


@dataclass(frozen=True, slots=True)
class Named:
    """A date that names units of the calendar: "Sunday, January 9", "the summer of 1943", "last October", "499 BC".

    Attributes:
        year: The year; 0 is 1 BC.
        month: 1 to 12.
        day: Day of the month.
        last_month: Month in which a range of days ends.
        last_day: Day on which it ends.
        weekday: 0 for Monday.
        season: SP, SU, FA, WI.
        quarter: 1 to 4.
        half: 1 or 2.
        holiday: Rule of a holiday.
        span: Unit of years that `year` begins: decade or century.
        week: Whether the week around the day is meant.
        step: -1, 0, 1 for last, this, next ("last October"); null where none is said.
        year_step: The same of the year ("October of last year").
        same_year: True for "October of that year".
        part: Part of the day (MO, AF, EV, NI).
        clock: Time of day, "10:30".
        edge: "early", "late", "mid".
        either_order: Whether day and month may change places ("5/1/2022").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    span: str | None = None
    week: bool = False
    step: int | None = None
    year_step: int | None = None
    same_year: bool = False
    part: str | None = None
    clock: str | None = None
    edge: str | None = None
    either_order: bool = False


@dataclass(frozen=True, slots=True)
class Stepped:
    """A unit counted from the one it is said in: "last month", "yesterday", "the next day", "that year".

    Attributes:
        unit: Unit of the calendar.
        step: -1, 0, 1.
        reference: From where it is counted.
        part: Part of the day.
        clock: Time of day.
        edge: "early", "late", "mid".
        overnight: Whether the night that ends on the day is meant.
    """

    unit: str
    step: int
    reference: Reference = "publication"
    part: str | None = None
    clock: str | None = None
    edge: str | None = None
    overnight: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A distance in time: "three days ago", "two weeks later", "weeks earlier".

    Attributes:
        count: How many units; null for "some".
        unit: Unit of the calendar, or hour, minute, second.
        sign: -1 for earlier, 1 for later.
        reference: From where.
        loose: Whether it is only about that ("nearly two weeks ago").
    """

    count: float | None
    unit: str
    sign: int
    reference: Reference
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time: "three days", "the past two weeks".

    Attributes:
        count: How many units; null for "several".
        unit: Unit.
        step: -1 for the time up to now, 1 for the time from now on, null where it lies nowhere.
        beginning: Whether it is the beginning of a year: "the first nine months".
        year: Of which year, null where none is said.
    """

    count: float | None
    unit: str
    step: int | None = None
    beginning: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no calendar: "daily" P1D, "now" PRESENT_REF, "every Thursday" XXXX-WXX-4.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


Form = Named | Stepped | Moved | Lasting | Fixed
