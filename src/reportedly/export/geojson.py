"""Positions and happenings as GeoJSON (RFC 7946): points where a place is known, a null geometry where none is.

A point is only as exact as its place: `place_kind` says whether it is a country, a region, a city or a facility. A map that draws a
country's figure as a point at its middle misleads, so filter by it first.
"""

from __future__ import annotations

import json

from reportedly.export.case import Case, latest
from reportedly.export.happenings import RULE, Happening, happenings
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.ledger import Series, Situation
from reportedly.model.place import Place


def as_geojson(case: Case) -> Exported:
    """One FeatureCollection; `kind` tells positions from events."""
    tally = Tally()
    features = [_position(series, situation, tally) for series, situation in case.heads()]
    positions = len(features)
    found = happenings(case, tally)
    features += [_event(each, tally) for each in found]
    tally("figure that does not count, or is one of several behind a position", sum(1 for _ in case.rows()) - positions)
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    written = {"positions": positions, "events": len(found)}
    return Exported({"": f"{text}\n".encode()}, Loss("geojson", case.asked, RULE, written, tally.lost()))


def _position(series: Series, situation: Situation, tally: Tally) -> dict[str, object]:
    entry = latest(series)
    place = entry.figure.place if entry else None
    if place is not None and series.scope.place not in (None, place.name):
        place = None  # its figure was told of another place than the series covers
    position, when = series.position, entry.figure.when if entry else None
    return _feature(series.id, place, tally, "position") | {
        "properties": {
            "kind": "position", "id": series.id, "situation": situation.title, "measure": series.measure, "subject": series.subject,
            "unit": series.unit, "low": position.low, "best": position.best, "high": position.high, "contested": position.contested,
            "qualifier": entry.figure.qualifier if entry else None, "sources": position.sources, "as_of": position.as_of,
            "place": series.scope.place or (place.name if place else None), "place_kind": place.kind if place else None,
            "country": place.country if place else None, "from": when.first if when else None, "to": when.last if when else None,
            "scope": series.scope.kind, "detail": series.scope.detail, "part_of": series.part_of,
            "source": entry.source if entry else None, "quote": entry.figure.evidence.quote if entry else None,
            "report": entry.report if entry else None,
        }
    }  # fmt: skip


def _event(each: Happening, tally: Tally) -> dict[str, object]:
    event, place = each.event, each.place
    return _feature(each.id, place, tally, "event") | {
        "properties": {
            "kind": "event", "id": each.id, "situation": each.situation.title, "type": event.type, "form": event.form,
            "status": event.status, "place": place.name if place else None, "place_kind": place.kind if place else None,
            "country": place.country if place else None, "from": each.first, "to": each.last, "told_by": len(each.told),
            "quote": event.evidence.quote, "report": each.told[0].record.report.external_id or each.told[0].record.report.id,
        }
    }  # fmt: skip


def _feature(identity: str, place: Place | None, tally: Tally, kind: str) -> dict[str, object]:
    if place is None or place.lat is None or place.lon is None:
        tally(f"{kind} without a point: its geometry is null")
        return {"type": "Feature", "id": identity, "geometry": None}
    if place.kind == "country":
        tally(f"{kind} of a whole country, shown as a point")
    return {"type": "Feature", "id": identity, "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]}}
