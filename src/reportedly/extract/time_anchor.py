"""Where in the calendar a form lies, given when the report was published and what dates it spoke of before.

- Dates that name units of the calendar are placed by `time_named.py`.
- "Yesterday", "last week" count from publication; "the next day", "two weeks later" from the last date told.
- Nothing that is told in the past lies after publication.
- Without anything to count from there is no value: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.extract import calendar
from reportedly.extract.calendar import Period
from reportedly.extract.time_context import Context, Placed, dated
from reportedly.extract.time_forms import Fixed, Form, Lasting, Moved, Reference, Stepped
from reportedly.extract.time_named import place_named
from reportedly.extract.time_reading import duration_value
from reportedly.model.time import TimeBasis


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
    return place_named(form, context)


def _base(reference: Reference, context: Context) -> tuple[Period | None, TimeBasis]:
    """The date that is counted from."""
    published = calendar.day_of(context.published) if context.published is not None else None
    if reference == "here" and context.story and context.told is not None:
        return context.told, "carried over"
    if reference in {"publication", "here"}:
        return published, "relative to publication"
    if context.told is not None and (reference == "narrative" or context.story or context.told_here):
        return context.told, "carried over"
    return published, "relative to publication"


def _is_adrift(reference: Reference, sign: int, basis: TimeBasis, context: Context) -> bool:
    """Whether something told in the past would lie after publication: "two days later" in a text that told no day before."""
    return reference == "narrative" and sign > 0 and basis == "relative to publication" and context.tense in {"past", "over"}


def _stepped(form: Stepped, context: Context) -> Placed:
    if form.part == "NI" and form.reference == "either" and not context.told_here and form.clock is None and form.edge is None:
        return Placed("TIME", "XXXX-XX-XXTNI", None, "stated")  # "at night": any
    if form.reference == "either" and (form.clock or form.part):
        day = context.told if (context.told_near or context.story) and context.told is not None and context.told.unit == "day" else None
        if day is None:
            return Placed("TIME", f"XXXX-XX-XXT{form.clock or form.part}", None, "stated")
        return dated(day, "carried over", form.part, form.clock)
    if form.unit == "then" or (form.reference == "narrative" and form.step == 0 and context.told is None):
        return dated(context.told if form.unit == "then" else None, "carried over")
    base, basis = _base(form.reference, context)
    if _is_adrift(form.reference, form.step, basis, context):
        base = None
    if form.unit == "quarter" and form.reference == "either" and context.published is not None:
        # "the quarter" of a report is the one it named, else the last that is over
        before = calendar.moved(context.published, -1, "quarter") or context.published
        return dated(context.quarter or calendar.unit_around("quarter", before), basis)
    if base is None:
        return dated(None, basis, form.part, form.clock)
    if base.first is None:
        period = calendar.shifted(base, form.step, form.unit) if base.unit == form.unit else None
        return dated(period, basis, form.part, form.clock)
    period = _weekend(base, form, context, basis) if form.unit == "weekend" else _unit_from(base, form)
    if form.overnight and period is not None and period.first is not None:
        period = replace(period, first=calendar.moved(period.first, -1, "day"))
    return dated(period, basis, form.part, form.clock)


def _weekend(base: Period, form: Stepped, context: Context, basis: TimeBasis) -> Period | None:
    """The weekend of a report made from Monday to Friday is the one just past, unless it is still to come; a story's is the next."""
    assert base.first is not None  # noqa: S101 - checked by the caller
    ahead = context.tense == "future" or basis == "carried over"
    back = form.step == 0 and base.first.weekday() < 5 and not ahead
    when = calendar.moved(base.first, 7 * (form.step - back), "day")
    return calendar.weekend_of(when) if when else None


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
    return calendar.unit_around(form.unit, when) if when else None


def _moved(form: Moved, context: Context) -> Placed:
    base, basis = _base(form.reference, context)
    if _is_adrift(form.reference, form.sign, basis, context):
        base = None
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


def _beginning(form: Lasting, context: Context) -> Period | None:
    """The first months of the year: of publication where they are over, else of the one before; none in a story."""
    months = {"month": 1, "quarter": 3}.get(form.unit, 12) * int(form.count or 12)
    if context.published is None or context.story or not 1 < months < 12:
        return None
    year = form.year or context.published.year - (form.year is None and months >= context.published.month)
    first, last = calendar.month(year, 1), calendar.month(year, months)
    return Period("interval", "", first.first, last.last) if first is not None and last is not None else None


def _lasting(form: Lasting, context: Context) -> Placed:
    value = duration_value(form.count, form.unit)
    if form.beginning:
        return Placed("DURATION", value, _beginning(form, context), "relative to publication")
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
