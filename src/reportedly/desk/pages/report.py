"""A report: its text with the evidence marked, beside it what it says; and its versions side by side.

Words lead to claims and claims to words, by anchors, so that it works without a script. `show` says which kinds are marked. A text too
long for a page is shown in parts; `?figure=`, `?event=` or `?statement=` leads to the part and the words of that item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from reportedly.desk.asked import Question, Questioned, part
from reportedly.desk.claims import KINDS, Claim, Kind, claims, labels
from reportedly.desk.rendering import Ledger, render, stamp
from reportedly.desk.tables import as_csv, as_json
from reportedly.present.amounts import say_amount
from reportedly.present.differences import differences
from reportedly.present.figures import say_counted, say_figure
from reportedly.present.ledger_lines import figure_columns
from reportedly.present.overlay import Span, part_of, parts, pieces
from reportedly.present.sources import say_source
from reportedly.reconcile.moments import moment
from reportedly.run.reports import OnTheShelf, report
from reportedly.run.versions import FigureChange, figure_changes
from reportedly.store.errors import NotFound
from reportedly.store.shelf import Spine

router = APIRouter()
LONGEST = 20_000  # characters of a text on one page
COMPARED = 60_000  # characters of each version that are compared
NONE = "none"  # what `show` says where no kind is to be marked


@router.get("/reports/{identity:path}")
def moved(identity: str, q: Questioned) -> Response:
    """The same under another address."""
    return RedirectResponse(q.to(f"/report/{part(identity)}"), 308)


@router.get("/report/{identity:path}/versions.json")
def versions_as_values(identity: str, request: Request, ledger: Ledger) -> Response:
    """What changed from one version to another, as JSON."""
    old, new = _two(ledger, identity, request.query_params.get("before"))
    rows = differences(old.record.report.text[:COMPARED], new.record.report.text[:COMPARED])
    return as_json({"old": old.spine, "new": new.spine, "figures": figure_changes(old, new), "text": rows}, f"versions-{new.spine.id}")


@router.get("/report/{identity:path}/versions.csv")
def versions_as_table(identity: str, request: Request, ledger: Ledger) -> Response:
    """What became of the figures from one version to another, a row a figure."""
    old, new = _two(ledger, identity, request.query_params.get("before"))
    return as_csv([_change_row(each) for each in figure_changes(old, new)], f"versions-{new.spine.id}")


@router.get("/report/{identity:path}/versions")
def versions(identity: str, request: Request, ledger: Ledger, q: Questioned) -> Response:
    """Two versions side by side."""
    q = q.with_own(before=request.query_params.get("before"))
    old, new = _two(ledger, identity, q.own["before"] or None)
    texts = (old.record.report.text, new.record.report.text)
    changed = figure_changes(old, new)
    return render(
        request,
        "versions.html",
        q=q,
        titles={each.id: title_of(each) for each in (old.spine, new.spine)},
        old=old,
        new=new,
        rows=differences(*(text[:COMPARED] for text in texts)),
        cut=COMPARED if max(map(len, texts)) > COMPARED else None,
        changed=[each for each in changed if each.kind != "same"],
        same=sum(each.kind == "same" for each in changed),
        path=f"/report/{part(identity)}/versions",
    )


@router.get("/report/{identity:path}.json")
def as_values(identity: str, ledger: Ledger) -> Response:
    """The record, as `reportedly read --json` prints it."""
    found = report(ledger, identity)
    return as_json(found.record, f"report-{found.spine.id}")


@router.get("/report/{identity:path}.csv")
def as_table(identity: str, ledger: Ledger) -> Response:
    """The figures of the report as the ledger has them, a row a figure."""
    found = report(ledger, identity)
    return as_csv([figure_columns(each.entry, each.series) for each in found.placed.values()], f"report-{found.spine.id}")


@router.get("/report/{identity:path}")
def page(identity: str, request: Request, ledger: Ledger, q: Questioned) -> Response:
    """The page of a report."""
    kinds = _kinds(request.query_params.getlist("show"))
    q = q.with_own(show=None if len(kinds) == len(KINDS) else ",".join(kinds) or NONE)
    found = report(ledger, identity)
    text = found.record.report.text
    cuts = parts(text, LONGEST)
    every = claims(found.record)
    sought = next((request.query_params[name] for name in ("figure", "event", "statement") if name in request.query_params), None)
    if sought is not None:
        claim = next((each for each in every if each.id == sought), None)
        at = part_of(cuts, claim.at) if claim else 1
        return RedirectResponse(q.here(page=at) + (f"#w-{claim.id}" if claim else ""), 303)
    at = min(q.page, len(cuts))
    start, end = cuts[at - 1]
    shown = [claim for claim in every if claim.kind in kinds and start <= claim.at < end]
    return render(
        request,
        "report.html",
        q=q,
        found=found,
        record=found.record,
        spine=found.spine,
        title=title_of(found.spine),
        kinds=KINDS,
        shown_kinds=kinds,
        counts={kind: sum(claim.kind == kind for claim in every) for kind in KINDS},
        groups=[(kind, [claim for claim in shown if claim.kind == kind]) for kind in KINDS],
        pieces=pieces(text, [*(span for claim in shown for span in claim.spans), *_issues(found)], start, end),
        keys={claim.id: claim.key for claim in every},
        starts={claim.id: claim.at for claim in shown},
        named={claim.id for claim in shown},
        sources=_sources(found, shown),
        labels=labels(found.record),
        later=_is_later(found.spine, q),
        at=at,
        pages=len(cuts),
        path=f"/report/{part(identity)}",
    )


def title_of(spine: Spine) -> str:
    """What a report is called: its headline, else who published it and when."""
    return spine.title or f"{spine.outlet or spine.name}, {stamp(spine.published)}"


def _kinds(given: Sequence[str]) -> tuple[Kind, ...]:
    """Which kinds are marked: all, if nothing is said."""
    said = {each for value in given for each in value.split(",") if each}
    return tuple(kind for kind in KINDS if not said or kind in said)


def _issues(found: OnTheShelf) -> Iterator[Span]:
    """The words that issues of the record are about."""
    for number, issue in enumerate(found.record.issues):
        if issue.start is not None and issue.end is not None:
            yield Span(issue.start, issue.end, "issue", f"i-{number}")


def _sources(found: OnTheShelf, shown: Sequence[Claim]) -> dict[str, str]:
    """By whose word each figure and event is."""
    attributions = {each.id: each for each in found.record.attributions}
    told = {}
    for claim in shown:
        if claim.kind in ("figure", "event"):
            told[claim.id] = say_source(getattr(claim.item, "attribution", None), attributions)
        elif claim.kind == "statement":
            told[claim.id] = say_source(claim.id, attributions)
    return told


def _is_later(spine: Spine, q: Question) -> bool:
    """Whether the report had not been published at the moment that is asked for."""
    return q.asked.as_of is not None and spine.moment > moment(q.asked.as_of)


def _two(ledger: Ledger, identity: str, before: str | None) -> tuple[OnTheShelf, OnTheShelf]:
    """An earlier version and this one; the one before it, where none is named."""
    new = report(ledger, identity)
    if before:
        return report(ledger, before), new
    at = [each.id for each in new.versions].index(new.spine.id)
    if len(new.versions) == 1:
        raise NotFound(f"versions of report {identity} were asked for; the ledger has this one alone")
    if at == 0:
        return new, report(ledger, new.versions[1].id)
    return report(ledger, new.versions[at - 1].id), new


def _change_row(change: FigureChange) -> dict[str, object]:
    figure = change.new or change.old
    return {
        "change": change.kind,
        "measure": figure.measure if figure else None,
        "counted": say_counted(figure) if figure else None,
        "before": say_amount(change.old) if change.old else None,
        "now": say_amount(change.new) if change.new else None,
        "words_before": change.old.evidence.quote if change.old else None,
        "words_now": change.new.evidence.quote if change.new else None,
        "figure": say_figure(figure) if figure else None,
    }
