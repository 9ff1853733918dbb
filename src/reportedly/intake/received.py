"""A report as it was received, before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.evidence import Evidence
from reportedly.model.issue import Issue
from reportedly.model.report import Credit, PublishedBasis, Stated, Stretch


@dataclass(frozen=True, slots=True)
class Received:
    """A canonical text with what its reader found out about it.

    Attributes:
        text: Canonical text: of plain text the decoded file with CRLF made LF, of other types what their reader extracts.
        title: Headline, if the reader found one.
        outlet: Who published it.
        url: Where.
        published: ISO 8601 date or date and time of publication.
        published_basis: Whence it is known.
        published_evidence: The words of the text that give it.
        external_id: The id that it came with.
        supersedes: External id of the report of which it is a new version.
        language: ISO 639-1 code, where known beforehand.
        issues: What went wrong on the way in.
        author: Its byline.
        modified: When its source says that it was last changed, ISO 8601.
        retrieved: When it was fetched, ISO 8601 in UTC.
        credit: The agency that it was taken from.
        stated: What its source says of it outside of the text.
        pages: Which page each stretch of the text stood on.
        file_name: What the file was called that holds this report and no other.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = "unknown"
    published_evidence: Evidence | None = None
    external_id: str | None = None
    supersedes: str | None = None
    language: str | None = None
    issues: tuple[Issue, ...] = ()
    author: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    credit: Credit | None = None
    stated: tuple[Stated, ...] = ()
    pages: tuple[Stretch, ...] = ()
    file_name: str | None = None
