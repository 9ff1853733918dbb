"""When a report was published, as something that can be put in order and asked about.

A day alone means its end: only then is it certain that the report was out. So is the moment that a view is asked for
("as of 9 January" takes in all of that day). A time without a zone is read as UTC. Undated reports come last and are in
no view as of a moment.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

UNDATED = "9999-12-31T23:59:59.999999+00:00"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def moment(stamp: str | None) -> str:
    """An ISO 8601 date or date and time in one form, in UTC, whose text order is its order in time.

    Raises:
        ValueError: The text is no ISO 8601 date.
    """
    if stamp is None:
        return UNDATED
    if _DAY.match(stamp):
        return datetime.combine(datetime.fromisoformat(stamp), time.max, UTC).isoformat(timespec="microseconds")
    parsed = datetime.fromisoformat(stamp)
    try:
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError as error:  # the first or the last hours that a calendar has
        raise ValueError(f"a moment was given as {stamp}; in UTC it lies outside the years 1 to 9999") from error


def moment_or_undated(stamp: str | None) -> str:
    """The same; what is no date counts as none."""
    try:
        return moment(stamp)
    except ValueError:
        return UNDATED


def day_of(stamp: str | None) -> str | None:
    """The calendar day of a date or a date and time."""
    return stamp[:10] if stamp else None


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO date (or date and time) to another; negative where the order is the other way."""
    return datetime.fromisoformat(later[:10]).toordinal() - datetime.fromisoformat(earlier[:10]).toordinal()
