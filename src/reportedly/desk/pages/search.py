"""Search: words among figures, statements and whole reports, narrowed by measure, place, source, status and month.

The filters are those of every address of the desk; of its own the page has `words`, `in`, `month` and `order`. With no words it lists
all there is, the newest first, so that it is also the list of all figures.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response

from reportedly.desk.asked import LONGEST as LONGEST_VALUE
from reportedly.desk.asked import BadQuestion, Question, Questioned
from reportedly.desk.rendering import Ledger, render
from reportedly.desk.tables import as_csv, as_json
from reportedly.model.search import KINDS, Facet, Kind, Results, around
from reportedly.present.search_lines import hit_columns
from reportedly.run.search import Sought, search
from reportedly.store.matching import LONGEST, terms

router = APIRouter()
PATH = "/search"
SHOWN = 25  # results on a page
LONGEST_QUOTE = 900  # characters of the words of a result
IN_A_FILE = 1000  # rows of a CSV or JSON
VALUES = 8  # of a facet that are shown; the others unfold
ALL_VALUES = 100  # of a facet that unfold
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


@router.get(f"{PATH}.json")
def as_values(request: Request, ledger: Ledger, q: Questioned) -> Response:
    """What is found, as JSON: up to a thousand results from the page on, and all facets."""
    q, kind = _own(request, q)
    return as_json(_found(ledger, q, kind, IN_A_FILE), "search")


@router.get(f"{PATH}.csv")
def as_table(request: Request, ledger: Ledger, q: Questioned) -> Response:
    """What is found, a row a result."""
    q, kind = _own(request, q)
    return as_csv([hit_columns(hit) for hit in _found(ledger, q, kind, IN_A_FILE).hits], "search")


@router.get(PATH)
def page(request: Request, ledger: Ledger, q: Questioned) -> Response:
    """The page of a search."""
    q, kind = _own(request, q)
    found = _found(ledger, q, kind, SHOWN)
    pages = max(1, -(-found.count // SHOWN))
    return render(
        request,
        "search.html",
        q=q,
        found=found,
        words={hit.id: around(hit.pieces, LONGEST_QUOTE) for hit in found.hits},
        kind=kind,
        kinds=KINDS,
        chosen=_chosen(q),
        facets=[(facet, facet.values[:VALUES], facet.values[VALUES:ALL_VALUES]) for facet in found.facets if _divides(facet, q)],
        sought=terms(q.own["words"]),
        at=q.page,
        pages=pages,
        shown=SHOWN,
        longest=LONGEST_VALUE,
        path=PATH,
    )


def _found(ledger: Ledger, q: Question, kind: Kind, limit: int) -> Results:
    sought = Sought(
        q.own["words"],
        kind,
        month=q.own["month"] or None,
        order="newest" if q.own["order"] == "newest" else "best",
        limit=limit,
        offset=(q.page - 1) * SHOWN,
    )
    return search(ledger, sought, q.asked)


def _own(request: Request, q: Question) -> tuple[Question, Kind]:
    """The question with the parameters of a search.

    Raises:
        BadQuestion: One of them makes no sense.
    """
    given = {name: request.query_params.get(name, "").strip() for name in ("words", "in", "month", "order")}
    kind: Kind | None = next((each for each in KINDS if given["in"] in ("", f"{each}s")), None)
    if kind is None:
        raise BadQuestion(f"a search was asked for in {given['in'][:40]!r}; there are figures, statements and reports")
    if given["month"] and not MONTH.fullmatch(given["month"]):
        raise BadQuestion(f"a month was given as {given['month'][:40]!r}; it is written as 2022-01")
    if len(given["words"]) > LONGEST:
        raise BadQuestion(f"{len(given['words']):,} characters were given to look for; at most {LONGEST} are read; give fewer words")
    return q.with_own(**given), kind


def _chosen(q: Question) -> dict[str, str]:
    """What narrows the results, by name."""
    named = {name: value for name, value in q.filters.items() if name != "standing"}
    return named | ({"month": q.own["month"]} if q.own["month"] else {})


def _divides(facet: Facet, q: Question) -> bool:
    """Whether a facet is worth showing: it has more than one value, or one was chosen."""
    return len(facet.values) > 1 or facet.name in _chosen(q)
