"""Where in the calendar a form lies, given when the report was published and what dates it spoke of before.

The rules, in the order in which they are asked:

- A date that names its year is stated. One whose weekday fits only one of the years near by is of that year.
- A bare weekday of a report is the most recent one, the day of publication included; the next one where the verb is in
  the future. A bare month or day is the nearest, the past before the future, unless the tense of the verb says otherwise.
- In a story, a text that tells of years far from its publication, a date without a year follows the last date told.
- "Yesterday", "last week" count from publication; "the next day", "two weeks later" from the last date told.
- Without anything to count from there is no value: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reportedly.extract import calendar
from reportedly.extract.calendar import Period
from reportedly.extract.time_forms import Fixed, Form, Lasting, Moved, Named, Reference, Stepped
from reportedly.extract.time_reading import duration_value
from reportedly.model.time import TimeBasis, TimeType

Tense = Literal["past", "future", "open"]


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
    """

    published: date | None
    told: Period | None = None
    told_here: bool = False
    told_near: bool = False
    quarter: Period | None = None
    story: bool = False
    tense: Tense = "open"


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


def place(form: Form, context: Context) -> Placed:
    """The place of a form in the calendar."""
    if isinstance(form, Fixed):
        return Placed(form.type, form.value, None, "stated")
    if isinstance(form, Lasting):
        return _lasting(form, context)
    if isinstance(form, Moved):
        return _moved(form, context)
    if isinstance(form, Stepped):
        return _stepped(form, context)
    return _named(form, context)


def _dated(period: Period | None, basis: TimeBasis, part: str | None = None, clock: str | None = None) -> Placed:
    """A period, with a part or a time of the day where it is one."""
    timed = bool(part or clock)
    kind: TimeType = "TIME" if timed else "DATE"
    if period is None:
        return Placed(kind, "", None, basis)
    value = period.value
    if timed and period.unit == "day":
        value += "T" + (clock or part or "")
    return Placed(kind, value, period, basis)


# --- dates that name units -------------------------------------------------------------------------------------------


def _named(form: Named, context: Context) -> Placed:
    basis: TimeBasis = "stated"
    if form.span is not None:
        return _dated(_long_span(form), basis)
    if form.year is None:
        if form.weekday is not None and form.month is None:
            period, basis = _weekday(form, context)
        else:
            period, basis = _without_year(form, context)
    else:
        period = _in_year(form, form.year)
    if form.week and period is not None and period.first is not None and form.weekday is None:
        period = calendar.week_of(period.first)
    if form.edge == "overnight" and period is not None and period.first is not None:
        period = replace(period, last=calendar.moved(period.first, 1, "day"))
    return _dated(period, basis, form.part, form.clock)


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
    near = [each for each in near if abs(each.first.year - base.year) <= 1 or (form.month == 2 and form.day == 29)]  # type: ignore[union-attr]
    if form.weekday is not None:
        near = [each for each in near if each.first is not None and each.first.weekday() == form.weekday] or near
    return _choose(near, base, form, context), basis


def _choose(near: list[Period], base: date, form: Named, context: Context) -> Period | None:
    """Of the same date in several years the one meant."""
    if context.story:
        assert context.told is not None or context.published is not None  # noqa: S101 - there is a base
        after = [each for each in near if each.last is not None and (base - each.last).days <= STORY_BACK]
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
    if form.quarter is not None and begun and (context.tense != "future" or (begun[-1].last and (base - begun[-1].last).days < REPORTING)):
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
    weight = 5 if context.tense == "past" else 1.5
    return future if ahead * weight < behind else past


REPORTING = 60  # days after its end in which a quarter's results are still to come
STORY_BACK = 110  # days that a story's date without a year may lie before the last date told


# --- dates counted from another --------------------------------------------------------------------------------------


def _base(reference: Reference, context: Context) -> tuple[Period | None, TimeBasis]:
    """The date that is counted from."""
    published = calendar.day_of(context.published) if context.published is not None else None
    if reference == "publication":
        return published, "relative to publication"
    if context.told is not None and (reference == "narrative" or context.story or context.told_here):
        return context.told, "carried over"
    return published, "relative to publication"


def _stepped(form: Stepped, context: Context) -> Placed:
    if form.part == "NI" and form.reference == "either" and not context.told_here and form.clock is None and form.edge is None:
        return Placed("TIME", "XXXX-XX-XXTNI", None, "stated")  # "at night": any
    if form.reference == "either" and (form.clock or form.part):
        day = context.told if (context.told_near or context.story) and context.told is not None and context.told.unit == "day" else None
        if day is None:
            return Placed("TIME", f"XXXX-XX-XXT{form.clock or form.part}", None, "stated")
        return _dated(day, "carried over", form.part, form.clock)
    if form.unit == "then" or (form.reference == "narrative" and form.step == 0 and context.told is None):
        return _dated(context.told if form.unit == "then" else None, "carried over")
    base, basis = _base(form.reference, context)
    if form.unit == "quarter" and form.reference == "either" and context.published is not None:
        # "the quarter" of a report is the one it named, else the last that is over
        before = calendar.moved(context.published, -1, "quarter") or context.published
        return _dated(context.quarter or calendar.unit_around("quarter", before), basis)
    if base is None:
        return _dated(None, basis, form.part, form.clock)
    if base.first is None:
        period = calendar.shifted(base, form.step, form.unit) if base.unit == form.unit else None
        return _dated(period, basis, form.part, form.clock)
    period = _unit_from(base, form)
    if form.overnight and period is not None and period.first is not None:
        period = replace(period, first=calendar.moved(period.first, -1, "day"))
    return _dated(period, basis, form.part, form.clock)


def _unit_from(base: Period, form: Stepped) -> Period | None:
    """The unit `step` units away from the one that holds the base."""
    assert base.first is not None  # noqa: S101 - checked by the caller
    if form.unit == "day":
        if base.unit not in {"day", "interval"}:
            return None
        anchor = base.last if form.step > 0 and base.last is not None else base.first
        when = calendar.moved(anchor, form.step, "day")
        return calendar.day_of(when) if when else None
    if form.unit == "fortnight":
        return None
    rank = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
    if base.unit in rank and form.unit in rank and rank.index(base.unit) > rank.index(form.unit):
        return None
    when = calendar.moved(base.first, form.step, form.unit)
    if form.unit == "weekend":
        # on a Monday to Friday the weekend of a report is the one before
        when = calendar.moved(base.first, 7 * form.step - (7 if form.step == 0 and base.first.weekday() < 5 else 0), "day")
    return calendar.unit_around(form.unit, when) if when else None


def _moved(form: Moved, context: Context) -> Placed:
    base, basis = _base(form.reference, context)
    if form.unit in {"hour", "minute", "second"}:
        return Placed("TIME", "", None, basis)
    if form.count is None:
        return Placed("DATE", "PAST_REF" if form.sign < 0 else "FUTURE_REF", None, basis)
    if base is None:
        return Placed("DATE", "", None, basis)
    unit = {"night": "day", "millennium": "century"}.get(form.unit, form.unit)
    count = form.count
    if count != int(count):
        count, unit = count * 12, "month" if unit == "year" else "none"
    steps = form.sign * int(count)
    if unit == "year" and count == 1 and context.quarter is not None and not context.story:
        return Placed("DATE", *_valued(calendar.shifted(context.quarter, steps, unit)), "carried over")
    if base.first is None or (base.unit in {"quarter", "month", "season"} and unit in {"year", "decade"}):
        return Placed("DATE", *_valued(calendar.shifted(base, steps, unit)), basis)
    when = calendar.moved(base.first, steps, unit)
    if when is None:
        return Placed("DATE", "", None, basis)
    fine = {"week": "day", "fortnight": "day", "weekend": "weekend", "decade": "year" if form.reference == "publication" else "decade"}.get(
        unit, unit
    )
    return Placed("DATE", *_valued(calendar.unit_around(fine, when)), basis)


def _valued(period: Period | None) -> tuple[str, Period | None]:
    return ("", None) if period is None else (period.value, period)


def _lasting(form: Lasting, context: Context) -> Placed:
    value = duration_value(form.count, form.unit)
    if form.step is None or context.published is None or form.count is None or context.story:
        return Placed("DURATION", value, None, "stated")
    unit = {"night": "day", "hour": "hours"}.get(form.unit, form.unit)
    count = int(form.count)
    if unit == "hours":
        unit, count = "day", -(-count // 24)
    when = calendar.moved(context.published, form.step * count, unit)
    if when is None:
        return Placed("DURATION", value, None, "stated")
    first, last = sorted((when, context.published))
    return Placed("DURATION", value, Period("interval", value, first, last), "relative to publication")
