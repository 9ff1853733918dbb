"""From a report as received to the report that is kept: its id, its digest, and every field that came with it, in one place."""

from __future__ import annotations

from reportedly.intake.received import Received
from reportedly.model.identity import content_id, text_digest
from reportedly.model.report import Report

UNKNOWN = "und"  # ISO 639-3: undetermined


def report_id(received: Received) -> str:
    """Content id of a report: from outlet, URL and text, and the id that it came with, for a text may come back after a change."""
    named = (received.external_id,) if received.external_id is not None else ()
    return content_id("r", received.outlet, received.url, received.text, *named)


def report_of(received: Received, language: str | None = None) -> Report:
    """The report that is kept.

    Args:
        received: As received.
        language: The language that its text was found to be in, where it was looked at.
    """
    return Report(
        id=report_id(received),
        title=received.title,
        outlet=received.outlet,
        url=received.url,
        published=received.published,
        language=language or received.language or UNKNOWN,
        sha256=text_digest(received.text),
        text=received.text,
        published_basis=received.published_basis,
        published_evidence=received.published_evidence,
        external_id=received.external_id,
        supersedes=received.supersedes,
        author=received.author,
        modified=received.modified,
        retrieved=received.retrieved,
        credit=received.credit,
        stated=received.stated,
        pages=received.pages,
    )
