"""Attribution, dates, places: records to the spans that the tasks ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bench.documents import Document
from reportedly.model.evidence import Evidence
from reportedly.model.record import Record
from reportedly.model.time import TimeExpression


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


# What stands between the ends of a range of days or years: "6-7 January", "between 8 and 23 November".
JOINT = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|\b(?:to|and|until|through|thru)\b)\s*")
OPENING = re.compile(r"(?:between|from)\s+", re.IGNORECASE)


def dates(document: Document, record: Record) -> dict[str, Any]:
    """Expressions of time with TIMEX3 type and value (TempEval, WikiWars)."""
    return {"id": document.id, "timexes": [timex for item in record.dates for timex in timexes(item)]}


def timexes(item: TimeExpression) -> list[dict[str, Any]]:
    """An expression as TIMEX3, which marks each end of a range by itself where the record has one expression with both days."""
    first, _, last = item.value.partition("/")
    joints = list(JOINT.finditer(item.quote))
    if not last or not joints:
        return [{"start": item.start, "end": item.end, "type": item.type, "value": item.value or None}]
    opening = OPENING.match(item.quote)
    start = item.start + (opening.end() if opening else 0)
    ends = [(start, item.start + joints[-1].start(), first), (item.start + joints[-1].end(), item.end, last)]
    return [{"start": start, "end": end, "type": item.type, "value": value} for start, end, value in ends]


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
