"""A production's match, read by the names that it gives to words: clocks, parts of the day, counts, steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reportedly.extract.time_classes import CODE
from reportedly.extract.time_words import Words
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


def step_of(reading: Reading, name: str = "s", now: str = "now") -> int | None:
    """-1, 0 or 1 for last, this, next, as a named word says; None where it says nothing."""
    at = reading.at(name)
    if at is not None:
        return 1 if reading.words.classes[at] == CODE["onward"] else -1
    return 0 if reading.at(now) is not None else None


def clock_of(reading: Reading) -> str | None:
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


def part_of(reading: Reading) -> str | None:
    """The part of the day, as a code of TIMEX3."""
    if reading.at("p6") is not None:
        return "MO"  # the small hours
    for name in ("p4", "p3", "p7", "p"):
        part = reading[name]
        if part is not None:
            return "NI" if part == "night" else str(part)
    return None


def edge_of(reading: Reading) -> str | None:
    """One of "early", "late" or "mid", where a word says so."""
    return next((reading[name] for name in ("e", "e2", "e3", "e4") if reading[name]), None)


def year_in_era(reading: Reading, year: int | None) -> int | None:
    """The year; zero and below are before Christ."""
    return 1 - year if year is not None and reading["era"] else year


def full_year(two_digits: int) -> int:
    """Read 90 as 1990 and 22 as 2022: the turn is at 50."""
    return two_digits + (2000 if two_digits < 50 else 1900)


def count_of(reading: Reading) -> float | None:
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


def counts_badly(reading: Reading) -> bool:
    """An article that is not the number's: "a five-year plan", unlike "a hundred years"."""
    at = reading.at("n")
    article = at is not None and at > reading.match.start() and reading.words.classes[at - 1] == CODE["a"]
    return article and reading["n"] not in {100, 1000}


def unit_of(reading: Reading) -> str:
    """The unit, as the word for it stands for."""
    return str(reading["u"])


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
