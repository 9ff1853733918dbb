"""The grammars and their offsets: paragraphs, quotations, numbers, intervals, times and places, each asked what it promises.

They need no parser but for small questions, which a parse drawn by lot answers.
"""

from __future__ import annotations

from random import Random

from fuzz.holding import amount_holds, apart, hold, span_holds, time_holds, toponym_holds
from fuzz.parsing import parse_by_lot
from fuzz.sample import Sample
from fuzz.texts import text
from reportedly.extract.disguises import undisguised
from reportedly.extract.numbers import find_amounts
from reportedly.extract.places import find_places
from reportedly.extract.saying.quotation import find_quotations
from reportedly.extract.times import find_times
from reportedly.intake.credits import credited
from reportedly.intake.published import date_report
from reportedly.intake.received import Received
from reportedly.intake.wellformed import well_formed
from reportedly.model.report import PublishedBasis
from reportedly.parse.surface import columns, dateline_end, paragraphs, surface
from reportedly.syntax.intervals import holders
from reportedly.syntax.tree import ParsedText

DAYS = (None, "2022-01-09", "2020-02-29", "0001-01-01", "9999-12-31", "1999-12-31T23:59:59+14:00", "2022-01-09T10:30:00Z")
OUTLETS = ("", "", "Steppe Wire", "The Georgia Gazette")


def make(seed: int) -> Sample:
    """The input of a number."""
    return Sample(text(seed, (1, 1, 1, 2)), OUTLETS[seed % len(OUTLETS)], DAYS[seed % len(DAYS)], seed)


def check(sample: Sample) -> None:
    """Read the text by every grammar.

    Raises:
        Broken: A promise does not hold.
    """
    received = received_of(sample)
    hold(len(received.text) == len(sample.text), "a text keeps its length")
    _surface_holds(received.text)
    parsed = parse_by_lot(received.text, Random(sample.lot))
    _quotations_hold(parsed)
    _amounts_hold(parsed)
    times = find_times(parsed, received.published)
    apart(((each.start, each.end) for each in times), "times")
    for time in times:
        time_holds(parsed.text, time)
    places = find_places(parsed, received.outlet)
    apart(((each.start, each.end) for each in places), "places")
    for place in places:
        toponym_holds(parsed.text, place)


def received_of(sample: Sample) -> Received:
    """The sample as a report that is ready to be read."""
    basis: PublishedBasis = "argument" if sample.published else "unknown"
    given = Received(sample.text, outlet=sample.name or None, published=sample.published, published_basis=basis)
    return credited(date_report(well_formed(given)))


def _surface_holds(words: str) -> None:
    hold(len(surface(words)) == len(words), "the surface keeps every offset")
    spans = paragraphs(words)
    apart(spans, "paragraphs")
    for low, high in spans:
        span_holds(words, low, high, "a paragraph")
        cut = dateline_end(words, low, high)
        hold(low <= cut < high, "a dateline leaves a text", low, cut, high)
        parts = columns(words, cut, high)
        apart(parts, "columns")
        for start, end in parts:
            hold(cut <= start < end <= high, "a column lies in its paragraph", start, end)


def _quotations_hold(parsed: ParsedText) -> None:
    found = find_quotations(parsed.text, parsed.paragraphs).all
    apart(((each.start, each.end) for each in found), "quotations")
    for each in found:
        low, high = parsed.paragraphs[each.paragraph]
        hold(low <= each.start < each.inner[0] <= each.inner[1] <= each.end <= high, "a quotation lies in its paragraph", each)


def _amounts_hold(parsed: ParsedText) -> None:
    amounts = find_amounts(parsed)
    for each in amounts:
        amount_holds(parsed.text, each)
    hold(list(amounts) == sorted(amounts, key=lambda each: (each.start, each.end)), "amounts are in order")
    kept, issues = undisguised(parsed.text, amounts)
    hold(set(kept) <= set(amounts), "nothing is found by looking for disguises")
    for issue in issues:
        span_holds(parsed.text, issue.start or 0, issue.end or 0, "a disguise")
    spans, points = [(each.start, each.end) for each in amounts], [(token.start, token.end) for token in parsed.tokens[:200]]
    inside = [[at for at, (low, high) in enumerate(spans) if low <= start and end <= high] for start, end in points]
    hold(holders(spans, points) == inside, "a sweep finds what a comparison of all finds")
