"""Calendar arithmetic: years, seasons, months, weeks and days as closed intervals with their TIMEX3 values.

A `Period` is a unit of the calendar that a text can name. Moving one by a unit keeps what it is as long as the unit
allows: a month moved by a year is a month, a day moved by a month is the same day of that month or its last.
Years before Christ have a value but no days, as Python's calendar begins with the year 1.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from reportedly.model.time import Precision

SEASONS = ("SP", "SU", "FA", "WI")
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """A unit of the calendar.

    Attributes:
        unit: day, week, weekend, month, season, quarter, half, year, decade, century, or interval.
        value: TIMEX3 value.
        first: First day; null before the year 1.
        last: Last day.
    """

    unit: str
    value: str
    first: date | None
    last: date | None

    @property
    def precision(self) -> Precision:
        """The unit as the model names it."""
        known: dict[str, Precision] = {
            "day": "day", "week": "week", "weekend": "interval", "month": "month", "season": "season", "quarter": "quarter", "year": "year",
        }  # fmt: skip
        return known.get(self.unit, "interval")


def day_of(when: date) -> Period:
    """A day."""
    return Period("day", when.isoformat(), when, when)


def day(year: int, month: int, number: int) -> Period | None:
    """A day, None where the calendar has none such (30 February)."""
    if not (1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]):
        return None
    return day_of(date(year, month, number))


def month(year: int, number: int) -> Period | None:
    """A month of a year."""
    if not (1 <= year <= MAXYEAR and 1 <= number <= 12):
        return None
    return Period("month", f"{year:04d}-{number:02d}", *_months(year, number, 1))


def quarter(year: int, number: int) -> Period | None:
    """A quarter of a calendar year."""
    if not (1 <= year <= MAXYEAR and 1 <= number <= 4):
        return None
    return Period("quarter", f"{year:04d}-Q{number}", *_months(year, 3 * number - 2, 3))


def half(year: int, number: int) -> Period | None:
    """A half of a calendar year."""
    if not (1 <= year <= MAXYEAR and number in (1, 2)):
        return None
    return Period("half", f"{year:04d}-H{number}", *_months(year, 6 * number - 5, 6))


def season(year: int, name: str) -> Period | None:
    """A season of the northern year by months: spring is March to May; winter begins in December of the year before."""
    if not 2 <= year < MAXYEAR or name not in SEASONS:
        return None
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    return Period("season", f"{year:04d}-{name}", *_months(year - (name == "WI"), start, 3))


def year(number: int) -> Period | None:
    """A year; zero and below are before Christ."""
    if number > MAXYEAR:
        return None
    if number < 1:
        return Period("year", f"BC{1 - number:04d}", None, None)
    return Period("year", f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def decade(start: int) -> Period | None:
    """The ten years from `start`."""
    if not 10 <= start <= MAXYEAR - 10:
        return None
    return Period("decade", f"{start // 10:03d}", date(start, 1, 1), date(start + 9, 12, 31))


def century(ordinal: int) -> Period | None:
    """The 20th century is what is called the 1900s."""
    if not 1 < ordinal < MAXYEAR // 100:
        return None
    return Period("century", f"{ordinal - 1:02d}", date(100 * ordinal - 100, 1, 1), date(100 * ordinal - 1, 12, 31))


def week_of(when: date) -> Period:
    """The ISO week around a day, Monday to Sunday."""
    number = when.isocalendar()
    monday = _plus(when, -when.weekday())
    return Period("week", f"{number.year:04d}-W{number.week:02d}", monday, _plus(monday, 6))


def weekend_of(when: date) -> Period:
    """Saturday and Sunday of the ISO week around a day."""
    week = week_of(when)
    assert week.last is not None  # noqa: S101 - weeks are made with both ends
    return Period("weekend", f"{week.value}-WE", _plus(week.last, -1), week.last)


def span(start: Period, end: Period) -> Period | None:
    """From the first day of one period to the last of another; None if that is backwards."""
    if start.first is None or end.last is None or start.first > end.last:
        return None
    return Period("interval", f"{start.value}/{end.value}", start.first, end.last)


def unit_around(unit: str, when: date) -> Period | None:
    """The unit of the calendar that holds a day."""
    makers: dict[str, Callable[[], Period | None]] = {
        "day": lambda: day_of(when),
        "week": lambda: week_of(when),
        "weekend": lambda: weekend_of(when),
        "month": lambda: month(when.year, when.month),
        "quarter": lambda: quarter(when.year, (when.month + 2) // 3),
        "half": lambda: half(when.year, (when.month + 5) // 6),
        "year": lambda: year(when.year),
        "decade": lambda: decade(when.year // 10 * 10),
        "century": lambda: century(when.year // 100 + 1),
    }
    return makers[unit]() if unit in makers else None


def moved(when: date, count: int, unit: str) -> date | None:
    """The day that lies `count` units later (or earlier); None outside the calendar."""
    try:
        if unit in DAYS_IN:
            return when + timedelta(days=count * DAYS_IN[unit])
        if unit not in MONTHS_IN:
            return None
        months = when.year * 12 + when.month - 1 + count * MONTHS_IN[unit]
        target, number = divmod(months, 12)
        return date(target, number + 1, min(when.day, calendar.monthrange(target, number + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def shifted(period: Period, count: int, unit: str) -> Period | None:
    """The same unit, `count` units of another kind later: a quarter shifted by a year is a quarter."""
    if period.unit == "year" and period.first is None and unit in {"year", "decade", "century"}:
        return year(1 - int(period.value[2:]) + count * MONTHS_IN[unit] // 12)
    if period.first is None:
        return None
    anchor = moved(period.first, count, unit)
    if anchor is None:
        return None
    if period.unit == "season":
        return season(anchor.year + (period.value.endswith("WI")), period.value[-2:])
    return unit_around(period.unit, anchor)


def nearest(candidates: list[Period], when: date) -> Period | None:
    """The period whose first day is nearest; the earlier of two that are as near."""
    known = [(abs((each.first - when).days), each.first, each) for each in candidates if each.first is not None]
    return min(known, key=lambda item: item[:2])[2] if known else None


def easter(year_number: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, (b, c) = year_number % 19, divmod(year_number, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_number, day_number = divmod(h + m - 7 * n + 114, 31)
    return date(year_number, month_number, day_number + 1)


def nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date:
    """The nth Monday (0) to Sunday (6) of a month; -1 is the last."""
    if nth < 0:
        last = date(year_number, month_number, calendar.monthrange(year_number, month_number)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year_number, month_number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _months(start_year: int, start_month: int, count: int) -> tuple[date, date]:
    end_year, end_month = divmod(start_year * 12 + start_month - 2 + count, 12)
    end_month += 1
    return date(start_year, start_month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _plus(when: date, days: int) -> date:
    """A day some days away, held within the calendar."""
    return date.fromordinal(min(max(when.toordinal() + days, 1), date.max.toordinal()))
