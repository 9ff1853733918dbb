"""Review: what a person should look at, one thing at a time, for somebody with a hand on the keyboard.

After a decision the page goes on to the next. Its address says what was decided (`decided`) and how many decisions there were when the
form was made (`seen`): so the reader can take it back, and is told what somebody else decided about the same figures meanwhile. What
another has decided about already no longer waits, and is passed over with a word of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from reportedly.desk.asked import Question, Questioned
from reportedly.desk.correcting import CHOICES, CORRECTIONS, Corrected, corrections, measures
from reportedly.desk.pages.figure import now, remembering
from reportedly.desk.passages import passage
from reportedly.desk.rendering import Ledger, render
from reportedly.desk.tables import as_csv, as_json
from reportedly.model.ledger import Decision, Entry
from reportedly.present.ledger_lines import figure_columns
from reportedly.run import views
from reportedly.run.deciding import BadDecision, decide_on
from reportedly.run.figures import meanwhile
from reportedly.run.ledger import LedgerFile
from reportedly.run.reviewing import Turn, turn

router = APIRouter()
PATH = "/review"
IN_A_FILE = 1000  # rows of a CSV or JSON
NEAR = 8  # entries of the series that are shown
KINDS = {
    "accept": ("a", "It is right as it stands", "the words say so"),
    "reject": ("r", "It is wrong, or is about something else; it counts no more", "not what the words say"),
    "correct": ("e", "It was misread; say what it should be", "misread"),
}


@router.get(f"{PATH}.json")
def as_values(ledger: Ledger, q: Questioned) -> Response:
    """What waits, as JSON, a thousand at a time."""
    return as_json(views.review(ledger, IN_A_FILE, (q.page - 1) * IN_A_FILE, q.asked), "review")


@router.get(f"{PATH}.csv")
def as_table(ledger: Ledger, q: Questioned) -> Response:
    """What waits, a row a figure, a thousand at a time."""
    queue = views.review(ledger, IN_A_FILE, (q.page - 1) * IN_A_FILE, q.asked)
    return as_csv([{"why": each.why} | figure_columns(each.found.entry, each.found.series) for each in queue], "review")


@router.get(PATH)
def page(request: Request, ledger: Ledger, q: Questioned) -> Response:
    """One thing to look at."""
    given = request.query_params
    q = _own(q, given.get("at"), given.get("done"))
    looked_at = turn(ledger, q.asked, q.own["at"] or None)
    own = next((each for each in views.decisions(ledger) if each.id == given.get("decided")), None) if given.get("decided") else None
    others = _others(ledger, own, given.get("seen", "")) if own else ()
    return _shown(request, q, looked_at, own=own, others=others)


@router.post(PATH)
def decide(
    request: Request,
    ledger: Ledger,
    q: Questioned,
    said: Corrected,
    at: Annotated[str, Form()] = "",
    done: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
    seen: Annotated[int, Form()] = 0,
    decision: Annotated[str, Form()] = "",
) -> Response:
    """Decide about the figure that is shown, and go on; or take the last decision back, and return to its figure."""
    q = _own(q, at, done)
    here = turn(ledger, q.asked, at)
    try:
        if kind not in (*KINDS, "undo"):
            raise BadDecision(f"a decision was asked for; choose one of {', '.join(KINDS)}")
        if not why.strip() or not by.strip():
            raise BadDecision("a decision was asked for; say who decides, and why")
        values = corrections(said) if kind == "correct" else []
        made = decide_on(ledger, kind, decision if kind == "undo" else at, values, by.strip(), why.strip(), now())
    except BadDecision as problem:
        return _shown(request, q, here, status=400, problem=str(problem), typed={"kind": kind, "by": by, "why": why} | said)
    if kind == "undo":
        return RedirectResponse(q.here(at=at, done=_more(q, -1)), 303)
    shown = here.view.entry.figure.id if here.view else None
    following = here.after if shown == at else shown  # what is shown was passed on to, where another had decided meanwhile
    answer = q.with_own(at=following, done=_more(q, 1), decided=made.id, seen=str(seen)).here()
    return remembering(RedirectResponse(answer, 303), by)


def _own(q: Question, at: str | None, done: str | None) -> Question:
    """The question with the figure that is looked at, and how many were decided in this sitting."""
    count = done if done and done.isascii() and done.isdigit() else ""
    return q.with_own(at=(at or "").strip()[:100], done=count[:6])


def _more(q: Question, by: int) -> str:
    return str(max(0, int(q.own["done"] or 0) + by) or "")


def _others(ledger: LedgerFile, own: Decision, seen: str) -> tuple[Decision, ...]:
    """What others decided about the figures of the same series between one's looking and one's own decision."""
    if not (seen.isascii() and seen.isdigit()):
        return ()
    series = views.explain(ledger, own.target).history
    return meanwhile(ledger, [each.figure.id for each in series], int(seen[:12]), own.id)


def _near(entries: Sequence[Entry], figure: str) -> list[Entry]:
    """The last entries of a series up to a figure, and those right behind it."""
    at = next((position for position, each in enumerate(entries) if each.figure.id == figure), 0)
    last = min(len(entries), max(at + 3, NEAR))
    return list(entries[max(0, last - NEAR) : last])


def _shown(
    request: Request,
    q: Question,
    looked_at: Turn,
    *,
    status: int = 200,
    own: Decision | None = None,
    others: tuple[Decision, ...] = (),
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    view = looked_at.view
    entry = view.entry if view else None
    return render(
        request,
        "review.html",
        status=status,
        q=q,
        turn=looked_at,
        view=view,
        entry=entry,
        words=passage(view.texts.get(entry.report, ()), entry.figure.evidence, entry.figure.amount) if view and entry else (),
        history=_near(view.series.entries, entry.figure.id) if view and entry else [],
        missed=looked_at.missed if own is None or own.target != q.own["at"] else (),
        own=own,
        others=others,
        problem=problem,
        typed=dict.fromkeys(("kind", "by", "why", *CORRECTIONS), "") | dict(typed or {}),
        kinds=KINDS,
        choices=CHOICES,
        measures=measures(),
        done=int(q.own["done"] or 0),
        path=PATH,
    )
