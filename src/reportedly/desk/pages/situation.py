"""One situation: what stands, how it came to stand, what happened, where, and who said so; at any moment.

The moment is moved by a slide over the publications of the situation's reports. Without a script it is a form: the station that was
chosen comes as `step`, and is answered with the address of that moment, so that the address always says the moment itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from reportedly.desk.asked import LONGEST, Question, Questioned, part
from reportedly.desk.rendering import Ledger, drawing, render, stamp
from reportedly.desk.tables import as_csv, as_json
from reportedly.model.ledger import Series, Situation
from reportedly.model.place import Place
from reportedly.present.headline import headline_rank, headlines
from reportedly.present.ledger_lines import say_position, say_series
from reportedly.present.pictures.maps import map_of, say_spot
from reportedly.present.pictures.occurrences import Occurrence
from reportedly.present.pictures.places import spots
from reportedly.present.pictures.timeline import timeline
from reportedly.reconcile.moments import UNDATED, moment
from reportedly.run.situations import SituationView, happenings, situation, sources, view
from reportedly.store.answers import ReportLine

router = APIRouter()
SHOWN = 60  # events on a page
ROWS = 300  # series on a page
DRAWN = 4  # pictures, where none is asked for


@dataclass(frozen=True, slots=True)
class Station:
    """A moment that the slide stops at.

    Attributes:
        as_of: The moment as an address says it; empty for now.
        said: The same for a reader.
    """

    as_of: str
    said: str


@router.get("/situation/{identity}.json")
def as_values(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """The situation as JSON, whole."""
    found = situation(ledger, identity, q.asked)
    return as_json(found, f"situation-{found.id}")


@router.get("/situation/{identity}.csv")
def as_table(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """What stands, a row a series."""
    found = situation(ledger, identity, q.asked)
    return as_csv([series_row(each) for each in found.series], f"situation-{found.id}")


@router.get("/situation/{identity}")
def page(identity: str, request: Request, ledger: Ledger, q: Questioned) -> Response:
    """The page of a situation."""
    q = q.with_own(series=request.query_params.get("series"))
    found = view(ledger, identity, q.asked)
    stations = _stations(found.every)
    step = request.query_params.get("step", "")
    if step.isascii() and step.isdigit() and stations:
        as_of = stations[min(int(step[:9]), len(stations) - 1)].as_of or None
        return RedirectResponse(q.here(as_of=as_of), 303)
    events = happenings(ledger, found.reports)
    told = [Occurrence(each.event, each.report.name, each.report.outlet, each.report.published, each.source) for each in events]
    places = spots(told, found.situation.series)
    pages = max(1, -(-len(events) // SHOWN))
    at = min(q.page, pages)
    return render(
        request,
        "situation.html",
        q=q,
        situation=found.situation,
        view=found,
        path=f"/situation/{part(identity)}",
        rows=_with_parts(found.situation.series),
        most=ROWS,
        drawn=_drawn(found.situation, q),
        heads=headlines(found.situation),
        timeline=drawing(timeline(told, lambda each: q.to(f"/report/{part(each.report)}", event=each.event.id))) if told else "",
        map=drawing(map_of(places, lambda spot: _found_at(spot.place, q))) if places else "",
        places=[(each.place, say_spot(each), _found_at(each.place, q)) for each in places],
        events=events[(at - 1) * SHOWN : at * SHOWN],
        count=len(events),
        at=at,
        pages=pages,
        sources=sources(found.situation),
        stations=stations,
        station=_station(stations, q),
        latest=_latest(found),
    )


def _found_at(place: Place, q: Question) -> str | None:
    """Where what is said of a place is found; null for a name that is too long to ask for."""
    return q.to("/search", place=place.name) if len(place.name) <= LONGEST else None


def series_row(series: Series) -> dict[str, Any]:
    """A series as a row of a table."""
    position = series.position
    return {
        "what": say_series(series),
        "said": say_position(position, series),
        "low": position.low,
        "best": position.best,
        "high": position.high,
        "contested": position.contested,
        "sources": position.sources,
        "as_of": position.as_of,
        "rule": position.rule,
        "measure": series.measure,
        "unit": series.unit,
        "subject": series.subject,
        "place": series.scope.place,
        "scope": series.scope.kind,
        "from": series.scope.first,
        "to": series.scope.last,
        "detail": series.scope.detail,
        "part_of": series.part_of,
        "entries": len(series.entries),
        "id": series.id,
    }


def _with_parts(series: Sequence[Series]) -> list[tuple[Series, int]]:
    """Series, what heads a situation first, each with its parts beneath it, and how deep it stands."""
    series = sorted(series, key=lambda each: headline_rank(each.measure))
    known = {each.id for each in series}
    below: dict[str | None, list[Series]] = {}
    for each in series:
        below.setdefault(each.part_of if each.part_of in known and each.part_of != each.id else None, []).append(each)
    told: list[tuple[Series, int]] = []

    def tell(each: Series, depth: int) -> None:
        told.append((each, depth))
        for inner in below.pop(each.id, []):
            tell(inner, depth + 1)

    for each in below.pop(None, []):
        tell(each, 0)
    seen = {each.id for each, _ in told}
    return told + [(each, 0) for each in series if each.id not in seen]  # parts of each other, in a ledger that was tampered with


def _drawn(found: Situation, q: Question) -> list[Series]:
    """The series whose history is drawn: the one asked for, else what heads the situation or is contested, and has a history."""
    asked = [each for each in found.series if each.id == q.own.get("series")]
    if asked:
        return asked
    heads = [each for each in headlines(found) if len(each.entries) > 1]
    return (heads + [each for each in found.series if each.position.contested and each not in heads])[:DRAWN]


def _latest(found: SituationView) -> dict[str, str]:
    """For each series the figure that its row leads to: the last that counts, else the last."""
    return {
        each.id: next((entry.figure.id for entry in reversed(each.entries) if entry.stands), each.entries[-1].figure.id)
        for each in found.situation.series
        if each.entries
    }


def _stations(reports: Sequence[ReportLine]) -> list[Station]:
    """The publications, in order, and now."""
    dated = dict.fromkeys(each.published for each in reports if each.published and each.moment < UNDATED)
    return [Station(each, f"as of {stamp(each)}") for each in dated] + [Station("", "now")]


def _station(stations: Sequence[Station], q: Question) -> int:
    """The last station that is not after the moment asked for."""
    if q.asked.as_of is None:
        return len(stations) - 1
    asked = moment(q.asked.as_of)
    return max((at for at, each in enumerate(stations[:-1]) if moment(each.as_of) <= asked), default=0)
