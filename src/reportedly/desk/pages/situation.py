"""One situation: what stands, how it came to stand, what happened, where, and who said so; at any moment. And what is decided about it.

The moment is moved by a slide over the publications of the situation's reports. Without a script it is a form: the station that was
chosen comes as `step`, and is answered with the address of that moment, so that the address always says the moment itself.

A decision about a situation may give it another id, for that is its first report's. The answer to a decision is the address that holds
after it, and an address that decisions have emptied leads to where its first report is now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from reportedly.desk.asked import LONGEST, Question, Questioned, part
from reportedly.desk.pages.figure import now, remembering
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
from reportedly.run.deciding import BadDecision, decide_on
from reportedly.run.ledger import LedgerFile
from reportedly.run.regrouping import decided_meanwhile, gone_to, home_after, regrouping
from reportedly.run.situations import SituationView, happenings, situation, sources, view
from reportedly.store.answers import ReportLine
from reportedly.store.errors import NotFound

router = APIRouter()
SHOWN = 60  # events on a page
ROWS = 300  # series on a page
DRAWN = 4  # pictures, where none is asked for
MEANINGS = {
    "name": "Call the situation this, whatever comes in.",
    "merge": "It is one crisis with another situation; put the two together.",
    "split": "A report is not about this crisis; set it apart. It has a situation of its own then, and can be put together with another.",
}


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
    try:
        found = view(ledger, identity, q.asked)
    except NotFound:
        home = gone_to(ledger, identity)
        if home is None:
            raise
        return RedirectResponse(q.here(path=f"/situation/{part(home)}"), 303)
    stations = _stations(found.every)
    step = request.query_params.get("step", "")
    if step.isascii() and step.isdigit() and stations:
        as_of = stations[min(int(step[:9]), len(stations) - 1)].as_of or None
        return RedirectResponse(q.here(as_of=as_of), 303)
    decided, seen = request.query_params.get("decided", ""), request.query_params.get("seen", "")
    typed = {"kind": "split", "report": apart} if (apart := request.query_params.get("apart", "")[:LONGEST]) else {}
    return _shown(request, q, ledger, found, decided=decided, seen=seen, typed=typed)


@router.post("/situation/{identity}")
def decide(
    identity: str,
    request: Request,
    ledger: Ledger,
    q: Questioned,
    kind: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
    seen: Annotated[int, Form()] = 0,
    name: Annotated[str, Form()] = "",
    into: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    report: Annotated[str, Form()] = "",
    decision: Annotated[str, Form()] = "",
) -> Response:
    """Decide about a situation, or take a decision back."""
    values = {"name": name.split(), "merge": [chosen] if (chosen := other.strip() or into.strip()) else []}
    try:
        target = _target(kind, identity, report.strip(), decision.strip())
        if not why.strip() or not by.strip():
            raise BadDecision("a decision was asked for; say who decides, and why")
        if len(name) > LONGEST:
            raise BadDecision(f"a name was given with {len(name):,} characters; at most {LONGEST} are kept")
        made = decide_on(ledger, kind, target, values.get(kind, []), by.strip(), why.strip(), now())
    except (BadDecision, NotFound) as problem:
        typed = {"kind": kind, "by": by, "why": why, "name": name, "into": into, "other": other, "report": report}
        return _shown(request, q.with_own(series=None), ledger, view(ledger, identity, q.asked), problem=str(problem), typed=typed)
    home = home_after(ledger, made) or identity
    answer = RedirectResponse(q.to(f"/situation/{part(home)}", decided=made.id, seen=str(seen)) + "#decided", 303)
    return remembering(answer, by)


def _target(kind: str, situation: str, report: str, decision: str) -> str:
    """What a decision is about.

    Raises:
        BadDecision: The form does not say.
    """
    if kind not in (*MEANINGS, "undo"):
        raise BadDecision(f"a decision was asked for; choose one of {', '.join(MEANINGS)}")
    if kind == "split" and not report:
        raise BadDecision("a report was to be set apart; choose which")
    return {"split": report, "undo": decision}.get(kind, situation)


def _shown(
    request: Request,
    q: Question,
    ledger: LedgerFile,
    found: SituationView,
    *,
    decided: str = "",
    seen: str = "",
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    stations = _stations(found.every)
    events = happenings(ledger, found.reports)
    told = [Occurrence(each.event, each.report.name, each.report.outlet, each.report.published, each.source) for each in events]
    places = spots(told, found.situation.series)
    pages = max(1, -(-len(events) // SHOWN))
    at = min(q.page, pages)
    regroup = regrouping(ledger, found.situation)
    own = next((each for each in regroup.decisions if each.id == decided), None)
    was_seen = own is not None and seen.isascii() and seen.isdigit()
    return render(
        request,
        "situation.html",
        status=400 if problem else 200,
        q=q,
        situation=found.situation,
        view=found,
        path=f"/situation/{part(found.situation.id)}",
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
        regroup=regroup,
        titles={each.report_id: each.title or each.name for each in found.every},
        own=own,
        meanwhile=decided_meanwhile(ledger, regroup, int(seen[:12]), decided) if was_seen else (),
        problem=problem,
        typed=dict.fromkeys(("kind", "by", "why", "name", "into", "other", "report"), "") | dict(typed or {}),
        kinds=MEANINGS,
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
