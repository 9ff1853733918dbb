"""Happenings as PLOVER records (Open Event Data Alliance), one JSON object a line: fields of `ontology/exports/plover.yaml`.

What PLOVER asks for and a report does not say is told, not made up: an event without a known actor has an empty `source` list; one without
a day takes that of its first report, and says so in `reportedly.date_basis`.
"""

from __future__ import annotations

import json

from reportedly.export.case import Case, actor_of, named
from reportedly.export.countries import country
from reportedly.export.happenings import RULE, Happening, Told, happenings, sizes
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.ledger import Position
from reportedly.ontology.load import load


def as_plover(case: Case) -> Exported:
    """All happenings that PLOVER has a category for."""
    tally, table = Tally(), load("exports/plover")
    found = []
    for each in happenings(case, tally):
        category = _category(each)
        if category not in table["categories"]:
            tally(f"event without a category (such as {each.event.type})")
        elif each.first is None and each.published is None:
            tally("event of no known day")
        else:
            found.append(each)
    carried = sizes(case, found, table["sizes"], tally)
    lines = [json.dumps(_record(each, dict(carried.get(each.id, {})), tally), ensure_ascii=False) for each in found]
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    return Exported({"": content}, Loss("plover", case.asked, RULE, {"events": len(found)}, tally.lost()))


def _category(each: Happening) -> str:
    return each.event.codes.get("plover", "").partition("/")[0]


def _record(each: Happening, carried: dict[str, Position], tally: Tally) -> dict[str, object]:
    table, first = load("exports/plover"), each.told[0]
    event, report = first.event, first.record.report
    mode = event.codes.get("plover", "").partition("/")[2]
    size = {table["sizes"][measure]: position.best for measure, position in carried.items() if position.best is not None}
    tally("size without a best number", len(carried) - len(size))
    tally(
        "size whose range or dispute stands in `reportedly` alone",
        sum(1 for each in carried.values() if each.low != each.best or each.contested),
    )
    source, recipient = _actors(first, "agents", tally), _actors(first, "targets", tally)
    if not source:
        tally("event without a known actor: `source` is empty, though PLOVER asks for one")
    if each.first is None:
        tally("event without a day of its own: `date` is that of its first report")
    told: dict[str, object] = {
        "id": each.id,
        "has_event": True,
        "date": each.first or each.published,
        **({"enddate": each.last} if each.last and each.last != each.first else {}),
        "source": source,
        "recipient": recipient,
        "event": [_category(each)],
        **({"event_loc": _location(each)} if each.place else {}),
        "event_text": [event.trigger],
        "quad_code": table["categories"][_category(each)],
        **({"mode": [mode]} if mode else {}),
        "context": [],
        **({"size": size} if size else {}),
        "text_info": {"start": event.evidence.start, "end": event.evidence.end},
        "cite_info": {"citation": report.external_id or report.id, "url": report.url or "", "title": report.title or "",
                      "language": report.language, "publication": report.outlet or "", "codebook": "plover-0.7b1"},
        "reportedly": {
            "type": event.type, "form": event.form, "status": event.status, "date_basis": "event" if each.first else "report",
            "situation": each.situation.id, "told_by": [told.record.report.external_id or told.record.report.id for told in each.told],
            "sizes": {name: _span(one) for name, one in carried.items()},
            "quote": event.evidence.quote,
        },
    }  # fmt: skip
    return told


def _span(position: Position) -> dict[str, object]:
    return {"low": position.low, "best": position.best, "high": position.high, "contested": position.contested}


def _actors(told: Told, role: str, tally: Tally) -> list[dict[str, str]]:
    found = []
    for said in getattr(told.event, role):
        words = named(said, told.record)
        if words is None:
            tally("name of a private person, left out")
            continue
        actor = actor_of(words, told.record)
        known = {"actor_text": words}
        if actor and actor.country and country(actor.country).iso3:
            known["code"] = country(actor.country).iso3
        sector = load("exports/plover")["sectors"].get(actor.sector or "") if actor else None
        if sector:
            known["sector"] = sector
        found.append(known)
    return found


def _location(each: Happening) -> dict[str, object]:
    place = each.place
    assert place is not None  # noqa: S101 - the caller asks only where there is one
    return {
        "geonameid": place.geonameid, "name": place.name, "latitude": place.lat, "longitude": place.lon,
        "country code": place.country, "cc3": country(place.country).iso3,
    }  # fmt: skip
