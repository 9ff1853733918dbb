"""From the words of a production to the form that they say. None where the words make no sense together.

`ontology/time_grammar.yaml` names these functions under `reads`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.extract.time_classes import CODE
from reportedly.extract.time_forms import Fixed, Form, Lasting, Moved, Named, Stepped
from reportedly.extract.time_reading import (
    Reading,
    clock_of,
    count_of,
    counts_badly,
    duration_value,
    edge_of,
    full_year,
    part_of,
    step_of,
    unit_of,
    year_in_era,
)

Builder = Callable[[Reading], Form | None]


def named(reading: Reading) -> Named | None:
    """Dates that name units of the calendar."""
    clock = clock_of(reading)
    day = 2 if reading.at("d") is not None and reading["d"] == "second" else reading["d"]
    if clock == "" or (day is not None and not 1 <= day <= 31):
        return None
    if reading["yu"] not in {None, "year"}:
        return None
    year = reading["y"] or reading["y9"]
    if year is None and reading["y2"] is not None:
        year = full_year(reading["y2"])
    step = step_of(reading)
    if reading.has("past") and reading.has("this"):
        step = -1
    return Named(
        year=year_in_era(reading, year),
        month=reading["m"],
        day=day,
        weekday=reading["w"],
        season=reading["season"],
        holiday=reading["holiday"],
        step=step,
        year_step=step_of(reading, "ys", "ynow"),
        same_year=reading.at("yold") is not None or reading.at("yold2") is not None,
        part=part_of(reading),
        clock=clock,
        edge=edge_of(reading),
    )


def iso(reading: Reading) -> Named | None:
    """Read 2022-01-09, with or without a time."""
    year, month, day = (int(part) for part in reading["iso"][:10].split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return None
    clock = reading["iso"][11:16] or clock_of(reading)
    return None if clock == "" else Named(year=year, month=month, day=day, clock=clock, part=part_of(reading))


def numeric(reading: Reading) -> Named | None:
    """Read 09.01.2022, 9/1/22, 2022/01/09. Dots are day first; slashes are month first unless only the other order can be."""
    mark = next(char for char in reading["num"] if not char.isdigit())
    parts = reading["num"].split(mark)
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        year, month, day = first, second, third
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and mark == "/"):
        year = third if len(parts[2]) == 4 else full_year(third)
        day, month = (first, second) if mark in ".-" else (second, first)
        if month > 12:
            day, month = month, day
    else:
        return None
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = clock_of(reading)
    either = mark == "/" and len(parts[0]) < 4 and day <= 12 and day != month
    return None if clock == "" else Named(year=year, month=month, day=day, clock=clock, part=part_of(reading), either_order=either)


def day_range(reading: Reading) -> Named | None:
    """Days from one to another: "January 6-7", "30 January to 2 February"."""
    last_month = reading["m2"] or reading["m"]
    month = reading["m"] or last_month
    day, last = ({"second": 2}.get(reading[name], reading[name]) for name in ("d", "d2"))
    if not (1 <= day <= 31 and 1 <= last <= 31) or (month == last_month and last <= day):
        return None
    return Named(year=reading["y"], month=month, day=day, last_month=last_month, last_day=last)


def day_list(reading: Reading) -> Named | None:
    """Days that follow each other: "January 4, 5 and 6"; None where there are gaps between them."""
    form = day_range(reading)
    if form is None or form.day is None or form.last_day is None:
        return None
    numbers = sum(CODE[name] in letter for letter in reading.match[0] for name in ("n12", "n24", "n31", "ord31", "nth_day", "second"))
    return form if form.last_day - form.day == numbers - 1 else None


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
    return Named(year=1 - year if before_christ else year, edge=edge_of(reading))


def year_pair(reading: Reading) -> Named | None:
    """Read "1998-99" as the years from 1998 to 1999."""
    year, last = reading["y"], reading["y"] // 100 * 100 + reading["y2"]
    return Named(year=year, span=f"years to {last}") if year < last < year + 30 else None


def decade(reading: Reading) -> Named | None:
    """Read "the 1990s", "the nineties", "the 470s BC"."""
    start = reading["decade"]
    if reading["era"]:
        return Named(year=start, span="decade BC", edge=edge_of(reading))
    return Named(
        year=start + 1900 if start < 100 else start, span="decade" if start % 100 or start >= 2000 else "century of", edge=edge_of(reading)
    )


def century(reading: Reading) -> Named | None:
    """Read "the 20th century"."""
    if reading["u"] != "century" or not isinstance(reading["nth"], int):
        return None
    return Named(year=reading["nth"], span="century BC" if reading["era"] else "century", edge=edge_of(reading))


def quarter(reading: Reading) -> Named | None:
    """Read "the third quarter", "the first half of 2019"."""
    unit = reading["u"] or reading["u2"] or "quarter"
    number = 2 if reading["nth"] == "second" or reading["u2"] else reading["nth"]
    if unit not in {"quarter", "half"} or not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    if {reading["yu"], reading["uy"]} - {None, "year"}:
        return None
    year, year_step = reading["y"] or reading["y1"], step_of(reading, "ys", "ynow")
    same_year = reading.at("yold") is not None or reading.at("yold2") is not None
    if unit == "half":
        whole = year or same_year or year_step is not None or reading["uy"]
        return Named(year=year, half=number, year_step=year_step, same_year=same_year) if whole else None
    return Named(year=year, quarter=number, step=step_of(reading), year_step=year_step, same_year=same_year, edge=edge_of(reading))


def stepped_day(reading: Reading) -> Stepped | None:
    """Today, yesterday and tomorrow."""
    clock = clock_of(reading)
    return None if clock == "" else Stepped("day", reading["days"], "publication", part_of(reading), clock, edge_of(reading))


def two_days(reading: Reading) -> Moved | None:
    """The day before yesterday, the day after tomorrow."""
    step = reading["days"]
    if reading["u"] != "day" or (step == -1) != reading.has("before") or step == 0:
        return None
    return Moved(2, "day", step, "publication")


def tonight(reading: Reading) -> Stepped | None:
    """Tonight."""
    clock = clock_of(reading)
    return None if clock == "" else Stepped("day", 0, "publication", "NI", clock, edge_of(reading))


def overnight(reading: Reading) -> Form | None:
    """The night before the report's day, or that of a weekday."""
    if reading["w"] is not None:
        return Named(weekday=reading["w"], part="NI", edge="overnight")
    return Stepped("day", 0, "publication", "NI", overnight=True)


def part_of_day(reading: Reading) -> Form | None:
    """Read "last night", "this morning", "that evening", "the next morning"."""
    part = part_of(reading) or "NI"
    clock = clock_of(reading)
    step = step_of(reading)
    if clock == "":
        return None
    if step == -1 and reading["s"] == "last":
        return Stepped("day", -1, "publication", part, clock, edge_of(reading))
    if reading.at("now") is not None and reading["now"] == "this":
        return Stepped("day", 0, "publication", part, clock, edge_of(reading))
    return Stepped("day", step or 0, "narrative" if step else "either", part, clock, edge_of(reading))


def clock_alone(reading: Reading) -> Stepped | None:
    """A time of day without its day."""
    clock = clock_of(reading)
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
    unit, step = reading["u"], step_of(reading)
    if step is None and reading.has("this"):
        step = 0
    if step is None:
        return None
    if reading.has("past") and not reading.has("this"):
        return Lasting(1, unit, -1)
    word = reading["s"] or reading["now"]
    if unit == "day" and word in {"last", "coming", "upcoming", "current"}:
        return None  # "your last day"
    reference = (
        "narrative" if word in _NARRATIVE or (word == "next" and reading.has("the")) or (unit == "day" and step != 0) else "publication"
    )
    if unit not in {"day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "fortnight"}:
        return None
    if unit == "fortnight":
        return Lasting(1, unit, step) if step else None
    if step == 0 and reference == "publication":
        reference = "here"
    return Stepped(unit, step, reference, edge=edge_of(reading))  # type: ignore[arg-type]


def definite_unit(reading: Reading) -> Form | None:
    """Read "that day", "the year", "the end of the month", "the latest quarter"."""
    unit = reading["u"]
    if unit not in {"day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"}:
        return None
    first = reading.match.start()
    words = reading.words.values[first : reading.match.end()]
    if "this" in words:
        return Stepped(unit, 0, "here", edge=edge_of(reading))
    return Stepped(unit, 0, "narrative" if "that" in words or "same" in words else "either", edge=edge_of(reading))


def moved(reading: Reading) -> Form | None:
    """Read "three days ago", "two weeks later", "year-earlier", "the day before"."""
    if counts_badly(reading):
        return None
    bare = not reading.has("a", "half") and reading["n"] is None and reading["vague"] is None
    word = reading["ago"] or reading["ago9"]
    count = count_of(reading)
    if bare and not reading.has("dash", "the"):
        count = None
    sign = 1 if word in {"later", "after", "afterwards", "afterward"} or reading.at("now") is not None else -1
    reference = "publication" if word in {"ago", None} else "narrative"
    return Moved(count, unit_of(reading), sign, reference, loose=reading.has("approx", "more", "less"))  # type: ignore[arg-type]


def and_a_half(reading: Reading) -> Form:
    """Read "a year and a half", "an hour and a half later"."""
    count, word = float(reading["n"] or 1) + 0.5, reading["ago"]
    if word is None:
        return Lasting(count, unit_of(reading))
    return Moved(count, unit_of(reading), 1 if word == "later" else -1, "publication" if word == "ago" else "narrative")


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
    if at is not None and reading.words.classes[at] == CODE["year"] and not reading.has("unitpl", "hours"):
        return None
    if reading["n9"] is not None:
        return Lasting(float(reading["n9"]), reading["u9"], step_of(reading, "s9"))
    if counts_badly(reading):
        return None
    some = reading.match[0][0] == CODE["a"] and reading.at("u") == reading.match.start() + 1 and reading.has("unitpl", "hours")
    inside = reading.words.classes[reading.match.end() : reading.match.end() + 1] == CODE["of"]  # "the last two weeks of May"
    step = None if inside else step_of(reading)
    return Lasting(None if some else count_of(reading), unit_of(reading), step)  # "a months-long siege"


def first_months(reading: Reading) -> Form | None:
    """Read "the first eight months", "the first two quarters of 2021"."""
    if reading["nth"] != 1 or reading["u"] not in {"month", "quarter"} or reading["uy"] not in {None, "year"}:
        return None
    return Lasting(float(reading["n"]), unit_of(reading), beginning=True, year=reading["y"])


def lasting_unit(reading: Reading) -> Form | None:
    """Read "the year" in "the year ended June 30"."""
    return Lasting(1, "year") if reading["u"] == "year" else None


def recent(reading: Reading) -> Form | None:
    """Read "recent weeks", "coming months"."""
    return Lasting(None, unit_of(reading), 1 if step_of(reading) == 1 else -1)


def bare_units(reading: Reading) -> Form | None:
    """Read "days", "decades-long"."""
    return Lasting(None, unit_of(reading))


def repeating(reading: Reading) -> Form | None:
    """Read "daily", "every Thursday", "twice a week"."""
    if reading["set"] is not None:
        return Fixed("SET", reading["set"])
    if reading["w"] is not None:
        return Fixed("SET", f"XXXX-WXX-{reading['w'] + 1}")
    if reading["m"] is not None:
        return Fixed("SET", f"XXXX-{reading['m']:02d}")
    if reading["season"] is not None:
        return Fixed("SET", f"XXXX-{reading['season']}")
    if reading["p"] is not None:
        return Fixed("SET", f"XXXX-XX-XXT{part_of(reading)}")
    count = reading["n"] if reading.at("n") is not None else 2 if reading.has("other") else 1
    return Fixed("SET", duration_value(float(count), unit_of(reading)))


def reference(reading: Reading) -> Form | None:
    """Read "now", "recently", "in the future"."""
    for name, value in (("past", "PAST_REF"), ("now", "PRESENT_REF"), ("future", "FUTURE_REF")):
        if reading.at(name) is not None:
            return Fixed("DATE", value)
    return None
