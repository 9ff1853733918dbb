"""Where dates lie that name units of the calendar: "Sunday, January 9", "last October", "the 14th", "the summer of 1943".

A date that names its year is stated. One whose weekday fits only one of the years near by is of that year. A bare weekday of a
report is the most recent one, the day of publication included; the next one where the verb is in the future. A bare month or day
is the nearest, the past before the future, unless the tense of the verb says otherwise. In a story, a text that tells of years far
from its publication, a date without a year follows the last date told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.extract import calendar
from reportedly.extract.calendar import Period
from reportedly.extract.time_context import Context, Placed, dated
from reportedly.extract.time_forms import Named
from reportedly.model.time import TimeBasis


def place_named(form: Named, context: Context) -> Placed:
    """The place of a date that names units of the calendar."""
    basis: TimeBasis = "stated"
    if form.span is not None:
        return dated(_long_span(form), basis)
    if form.year is None:
        if form.weekday is not None and form.month is None:
            period, basis = _weekday(form, context)
        elif form.day is not None and form.month is None:
            period, basis = _day_of_month(form.day, context)
        else:
            period, basis = _without_year(form, context)
    else:
        period = _in_year(_ordered(form, context), form.year)
    if form.week and period is not None and period.first is not None and form.weekday is None:
        period = calendar.week_of(period.first)
    if form.edge == "overnight" and period is not None and period.first is not None:
        period = replace(period, last=calendar.moved(period.first, 1, "day"))
    return dated(period, basis, form.part, form.clock)


def _ordered(form: Named, context: Context) -> Named:
    """Slashes put the month first, unless that day is still to come and the other one has been: 5/1/2022 in a report of January 2022."""
    if not form.either_order or context.published is None or context.tense == "future":
        return form
    swapped = replace(form, month=form.day, day=form.month)
    days = [calendar.day(each.year or 0, each.month or 0, each.day or 0) for each in (form, swapped)]
    first, second = (each.first if each is not None else None for each in days)
    return swapped if first is not None and second is not None and first > context.published >= second else form


def _day_of_month(day: int, context: Context) -> tuple[Period | None, TimeBasis]:
    """The 14th: of the month just told, else the last one before publication, or the next where the verb is in the future."""
    told = context.told.first if context.told is not None and (context.story or context.told_near) else None
    base, basis = (told, "carried over") if told is not None else (context.published, "relative to publication")
    if base is None or (context.story and told is None):
        return None, "relative to publication"
    around = [calendar.moved(base.replace(day=1), step, "month") for step in (0, -1, 1)]
    days = [calendar.day(month.year, month.month, day) for month in around if month is not None]
    known = [each for each in days if each is not None and each.first is not None]
    if told is None and context.tense == "future":
        known = [each for each in known if each.first is not None and each.first >= base]
    elif told is None:
        known = [each for each in known if each.first is not None and each.first <= base]
    elif context.told is not None and context.told.unit != "day":
        known = known[:1]  # of the month that was told
    return calendar.nearest(known, base), basis  # type: ignore[return-value]


def _long_span(form: Named) -> Period | None:
    """Decades, centuries, and pairs of years."""
    if form.year is None or form.span is None:
        return None
    if form.span.startswith("years to "):
        first, last = calendar.year(form.year), calendar.year(int(form.span[9:]))
        return calendar.span(first, last) if first and last else None
    if form.span == "decade":
        return calendar.decade(form.year)
    if form.span == "decade BC":
        return Period("decade", f"BC{form.year // 10:03d}", None, None)
    if form.span == "century BC":
        return Period("century", f"BC{form.year - 1:02d}", None, None)
    return calendar.century(form.year if form.span == "century" else form.year // 100 + 1)


def _in_year(form: Named, year: int) -> Period | None:
    """What the form names in a given year."""
    if form.holiday is not None:
        return _holiday(form.holiday, year)
    if form.season is not None:
        return calendar.season(year, form.season) if year > 0 else Period("season", f"BC{1 - year:04d}-{form.season}", None, None)
    if form.quarter is not None:
        return calendar.quarter(year, form.quarter)
    if form.half is not None:
        return calendar.half(year, form.half)
    if form.month is None:
        return calendar.year(year)
    if year < 1:
        day = f"-{form.day:02d}" if form.day else ""
        return Period("month", f"BC{1 - year:04d}-{form.month:02d}{day}", None, None)
    if form.day is None:
        return calendar.month(year, form.month)
    start = calendar.day(year, form.month, form.day)
    if form.last_day is None or start is None:
        return start
    last_month = form.last_month or form.month
    end = calendar.day(year + (last_month < form.month), last_month, form.last_day)
    return calendar.span(start, end) if end is not None else None


def _holiday(rule: str, year: int) -> Period | None:
    """The day of a holiday in a year."""
    if not 1 < year < 9999:
        return None
    if rule.startswith("easter"):
        when = calendar.moved(calendar.easter(year), int(rule[6:]), "day")
        return calendar.day_of(when) if when else None
    parts = rule.split("-", 2)
    if len(parts) == 2:
        return calendar.day(year, int(parts[0]), int(parts[1]))
    return calendar.day_of(calendar.nth_weekday(year, int(parts[0]), int(parts[1]), int(parts[2])))


def _weekday(form: Named, context: Context) -> tuple[Period | None, TimeBasis]:
    """A weekday against the day of publication, or in a story against the last day told."""
    assert form.weekday is not None  # noqa: S101 - asked for by the caller
    told = context.told.first if context.told is not None and context.told.unit == "day" else None
    if context.published is None:
        # only the day just named can be told by its name alone: "Monday, July 11 ... on Monday"
        same = told is not None and told.weekday() == form.weekday and form.step is None and not form.week
        return (context.told if same else None), "carried over" if same else "relative to publication"
    base = told if context.story else context.published
    basis: TimeBasis = "relative to publication" if base is context.published else "carried over"
    if base is None:
        return None, "relative to publication"
    if form.week:
        monday = calendar.moved(base, (form.step or 0) * 7 - base.weekday(), "day")
        when = calendar.moved(monday, form.weekday, "day") if monday else None
        return (calendar.day_of(when) if when else None), basis
    behind = (base.weekday() - form.weekday) % 7
    if form.step is None:
        count = -behind if context.tense != "future" else (7 - behind) % 7
        if context.story:
            count = (7 - behind) % 7
    elif form.step < 0:
        count = -(behind or 7)
    elif form.step > 0:
        count = 7 - behind
    else:
        count = -behind if context.tense != "future" else (7 - behind) % 7
    when = calendar.moved(base, count, "day")
    return (calendar.day_of(when) if when else None), basis


def _without_year(form: Named, context: Context) -> tuple[Period | None, TimeBasis]:
    """A month, day, season, quarter or holiday whose year has to be found."""
    told = context.told.first if context.told is not None else None
    if context.published is None and not context.story and not form.same_year:
        return None, "relative to publication"
    base = told if context.story or context.published is None else context.published
    basis: TimeBasis = "relative to publication" if base is context.published and base is not None else "carried over"
    if context.told is not None and context.told.first is None and context.told.value.startswith("BC"):
        return _in_year(form, 1 - int(context.told.value[2:6])) if len(context.told.value) > 5 else None, "carried over"
    if form.same_year and told is not None:
        return _in_year(form, told.year), "carried over"
    if base is None:
        return None, "relative to publication"
    if form.year_step is not None:
        return _in_year(form, base.year + form.year_step), basis
    years = [_in_year(form, year) for year in range(max(base.year - 8, 2), min(base.year + 9, 9990))]
    near = [each for each in years if each is not None and each.first is not None and each.last is not None]
    if form.month == 2 and form.day == 29:
        return calendar.nearest(near, base), basis
    near = [each for each in near if abs(each.last.year - base.year) <= 1]  # type: ignore[union-attr]
    if form.weekday is not None:
        near = [each for each in near if each.first is not None and each.first.weekday() == form.weekday] or near
    return _choose(near, base, form, context), basis


def _choose(near: list[Period], base: date, form: Named, context: Context) -> Period | None:
    """Of the same date in several years the one meant."""
    if context.story and form.step is None:
        back = 0 if context.end_of_range else STORY_BACK
        after = [each for each in near if each.last is not None and (base - each.last).days <= back]
        return min(after, key=lambda each: each.first or base, default=None)
    begun = [each for each in near if each.first is not None and each.first <= base]
    to_come = [each for each in near if each.first is not None and each.first > base]
    if form.step == 0:
        return next((each for each in near if each.first is not None and each.first.year == base.year), None)
    if form.step is not None and form.step < 0:
        over = [each for each in begun if each.last is not None and each.last < base]
        return over[-1] if over else None
    if form.step is not None:
        return to_come[0] if to_come else None
    if (form.quarter or form.half) and begun and (context.tense != "future" or _just_over(begun[-1], base)):
        return begun[-1]
    if context.tense == "future":
        current = [each for each in near if each.last is not None and each.last >= base]
        return current[0] if current else None
    if not begun or not to_come:
        return (begun or to_come or [None])[-1]  # type: ignore[list-item]
    past, future = begun[-1], to_come[0]
    if past.last is None or future.first is None:
        return past
    behind, ahead = max((base - past.last).days, 0), (future.first - base).days
    if context.tense == "over":
        return past
    weight = 5 if context.tense == "past" else 1.5
    return future if ahead * weight < behind else past


def _just_over(period: Period, base: date) -> bool:
    return period.last is not None and (base - period.last).days < REPORTING


REPORTING = 60  # days after its end in which a quarter's results are still to come
STORY_BACK = 90  # days that a story's date without a year may lie before the last date told
