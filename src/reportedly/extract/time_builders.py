"""From the words of a production to the form that they say. None where the words make no sense together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reportedly.extract.time_forms import Fixed, Form, Lasting, Moved, Named, Stepped
from reportedly.extract.time_words import CODE, Words
from reportedly.ontology.load import load


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that a production matched, by name.

    Attributes:
        words: All words of the text.
        match: The match over their classes.
    """

    words: Words
    match: re.Match[str]

    def __getitem__(self, name: str) -> Any:
        """The value of a named word, None where it is not there or not in the production."""
        at = self.at(name)
        if at is None:
            return None
        value = self.words.values[at]
        return value[0] if isinstance(value, tuple) else value

    def at(self, name: str) -> int | None:
        """The index of a named word."""
        if name not in self.match.re.groupindex:
            return None
        start = self.match.start(name)
        return None if start < 0 else start

    def has(self, *classes: str) -> bool:
        """Whether a word of one of the classes is among those matched."""
        matched = self.match[0]
        return any(CODE[name] in matched for name in classes)


Builder = Callable[[Reading], Form | None]


def _step(reading: Reading, name: str = "s", now: str = "now") -> int | None:
    at = reading.at(name)
    if at is not None:
        return 1 if reading.words.classes[at] == CODE["onward"] else -1
    return 0 if reading.at(now) is not None else None


def _clock(reading: Reading) -> str | None:
    """A time of day as hh:mm; "" where its words make none."""
    for suffix in ("1", "2"):
        at = reading.at(f"t{suffix}") if reading.at(f"t{suffix}") is not None else reading.at(f"t9{suffix}")
        if at is None:
            continue
        word, kind = reading.words.values[at], reading.words.classes[at]
        if kind == CODE["clockword"]:
            return str(word)
        if kind == CODE["clock"]:
            hours, minutes = (int(part) for part in word.split(":")[:2])
        elif kind in (CODE["clock4"], CODE["year"]):
            hours, minutes = divmod(int(word), 100)
        else:
            hours, minutes = int(word), 0
        return _half_day(hours, minutes, reading[f"ap{suffix}"], reading[f"p{suffix}"] or reading[f"p9{suffix}"])
    return None


def _half_day(hours: int, minutes: int, half: str | None, part: str | None) -> str:
    """The clock of 24 hours, from "p.m." or "in the afternoon"."""
    if half == "p" or (half is None and part in {"AF", "EV", "night"} and 3 < hours < 12):
        hours = hours + 12 if hours < 12 else hours
    elif half == "a" and hours == 12:
        hours = 0
    return f"{hours:02d}:{minutes:02d}" if hours <= 24 and minutes < 60 else ""


def _part(reading: Reading) -> str | None:
    for name in ("p4", "p3", "p"):
        part = reading[name]
        if part is not None:
            return "NI" if part == "night" else str(part)
    return None


def _edge(reading: Reading) -> str | None:
    return next((reading[name] for name in ("e", "e2", "e3", "e4") if reading[name]), None)


def _era(reading: Reading, year: int | None) -> int | None:
    return 1 - year if year is not None and reading["era"] else year


def _full_year(two_digits: int) -> int:
    """Read 90 as 1990 and 22 as 2022: the turn is at 50."""
    return two_digits + (2000 if two_digits < 50 else 1900)


def named(reading: Reading) -> Named | None:
    """Dates that name units of the calendar."""
    clock = _clock(reading)
    day = 2 if reading.at("d") is not None and reading["d"] == "second" else reading["d"]
    if clock == "" or (day is not None and not 1 <= day <= 31):
        return None
    if reading["yu"] not in {None, "year"}:
        return None
    year = reading["y"] or reading["y9"]
    if year is None and reading["y2"] is not None:
        year = _full_year(reading["y2"])
    step = _step(reading)
    if reading.has("past") and reading.has("this"):
        step = -1
    return Named(
        year=_era(reading, year),
        month=reading["m"],
        day=day,
        weekday=reading["w"],
        season=reading["season"],
        holiday=reading["holiday"],
        step=step,
        year_step=_step(reading, "ys", "ynow"),
        same_year=reading.at("yold") is not None or reading.at("yold2") is not None,
        part=_part(reading),
        clock=clock,
        edge=_edge(reading),
    )


def iso(reading: Reading) -> Named | None:
    """Read 2022-01-09, with or without a time."""
    year, month, day = (int(part) for part in reading["iso"][:10].split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return None
    clock = reading["iso"][11:16] or _clock(reading)
    return None if clock == "" else Named(year=year, month=month, day=day, clock=clock, part=_part(reading))


def numeric(reading: Reading) -> Named | None:
    """Read 09.01.2022, 9/1/22, 2022/01/09. Dots are day first; slashes are month first unless only the other order can be."""
    mark = next(char for char in reading["num"] if not char.isdigit())
    parts = reading["num"].split(mark)
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        year, month, day = first, second, third
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and mark == "/"):
        year = third if len(parts[2]) == 4 else _full_year(third)
        day, month = (first, second) if mark in ".-" else (second, first)
        if month > 12:
            day, month = month, day
    else:
        return None
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = _clock(reading)
    return None if clock == "" else Named(year=year, month=month, day=day, clock=clock, part=_part(reading))


def day_range(reading: Reading) -> Named | None:
    """Days from one to another: "January 6-7", "30 January to 2 February"."""
    last_month = reading["m2"] or reading["m"]
    month = reading["m"] or last_month
    day, last = ({"second": 2}.get(reading[name], reading[name]) for name in ("d", "d2"))
    if not (1 <= day <= 31 and 1 <= last <= 31) or (month == last_month and last <= day):
        return None
    return Named(year=reading["y"], month=month, day=day, last_month=last_month, last_day=last)


def week(reading: Reading) -> Named | None:
    """Read "the week of March 6"."""
    month, day, year = (reading[name] or reading[f"{name}9"] for name in ("m", "d", "y"))
    return Named(year=year, month=month, day=day, week=True) if isinstance(day, int) and 1 <= day <= 31 else None


def weekday_of_week(reading: Reading) -> Form | None:
    """Read "Friday of last week"."""
    form = named(reading)
    return None if form is None else replace(form, week=True, step=form.year_step, year_step=None)


def bare_year(reading: Reading) -> Named | None:
    """A year by itself, or one before Christ."""
    year = reading["y"]
    ahead = reading.at("era9") if "era9" in reading.match.re.groupindex else None
    before_christ = reading["era"] or (ahead is not None and reading["era9"])
    return Named(year=1 - year if before_christ else year, edge=_edge(reading))


def year_pair(reading: Reading) -> Named | None:
    """Read "1998-99" as the years from 1998 to 1999."""
    year, last = reading["y"], reading["y"] // 100 * 100 + reading["y2"]
    return Named(year=year, span=f"years to {last}") if year < last < year + 30 else None


def decade(reading: Reading) -> Named | None:
    """Read "the 1990s", "the nineties", "the 470s BC"."""
    start = reading["decade"]
    if reading["era"]:
        return Named(year=start, span="decade BC", edge=_edge(reading))
    return Named(
        year=start + 1900 if start < 100 else start, span="decade" if start % 100 or start >= 2000 else "century of", edge=_edge(reading)
    )


def century(reading: Reading) -> Named | None:
    """Read "the 20th century"."""
    if reading["u"] != "century" or not isinstance(reading["nth"], int):
        return None
    return Named(year=reading["nth"], span="century BC" if reading["era"] else "century", edge=_edge(reading))


def quarter(reading: Reading) -> Named | None:
    """Read "the third quarter", "the first half of 2019"."""
    unit = reading["u"] or "quarter"
    number = 2 if reading["nth"] == "second" else reading["nth"]
    if unit not in {"quarter", "half"} or not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    year = reading["y"] or reading["y1"]
    if unit == "half":
        return Named(year=year, half=number) if year else None
    return Named(year=year, quarter=number, step=_step(reading), year_step=_step(reading, "ys", "ynow"), edge=_edge(reading))


def stepped_day(reading: Reading) -> Stepped | None:
    """Today, yesterday and tomorrow."""
    clock = _clock(reading)
    return None if clock == "" else Stepped("day", reading["days"], "publication", _part(reading), clock, _edge(reading))


def two_days(reading: Reading) -> Moved | None:
    """The day before yesterday, the day after tomorrow."""
    step = reading["days"]
    if reading["u"] != "day" or (step == -1) != reading.has("before") or step == 0:
        return None
    return Moved(2, "day", step, "publication")


def tonight(reading: Reading) -> Stepped | None:
    """Tonight."""
    clock = _clock(reading)
    return None if clock == "" else Stepped("day", 0, "publication", "NI", clock, _edge(reading))


def overnight(reading: Reading) -> Form | None:
    """The night before the report's day, or that of a weekday."""
    if reading["w"] is not None:
        return Named(weekday=reading["w"], part="NI", edge="overnight")
    return Stepped("day", 0, "publication", "NI", overnight=True)


def part_of_day(reading: Reading) -> Form | None:
    """Read "last night", "this morning", "that evening", "the next morning"."""
    part = _part(reading) or "NI"
    clock = _clock(reading)
    step = _step(reading)
    if clock == "":
        return None
    if step == -1 and reading["s"] == "last":
        return Stepped("day", -1, "publication", part, clock, _edge(reading))
    if reading.at("now") is not None and reading["now"] == "this":
        return Stepped("day", 0, "publication", part, clock, _edge(reading))
    return Stepped("day", step or 0, "narrative" if step else "either", part, clock, _edge(reading))


def clock_alone(reading: Reading) -> Stepped | None:
    """A time of day without its day."""
    clock = _clock(reading)
    sure = any(reading.at(name) is not None for name in ("ap1", "z1", "p1", "t91")) or reading.has("oclock", "clock4", "clockword")
    before = reading.match.start() - 1
    if not clock or not (
        sure
        or (
            before >= 0
            and reading.words.classes[before] in {CODE["at"], CODE["approx"], CODE["by"], CODE["until"], CODE["since"], CODE["from"]}
        )
    ):
        return None
    return Stepped("day", 0, "either", None, clock)


def then(reading: Reading) -> Stepped:
    """Read "since then", "until then"."""
    del reading
    return Stepped("then", 0, "narrative")


_NARRATIVE = frozenset({"previous", "preceding", "prior", "following", "subsequent", "succeeding", "same"})


def stepped_unit(reading: Reading) -> Form | None:
    """Read "last week", "this year", "the following month"."""
    unit, step = reading["u"], _step(reading)
    if step is None and reading.has("this"):
        step = 0
    if step is None:
        return None
    if reading.has("past") and not reading.has("this"):
        return Lasting(1, unit, -1)
    word = reading["s"] or reading["now"]
    reference = (
        "narrative" if word in _NARRATIVE or (word == "next" and reading.has("the")) or (unit == "day" and step != 0) else "publication"
    )
    if unit not in {"day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "fortnight"}:
        return None
    return Stepped(unit, step, reference, edge=_edge(reading))  # type: ignore[arg-type]


def definite_unit(reading: Reading) -> Form | None:
    """Read "that day", "the year", "the end of the month", "the latest quarter"."""
    unit = reading["u"]
    if unit not in {"day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"}:
        return None
    first = reading.match.start()
    words = reading.words.values[first : reading.match.end()]
    if "this" in words:
        return Stepped(unit, 0, "publication", edge=_edge(reading))
    return Stepped(unit, 0, "narrative" if "that" in words or "same" in words else "either", edge=_edge(reading))


def _count(reading: Reading) -> float | None:
    """How many; None for "several"."""
    vague = reading["vague"]
    if vague is not None:
        return None if vague == "X" else float(vague)
    number = reading["n"]
    if number == "second":
        number = 2
    if number is None:
        return 0.5 if reading.at("half2") is not None else 1.0
    return float(number) + (0.5 if reading.at("half") is not None else 0)


def _unit(reading: Reading) -> str:
    return str(reading["u"])


def moved(reading: Reading) -> Form | None:
    """Read "three days ago", "two weeks later", "year-earlier", "the day before"."""
    bare = not reading.has("a", "half") and reading["n"] is None and reading["vague"] is None
    word = reading["ago"] or reading["ago9"]
    count = _count(reading)
    if bare and not reading.has("dash", "the"):
        count = None
    sign = 1 if word in {"later", "after", "afterwards", "afterward"} or reading.at("now") is not None else -1
    reference = "publication" if word in {"ago", None} else "narrative"
    return Moved(count, _unit(reading), sign, reference, loose=reading.has("approx", "more", "less"))  # type: ignore[arg-type]


def moved_unit(reading: Reading) -> Form | None:
    """Read "the year-ago quarter", "the year-earlier period"."""
    if reading["u9"] != "year":
        return None
    number = 2 if reading["nth"] == "second" else reading["nth"]
    if reading["u"] == "quarter" and number is not None:
        return Named(quarter=number, year_step=-1) if 1 <= number <= 4 else None
    return Moved(1, "year", -1, "narrative") if reading["u"] in {"quarter", "period"} else None


def lasting(reading: Reading) -> Form | None:
    """Read "three days", "the past two weeks", "an eight-year"."""
    at = reading.at("n")
    if at is not None and reading.words.classes[at] == CODE["year"] and not reading.has("unitpl"):
        return None
    return Lasting(_count(reading), _unit(reading), _step(reading))


def lasting_unit(reading: Reading) -> Form | None:
    """Read "the year" in "the year ended June 30"."""
    return Lasting(1, "year") if reading["u"] == "year" else None


def recent(reading: Reading) -> Form | None:
    """Read "recent weeks", "coming months"."""
    return Lasting(None, _unit(reading), 1 if _step(reading) == 1 else -1)


def bare_units(reading: Reading) -> Form | None:
    """Read "days", "decades-long"."""
    return Lasting(None, _unit(reading))


def repeating(reading: Reading) -> Form | None:
    """Read "daily", "every Thursday", "twice a week"."""
    if reading["set"] is not None:
        return Fixed("SET", reading["set"])
    for name, value in (("w", "XXXX-WXX-{}"), ("m", "XXXX-{:02d}"), ("season", "XXXX-{}"), ("p", "XXXX-XX-XXT{}")):
        found = reading[name]
        if found is not None:
            found = "NI" if found == "night" else found
            return Fixed("SET", value.format(found + 1 if name == "w" else found))
    count = reading["n"] if reading.has("each") and not reading.has("once", "twice") else None
    return Fixed("SET", duration_value(float(count) if isinstance(count, int) else (2.0 if reading.has("other") else 1.0), _unit(reading)))


def reference(reading: Reading) -> Form | None:
    """Read "now", "recently", "in the future"."""
    for name, value in (("past", "PAST_REF"), ("now", "PRESENT_REF"), ("future", "FUTURE_REF")):
        if reading.at(name) is not None:
            return Fixed("DATE", value)
    return None


def duration_value(count: float | None, unit: str) -> str:
    """TIMEX3 value of a length: P3D, PT2H, PXM, P0.5Y."""
    if unit == "fortnight":
        return duration_value(2 if count is None else 2 * count, "week")
    if count is not None and unit in {"decade", "century", "millennium"}:
        count, unit = count * {"decade": 10, "century": 100, "millennium": 1000}[unit], "year"
    if count == 0.5 and unit in {"year", "day", "hour", "century", "decade"}:
        count, unit = {"year": (6.0, "month"), "day": (12.0, "hour"), "hour": (30.0, "minute")}.get(unit, (count, unit))
    if unit == "hour" and count is not None and count % 1 == 0.5:
        return f"PT{int(count)}H30M"
    before, letter = load("times")["letters"][unit]
    number = "X" if count is None else f"{count:g}"
    return f"{before}{number}{letter}"
