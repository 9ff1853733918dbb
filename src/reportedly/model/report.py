"""A report: one text as received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.evidence import Evidence

PublishedBasis = Literal["argument", "metadata", "dateline", "first line", "unknown"]


@dataclass(frozen=True, slots=True)
class Report:
    """One text as received, and what is known of its coming.

    Attributes:
        id: Content id from outlet, URL and text (`r-...`).
        title: Headline, null where none is known.
        outlet: Who published it, null where unknown.
        url: Where, null where unknown.
        published: ISO 8601 date or date and time with zone, null where unknown.
        language: ISO 639-1 code.
        sha256: Digest of the canonical text in UTF-8.
        text: The canonical text; all offsets count its characters.
        published_basis: Whence the date of publication is known.
        published_evidence: The words of the text that give it, where they do.
        external_id: The id the report came with, null where none.
        supersedes: External id of the report that this one is a new version of.
        parser: Which model parsed it, with its version.
    """

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    sha256: str
    text: str
    published_basis: PublishedBasis = "unknown"
    published_evidence: Evidence | None = None
    external_id: str | None = None
    supersedes: str | None = None
    parser: str | None = None
