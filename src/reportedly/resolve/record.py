"""From findings to the record: names, sources, places and times settled, ids given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.model.issue import Issue
from reportedly.model.mentions import ActorMention, AttributionMention, EventMention, FigureMention
from reportedly.model.place import Toponym
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.model.time import TimeExpression
from reportedly.syntax.tree import ParsedText


@dataclass(frozen=True, slots=True)
class Findings:
    """What the extractors found in one text."""

    times: tuple[TimeExpression, ...]
    places: tuple[Toponym, ...]
    actors: tuple[ActorMention, ...]
    attributions: tuple[AttributionMention, ...]
    events: tuple[EventMention, ...]
    figures: tuple[FigureMention, ...]


def assemble(report: Report, parsed: ParsedText, findings: Findings, issues: tuple[Issue, ...] = ()) -> Record:
    """The record of one report."""
    return Record(replace(report, parser=parsed.parser), dates=findings.times, places=findings.places, issues=issues)
