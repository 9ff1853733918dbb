"""Attribution, dates, places: records to the spans that the tasks ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.documents import Document
from reportedly.model.evidence import Evidence
from reportedly.model.record import Record


def attribution(document: Document, record: Record) -> dict[str, Any]:
    """Source, cue and content as lists of fragments (PolNeAR)."""
    return {
        "id": document.id,
        "attributions": [
            {"source": _offsets(item.source_spans), "cue": _offsets(item.cue_spans), "content": _offsets(item.content_spans)}
            for item in record.attributions
            if item.cue_spans and item.content_spans
        ],
    }


def _offsets(spans: Sequence[Evidence]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def dates(document: Document, record: Record) -> dict[str, Any]:
    """Expressions of time with TIMEX3 type and value (TempEval, WikiWars)."""
    timexes = [{"start": item.start, "end": item.end, "type": item.type, "value": item.value or None} for item in record.dates]
    return {"id": document.id, "timexes": timexes}


def places(document: Document, record: Record) -> dict[str, Any]:
    """Toponyms with their points. Adjectives of places are marked in LGL and optional in GeoWebNews, so they stay."""
    found = []
    for item in record.places:
        if item.role == "part of a name":
            continue
        place: dict[str, Any] = {"start": item.start, "end": item.end}
        if item.lat is not None and item.lon is not None:
            place |= {"lat": item.lat, "lon": item.lon}
        if item.country is not None:
            place["country"] = item.country
        if item.geonameid is not None:
            place["geonameid"] = item.geonameid
        found.append(place)
    return {"id": document.id, "places": found}
