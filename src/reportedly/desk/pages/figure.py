"""One figure: what it says and where, what it stands among, which rules found it, and what people decided about it.

A decision is a form. It carries how many decisions the ledger had when the page was made; whoever decided about the same figures
after that is shown beside one's own, for both are kept. The answer to a decision is an address (`decided`, `seen`), so that
loading the page again decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from reportedly.desk.asked import Question, Questioned, part
from reportedly.desk.correcting import CHOICES, CORRECTIONS, Corrected, corrections, measures
from reportedly.desk.passages import passage
from reportedly.desk.rendering import Ledger, render
from reportedly.desk.tables import as_csv, as_json
from reportedly.model.ledger import Decision
from reportedly.present.ledger_lines import figure_columns
from reportedly.reconcile.decisions import in_force
from reportedly.run.deciding import BadDecision, decide_on
from reportedly.run.figures import FigureView, figure, meanwhile

router = APIRouter()
KINDS = ("accept", "reject", "correct", "pin", "merge", "split")
MEANINGS = {
    "accept": "It is right as it stands.",
    "reject": "It is wrong, or is about something else; it counts no more.",
    "correct": "It was misread; say what it should be.",
    "pin": "Quote this number for the series, whatever comes.",
    "merge": "It counts the same thing as another series; put the two together.",
    "split": "It does not belong to this series; set it apart.",
}
SHOWN = 100  # entries of a history on a page
YEAR = 31_536_000  # seconds for which a browser remembers who decides


@router.get("/figure/{identity}.json")
def as_values(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """The figure with its series, and what was decided, as JSON."""
    found = figure(ledger, identity, q.asked)
    told = {"entry": found.entry, "series": found.series, "situation": found.situation, "decisions": found.decisions}
    return as_json(told, f"figure-{found.entry.figure.id}")


@router.get("/figure/{identity}.csv")
def as_table(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """The history of the figure's series, a row a figure."""
    found = figure(ledger, identity, q.asked)
    return as_csv([figure_columns(each, found.series) for each in found.series.entries], f"figure-{found.entry.figure.id}")


@router.get("/figure/{identity}")
def page(identity: str, request: Request, ledger: Ledger, q: Questioned) -> Response:
    """The page of a figure."""
    decided, seen = request.query_params.get("decided"), request.query_params.get("seen", "")
    found = figure(ledger, identity, q.asked)
    own = next((each for each in found.decisions if each.id == decided), None)
    others: tuple[Decision, ...] = ()
    if own is not None and seen.isascii() and seen.isdigit():
        others = meanwhile(ledger, [each.figure.id for each in found.series.entries], int(seen[:12]), own.id)
    return _shown(request, q, found, own=own, meanwhile=others)


@router.post("/figure/{identity}")
def decide(
    identity: str,
    request: Request,
    ledger: Ledger,
    q: Questioned,
    said: Corrected,
    kind: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
    seen: Annotated[int, Form()] = 0,
    best: Annotated[str, Form()] = "",
    into: Annotated[str, Form()] = "",
    decision: Annotated[str, Form()] = "",
) -> Response:
    """Decide about a figure, or take a decision back."""
    values = {
        "correct": corrections(said),
        "pin": [f"best={best.strip()}"] if best.strip() else [],
        "merge": [into.strip()] if into.strip() else [],
    }
    target = decision if kind == "undo" else identity
    try:
        if kind not in (*KINDS, "undo"):
            raise BadDecision(f"a decision was asked for; choose one of {', '.join(KINDS)}")
        if not why.strip() or not by.strip():
            raise BadDecision("a decision was asked for; say who decides, and why")
        made = decide_on(ledger, kind, target, values.get(kind, []), by.strip(), why.strip(), now())
    except BadDecision as problem:
        typed = {"kind": kind, "by": by, "why": why, "best": best, "into": into} | said
        return _shown(request, q, figure(ledger, identity, q.asked), status=400, problem=str(problem), typed=typed)
    answer = RedirectResponse(q.to(f"/figure/{part(identity)}", decided=made.id, seen=str(seen)) + "#decided", 303)
    return remembering(answer, by)


def now() -> str:
    """The clock: when a decision is made."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def remembering(answer: RedirectResponse, by: str) -> RedirectResponse:
    """An answer after which the browser knows who decides, to save typing."""
    name = "".join(each for each in by.strip()[:80] if each.isascii() and each.isprintable() and each not in '";,\\')
    answer.set_cookie("by", name, max_age=YEAR, httponly=True, samesite="strict")
    return answer


def _shown(
    request: Request,
    q: Question,
    found: FigureView,
    *,
    status: int = 200,
    own: Decision | None = None,
    meanwhile: tuple[Decision, ...] = (),
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    standing = {each.id for each in in_force(found.decisions)} | {each.id for each in found.decisions if each.kind == "undo"}
    taken_back = {each.target for each in found.decisions if each.kind == "undo"}
    return render(
        request,
        "figure.html",
        status=status,
        q=q,
        view=found,
        entry=found.entry,
        series=found.series,
        situation=found.situation,
        path=f"/figure/{found.entry.figure.id}",
        passages={
            each.figure.id: passage(found.texts.get(each.report, ()), each.figure.evidence, each.figure.amount) for each in _near(found)
        },
        history=_near(found),
        own=own,
        meanwhile=meanwhile,
        problem=problem,
        typed=dict.fromkeys(("kind", "by", "why", "best", "into", *CORRECTIONS), "") | dict(typed or {}),
        standing=standing - taken_back,
        kinds=MEANINGS,
        choices=CHOICES,
        measures=measures(),
    )


def _near(found: FigureView) -> list[Any]:
    """The last entries of the history, and the one asked for."""
    entries = found.series.entries
    shown = list(entries[-SHOWN:])
    return shown if found.entry in shown else [found.entry, *shown]
