"""The menu of exports, and each of them as a file to take home, with what it lost packed beside it.

The filters and the moment are those of the address, so whoever comes from a filtered page takes what is on the screen. A bundle is always
whole and is offered where nothing narrows.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from reportedly.desk.asked import BadQuestion, Questioned, parameters
from reportedly.desk.rendering import Ledger, render
from reportedly.export.formats import format_named, formats
from reportedly.export.packing import packed
from reportedly.model.codec import dumps
from reportedly.run.exporting import export

router = APIRouter()
PATH = "/export"


@router.get(PATH)
def page(request: Request, q: Questioned) -> Response:
    """The formats, each with what it cannot say."""
    narrowed = bool(parameters(q.asked))
    return render(request, "exports.html", q=q, formats=[each for each in formats() if not (each.whole and narrowed)])


@router.get(f"{PATH}/{{name}}")
def as_file(name: str, ledger: Ledger, q: Questioned) -> Response:
    """A format: a ZIP file of it and its loss report; a bundle as it is."""
    chosen = format_named(name)
    if chosen is None:
        raise BadQuestion(f"a format was asked for as {name[:40]!r}; there are {', '.join(each.name for each in formats())}")
    if chosen.whole and parameters(q.asked):
        raise BadQuestion(f"{chosen.name} was asked for with {', '.join(parameters(q.asked))}; it is always of the whole ledger")
    made = export(ledger, chosen, q.asked)
    if chosen.whole:
        return _download(made.files[""], chosen.file)
    files = {file or chosen.file: content for file, content in made.files.items()}
    return _download(packed({**files, "loss.json": dumps(made.loss, indent=1).encode()}), f"reportedly-{chosen.name}.zip")


def _download(content: bytes, name: str) -> Response:
    return Response(content, media_type="application/zip", headers={"content-disposition": f'attachment; filename="{name}"'})
