"""Happenings in the 31 columns of ACLED, for interchange. It is not ACLED data, and every row says so.

A row is written for a happening that ACLED has a sub-event type for, at a place that it has a precision for: a whole country has
none. Where no day is known the day of the first report stands with `time_precision` 3. `fatalities` is the best number of a position,
and is empty where no figure counts: ACLED would write 0 there, which would claim that nobody died.
"""

from __future__ import annotations

import re

from reportedly.export.case import Case, named
from reportedly.export.countries import country
from reportedly.export.delimited import csv_bytes
from reportedly.export.happenings import RULE, Happening, days_between, happenings, sizes
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.ledger import Position
from reportedly.ontology.load import load

NOT_THEIRS = "ACLED-shaped by Reportedly; not ACLED data"
_LEFT_EMPTY = "region, admin2, admin3, assoc_actor_1, assoc_actor_2, interaction and timestamp are empty: not known here"


def as_acled(case: Case) -> Exported:
    """One CSV of 31 columns."""
    tally, table = Tally(), load("exports/acled")
    found = []
    for each in happenings(case, tally):
        kind, sub = coded(each)
        if sub not in table["types"].get(kind, {}):
            tally(f"event without a sub-event type (such as {each.event.type})")
        elif each.place is None:
            tally("event of no known place")
        elif each.place.kind not in table["geo_precision"]:
            tally("event of a whole country: no geo_precision for it")
        elif each.first is None and each.published is None:
            tally("event of no known day")
        else:
            found.append(each)
    carried = sizes(case, found, ("killed",), tally)
    rows = [_row(each, carried.get(each.id, {}).get("killed"), tally) for each in found]
    tally(f"row: {_LEFT_EMPTY}", len(rows))
    content = csv_bytes(table["columns"], rows)
    return Exported({"": content}, Loss("acled-shaped", case.asked, f"{NOT_THEIRS}. {RULE}", {"events": len(rows)}, tally.lost()))


def coded(each: Happening) -> tuple[str, str]:
    """Event type and sub-event type; both empty where there is none. Names of types hold slashes themselves."""
    code = each.event.codes.get("acled", "")
    for kind in load("exports/acled")["types"]:
        if code.startswith(f"{kind}/"):
            return str(kind), code.removeprefix(f"{kind}/")
    return "", ""


def time_precision(each: Happening) -> int:
    """1 for a day, 2 for a week, 3 for more, or where only the report is dated."""
    days = days_between(each.first, each.last)
    return 3 if days is None or days > 7 else 2 if days > 1 else 1


def _row(each: Happening, killed: Position | None, tally: Tally) -> dict[str, object]:
    table, place, told = load("exports/acled"), each.place, each.told[0]
    kind, sub = coded(each)
    who = {}
    for role in ("agents", "targets"):
        words = [named(said, told.record) for said in getattr(each.event, role)]
        tally("name of a private person, left out", words.count(None))
        who[role] = "; ".join(said for said in words if said)
    if each.first is None:
        tally("event without a day of its own: event_date is that of its first report, time_precision 3")
    if killed is None:
        tally("event without a figure of the dead: fatalities is empty, not 0")
    elif killed.best is None or killed.low != killed.high:
        tally("fatalities whose range or open end is not written")
    if each.event.status != "asserted":
        tally(f"status `{each.event.status}` of an event: in notes alone")
    day = each.first or each.published or ""
    civilian = kind in table["civilian_targeting"] or sub in table["civilian_targeting"]
    outlets = sorted({one.record.report.outlet for one in each.told if one.record.report.outlet})
    basis = "" if each.first else "[date of the report] "
    status = "" if each.event.status == "asserted" else f"[{each.event.status}] "
    return {
        "event_id_cnty": f"REPORTEDLY-{each.id}", "event_date": day, "year": int(day[:4]), "time_precision": time_precision(each),
        "disorder_type": table["types"][kind][sub], "event_type": kind, "sub_event_type": sub,
        "actor1": who["agents"], "inter1": _inter(who["agents"]), "actor2": who["targets"], "inter2": _inter(who["targets"]),
        "civilian_targeting": "Civilian targeting" if civilian else "",
        "iso": country(place.country).numeric if place else "", "country": country(place.country).name if place else "",
        "admin1": place.name if place and place.kind == "admin1" else "", "location": place.name if place else "",
        "latitude": place.lat if place else None, "longitude": place.lon if place else None,
        "geo_precision": table["geo_precision"][place.kind] if place else None, "source": "; ".join(outlets), "source_scale": NOT_THEIRS,
        "notes": f"{basis}{status}{each.event.evidence.quote}", "fatalities": killed.best if killed else None, "tags": NOT_THEIRS,
    }  # fmt: skip


def _inter(words: str) -> str:
    said = set(re.findall(r"\w+", words.lower()))
    return next((str(name) for name, signs in load("exports/acled")["inter"].items() if said & set(signs)), "")
