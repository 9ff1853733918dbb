"""Positions on deaths in the 49 columns of UCDP GED, for interchange. It is not UCDP data, and every row says so.

A row is a series of deaths that is part of no other: `low`, `best` and `high` are its position. Where and when are those of the latest
figure that counts; without a day it is the span from the first report of the situation to the day of the figure. All deaths are
`deaths_unknown` unless civilians alone are counted: who belongs to which side is for a coder to say.
"""

from __future__ import annotations

from reportedly.export.case import Case, latest
from reportedly.export.countries import country
from reportedly.export.delimited import csv_bytes
from reportedly.export.happenings import days_between, within_a_total
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.ledger import Entry, Series, Situation
from reportedly.ontology.load import load

NOT_THEIRS = "UCDP-GED-shaped by Reportedly; not UCDP data"
RULE = "A row is the position of a series of deaths that is part of no other series, so rows can be added up within a situation."


def as_ucdp(case: Case) -> Exported:
    """One CSV of 49 columns."""
    tally = Tally()
    rows = []
    for series, situation in case.heads():
        entry = latest(series)
        if series.measure != "killed":
            tally("figure of another measure than killed: no column")
        elif series.part_of:
            tally("figure of deaths that is part of another one: it would be counted twice")
        elif within_a_total(series, case):
            tally("figure of deaths within a period beside a running total: it could be counted twice")
        elif entry is not None:
            rows.append(_row(series, situation, entry, tally))
    tally("row: conflict, dyad, sides, type_of_violence, region, priogrid_gid and codes of countries are empty: not known here", len(rows))
    content = csv_bytes(load("exports/ucdp")["columns"], rows)
    return Exported(
        {"": content}, Loss("ucdp-shaped", case.asked, f"{NOT_THEIRS}. {RULE}", {"positions on deaths": len(rows)}, tally.lost())
    )


def date_precision(first: str | None, last: str | None) -> int:
    """How exact a span is; 5 where an end is open."""
    days = days_between(first, last)
    longest: dict[int, int] = load("exports/ucdp")["date_prec"]
    return next((code for code, most in longest.items() if days is not None and days <= most), 5)


def _row(series: Series, situation: Situation, entry: Entry, tally: Tally) -> dict[str, object]:
    place, position = entry.figure.place, series.position
    if series.scope.place and place and place.name != series.scope.place:
        place = None
    when = entry.figure.when
    first, last = (when.first, when.last) if when and when.first and when.last else (situation.first, position.as_of or situation.last)
    if not (when and when.first and when.last):
        tally("date from the first report to the figure's day: the reports give no day of the deaths")
    if position.best is None or position.high is None:
        tally("best or high is empty: the position has none")
    if position.contested:
        tally("contested position: who disagrees is not written")
    civilians = series.subject == "civilians"
    standing = [each for each in series.entries if each.stands]
    table = load("exports/ucdp")
    return {
        "id": series.id, "relid": f"REPORTEDLY-{series.id}", "year": int(last[:4]) if last else None, "code_status": NOT_THEIRS,
        "conflict_name": situation.title, "number_of_sources": position.sources, "source_article": entry.figure.evidence.quote,
        "source_office": "; ".join(sorted({each.outlet for each in standing if each.outlet})), "source_date": (entry.published or "")[:10],
        "source_original": entry.source, "where_prec": table["where_prec"][place.kind] if place else None,
        "where_coordinates": place.name if place else series.scope.place, "where_description": series.scope.place,
        "adm_1": place.name if place and place.kind == "admin1" else None, "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if place and place.lat is not None else None,
        "country": country(place.country).name if place else None, "event_clarity": table["event_clarity"]["summary"],
        "date_prec": date_precision(first, last), "date_start": _midnight(first), "date_end": _midnight(last),
        "deaths_civilians": position.best if civilians else None, "deaths_unknown": None if civilians else position.best,
        "best": position.best, "high": position.high, "low": position.low,
    }  # fmt: skip


def _midnight(day: str | None) -> str | None:
    return f"{day[:10]} 00:00:00.000" if day else None
