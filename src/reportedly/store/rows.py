"""Values of the model as rows of the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportedly.model.attribution import Attribution
from reportedly.model.codec import decode, dumps, encode
from reportedly.model.event import Event
from reportedly.model.figure import Figure
from reportedly.model.ledger import Decision, Entry, Series, Situation
from reportedly.model.place import Place
from reportedly.model.record import Record
from reportedly.model.time import When

Row = dict[str, Any]


def report_row(record: Record, moment: str) -> Row:
    """The row of a report that is not yet in its place."""
    report = record.report
    named = ("external_id", "supersedes", "outlet", "url", "title", "published", "published_basis", "language", "parser", "sha256", "text")
    return {"report_id": report.id, "name": report.external_id or report.id, "moment": moment} | {
        key: getattr(report, key) for key in named
    }


def record_text(record: Record) -> str:
    """A record as JSON, without the text of its report, which has a column of its own."""
    return dumps(replace(record, report=replace(record.report, text="")))


def record_value(stored: str, text: str) -> Record:
    """The record that `record_text` made `stored` from."""
    record = decode(Record, json.loads(stored))
    return replace(record, report=replace(record.report, text=text))


def figure_row(figure: Figure, report: str, source: str | None) -> Row:
    """The row of a figure."""
    return {
        "figure_id": figure.id,
        "report_id": report,
        "number": figure.number,
        "qualifier": figure.qualifier,
        "low": figure.low,
        "high": figure.high,
        "measure": figure.measure,
        "unit": figure.unit,
        "subject": figure.subject,
        "geonameid": figure.place.geonameid if figure.place else None,
        "as_of": (figure.as_of.last or figure.as_of.first) if figure.as_of else None,
        "source": source,
        "status": figure.status,
        "stage": figure.stage,
        **_where_and_when(figure.place, figure.when),
        **_words(figure),
    }


def event_row(event: Event, report: str) -> Row:
    """The row of an event."""
    phrases = {name: "; ".join(getattr(event, name)) for name in ("agents", "targets", "instruments")}
    return {
        "event_id": event.id,
        "report_id": report,
        "type": event.type,
        "stage": event.stage,
        "trigger": event.trigger,
        "status": event.status,
        **phrases,
        **_where_and_when(event.place, event.when),
        **_words(event),
    }


def attribution_row(attribution: Attribution, report: str) -> Row:
    """The row of an attribution."""
    named = ("source", "role", "source_kind", "cue", "kind", "content", "via")
    return {"attribution_id": attribution.id, "report_id": report} | {key: getattr(attribution, key) for key in named} | _words(attribution)


def issue_rows(record: Record) -> list[Row]:
    """The rows of what was not understood in a report."""
    named = ("code", "level", "message", "start", "end")
    return [{"report_id": record.report.id} | {key: getattr(issue, key) for key in named} for issue in record.issues]


def situation_row(situation: Situation) -> Row:
    """The row of a situation; its series have rows of their own."""
    return {
        "situation_id": situation.id,
        "title": situation.title,
        "first_day": situation.first,
        "last_day": situation.last,
        "places": ", ".join(situation.places),
        "reports": len(situation.reports),
        "head": dumps(replace(situation, series=())),
    }


def series_row(series: Series, situation: str, rank: int) -> Row:
    """The row of a series; its entries have rows of their own."""
    position = series.position
    return {
        "series_id": series.id,
        "situation_id": situation,
        "rank": rank,
        "measure": series.measure,
        "unit": series.unit,
        "subject": series.subject,
        "place": series.scope.place,
        "scope": series.scope.kind,
        "scope_from": series.scope.first,
        "scope_to": series.scope.last,
        "detail": series.scope.detail,
        "low": position.low,
        "best": position.best,
        "high": position.high,
        "contested": int(position.contested),
        "sources": position.sources,
        "as_of": position.as_of,
        "rule": position.rule,
        "part_of": series.part_of,
        "entries": len(series.entries),
        "issues": "; ".join(series.issues),
        "head": dumps(replace(series, entries=())),
    }


def entry_row(entry: Entry, series: Series, situation: str, rank: int, home: Mapping[str, tuple[str, str]]) -> Row:
    """The row of an entry. `home` has the content id and the moment of the report of each figure."""
    figure = entry.figure
    report, moment = home[figure.id]
    named = ("report", "published", "outlet", "source", "why_not", "dropped_in")
    return {key: getattr(entry, key) for key in named} | {
        "figure_id": figure.id,
        "series_id": series.id,
        "situation_id": situation,
        "report_id": report,
        "rank": rank,
        "moment": moment,
        "start": figure.evidence.start,
        "measure": series.measure,
        "place": figure.place.name if figure.place else series.scope.place,
        "country": figure.place.country if figure.place else None,
        "number": figure.number,
        "qualifier": figure.qualifier,
        "status": figure.status,
        "relation": entry.relation.kind,
        "relates_to": " ".join(entry.relation.to),
        "rule": entry.relation.rule,
        "stands": int(entry.stands),
        "decision_id": entry.decision,
        "independent_source": entry.independent,
        "issues": "; ".join(entry.issues),
        "entry": dumps(entry),
    }


def decision_row(decision: Decision) -> Row:
    """The row of a decision."""
    return {
        "decision_id": decision.id,
        "kind": decision.kind,
        "target": decision.target,
        "value": json.dumps(encode(decision.value), ensure_ascii=False, sort_keys=True),
        "decided_by": decision.by,
        "why": decision.why,
        "decided_at": decision.at,
        "anchor": json.dumps(encode(decision.anchor), ensure_ascii=False, sort_keys=True),
        "previous": decision.previous,
        "hash": decision.hash,
    }


def decision_value(row: Mapping[str, Any]) -> Decision:
    """The decision of a row."""
    return Decision(
        id=row["decision_id"],
        kind=row["kind"],
        target=row["target"],
        value=json.loads(row["value"]),
        by=row["decided_by"],
        why=row["why"],
        at=row["decided_at"],
        anchor=json.loads(row["anchor"]),
        previous=row["previous"],
        hash=row["hash"],
    )


def _where_and_when(place: Place | None, when: When | None) -> Row:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "happened_from": when.first if when else None,
        "happened_to": when.last if when else None,
    }


def _words(item: Figure | Event | Attribution) -> Row:
    return {"quote": item.evidence.quote, "start": item.evidence.start, "end": item.evidence.end}
