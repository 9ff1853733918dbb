"""Dates as files write them, to ISO 8601: only what can mean one thing.

Read are ISO 8601, the dates of messages and feeds (RFC 2822, "Sun, 09 Jan 2022 10:00:00 GMT"), 20220109 and 20220109100000, and
days with the name of their month ("January 9, 2022", "9 Jan 2022"). "1/9/2022" is a day in January or in September: it is none
here.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z?))?")
_NAMED = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?:(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day_>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month_>[a-z]{3,9})\.?),?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
LONGEST = 80  # characters of a date


def iso_stamp(words: str) -> str | None:
    """A date, or date and time, as ISO 8601; null where it is none or could be two."""
    words = words.strip()
    if not words or len(words) > LONGEST:
        return None
    for reading in (_compact, _iso, _message, _named):
        found = reading(words)
        if found is not None:
            return found
    return None


def _iso(words: str) -> str | None:
    try:
        return date.fromisoformat(words).isoformat() if len(words) == 10 else datetime.fromisoformat(words).isoformat()
    except ValueError:
        return None


def _compact(words: str) -> str | None:
    match = _COMPACT.fullmatch(words)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    return _iso(f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}{'+00:00' if zone else ''}" if hour else ""))


def _message(words: str) -> str | None:
    if ":" not in words:
        return None
    try:
        found = parsedate_to_datetime(words)
        return found.isoformat() if found.year > 1900 else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _named(words: str) -> str | None:
    match = _NAMED.fullmatch(words)
    if match is None:
        return None
    month = (match["month"] or match["month_"])[:3].lower()
    if month not in _MONTHS:
        return None
    try:
        return date(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"] or match["day_"])).isoformat()
    except ValueError:
        return None
