"""PDF: the text of its pages, each stretch with the page that it stood on.

A PDF is a program for a large parser in C. So it is read by a process of its own (`pdf_process.py`), with limits of time and
memory: a file that makes the parser hang, swell or crash is refused, and nothing else is harmed. What that process gives are
lines with their places on the page; `pdf_layout.py` makes paragraphs of them. What the file says of its making is kept, and is
not taken for the date of publication: a file is often made anew later.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from reportedly.intake.formats.pdf_layout import Laid, Page, laid_out, page_of
from reportedly.intake.html import site_of
from reportedly.intake.item import Inner, Item
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead
from reportedly.intake.stamps import iso_stamp
from reportedly.model.issue import Issue
from reportedly.model.report import Stated

_LEAST = 20  # letters a file must have to be a text and no picture
_DATE = 16  # characters of a PDF's date without its zone: D:20220109103000


def read(item: Item, _inner: Inner) -> Iterator[Received]:
    """The report."""
    found = _pages(item.content(item.limits.document, "a PDF"), item)
    pages = [page_of(page) for page in found["pages"]]
    laid = laid_out(pages)
    if sum(map(str.isalpha, laid.text)) < _LEAST:
        asked = f"a text was asked for in {item.origin}"
        raise CannotRead(
            asked, f"its {len(pages)} pages hold pictures and no text", "have the words recognised (OCR) first, then add it", "scanned"
        )
    stated = tuple(_stated(found["about"]))
    said = {each.field: each.value for each in stated}
    yield Received(
        laid.text,
        title=said.get("title"),
        author=said.get("author"),
        outlet=site_of(item.url),
        url=item.url,
        retrieved=item.retrieved,
        stated=stated,
        pages=laid.pages,
        file_name=item.name,
        issues=_issues(laid, pages),
    )


def _pages(raw: bytes, item: Item) -> dict[str, list[dict[str, object]]]:
    """What the process says that reads the file.

    Raises:
        CannotRead: It refused the file, or did not end well.
    """
    limits = item.limits
    asked = f"a PDF was asked for at {item.origin}"
    command = [
        sys.executable,
        "-P",
        "-m",
        "reportedly.intake.formats.pdf_process",
        str(limits.memory),
        str(limits.pages),
        str(limits.report),
    ]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(command, input=raw, stdout=answer, stderr=subprocess.DEVNULL, timeout=limits.seconds, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            found = f"reading it takes longer than {limits.seconds:.0f} seconds"
            raise CannotRead(asked, found, "print it to a new PDF, or give its text", "bomb") from error
        answer.seek(0)
        try:
            said = json.load(answer)
        except ValueError as error:
            found = f"reading it needs more than {limits.memory // 1_000_000:,} MB of memory, or breaks the parser (code {done.returncode})"
            raise CannotRead(asked, found, "print it to a new PDF, or give its text", "bomb") from error
    if "refused" in said:
        code, found, advice = said["refused"]
        raise CannotRead(asked, found, advice, code)
    return dict(said)


def _issues(laid: Laid, pages: list[Page]) -> tuple[Issue, ...]:
    """What was left out."""
    issues = []
    if laid.furniture:
        shown = "; ".join(repr(line[:60]) for line in laid.furniture[:3])
        found = f"{len(laid.furniture)} lines recur at the edges of pages ({shown})"
        message = f"the running text was asked for; {found}; they stand once, or not at all"
        issues.append(Issue("page-furniture", "info", message))
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page.lines]
    if empty:
        shown = ", ".join(empty[:10]) + (" and others" if len(empty) > 10 else "")
        found = f"page {shown} holds none"
        message = f"the text of {len(pages)} pages was asked for; {found}; if it is a picture of words, have them recognised (OCR)"
        issues.append(Issue("page-without-text", "warning", message))
    return tuple(issues)


def _stated(about: list[dict[str, object]]) -> Iterator[Stated]:
    """What the file says of itself."""
    for entry in about:
        key, words = str(entry["key"]), str(entry["words"]).strip()
        if key == "CreationDate":
            value = iso_stamp(words.removeprefix("D:")[: _DATE - 2])
            if value:
                yield Stated("created", value, "PDF CreationDate", words[:60])
        elif words and "\\" not in words and not words.lower().endswith((".doc", ".docx", ".pdf", ".indd")):
            yield Stated(key.lower(), words[:300], f"PDF {key}", words[:300])
