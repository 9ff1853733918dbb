"""Happenings as the data of a TimeMap (Forensic Architecture, Bellingcat): events, sources, associations.

The rules of its validator stand in `ontology/exports/timemap.yaml`.

TimeMap drops what it cannot date or place, so events without a day or a point are not written, and a country's point says that it is one.
Types of events are associations of mode CATEGORY, situations of mode FILTER. Every value is text.
"""

from __future__ import annotations

import json

from reportedly.export.case import Case
from reportedly.export.happenings import RULE, Happening, happenings, sizes
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.ledger import Position
from reportedly.model.record import Record
from reportedly.ontology.event_types import event_meaning

_SIZES = ("killed", "injured", "detained")


def as_timemap(case: Case) -> Exported:
    """One JSON object, as TimeMap's domain reads it."""
    tally = Tally()
    found = []
    for each in happenings(case, tally):
        if each.first is None:
            tally("event of no known day: TimeMap cannot show it")
        elif each.place is None or each.place.lat is None or each.place.lon is None:
            tally("event without a point: TimeMap cannot show it")
        else:
            found.append(each)
    carried = sizes(case, found, _SIZES, tally)
    tally("event of a whole country, shown as a point", sum(1 for each in found if each.place and each.place.kind == "country"))
    tally("event of several days, shown on its first", sum(1 for each in found if each.last != each.first))
    types = {_type(each): event_meaning(each.event.type, each.event.form) for each in found}
    situations = {each.situation.id: each.situation.title for each in found}
    associations: list[dict[str, object]] = [
        {"id": name, "title": name.replace("_", " "), "desc": said, "mode": "CATEGORY"} for name, said in sorted(types.items())
    ]
    associations += [
        {"id": each, "title": title, "desc": "Situation", "mode": "FILTER", "filter_paths": ["Situation", title]}
        for each, title in sorted(situations.items())
    ]
    told = {one.record.report.id: one.record for each in found for one in each.told}
    data = {
        "events": [_event(each, dict(carried.get(each.id, {}))) for each in found],
        "sources": {identity: _source(record) for identity, record in sorted(told.items())},
        "associations": associations,
        "sites": [],
        "shapes": {},
        "notifications": [],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    written = {"events": len(found), "sources": len(told), "associations": len(associations)}
    return Exported({"": f"{text}\n".encode("utf-8", "backslashreplace")}, Loss("timemap", case.asked, RULE, written, tally.lost()))


def _type(each: Happening) -> str:
    return each.event.form or each.event.type


def _event(each: Happening, carried: dict[str, Position]) -> dict[str, object]:
    place = each.place
    assert place is not None  # noqa: S101 - only placed events come here
    numbers = "; ".join(f"{measure}: {position.best}" for measure, position in carried.items() if position.best is not None)
    status = "" if each.event.status == "asserted" else f" ({each.event.status})"
    return {
        "id": each.id, "description": f"{each.event.evidence.quote}{status}{f' [{numbers}]' if numbers else ''}",
        "date": _american(each.first or ""), "time": "", "time_precision": "day" if each.first == each.last else f"until {each.last}",
        "location": f"{place.name} (somewhere in the country)" if place.kind == "country" else place.name,
        "latitude": str(place.lat), "longitude": str(place.lon), "type": _type(each), "category": _type(each),
        "associations": [_type(each), each.situation.id],
        "sources": sorted({one.record.report.id for one in each.told}), "comments": f"told by {len(each.told)}",
    }  # fmt: skip


def _source(record: Record) -> dict[str, object]:
    report = record.report
    return {
        "id": report.id, "title": report.title or report.external_id or report.id, "type": "Report", "paths": [], "url": report.url or "",
        "author": report.outlet or "", "date": (report.published or "")[:10], "description": f"SHA-256 of its text: {report.sha256}",
    }  # fmt: skip


def _american(day: str) -> str:
    return f"{day[5:7]}/{day[8:10]}/{day[:4]}"
