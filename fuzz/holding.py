"""What holds of every record, whatever the text: the promises of the model, asked of values that strangers' texts led to."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from reportedly.model.codec import decode, dumps
from reportedly.model.event import Event
from reportedly.model.figure import Figure, Number, Qualifier
from reportedly.model.mentions import Amount
from reportedly.model.place import Place, Toponym
from reportedly.model.record import Record
from reportedly.model.time import TimeExpression, When
from reportedly.run.verify import quotes_of

ONE_VALUE = frozenset({"exact", "about"})
OPEN_ABOVE = frozenset({"more_than", "at_least"})
OPEN_BELOW = frozenset({"less_than", "at_most"})


class Broken(AssertionError):
    """A promise that does not hold."""


def hold(holds: bool, promise: str, *found: object) -> None:
    """Nothing, where the promise holds.

    Raises:
        Broken: It does not.
    """
    if not holds:
        raise Broken(f"{promise}: {', '.join(ascii(each)[:200] for each in found)}")


def span_holds(text: str, start: int, end: int, what: str) -> None:
    """A span is not empty, and within the text."""
    hold(0 <= start < end <= len(text), f"the span of {what} lies in the text", start, end, len(text))


def apart(spans: Iterable[tuple[int, int]], what: str) -> None:
    """Spans are in order, and none reaches into the next."""
    for before, after in pairwise(spans):
        hold(before[1] <= after[0], f"{what} are in order and apart", before, after)


def bounds_hold(number: Number | None, qualifier: Qualifier, low: Number | None, high: Number | None) -> None:
    """Numbers are finite, bounds are in order, and agree with what qualifies them."""
    told = (number, qualifier, low, high)
    for value in (number, low, high):
        hold(value is None or (math.isfinite(value) and value >= 0), "a number is finite and not negative", *told)
        hold(value is None or float(value) == value, "a number is one that a database holds", *told)
    hold(low is None or high is None or low <= high, "low is at most high", *told)
    if qualifier in ONE_VALUE:
        hold(low == high == number, "an exact number is both bounds", *told)
    if qualifier in OPEN_ABOVE:
        hold(high is None, "'more than' is open above", *told)
    if qualifier in OPEN_BELOW:
        hold(low is None, "'less than' is open below", *told)


def amount_holds(text: str, found: Amount) -> None:
    """An amount of the number grammar."""
    span_holds(text, found.start, found.end, "an amount")
    span_holds(text, *found.numeral, "a numeral")
    hold(found.start <= found.numeral[0], "the numeral is in the amount", found)
    if found.unit_words is not None:
        span_holds(text, *found.unit_words, "a measure word")
    bounds_hold(found.number, found.qualifier, found.low, found.high)


def days_hold(first: str | None, last: str | None) -> None:
    """Days are of the calendar, and in order."""
    begins, ends = (date.fromisoformat(day) if day is not None else None for day in (first, last))
    hold(begins is None or ends is None or begins <= ends, "the first day is not behind the last", first, last)


def time_holds(text: str, found: TimeExpression) -> None:
    """An expression of time."""
    span_holds(text, found.start, found.end, "a time")
    hold(text[found.start : found.end] == found.quote, "a time quotes the text", found)
    days_hold(found.first, found.last)


def toponym_holds(text: str, found: Toponym) -> None:
    """A name of a place."""
    span_holds(text, found.start, found.end, "a place")
    hold(text[found.start : found.end] == found.quote, "a place quotes the text", found)
    point_holds(found)


def point_holds(found: Place | Toponym) -> None:
    """A point is on the globe, or there is none."""
    hold((found.lat is None) == (found.lon is None), "a point has both coordinates", found)
    if found.lat is not None and found.lon is not None:
        hold(-90 <= found.lat <= 90 and -180 <= found.lon <= 180, "a point is on the globe", found)


def record_holds(record: Record) -> None:
    """All of a record."""
    text = record.report.text
    for quote in quotes_of(record):
        span_holds(text, quote.start, quote.end, "a quote")
        hold(quote.holds_in(text), "a quote stands in the text", quote)
    for time in record.dates:
        time_holds(text, time)
    for toponym in record.places:
        toponym_holds(text, toponym)
    for figure in record.figures:
        _figure_holds(figure)
    told: tuple[Figure | Event, ...] = (*record.figures, *record.events)
    for place in (each.place for each in told if each.place is not None):
        point_holds(place)
    for when in (each.when for each in (*told, *record.attributions) if each.when is not None):
        _when_holds(when)
    for issue in record.issues:
        if issue.start is not None and issue.end is not None:
            span_holds(text, issue.start, issue.end, f"the issue {issue.code}")
    _links_hold(record)
    _survives(record)


def _figure_holds(figure: Figure) -> None:
    bounds_hold(figure.number, figure.qualifier, figure.low, figure.high)
    if figure.as_of is not None:
        _when_holds(figure.as_of)
    hold(figure.place is not None or "place" in figure.why_empty, "an empty place has its reason", figure.id)
    hold(figure.measure is not None or "measure" in figure.why_empty, "an empty measure has its reason", figure.id)


def _when_holds(when: When) -> None:
    days_hold(when.first and when.first[:10], when.last and when.last[:10])


def _links_hold(record: Record) -> None:
    """Ids are of one thing each, and what refers to one finds it."""
    figures, events, said = (_ids([each.id for each in group]) for group in (record.figures, record.events, record.attributions))
    for figure in record.figures:
        for link in (figure.subset_of, figure.same_as, figure.previous_of):
            hold(link is None or (link in figures and link != figure.id), "a link leads to another figure", figure.id, link)
        hold(figure.event is None or figure.event in events, "a figure measures an event of the record", figure.id, figure.event)
    told: tuple[Figure | Event, ...] = (*record.figures, *record.events)
    for each in told:
        hold(each.attribution is None or each.attribution in said, "what is attributed is so in the record", each.id, each.attribution)
    for attribution in record.attributions:
        hold(
            attribution.via is None or (attribution.via in said and attribution.via != attribution.id),
            "a chain has its links",
            attribution.id,
        )


def _ids(found: Sequence[str]) -> frozenset[str]:
    hold(len(set(found)) == len(found), "no two have one id", *sorted(each for each in set(found) if found.count(each) > 1))
    return frozenset(found)


def _survives(record: Record) -> None:
    """A record can be written, and read again as it was."""
    written = dumps(record)
    written.encode("utf-8")
    data = json.loads(written, parse_constant=lambda name: hold(False, "a number can be written in JSON", name))
    hold(decode(Record, data) == record, "what was written is read as it was", record.report.id)
