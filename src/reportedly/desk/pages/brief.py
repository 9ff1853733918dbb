"""The brief: what goes to somebody else, on the page and as Markdown, HTML and PDF.

The page shows the very piece that the HTML file holds; only the numbers of figures lead back into the desk there. Files are handed out as
attachments: the HTML has its styles inside, which the desk's own policy forbids on its pages.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from reportedly.desk.asked import Questioned, part
from reportedly.desk.rendering import Ledger, render
from reportedly.present.brief.markdown import as_markdown
from reportedly.present.brief.page import as_html, body, style
from reportedly.run.brief import brief
from reportedly.run.printing import CannotPrint, printed

router = APIRouter()


@router.get("/brief/looks.css")
def looks() -> Response:
    """The looks of a brief."""
    return Response(style(), media_type="text/css; charset=utf-8")


@router.get("/brief/{identity}.md")
def as_text(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """The brief as Markdown."""
    made = brief(ledger, identity, q.asked)
    return _file(as_markdown(made).encode("utf-8", "replace"), "text/markdown; charset=utf-8", f"{made.making.situation}.md")


@router.get("/brief/{identity}.html")
def as_page(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """The brief as a page of its own."""
    made = brief(ledger, identity, q.asked)
    return _file(as_html(made).encode("utf-8", "replace"), "application/octet-stream", f"{made.making.situation}.html")


@router.get("/brief/{identity}.pdf")
def as_paper(identity: str, ledger: Ledger, q: Questioned) -> Response:
    """The brief as PDF."""
    made = brief(ledger, identity, q.asked)
    try:
        return _file(printed(as_html(made)), "application/pdf", f"{made.making.situation}.pdf")
    except CannotPrint as problem:
        raise HTTPException(503, str(problem)) from problem


@router.get("/brief/{identity}")
def page(identity: str, request: Request, ledger: Ledger, q: Questioned) -> Response:
    """The page of a brief."""
    made = brief(ledger, identity, q.asked)
    return render(
        request,
        "brief.html",
        q=q,
        brief=made,
        body=body(made, lambda figure: q.to(f"/figure/{part(figure)}")),
        path=f"/brief/{part(identity)}",
        home=f"/situation/{part(made.making.situation)}",
    )


def _file(content: bytes, kind: str, name: str) -> Response:
    safe = "".join(each if each.isascii() and (each.isalnum() or each in "-_.") else "-" for each in name)
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="brief-{safe}"'})
