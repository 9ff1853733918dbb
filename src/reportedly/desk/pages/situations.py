"""The first page: situations as cards, that with the newest report first, each with what changed in the last day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from reportedly.desk.asked import Questioned
from reportedly.desk.rendering import Ledger, render
from reportedly.desk.tables import as_csv, as_json
from reportedly.present.headline import headlines
from reportedly.present.ledger_lines import say_position, say_series
from reportedly.run.situations import Card, overview
from reportedly.run.views import Found

router = APIRouter()
SIZE = 24  # cards on a page
NEWS = ("retracts", "conflicts", "lowers", "raises", "refines", "new", "part_of")  # changes, what an editor must know first


@router.get("/")
def situations(request: Request, ledger: Ledger, q: Questioned) -> Response:
    """Cards of situations."""
    found = overview(ledger, q.asked, q.page, SIZE)
    return render(request, "situations.html", q=q, found=found, pages=-(-found.count // SIZE), headlines=headlines, news=news)


@router.get("/situations.json")
def as_values(ledger: Ledger, q: Questioned) -> Response:
    """The cards as JSON: each situation with its series, and what changed."""
    cards = overview(ledger, q.asked, q.page, SIZE).cards
    return as_json([{"situation": card.situation, "changed": [each.entry for each in card.changed]} for card in cards], "situations")


@router.get("/situations.csv")
def as_table(ledger: Ledger, q: Questioned) -> Response:
    """The headline figures of the cards, a row each."""
    cards = overview(ledger, q.asked, q.page, SIZE).cards
    return as_csv((row for card in cards for row in _rows(card)), "situations")


def news(card: Card) -> list[Found]:
    """What changed, what an editor must know first; of one kind the latest first."""
    ranks = {kind: rank for rank, kind in enumerate(NEWS)}
    latest_first = list(reversed(card.changed))
    latest_first.sort(key=lambda each: ranks.get(each.entry.relation.kind, len(NEWS)))
    return latest_first


def _rows(card: Card) -> list[dict[str, Any]]:
    situation = card.situation
    about = {
        "situation": situation.title,
        "id": situation.id,
        "reports": len(situation.reports),
        "from": situation.first,
        "to": situation.last,
    }
    return [
        about
        | {
            "what": say_series(series),
            "said": say_position(series.position, series),
            "low": series.position.low,
            "best": series.position.best,
            "high": series.position.high,
            "contested": series.position.contested,
            "sources": series.position.sources,
            "as_of": series.position.as_of,
            "series": series.id,
        }
        for series in headlines(situation)
    ]
