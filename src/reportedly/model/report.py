"""A report: one text as received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.evidence import Evidence

PublishedBasis = Literal["argument", "metadata", "dateline", "first line", "file name", "retrieval", "unknown"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source of a report says of it outside of its text, such as a page's metadata or the head of a message.

    Attributes:
        field: What it tells: `published`, `modified`, `outlet`, `author`, `url` or `title`.
        value: As it was taken.
        where: Where it stands ("meta article:published_time", "Date header").
        words: As written there.
    """

    field: str
    value: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a stretch of the canonical text stood in the file that it was taken from.

    Attributes:
        start: First character.
        end: After its last character.
        page: Number of the page, from 1.
    """

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Credit:
    """The news agency that a report gives as its own source ("(Reuters)"): the first link of its chain, outlet -> agency.

    Attributes:
        agency: Its name in `ontology/agencies.yaml`.
        evidence: The words of the text.
    """

    agency: str
    evidence: Evidence


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
        author: Its byline, null where none is known.
        modified: When its source says that it was last changed, ISO 8601.
        retrieved: When it was fetched, ISO 8601 in UTC, where an archive or a watch says so.
        credit: The agency that it was taken from.
        stated: What its source says of it outside of the text.
        pages: Which page each stretch of the text stood on, where there are pages.
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
    author: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    credit: Credit | None = None
    stated: tuple[Stated, ...] = ()
    pages: tuple[Stretch, ...] = ()
