"""The brief's own voice: amounts, positions and series in words, neutral.

`at least 164 people killed in Kazakhstan`, `between 5,135 and 5,800 people detained`. The amount keeps its bounds in words, because a sign
is lost when a sentence is copied; what is counted is written by the class of the ledger and not by the word of the source.
"""

from __future__ import annotations

import re
from datetime import datetime

from reportedly.model.figure import Figure, Number
from reportedly.model.ledger import Entry, Position, Series
from reportedly.present.amounts import is_money, say_number
from reportedly.present.figures import say_measured
from reportedly.present.pictures.claims import is_taken_back
from reportedly.present.subjects import LONGEST_NAME, clipped, neutral, say_subject
from reportedly.present.times import say_interval

_BOUNDS = {"about": "about ", "more_than": "more than ", "at_least": "at least ", "less_than": "fewer than ", "at_most": "at most "}
_CURRENCY = re.compile(r"[A-Z]{3}")


def say_claim(entry: Entry, series: Series) -> str:
    """A claim: amount and what is counted, with its bounds in words."""
    return f"{say_amount_in_words(entry.figure)} {say_what(series, _is_one(entry.figure))}"


def say_amount_in_words(figure: Figure) -> str:
    """An amount as it was stated: `about 5,800`, `more than 400`, `“dozens” (24 or more)`."""
    unit = f" {figure.unit}" if is_money(figure) else ""
    if figure.qualifier == "vague":
        words = clipped(figure.amount.quote, 40) if figure.amount else "some"
        known = say_range(figure.low, figure.high)
        return f"“{words}”" + (f" ({known})" if known else "") + unit
    if figure.qualifier == "between":
        return (say_range(figure.low, figure.high) or "an unknown number") + unit
    value = figure.number
    if value is None:
        value = figure.high if figure.qualifier in ("less_than", "at_most") else figure.low
    return f"{_BOUNDS.get(figure.qualifier, '')}{say_number(value)}{unit}" if value is not None else "an unknown number"


def say_range(low: Number | None, high: Number | None) -> str:
    """Bounds in words; empty where there is none."""
    if low is not None and high is not None:
        return say_number(low) if low == high else f"between {say_number(low)} and {say_number(high)}"
    if low is not None:
        return f"at least {say_number(low)}"
    return f"at most {say_number(high)}" if high is not None else ""


def say_standing(series: Series) -> str:
    """What a series amounts to: `at least 164 people killed in Kazakhstan`; for one that has nothing left, that nothing stands."""
    position = series.position
    what = say_what(series, position.low == position.high == 1)
    if position.low is None and position.high is None and position.best is None:
        gone = any(is_taken_back(each) for each in series.entries)
        return f"no figure of {what} stands" + (": all that was said was taken back or denied" if gone else "")
    unit = f" {series.unit}" if _CURRENCY.fullmatch(series.unit) else ""
    best = f" (best {say_number(position.best)})" if position.contested and position.best is not None else ""
    return f"{_qualified(position, series)}{unit} {what}{best}"


def say_what(series: Series, one: bool = False) -> str:
    """What a series counts, and where: `security personnel killed in Kazakhstan`."""
    scope = series.scope
    subject = "" if _CURRENCY.fullmatch(series.unit) else say_subject(series.subject, one)
    what = say_measured(series.measure, subject) if series.measure != series.subject else subject
    place = f"in {clipped(scope.place, LONGEST_NAME)}" if scope.place else ""
    period = f"({say_interval(scope.first, scope.last)})" if scope.kind == "increment" and (scope.first or scope.last) else ""
    detail = f"({neutral(scope.detail)})" if scope.detail else ""
    return " ".join(filter(None, (what, place, detail, period)))


def say_teller(entry: Entry) -> str:
    """Whose word it is."""
    return neutral(entry.source or entry.outlet or "nobody named")


def say_who(entry: Entry) -> str:
    """Whose word it is, and in which outlet."""
    teller = say_teller(entry)
    return (
        f"{teller} (in {clipped(entry.outlet, LONGEST_NAME)})" if entry.outlet and entry.source and entry.outlet != entry.source else teller
    )


def say_moment(stamp: str | None) -> str:
    """A moment to the minute in words: `15 March 2022, 12:00 (+06:00)`."""
    if not stamp:
        return "without a date"
    try:
        parsed = datetime.fromisoformat(stamp)
    except ValueError:
        return clipped(stamp, LONGEST_NAME)
    day = say_interval(stamp[:10], stamp[:10])
    if len(stamp) == len("2022-01-09"):
        return day
    zone = f" ({parsed.isoformat()[-6:]})" if parsed.tzinfo and parsed.utcoffset() else " (UTC)"
    return f"{day}, {parsed:%H:%M}{zone}"


def _qualified(position: Position, series: Series) -> str:
    """The bounds of a position; where one figure alone stands behind them, with its qualifier."""
    standing = [each.figure for each in series.entries if each.stands]
    same = {each.qualifier for each in standing if {each.number, each.low, each.high} & {position.low, position.high}}
    said = say_range(position.low, position.high)
    if position.low == position.high and same == {"about"}:
        return f"about {said}"
    if position.high is None and same == {"more_than"} and position.low is not None:
        return f"more than {say_number(position.low)}"
    return said or say_number(position.best or 0)


def _is_one(figure: Figure) -> bool:
    return figure.number == 1 and figure.qualifier == "exact"


__all__ = [
    "LONGEST_NAME",
    "clipped",
    "neutral",
    "say_amount_in_words",
    "say_claim",
    "say_moment",
    "say_standing",
    "say_subject",
    "say_teller",
    "say_what",
    "say_who",
]
