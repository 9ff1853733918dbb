"""The first page: what the ledger amounts to."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from reportedly.desk.asked import Questioned
from reportedly.desk.rendering import Ledger, render
from reportedly.run import views

router = APIRouter()


@router.get("/")
def situations(request: Request, ledger: Ledger, q: Questioned) -> Response:
    """Cards of situations."""
    return render(request, "situations.html", q=q, heads=views.heads(ledger, q.asked))
