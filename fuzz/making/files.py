"""Files of every kind that is read.

Each maker takes what chance gives and returns name and content: sound files, put together from their grammar, with the odd parts that sound
files may have. `breaking.py` damages them afterwards.
"""

from __future__ import annotations

from random import Random

from tests.pdfs import column, pdf

from fuzz.making.containers import archive, gzipped, wacz, web_archive
from fuzz.making.feeds import feed, sitemap
from fuzz.making.messages import mailbox, message
from fuzz.making.pages import page
from fuzz.making.plain import addresses, markdown, plain
from fuzz.making.tables import lines, parquet, table, workbook
from fuzz.making.words import File, Maker, words


def document(chance: Random) -> File:
    """A PDF."""
    pages = [
        column(*(line.encode("latin-1", "replace").decode("latin-1") for line in words(chance).split("\n")[:20]))
        for _ in range(chance.randrange(1, 4))
    ]
    extra = chance.choice((b"", b"", b"/Info << /Title (x) /CreationDate (D:20220109) >>", b"/Encrypt 99 0 R", b"/Prev 0", b"/Root 2 0 R"))
    return "a.pdf", pdf(*pages, size=chance.choice((11, 1, 400)), extra=extra)


MAKERS: tuple[Maker, ...] = (
    plain, markdown, addresses, page, page, page, page, feed, feed, feed, sitemap, message, message, mailbox, table, lines, lines, workbook,
    parquet, parquet, archive, archive, wacz, gzipped, web_archive, web_archive,
)  # fmt: skip
