"""How much is read of anything that comes in: every absolute limit of every reader, in one place.

What comes in is hostile until it has been read. A limit is a refusal with its name and number in it, never a cut that nobody sees.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.intake.refusal import LARGEST

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a run.

    Attributes:
        report: Bytes of one report's text or page, also after decompression.
        line: Bytes of one line of JSONL, or of one row of a table.
        document: Bytes of a PDF, which may carry pictures.
        whole: Bytes of a file that has to be held in memory at once (Parquet, Excel, a message with attachments, an archive in an archive).
        unpacked: Bytes that an archive may become.
        ratio: How many times its size what is compressed may become, once it is larger than `free`.
        free: Bytes up to which the ratio is not asked.
        entries: Members of an archive, messages of a mailbox are not counted.
        depth: Archives, messages and lists within each other.
        pages: Pages of a PDF.
        parts: Parts of a message.
        seconds: Time that a PDF may take.
        memory: Bytes of memory that reading a PDF may take.
        addresses: Addresses of a list or a sitemap.
        feed: Bytes of a feed or a sitemap.
        rows: Rows of an Excel sheet.
    """

    report: int = LARGEST
    line: int = LARGEST
    document: int = 100 * MB
    whole: int = 500 * MB
    unpacked: int = 10_000 * MB
    ratio: int = 200
    free: int = 50 * MB
    entries: int = 100_000
    depth: int = 4
    pages: int = 2_000
    parts: int = 200
    seconds: float = 60.0
    memory: int = 2_000 * MB
    addresses: int = 50_000
    feed: int = 5 * MB
    rows: int = 1_048_576


LIMITS = Limits()


def megabytes(size: int) -> str:
    """A limit as it is told: 10 MB."""
    return f"{size // MB} MB" if size >= MB else f"{size:,} bytes"
