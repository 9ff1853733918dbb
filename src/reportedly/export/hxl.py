"""Positions as HXL 1.1 (https://hxlstandard.org): a header, the hashtags, a row for each position.

`#affected` must be a number, so the qualifier ("at least") stands in a column of its own, and so do lowest and highest. A number that has
no best value leaves its cell empty. The tags of measures are those of `ontology/measures.yaml`; the other columns are in
`ontology/exports/hxl.yaml`.
"""

from __future__ import annotations

from reportedly.export.case import Case, latest
from reportedly.export.countries import country
from reportedly.export.delimited import csv_bytes
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.ledger import Entry, Series, Situation
from reportedly.ontology.load import load

RULE = "A row is a position; a row with a `Part of` is counted in the row of that id too, so never add the two."


def as_hxl(case: Case) -> Exported:
    """One CSV."""
    tally = Tally()
    kept = [(series, situation) for series, situation in case.heads() if _tag(series, tally)]
    fixed: dict[str, str] = load("exports/hxl")["columns"]
    measures = {series.measure: _tag(series) for series, _ in kept}
    columns = {**fixed, **{measure.replace("_", " ").capitalize(): tag for measure, tag in sorted(measures.items())}}
    rows = [_row(series, situation, tally) for series, situation in kept]
    content = csv_bytes(list(columns), rows, [list(columns.values())])
    dropped = sum(len(series.entries) - 1 for series, _ in kept)
    tally("figure behind or beside a position: only the position is written", dropped)
    return Exported({"": content}, Loss("hxl", case.asked, RULE, {"positions": len(rows)}, tally.lost()))


def _tag(series: Series, tally: Tally | None = None) -> str:
    tag = str((load("measures")["measures"][series.measure].get("codes") or {}).get("hxl") or "")
    if tally and not tag:
        tally(f"position of {series.measure}: no hashtag")
    return tag


def _row(series: Series, situation: Situation, tally: Tally) -> dict[str, object]:
    entry, position = latest(series), series.position
    if position.best is None:
        tally("position without a best number: its cell is empty, lowest and highest stand beside it")
    if series.position.contested:
        tally("contested position: who disagrees is not written")
    told = _told(entry) if entry else {}
    return told | {
        "Id": series.id,
        "Crisis": situation.title,
        "Counted": series.subject,
        "Unit": series.unit,
        "Covers": series.scope.detail or series.scope.kind,
        "Lowest": position.low,
        "Highest": position.high,
        "Contested": "yes" if position.contested else "no",
        "Independent sources": position.sources,
        "As of": position.as_of,
        "Part of": series.part_of,
        series.measure.replace("_", " ").capitalize(): position.best,
    }


def _told(entry: Entry) -> dict[str, object]:
    figure, place, when = entry.figure, entry.figure.place, entry.figure.when
    kind = place.kind if place else None
    return {
        "Country code": country(place.country).iso3 if place else None,
        "Country": country(place.country).name if place else None,
        "First-level area": place.name if place and kind == "admin1" else None,
        "Second-level area": place.name if place and kind == "admin2" else None,
        "Place": place.name if place and kind in ("city", "facility", "area") else None,
        "Latitude": place.lat if place and kind != "country" else None,
        "Longitude": place.lon if place and kind != "country" else None,
        "From": when.first if when else None,
        "To": when.last if when else None,
        "Qualifier": figure.qualifier,
        "Status": figure.status,
        "Source": entry.source or entry.outlet,
        "Report": entry.report,
    }
