"""Intervals of days as a reader writes them: `6–7 January 2022`, `since 2 January 2022`, `January 2022`."""

from __future__ import annotations

from calendar import month_name, monthrange
from datetime import date

from reportedly.model.time import When


def say_when(when: When) -> str:
    """An interval in words."""
    return say_interval(when.first, when.last)


def say_interval(first: str | None, last: str | None) -> str:
    """An interval of ISO days in words; open ends are `since` and `until`; empty where neither end is known."""
    start, end = _day(first), _day(last)
    if start is None or end is None:
        known = start or end
        return "" if known is None else f"{'since' if start else 'until'} {_say(known)}"
    if start == end:
        return _say(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_say(end)}"
    return f"{_say(start) if start.year != end.year else f'{start.day} {month_name[start.month]}'} – {_say(end)}"


def _months(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{month_name[start.month]} {start.year}"
    first = month_name[start.month] if start.year == end.year else f"{month_name[start.month]} {start.year}"
    return f"{first} – {month_name[end.month]} {end.year}"


def _say(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
