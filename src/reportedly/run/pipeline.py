"""The way of a report through the house: the order of the steps, written here and nowhere else.

read -> parse -> extract -> resolve -> Record
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.extract.actors import find_actors
from reportedly.extract.attributions import find_attributions
from reportedly.extract.disguises import undisguised
from reportedly.extract.events import find_events
from reportedly.extract.figures import find_figures
from reportedly.extract.numbers import find_amounts
from reportedly.extract.places import find_places
from reportedly.extract.times import find_times
from reportedly.extract.toponyms.outlet import home
from reportedly.intake.credits import credited
from reportedly.intake.language import detect_language
from reportedly.intake.published import date_report
from reportedly.intake.received import Received
from reportedly.intake.reporting import report_of
from reportedly.intake.wellformed import well_formed
from reportedly.model.issue import Issue
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.parse.text import parse
from reportedly.reader.reading import read_violence
from reportedly.resolve.record import Findings, assemble
from reportedly.syntax.tree import ParsedText

SUPPORTED = frozenset({"en"})


def read_received(received: Received, violence: bool = False) -> Record:
    """The record of a report as received. Bad data becomes an issue in it, never an exception.

    Args:
        received: The report.
        violence: Whether the learned reader is asked too.

    Raises:
        NoModel: No English parsing model is installed.
        ReaderMissing: The learned reader is asked for and not installed.
    """
    received = credited(date_report(well_formed(received)))
    language = received.language or detect_language(received.text)
    report = report_of(received, language)
    if language not in SUPPORTED:
        message = f"English text was expected; the text is in {language!r}; it is kept, and nothing was extracted"
        return Record(report, issues=(*received.issues, Issue("unsupported-language", "warning", message)))
    return _extract(report, received, violence)


def _extract(report: Report, received: Received, violence: bool) -> Record:
    parsed = parse(report.text)
    record = record_of(report, received, parsed)
    return replace(record, violence=read_violence(parsed)) if violence else record


def record_of(report: Report, received: Received, parsed: ParsedText) -> Record:
    """What a parsed report says."""
    times = find_times(parsed, report.published)
    places = find_places(parsed, report.outlet)
    amounts, disguised = undisguised(parsed.text, find_amounts(parsed))
    actors = find_actors(parsed, places)
    attributions = find_attributions(parsed, actors)
    events = find_events(parsed)
    figures = find_figures(parsed, amounts, times, places, home(report.outlet).country)
    findings = Findings(times, places, actors, attributions, events, figures)
    return assemble(report, parsed, findings, (*received.issues, *disguised))
